"""The field above the tree: what is typed filters after a short rest of the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.kit.icons import icon

REST = 120  # milliseconds without a key before the tree is filtered
_HEIGHT = 28


class FilterField(QLineEdit):
    """A line to filter by.

    Signals:
        filter_changed(text): after the rest, or at once when the field was cleared.
        left_for_tree(): Down or Enter was pressed, the keyboard belongs in the tree.
    """

    filter_changed = Signal(str)
    left_for_tree = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.report)
        self.setPlaceholderText("Filter")
        self.setAccessibleName("Filter requests")
        self.setToolTip("Filter by name, method or URL (Ctrl+Shift+F)")
        self._restyle()
        self.addAction(icon("search", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(icon("close"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip("Clear the filter (Esc)")
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(self._wait)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.report()
            self.left_for_tree.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
        super().changeEvent(event)

    def _restyle(self) -> None:
        self.setFont(theme.ui_font())
        self.setFixedHeight(theme.scaled(_HEIGHT))

    def _wait(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._rest.start()
        else:
            self.report()

    def report(self) -> None:
        """Tell the text now."""
        self._rest.stop()
        self.filter_changed.emit(self.text().strip())
