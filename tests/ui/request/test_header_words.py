"""Header names complete in order, and values follow the name in any case."""

from app.model.field import Field
from ui.request.header_words import HEADER_NAMES, header_values


def test_names_are_listed_once_and_in_order():
    assert list(HEADER_NAMES) == sorted(set(HEADER_NAMES), key=str.lower)


def test_values_belong_to_the_name_of_the_row():
    assert "application/json" in header_values(Field("content-TYPE "))
    assert header_values(Field("X-Nobody-Knows")) == ()
