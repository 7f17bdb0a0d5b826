"""The headers that were typed against those that were sent."""

from app.format.header_notes import ADDED, LOWERED, NOT_SENT, NotedHeader, noted


def test_the_same_list_needs_no_word():
    lines = (("X-A", "1"), ("x-a", "2"), ("X-A", "1"))
    assert noted(lines, lines) == tuple(NotedHeader(*line) for line in lines)


def test_lines_of_our_own_are_marked():
    found = noted((("X", "1"),), (("Host", "a"), ("X", "1")))
    assert found == (NotedHeader("Host", "a", ADDED), NotedHeader("X", "1"))


def test_a_line_that_did_not_go_out_stands_where_it_was():
    found = noted((("A", "1"), ("Connection", "close"), ("B", "2")), (("a", "1"), ("b", "2")))
    assert [(line.name, line.note) for line in found] == [
        ("a", LOWERED),
        ("Connection", NOT_SENT),
        ("b", LOWERED),
    ]


def test_a_changed_value_tells_both():
    assert noted((("A", "1"),), (("A", "2"),)) == (NotedHeader("A", "2", "changed, typed: 1"),)
