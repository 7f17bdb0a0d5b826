"""The narrow column shows methods and kinds in at most five letters."""

import pytest

from app.model.collection import BrokenItem, OtherItem
from ui.sidebar.row import method_tag, row_of


@pytest.mark.parametrize(
    ("method", "tag"), [("GET", "GET"), ("DELETE", "DEL"), ("OPTIONS", "OPT"), ("PROPFIND", "PROPF")]
)
def test_long_methods_are_cut(method, tag):
    assert method_tag(method) == tag


@pytest.mark.parametrize(
    ("kind", "tag"), [("graphql", "GQL"), ("grpc", "gRPC"), ("websocket", "WS"), ("script", "JS")]
)
def test_other_kinds_have_a_tag(kind, tag):
    assert row_of(OtherItem("a.yml", "a", kind)).tag == tag


def test_a_problem_without_a_line_is_said_without_one():
    assert row_of(BrokenItem("a.yml", "a", "Not UTF-8.")).problem == "Not UTF-8."
