"""A row of the environment dialog never lets a secret into the variable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.environment import Variable
from ui.dialogs.variable_row import VariableRow, problems, row_of, shown_value, toggled, variable_of

CANARY = "canary-secret"


@pytest.mark.parametrize("name", ["a", "base_url", "a.b-c", "9"])
def test_letters_digits_dots_dashes_and_underscores_make_a_name(name):
    assert problems([VariableRow(name)]) == {}


@pytest.mark.parametrize("name", ["base url", "ä", "{{a}}", "a/b"])
def test_another_sign_is_said_with_what_to_use(name):
    assert problems([VariableRow(name)]) == {
        0: f"'{name}' cannot be a name: use letters, digits, dots, dashes and underscores."
    }


def test_a_row_without_a_name_is_said_by_its_number():
    assert problems([VariableRow("a"), VariableRow(value="x")]) == {
        1: "Row 2 has no name: give it one or delete the row."
    }


def test_a_name_that_is_there_twice_is_said_once_with_both_rows():
    assert problems([VariableRow("a"), VariableRow("b"), VariableRow("a ")]) == {
        2: "'a' is there twice, in rows 1 and 3: rename one of them."
    }


@given(
    st.builds(
        Variable,
        name=st.text("abc", min_size=1),
        value=st.just(""),
        secret=st.booleans(),
        enabled=st.booleans(),
        description=st.text(),
    )
)
def test_a_variable_survives_being_shown(variable):
    assert variable_of(row_of(variable)) == variable


def test_a_typed_secret_is_in_no_variable_no_cell_and_no_log():
    row = VariableRow("token", secret=True, typed=CANARY)
    assert CANARY not in f"{variable_of(row)} {shown_value(row)} {row!r}"


def test_locking_a_plain_value_makes_it_a_typed_secret_and_back():
    row = VariableRow("token", CANARY)
    locked = toggled(row)
    assert (locked.secret, locked.value, locked.typed) == (True, "", CANARY)
    assert toggled(locked) == row


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (VariableRow("t", secret=True, stored="t"), "in the keyring"),
        (VariableRow("t", secret=True, stored="t", typed="x"), "not saved yet"),
        (VariableRow("t", secret=True), "no value yet"),
    ],
)
def test_the_value_of_a_secret_says_where_it_is(row, words):
    assert shown_value(row).endswith(words)
