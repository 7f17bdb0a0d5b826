"""The wire: the exact octets of a send, hop by hop, as text or hexadecimal, and the frames of HTTP/2."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.model.exchange import Exchange
from ui.kit.button import PlainButton
from ui.kit.combo import ComboBox
from ui.kit.empty import EmptyState
from ui.kit.labels import ElidedLabel
from ui.kit.tabs import Segments
from ui.kit.tasks import Tasks
from ui.kit.text_view import TextView
from ui.response import wire_text
from ui.response.value_table import ValueTable, indented
from ui.response.wire_text import INLINE, Shown, Wanted

SENT: Final = 0
RECEIVED: Final = 1
FRAMES: Final = 2
TEXT: Final = 0
HEX: Final = 1

_OCTETS, _TABLE, _NOTHING = range(3)
_SIDES: Final = ("Sent", "Received")
_TITLES: Final = ("ms", "Direction", "Type", "Flags", "Stream", "Length")


class WireView(QWidget):
    """Octets of the direction, the form and the hop that the user chooses; credentials are masked until
    they are revealed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._exchange: Exchange | None = None
        self._choice = QWidget(self)
        self.hops = ComboBox("Hop", parent=self._choice)
        self.sides = Segments(_SIDES, "Direction", self)
        self.framed_sides = Segments((*_SIDES, "Frames"), "Direction", self)
        # The octets of HTTP/2 are no text: its frames say more at first sight.
        self.framed_sides.set_current(FRAMES)
        self.forms = Segments(("Text", "Hex"), "Form", self)
        self.reveal = PlainButton("Reveal", 28, "eye", self)
        self._summary = ElidedLabel("", "muted", self)
        self._summary.set_type(12)
        self._pages = QStackedWidget(self)
        self.text = TextView("Octets", self._pages)
        self._framed = QWidget(self._pages)
        self.table = ValueTable("Frames", _TITLES, 3, self._framed)
        self._empty = EmptyState("plug", "Nothing crossed the wire.", parent=self._pages)
        self._arrange()
        self._connect()

    def show_exchange(self, exchange: Exchange) -> None:
        """Show the octets of a send, those of its last hop first."""
        self._exchange = exchange
        hops = exchange.hops
        names = [wire_text.hop_words(hop, number) for number, hop in enumerate(hops, 1)]
        self.hops.show_items(names, len(hops) - 1)
        self._choice.setVisible(len(hops) > 1)
        self._hide_secrets()
        self._show_hop()

    def forget(self) -> None:
        """Let go of the octets: they may be removed now."""
        self._tasks.cancel("octets")
        if self._exchange is not None:
            self._exchange = None
            self.text.clear()

    def summary(self) -> str:
        """What is said of the octets: their number, and whether all of them are here."""
        return self._summary.text()

    @property
    def side(self) -> int:
        """``SENT``, ``RECEIVED`` or ``FRAMES``."""
        return (self.framed_sides if self.framed_sides.isVisibleTo(self) else self.sides).current

    # What is shown

    def _hop(self) -> Exchange | None:
        hops = self._exchange.hops if self._exchange is not None else ()
        index = self.hops.currentIndex()
        return hops[index] if 0 <= index < len(hops) else None

    def _show_hop(self) -> None:
        hop = self._hop()
        framed = hop is not None and wire_text.has_frames(hop)
        self.framed_sides.setVisible(framed)
        self.sides.setVisible(not framed)
        self._show()

    def _show(self) -> None:
        self._tasks.cancel("octets")
        hop = self._hop()
        if hop is None:
            return
        frames = self.side == FRAMES
        self.forms.setVisible(not frames)
        if frames:
            self.reveal.hide()
            self.table.show_rows(wire_text.frame_rows(hop))
            self._summary.setText(wire_text.frame_words(hop))
            self._pages.setCurrentIndex(_TABLE)
        else:
            self._show_octets(hop)

    def _show_octets(self, hop: Exchange) -> None:
        outgoing = self.side == SENT
        reel = wire_text.reel_of(hop, outgoing)
        octets = reel.read() if reel is not None else b""
        self._summary.setText(wire_text.size_words(reel, len(octets)) if reel is not None else "")
        if not octets:
            self._show_nothing(hop, outgoing)
            return
        wanted = Wanted(hop, outgoing, self.forms.current == HEX, self.reveal.isChecked())
        self._pages.setCurrentIndex(_OCTETS)
        if len(octets) <= INLINE:
            self._show_text(wire_text.make_text(wanted, octets))
        else:
            self.text.clear()
            self._tasks.start("octets", wire_text.make_text_later(wanted, octets), done=self._show_text)

    def _show_text(self, shown: Shown) -> None:
        self.reveal.setVisible(shown.has_secrets)
        self.text.show_text(shown.text)

    def _show_nothing(self, hop: Exchange, outgoing: bool) -> None:
        self.reveal.hide()
        self.text.clear()
        if hop.wire is None:
            sentence = "Nothing was kept of what crossed the wire."
        else:
            sentence = "Nothing was sent." if outgoing else "Nothing was received."
        self._empty.show_sentence(sentence)
        self._pages.setCurrentIndex(_NOTHING)

    def _hide_secrets(self) -> None:
        blocked = self.reveal.blockSignals(True)
        self.reveal.setChecked(False)
        self.reveal.blockSignals(blocked)
        self._name_reveal(False)

    def _name_reveal(self, revealed: bool) -> None:
        self.reveal.show_words("Mask" if revealed else "Reveal", "eye-off" if revealed else "eye")
        self.reveal.setToolTip("Mask credentials and secrets" if revealed else "Show credentials and secrets")

    # Building

    def _arrange(self) -> None:
        self.reveal.setCheckable(True)
        self.reveal.hide()
        self.framed_sides.hide()
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        for widget in (self.sides, self.framed_sides, self.forms):
            row.addWidget(widget)
        row.addWidget(self._summary, 1)
        row.addWidget(self.reveal)
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(12, 6, 12, 0)
        choice.addWidget(self.hops, 1)
        self._framed.setLayout(indented(self.table))
        for page in (self.text, self._framed, self._empty):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._choice)
        column.addLayout(row)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.hops.currentIndexChanged.connect(lambda _index: self._show_hop())
        for segments in (self.sides, self.framed_sides, self.forms):
            segments.current_changed.connect(lambda _index: self._show())
        self.reveal.toggled.connect(self._toggle_secrets)

    def _toggle_secrets(self, revealed: bool) -> None:
        self._name_reveal(revealed)
        self._show()
