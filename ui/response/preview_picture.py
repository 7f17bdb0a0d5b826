"""Pictures: decoded in a worker process, with their facts; animations play on demand."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.format import words
from app.format.reading import Reading
from app.preview.kinds import Kind
from app.work.job import JobProblem
from ui.kit.button import IconButton
from ui.response.preview_bar import ZoomButtons
from ui.response.preview_canvas import PictureCanvas
from ui.response.preview_files import NOTHING, Drawn, make_pixels
from ui.response.preview_view import PreviewView, or_problem

_SHORTEST_DELAY: Final = 20  # ms; like browsers, show frames that want to be faster at the usual pace
_USUAL_DELAY: Final = 100


class PictureView(PreviewView):
    """A picture, or a drawing (SVG)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frames, self._delays, self._frame = NOTHING, [_USUAL_DELAY], 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next_frame)
        self.canvas = PictureCanvas("Picture")
        self.play = IconButton("play", "Play the animation")
        self.play.clicked.connect(self._play_or_stop)
        self._zoom = ZoomButtons(self.canvas)
        self.copy = IconButton("copy", "Copy the picture")
        self.copy.clicked.connect(self._copy)
        for tool in (self.play, self._zoom, self.copy):
            self.bar.add(tool)
        self.set_surface(self.canvas)
        self._show_tools(False)

    def start(self, reading: Reading, kind: Kind) -> None:
        job, more = ("svg", {"encoding": reading.encoding}) if kind == "svg" else ("picture", {})
        self.begin(or_problem(make_pixels, job, reading.payload, **more), self._show)

    def forget(self) -> None:
        super().forget()
        self._timer.stop()
        self._frames = NOTHING
        self.canvas.clear()
        self._show_tools(False)

    def has_picture(self) -> bool:
        """Whether the body itself is on the screen."""
        return not self.canvas.image.isNull()

    # Showing it

    def _show(self, drawn: Drawn | JobProblem) -> None:
        if isinstance(drawn, JobProblem):
            self.explain(drawn)
            return
        said, pixels = drawn
        self.bar.show_facts(self._facts(said))
        self.canvas.show_pixels(pixels, QSize(said["width"], said["height"]), said["alpha"])
        self.canvas.setAccessibleName(self.bar.facts())
        self._show_tools(True)
        self.play.setVisible(bool(said.get("animated")))

    def _facts(self, said: dict[str, Any]) -> str:
        facts = [f"{said['format']} image", f"{words.count(said['width'])} × {words.count(said['height'])}"]
        if "bits" in said:
            facts.append(words.count(said["bits"], "bit"))
        if said.get("frames", 1) > 1:
            facts.append(words.count(said["frames"], "frame" if said["animated"] else "picture"))
        facts.append(words.size(self.payload.size))
        if said.get("left_out"):
            facts.append(f"left out: {said['left_out']}")
        return " · ".join(facts)

    def _show_tools(self, shown: bool) -> None:
        self._zoom.setVisible(shown)
        self.copy.setVisible(shown)
        self.play.setVisible(False)
        self._show_playing(False)

    def _copy(self) -> None:
        # A copy of its own: the clipboard lives longer than the mapped file.
        QGuiApplication.clipboard().setImage(self.canvas.image.copy())

    # Animation

    def playing(self) -> bool:
        """Whether the animation runs, or will as soon as its frames are there."""
        return self._timer.isActive() or self.tasks.running("frames")

    def _play_or_stop(self) -> None:
        if self.playing():
            self._timer.stop()
            self.tasks.cancel("frames")
        elif self._frames.images:
            self._timer.start(self._delays[self._frame])
        else:
            frames = or_problem(make_pixels, "frames", self.payload)
            self.tasks.start("frames", frames, self._start_playing)
        self._show_playing(self.playing())

    def _start_playing(self, drawn: Drawn | JobProblem) -> None:
        if isinstance(drawn, JobProblem):
            self.explain(drawn)
            return
        said, self._frames = drawn
        self._delays = [_USUAL_DELAY if delay < _SHORTEST_DELAY else delay for delay in said["delays"]]
        self._frame = 0
        self._timer.start(self._delays[0])

    def _next_frame(self) -> None:
        self._frame = (self._frame + 1) % len(self._delays)
        self.canvas.show_frame(self._frames.only(self._frame))
        self._timer.start(self._delays[self._frame])

    def _show_playing(self, playing: bool) -> None:
        self.play.show_icon("stop" if playing else "play")
        name = "Stop the animation" if playing else "Play the animation"
        self.play.setToolTip(name)
        self.play.setAccessibleName(name)
