"""What fills the frame after the first paint: core, window, loop, playground; and how all of it ends."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app import logs, paths
from app.errors import AppError
from app.files.scan import is_large
from app.files.store import is_collection
from app.playground import CA_FILE, PORT, TLS_PORT, Playground
from app.workspace import Workspace, Workspaces
from ui import layout
from ui.crash import CrashPath
from ui.frame import Frame
from ui.keeping import Keeping
from ui.kit.loop import make_loop
from ui.kit.tasks import Tasks, route_errors
from ui.opening import Opening
from ui.prewarm import prewarm
from ui.shot import take_shot
from ui.window import Window

COLLECT_EVERY: Final = 10_000  # ms
LARGE: Final = 300  # files
CLOSE_LIMIT: Final = 3.0  # seconds
TAKE_OVER_EVERY: Final = 5_000  # ms
CLOSE_AGAIN: Final = "Close the window again to end without keeping it."

log = logging.getLogger(__name__)


class Session(QObject):
    """One run on one workspace, inside a frame that is shown already."""

    def __init__(self, application: QApplication, frame: Frame, opening: Opening) -> None:
        super().__init__(frame)
        logs.start(opening.paths.log)
        self._application = application
        self._frame = frame
        self._start = opening.start
        self._paths = opening.paths
        self._crash = CrashPath()
        self._playground: Playground | None = None
        self._refused = ""  # why the playground did not start, told once
        self._ending = False
        self._told = False  # The user knows that not everything can be kept.
        self._late: list[Path] = []  # collections that take too long to be read before the first paint
        self._layout = opening.layout
        self._workspaces = Workspaces(opening.paths)
        self._services = self._workspaces.services
        # A theme named on the command line holds until another one is chosen.
        chosen = self._start.theme or opening.settings.theme
        self._services.settings = replace(opening.settings, theme=chosen)
        self._services.recorder.use(self._services.settings)
        self.window = self._make_window(opening)
        self._keeping = Keeping(self.window, None if self._start.shot else opening.paths.layout)
        frame.fill(self.window)
        frame.closing.connect(self._close)
        self._collector = QTimer(self, interval=COLLECT_EVERY)
        self._collector.timeout.connect(gc.collect)
        self._take_over = QTimer(self, singleShot=True, interval=TAKE_OVER_EVERY)
        self._take_over.timeout.connect(
            lambda: self._tasks.start("playground", self._start_playground()),
        )
        # The window is painted before the loop and the network are made ready.
        QTimer.singleShot(0, self._begin)

    def _make_window(self, opening: Opening) -> Window:
        problems = list(opening.problems)
        leave = self._services.noticed.connect(problems.append)
        self._open_collections(opening.layout)
        window = Window(self._workspaces, opening.layout)
        window.setWindowFlags(Qt.WindowType.Widget)
        window.closing.connect(self._close)
        window.remembered.expect(self._late)
        window.restore(opening.layout, self._start.request, fresh=self._start.shot is not None)
        leave()
        for problem in problems:
            window.show_problem(problem)
        return window

    def _open_collections(self, kept: layout.Layout) -> None:
        """The collections of the last run and the one of the command line, else the samples."""
        wanted = [Path(folder) for folder in kept.collections]
        if self._start.collection is not None:
            wanted.append(self._start.collection)
        # A picture shows all, and what is sent at once must be there.
        at_once = self._start.shot is not None or self._start.send
        for root in wanted or [paths.own_samples(self._paths) / "tour"]:
            if not at_once and is_collection(root) and is_large(root, LARGE):
                self._late.append(root.absolute())
            else:
                self._open_collection(root.absolute(), kept)

    def _open_collection(self, root: Path, kept: layout.Layout) -> None:
        try:
            if root.is_dir() and not is_collection(root):
                sentence = f"{root} is no collection: it holds no opencollection.yml."
                raise AppError(sentence, "Open it from the menu to make it one (Ctrl+O).")
            self._tick(self._workspaces.open(root), kept)
        except AppError as problem:
            self._services.noticed.emit(problem)

    def _tick(self, workspace: Workspace, kept: layout.Layout) -> None:
        if ticked := kept.environment_of(str(workspace.root)):
            workspace.choose_environments(tuple(ticked.splitlines()))

    # --- after the first paint --------------------------------------------------------------------

    def _begin(self) -> None:
        self._loop = make_loop(self._application, already_running=True)
        asyncio.set_event_loop(self._loop)
        self._crash.keep = self._workspaces.keep
        self._crash.tell = self.window.show_crash
        self._crash.install(self._loop)
        route_errors(self.window.show_problem, self._crash.report)
        # A collection in a thread would destroy widgets there.
        gc.disable()
        gc.freeze()
        self._collector.start()
        self._tasks = Tasks(self)
        self._tasks.start("start", self._start_rest())
        self._tasks.start("late", self._open_late())
        self.window.begin()
        self._keeping.begin()
        for workspace in self._workspaces:
            self.window.outside.check(workspace)
            self.window.secrets.notice(workspace)
        self._workspaces.opened.connect(self.window.outside.check)

    async def _open_late(self) -> None:
        """Open the large collections, each read in a thread while the window is used."""
        for root in dict.fromkeys(self._late):
            self.window.toast.show_toast(f"Opening {root.name}…")
            try:
                self._tick(await self._workspaces.open_large(root), self._layout)
            except AppError as problem:
                self.window.remembered.give_up(root)
                self._services.noticed.emit(problem)
                continue
            if self._start.request and self._start.collection == root:
                self.window.requests.open_first(self._start.request)
        self.window.toast.hide()

    async def _start_rest(self) -> None:
        if self._services.settings.playground:
            await self._start_playground()
        await asyncio.to_thread(prewarm)
        await asyncio.to_thread(self._services.preload)
        self._services.warm()
        if self._start.shot is not None:
            await self._take_shot(self._start.shot)
            return
        if self._start.send:
            self.window.actions_table["request.send"].trigger()

    async def _take_shot(self, target: Path) -> None:
        """Write the picture and end; nobody sits before the window to be told what went wrong."""
        status = 0
        try:
            await take_shot(self.window, target, send=self._start.send)
        except AppError as problem:
            print(f"sonde: {problem}", file=sys.stderr)
            status = 1
        await self._shut_down(status)

    async def _start_playground(self) -> None:
        """Run the playground, at the latest when the window that runs it is closed."""
        playground = Playground(PORT, TLS_PORT, folder=self._paths.playground)
        self._services.trust_playground(f"127.0.0.1:{TLS_PORT}", self._paths.playground / CA_FILE)
        try:
            await asyncio.to_thread(playground.start)
            self._playground = playground
        except AppError as error:
            # Most likely another window of the same user runs it; then its port answers.
            if str(error) != self._refused:
                log.info("the playground did not start: %s", error)
            self._refused = str(error)
            self._take_over.start()

    # --- the end ----------------------------------------------------------------------------------

    def _close(self) -> None:
        if not self._ending:
            self._ending = True
            self._tasks.start("end", self._shut_down())

    async def _shut_down(self, status: int = 0) -> None:
        """Keep what was typed, then close every connection; nothing may hold the window back."""
        try:
            async with asyncio.timeout(CLOSE_LIMIT):
                # First what cannot take long; and pages that settle let go of what they show.
                self._keeping.write_layout()
                self._workspaces.keep()
                await self.window.settle()
                await self._workspaces.close()
        except TimeoutError:
            log.warning("closing took longer than %s s", CLOSE_LIMIT)
        except AppError as problem:
            # What is typed cannot be kept: only the user can say whether the window may go nevertheless.
            if not self._told and self._start.shot is None:
                self._told, self._ending = True, False
                self.window.show_problem(AppError(problem.sentence, f"{problem.hint} {CLOSE_AGAIN}"))
                return
            log.warning("not everything was kept: %s", problem)
        except Exception:
            log.exception("closing failed")
        self._take_over.stop()
        if self._playground is not None:
            await asyncio.to_thread(self._playground.close)
        self._collector.stop()
        self._frame.hide()
        self._application.exit(status)
