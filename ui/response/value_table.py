"""A read-only table of texts exactly as they came: long values wrap, every cell can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.kit import paint
from ui.kit.icons import icon

Index = QModelIndex | QPersistentModelIndex

_LINE: Final = 18  # pixels
_PADDING: Final = 8
INDENT: Final = 4  # with the padding of the cells, the 12 px of everything else
_MOST_LINES: Final = 12
_SMALLEST_COLUMN: Final = 64
_SHRINK: Final = 8  # pixels taken from the widest column at a time

_DISPLAY: Final = Qt.ItemDataRole.DisplayRole
_TOOL_TIP: Final = Qt.ItemDataRole.ToolTipRole
_ACCESSIBLE: Final = Qt.ItemDataRole.AccessibleTextRole
_ALIGNMENT: Final = Qt.ItemDataRole.TextAlignmentRole
_HORIZONTAL: Final = Qt.Orientation.Horizontal
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAP: Final = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
_SELECTED: Final = QStyle.StateFlag.State_Selected
_FOCUSED: Final = QStyle.StateFlag.State_HasFocus
_COPY: Final = QKeySequence.StandardKey.Copy
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_ROOT: Final = QModelIndex()


class _Model(QAbstractTableModel):
    """Rows of texts under titles."""

    def __init__(self, titles: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self.rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, rows: tuple[tuple[str, ...], ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        text = self.rows[index.row()][index.column()]
        if role == _DISPLAY:
            return text
        if role == _ACCESSIBLE:
            return f"{self._titles[index.column()]}: {text}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == _HORIZONTAL and role == _DISPLAY:
            return self._titles[section]
        if orientation == _HORIZONTAL and role == _ALIGNMENT:
            return _LEFT
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a text in as many lines as it needs, breaking words that are longer than the column."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.columnWidth(index.column())
        layout = _lay_out(str(index.data()), theme.mono_font(12), width - 2 * _PADDING)
        lines = min(max(1, layout.lineCount()), _MOST_LINES)
        space = theme.row_height() - theme.scaled(_LINE)
        return QSize(width, lines * theme.scaled(_LINE) + space)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state = QRect(option.rect), option.state
        selected = bool(state & _SELECTED)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.color("selection" if selected else "panel"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("border_soft"))
        painter.setPen(theme.color("key" if index.column() == 0 and not selected else "text"))
        _draw(painter, rect, str(index.data()))
        if state & _FOCUSED:
            paint.outline_box(painter, rect, theme.color("focus"), 1, 0)
        painter.restore()


class ValueTable(QTableView):
    """Rows under titles; the last column that ``stretched`` names takes the room that is left."""

    def __init__(
        self, name: str, titles: Sequence[str], stretched: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = _Model(titles, self)
        self._stretched = stretched
        self._fit_timer = QTimer(self)
        self._fit_timer.setSingleShot(True)
        self._fit_timer.timeout.connect(self.resizeRowsToContents)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._set_up_header(self.horizontalHeader())

    def show_rows(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """Show these rows in their order, one text for each column."""
        self._model.show_rows(rows)
        self._fit_columns()

    def keep_rows_low(self) -> None:
        """Give every row one line, where there may be thousands: measuring them all takes too long."""
        self._fit_timer.timeout.disconnect(self.resizeRowsToContents)
        self.verticalHeader().setDefaultSectionSize(theme.row_height())

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows shown."""
        return self._model.rows

    def copy_selection(self) -> None:
        """Put the selected cells on the clipboard: cells of a row are parted by ": ", rows by line breaks."""
        cells = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        lines: dict[int, list[str]] = {}
        for cell in cells:
            lines.setdefault(cell.row(), []).append(str(cell.data()))
        if lines:
            QGuiApplication.clipboard().setText("\n".join(": ".join(line) for line in lines.values()))

    def copy_all(self) -> None:
        """Put every row on the clipboard, ``name: value`` to a line."""
        QGuiApplication.clipboard().setText("\n".join(": ".join(row) for row in self._model.rows))

    def _set_up_header(self, header: QHeaderView) -> None:
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_SMALLEST_COLUMN)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(self._stretched, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda: self._fit_timer.start(0))

    def _fit_columns(self) -> None:
        """Make the columns as wide as their texts, but leave the stretched one its part."""
        widths = {
            column: self._wanted_width(column)
            for column in range(self._model.columnCount())
            if column != self._stretched and not self.isColumnHidden(column)
        }
        whole = self.viewport().width()
        room = whole - min(self._wanted_width(self._stretched), whole * 2 // 5)
        while sum(widths.values()) > room and max(widths.values()) > _SMALLEST_COLUMN:
            widest = max(widths, key=lambda column: widths[column])
            widths[widest] = max(_SMALLEST_COLUMN, widths[widest] - _SHRINK)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._fit_timer.start(0)

    def _wanted_width(self, column: int) -> int:
        title = self.fontMetrics().horizontalAdvance(str(self._model.headerData(column, _HORIZONTAL)))
        metrics = QFontMetrics(theme.mono_font(12))
        texts = (metrics.horizontalAdvance(row[column]) for row in self._model.rows)
        return max([title, *texts]) + 2 * _PADDING + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_COPY):
            self.copy_selection()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(icon("copy"), "Copy", self.copy_selection)
        copy.setEnabled(bool(self.selectedIndexes()))
        menu.addAction("Copy all", self.copy_all)
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._fit_columns()


def indented(table: ValueTable) -> QHBoxLayout:
    """The table so far to the right that its texts begin where those of the tabs above do."""
    row = QHBoxLayout()
    row.setContentsMargins(INDENT, 0, 0, 0)
    row.addWidget(table)
    return row


def _lay_out(text: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(_WRAP)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    for _ in range(_MOST_LINES + 1):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top))
        top += theme.scaled(_LINE)
    layout.endLayout()
    return layout


def _draw(painter: QPainter, rect: QRect, text: str) -> None:
    layout = _lay_out(text, theme.mono_font(12), rect.width() - 2 * _PADDING)
    space = theme.row_height() - theme.scaled(_LINE)
    top = rect.y() + space // 2
    for number in range(min(layout.lineCount(), _MOST_LINES)):
        line = layout.lineAt(number)
        sink = (theme.scaled(_LINE) - line.height()) / 2
        line.draw(painter, QPointF(rect.x() + _PADDING, top + sink))
    if layout.lineCount() > _MOST_LINES:
        painter.setPen(theme.color("muted"))
        painter.drawText(QPoint(rect.right() - 3 * _PADDING, rect.bottom() - _PADDING), "…")
