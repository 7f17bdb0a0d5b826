"""The picker of environments in the bar on top: a button, and below it a list in which several are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.model.environment import Environment
from ui import theme
from ui.kit import paint
from ui.kit.button import PlainButton
from ui.kit.icons import paint_icon
from ui.kit.labels import label
from ui.sidebar.environment_list import EnvironmentList
from ui.sidebar.environment_model import NO_ENVIRONMENT
from ui.sidebar.globals_row import GlobalsRow

_HEIGHT: Final = 28
_WIDTH: Final = 280
_MOST: Final = 14  # rows without scrolling
_TICK: Final = 36
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ELIDE: Final = Qt.TextElideMode.ElideRight
_FIXED: Final = QSizePolicy.Policy.Fixed
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


class PickList(EnvironmentList):
    """The list of the popup: a click on a name, or Enter, ticks that one alone and is ``done``."""

    done = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and place.x() >= _TICK and event.button() == Qt.MouseButton.LeftButton:
            self._choose_one()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_one()
        else:
            super().keyPressEvent(event)

    def _choose_one(self) -> None:
        self.tick_alone()
        self.done.emit()


class EnvironmentPopup(QFrame):
    """The list, a line that says how it works, and a button to the table of variables.

    Signals:
        edit_wanted(), globals_wanted()
    """

    edit_wanted = Signal()
    globals_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._button = parent
        self.globals = GlobalsRow()
        self.globals.clicked.connect(lambda _checked=False: self._leave_for(self.globals_wanted))
        self.list = PickList()
        self.list.setDragDropMode(EnvironmentList.DragDropMode.InternalMove)
        self.list.done.connect(self.close)
        self.edit = PlainButton("Edit…", icon_name="sliders")
        self.edit.clicked.connect(lambda _checked: self._leave_for(self.edit_wanted))
        words = label("Of several ticked, the lower wins. Space ticks, Alt+↑↓ moves.", "muted", 11)
        words.setWordWrap(True)
        below = QHBoxLayout()
        below.setContentsMargins(12, 8, 8, 8)
        below.addWidget(words, 1)
        below.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.globals)
        column.addWidget(self.list, 1)
        column.addLayout(below)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Not every platform gives the keyboard back to the window that had it.
        self._button.window().activateWindow()

    def _leave_for(self, wanted: SignalInstance) -> None:
        self.close()
        wanted.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sidebar"))
        painter.setPen(theme.color("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class EnvironmentPicker(QAbstractButton):
    """Names the ticked environments; pressing it shows all of them.

    Signals:
        chosen(names): tick these, the last one wins.
        edit_wanted(), globals_wanted()
    """

    chosen = Signal(tuple)
    edit_wanted = Signal()
    globals_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, _FIXED)
        self._environments: tuple[Environment, ...] = ()
        self._ticked: tuple[str, ...] = ()
        self.popup: EnvironmentPopup | None = None
        self._globals = 0  # how many variables they have
        self.clicked.connect(lambda _checked: self.show_popup())
        self.show_environments((), ())

    def show_environments(
        self, environments: Sequence[Environment], ticked: Sequence[str], globals_count: int = 0
    ) -> None:
        """Show which of the environments are ticked, and how many globals there are."""
        self._globals = globals_count
        self._environments = tuple(environments)
        self._ticked = tuple(ticked)
        self.setText(" + ".join(ticked) or NO_ENVIRONMENT)
        self.setAccessibleName(f"Environments: {self.text()}")
        self.setToolTip(f"{self.text()} (Ctrl+E){'; the last one wins' if len(ticked) > 1 else ''}")
        if self.popup is not None:
            self._fill(self.popup)
        self.update()

    def show_popup(self) -> None:
        """Open the list below the button, with the keyboard in it."""
        popup = self.popup = self.popup or self._make_popup()
        self._fill(popup)
        rows = min(len(self._environments) + 1, _MOST) + 1
        popup.resize(theme.scaled(_WIDTH), rows * theme.row_height() + theme.scaled(58))
        place = self.mapToGlobal(QPoint(self.width() - popup.width(), self.height() + 2))
        popup.move(place)
        popup.show()
        popup.list.setFocus()

    def _fill(self, popup: EnvironmentPopup) -> None:
        popup.list.show_environments(self._environments, self._ticked)
        popup.globals.show_count(self._globals)

    def _make_popup(self) -> EnvironmentPopup:
        popup = EnvironmentPopup(self)
        popup.list.chosen.connect(self.chosen)
        popup.edit_wanted.connect(self.edit_wanted)
        popup.globals_wanted.connect(self.globals_wanted)
        return popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.show_popup()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(150), theme.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        paint.fill_box(painter, self.rect(), theme.color("hover" if self.underMouse() else "input"))
        paint.outline_box(painter, self.rect(), theme.color("border"))
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())
        icon = theme.scaled(16)
        edge = theme.scaled(8)
        down = QRect(self.width() - icon - theme.scaled(4), 0, icon, self.height())
        paint_icon(painter, down, "chevron-down", "muted")
        font = theme.ui_font()
        painter.setFont(font)
        painter.setPen(theme.color("text" if self._ticked else "muted"))
        room = self.rect().adjusted(edge, 0, -(icon + edge), 0)
        painter.drawText(room, _LEFT, QFontMetrics(font).elidedText(self.text(), _ELIDE, room.width()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == _STYLE_CHANGE:
            self.updateGeometry()
        super().changeEvent(event)
