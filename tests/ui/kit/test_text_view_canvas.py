"""What is painted: colours of the theme, line numbers, marks, and how far it scrolls."""

from PySide6.QtCore import QPoint

from ui import theme
from ui.kit.hex_text import HexText


def colors_in(view, left, right, rows=2):
    image = view.grab().toImage()
    height = view.rows.height * rows
    return {image.pixelColor(x, y).name() for x in range(left, right) for y in range(height)}


def test_the_colours_follow_the_theme(view, use_theme):
    view.show_text(b'{"a": "b"}', "json")
    assert theme.color("string").name() in colors_in(view, 0, 300)
    use_theme("dark")
    painted = colors_in(view, 0, 300)
    assert {theme.color("panel").name(), theme.color("string").name()} <= painted


def test_a_larger_text_size_makes_higher_rows(view, use_theme):
    before = view.rows.height
    use_theme("light", 20)
    assert view.rows.height > before


def test_hexadecimal_rows_stay_whole_and_have_addresses_in_place_of_numbers(view):
    view.set_wrap(True)
    view.show_text(HexText(bytes(64)))
    assert len(view.rows_in_sight()) == 4
    assert theme.color("faint").name() not in colors_in(view, 0, view.text_left(), rows=4)


def test_a_piece_of_a_line_has_no_number(view):
    view.set_wrap(True)
    view.show_text(b"x" * 170 + b"\nshort")
    assert len(view.rows_in_sight()) == 4
    image = view.grab().toImage()
    left = view.text_left() - 8
    numbered = [
        any(
            image.pixelColor(x, y).name() != theme.color("panel").name()
            for x in range(left)
            for y in range(row * view.rows.height, (row + 1) * view.rows.height)
        )
        for row in range(4)
    ]
    assert numbered == [True, False, False, True]
    assert theme.color("faint").name() in colors_in(view, 0, left, rows=1)


def test_a_selection_and_a_hit_have_their_own_backs(view, qtbot):
    view.show_text(b"one two one")
    view.search("one")
    painted = colors_in(view, view.text_left(), 300, rows=1)
    assert {theme.color("selection").name(), theme.color("mark").name()} <= painted


def test_a_place_and_its_byte_agree_after_scrolling(view, qtbot):
    view.show_text("\n".join(f"{number:04d}" for number in range(5000)).encode())
    qtbot.waitUntil(lambda: view.source.complete)
    view.verticalScrollBar().setValue(4000)
    offset = view.offset_at(QPoint(view.text_left(), 5))
    assert bytes(view.source.buffer[offset : offset + 4]) == b"4000"
    assert view.source.row_of(offset) == 4000


def test_the_last_row_can_be_reached_and_nothing_after_it(view, qtbot):
    view.show_text("\n".join(str(number) for number in range(1000)).encode())
    view.verticalScrollBar().setValue(10_000)
    assert view.visible_rows()[-1].shown == "999"


def test_a_wide_row_widens_the_scroll_range_once_it_was_seen(view, qtbot):
    view.show_text(b"short\n" * 100 + b"x" * 150)
    view.grab()
    assert view.horizontalScrollBar().maximum() == 0
    view.scroll_to(view.source.size - 150)
    view.grab()
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)


def test_wrapping_keeps_the_first_visible_byte_in_sight(view, qtbot):
    view.set_wrap(True)
    view.show_text(b"".join(b"%04d " % number + b"word " * 60 + b"\n" for number in range(500)))
    qtbot.waitUntil(lambda: view.source.complete)
    view.go_to_line(250)
    view.verticalScrollBar().setValue(view.source.row_of(view.caret_offset))
    for width in (300, 800, 450):
        view.resize(width, 400)
        assert view.visible_text().startswith("0249")
    view.set_wrap(False)
    assert view.visible_text().startswith("0249")


def test_wrapped_rows_fit_the_view(view, qtbot):
    view.set_wrap(True)
    view.show_text("漢字 and words \t ".encode() * 200)
    assert view.horizontalScrollBar().maximum() == 0
    room = view.viewport().width() - view.text_left()
    assert all(view.rows.width(view.prepared(row)) <= room for row in view.rows_in_sight())


def test_a_growing_text_is_followed_only_by_a_reader_at_its_end(view, qtbot):
    text = "\n".join(str(number) for number in range(1000))
    view.show_text(text.encode())
    qtbot.waitUntil(lambda: view.source.complete)
    view.go_to_line(500)
    seen = view.visible_text()
    view.grow((text + "\nmore" * 100).encode())
    assert view.visible_text() == seen
    view.scroll_to_end()
    view.grow((text + "\nmore" * 100 + "\nlast").encode())
    assert view.visible_text().endswith("last")


def test_after_scrolling_the_screen_is_as_if_painted_at_once(view, qtbot):
    view.show_text(b"".join(b'{"number": %d}\n' % number for number in range(1000)), "json")
    view.grab()
    view.scroll_by(3)
    view.scroll_by(-1)
    scrolled = view.grab().toImage()
    view.viewport().update()
    assert view.grab().toImage() == scrolled
