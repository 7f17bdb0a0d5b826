"""The bar above a table: which array, titles in the first row, a filter, what is shown, how far work is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from app.table.shape import Shape
from ui import theme
from ui.kit.button import IconButton, PlainButton
from ui.kit.combo import ComboBox
from ui.kit.labels import ElidedLabel

_TYPING_PAUSE: Final = 250  # milliseconds before a large table is filtered
_FIELD_HEIGHT: Final = 28
_FIELD_WIDTH: Final = 220
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ESCAPE: Final = Qt.Key.Key_Escape


class FilterField(QLineEdit):
    """A field whose Escape clears it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _ESCAPE and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class TableBar(QWidget):
    """Signals:
    shape_wanted: the index of the array that was chosen.
    header_wanted: whether the first record holds the titles.
    filter_wanted: the text that rows must hold.
    cancel_wanted: end the work that is under way.
    columns_wanted: the menu of columns, below the button.
    save_wanted: the rows as a CSV file.
    """

    shape_wanted = Signal(int)
    header_wanted = Signal(bool)
    filter_wanted = Signal(str)
    cancel_wanted = Signal()
    columns_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arrays = ComboBox("Array")
        self.arrays.activated.connect(self.shape_wanted)
        self.header = QCheckBox("Titles in first row")
        self.header.clicked.connect(self.header_wanted)
        self.filter = FilterField()
        self.filter.setPlaceholderText("Filter rows")
        self.filter.setAccessibleName("Filter rows")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(theme.scaled(_FIELD_WIDTH))
        self.filter.setFixedHeight(theme.scaled(_FIELD_HEIGHT))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask_filter)
        self.filter.textChanged.connect(lambda: self._pause.start(_TYPING_PAUSE))
        self.filter.returnPressed.connect(self._ask_filter)
        self._words = ElidedLabel("", "muted")
        self._words.set_type(12)
        self._words.setAlignment(_RIGHT)
        self.cancel = PlainButton("Cancel")
        self.cancel.clicked.connect(self.cancel_wanted)
        self.columns = IconButton("sliders", "Columns", "Show and hide columns")
        self.columns.clicked.connect(self.columns_wanted)
        self.save = IconButton("download", "Save as CSV", "Save these rows as CSV")
        self.save.clicked.connect(self.save_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.arrays)
        row.addWidget(self.filter, 2)
        row.addWidget(self.header)
        row.addWidget(self._words, 3)
        row.addWidget(self.cancel)
        row.addWidget(self.columns)
        row.addWidget(self.save)
        self.cancel.hide()

    def show_shapes(self, shapes: Sequence[Shape], current: Shape) -> None:
        """Show what can be chosen, and what is."""
        self.filter.clear()
        self._pause.stop()
        titles = [shape.title or "Outermost array" for shape in shapes]
        self.arrays.show_items(titles, shapes.index(current) if current in shapes else 0)
        self.arrays.setVisible(len(shapes) > 1)
        self.header.setVisible(current.kind == "csv")
        self.header.setChecked(current.header)

    def show_words(self, text: str, busy: bool) -> None:
        """Say what is shown; while something is under way it can be cancelled."""
        self._words.setText(text)
        self.cancel.setVisible(busy)

    def words(self) -> str:
        """What is said of the table: "1,000 rows · 6 columns"."""
        return self._words.text()

    def _ask_filter(self) -> None:
        self._pause.stop()
        self.filter_wanted.emit(self.filter.text())
