"""Which bodies can be asked, and in which language."""

from app.filter.expression import languages_for
from app.format.reading import read_body
from app.model.payload import Payload


def languages(data, content_type):
    return languages_for(read_body(Payload(len(data), data), content_type))


def test_each_kind_of_tree_has_its_languages():
    assert languages(b"[1]", "application/json") == ("jsonpath", "jq")
    assert languages(b"[1]\n[2]", "application/x-ndjson") == ("jsonpath", "jq")
    assert languages(b"<r/>", "text/xml") == ("xpath",)
    assert languages(b"<p>", "text/html") == ("xpath",)


def test_other_bodies_have_none():
    assert languages(b"text", "text/plain") == ()
    assert languages(b"\x00\x01", "application/json") == ()
