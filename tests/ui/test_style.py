import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from ui import style, theme
from ui.tokens import DARK, LIGHT

THEMES = pytest.mark.parametrize("choice", ["light", "dark"])


def colors_in(widget):
    picture = widget.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_images_of_the_sheet_are_there(tokens):
    paths = re.findall(r"url\((.+?)\)", style.sheet(tokens, 13))
    assert paths
    for path in paths:
        assert "<svg" in Path(path).read_text(encoding="utf-8")


@THEMES
def test_a_check_mark_shows_in_both_themes(qtbot, use_theme, choice):
    use_theme(choice)
    box = shown(qtbot, QCheckBox())
    box.clearFocus()
    off = colors_in(box)
    box.setCheckState(Qt.CheckState.Checked)
    on = colors_in(box)
    assert theme.color("accent").name() in on - off
    assert any(QColor(color).lightness() > 200 for color in on)
    assert off & {theme.color("faint").name(), theme.color("muted").name()}


@THEMES
def test_the_arrow_of_a_list_shows_in_both_themes(qtbot, use_theme, choice):
    use_theme(choice)
    box = QComboBox()
    box.setFixedSize(80, 28)
    arrow = shown(qtbot, box).grab(box.rect().adjusted(48, 4, -4, -4)).toImage()
    ground = arrow.pixelColor(QPoint(0, 0)).lightness()
    assert any(
        abs(arrow.pixelColor(x, y).lightness() - ground) > 60
        for x in range(arrow.width())
        for y in range(arrow.height())
    )


@THEMES
@pytest.mark.parametrize("make", [QCheckBox, QComboBox, QSpinBox])
def test_the_keyboard_focus_shows_on_standard_controls(qtbot, use_theme, choice, make):
    use_theme(choice)
    widget = shown(qtbot, make())
    widget.clearFocus()
    before = colors_in(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert theme.color("focus").name() in colors_in(widget)
    assert theme.color("focus").name() not in before
