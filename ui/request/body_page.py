"""The Body tab: a kind, and the editor for it; what was typed for another kind waits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.model.body import Body, FileBody, FormBody, MultipartBody, Part, TextBody
from app.model.request import Request
from ui.kit.button import PlainButton
from ui.kit.code_edit import CodeEdit
from ui.kit.combo import ComboBox
from ui.kit.empty import EmptyState
from ui.kit.field_table import FieldTable, FieldTableOptions
from ui.kit.labels import ElidedLabel, label
from ui.request.body_kinds import (
    KINDS,
    TEXT_KINDS,
    TITLES,
    empty_body,
    kind_of,
    language_of,
    text_kind,
    typed_content_type,
    with_content_type,
)
from ui.request.context import EditorContext
from ui.request.file_body import FileBodyEditor
from ui.request.large_text import LargeText, is_large
from ui.request.part_table import PartTable
from ui.request.secret_rows import row_looks_secret

_MARGIN: Final = 12
_GAP: Final = 8
_AS_WIDE_AS_WORDS: Final = QComboBox.SizeAdjustPolicy.AdjustToContents


class BodyPage(QWidget):
    """Edits ``Request.body``.

    Signals:
        changed: the request with another body.
        file_wanted: a file is to be chosen; ``show_file`` answers it.
        large_text: a text that is more than the editor takes, to be kept as a file.
        edit_wanted: the path of a file whose text is to become the body; ``show_text`` answers it.
        secret_wanted: the field whose literal is to go to the keyring.
    """

    changed = Signal(Request)
    file_wanted = Signal()
    large_text = Signal(str)
    edit_wanted = Signal(object)
    secret_wanted = Signal(str)

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
        self.large: LargeText | None = None
        form = FieldTableOptions(add_text="Add field", secret=row_looks_secret)
        self.form = FieldTable("Form fields", form, self.stack)
        self.parts = PartTable(self.stack)
        self.file = FileBodyEditor(self.stack)
        self.nothing = EmptyState("file", "This request has no body.", parent=self.stack)
        self.problem = ElidedLabel("", "amber", self)
        self.problem.setAccessibleName("Problem in the body")
        self.comments = label("Comments are not sent", "muted", 12)
        self.comments.setToolTip("Servers refuse them. Choose Text to send the body as it stands.")
        self.comments.hide()
        self.setAcceptDrops(True)
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
        bar.addWidget(self.comments)
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
        self.text.comments_changed.connect(self.comments.setVisible)
        self.text.too_large.connect(lambda text: self.large_text.emit(self.text.with_inserted(text)))
        self.file.edit_wanted.connect(self.edit_wanted)
        self.form.changed.connect(lambda fields: self._change(FormBody(fields)))
        self.parts.changed.connect(lambda parts: self._change(MultipartBody(parts)))
        self.file.changed.connect(self._change)
        self.form.secret_wanted.connect(lambda place: self.secret_wanted.emit(f"body.{place}"))
        self.parts.secret_wanted.connect(
            lambda row: self.secret_wanted.emit(f"body.{self.parts.rows.place_of(row)}")
        )
        for asking in (self.parts, self.file):
            asking.file_wanted.connect(self.file_wanted)

    def show_request(self, request: Request) -> None:
        """Show the body of a request."""
        old, self._request = self._request, request
        if request.body != old.body or typed_content_type(request) != typed_content_type(old):
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

    def show_text(self, text: str, media_type: str) -> None:
        """Make a text the body, of a kind that fits the type it had as a file."""
        self.take(TextBody(text_kind(media_type), text), media_type)

    def take(self, body: Body, media_type: str = "") -> None:
        """Make this the body as if it was typed; what was there waits as the body of its kind."""
        self._waiting[kind_of(self._request.body)] = self._request.body
        self._request = with_content_type(replace(self._request, body=body), media_type)
        self._show_body(body)
        self.changed.emit(self._request)

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
        large = isinstance(body, TextBody) and is_large(body.text)
        if not large and self.large is not None:
            self.large.forget()
        if not isinstance(body, FileBody):
            self.file.forget()
        self._show_kind(kind_of(body), large)
        match body:
            case TextBody(kind=kind, text=text) if not is_large(text):
                # The language first, so that a large text is coloured once.
                self.text.show_language(language_of(kind, typed_content_type(self._request)))
                self.text.show_text(text)
            case TextBody():
                self._large().show_body(body)
            case FormBody(fields=fields):
                self.form.show_fields(fields)
            case MultipartBody(parts=parts):
                self.parts.show_parts(parts)
            case FileBody():
                self.file.show_body(body)

    def _large(self) -> LargeText:
        """The view of large texts, made when there is one."""
        if self.large is None:
            self.large = LargeText(self.stack)
            self.large.keep_wanted.connect(self.large_text)
            self.stack.addWidget(self.large)
        return self.large

    def _show_kind(self, kind: str, large: bool = False) -> None:
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
        text = self._large() if large else self.text
        editor = text if is_text else editors[kind]
        self.stack.setCurrentWidget(editor)
        in_editor = is_text and not large
        language = language_of(kind, typed_content_type(self._request))
        self.format.setVisible(in_editor and language != "text")
        self.comments.setVisible(in_editor and kind == "json" and self.text.has_comments)
        if not in_editor:
            self.problem.setText("")
        self.first = self.kind if kind == "none" else editor

    def _show_problem(self, problem: str) -> None:
        self.problem.setText(f"Not valid yet: {problem}" if problem else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file that is dropped is the body, or another part of a multipart one."""
        paths = tuple(self._shown_path(path) for path in dropped_files(event.mimeData()))
        if not paths:
            return
        event.acceptProposedAction()
        body = self._request.body
        if isinstance(body, MultipartBody):
            parts = tuple(Part("file", files=(path,), is_file=True) for path in paths)
            self.take(MultipartBody((*body.parts, *parts)))
        else:
            self.take(FileBody(paths[0]))

    def _shown_path(self, path: Path) -> str:
        """A path as it is written into the collection: relative where it lies inside."""
        base = self._context.base
        return (path.relative_to(base) if base and path.is_relative_to(base) else path).as_posix()

    def _take_text(self, text: str) -> None:
        if isinstance(self._request.body, TextBody):
            self._change(replace(self._request.body, text=text))

    def _change(self, body: Body) -> None:
        self._request = replace(self._request, body=body)
        self.changed.emit(self._request)


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The files that are dragged, without folders and what is not on this machine."""
    places = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(place for place in places if place.is_file())
