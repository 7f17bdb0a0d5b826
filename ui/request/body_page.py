"""The Body tab: a kind, and the editor for it; what was typed for another kind waits."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.model.body import Body, FileBody, FormBody, MultipartBody, TextBody
from app.model.request import Request
from ui.kit.button import PlainButton
from ui.kit.code_edit import CodeEdit
from ui.kit.combo import ComboBox
from ui.kit.empty import EmptyState
from ui.kit.field_table import FieldTable, FieldTableOptions
from ui.kit.labels import ElidedLabel
from ui.request.body_kinds import KINDS, TEXT_KINDS, TITLES, empty_body, kind_of, language_of
from ui.request.context import EditorContext
from ui.request.file_body import FileBodyEditor
from ui.request.part_table import PartTable

_MARGIN: Final = 12
_GAP: Final = 8
_AS_WIDE_AS_WORDS: Final = QComboBox.SizeAdjustPolicy.AdjustToContents


class BodyPage(QWidget):
    """Edits ``Request.body``.

    ``file_wanted`` asks for a file; ``show_file`` answers it.
    """

    changed = Signal(Request)
    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request = Request()
        self._context = EditorContext()
        self._waiting: dict[str, Body] = {}
        self._kinds: tuple[str, ...] = KINDS
        self.kind = ComboBox("Kind of body", [TITLES[kind] for kind in KINDS], self)
        self.format = PlainButton("Format", parent=self)
        self.format.setToolTip("Format the body; numbers and order stay as typed (Ctrl+Shift+I)")
        self.stack = QStackedWidget(self)
        self.text = CodeEdit("Body", self.stack)
        self.form = FieldTable("Form fields", FieldTableOptions(add_text="Add field"), self.stack)
        self.parts = PartTable(self.stack)
        self.file = FileBodyEditor(self.stack)
        self.nothing = EmptyState("file", "This request has no body.", parent=self.stack)
        self.problem = ElidedLabel("", "amber", self)
        self.problem.setAccessibleName("Problem in the body")
        self._lay_out()
        self._connect()
        self._show_kind("none")

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        bar.setSpacing(_GAP)
        self.kind.setSizeAdjustPolicy(_AS_WIDE_AS_WORDS)
        self.problem.set_type(12)
        bar.addWidget(self.kind)
        bar.addWidget(self.problem, 1)
        bar.addWidget(self.format)
        for editor in (self.nothing, self.text, self.form, self.parts, self.file):
            self.stack.addWidget(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda index: self.switch_kind(self._kinds[index]))
        self.format.clicked.connect(self.text.format)
        self.text.edited.connect(self._take_text)
        self.text.problem_changed.connect(self._show_problem)
        self.form.changed.connect(lambda fields: self._change(FormBody(fields)))
        self.parts.changed.connect(lambda parts: self._change(MultipartBody(parts)))
        self.file.changed.connect(self._change)
        for asking in (self.parts, self.file):
            asking.file_wanted.connect(self.file_wanted)

    def show_request(self, request: Request) -> None:
        """Show the body of a request."""
        if request.body == self._request.body:
            self._request = request
            return
        self._request = request
        self._show_body(request.body)

    def show_context(self, context: EditorContext) -> None:
        """The surroundings from now on."""
        if context.variables != self._context.variables:
            variables = context.known_variables()
            for editor in (self.text, self.form, self.parts):
                editor.show_variables(variables)
        self._context = context
        self.file.show_context(context)

    def show_file(self, path: str) -> None:
        """Hand a chosen file to the part or body that asked for it."""
        if isinstance(self._request.body, MultipartBody):
            self.parts.show_file(path)
        elif isinstance(self._request.body, FileBody):
            self.file.show_file(path)

    def switch_kind(self, kind: str) -> None:
        """Show the body of another kind: what was typed for it before, or an empty one."""
        body = self._request.body
        old = kind_of(body)
        if kind == old:
            return
        self._waiting[old] = body
        fresh = self._waiting.get(kind) or empty_body(kind)
        if kind not in self._waiting and isinstance(fresh, TextBody) and isinstance(body, TextBody):
            fresh = replace(fresh, text=body.text)
        self._show_body(fresh)
        self._change(fresh)

    def _show_body(self, body: Body) -> None:
        self._show_kind(kind_of(body))
        match body:
            case TextBody(kind=kind, text=text):
                # The language first, so that a large text is coloured once.
                self.text.show_language(language_of(kind))
                self.text.show_text(text)
            case FormBody(fields=fields):
                self.form.show_fields(fields)
            case MultipartBody(parts=parts):
                self.parts.show_parts(parts)
            case FileBody():
                self.file.show_body(body)

    def _show_kind(self, kind: str) -> None:
        # A kind that is rarely wanted is in the list only where a file brought it.
        self._kinds = KINDS if kind in KINDS else (*KINDS, kind)
        self.kind.show_items([TITLES[each] for each in self._kinds], self._kinds.index(kind))
        is_text = kind in TEXT_KINDS
        editors: dict[str, QWidget] = {
            "none": self.nothing,
            "form": self.form,
            "multipart": self.parts,
            "file": self.file,
        }
        editor = self.text if is_text else editors[kind]
        self.stack.setCurrentWidget(editor)
        self.format.setVisible(language_of(kind) != "text")
        if not is_text:
            self.problem.setText("")
        self.first = self.kind if kind == "none" else editor

    def _show_problem(self, problem: str) -> None:
        self.problem.setText(f"Not valid yet: {problem}" if problem else "")

    def _take_text(self, text: str) -> None:
        if isinstance(self._request.body, TextBody):
            self._change(replace(self._request.body, text=text))

    def _change(self, body: Body) -> None:
        self._request = replace(self._request, body=body)
        self.changed.emit(self._request)
