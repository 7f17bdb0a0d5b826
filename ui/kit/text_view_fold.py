"""Folding: chevrons beside the lines that regions begin with, and a word in place of what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.format import words
from app.format.tokens import Language
from ui import theme
from ui.kit.icons import paint_icon
from ui.kit.text_blocks import Octets
from ui.kit.text_fold_find import Finding, find_fold, find_level, is_header
from ui.kit.text_folds import Fold, Folds
from ui.kit.text_source import Row
from ui.kit.text_view_canvas import SLICE, TextCanvas

_FOLDED_LANGUAGES: Final = frozenset({"json", "ndjson", "xml", "html", "yaml", "css", "javascript"})
_CHEVRON: Final = 16  # pixels of the column for chevrons
_LONGEST: Final = 4096  # bytes of a line that are looked at for where a region begins
_TAIL: Final = 64  # bytes of a region's last line that are shown


class FoldCanvas(TextCanvas):
    """A canvas whose regions can be folded. Folding a whole text of 100 MB takes no longer at a time than
    painting a screen: the end of a region is looked for in slices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding: Finding | None = None
        self._levels: Iterator[list[Fold]] | None = None
        self._found = Folds()
        self._fold_timer = QTimer(self)
        self._fold_timer.timeout.connect(self._fold_on)

    def show_buffer(self, buffer: Octets, language: Language) -> None:
        self._stop_folding()
        super().show_buffer(buffer, language)

    def can_fold(self) -> bool:
        """Whether this text may have regions to fold."""
        return self._language in _FOLDED_LANGUAGES and self.source.size > 0

    def text_left(self) -> int:
        return super().text_left() + (theme.scaled(_CHEVRON) - 4 if self.can_fold() else 0)

    # What the user does

    def toggle_fold(self, offset: int) -> None:
        """Fold the region that begins with the line of this byte or is the innermost around it; open it
        if it is folded."""
        row = self.source.row_at(offset)
        if row.fold is not None:
            self.unfold(row.fold)
        else:
            self.fold_at(offset)

    def fold_at(self, offset: int) -> None:
        """Fold the region that begins with the line of this byte, or the innermost around it."""
        if not self.can_fold():
            return
        start, end = self.source.line_bounds(offset)
        if not self._is_header(start, end):
            found = self._header_before(start)
            if found is None:
                return
            start, end = found
        self._stop_folding()
        self._finding = find_fold(self.source.buffer, start, end, SLICE)
        self._fold_on()
        if self._finding is not None:
            self._fold_timer.start(0)

    def unfold_at(self, offset: int) -> None:
        """Open the region that is folded into the row of this byte."""
        row = self.source.row_at(offset)
        if row.fold is not None:
            self.unfold(row.fold)

    def unfold(self, fold: Fold) -> None:
        """Open one region."""
        self.source.folds.remove(fold)
        self._refold(*fold)

    def reveal(self, offset: int) -> None:
        """Open what hides a byte."""
        if fold := self.source.folds.around(offset):
            self.unfold(fold)

    def fold_all(self, level: int = 1) -> None:
        """Fold all regions of a level; those of the outermost one are on level 1."""
        if self.can_fold():
            self.unfold_all()
            self._levels = find_level(self.source.buffer, level, SLICE)
            self._fold_timer.start(0)

    def unfold_all(self) -> None:
        """Open everything."""
        self._stop_folding()
        if len(self.source.folds):
            self.source.folds = Folds()
            self._refold(0, self.source.size)

    # How it is done

    def _stop_folding(self) -> None:
        self._fold_timer.stop()
        self._finding, self._levels, self._found = None, None, Folds()

    def _fold_on(self) -> None:
        if self._finding is not None:
            fold = next(self._finding, (-1, -1))
            if fold is not None:
                self._stop_folding()
                if fold[0] < fold[1]:
                    self.source.folds.add(fold)
                    self._refold(*fold)
        elif self._levels is not None:
            self._fold_levels_on(self._levels)

    def _fold_levels_on(self, levels: Iterator[list[Fold]]) -> None:
        found = next(levels, None)
        if found is not None:
            self._found.append(found)
            return
        self.source.folds = self._found
        self._stop_folding()
        self._refold(0, self.source.size)

    def _refold(self, start: int, end: int) -> None:
        self.source.refold(start, end)
        self.recount(self._top)

    def _is_header(self, start: int, end: int) -> bool:
        """Whether a region begins with the line between these bytes; lines that are too long begin none."""
        if end - start > _LONGEST:
            return False
        following = bytes(self.source.buffer[end : end + _LONGEST]).lstrip(b"\r\n").split(b"\n", 1)[0]
        return is_header(bytes(self.source.buffer[start:end]), following)

    def _header_before(self, start: int) -> tuple[int, int] | None:
        """The line that the innermost region around a line begins with, if it is not too far above."""
        data = bytes(self.source.buffer[max(0, start - 16 * _LONGEST) : start])
        line_end = start + _LONGEST
        own = bytes(self.source.buffer[start:line_end]).split(b"\n", 1)[0]
        depth = len(own) - len(own.lstrip())
        end = start
        for line in reversed(data.splitlines(keepends=True)):
            end -= len(line)
            bare = line.strip()
            if bare and len(line) - len(line.lstrip()) < depth:
                return end, end + len(line.rstrip(b"\r\n"))
        return None

    # Painting and the mouse

    def paint_gutter(self, painter: QPainter, row: Row, top: int) -> None:
        if not self.can_fold() or not (row.fold or self._begins_region(row)):
            return
        size = theme.scaled(_CHEVRON)
        box = QRect(self.number_right() + 2, top + (self.rows.height - size) // 2, size, size)
        paint_icon(painter, box, "chevron-right" if row.fold else "chevron-down", "muted")

    def _begins_region(self, row: Row) -> bool:
        prepared = self.prepared(row)
        if prepared.begins_region is None:
            prepared.begins_region = row.begins_line and self._is_region(row)
        return prepared.begins_region

    def _is_region(self, row: Row) -> bool:
        # The line may go on in the next rows.
        ahead = bytes(self.source.buffer[row.end : row.start + _LONGEST])
        rest = len(ahead) if b"\n" not in ahead else len(ahead[: ahead.index(b"\n")].rstrip(b"\r"))
        return rest < len(ahead) and self._is_header(row.start, row.end + rest)

    def paint_after(self, painter: QPainter, row: Row, place: QPointF) -> None:
        if row.fold is None:
            return
        said = self.fold_words(row.fold)
        painter.setFont(self.rows.font)
        width = painter.fontMetrics().horizontalAdvance(said)
        box = QRectF(place.x() + 4, place.y() + 2, width + 12, self.rows.height - 4)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.color("muted"))
        painter.drawText(QPointF(box.x() + 6, place.y() + self.rows.baseline), said)

    def fold_words(self, fold: Fold) -> str:
        """What stands for a folded region: "… } 1,234 lines"."""
        tail = bytes(self.source.buffer[max(fold[0], fold[1] - _TAIL) : fold[1]]).rsplit(b"\n", 1)[-1].strip()
        closer = tail.decode("utf-8", "replace") if tail[:1] in (b"}", b"]", b")", b"<") else ""
        first, last = self.source.line_of(fold[0]), self.source.line_of(fold[1])
        counted = f"{words.count(last - first, 'line')}" if first and last else ""
        return "  ".join(filter(None, (f"… {closer}".strip(), counted)))

    def fold_under(self, point: QPoint) -> Row | None:
        """The row whose chevron or whose word for what is hidden is at a point."""
        index = point.y() // self.rows.height
        rows = self.rows_in_sight()
        if not self.can_fold() or not 0 <= index < len(rows):
            return None
        row = rows[index]
        if self.number_right() <= point.x() < self.text_left() - 4:
            return row if row.fold or self._begins_region(row) else None
        if row.fold is None:
            return None
        right = self.text_left() - self.horizontalScrollBar().value() + self.rows.width(self.prepared(row))
        return row if point.x() > right + 4 else None

    def is_settled(self) -> bool:
        """Whether nothing is counted, folded or coloured any more."""
        return self.source.complete and not self._fold_timer.isActive() and not self._color_timer.isActive()
