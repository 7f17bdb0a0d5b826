"""How the standard widgets are drawn: Fusion's palette and one style sheet, made from the tokens."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtGui import QColor, QPalette

from ui.tokens import Tokens

_ROLE = QPalette.ColorRole
_DISABLED = QPalette.ColorGroup.Disabled

_ROLES: Final = {
    _ROLE.Window: "panel",
    _ROLE.WindowText: "text",
    _ROLE.Base: "input",
    _ROLE.AlternateBase: "sidebar",
    _ROLE.Text: "text",
    _ROLE.PlaceholderText: "faint",
    _ROLE.Button: "panel",
    _ROLE.ButtonText: "text",
    _ROLE.BrightText: "red",
    _ROLE.Highlight: "selection",
    _ROLE.HighlightedText: "text",
    _ROLE.ToolTipBase: "panel",
    _ROLE.ToolTipText: "text",
    _ROLE.Link: "link",
    _ROLE.LinkVisited: "link",
    _ROLE.Accent: "accent",
    _ROLE.Light: "border_soft",
    _ROLE.Midlight: "border_soft",
    _ROLE.Mid: "border",
    _ROLE.Dark: "border",
    _ROLE.Shadow: "border",
}
_DISABLED_ROLES: Final = (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText, _ROLE.HighlightedText)

# Marks are images because a style sheet takes away the arrows and check marks that Fusion draws.
_MARKS: Final = {
    "down": '<path d="M4 6l4 4 4-4"/>',
    "up": '<path d="M4 10l4-4 4 4"/>',
    "right": '<path d="M6 4l4 4-4 4"/>',
    "check": '<path d="M4.25 8.25l2.5 2.5 5-5.25"/>',
    "dash": '<path d="M4.5 8h7"/>',
    "close": '<path d="M4.5 4.5l7 7M11.5 4.5l-7 7"/>',
    "dot": '<circle cx="8" cy="8" r="2.5" fill="$color" stroke="none"/>',
}
_MARK: Final = Template(
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" fill="none" '
    'stroke="$color" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">$shape</svg>'
)

# Words of fields and lists have no colour here: a sheet's colour would win over the palette in which
# methods and variables are coloured.
_SHEET: Final = Template("""
QToolTip { background: $panel; color: $text; border: 1px solid $border; padding: 4px 8px; }

QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit {
  background: $input; border: 1px solid $border; border-radius: 6px;
}
QLineEdit { padding: 3px 8px; lineedit-clear-button-icon: url($close_muted); }
QComboBox { padding: 3px 4px 3px 8px; combobox-popup: 0; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $faint; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on,
QPlainTextEdit:focus, QTextEdit:focus { border: 1px solid $focus; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
  background: $window; border-color: $border_soft;
}
QLineEdit[warning="true"] { background: $warn_back; border-color: $amber; }
QPlainTextEdit[flat="true"], QTextEdit[flat="true"] {
  background: $panel; border-color: $panel; border-radius: 0;
}
QPlainTextEdit[flat="true"]:focus, QTextEdit[flat="true"]:focus { border: 1px solid $focus; }
QListView#completion { border: 1px solid $border; padding: 2px 4px; }
QListView#completion::item { min-height: ${item}px; padding: 0 4px; border-radius: 4px; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: 0; padding: 0; background: transparent; }
QAbstractItemView QLineEdit {
  background: $input; border: 1px solid $focus; border-radius: 0; padding: 0 3px;
}

QPushButton {
  background: $panel; color: $text; border: 1px solid $border; border-radius: 6px; padding: 4px 12px;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:focus, QToolButton:focus { border: 1px solid $focus; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QToolButton {
  background: transparent; color: $text; border: 1px solid transparent; border-radius: 6px; padding: 4px;
}

QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url($down_muted); width: 16px; height: 16px; }
QComboBox::down-arrow:disabled { image: url($down_faint); }
QComboBox QAbstractItemView {
  background: $panel; border: 1px solid $border; padding: 4px; outline: 0;
  selection-background-color: $selection; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: ${item}px; padding: 0 8px; border-radius: 4px; border: 0; }
QComboBox QAbstractItemView::item:selected { background: $selection; border: 0; }

QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
  border: 0; width: 20px; background: transparent;
}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url($up_muted); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url($down_muted); width: 12px; height: 12px; }
QAbstractSpinBox::up-arrow:off { image: url($up_faint); }
QAbstractSpinBox::down-arrow:off { image: url($down_faint); }

