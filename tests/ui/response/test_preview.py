"""The preview picks the view of a body by its kind, and lets go of it."""

from app.format.reading import read_body
from app.model.payload import Payload
from ui.response.preview import can_preview


def reading_of(data, content_type):
    return read_body(Payload(len(data), data), content_type)


def test_sound_is_named_and_can_be_opened_or_saved(preview, qtbot):
    preview.show_reading(reading_of(b"ID3\x04\x00" + bytes(995), "audio/mpeg"))
    assert preview.current.facts() == "MP3 audio · 1.0 KB"
    with qtbot.waitSignal(preview.open_requested):
        preview.current.card.buttons[0].click()
    with qtbot.waitSignal(preview.save_requested):
        preview.current.card.buttons[1].click()


def test_a_body_without_a_preview_says_so(preview):
    reading = reading_of(b'{"a": 1}', "application/json")
    assert not can_preview(reading)
    preview.show_reading(reading)
    assert preview.current is None
