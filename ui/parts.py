"""What the window hands to those who do its work."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from app.workspace import Workspace, Workspaces
from app.workspace.structure import Step, Steps
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
    undo: Steps = field(default_factory=Steps)

    @property
    def workspace(self) -> Workspace:
        """The workspace that is in front."""
        return self.workspaces.current

    def workspace_of(self, root: str) -> Workspace:
        """The workspace of the collection in a folder, the one in front where that is empty or closed."""
        return next((each for each in self.workspaces if str(each.root) == root), self.workspace)

    def did(self, step: Step, told: str = "") -> None:
        """A change of the structure was made: it can be taken back. ``told`` goes into a toast that offers
        that."""
        self.undo.add(step)
        if told:
            self.toast.show_toast(told, "Undo")
        else:
            self.toast.hide()  # Its button would take back this step and not the one it names.

    def undo_last(self) -> None:
        """Take back what was done last."""
        self.toast.hide()
        step = self.undo.undo()
        if step is not None:
            self.toast.show_toast(f"Undone: {step.words}")

    def redo_last(self) -> None:
        """Do again what was taken back last."""
        self.toast.hide()
        step = self.undo.redo()
        if step is not None:
            self.toast.show_toast(f"Done again: {step.words}", "Undo")
