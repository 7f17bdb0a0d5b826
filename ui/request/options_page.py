"""The Options tab: how the request travels, with what folder, collection or settings say where it is open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.model.options import DEFAULT, Options, merged, source_of
from app.model.request import Request
from ui import theme
from ui.kit.button import IconButton
from ui.kit.labels import Label, label
from ui.request.context import EditorContext
from ui.request.option_fields import OptionField, SecretField, TextField, make_field
from ui.request.option_rows import GROUPS, ROWS, OptionRow
from ui.request.option_values import is_shown, option_words, place_option, read_option

_MARGIN: Final = 12
_LABEL_WIDTH: Final = 100
_WIDEST: Final = 640
_TOP: Final = Qt.AlignmentFlag.AlignTop
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


class OptionsPage(QWidget):
    """Edits ``Request.options``.

    Signals:
        changed: the request.
        secret_entered, plain_secret_wanted: as those of the Auth tab; the field is ``proxy.password`` or
            ``certificate.passphrase``.
        secret_wanted: the field whose literal is to go to the keyring.
        file_wanted: a row asks for a file; answer with ``show_file``.
    """

    changed = Signal(Request)
    secret_entered = Signal(str, str)
    plain_secret_wanted = Signal(str)
    secret_wanted = Signal(str)
    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request = Request()
        self._context = EditorContext()
        self._wants_file: OptionField | None = None
        area = QScrollArea(self)
        # Born in its place: a style sheet is applied anew to all that changes its parent.
        content = QWidget(area.viewport())
        content.setMaximumWidth(theme.scaled(_WIDEST))
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(_MARGIN, 8, _MARGIN, _MARGIN)
        self._column.setSpacing(4)
        self.rows: dict[str, OptionLine] = {}
        for group in GROUPS:
            self._add_group(group, content)
        self._column.addStretch(1)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        area.setAccessibleName("Options")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.first = self.rows[ROWS[0].name].field.first

    def _add_group(self, group: str, content: QWidget) -> None:
        if self.rows:
            self._column.addSpacing(12)
        title = label(group, "text", 12, theme.SEMIBOLD)
        title.setContentsMargins(0, 4, 0, 4)
        self._column.addWidget(title)
        for row in ROWS:
            if row.group == group:
                line = self.rows[row.name] = OptionLine(row, content)
                self._column.addWidget(line)
                self._connect(line)

    def _connect(self, line: OptionLine) -> None:
        name, field = line.row.name, line.field
        field.changed.connect(lambda value: self._place(line.row, value))
        line.reset.clicked.connect(lambda: self._reset(line))
        field.file_wanted.connect(lambda: self._ask_file(field))
        if isinstance(field, SecretField):
            field.secret_entered.connect(lambda text: self.secret_entered.emit(name, text))
            field.plain_wanted.connect(lambda: self.plain_secret_wanted.emit(name))
        if isinstance(field, TextField):
            field.secret_wanted.connect(lambda: self.secret_wanted.emit(name))

    def show_request(self, request: Request) -> None:
        """Show the options of a request."""
        self._request = request
        self._show_options(request.options)

    def show_context(self, context: EditorContext) -> None:
        """The surroundings from now on."""
        if context.variables != self._context.variables:
            variables = context.known_variables()
            for line in self.rows.values():
                line.field.show_variables(variables)
        self._context = context
        self._show_options(self._request.options)

    def show_file(self, path: str) -> None:
        """Take the file that was asked for."""
        if self._wants_file is not None:
            self._wants_file.take(path)

    def commit(self) -> None:
        """Hand over the secret that is still being typed."""
        for line in self.rows.values():
            if isinstance(line.field, SecretField) and not line.isHidden():
                line.field.edit.commit()

    def _show_options(self, options: Options) -> None:
        below = merged(self._context.options)
        for line in self.rows.values():
            line.show_value(read_option(options, line.row), self._inherited(line.row, below))
            line.reset.setVisible(not _is_inner(line.row) and getattr(options, line.row.option) is not None)
            line.setVisible(is_shown(line.row, options))

    def _inherited(self, row: OptionRow, below: Options) -> str:
        """What holds where a row is left open, and who says so."""
        source = source_of(row.option, self._context.options)
        if not source or _is_inner(row):
            return ""
        origin = f"by {source}" if source == DEFAULT else f"from {source}"
        return f"{option_words(row, below)} {origin}"

    def _place(self, row: OptionRow, value: Any) -> None:
        options = place_option(self._request.options, row, value, merged(self._context.options))
        if options != self._request.options:
            self._request = replace(self._request, options=options)
            self._show_options(options)
            self.changed.emit(self._request)

    def _reset(self, line: OptionLine) -> None:
        line.field.first.setFocus()
        changes: dict[str, Any] = {line.row.option: None}
        self._request = replace(self._request, options=replace(self._request.options, **changes))
        self._show_options(self._request.options)
        self.changed.emit(self._request)

    def _ask_file(self, field: OptionField) -> None:
        self._wants_file = field
        self.file_wanted.emit()


class OptionLine(QWidget):
    """Words, control and reset button of one row."""

    def __init__(self, row: OptionRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self.words = Label(row.label, "muted", self)
        self.field = make_field(row, self)
        self.words.setBuddy(self.field.first)
        self.words.setToolTip(row.sentence)
        self.reset = IconButton("undo", f"Reset {row.label}", "Reset to what is inherited", self)
        # The room stays when the button is hidden, or the control would jump under the mouse.
        kept = self.reset.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(kept)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        place = _TOP if row.kind in ("lines", "failures") else _MIDDLE
        line.addWidget(self.words, 0, place)
        line.addWidget(self.field, 1)
        line.addWidget(self.reset, 0, place)
        self._restyle()

    def show_value(self, value: Any, inherited: str) -> None:
        """Show an own value, or what is inherited in words."""
        self.field.show_inherited(inherited)
        self.field.show_value(value)
        words = "\n".join(filter(None, (self.row.sentence, inherited)))
        self.field.first.setAccessibleDescription(words)
        self.field.first.setToolTip(words)

    def _restyle(self) -> None:
        self.words.setFixedWidth(theme.scaled(_LABEL_WIDTH))
        self.words.setFixedHeight(self.reset.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE and hasattr(self, "reset"):
            self._restyle()


def _is_inner(row: OptionRow) -> bool:
    """Whether a row belongs to the one above it, which says where the whole comes from."""
    return bool(row.part) and row.name != "certificate.file"
