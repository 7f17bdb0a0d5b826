"""ZIP archives: what is in them, and a sentence where that cannot be told."""

import io
import zipfile

import pytest

from app.format.reading import read_body
from app.model.payload import Payload
from ui.response.preview import BodyPreview


@pytest.fixture
def preview(qtbot):
    made = BodyPreview()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.forget()


def archive(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(zipfile.ZipInfo(name, (2026, 2, 3, 4, 5, 6)), b"x" * 2000)
    return made.getvalue()


def show(preview, qtbot, data):
    preview.show_reading(read_body(Payload(len(data), data), "application/zip"))
    view = preview.current
    qtbot.waitUntil(lambda: bool(view.table.rows()) or bool(view.problem()), timeout=15_000)
    return view


def test_what_is_in_an_archive_is_listed(preview, qtbot):
    view = show(preview, qtbot, archive("a.txt", "../größe.bin"))
    assert view.table.rows() == (
        ("a.txt", "2.0 KB", "2.0 KB", "2026-02-03 04:05"),
        ("../größe.bin", "2.0 KB", "2.0 KB", "2026-02-03 04:05"),
    )
    assert view.bar.facts().startswith("ZIP archive · 2 files · ")
    assert view.bar.facts().endswith(" · 4.0 KB unpacked")
    with qtbot.waitSignal(preview.open_requested):
        view.open.click()


def test_a_long_archive_is_listed_as_far_as_people_read(preview, qtbot):
    view = show(preview, qtbot, archive(*(f"{number}.txt" for number in range(1_100))))
    assert len(view.table.rows()) == 1_000
    assert "1,100 files" in view.bar.facts()
    assert view.bar.facts().endswith("the first 1,000 are shown")


def test_an_archive_that_breaks_off_is_a_sentence(preview, qtbot):
    view = show(preview, qtbot, archive("a.txt")[:60])
    assert view.problem() == (
        "This ZIP archive cannot be shown: it is broken or no ZIP archive (file is not a zip file)."
    )
