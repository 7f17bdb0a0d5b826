"""How the cells of a table are painted and edited: check boxes, coloured ``{{names}}``, one-line editors."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from app.template.scan import scan
from ui import theme
from ui.kit import paint
from ui.kit.field_table_model import CHECK_COLUMN, Index, RowModel
from ui.kit.icons import paint_icon
from ui.kit.secret_offer import ICON, TIP, TOKEN
from ui.kit.variable_edit import VariableEdit
from ui.kit.variables import NO_VARIABLES, Variables, reference_format

_AIR: Final = 2  # pixels that a row of a table is higher than one of a list
_COMFORTABLE: Final = 28
_PADDING: Final = 8
_ICON_ROOM: Final = 20
_CHECK_SIZE: Final = 14
_FOCUSED: Final = QStyle.StateFlag.State_HasFocus
_KEY_PRESS: Final = QEvent.Type.KeyPress
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_ELIDE: Final = Qt.TextElideMode.ElideRight
_END: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_AS_IT_IS: Final = QAbstractItemDelegate.EndEditHint.NoHint
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_VERTICAL: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CellDelegate(QStyledItemDelegate):
    """Paints and edits the cells of a ``RowModel``.

    Every key changes the model at once, so nothing waits in an editor when a request is sent.

    Signals:
        entered: Enter was pressed in an editor.
        stepped: Up or Down was pressed in an editor; -1 or 1, and whether Alt was down.
        lines_pasted: several lines were pasted into an editor.
        secret_wanted: the row whose literal is to go to the keyring.
    """

    entered = Signal()
    stepped = Signal(int, bool)
    lines_pasted = Signal(str)
    secret_wanted = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._variables = NO_VARIABLES
        self._before = ""

    def show_variables(self, variables: Variables) -> None:
        """The names that are known from now on."""
        self._variables = variables

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(40, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, rect = _model(index), option.rect
        painter.save()
        painter.setClipRect(rect)
        if index.column() == CHECK_COLUMN:
            _paint_check(painter, rect, model.is_on(index), model.automatic(index) is None)
        else:
            self._paint_text(painter, rect, index)
        if option.state & _FOCUSED:
            paint.start(painter)
            paint.focus_ring(painter, rect, 2)
        painter.restore()

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index) -> None:
        model = _model(index)
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        icon = _icon(index)
        if icon:
            token = TOKEN if icon == ICON else "muted"
            paint_icon(painter, icon_place(rect), icon, token)
            inner.setRight(inner.right() - _ICON_ROOM)
        if model.is_add_row(index):
            self._paint_line(painter, inner, model.kind.add_text if index.column() == 1 else "", "faint")
            return
        if note := model.note(index):
            inner.setRight(inner.right() - _paint_note(painter, inner, note))
        live = model.own(index) is not None and model.is_on(index) is not False
        off = model.is_on(index) is False
        token = "text" if live else ("faint" if off else "muted")
        self._paint_line(painter, inner, model.text(index), token)

    def _paint_line(self, painter: QPainter, rect: QRect, text: str, token: str) -> None:
        font = theme.mono_font()
        line = QFontMetrics(font).elidedText(text.replace("\n", "↵"), _ELIDE, rect.width())
        layout = QTextLayout(line, font)
        layout.setFormats(self._marks(line) if token == "text" else [])
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        top = rect.y() + (rect.height() - layout.boundingRect().height()) / 2
        painter.setPen(theme.color(token))
        layout.draw(painter, QPointF(rect.x(), top))

    def _marks(self, line: str) -> list[QTextLayout.FormatRange]:
        marks = []
        for found in scan(line):
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = found.start, found.end - found.start
            mark.format = reference_format(self._variables, found)
            marks.append(mark)
        return marks

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = _model(index)
        column = model.column(index)
        title = column.title if column is not None else ""
        name = model.text(model.index(index.row(), 1))
        editor = VariableEdit(f"{title} of {name}" if name else title, parent=parent)
        editor.setTextMargins(2, 0, 2, 0)  # The text stands where it was painted.
        editor.keep_lines = True
        editor.show_variables(self._variables)
        own = model.own(index) or model.kind.blank
        if column is not None and column.words is not None:
            editor.show_words(column.words(own))
        self._before = model.text(index)
        editor.textEdited.connect(lambda: self.commitData.emit(editor))
        editor.lines_pasted.connect(self.lines_pasted)
        if column is not None and column.secret is not None:
            self._offer_secret(editor, index)
        return editor

    def _offer_secret(self, editor: VariableEdit, index: Index) -> None:
        place = QPersistentModelIndex(index)
        offer = editor.offer_secret(lambda: self.secret_wanted.emit(place.row()))
        offer.show(_model(index).looks_secret(index))
        # The model hears of the text before this does: it was connected earlier.
        editor.textEdited.connect(lambda: offer.show(_model(place).looks_secret(place)))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, VariableEdit):
            editor.show_text(_model(index).text(index))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, VariableEdit):
            model.setData(index, editor.text())

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tell the values of the variables in a cell, or the text that does not fit into it."""
        text = _model(index).text(index) if index.isValid() else ""
        if _model(index).looks_secret(index) and icon_place(option.rect).contains(event.pos()):
            QToolTip.showText(event.globalPos(), TIP, view)
            return True
        found = [self._variables.describe(reference.name) for reference in scan(text)]
        wide = QFontMetrics(theme.mono_font()).horizontalAdvance(text) > option.rect.width() - 2 * _PADDING
        if not found and not wide:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), "\n".join(found) or text, view)
        return True

    def editorEvent(
        self,
        _event: QEvent,
        _model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        _index: Index,
    ) -> bool:
        """Check boxes are switched by the table, over their whole cell, and only once."""
        return False

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == _KEY_PRESS and isinstance(event, QKeyEvent) and isinstance(editor, VariableEdit):
            acted = self._act(editor, event)
            if acted is not None:
                return acted
        return super().eventFilter(editor, event)

    def _act(self, editor: VariableEdit, event: QKeyEvent) -> bool | None:
        """Whether a key was dealt with; None leaves it to Qt (Tab, Backtab and all typing)."""
        key = Qt.Key(event.key())
        if key in _ENTER and event.modifiers() & _CONTROL:
            event.ignore()
            return False
        if key in _ENTER:
            self.commitData.emit(editor)
            self.entered.emit()
            return True
        if key == Qt.Key.Key_Escape:
            editor.show_text(self._before)
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, _AS_IT_IS)
            return True
        if key in _VERTICAL:
            self.stepped.emit(_VERTICAL[key], bool(event.modifiers() & _ALT))
            return True
        return None


