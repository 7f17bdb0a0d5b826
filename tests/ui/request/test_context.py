"""What surrounds a request is said in words."""

import pytest

from app.model.auth import BearerAuth, NoAuth
from app.model.environment import Variable
from app.template.resolve import Giver
from app.template.scope import Layer, Scope
from ui.request.context import EditorContext


@pytest.mark.parametrize(
    ("context", "words"),
    [
        (
            EditorContext(inherited_auth=BearerAuth("{{t}}"), auth_giver=Giver("collection To-do API")),
            "Bearer from collection To-do API applies.",
        ),
        (EditorContext(), "Nobody above sets an auth, so nothing is added."),
        (
            EditorContext(inherited_auth=NoAuth(), auth_giver=Giver("folder Public", "public")),
            "folder Public says that no auth is used.",
        ),
    ],
)
def test_inherited_auth_is_told_with_its_source(context, words):
    assert context.inherited_words() == words


def test_editors_get_the_names_of_the_scope():
    scope = Scope((Layer("here", (Variable("a", "1"),)),))
    known = EditorContext(scope).known_variables()
    assert known.names[0] == "a"
    assert known.look_up("a").value == "1"
