"""One line of a comparison as it is painted."""

from app.diff.text import LineText, count_breaks
from ui.response.compare_row import read_line, read_pair


def line_text(text):
    return LineText(text, count_breaks(text))


def test_what_differs_in_a_line_is_marked():
    left, right = read_pair(line_text(b"a one b\n"), line_text(b"a two b\r\n"), (0, 0))
    assert (left.text, left.spans) == ("a one b", [(2, 5)])
    assert (right.text, right.spans) == ("a two b", [(2, 5)])


def test_a_line_of_a_megabyte_is_shown_where_it_differs():
    left = b"x" * 1_000_000
    right = left[:500_000] + b"HERE" + left[500_004:]
    shown = read_pair(line_text(left), line_text(right), (0, 0))[1]
    assert shown.text.startswith("…xxx")
    assert "HERE" in shown.text
    assert len(shown.text) < 1100


def test_tabs_controls_and_invalid_bytes_can_be_seen():
    assert read_line(line_text(b"\ta\x00\xff\n"), 0).text == "    a␀�"
