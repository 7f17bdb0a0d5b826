"""The bar above a preview: facts at the left, what can be done with the body at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.kit.button import LOW, IconButton, PlainButton
from ui.kit.labels import ElidedLabel
from ui.response.preview_canvas import PictureCanvas

_MARGINS: Final = (12, 6, 12, 6)
_PERCENT_WIDTH: Final = 64


class PreviewBar(QWidget):
    """One line of facts and buttons. ``save_requested``: the user wants the body in a file."""

    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = ElidedLabel("", "muted")
        self.save = IconButton("download", "Save to a file…")
        self.save.clicked.connect(self.save_requested)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*_MARGINS)
        self._row.setSpacing(4)
        self._row.addWidget(self._facts, 1)
        self._row.addWidget(self.save)
        self.setFixedHeight(theme.scaled(LOW) + _MARGINS[1] + _MARGINS[3])

    def add(self, widget: QWidget) -> None:
        """Put a control before the Save button."""
        self._row.insertWidget(self._row.count() - 1, widget)

    def show_facts(self, facts: str) -> None:
        """Say what is shown."""
        self._facts.setText(facts)

    def facts(self) -> str:
        """What is said of the body."""
        return self._facts.text()


class ZoomButtons(QWidget):
    """Smaller, the present scale, larger, all of it: for the canvas that it is made with."""

    def __init__(self, canvas: PictureCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.smaller = IconButton("minus", "Zoom out", "Zoom out (-)")
        self.percent = PlainButton("100 %")
        self.percent.setFixedWidth(theme.scaled(_PERCENT_WIDTH))
        self.larger = IconButton("plus", "Zoom in", "Zoom in (+)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for widget in (self.smaller, self.percent, self.larger):
            row.addWidget(widget)
        self.smaller.clicked.connect(canvas.zoom_out)
        self.larger.clicked.connect(canvas.zoom_in)
        self.percent.clicked.connect(self._switch)
        canvas.zoom_changed.connect(self._show_scale)

    def _switch(self) -> None:
        if self._canvas.fits and self._canvas.scale != 1.0:
            self._canvas.zoom_to(1.0)
        else:
            self._canvas.fit()

    def _show_scale(self) -> None:
        percent = self._canvas.scale * 100
        self.percent.show_words(f"{percent:.0f} %" if percent >= 1 else f"{percent:.1f} %")
        wanted = "Show at 100 % (1)" if self._canvas.fits else "Fit into the view (0)"
        self.percent.setToolTip(wanted)
        self.percent.setAccessibleName(f"Scale {self.percent.text()}: {wanted}")