QCheckBox, QRadioButton { spacing: 8px; color: $text; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QAbstractItemView::indicator, QMenu::indicator:non-exclusive, QGroupBox::indicator {
  width: 14px; height: 14px; border: 1px solid $faint; border-radius: 4px; background: $input;
}
QCheckBox::indicator:hover, QAbstractItemView::indicator:hover { border-color: $muted; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {
  border-color: $accent; background: $accent; image: url($check_accent_text);
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  border-color: $accent; background: $accent; image: url($dash_accent_text);
}
QCheckBox::indicator:disabled, QAbstractItemView::indicator:disabled {
  border-color: $border; background: $window;
}
QCheckBox::indicator:checked:disabled, QAbstractItemView::indicator:checked:disabled {
  image: url($check_faint);
}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {
  border: 2px solid $focus; width: 12px; height: 12px;
}
QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid $faint; border-radius: 8px; background: $input;
}
QRadioButton::indicator:focus { border-radius: 8px; }
QRadioButton::indicator:checked {
  border-color: $accent; background: $accent; image: url($dot_accent_text);
}

QAbstractItemView { outline: 0; }
QTableView, QTreeView, QListView { background: $panel; border: 0; gridline-color: $border_soft; }
QAbstractItemView[surface="sidebar"] { background: $sidebar; }
QAbstractItemView[surface="field"] {
  background: $input; border: 1px solid $border; border-radius: 6px; padding: 4px;
}
QAbstractItemView[surface="field"]:focus { border-color: $focus; }
QTableView[surface="grid"]::item { padding: 0 5px; }
QTableView[surface="grid"] QLineEdit { padding: 0 6px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
  background: $selection; color: $text;
}
QTableView::item:focus { border: 1px solid $focus; }
QTableCornerButton::section { background: $panel; border: 0; }
QHeaderView { background: $panel; border: 0; }
QHeaderView::section {
  background: $panel; color: $muted; border: 0; border-bottom: 1px solid $border; padding: 4px 8px;
  font-weight: normal;
}
QHeaderView::section:horizontal:!last { border-right: 1px solid $border_soft; }
QHeaderView::up-arrow { image: url($up_muted); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url($down_muted); width: 12px; height: 12px; }

QSplitter::handle { background: $border; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: $accent; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollArea { border: 0; background: transparent; }

QMenu { background: $panel; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 8px; border-radius: 4px; color: $text; background: transparent; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border_soft; margin: 4px 8px; }
QMenu::right-arrow { image: url($right_muted); width: 16px; height: 16px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }
QMenu::indicator:checked { border-color: $accent; background: $accent; image: url($check_accent_text); }

QProgressBar { background: $hover; border: 0; border-radius: 2px; color: $text; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QGroupBox { border: 1px solid $border; border-radius: 6px; margin-top: 12px; padding-top: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 8px; padding: 0 4px; color: $muted; }
QDialog, QMainWindow { background: $panel; }
""")


def palette(tokens: Tokens) -> QPalette:
    """Fusion's palette for a theme; what is disabled is faint."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, QColor(getattr(tokens, token)))
    for role in _DISABLED_ROLES:
        made.setColor(_DISABLED, role, QColor(tokens.faint))
    return made


def sheet(tokens: Tokens, text_size: int) -> str:
    """The style sheet of the whole application; ``text_size`` in pixels makes room in pop-up lists."""
    names = dict(asdict(tokens), item=str(text_size + 13))
    for shape in _MARKS:
        for token in ("muted", "faint", "accent_text"):
            names[f"{shape}_{token}"] = _mark(shape, names[token])
    return _SHEET.substitute(names)


@cache
def _mark(shape: str, color: str) -> str:
    """The path of an SVG file with this mark in this colour, written as style sheets want it."""
    path = _mark_folder() / f"{shape}-{color.removeprefix('#')}.svg"
    picture = _MARK.substitute(color=color, shape=Template(_MARKS[shape]).substitute(color=color))
    path.write_text(picture, encoding="utf-8")
    return path.as_posix()


@cache
def _mark_folder() -> Path:
    """A folder that lives as long as the program: style sheets read images from files only."""
    folder = Path(tempfile.mkdtemp(prefix="sonde-marks-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
