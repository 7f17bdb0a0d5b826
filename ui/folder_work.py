"""What is done with the settings of folders and the collection: shown, edited, and saved to their files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from app.errors import AppError, Conflict
from app.model.auth import InheritAuth
from app.model.collection import Defaults
from app.model.options import HostCertificate
from app.model.request import Request
from app.template.resolve import Surroundings
from app.template.scan import scan
from app.workspace import Workspace
from app.workspace.environments import keep_secret
from app.workspace.folder_settings import change_settings, read_settings, write_settings
from app.workspace.secret_fields import place_text, suggested_name, text_at
from app.workspace.structure import Step
from ui.dialogs.certificate_table import CertificateTable
from ui.dialogs.folder import FolderDialog
from ui.dialogs.format_page import FormatPage
from ui.dialogs.variable_row import VariableRow, problems, row_of, variable_of
from ui.dialogs.variable_table import VariableTable
from ui.kit.ask import ask_path
from ui.kit.tasks import listen
from ui.page import RequestPage
from ui.parts import Parts
from ui.request.auth_page import AuthPage
from ui.request.auth_words import auth_title
from ui.request.context import EditorContext
from ui.request.docs_page import DocsPage
from ui.request.headers_page import HeadersPage
from ui.request.option_values import count_set
from ui.request.options_page import OptionsPage
from ui.secret_saving import Written, keep_in_file, settled
from ui.sidebar.sidebar import Sidebar

AUTH, HEADERS, VARIABLES, CERTIFICATES, OPTIONS, DOCS, FORMAT = range(7)


class FolderWork:
    """Opens the settings of one folder at a time."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        return {
            "folder.settings": lambda: self.edit(self._current_folder()),
            "collection.settings": lambda: self.edit(""),
        }

    def connect_sidebar(self, sidebar: Sidebar) -> None:
        """Listen to the tree."""
        listen(
            sidebar.tree.settings_wanted,
            lambda place: self.edit(place.path, self._parts.workspace_of(place.root)),
        )

    def connect_page(self, page: RequestPage) -> None:
        """Listen to a page: what it shows as inherited can be looked at where it is set."""
        listen(page.editor.settings_wanted, lambda path: self.edit(path, page.tab.workspace))

    def edit(self, path: str, workspace: Workspace | None = None) -> None:
        """Open the settings of a folder, or (path empty) of the collection; of the one in front where
        none is named."""
        FolderEditing(self._parts, workspace or self._parts.workspace, path).dialog.open()

    def _current_folder(self) -> str:
        page = self._parts.desk.page
        return page.path.rpartition("/")[0] if page is not None else ""


