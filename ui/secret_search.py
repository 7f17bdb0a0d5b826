"""What is done with secrets that stand in files already: looked for, shown, and moved to the keyring."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.errors import AppError
from app.files.tree import FOLDER_NAMES, ROOT_NAMES
from app.model.collection import RequestItem
from app.workspace import Workspace
from app.workspace.environments import environment_for_values
from app.workspace.secret_scan import move_secrets, scan_secrets, value_of
from app.workspace.secret_search import Finding
from ui.dialogs.secret_findings import FindingRow, SecretFindings
from ui.environment_work import EnvironmentWork
from ui.folder_work import FolderWork
from ui.kit.tasks import Tasks, listen
from ui.parts import Parts
from ui.request_work import RequestWork

Work = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens what a file of a collection holds."""

    parts: Parts
    requests: RequestWork
    folders: FolderWork
    environments: EnvironmentWork

    def open(self, workspace: Workspace, path: str) -> None:
        """Show a request, an environment, or the settings of a folder. Raises AppError for other files."""
        collection = workspace.needed_store().collection
        folder, _, name = path.rpartition("/")
        environment = next((each for each in collection.environments if each.path == path), None)
        if isinstance(collection.find(path), RequestItem):
            self.requests.open(path, workspace=workspace)
        elif environment is not None:
            self.parts.workspaces.switch(workspace)
            self.environments.edit(environment.name)
        elif name in (*ROOT_NAMES, *FOLDER_NAMES):
            self.folders.edit(folder, workspace)
        else:
            raise AppError(f"{path} cannot be shown here.", "Open the file in an editor.")


class SecretSearch:
    """One search and its sheet; it lives as long as the sheet calls it, and ends with it."""

    def __init__(self, window: QWidget, workspace: Workspace, opener: Opener) -> None:
        self._workspace = workspace
        self._root = workspace.needed_store().root
        self._found: list[Finding] = []
        environments = [each.name for each in workspace.needed_store().collection.environments]
        self.sheet = SecretFindings(environments, workspace.environment, window)
        self._tasks = Tasks(self.sheet)
        listen(self.sheet.open_wanted, lambda path: opener.open(workspace, path))
        listen(self.sheet.reveal_wanted, self._reveal)
        listen(
            self.sheet.move_wanted,
            lambda keys, environment: self._start("move", partial(self._move, keys, environment)),
        )
        self.sheet.finished.connect(lambda _code: self._leave())

    def open(self) -> None:
        """Show the sheet beside the window, which can be worked with meanwhile, and look."""
        self.sheet.show()
        self._start("look", self._look)

    def _start(self, name: str, work: Work) -> None:
        self._tasks.start(name, self._told(work))

    async def _told(self, work: Work) -> None:
        """Do it; what goes wrong is said in the sheet."""
        try:
            await work()
        except AppError as problem:
            if isValid(self.sheet):
                self.sheet.show_problem(problem.sentence, problem.hint)

    def _leave(self) -> None:
        self._tasks.cancel_all()
        self.sheet.deleteLater()

    async def _look(self) -> None:
        self._found = list(await scan_secrets(self._root, self.sheet.show_progress))
        self._show()

    def _show(self) -> None:
        self.sheet.show_findings([_row(key, finding) for key, finding in enumerate(self._found)])

    def _reveal(self, key: int) -> None:
        self.sheet.show_value(key, value_of(self._root, self._found[key]))

    async def _move(self, keys: tuple[int, ...], environment: str) -> None:
        chosen = environment or environment_for_values(self._workspace).name
        moved = [self._found[key] for key in keys]
        self.sheet.show_moving(True)
        try:
            await move_secrets(self._workspace, moved, chosen, self.sheet.show_move)
        except AppError:
            self._start("look", self._look)  # Some may be moved.
            raise
        finally:
            if isValid(self.sheet):
                self.sheet.show_moving(False)
        self._take_out(moved)
        self.sheet.show_moved(len(moved))

    def _take_out(self, moved: Sequence[Finding]) -> None:
        """These are gone. In a file that was changed others stand elsewhere now: they are looked for anew."""
        gone = frozenset(moved)
        self._found = [finding for finding in self._found if finding not in gone]
        self._show()
        if {finding.path for finding in self._found} & {finding.path for finding in moved}:
            self._start("look", self._look)


def _row(key: int, finding: Finding) -> FindingRow:
    return FindingRow(
        finding.path,
        finding.line,
        finding.label,
        finding.masked,
        finding.rule,
        key,
        finding.advice,
        enabled=finding.movable,
    )
