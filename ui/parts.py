"""What the window hands to those who do its work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from app.workspace import Workspace, Workspaces
from ui.desk import Desk
from ui.kit.notice import MessageBar, Toast
from ui.kit.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Parts:
    """``window`` is the parent of dialogs; ``tasks`` end with it."""

    window: QWidget
    workspaces: Workspaces
    desk: Desk
    tasks: Tasks
    messages: MessageBar
    toast: Toast
    undo: list[Callable[[], object]] = field(default_factory=list)

    @property
    def workspace(self) -> Workspace:
        """The workspace that is in front."""
        return self.workspaces.current

    def workspace_of(self, root: str) -> Workspace:
        """The workspace of the collection in a folder, the one in front where that is empty or closed."""
        return next((each for each in self.workspaces if str(each.root) == root), self.workspace)

    def offer_undo(self, done: str, undo: Callable[[], object]) -> None:
        """Tell what was done in a toast that can take it back; the last one also by an action."""
        self.undo.append(undo)
        self.toast.show_toast(done, "Undo")

    def undo_last(self) -> None:
        """Take back what was offered last."""
        if self.undo:
            self.undo.pop()()
            self.toast.hide()
