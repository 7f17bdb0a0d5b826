"""What is done when the user asks where the value of a variable comes from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from app.template.explain import Explanation, explain
from app.template.scope import Scope
from app.workspace.origins import with_lines
from ui.dialogs.explain import ExplainDialog
from ui.environment_work import EnvironmentWork
from ui.kit.tasks import listen
from ui.kit.variable_edit import VariableEdit
from ui.kit.variables import reference_at
from ui.page import RequestPage
from ui.parts import Parts


class ExplainWork:
    """Handlers for the action and for the menus of fields."""

    def __init__(self, parts: Parts, environments: EnvironmentWork) -> None:
        self._parts = parts
        self._environments = environments

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        return {"environment.explain": lambda: self.explain(name_under_cursor(QApplication.focusWidget()))}

    def connect_page(self, page: RequestPage) -> None:
        """Listen to a page's fields."""
        listen(page.explain_wanted, self.explain)

    def explain(self, name: str) -> None:
        """Open the dialog with a variable, or with the first one that can be used."""
        scope = self._scope()
        dialog = ExplainDialog(lambda each: _explanation(each, scope), self._parts.window)
        names = [each for layer in scope.layers for each in layer.names()]
        dialog.show_names(names, name)
        listen(dialog.define_wanted, lambda wanted: self._environments.define([wanted]))
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()

    def _scope(self) -> Scope:
        page, workspace = self._parts.desk.page, self._parts.workspace
        return workspace.scope(page.path, page.draft) if page is not None else workspace.scope("")


def _explanation(name: str, scope: Scope) -> Explanation:
    return with_lines(explain(name, scope))


def name_under_cursor(widget: QWidget | None) -> str:
    """The variable at the cursor of a field or an editor, or empty."""
    if isinstance(widget, VariableEdit):
        return widget.name_at(widget.cursorPosition())
    if isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        text, place = cursor.block().text(), cursor.positionInBlock()
        found = reference_at(text, place) or reference_at(text, max(place - 1, 0))
        return found.name if found else ""
    return ""
