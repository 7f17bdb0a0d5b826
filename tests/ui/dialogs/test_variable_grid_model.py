"""What the cells of an environment show of the environments that it extends."""

import pytest
from PySide6.QtCore import Qt

from app.model.environment import Environment, Variable
from app.template.scope import Layer
from ui import theme
from ui.dialogs.variable_grid import Base
from ui.dialogs.variable_grid_model import GridModel

ROLE = Qt.ItemDataRole
VARIABLES = (
    Variable("base_url", "http://127.0.0.1"),
    Variable("retries", "3", type="number"),
    Variable("token", secret=True),
    Variable("off", "1", enabled=False),
)
LOCAL = Environment("Local", variables=VARIABLES)
STAGING = Environment("Staging", extends="Local")
FILE = Layer(".env of environment Local", (Variable("password", "p4ss"),), guarded=frozenset({"password"}))


@pytest.fixture
def model(qtbot):
    model = GridModel()
    model.show_bases({"Staging": (Base(Layer("environment Local", VARIABLES), "Local"), Base(FILE))})
    model.show((LOCAL, STAGING), (), {})
    model.add("password")
    return model


def staging(model, name):
    return model.place(name, "Staging")


def test_an_inherited_value_is_grey_and_says_where_it_is_from(model):
    cell = staging(model, "base_url")
    assert cell.data() == "http://127.0.0.1"
    assert cell.data(ROLE.ForegroundRole) == theme.color("muted")
    assert cell.data(ROLE.ToolTipRole) == "http://127.0.0.1 from Local"
    assert cell.data(ROLE.AccessibleTextRole) == "http://127.0.0.1 from Local"
    assert not cell.data(ROLE.EditRole)


def test_the_line_below_says_where_an_empty_cell_has_its_value_from(model):
    assert model.inherited_from(staging(model, "base_url")) == "Local"
    assert model.inherited_from(model.place("base_url", "Local")) == ""
    assert model.inherited_from(staging(model, "off")) == ""


def test_what_is_switched_off_is_not_inherited(model):
    assert staging(model, "off").data() == "—"


def test_inherited_secrets_are_masked(model):
    assert staging(model, "token").data() == "•••••••• in the keyring"
    assert staging(model, "password").data() == "••••••••"
    assert staging(model, "password").data(ROLE.ToolTipRole) == "•••••••• from .env of environment Local"


def test_typing_over_an_inherited_value_makes_an_own_one_of_its_type(model):
    model.setData(staging(model, "retries"), "5")
    assert model.grid.rows("Staging")[0].type == "number"
    assert staging(model, "retries").data(ROLE.ForegroundRole) == theme.color("text")
    assert model.grid.edited() == ("Staging",)
    model.take_out(staging(model, "retries"))
    assert staging(model, "retries").data() == "3"


def test_typing_over_an_inherited_secret_makes_a_secret(model):
    for name in ("token", "password"):
        model.setData(staging(model, name), "canary")
        own = model.own(staging(model, name))
        assert (own.secret, own.value, own.typed) == (True, "", "canary")


def test_leaving_an_inherited_value_as_it_is_writes_nothing(model):
    model.setData(staging(model, "base_url"), "")
    assert model.grid.edited() == ()


def test_an_edit_is_inherited_before_it_is_saved(model):
    model.setData(model.place("base_url", "Local"), "http://other")
    assert staging(model, "base_url").data() == "http://other"


def test_pasting_over_an_inherited_secret_makes_a_secret(model):
    model.paste(model.index(0, 2), "token: canary\nbase_url: http://pasted")
    own = model.own(staging(model, "token"))
    assert (own.secret, own.value, own.typed) == (True, "", "canary")
    assert model.own(staging(model, "base_url")).value == "http://pasted"
