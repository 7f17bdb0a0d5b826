"""What is done with environments: choose, edit, rename, and the way of secret values to the keyring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from app.errors import AppError, UnknownVariables
from app.files import ignore
from app.model.environment import Environment
from app.workspace import Workspace
from app.workspace.environments import change_environment, environment_for_values, rename_environment
from app.workspace.structure import Step
from app.workspace.vault import GLOBALS
from ui.dialogs.environments import EnvironmentDialog
from ui.environment_columns import Columns, add_local, columns_of, keeper_of_column, save_column
from ui.environment_steps import EnvironmentPresence
from ui.kit.ask import TextQuestion, ask_text
from ui.kit.tasks import listen
from ui.page import RequestPage
from ui.parts import Parts
from ui.secret_saving import ask
from ui.sidebar.sidebar import Sidebar

OUTSIDE = ("process.env.", "$")  # names that no environment defines


class EnvironmentWork:
    """Handlers for the environment picker, the sidebar's list and the dialog of variables."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._dialog: EnvironmentDialog | None = None
        self._orders: dict[str, tuple[str, ...]] = {}  # of columns, by the folder of the collection

    @property
    def _workspace(self) -> Workspace:
        return self._parts.workspace

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        return {
            "environment.edit": lambda: self.edit(self._workspace.environment),
            "environment.new": self.add,
            "environment.cookies": self._clear_cookies,
            "environment.ignore": self._keep_out_of_git,
            "environment.globals": lambda: self.edit(GLOBALS),
        }

    def connect_sidebar(self, sidebar: Sidebar) -> None:
        """Listen to the list of environments."""
        listen(sidebar.environment_chosen, lambda names: self._workspace.choose_environments(names))
        listen(sidebar.environment_edit_wanted, self.edit)
        listen(sidebar.environment_add_wanted, self.add)
        listen(sidebar.globals_wanted, lambda: self.edit(GLOBALS))
        listen(sidebar.environment_renamed, self.rename)
        listen(sidebar.environment_duplicated, self.duplicate)
        listen(sidebar.environment_deleted, self.delete)

    # --- the dialog -------------------------------------------------------------------------------

    def edit(self, name: str) -> None:
        """Open the variables of an environment; without any, ask for a first one."""
        common = self._workspace.services.globals
        if not (self._environments() or common.environment.variables or name == GLOBALS):
            self.add()
            return
        dialog = self._dialog = EnvironmentDialog(self._parts.window)
        self._refresh_dialog(name)
        listen(dialog.save_wanted, lambda: self._parts.tasks.start("environments", self._save(dialog)))
        listen(dialog.changed, self._change)
        listen(dialog.made_secret, self._set_secret)
        listen(dialog.secret_changed, self._set_secret)
        listen(dialog.secret_renamed, self._rename_secret)
        listen(dialog.secret_reveal_wanted, self._reveal)
        listen(dialog.add_wanted, self.add)
        listen(dialog.rename_wanted, self._ask_for_new_name)
        listen(dialog.duplicate_wanted, self.duplicate)
        listen(dialog.delete_wanted, self.delete)
        listen(dialog.local_wanted, self._override)
        listen(dialog.ordered, self._order)
        dialog.finished.connect(lambda _code: self._forget_dialog())
        dialog.open()
        if common.problem is not None:
            self._parts.messages.show_message("warning", common.problem.sentence, common.problem.hint)
        for environment in self._columns().environments:
            self._parts.tasks.start(f"valueless {environment.name}", self._show_valueless(environment))

    async def _save(self, dialog: EnvironmentDialog) -> None:
        """Save what was edited, once the user said where plain secrets belong."""
        plain = self._workspace.plain
        found = [(each, field) for each in dialog.written() for field in plain.to_ask(each.path, each)]
        rows = [(each.name, field) for each, field in found]
        moved = await ask(dialog, "the same environment", rows, "Save") if rows else frozenset()
        if moved is None:
            return
        for place, (environment, field) in enumerate(found):
            if place in moved:
                number = int(field.field.rpartition(".")[2])
                dialog.make_secret(environment.name, environment.variables[number].name)
            else:
                plain.keep(environment.path, [field])
        dialog.save()

    def _change(self, environment: Environment) -> None:
        save_column(self._workspace, environment)
        if environment.name == GLOBALS:
            for workspace in (*self._parts.workspaces, self._parts.workspaces.loose):
                workspace.tell()
        self._refresh_dialog()

    def _refresh_dialog(self, name: str = "") -> None:
        if self._dialog is not None:
            columns = self._columns()
            self._dialog.show_titles(columns.titles)
            self._dialog.show_bases(columns.bases)
            self._dialog.show_environments(columns.environments, name, self._workspace.environments)

    def _columns(self) -> Columns:
        return columns_of(self._workspace, self._orders.get(str(self._workspace.root), ()))

    def _order(self, names: tuple[str, ...]) -> None:
        self._orders[str(self._workspace.root)] = names

    def _override(self, name: str) -> None:
        """Give an environment values that stay on this computer."""
        column = add_local(self._workspace, name)
        added = ignore.add(self._workspace.needed_store().root)
        self._refresh_dialog(column)
        if added:
            self._parts.toast.show_toast(f"Added to .gitignore: {', '.join(added)}")

    def define_missing(self, page: RequestPage) -> None:
        """Let the user give values to what a request lacks."""
        self._parts.tasks.start("define", self._define_missing(page))

    async def _define_missing(self, page: RequestPage) -> None:
        missing: Sequence[str] = ()
        try:
            await self._workspace.resolve(page.draft, page.path)
        except UnknownVariables as unknown:
            missing = unknown.undefined
        self.define(missing)

    def define(self, names: Sequence[str]) -> None:
        """Open the table with these names added, and the keyboard in the first value that is missing; in
        an environment called Default where there is none, or none is ticked."""
        environment = environment_for_values(self._workspace)
        self.edit(environment.name)
        if self._dialog is not None:
            self._dialog.define([name for name in names if not name.startswith(OUTSIDE)], environment.name)

    def _ask_for_new_name(self, name: str) -> None:
        self._parts.tasks.start("environment", self._rename_asked(name))

    async def _rename_asked(self, name: str) -> None:
        question = TextQuestion(f"New name of {name}", accept="Rename", text=name)
        new = await ask_text(self._dialog or self._parts.window, question)
        if new and new.strip() != name:
            await self._rename(name, new.strip())
            self._refresh_dialog()

    async def _show_valueless(self, environment: Environment) -> None:
        """A collection that came from somebody else names secrets that this computer does not hold."""
        secrets = {variable.name for variable in environment.variables if variable.secret}
        held = await self._workspace.vault.get_many(keeper_of_column(environment.name), secrets)
        if self._dialog is not None:
            self._dialog.show_valueless(environment.name, frozenset(secrets - held.keys()))

    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _environments(self) -> tuple[Environment, ...]:
        collection = self._workspace.collection
        return collection.environments if collection else ()

    def _set_secret(self, environment: str, name: str, text: str) -> None:
        task = f"secret {environment} {name}"
        keeper = keeper_of_column(environment)
        self._parts.tasks.start(task, self._workspace.vault.set(keeper, name, text))

    def _rename_secret(self, environment: str, old: str, new: str) -> None:
        task = f"rename secret {environment} {old}"
        keeper = keeper_of_column(environment)
        self._parts.tasks.start(task, self._workspace.vault.move((keeper, old), (keeper, new)))

    def _reveal(self, environment: str, name: str) -> None:
        def show(text: str | None) -> None:
            if self._dialog is not None:
                self._dialog.show_secret(environment, name, text or "")

        self._parts.tasks.start(
            "reveal", self._workspace.vault.get(keeper_of_column(environment), name), show
        )

    # --- the list ---------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a name and make an empty environment."""
        self._parts.tasks.start("environment", self._add())

    async def _add(self) -> None:
        store = self._workspace.needed_store()
        taken = {environment.name for environment in self._environments()}
        question = TextQuestion(
            "Name of the new environment",
            accept="Create",
            check=lambda text: "There is one of that name." if text.strip() in taken else "",
        )
        name = await ask_text(self._parts.window, question)
        if name:
            store.add_environment(name.strip())
            self._workspace.tell()
            self._workspace.switch_environment(name.strip())
            self._note_new(f"New Environment “{name.strip()}”", name.strip())
            if self._dialog is not None:
                self._refresh_dialog(name.strip())
            else:
                self.edit(name.strip())

    def rename(self, name: str, new: str) -> None:
        """Give an environment another name; its secrets and cookies go with it."""
        self._parts.tasks.start("environment", self._rename(name, new))

    async def _rename(self, name: str, new: str) -> None:
        workspace = self._workspace
        await rename_environment(workspace, name, new)

        def start(old: str, other: str) -> None:
            self._parts.tasks.start("environment", rename_environment(workspace, old, other))

        words = f"Rename Environment “{name}”"
        self._parts.did(Step(words, partial(start, new, name), partial(start, name, new), (workspace,)))

    def duplicate(self, name: str) -> None:
        """Copy an environment with the values of its secrets."""
        found = next((each for each in self._environments() if each.name == name), None)
        if found is None:
            raise AppError(f"There is no environment {name}.", "Was it deleted meanwhile?")
        copy = f"{name} copy"
        taken = {each.name for each in self._environments()}
        while copy in taken:
            copy += " copy"
        change_environment(self._workspace, replace(found, name=copy, path=""))
        secrets = [variable.name for variable in found.variables if variable.secret]
        self._parts.tasks.start("environment", self._workspace.vault.copy(name, copy, secrets))
        self._note_new(f"Duplicate Environment “{name}”", copy)
        self._refresh_dialog()

    def delete(self, name: str) -> None:
        """Delete an environment at once; the toast brings it back."""
        presence = EnvironmentPresence(self._workspace, name)
        presence.take()
        self._refresh_dialog()
        step = Step(f"Delete Environment “{name}”", presence.give_back, presence.take, (self._workspace,))
        self._parts.did(step, f"Deleted environment “{name}”")

    def _note_new(self, words: str, name: str) -> None:
        presence = EnvironmentPresence(self._workspace, name)
        self._parts.did(Step(words, presence.take, presence.give_back, (self._workspace,)))

    def _clear_cookies(self) -> None:
        self._workspace.clear_cookies()
        self._parts.toast.show_toast("The cookies of this environment are gone")

    def _keep_out_of_git(self) -> None:
        added = ignore.add(self._workspace.needed_store().root)
        told = (
            f"Added to .gitignore: {', '.join(added)}" if added else "The .gitignore has these lines already"
        )
        self._parts.toast.show_toast(told)
