"""One run of the window: what is made in which order, and how it ends."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import __version__, logs, paths
from app.errors import AppError
from app.playground import CA_FILE, PORT, TLS_PORT, Playground
from app.workspace import Workspace
from ui import layout, theme
from ui.crash import CrashPath
from ui.kit.icons import icon
from ui.kit.tasks import Tasks, route_errors
from ui.main import Start
from ui.prewarm import prewarm
from ui.shot import take_shot
from ui.window import Window

COLLECT_EVERY: Final = 10_000  # ms
CLOSE_LIMIT: Final = 3.0  # seconds

log = logging.getLogger(__name__)


class Program:
    """Paths, log, settings, application, window; then, after the first paint, loop and network."""

    def __init__(self, start: Start) -> None:
        self._start = start
        self._paths = paths.find(start.home)
        self._crash = CrashPath()
        self._playground: Playground | None = None
        self._ending = False
        logs.start(self._paths.log)
        self._application = _application()
        self._workspace = Workspace(self._paths)
        self._window = self._make_window()
        self._collector = QTimer(self._window, interval=COLLECT_EVERY)
        self._collector.timeout.connect(gc.collect)

    def run(self) -> int:
        """Show the window and stay until it is closed; returns the exit status."""
        self._window.show()
        # The first paint comes before anything that it does not need is even imported.
        QTimer.singleShot(0, self._begin)
        return self._application.exec()

    def _make_window(self) -> Window:
        problems: list[AppError] = []
        leave = self._workspace.noticed.connect(problems.append)
        self._workspace.read_settings()
        settings = self._workspace.settings
        choice = theme.choice(self._start.theme or settings.theme)
        theme.apply(self._application, choice, settings.text_size, settings.density == "compact")
        kept = layout.read(self._paths.layout)
        if self._start.size is not None:
            kept = replace(kept, width=self._start.size[0], height=self._start.size[1])
        self._open_collection(kept)
        window = Window(self._workspace, kept)
        window.closing.connect(self._close)
        window.restore(kept, self._start.request, fresh=self._start.shot is not None)
        leave()
        for problem in problems:
            window.show_problem(problem)
        return window

    def _open_collection(self, kept: layout.Layout) -> None:
        """The collection of the command line, else the last one, else the samples."""
        wanted = self._start.collection or (Path(kept.collection) if kept.collection else None)
        try:
            self._workspace.open((wanted or paths.samples() / "tour").absolute())
        except AppError as problem:
            self._workspace.noticed.emit(problem)
            return
        environment = kept.environment_of(str(self._workspace.needed_store().collection.root))
        if environment:
            self._workspace.switch_environment(environment)

    # --- after the first paint --------------------------------------------------------------------

    def _begin(self) -> None:
        from ui.kit.loop import make_loop

        self._loop = make_loop(self._application, already_running=True)
        asyncio.set_event_loop(self._loop)
        self._crash.keep = self._workspace.drafts.flush
        self._crash.tell = self._window.show_crash
        self._crash.install(self._loop)
        route_errors(self._window.show_problem, self._crash.report)
        # A collection in a thread would destroy widgets there.
        gc.disable()
        gc.freeze()
        self._collector.start()
        self._tasks = Tasks(self._window)
        self._tasks.start("start", self._start_rest())

    async def _start_rest(self) -> None:
        if self._workspace.settings.playground:
            await self._start_playground()
        await asyncio.to_thread(prewarm)
        self._workspace.warm()
        if self._start.shot is not None:
            await take_shot(self._window, self._start.shot, send=self._start.send)
            await self._shut_down()
            return
        if self._start.send:
            self._window.actions_table["request.send"].trigger()

    async def _start_playground(self) -> None:
        playground = Playground(PORT, TLS_PORT, folder=self._paths.playground)
        try:
            await asyncio.to_thread(playground.start)
            self._playground = playground
        except AppError as error:
            # Most likely another window of the same user runs it; then its port answers.
            log.warning("the playground did not start: %s", error)
        self._workspace.trust_playground(f"127.0.0.1:{TLS_PORT}", self._paths.playground / CA_FILE)

    # --- the end ----------------------------------------------------------------------------------

    def _close(self) -> None:
        if not self._ending:
            self._ending = True
            self._tasks.start("end", self._shut_down())

    async def _shut_down(self) -> None:
        """Keep what was typed, then close every connection; nothing may hold the window back."""
        try:
            async with asyncio.timeout(CLOSE_LIMIT):
                await self._window.settle()
                if self._start.shot is None:
                    layout.write(self._paths.layout, self._window.kept_layout())
                await self._workspace.close()
        except TimeoutError:
            log.warning("closing took longer than %s s", CLOSE_LIMIT)
        if self._playground is not None:
            await asyncio.to_thread(self._playground.close)
        self._collector.stop()
        self._window.hide()
        self._application.quit()


def _application() -> QApplication:
    """The one QApplication, with its names."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Sonde")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("sonde")
    application.setWindowIcon(icon("send", "accent"))
    application.setQuitOnLastWindowClosed(False)
    return application
