"""The bar on top: the collection, the field that finds everything, the environment, and the menus."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui import theme
from ui.actions import Actions
from ui.environment_picker import EnvironmentPicker
from ui.kit import paint
from ui.kit.button import IconButton
from ui.kit.icons import paint_icon
from ui.kit.labels import label

HEIGHT: Final = 44

_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ELIDE: Final = Qt.TextElideMode.ElideRight
_FIXED: Final = QSizePolicy.Policy.Fixed
_STRONG: Final = Qt.FocusPolicy.StrongFocus
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


class CollectionButton(QAbstractButton):
    """The open collection's name; pressing it shows what can be done with collections."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(_STRONG)
        self.setSizePolicy(_FIXED, _FIXED)
        self.setToolTip("Collection")
        self.show_name("", "")

    def show_name(self, name: str, folder: str) -> None:
        """Show a collection's name, and its folder as the tooltip."""
        self.setText(name or "No collection")
        self.setAccessibleName(f"Collection: {self.text()}")
        self.setToolTip(folder or "Open or create a collection")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.ui_font(13, theme.SEMIBOLD)).horizontalAdvance(self.text())
        return QSize(min(words + theme.scaled(64), theme.scaled(260)), theme.scaled(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        if self.underMouse():
            paint.fill_box(painter, self.rect(), theme.color("hover"))
        edge = theme.scaled(8)
        icon = theme.scaled(16)
        paint_icon(painter, QRect(edge, 0, icon, self.height()), "collection", "text")
        paint_icon(
            painter, QRect(self.width() - edge - icon, 0, icon, self.height()), "chevron-down", "muted"
        )
        font = theme.ui_font(13, theme.SEMIBOLD)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        room = self.rect().adjusted(edge + icon + theme.scaled(6), 0, -(edge + icon + 2), 0)
        painter.drawText(room, _LEFT, QFontMetrics(font).elidedText(self.text(), _ELIDE, room.width()))
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == _STYLE_CHANGE:
            self.updateGeometry()
        super().changeEvent(event)


class PaletteField(QAbstractButton):
    """Looks like a search field, and opens the palette, which is one."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setText("Search or run a command")
        self.setAccessibleName("Search or run a command")
        self.setToolTip(f"Find requests and actions ({key})")
        self.setFocusPolicy(_STRONG)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, _FIXED)
        self.setMinimumWidth(120)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(360), theme.scaled(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        paint.fill_box(painter, self.rect(), theme.color("input"))
        paint.outline_box(painter, self.rect(), theme.color("border"))
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())
        inset = theme.scaled(10)
        icon = theme.scaled(16)
        paint_icon(painter, QRect(inset, 0, icon, self.height()), "search", "muted")
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.ui_font())
        room = self.rect().adjusted(inset + icon + theme.scaled(8), 0, -theme.scaled(60), 0)
        painter.drawText(room, _LEFT, painter.fontMetrics().elidedText(self.text(), _ELIDE, room.width()))
        painter.setFont(theme.ui_font(11))
        painter.drawText(self.rect().adjusted(0, 0, -inset, 0), _RIGHT, self._key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A field is entered when the button goes down.
        self.click()
        event.accept()


class TopBar(QFrame):
    """One row: collection, palette, environment, menus."""

    environment_chosen = Signal(tuple)
    recent_chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.collection = CollectionButton()
        self.palette_field = PaletteField("Ctrl+K")
        self.environments = EnvironmentPicker()
        self.environments.chosen.connect(self.environment_chosen)
        self._words = label("Environment", "muted", 12)
        self._edit = IconButton("sliders", "Edit environments", actions["environment.edit"].toolTip())
        self._settings = IconButton("settings", "Settings", actions["app.settings"].toolTip())
        self._more = IconButton("more", "Menu", "All actions")
        self._connect(actions)
        self._arrange()
        self._restyle()

    def _connect(self, actions: Actions) -> None:
        self.environments.edit_wanted.connect(actions["environment.edit"].trigger)
        self.environments.globals_wanted.connect(actions["environment.globals"].trigger)
        self.palette_field.clicked.connect(actions["view.palette"].trigger)
        self._edit.clicked.connect(actions["environment.edit"].trigger)
        self._settings.clicked.connect(actions["app.settings"].trigger)
        self._menu = actions.menu(self)
        self._more.clicked.connect(lambda: _drop(self._menu, self._more))
        self._collections = QMenu(self)
        for name in (
            "collection.open",
            "collection.new",
            "collection.samples",
            "collection.save_as",
            "collection.close",
            "collection.settings",
            "folder.new",
        ):
            self._collections.addAction(actions[name])
        self._recent = self._collections.addMenu("Recent")
        self.collection.clicked.connect(lambda: _drop(self._collections, self.collection))

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self.collection, 0)
        row.addStretch(1)
        row.addWidget(self.palette_field, 4)
        row.addStretch(1)
        for widget in (self._words, self.environments, self._edit, self._settings, self._more):
            row.addWidget(widget)

    def show_recent(self, folders: tuple[str, ...]) -> None:
        """List recently opened collections."""
        self._recent.clear()
        for folder in folders:
            action = self._recent.addAction(folder)
            action.triggered.connect(lambda _checked=False, chosen=folder: self.recent_chosen.emit(chosen))
        self._recent.setEnabled(bool(folders))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(theme.scaled(HEIGHT))
        self.palette_field.setMaximumWidth(theme.scaled(360))
        self.environments.setFixedWidth(theme.scaled(180))

    def resizeEvent(self, _event: object) -> None:
        self._words.setVisible(self.width() >= 1100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border"))


def _drop(menu: QMenu, below: QWidget) -> None:
    menu.popup(below.mapToGlobal(QPoint(0, below.height() + 2)))
