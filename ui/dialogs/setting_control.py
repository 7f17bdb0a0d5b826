"""One control per kind of setting: shows a value, reports the value that the user chose."""

from __future__ import annotations

from typing import Any, assert_never

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from app.settings import SettingField
from ui import theme
from ui.kit.button import LOW, PlainButton
from ui.kit.combo import ComboBox

_NUMBER_WIDTH = 140
_CHOICE_WIDTH = 200
_LINES_HEIGHT = 76


class Control(QWidget):
    """A control that holds one value.

    Signal:
        changed(value): the user chose another value; never reported for ``show_value``.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self._shown: Any = None

    def show_value(self, value: Any) -> None:
        """Show a value; what is already shown is left alone, so that a cursor stays."""
        if value != self._shown:
            self._shown = value
            self.paint_value(value)

    def paint_value(self, value: Any) -> None:
        """Put a value into the widget; each kind of control says how."""

    def take(self, value: Any) -> None:
        """Report a value that the user chose, unless it is the one shown."""
        if value != self._shown:
            self._shown = value
            self.changed.emit(value)


class ChoiceControl(Control):
    """One of few values with names."""

    def __init__(self, field: SettingField) -> None:
        super().__init__()
        self._values = [value for value, _ in field.choices]
        self.box = ComboBox(field.label, [text for _, text in field.choices])
        self.box.setFixedWidth(theme.scaled(_CHOICE_WIDTH))
        self.box.currentIndexChanged.connect(lambda index: self.take(self._values[index]))
        self.row.addWidget(self.box)
        self.row.addStretch(1)

    def paint_value(self, value: Any) -> None:
        self.box.setCurrentIndex(self._values.index(value))


class SwitchControl(Control):
    """On or off."""

    def __init__(self, field: SettingField) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(field.label)
        self.box.setFixedHeight(theme.scaled(LOW))
        self.box.toggled.connect(self.take)
        self.row.addWidget(self.box)
        self.row.addStretch(1)

    def paint_value(self, value: Any) -> None:
        self.box.setChecked(value)


class NumberControl(Control):
    """A whole number between two limits; typing counts when it ends."""

    def __init__(self, field: SettingField) -> None:
        super().__init__()
        self.box = QSpinBox()
        self.box.setAccessibleName(field.label)
        self.box.setRange(field.minimum, field.maximum)
        self.box.setSuffix(f" {field.unit}" if field.unit else "")
        self.box.setGroupSeparatorShown(True)
        # The style sheet's padding does not reach the line inside a spin box.
        self.box.lineEdit().setTextMargins(6, 0, 0, 0)
        self.box.setKeyboardTracking(False)
        self.box.setFixedSize(theme.scaled(_NUMBER_WIDTH), theme.scaled(LOW))
        self.box.valueChanged.connect(self.take)
        self.row.addWidget(self.box)
        self.row.addStretch(1)

    def paint_value(self, value: Any) -> None:
        self.box.setValue(value)


class TextControl(Control):
    """A line of text, or the path of a file with a button to find it."""

    def __init__(self, field: SettingField) -> None:
        super().__init__()
        self._title = field.label
        self.line = QLineEdit()
        self.line.setAccessibleName(field.label)
        self.line.setFixedHeight(theme.scaled(LOW))
        self.line.editingFinished.connect(lambda: self.take(self.line.text().strip()))
        self.row.addWidget(self.line, 1)
        if field.kind == "path":
            browse = PlainButton("Browse…")
            browse.clicked.connect(lambda _checked: self._browse())
            self.row.addWidget(browse)

    def paint_value(self, value: Any) -> None:
        self.line.setText(value)

    def _browse(self) -> None:
        dialog = QFileDialog(self, self._title, self.line.text())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose(self, path: str) -> None:
        self.line.setText(path)
        self.take(path)


class LinesControl(Control):
    """Several lines of text as a tuple; empty lines do not count."""

    def __init__(self, field: SettingField) -> None:
        super().__init__()
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(field.label)
        self.edit.setTabChangesFocus(True)
        self.edit.setFont(theme.mono_font())
        self.edit.setFixedHeight(theme.scaled(_LINES_HEIGHT))
        self.edit.textChanged.connect(lambda: self.take(self._lines()))
        self.row.addWidget(self.edit)

    def paint_value(self, value: Any) -> None:
        # Blank lines that are being typed are part of the text but not of the value.
        if value != self._lines():
            self.edit.setPlainText("\n".join(value))

    def _lines(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.edit.toPlainText().splitlines())
        return tuple(line for line in lines if line)


def make_control(field: SettingField) -> Control:
    """The control for a setting."""
    match field.kind:
        case "choice":
            return ChoiceControl(field)
        case "bool":
            return SwitchControl(field)
        case "int":
            return NumberControl(field)
        case "text" | "path":
            return TextControl(field)
        case "lines":
            return LinesControl(field)
        case _:
            assert_never(field.kind)
