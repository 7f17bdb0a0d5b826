"""What all previews share: a bar with facts, one surface, and one sentence where nothing can be shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.format import words
from app.format.reading import Reading
from app.model.payload import Payload
from app.preview.kinds import Kind, name_of
from app.work.job import JobProblem
from ui.kit.empty import EmptyState
from ui.kit.tasks import Tasks
from ui.response.preview_bar import PreviewBar

PATIENCE: Final = 400  # ms until the bar says that something is under way

Result = TypeVar("Result")


class PreviewView(QWidget):
    """A preview of one kind. Subclasses say what is on the surface and fill it in ``start``.

    Signals: ``save_requested``: the user wants the body in a file; ``open_requested``: in the default
    program.
    """

    save_requested = Signal()
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = Tasks(self)
        self.payload = Payload()
        self.title = ""
        self.bar = PreviewBar()
        self.bar.save_requested.connect(self.save_requested)
        self._surface = QWidget()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self.bar.show_facts(f"{self._first_facts()} · opening…"))
        self._problem = EmptyState("image", "")
        self._problem.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.bar)
        self._column.addWidget(self._problem, 1)

    def set_surface(self, surface: QWidget) -> None:
        """Say what is below the bar."""
        self._surface = surface
        self._column.addWidget(surface, 1)

    def show_reading(self, reading: Reading, kind: Kind) -> None:
        """Show a body of this kind; what it takes is done elsewhere, and shown when it is there."""
        self.forget()
        self.payload = reading.payload
        self.title = name_of(reading, kind)
        self.bar.show_facts(self._first_facts())
        self.start(reading, kind)

    def start(self, reading: Reading, kind: Kind) -> None:
        """Begin to show the body."""

    def begin(
        self, work: Coroutine[Any, Any, Result | JobProblem], done: Callable[[Result | JobProblem], object]
    ) -> None:
        """Do what it takes to show the body; where that takes long, the bar says so."""
        self._patience.start(PATIENCE)
        self.tasks.start("show", work, done, ended=self._patience.stop)

    def forget(self) -> None:
        """Let go of the body and of whatever is under way."""
        self.tasks.cancel_all()
        self._patience.stop()
        self.payload = Payload()
        self._problem.hide()
        self._surface.show()

    def offer_no_file(self) -> None:
        """Take away what saves the body or opens it elsewhere."""
        self.bar.save.hide()

    def explain(self, problem: JobProblem) -> None:
        """Say why the body cannot be shown, in place of it."""
        self._surface.hide()
        self._patience.stop()
        self.bar.show_facts(self._first_facts())
        self._problem.show_sentence(f"This {self.title} cannot be shown: {problem}.")
        self._problem.show()

    def _first_facts(self) -> str:
        return f"{self.title} · {words.size(self.payload.size)}"

    def problem(self) -> str:
        """Why the body is not shown, or empty."""
        return "" if self._problem.isHidden() else self._problem.sentence()


async def or_problem(
    work: Callable[..., Awaitable[Result]], *arguments: object, **named: object
) -> Result | JobProblem:
    """What work brings, or what it has to say: a body that cannot be shown is no error of the program."""
    # The work is started here, for a task that is cancelled at once would leave a coroutine behind.
    try:
        return await work(*arguments, **named)
    except JobProblem as problem:
        return problem
