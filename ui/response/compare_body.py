"""The bodies of a comparison: as text, as JSON by structure, as octets; at once or in a worker."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.diff.compare import BodyText, compare_octets, compare_structure, compare_text
from app.diff.octets import OctetDiff
from app.diff.patch import unified_patch
from app.diff.rules import NO_RULES, DiffRules
from app.diff.side import Side
from app.format import words
from app.work.job import JobProblem
from ui import theme
from ui.kit.button import IconButton, PlainButton
from ui.kit.empty import EmptyState
from ui.kit.labels import ElidedLabel
from ui.kit.notice import MessageBar
from ui.kit.tabs import Segments
from ui.kit.tasks import Tasks
from ui.response.compare_canvas import DiffCanvas
from ui.response.compare_list import DifferenceList
from ui.response.compare_rules import RulesPanel, changed_fields

TEXT: Final = 0
STRUCTURE: Final = 1
TWO_COLUMNS: Final = 1

_TASK: Final = "compare"
_LEAST_FOR_TWO: Final = 560  # pixels
_COPY_LIMIT: Final = 50_000_000  # bytes of a patch that a clipboard should hold
_WORDS_PAGE, _TEXT_PAGE, _LIST_PAGE, _EQUAL_PAGE = range(4)


class CompareBody(QWidget):
    """Compares the bodies of two sides when it is told to.

    Signals:
        counted: how many differences there are; -1 while they are not known.
        rules_changed: the rules the user chose, to be kept.
    """

    counted = Signal(int)
    rules_changed = Signal(DiffRules)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._sides: tuple[Side, Side] | None = None
        self._text: BodyText | None = None
        self.mode = Segments(("Text", "Structure"), "Compare as")
        self.columns = Segments(("Unified", "Side by side"), "Layout")
        self.summary = ElidedLabel("", "muted")
        self.summary.set_type(12)
        self.rules_button = PlainButton("Rules", icon_name="sliders")
        self.rules_button.setCheckable(True)
        self.rules_button.setToolTip("What shall not count as a difference")
        self.previous = IconButton("arrow-up", "Previous difference", "Previous difference (Shift+F7)")
        self.next = IconButton("arrow-down", "Next difference", "Next difference (F7)")
        self.copy = IconButton("copy", "Copy as a patch", "Copy the differences as a unified patch")
        self.cancel = PlainButton("Cancel")
        self.rules = RulesPanel()
        self.rules.hide()
        self.notice = MessageBar()
        self.canvas = DiffCanvas()
        self.list = DifferenceList()
        self._equal = EmptyState("circle-check", "")
        self._sentence = EmptyState("info", "")
        self._said = ""
        self._both_json = False
        self._pages = QStackedWidget()
        for page in (self._sentence, self.canvas, self.list, self._equal):
            self._pages.addWidget(page)
        self._arrange()
        self._connect()

    def show_sides(self, left: Side, right: Side) -> None:
        """Compare these two from now on."""
        self._sides = (left, right)
        readings = (left.reading(), right.reading())
        self._both_json = all(reading.language == "json" and not reading.binary for reading in readings)
        self._fit()
        self.compare()

    def forget(self) -> None:
        """Let go of both bodies: their files may be removed now."""
        self._tasks.cancel_all()
        self._sides = self._text = None
        self.canvas.show_diff(None, "text", two_columns=False)
        self._say("")

    def compare(self) -> None:
        """Compare again, by the rules and in the way that are chosen now."""
        if self._sides is None:
            return
        self._text = None
        self.canvas.show_diff(None, "text", two_columns=False)
        self.notice.hide()
        self._say("Comparing…")
        self.cancel.show()
        self.counted.emit(-1)
        self._tasks.start(_TASK, self._compare(*self._sides), ended=self._ended)

    def step(self, by: int) -> None:
        """Go to the next difference (1) or the one before (-1)."""
        (self.list if self._pages.currentIndex() == _LIST_PAGE else self.canvas).step(by)

    def said(self) -> str:
        """The sentence in place of differences, or empty."""
        return self._said

    def busy(self) -> bool:
        """Whether a comparison is under way."""
        return self._tasks.running(_TASK)

    # Comparing

    async def _compare(self, left: Side, right: Side) -> None:
        octets = await compare_octets(left.payload, right.payload)
        if octets.equal:
            self._finish(0, "No differences: the bodies are the same to the byte.")
        elif left.reading().binary or right.reading().binary:
            self._finish(1, octet_words(octets))
        elif self._by_structure():
            await self._compare_structure(left, right)
        else:
            await self._compare_text(left, right)

    async def _compare_structure(self, left: Side, right: Side) -> None:
        rules = self.rules.rules()
        try:
            found = await compare_structure(left, right, rules, self._report)
        except JobProblem as problem:
            self.notice.show_message("warning", f"Compared as text: {problem}.")
            await self._compare_text(left, right)
            return
        if not found.total:
            self._finish(0, equal_words(found.ignored, rules))
            return
        self.list.show_structure(found)
        self._pages.setCurrentIndex(_LIST_PAGE)
        told = ", ".join(f"{words.count(number)} {kind}" for kind, number in sorted(found.counts.items()))
        more = len(found.differences) < found.total
        cut = f" · the first {words.count(len(found.differences))} are listed" if more else ""
        ignored = f" · {words.count(found.ignored)} ignored" if found.ignored else ""
        self._finish(found.total, "", told.replace("retyped", "of another type") + ignored + cut)

    async def _compare_text(self, left: Side, right: Side) -> None:
        formatted = not self.rules.as_received.isChecked()
        found = await compare_text(left, right, self.rules.rules(), formatted, self._report)
        if found.problem:
            self.notice.show_message("warning", found.problem)
        elif not found.diff.in_time:
            self.notice.show_message(
                "info", "The bodies are too different to compare all of them; the rest counts as different."
            )
        if not found.diff.changes:
            spared = "once both are formatted" if found.formatted else "apart from what the rules leave out"
            self._finish(0, f"No differences {spared}.")
            return
        self._text = found
        self._show_text()
        self._pages.setCurrentIndex(_TEXT_PAGE)
        self._finish(found.diff.changes, "", words.count(found.diff.changes, "difference"))

    def _report(self, done: float) -> None:
        self.summary.setText(f"Comparing… {done:.0%}")

    def _finish(self, count: int, sentence: str, summary: str = "") -> None:
        if sentence:
            self._say(sentence, equal=not count)
        else:
            self._said = ""
        self.summary.setText(summary)
        for button in (self.previous, self.next):
            button.setEnabled(count > 0 and not sentence)
        self.copy.setEnabled(self._text is not None)
        self.counted.emit(count)

    def _ended(self) -> None:
        self.cancel.hide()
        if self._said == "Comparing…":
            self._say("The comparison did not come to its end.")
            self.summary.setText("")

    def _say(self, sentence: str, equal: bool = False) -> None:
        self._said = sentence
        page = self._equal if equal else self._sentence
        page.show_sentence(sentence)
        page.setAccessibleName(sentence)
        self._pages.setCurrentIndex(_EQUAL_PAGE if equal else _WORDS_PAGE)

    # Showing

    def _show_text(self) -> None:
        if self._text is not None:
            language = self._text.language if self._text.language != "html" else "html"
            self.canvas.show_diff(self._text.diff, language, self._two_columns())

    def copy_patch(self) -> None:
        """Put the differences on the clipboard as a patch, as far as one should hold it."""
        if self._text is None or self._sides is None:
            return
        pieces, size = [], 0
        for piece in unified_patch(self._text.diff, (self._sides[0].title, self._sides[1].title)):
            size += len(piece)
            if size > _COPY_LIMIT:
                limit = words.size(_COPY_LIMIT)
                self.notice.show_message("warning", f"The patch is longer than {limit} and was not copied.")
                return
            pieces.append(piece)
        QGuiApplication.clipboard().setText(b"".join(pieces).decode("utf-8", "replace"))

    def show_rules(self, rules: DiffRules) -> None:
        """Compare by these rules from now on."""
        self.rules.show_rules(rules)
        self._show_rule_count(rules)

    def _take_rules(self, rules: DiffRules) -> None:
        self._show_rule_count(rules)
        self.rules_changed.emit(rules)
        self.compare()

    def _show_rule_count(self, rules: DiffRules = NO_RULES) -> None:
        count = changed_fields(rules)
        self.rules_button.show_words(f"Rules ({count})" if count else "Rules", "sliders")

    def _step_reached(self, number: int) -> None:
        if self._text is not None and number < self._text.diff.changes:
            all_of = words.count(self._text.diff.changes, "difference")
            self.summary.setText(f"{words.count(number + 1)} of {all_of}")

    def _by_structure(self) -> bool:
        return self._both_json and self.mode.current == STRUCTURE

    def _two_columns(self) -> bool:
        return self.columns.current == TWO_COLUMNS and self.width() >= theme.scaled(_LEAST_FOR_TWO)

    def _change_mode(self) -> None:
        self._fit()
        self.compare()

    def _fit(self) -> None:
        """Offer what there is room for: two columns are none in a narrow pane."""
        self.mode.setVisible(self._both_json)
        wide = self.width() >= theme.scaled(_LEAST_FOR_TWO)
        self.columns.setVisible(wide and not self._by_structure())
        rows = self.canvas.rows
        if rows is not None and rows.two_columns != self._two_columns():
            self._show_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _arrange(self) -> None:
        # Without a width of its own the pane could not become too narrow for two columns.
        self.setMinimumWidth(1)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 8, 6)
        bar.setSpacing(8)
        bar.addWidget(self.mode)
        bar.addWidget(self.columns)
        bar.addSpacing(4)
        bar.addWidget(self.summary, 1)
        for button in (self.cancel, self.rules_button, self.previous, self.next, self.copy):
            bar.addWidget(button)
        self.cancel.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.rules)
        column.addWidget(self.notice)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.mode.current_changed.connect(self._change_mode)
        self.rules.as_received.toggled.connect(self.compare)
        self.columns.current_changed.connect(self._show_text)
        self.rules_button.toggled.connect(self.rules.setVisible)
        self.rules.rules_changed.connect(self._take_rules)
        self.list.ignore_wanted.connect(self.rules.add_path)
        self.canvas.change_reached.connect(self._step_reached)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.copy.clicked.connect(self.copy_patch)
        self.cancel.clicked.connect(lambda: self._tasks.cancel(_TASK))


def octet_words(found: OctetDiff) -> str:
    """What is said of two binary bodies that differ."""
    left, right = (f"{words.size(size)} ({words.count(size, 'byte')})" for size in found.sizes)
    place = words.count(found.first or 0)
    return (
        f"The bodies differ from byte {place} on. Left: {left}, SHA-256 {found.digests[0]}."
        f" Right: {right}, SHA-256 {found.digests[1]}."
    )


def equal_words(ignored: int, rules: DiffRules) -> str:
    """What is said of two documents in which nothing counts that differs."""
    if ignored:
        return f"Equal apart from ignored paths: {words.count(ignored, 'place')} differ."
    spared = " by the rules" if rules.ignore_order or rules.by_value else ""
    return f"No differences{spared}: both documents hold the same, written otherwise."
