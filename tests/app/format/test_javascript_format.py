"""JavaScript by a library whose answer is checked."""

from contextlib import suppress

import pytest

from app.format.javascript_format import SIZE_LIMIT, format_javascript
from app.format.source import Malformed, NotFormatted, silent


def run(source):
    return b"".join(format_javascript(source, silent)).decode()


def test_a_script_goes_to_lines_and_its_literals_stay():
    source = b"function f(a){if(a<1){return /r'e{ g}/.test('a  b')}}var t=`x  ${ a }  y`,n=0x1F,z=1.00//c"
    assert run(source) == (
        "function f(a) {\n  if (a < 1) {\n    return /r'e{ g}/.test('a  b')\n  }\n}\n"
        "var t = `x  ${ a }  y`,\n  n = 0x1F,\n  z = 1.00 //c"
    )


def test_what_is_formatted_stays():
    once = run(b"let a={b:[1,2],c(){}};for(const x of a.b){console.log(x)}")
    assert run(once.encode()) == once


def test_beyond_the_limit_it_is_refused():
    with pytest.raises(NotFormatted, match=r"larger than 2\.0 MB, the limit for JavaScript"):
        run(b" " * (SIZE_LIMIT + 1))


def test_bytes_that_cannot_be_read_are_told():
    with pytest.raises(Malformed, match="cannot be read"):
        run(b"a = '\xff'")


@pytest.mark.parametrize("source", [b"(" * 3_000, b"{[" * 3_000, b"`${" * 3_000, b"if(a)" * 3_000])
def test_a_hostile_script_is_formatted_or_refused(source):
    with suppress(NotFormatted):
        assert "".join(run(source).split()) == source.decode()