def row_height() -> int:
    """The height of a row: 30 pixels, 24 in the compact density, more with larger text."""
    height = theme.row_height()
    return height + theme.scaled(_AIR) if height >= theme.scaled(_COMFORTABLE) else height


def icon_place(cell: QRect) -> QRect:
    """Where the icon of a cell is painted."""
    return QRect(cell.right() - _PADDING - 15, cell.y(), 16, cell.height())


def _model(index: Index) -> RowModel[Any]:
    model = index.model()
    assert isinstance(model, RowModel)
    return model


def _paint_note(painter: QPainter, rect: QRect, note: str) -> int:
    """Paint quiet words at the right of a cell, in two thirds of it at most; the pixels they take."""
    painter.setFont(theme.ui_font(12))
    painter.setPen(theme.color("faint"))
    metrics = painter.fontMetrics()
    words = metrics.elidedText(note, _ELIDE, rect.width() * 2 // 3)
    painter.drawText(rect, _END, words)
    return metrics.horizontalAdvance(words) + _PADDING


def _icon(index: Index) -> str:
    model = _model(index)
    if model.looks_secret(index):
        return ICON
    column, own = model.column(index), model.own(index)
    return column.icon(own) if own is not None and column is not None and column.icon is not None else ""


def _paint_check(painter: QPainter, rect: QRect, on: bool | None, own: bool) -> None:
    """A check box in the middle of a cell; automatic rows have a quieter one."""
    if on is None:
        return
    paint.start(painter)
    box = QRect(0, 0, _CHECK_SIZE, _CHECK_SIZE)
    box.moveCenter(rect.center())
    if not on:
        paint.outline_box(painter, box, theme.color("faint"), radius=4)
        return
    paint.fill_box(painter, box, theme.color("accent" if own else "faint"), 4)
    paint_icon(painter, box.adjusted(1, 1, -1, -1), "check", "accent_text" if own else "panel")
