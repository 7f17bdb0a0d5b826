"""The tab of the sidebar with the collection's environments."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.model.collection import Collection
from ui.kit.button import PlainButton
from ui.kit.empty import EmptyState
from ui.sidebar.environment_list import EnvironmentList
from ui.sidebar.globals_row import GlobalsRow

_NO_COLLECTION, _NONE_YET, _LIST = range(3)


class EnvironmentPage(QWidget):
    """The globals, and environments with a button to add one; what the user asks for is reported by
    ``list``, and by ``globals`` when that is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.globals = GlobalsRow(self)
        self._pages = QStackedWidget(self)
        none_open = EmptyState(
            "environment", "Environments belong to a collection; none is open.", parent=self._pages
        )
        self._pages.addWidget(none_open)
        none_yet = EmptyState(
            "environment",
            "An environment holds the variables that change with the server you talk to.",
            [("New environment", "")],
            self._pages,
        )
        none_yet.chosen.connect(lambda _index: self.list.add_wanted.emit())
        self._pages.addWidget(none_yet)
        self._pages.addWidget(self._make_list())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.globals)
        column.addWidget(self._pages, 1)

    def _make_list(self) -> QWidget:
        page = QWidget(self._pages)
        add = PlainButton("New environment", icon_name="plus", parent=page)
        self.list = EnvironmentList(page)
        add.clicked.connect(lambda _checked: self.list.add_wanted.emit())
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 8)
        top.addWidget(add)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        return page

    def show_environments(self, collection: Collection | None, ticked: tuple[str, ...]) -> None:
        """Show the environments of a collection with their ticks."""
        environments = collection.environments if collection else ()
        self.list.show_environments(environments, ticked)
        filled = _LIST if environments else _NONE_YET
        self._pages.setCurrentIndex(filled if collection else _NO_COLLECTION)
