"""A workspace owns what is open of one collection: its picture, the drafts, the active environment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.errors import AppError, Conflict, InvalidRequest, UnreadableFile
from app.events import Event
from app.files.store import Look, Store
from app.files.trash import Trash
from app.history import Origin, Record
from app.http.address import read_address
from app.http.automatic import automatic_headers
from app.logs import remember_secret
from app.model import url as urls
from app.model.collection import Collection, Folder, RequestItem
from app.model.exchange import Exchange, Header, Progress, Response
from app.model.options import Layer, Travel, merged, travel_of, usual_options
from app.model.request import Request
from app.settings import common_options, host_certificates
from app.template.resolve import Resolved, Surroundings, inherit, preview, resolve, surroundings, used_names
from app.template.scope import Layer as ScopeLayer
from app.template.scope import Scope
from app.workspace.copying import copy_local
from app.workspace.drafts import Drafts, Meeting
from app.workspace.permits import Permits
from app.workspace.plain_fields import PlainFields
from app.workspace.recorder import secrets_of
from app.workspace.services import Services
from app.workspace.variables import (
    Place,
    layers,
    refuse_unsound,
    with_secrets,
)
from app.workspace.vault import Vault

Report = Callable[[Progress], None]


class Workspace:
    """One open collection: its drafts, its active environment, and what its requests are sent with.
    Without a store it holds requests that belong to no collection.

    ``local`` is the name under which what is kept on this computer is found again; see ``local_names``.
    ``environments`` are the names of those ticked, of which a later one wins; ``given`` are variables for
    this run alone, which win over all others.

    ``met`` tells the key of a draft whose file changed outside and what that means for it,
    ``changed`` tells that the collection is another value, ``rekeyed`` the old and the new key of a draft
    (before ``changed``, so that whoever holds keys can follow), ``environment_switched`` the last one ticked.
    """

    def __init__(self, services: Services, store: Store | None = None) -> None:
        self.services = services
        self.store = store
        self._told = self.collection
        names = [environment.name for environment in store.collection.environments] if store else []
        self.environments: tuple[str, ...] = tuple(names[:1])
        self.given: tuple[ScopeLayer, ...] = ()
        self.local = self._local_name()
        self.plain = PlainFields(services.paths.plain_fields, lambda: self.local)
        self.drafts = Drafts(services.journal, self.local, self.plain.bare)
        self.changed: Event[Collection | None] = Event()
        self.met: Event[tuple[str, Meeting]] = Event()
        self.rekeyed: Event[tuple[str, str]] = Event()
        self.environment_switched: Event[str] = Event()
        self.vault = Vault(services.secrets, lambda: self.local)
        self.permits = Permits(services.paths.outside_files, lambda: self.local)
        self.places: dict[str, str] = {}  # the folder that a new draft was begun in, by key

    def _local_name(self) -> str:
        store = self.store
        return self.services.local_names.name_of(store.collection.id, store.root) if store else ""

    # --- the collection ---------------------------------------------------------------------------

    @property
    def collection(self) -> Collection | None:
        """The open collection as its folder shows it."""
        return self.store.collection if self.store else None

    @property
    def root(self) -> Path | None:
        """The folder of the collection."""
        return self.store.root if self.store else None

    def request_at(self, path: str) -> Request | None:
        """What the file at a path holds, or None when there is no such request."""
        item = self.collection.find(path) if self.collection else None
        try:
            return item.request if isinstance(item, RequestItem) else None
        except UnreadableFile:
            return None  # Broken behind its head: the next picture shows it so.

    def needed_store(self) -> Store:
        """The open store. Raises AppError when no collection is open."""
        if self.store is None:
            raise AppError("No collection is open.", "Open or create one first; what you typed is kept.")
        return self.store

    def save(self, key: str, force: bool = False) -> None:
        """Write a draft to its file; what others changed in it meanwhile is merged first. Raises
        UnreadableFile, and Conflict where somebody has to choose, unless ``force`` says that mine stands."""
        store = self.needed_store()
        if not force:
            self._refuse_torn(key)
        # The journal has what the file is about to have: a process that is killed in between leaves no
        # earlier edit, which would come back as a later one.
        self.drafts.keep()
        try:
            store.save(key, self.drafts[key].current, force=force)
        except Conflict:
            self.refresh()
            self._refuse_torn(key)
            store.save(key, self.drafts[key].current)
        self.drafts.settle(key, self.drafts[key].current)
        self.drafts.keep()
        self.tell()

    def _refuse_torn(self, key: str) -> None:
        self.drafts.meet(key, self.drafts[key].saved)
        if self.drafts[key].torn:
            raise Conflict(self.needed_store().root / key, deleted=self.drafts[key].saved is None)

    def save_new(self, key: str, name: str, folder: str) -> str:
        """Write a draft that has no file into a folder of the collection; returns its path."""
        store = self.needed_store()
        request = replace(self.drafts[key].current, name=name)
        path = store.add(folder, request)
        self.places.pop(key, None)
        self._rekey(key, path)
        self.drafts.settle(path, self.request_at(path) or request)
        self.tell()
        return path

    async def save_as(self, root: Path) -> None:
        """Copy the whole collection to a new folder and go on there, drafts included; its secrets and
        cookies are copied, and from then on each has its own."""
        store = self.needed_store()
        self.drafts.flush()
        self.store = await asyncio.to_thread(store.save_as, root)
        store.close()
        before, self.local = self.local, self._local_name()
        self.drafts.belong(self.local)
        await copy_local(self.services, self.store.collection, before, self.local)
        self.tell()

    def renamed(self, path: str) -> None:
        """An item has another name: the draft takes it too, and keeps its other edits."""
        request = self.request_at(path)
        if request is not None and path in self.drafts:
            draft = self.drafts[path]
            self.drafts.settle(path, request)
            if draft.dirty:
                self.drafts.edit(path, replace(draft.current, name=request.name))
        self.tell()

    def restore(self, token: Trash) -> str:
        """Bring back what was deleted; returns its path, another one where the old one is taken."""
        path = self.needed_store().restore(token)
        self.tell()
        return path

    def moved(self, pairs: dict[str, str]) -> None:
        """Items have new paths: drafts go with them, those inside moved folders too."""
        self.plain.follow(pairs)
        for old, new in pairs.items():
            for key in self.drafts.open_keys():
                if key == old or key.startswith(old + "/"):
                    self._rekey(key, new + key[len(old) :])
        self.tell()

    def _rekey(self, old: str, new: str) -> None:
        if new in self.drafts and old in self.drafts and new != old:
            # The draft of a file that was gone: another one takes its place, so it has none any more.
            self._rekey(new, self.drafts.free_key())
        self.drafts.rekey(old, new)
        self.rekeyed.emit((old, new))

    def refresh(self) -> None:
        """Read again what changed on disk, at once: thousands of files hold up the caller. Drafts follow;
        ``met`` tells of those that somebody should hear about. Raises UnreadableFile."""
        if self.store is not None:
            self.take(self.store.look())

    def take(self, found: Look) -> bool:
        """Take in what a look at the folder found, which may be made in a thread; False when something was
        written here since: look again."""
        taken = self.needed_store().take(found)
        if taken and self.collection is not self._told:
            self.moved(found.moved)
        return taken

    def tell_news(self) -> None:
        """Tell of the collection if it is another value than was told last."""
        if self.collection is not self._told:
            self.tell()

    def tell(self) -> None:
        """The store was changed: drafts hear what their files hold now, and whoever shows it paints anew."""
        for key in self.drafts.open_keys():
            request = self.request_at(key)
            found = self.collection.find(key) if self.collection else None
            # One that cannot be read now is waited for.
            readable = request is not None or isinstance(found, Folder | None)
            if readable and (meeting := self.drafts.meet(key, request)):
                self.met.emit((key, meeting))
        self._told = self.collection
        self.changed.emit(self._told)

    # --- variables and secrets --------------------------------------------------------------------

    @property
    def environment(self) -> str:
        """The environment that wins: the last one ticked, or empty. New secrets go to it, and cookies to
        its jar."""
        return self.environments[-1] if self.environments else ""

    def switch_environment(self, name: str) -> None:
        """Tick one environment alone, or none."""
        self.choose_environments((name,) if name else ())

    def choose_environments(self, names: tuple[str, ...]) -> None:
        """Tick these environments, the later ones win."""
        names = tuple(dict.fromkeys(names))
        if names != self.environments:
            self.environments = names
            self.environment_switched.emit(self.environment)

    def scope(self, path: str, request: Request | None = None) -> Scope:
        """The variables that a request at a path sees, without the values of secrets."""
        own = request.variables if request is not None else ()
        place = Place(path, self.environments, own, self.given, self.services.globals.layers())
        return Scope(layers(self.collection, place))

    def surroundings(self, path: str) -> Surroundings:
        """What a request at a path inherits."""
        return surroundings(self.collection, path)

    def clear_cookies(self) -> None:
        """Forget the cookies of the active environment."""
        place = (self.local, self.environment)
        self.services.jars.get(*place).clear()
        self.services.jars.write(*place)

    # --- sending ----------------------------------------------------------------------------------

    def option_layers(self, path: str) -> tuple[Layer, ...]:
        """Who gives the options that a request at a path leaves open, innermost first."""
        common = Layer("settings", common_options(self.services.settings))
        return (*self.surroundings(path).options, common, usual_options())

    def travel(self, request: Request, path: str) -> Travel:
        """The request's options over those of folders, collection and settings."""
        options = merged((Layer("request", request.options), *self.option_layers(path)))
        return replace(
            travel_of(options),
            certificates=self.surroundings(path).certificates + host_certificates(self.services.settings),
            unverified_hosts=self.services.settings.unverified_hosts,
            trusted=self.services.trusted,
        )

    def automatic_headers(self, request: Request, path: str) -> tuple[Header, ...]:
        """The header lines that a send adds to those typed, for the greyed rows of the editor; those
        switched off are among them."""
        request = replace(request, url=preview(request.url, self.scope(path, request)), omitted=())
        return automatic_headers(inherit(request, self.surroundings(path)))

    def preview(self, request: Request, path: str) -> str:
        """The URL as it will go out, as far as that is known; secrets are masked. Empty while
        the URL cannot be sent anyway."""
        scope = self.scope(path, request)
        rows = tuple(replace(row, value=preview(row.value, scope)) for row in request.path)
        try:
            address = read_address(urls.fill_path(preview(request.url, scope), rows))
        except InvalidRequest:
            return ""
        return address.text

    async def resolve(self, request: Request, path: str) -> Resolved:
        """The request as it will go out. Raises UnknownVariables, and InvalidRequest where an environment
        builds on what is not there."""
        around = self.surroundings(path)
        scope, travel = self.scope(path, request), self.travel(request, path)
        if self.collection is not None:
            refuse_unsound(self.collection, self.environments)
        # A secret's text may name further variables: look again until nothing new turns up.
        names: tuple[str, ...] = ()
        while (found := used_names(request, around, scope, travel)) != names:
            names = found
            scope = await with_secrets(scope, names, self.vault)
        resolved = resolve(request, around, scope, travel)
        for secret in resolved.secrets:
            remember_secret(secret)  # Not all of them passed through the vault.
        return resolved

    async def send(
        self, request: Request, path: str, report: Report | None = None, private: bool = False
    ) -> Exchange:
        """Resolve and send; a private send is not recorded in the history. Raises UnknownVariables,
        OutsideFiles and InvalidRequest before anything is sent; what goes wrong later is a Failure."""
        if not request.url.strip():
            raise InvalidRequest("The URL is empty.", "Type one into the field beside the method.")
        resolved = await self.resolve(request, path)
        self.permits.refuse(resolved, self.services.settings)
        place = (self.local, self.environment)
        jar = self.services.jars.get(*place) if self.services.settings.store_cookies else None
        self.services.warm()  # What is loaded at the first send must not count as time of the network.
        exchange = await self.services.sender.send(resolved, jar, report)
        if jar is not None and self.services.jars.changed(*place):
            await asyncio.to_thread(self.services.jars.write, *place)
        if not private:
            self._note(Record(exchange, request, self.origin(path), secrets_of(resolved, request)))
        return exchange

    def origin(self, path: str) -> Origin:
        """Where a request is sent from, for the history."""
        collection = self.collection
        if collection is None:
            return Origin(environment=self.environment)
        return Origin(collection.id, collection.name, path, self.environment)

    def _note(self, record: Record) -> None:
        if self.services.recorder.wants(record.origin, self.root):
            self.services.recorder.note(record)

    def keep_part(self, response: Response) -> Response:
        """A response that is still arriving, as far as it has come: it stays when its send is stopped."""
        return replace(response, body=self.services.spool.keep(response.body))

    def forget(self, exchange: Exchange) -> None:
        """Nothing shows this exchange any more: its bodies leave the spool, its octets the tap."""
        for hop in exchange.hops:
            self.services.spool.forget(hop)

    def close(self) -> None:
        """Write the journal, and remove for good what was deleted."""
        self.drafts.flush()
        if self.store is not None:
            self.store.close()
