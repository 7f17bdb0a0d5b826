"""Form data, one field a line."""

from hypothesis import given
from hypothesis import strategies as st

from app.format.form_format import format_form
from app.format.source import silent


def run(source):
    return b"".join(format_form(source, silent))


def test_each_field_is_a_line_and_its_escapes_stay():
    assert run(b"name=Jane+Doe&city=K%C3%B6ln&flag&empty=&x==") == (
        b"name = Jane+Doe\ncity = K%C3%B6ln\nflag\nempty = \nx = ="
    )


@given(st.text("a=&%2+", max_size=30).map(str.encode))
def test_only_space_and_the_signs_between_fields_change(source):
    once = run(source)
    assert b"".join(once.split()) == source.replace(b"&", b"")
    assert run(once) == once
