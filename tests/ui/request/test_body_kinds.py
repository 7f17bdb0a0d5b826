"""Kinds, their names and their bodies belong together."""

import pytest

from app.model.body import TextBody
from app.model.field import Field
from app.model.request import Request
from ui.request.body_kinds import (
    BADGES,
    KINDS,
    TITLES,
    empty_body,
    kind_of,
    language_of,
    text_kind,
    with_content_type,
)


@pytest.mark.parametrize("kind", [*KINDS, "sparql"])
def test_an_empty_body_is_of_its_kind(kind):
    assert kind_of(empty_body(kind)) == kind
    assert TITLES[kind]
    assert kind in BADGES


def test_plain_text_is_coloured_by_the_type_that_was_typed():
    assert language_of("text", "text/html; charset=utf-8") == "html"
    assert language_of("text", "application/yaml") == "yaml"
    assert language_of("json", "text/html") == "json"


@pytest.mark.parametrize(
    ("media_type", "kind", "headers"),
    [
        ("application/json", "json", ()),
        ("application/problem+json", "json", (Field("Content-Type", "application/problem+json"),)),
        ("text/csv", "text", (Field("Content-Type", "text/csv"),)),
        ("text/plain", "text", ()),
    ],
)
def test_a_type_that_the_kind_does_not_bring_becomes_a_header(media_type, kind, headers):
    assert text_kind(media_type) == kind
    request = with_content_type(Request(body=TextBody(kind, "x")), media_type)
    assert request.headers == headers
    assert with_content_type(request, "a/b").headers == (headers or (Field("Content-Type", "a/b"),))


def test_only_json_and_xml_are_coloured():
    assert [language_of(kind) for kind in ("json", "xml", "sparql", "form")] == [
        "json",
        "xml",
        "text",
        "text",
    ]
