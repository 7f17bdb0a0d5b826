"""Auth is edited without a typed secret ever becoming part of the request."""

import pytest
from PySide6.QtCore import Qt

from app.model.auth import ApiKeyAuth, BasicAuth, BearerAuth, InheritAuth, NoAuth, OtherAuth
from app.model.environment import Variable
from app.model.request import Request
from app.template.resolve import Giver
from app.template.scope import Layer, Scope
from ui.kit.secret_edit import SecretState
from ui.request.auth_page import AuthPage
from ui.request.context import EditorContext

SCOPE = Scope((Layer("environment E", (Variable("token", secret=True),), {"token": "hunter2"}),))
CONTEXT = EditorContext(
    SCOPE, inherited_auth=BearerAuth("{{token}}"), auth_giver=Giver("collection To-do API")
)


@pytest.fixture
def page(qtbot):
    made = AuthPage()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_context(CONTEXT)
    made.show()
    made.told, made.secrets = [], []
    made.changed.connect(lambda request: made.told.append(request.auth))
    made.secret_entered.connect(lambda *told: made.secrets.append(told))
    return made


def test_inherit_says_what_is_inherited(page):
    page.show_request(Request(auth=InheritAuth()))
    assert page.sentence.text() == "Bearer from collection To-do API applies."


def test_other_schemes_are_kept_and_said_to_be_so(page):
    page.show_request(Request(auth=OtherAuth("oauth2", {"flow": "x"})))
    assert page.sentence.text() == "OAuth 2 is kept in the file, and cannot be applied yet."
    assert page.kind.currentText() == "OAuth 2"
    page.kind.setCurrentIndex(1)
    page.kind.activated.emit(1)
    assert page.told == [NoAuth()]
    page.kind.activated.emit(5)
    assert page.told[-1] == OtherAuth("oauth2", {"flow": "x"})


def test_a_typed_password_is_told_by_its_field_and_never_in_the_request(page, qtbot):
    page.show_request(Request(auth=BasicAuth("ada")))
    qtbot.keyClicks(page.password.edit, "hunter2")
    page.commit()
    assert page.secrets == [("password", "hunter2")]
    assert page.told == []
    page.show_request(Request(auth=BasicAuth("ada", "{{token}}")))
    assert page.password.state is SecretState.REFERENCE


def test_user_name_and_key_are_told_as_they_are_typed(page, qtbot):
    page.show_request(Request(auth=BasicAuth()))
    qtbot.keyClicks(page.username, "ad")
    assert page.told[-1] == BasicAuth("ad")
    page.show_request(Request(auth=ApiKeyAuth()))
    qtbot.keyClicks(page.key, "X")
    assert page.told[-1] == ApiKeyAuth("X")
    page.placement.setFocus()
    qtbot.keyClick(page.placement, Qt.Key.Key_Down)
    assert page.told[-1] == ApiKeyAuth("X", "", "query")


def test_switching_schemes_keeps_what_each_held(page):
    page.show_request(Request(auth=BasicAuth("ada", "{{token}}")))
    page.kind.activated.emit(3)
    assert page.told[-1] == BearerAuth()
    page.kind.activated.emit(2)
    assert page.told[-1] == BasicAuth("ada", "{{token}}")


def test_plain_text_is_wanted_for_a_field(page, qtbot):
    page.show_request(Request(auth=BearerAuth("{{token}}")))
    with qtbot.waitSignal(page.plain_secret_wanted) as wanted:
        page.token.plain_wanted.emit()
    assert wanted.args == ["token"]


def test_a_secret_of_a_scheme_that_is_gone_changes_nothing(page):
    page.show_request(Request(auth=BearerAuth("{{token}}")))
    page.password.changed.emit("{{x}}")
    assert page.told == []
