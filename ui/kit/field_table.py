"""A table of names and values: headers, query parameters, form fields; also editable as plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QStackedLayout, QWidget

from app.model.field import Field
from ui import theme
from ui.kit.button import IconButton
from ui.kit.field_table_model import Automatic, Column, RowKind
from ui.kit.field_table_text import fits_text, read_pasted, read_rows, write_rows
from ui.kit.field_table_view import HEADER_HEIGHT, RowTable
from ui.kit.variables import Variables

_DESCRIPTION_COLUMN: Final = 3
_TEXT_MARGIN: Final = 11  # pixels; with the border, the text begins where the tabs do
_TO_TEXT: Final = "Edit as text, one “name: value” a line"
_TO_TABLE: Final = "Edit as a table"
_UNFIT: Final = "These rows hold line breaks or signs that would be lost as text"
_CUSTOM_MENU: Final = Qt.ContextMenuPolicy.CustomContextMenu
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


def _no_words(_row: Field) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class FieldTableOptions:
    """What a table of fields is for.

    ``title`` heads the names. ``add_text`` is the placeholder of the empty last row. ``fixed`` tables
    have the rows that they are shown: only values and descriptions can be edited. ``names`` and
    ``values`` complete what is typed. ``secret`` says of a row whether its value looks like a secret;
    where it is given, values can be moved to the keyring.
    """

    title: str = "Key"
    add_text: str = "Add row"
    fixed: bool = False
    names: tuple[str, ...] = ()
    values: Callable[[Field], tuple[str, ...]] = _no_words
    secret: Callable[[Field], bool] | None = None


class FieldTable(QWidget):
    """Rows of ``Field`` with a check box, a name, a value and, if wanted, a description.

    Signals:
        changed: the tuple of fields after each edit; rows that say nothing are left out.
        switched: an automatic row's name, and whether it is to be on.
        giver_wanted: what an automatic row was given by, because the row was pressed.
        secret_wanted: the place of a field whose value is to go to the keyring.
    """

    changed = Signal(tuple)
    switched = Signal(str, bool)
    giver_wanted = Signal(str)
    secret_wanted = Signal(int)

    def __init__(self, name: str, options: FieldTableOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: tuple[Field, ...] = ()
        self.view: RowTable[Field] = RowTable(name, _kind(options), self)
        self._text = QPlainTextEdit(self)
        self._text.setAccessibleName(f"{name} as text")
        self._text.setPlaceholderText("Name: value")
        self._text.setProperty("flat", True)
        self._text.document().setDocumentMargin(_TEXT_MARGIN)
        self.setFocusProxy(self.view)
        self._text.setTabChangesFocus(True)
        self._text.setFont(theme.mono_font())
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._text)
        self._toggle = IconButton("list", f"{name}: edit as text", _TO_TEXT, parent=self)
        self._toggle.setVisible(not options.fixed)
        self._toggle.clicked.connect(self._switch_page)
        self._connect()
        self.set_description_shown(False)

    def _connect(self) -> None:
        self.view.changed.connect(self._take)
        self.view.switched.connect(self.switched)
        self.view.giver_wanted.connect(self.giver_wanted)
        self.view.secret_wanted.connect(lambda row: self.secret_wanted.emit(self.view.rows.place_of(row)))
        self.view.lines_pasted.connect(self._paste)
        self._text.textChanged.connect(self._read_text)
        header = self.view.horizontalHeader()
        header.setContextMenuPolicy(_CUSTOM_MENU)
        header.customContextMenuRequested.connect(self._show_header_menu)

    def fields(self) -> tuple[Field, ...]:
        """The rows as they are now."""
        return self._fields

    def show_fields(self, fields: Sequence[Field], automatic: tuple[Automatic, ...] = ()) -> None:
        """Show rows. A description column appears when one of them has a description."""
        self.view.rows.show_automatic(automatic)
        if tuple(fields) != self._fields:
            self._fields = tuple(fields)
            self.view.rows.show_rows(fields)
            if any(field.description for field in fields):
                self.set_description_shown(True)
            if self.shows_text:
                self._show_text()
        self._follow_fit()

    def show_variables(self, variables: Variables) -> None:
        """The names that are known from now on."""
        self.view.show_variables(variables)

    def set_description_shown(self, shown: bool) -> None:
        """Show or hide the description column."""
        self.view.set_column_shown(_DESCRIPTION_COLUMN, shown)

    @property
    def shows_text(self) -> bool:
        """Whether the rows are shown as plain text now."""
        return self._pages.currentWidget() is self._text

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_toggle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._text.setFont(theme.mono_font())

    def _place_toggle(self) -> None:
        side = theme.scaled(HEADER_HEIGHT) - 4
        self._toggle.setGeometry(self.width() - side - 4, 2, side, side)
        self._toggle.raise_()

    def _take(self, fields: tuple[Field, ...]) -> None:
        self._fields = fields
        self._follow_fit()
        self.changed.emit(fields)

    def _follow_fit(self) -> None:
        fits = self.shows_text or fits_text(self._fields)
        self._toggle.setEnabled(fits)
        self._toggle.setToolTip((_TO_TABLE if self.shows_text else _TO_TEXT) if fits else _UNFIT)

    def _paste(self, text: str, place: int) -> None:
        self.view.insert_rows(place, read_pasted(text))

    def _switch_page(self) -> None:
        if self.shows_text:
            self._pages.setCurrentWidget(self.view)
            self.view.rows.show_rows(self._fields)
        else:
            self._pages.setCurrentWidget(self._text)
            self._show_text()
        self._place_toggle()
        self._follow_fit()
        self.setFocusProxy(self._text if self.shows_text else self.view)
        self.setFocus()

    def _show_text(self) -> None:
        text = write_rows(self._fields)
        if read_rows(self._text.toPlainText(), self._fields) != self._fields:
            self._text.setPlainText(text)

    def _read_text(self) -> None:
        fields = read_rows(self._text.toPlainText(), self._fields)
        if self.shows_text and fields != self._fields:
            self._fields = fields
            self.changed.emit(fields)

    def _show_header_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = QAction("Description column", menu)
        action.setCheckable(True)
        action.setChecked(not self.view.isColumnHidden(_DESCRIPTION_COLUMN))
        action.toggled.connect(self.set_description_shown)
        menu.addAction(action)
        menu.popup(self.view.horizontalHeader().mapToGlobal(place))


def _kind(options: FieldTableOptions) -> RowKind[Field]:
    write_name = None if options.fixed else lambda row, text: replace(row, name=text)
    columns: tuple[Column[Field], ...] = (
        Column(options.title, lambda row: row.name, write_name, lambda _: options.names, weight=10),
        Column(
            "Value",
            _value,
            lambda row, text: replace(row, value=text),
            options.values,
            weight=18,
            secret=options.secret,
        ),
        Column("Description", _description, lambda row, text: replace(row, description=text), weight=12),
    )
    add_text = "" if options.fixed else options.add_text
    return RowKind(columns, Field(), _is_blank, add_text, checkable=not options.fixed)


def _value(row: Field) -> str:
    return row.value


def _description(row: Field) -> str:
    return row.description


def _is_blank(row: Field) -> bool:
    return not (row.name or row.value or row.description)