class FolderEditing:
    """One dialog and what was typed into it. Its pages edit a request that has only what can be inherited."""

    def __init__(self, parts: Parts, workspace: Workspace, path: str) -> None:
        self._parts = parts
        self._workspace = workspace
        self._path = path
        self._plain: set[str] = set()  # fields whose secret the user wants in the file
        self._settings = read_settings(workspace, path)
        self._name, self._saved = self._settings.name, self._settings.defaults
        self._request = _request_of(self._saved, self._settings.docs)
        self._before = self._request
        self._strict = self._settings.strict
        self._make_pages()
        kind = "folder" if path else "collection"
        self.dialog = FolderDialog(f"Settings of the {kind} {self._name}", self._pages, parts.window)
        self._connect()
        self._show(self._request)
        # Who opens the dialog keeps nothing: this object lives as long as the dialog calls it.
        self.dialog.finished.connect(self.dialog.deleteLater)

    def _make_pages(self) -> None:
        self.auth, self.headers, self.options, self.docs = (
            AuthPage(),
            HeadersPage(),
            OptionsPage(),
            DocsPage(),
        )
        self.variables, self.certificates = VariableTable(), CertificateTable()
        pages: tuple[tuple[str, QWidget], ...] = (
            ("Auth", self.auth),
            ("Headers", self.headers),
            ("Variables", self.variables),
            ("Certificates", self.certificates),
            ("Options", self.options),
            ("Docs", self.docs),
        )
        self._pages = pages if self._path else (*pages, ("Format", self._format_page()))
        context = self._context()
        for page in (self.auth, self.headers, self.options):
            page.show_context(context)
        self.certificates.show_variables(context.known_variables())
        self.variables.show_rows(self._rows())
        self.certificates.show_rows(self._saved.certificates)

    def _format_page(self) -> FormatPage:
        page = FormatPage()
        page.show_strict(self._strict)
        page.changed.connect(self._switch_strict)
        return page

    def _switch_strict(self, strict: bool) -> None:
        self._strict = strict
        self._follow()

    def _context(self) -> EditorContext:
        above = self._workspace.surroundings(self._path) if self._path else Surroundings()
        layers = self._workspace.option_layers(self._path)
        return EditorContext(
            # The folder's own variables count too, so it is looked at from inside.
            variables=self._workspace.scope(self._path + "/"),
            inherited=above.inherited,
            inherited_auth=above.auth,
            auth_giver=above.auth_giver,
            base=self._workspace.needed_store().root,
            options=layers if self._path else layers[-2:],
        )

    def _connect(self) -> None:
        for page in (self.auth, self.headers, self.options, self.docs):
            page.changed.connect(self._show)
        for typed in (self.headers, self.options):
            listen(typed.secret_wanted, self._move_secret)
        for secretive in (self.auth, self.options):
            listen(secretive.secret_entered, self._keep_secret)
            listen(secretive.plain_secret_wanted, self._make_plain)
        listen(self.options.file_wanted, self._choose_file)
        self.variables.changed.connect(lambda _rows: self._follow())
        self.certificates.changed.connect(lambda _rows: self._follow())
        listen(self.variables.reveal_wanted, self._reveal)
        listen(self.dialog.save_wanted, self._start_saving)

    def _show(self, request: Request) -> None:
        self._request = request
        for page in (self.auth, self.headers, self.options, self.docs):
            page.show_request(request)
        self._follow()

    def _follow(self) -> None:
        """Badges, and whether there is something to save."""
        rows, certificates = self.variables.rows(), self.certificates.rows()
        badges = {
            AUTH: ""
            if isinstance(self._request.auth, InheritAuth)
            else auth_title(self._request.auth) or "None",
            HEADERS: _count(len(self._request.headers)),
            VARIABLES: _count(len(rows)),
            CERTIFICATES: _count(len(certificates)),
            OPTIONS: _count(count_set(self._request.options)),
            DOCS: "•" if self._request.docs.strip() else "",
        }
        for index, badge in badges.items():
            self.dialog.tabs.set_badge(index, badge)
        tables = rows != self._rows() or certificates != self._saved.certificates
        switched = self._strict != self._settings.strict
        edited = self._request != self._before or tables or switched
        self.dialog.show_state(edited, bool(problems(rows)))

    def _rows(self) -> tuple[VariableRow, ...]:
        return tuple(map(row_of, self._saved.variables))

    # --- secrets ----------------------------------------------------------------------------------

    def _keep_secret(self, field: str, text: str) -> None:
        self._parts.tasks.start(f"folder secret {field}", self._keep(field, text))

    def _move_secret(self, field: str) -> None:
        """The literal that stands in a field shall go to the keyring."""
        self._keep_secret(field, text_at(self._request, field))

    async def _keep(self, field: str, text: str) -> None:
        name = await keep_secret(self._workspace, suggested_name(self._request, field), text)
        self._show_from_task(place_text(self._request, field, "{{" + name + "}}"))

    def _make_plain(self, field: str) -> None:
        self._plain.add(field)
        if scan(text_at(self._request, field)):
            self._parts.tasks.start(f"folder plain {field}", self._fetch(field))

    async def _fetch(self, field: str) -> None:
        vault, environment = self._workspace.vault, self._workspace.environment
        text = await vault.behind(environment, text_at(self._request, field))
        self._show_from_task(place_text(self._request, field, text))

    def _show_from_task(self, request: Request) -> None:
        context = self._context()
        for page in (self.auth, self.options):
            page.show_context(context)
        self._show(request)

    def _reveal(self, name: str) -> None:
        self._parts.tasks.start(
            "reveal",
            self._workspace.vault.get(self._workspace.environment, name),
            lambda text: self.variables.show_secret(name, text or ""),
        )

    def _choose_file(self) -> None:
        self._parts.tasks.start("choose file", self._ask_file())

    async def _ask_file(self) -> None:
        root = self._workspace.needed_store().root
        path = await ask_path(self.dialog, "Choose a file", "open", root)
        if path is not None:
            shown = path.relative_to(root) if path.is_relative_to(root) else path
            self.options.show_file(shown.as_posix())

    # --- saving -----------------------------------------------------------------------------------

    def _start_saving(self, force: bool) -> None:
        self.auth.commit()
        self.options.commit()
        self._parts.tasks.start("save folder", self._save(force))

    async def _save(self, force: bool) -> None:
        """Secrets go to the keyring first; the file holds their names."""
        try:
            defaults = await self._settled()
            if defaults is None:
                return
            wanted = replace(self._settings, defaults=defaults, docs=self._request.docs, strict=self._strict)
            write_settings(self._workspace, self._path, wanted, force)
        except AppError as problem:
            self.dialog.show_problem(problem.sentence, problem.hint, isinstance(problem, Conflict))
            return
        self.dialog.accept()
        self._note_step()

    def _note_step(self) -> None:
        """What was saved can be taken back; the file says it in its own way by now."""
        put = partial(change_settings, self._workspace, self._path)
        before, after = self._settings, read_settings(self._workspace, self._path)
        step = Step(
            f"Change Settings of “{self._name}”",
            partial(put, after, before),
            partial(put, before, after),
            (self._workspace,),
        )
        self._parts.did(step, f"Saved the settings of “{self._name}”")

    async def _settled(self) -> Defaults | None:
        """What shall be written; None where the user thought better of it."""
        await self._keep_passphrases()
        defaults = replace(
            _defaults_of(self._request),
            variables=tuple(map(variable_of, self.variables.rows())),
            certificates=self.certificates.rows(),
        )
        keep_in_file(self._workspace, self._path, defaults, self._plain)
        written = Written(self._path, self._name, defaults)
        items = await settled(self.dialog, self._workspace, [written])
        if items is None:
            return None
        await self._keep_variables()
        return items[0]

    async def _keep_variables(self) -> None:
        environment = self._workspace.environment
        for row in self.variables.rows():
            name = row.name.strip()
            if row.secret and row.typed is not None:
                await self._workspace.vault.set(environment, name, row.typed)
            elif row.secret and row.stored and row.stored != name:
                await self._workspace.vault.move((environment, row.stored), (environment, name))

    async def _keep_passphrases(self) -> None:
        """Those that were typed go to the keyring, as in every field for a secret."""
        self.certificates.show_rows([await self._without_passphrase(row) for row in self.certificates.rows()])

    async def _without_passphrase(self, row: HostCertificate) -> HostCertificate:
        text = row.certificate.passphrase
        if not text or scan(text) or row in self._saved.certificates:
            return row
        name = await keep_secret(self._workspace, f"{row.host}_passphrase", text)
        return replace(row, certificate=replace(row.certificate, passphrase="{{" + name + "}}"))


def _request_of(defaults: Defaults, docs: str) -> Request:
    auth = InheritAuth() if defaults.auth is None else defaults.auth
    return Request(headers=defaults.headers, auth=auth, docs=docs, options=defaults.options)


def _defaults_of(request: Request) -> Defaults:
    auth = None if isinstance(request.auth, InheritAuth) else request.auth
    return Defaults(request.headers, auth, options=request.options)


def _count(number: int) -> str:
    return str(number or "")
