"""The bar above a body: the views to choose from, what the body is, and where in it one is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.button import IconButton
from ui.kit.labels import ElidedLabel
from ui.kit.tabs import Segments
from ui.response.body_kind import KindButton
from ui.response.body_views import TITLES, View

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BodyBar(QWidget):
    """Segments on the left, facts and choices on the right. ``view_chosen`` carries the view."""

    view_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[View, ...] = ()
        self.segments = Segments((), "View", self)
        self.segments.current_changed.connect(lambda index: self.view_chosen.emit(self._views[index]))
        self._facts = ElidedLabel("", "muted", self)
        self._facts.set_type(12)
        self._facts.setAlignment(_RIGHT)
        self.kind = KindButton(self)
        self.filter = IconButton("filter", "Filter", "Filter by JSONPath, jq or XPath (Ctrl+Shift+E)", self)
        self.wrap = IconButton("wrap", "Wrap lines", "Wrap lines (Alt+Z)", self)
        self.wrap.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.segments)
        row.addWidget(self._facts, 1)
        row.addWidget(self.kind)
        row.addWidget(self.filter)
        row.addWidget(self.wrap)

    def show_views(self, views: tuple[View, ...], current: View) -> None:
        """Offer these views, one of which is in front."""
        self._views = views
        self.segments.show_labels([TITLES[view] for view in views], views.index(current))

    def show_facts(self, facts: str) -> None:
        """Say how long the body is, or where in it one is."""
        self._facts.setText(facts)

    def facts(self) -> str:
        """What is said of length and place."""
        return self._facts.text()
