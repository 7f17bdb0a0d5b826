"""What surrounds a request while it is edited: variables, automatic headers, inherited auth, base folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.model.auth import Auth, InheritAuth, NoAuth
from app.model.field import Field
from app.model.options import Layer
from app.template.resolve import Giver
from app.template.scope import Scope
from ui.kit.variables import Variables
from ui.request.auth_words import auth_title


@dataclass(frozen=True, slots=True)
class EditorContext:
    """Given by the parent whenever the surroundings may have changed.

    ``automatic`` are headers that are sent without being typed, as (name, value, source); ``inherited``
    those that folders or the collection give. ``auth_giver`` gives ``inherited_auth``. ``base`` is the
    folder that file paths start from. ``options`` are those of folders, collection and settings, the
    innermost first. ``explain`` shows the user where a variable's value comes from.
    """

    variables: Scope = Scope()
    automatic: tuple[tuple[str, str, str], ...] = ()
    inherited: tuple[tuple[Field, Giver], ...] = ()
    inherited_auth: Auth = NoAuth()
    auth_giver: Giver | None = None
    base: Path | None = None
    options: tuple[Layer, ...] = ()
    explain: Callable[[str], object] | None = None

    def known_variables(self) -> Variables:
        """The names as editors want them."""
        return Variables(self.variables.look_up, self.variables.names(), self.explain)

    def auth_in_force(self, auth: Auth) -> Auth:
        """A request's auth, or what takes its place when it inherits."""
        return self.inherited_auth if isinstance(auth, InheritAuth) else auth

    def inherited_words(self) -> str:
        """One sentence that says which auth is inherited and from where."""
        title = auth_title(self.inherited_auth)
        if self.auth_giver is None:
            return "Nobody above sets an auth, so nothing is added."
        if not title:
            return f"{self.auth_giver.words} says that no auth is used."
        return f"{title} from {self.auth_giver.words} applies."
