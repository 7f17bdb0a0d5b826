from PySide6.QtCore import Qt

from ui import theme
from ui.kit.labels import ElidedLabel, label


def test_what_a_server_says_is_never_markup(qtbot):
    words = label("<b>bold</b>")
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText


def test_a_label_has_the_font_that_was_asked_for(qtbot):
    words = label("142 ms", "text", 12, theme.MEDIUM, mono=True)
    qtbot.addWidget(words)
    assert words.font() == theme.mono_font(12, theme.MEDIUM)


def test_a_long_text_is_cut_and_told_by_the_tooltip(qtbot):
    words = ElidedLabel("Search orders with a very long name that cannot fit")
    qtbot.addWidget(words)
    words.resize(120, 20)
    words.show()
    assert words.shown_text().endswith("…")
    assert words.toolTip() == words.text()


def test_a_text_that_fits_needs_no_tooltip(qtbot):
    words = ElidedLabel("Orders")
    qtbot.addWidget(words)
    words.resize(120, 20)
    words.show()
    assert words.shown_text() == "Orders"
    assert words.toolTip() == ""
