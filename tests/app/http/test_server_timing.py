"""Server-Timing as servers write it, well and badly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.http.server_timing import Metric, parse, server_timing
from app.model.exchange import Response


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("db;dur=53", (Metric("db", 53.0),)),
        ("cache;desc=hit, db;dur=1.5", (Metric("cache", None, "hit"), Metric("db", 1.5))),
        ('a;desc="one, \\"two\\"; three";dur=2,b', (Metric("a", 2.0, 'one, "two"; three'), Metric("b"))),
        ("a ; DUR = 3 ; dur=4", (Metric("a", 3.0),)),
        ("a;dur=fast;desc=", (Metric("a"),)),
        ("a;dur=-1, b;dur=inf, c;dur=nan", (Metric("a"), Metric("b"), Metric("c"))),
        (", =, b;dur=1", (Metric("b", 1.0),)),
        ("a rubbish, b", (Metric("a"), Metric("b"))),
        ("", ()),
    ],
)
def test_values_are_read_as_browsers_read_them(value, expected):
    found = parse(value)
    assert found[: len(expected)] == expected


@given(st.text(alphabet='a;=,"\\ d1.', max_size=40))
def test_nothing_a_server_writes_breaks_the_reader(value):
    assert len(parse(value)) <= value.count(",") + 1


def test_headers_and_trailers_are_read_in_their_order():
    response = Response(
        200,
        "",
        "HTTP/1.1",
        (("Server-Timing", "a"), ("x", "b"), ("server-timing", "c")),
        trailers=(("Server-Timing", "total;dur=9"),),
    )
    assert [metric.name for metric in server_timing(response)] == ["a", "c", "total"]
    assert server_timing(None) == ()
