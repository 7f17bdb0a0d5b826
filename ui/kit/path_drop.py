"""Lets a widget take folders and files that are dropped onto it, wherever none of its parts wants them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class PathDrop(QObject):
    """Listens to one widget.

    Args:
        widget: what is dropped onto.
        wanted: whether a path is taken; a drag with none that is goes elsewhere.
        take: gets each of those that were dropped.
    """

    def __init__(
        self, widget: QWidget, wanted: Callable[[Path], bool], take: Callable[[Path], object]
    ) -> None:
        super().__init__(widget)
        self._wanted = wanted
        self._take = take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDropEvent) and (paths := self._paths(event)):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                for path in paths:
                    self._take(path)
            return True
        return super().eventFilter(watched, event)

    def _paths(self, event: QDropEvent) -> list[Path]:
        places = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return [place for place in places if self._wanted(place)]
