"""The words of the Wire tab."""

from app.model.exchange import Exchange, SentRequest, Timing
from app.model.wire import Frame, Wire
from app.wire.tap import Reel
from ui.response.wire_text import MOST_FRAMES, flag_words, frame_rows, frame_words, size_words


def test_flags_have_the_names_that_they_have_for_their_type():
    assert flag_words(0, 0x1) == "END_STREAM"
    assert flag_words(4, 0x1) == "ACK"
    assert flag_words(1, 0x45) == "END_STREAM END_HEADERS 0x40"
    assert flag_words(8, 0) == ""


def test_a_part_says_of_what_it_is_a_part():
    reel = Reel(10, 20)
    reel.add(b"x" * 15)
    assert size_words(reel, 15) == "15 B"
    reel.add(b"x" * 15)
    assert size_words(reel, 20) == "first 20 B of 30 B"


def test_a_great_many_frames_are_cut_and_that_is_told():
    frames = tuple(Frame(number / 1000, False, 0, 0, 1, 9) for number in range(MOST_FRAMES + 1))
    wire = Wire(Reel(1, 1), Reel(1, 1), frames)
    hop = Exchange(SentRequest("GET", "/", "/", "HTTP/2"), None, Timing(), wire=wire)
    assert len(frame_rows(hop)) == MOST_FRAMES
    assert frame_rows(hop)[5][0] == "5.0"
    assert frame_words(hop) == "first 1,000 of 1,001 frames"
