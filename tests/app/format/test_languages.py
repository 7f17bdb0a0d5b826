"""What a body is, by what the server says and by what it looks like."""

import pytest

from app.format.languages import binary_name, declared_language, is_binary, language_of


@pytest.mark.parametrize(
    ("content_type", "language"),
    [
        ("application/json", "json"),
        ("application/problem+json", "json"),
        ("application/vnd.api+json", "json"),
        ("text/html", "html"),
        ("application/xhtml+xml", "html"),
        ("text/xml", "xml"),
        ("image/svg+xml", "xml"),
        ("text/csv", "csv"),
        ("text/tab-separated-values", "csv"),
        ("application/x-ndjson", "ndjson"),
        ("application/jsonl", "ndjson"),
        ("application/json-seq", "ndjson"),
        ("application/geo+json-seq", "ndjson"),
        ("application/graphql-response+json", "json"),
        ("application/yaml", "yaml"),
        ("application/vnd.oai.openapi+yaml", "yaml"),
        ("text/css", "css"),
        ("application/javascript", "javascript"),
        ("application/x-www-form-urlencoded", "form"),
        ("text/markdown", "markdown"),
        ("text/event-stream", "text"),
        ("text/plain", None),
        ("application/octet-stream", None),
        ("", None),
    ],
)
def test_a_media_type_names_a_language_or_is_silent(content_type, language):
    assert declared_language(content_type) == language


@pytest.mark.parametrize(
    ("sample", "language"),
    [
        (b' \n{"a": 1}', "json"),
        (b"[]", "json"),
        (b'\xef\xbb\xbf{"a":1}', "json"),
        (b"[section]\nname = ini", "text"),
        (b"{{ template }}", "text"),
        (b"<!DOCTYPE html><p>", "html"),
        (b"<?xml version='1.0'?><a/>", "xml"),
        (b"<rss version='2.0'>", "xml"),
        (b"< 5 minutes", "text"),
        (b'{"a": 1}\n{"a": 2}\n', "ndjson"),
        (b"[1]\r\n[2]\r\n", "ndjson"),
        (b'\x1e{"a": 1}\n\x1e{"a": 2}\n', "ndjson"),
        (b'{"a": 1}\n', "json"),
        (b"[[1],\n[2]]", "json"),
        (b"---\na: 1", "yaml"),
        (b"openapi: 3.1.0\n", "yaml"),
        (b"hello", "text"),
        (b"", "text"),
    ],
)
def test_the_first_bytes_decide_where_the_server_is_silent(sample, language):
    assert language_of("text/plain", sample) == language


def test_json_is_json_under_the_type_of_html_and_several_values_are_no_json():
    assert language_of("text/html", b'{"error": "not found"}') == "json"
    assert language_of("text/html", b"<p>{}</p>") == "html"
    assert language_of("application/json", b'{"a": 1}\n{"a": 2}') == "ndjson"
    assert language_of("application/json", b"<html>") == "json"


def test_what_the_server_declares_wins_over_what_it_looks_like():
    assert language_of("text/csv", b"[1, 2]") == "csv"


@pytest.mark.parametrize(
    ("sample", "binary"),
    [
        (b"", False),
        (b"plain\r\n\ttext", False),
        ("ünï 😀".encode(), False),
        ("caf\u00e9".encode("latin-1"), False),
        ("wide".encode("utf-16"), False),
        (b"\x1b[31mred\x1b[0m", False),
        (b"\x89PNG\r\n\x1a\n\x00\x00", True),
        (b"text and then\x00", True),
    ],
)
def test_text_uses_few_control_characters(sample, binary):
    assert is_binary(sample) is binary


def test_a_binary_body_is_named_by_its_signature_then_by_its_type():
    assert binary_name("image/jpeg", b"\x89PNG\r\n\x1a\n") == "PNG image"
    assert binary_name("", b"RIFF\x00\x00\x00\x00WEBPVP8 ") == "WebP image"
    assert binary_name("video/x-matroska", b"\x1a\x45") == "MATROSKA video"
    assert binary_name("application/octet-stream", b"\x00\x01") == "Binary data"
