"""The settings, made from their one table: groups at the left, fields at the right, applied at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.settings import FIELDS, SettingField, Settings
from ui import theme
from ui.dialogs.setting_control import Control, make_control
from ui.dialogs.side_list import Side, SideList
from ui.kit.button import IconButton, PlainButton
from ui.kit.labels import label

_DEFAULTS = Settings()
_LABEL_WIDTH = 148


class SettingRow(QWidget):
    """Label, control and reset button of one setting, with its sentence below.

    Signal:
        changed(name, value)
    """

    changed = Signal(str, object)

    def __init__(self, field: SettingField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.control: Control = make_control(field)
        self.reset = IconButton("undo", f"Reset {field.label}", f"Reset to {_said(field)}")
        # The room stays when the button is hidden, or the control would jump under the mouse.
        kept = self.reset.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(kept)
        title = label(field.label, "text", 13, theme.MEDIUM)
        title.setFixedWidth(theme.scaled(_LABEL_WIDTH))
        title.setFixedHeight(theme.scaled(28))
        sentence = label(field.sentence, "muted", 12)
        sentence.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.addWidget(title, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.control, 0, 1)
        grid.addWidget(self.reset, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(sentence, 1, 1)
        grid.setColumnStretch(1, 1)
        self.control.changed.connect(lambda value: self.changed.emit(field.name, value))
        self.reset.clicked.connect(
            lambda _checked: self.changed.emit(field.name, getattr(_DEFAULTS, field.name))
        )

    def show_value(self, value: Any) -> None:
        """Show a value, and the reset button where it is not the default."""
        self.control.show_value(value)
        self.reset.setVisible(value != getattr(_DEFAULTS, self.field.name))


class SettingsDialog(QDialog):
    """Open it with ``show()``; every change is reported at once, there is no Save.

    Signal:
        changed(Settings)
    """

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.resize(theme.scaled(780), theme.scaled(520))
        self._settings = settings
        self.rows: dict[str, SettingRow] = {}
        self._groups = tuple(dict.fromkeys(field.group for field in FIELDS))
        self.list = SideList("Groups of settings")
        self._pages = QStackedWidget()
        for group in self._groups:
            self._pages.addWidget(self._page(group, [field for field in FIELDS if field.group == group]))
        self.list.chosen.connect(lambda group: self._pages.setCurrentIndex(self._groups.index(group)))
        self.list.show_texts(self._groups)
        self._lay_out()
        self.show_settings(settings)

    def _lay_out(self) -> None:
        close = PlainButton("Close")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 8, 24, 16)
        buttons.addStretch(1)
        buttons.addWidget(close)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._pages, 1)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Side(self.list))
        row.addLayout(right, 1)

    def _page(self, group: str, fields: Sequence[SettingField]) -> QScrollArea:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(20)
        column.addWidget(label(group, "text", 15, theme.SEMIBOLD))
        for field in fields:
            row = self.rows[field.name] = SettingRow(field)
            row.changed.connect(self._take)
            column.addWidget(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(group)
        return area

    def show_settings(self, settings: Settings) -> None:
        """Show settings that were changed elsewhere, such as the text size by its keys."""
        self._settings = settings
        for name, row in self.rows.items():
            row.show_value(getattr(settings, name))

    def _take(self, name: str, value: Any) -> None:
        self.show_settings(replace(self._settings, **{name: value}))
        self.changed.emit(self._settings)


def _said(field: SettingField) -> str:
    """The default of a setting in words."""
    value = getattr(_DEFAULTS, field.name)
    if field.kind == "choice":
        return dict(field.choices)[value]
    if field.kind == "bool":
        return "on" if value else "off"
    return f"{value} {field.unit}".strip() if value not in ("", ()) else "nothing"
