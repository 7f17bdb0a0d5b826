"""Kinds, their names and their bodies belong together."""

import pytest

from ui.request.body_kinds import BADGES, KINDS, TITLES, empty_body, kind_of, language_of


@pytest.mark.parametrize("kind", [*KINDS, "sparql"])
def test_an_empty_body_is_of_its_kind(kind):
    assert kind_of(empty_body(kind)) == kind
    assert TITLES[kind]
    assert kind in BADGES


def test_only_json_and_xml_are_coloured():
    assert [language_of(kind) for kind in ("json", "xml", "sparql", "form")] == [
        "json",
        "xml",
        "text",
        "text",
    ]
