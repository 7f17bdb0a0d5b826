"""What the words of the command line become: a method, a URL or a file, a body and options."""

from argparse import ArgumentParser, Namespace

import pytest

from app.cli.request import read_target
from app.cli.travel import add_travel_arguments
from app.errors import AppError
from app.model.body import FileBody, MultipartBody, NoBody, Part, TextBody
from app.model.field import Field


def read(*target, **more):
    parser = ArgumentParser()
    add_travel_arguments(parser)
    nothing = {"data": None, "data_file": None, "form": None, "header": []}
    words = vars(parser.parse_args([])) | nothing | more
    return read_target(Namespace(target=list(target), **words)).request


def test_a_url_alone_is_got():
    request = read("https://example.org/")
    assert (request.method, request.url, request.body) == ("GET", "https://example.org/", NoBody())


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("example.org/a", "http://example.org/a"),
        ("localhost:8080", "http://localhost:8080"),
        ("{{base_url}}/a", "{{base_url}}/a"),
        ("https://example.org", "https://example.org"),
    ],
)
def test_a_url_without_a_scheme_is_http(typed, url):
    assert read(typed).url == url


@pytest.mark.parametrize(
    ("options", "body"),
    [
        ({"data": ["a=1", "b=2"]}, TextBody("text", "a=1&b=2")),
        ({"data_file": "/tmp/x"}, FileBody("/tmp/x")),
        ({"form": ["a=1=2"]}, MultipartBody((Part("a", "1=2"),))),
        ({"form": ["f=@/tmp/x"]}, MultipartBody((Part("f", files=("/tmp/x",), is_file=True),))),
    ],
)
def test_a_body_makes_it_a_post(options, body):
    request = read("http://x/", **options)
    assert (request.method, request.body) == ("POST", body)
    assert read("PATCH", "http://x/", **options).method == "PATCH"


def test_a_header_keeps_its_case_and_loses_the_blanks_around():
    assert read("http://x/", header=["X-A:  b: c "]).headers == (Field("X-A", "b: c"),)


def test_options_are_taken_over():
    options = read("http://x/", http="2", timeout=1.5, insecure=True, no_follow=True).options
    assert (options.http_version, options.timeout) == ("2", 1500)
    assert (options.verify, options.follow_redirects) == (False, False)


@pytest.mark.parametrize("words", [("GET", "http://x/", "http://y/"), ("G(T", "http://x/"), ("gone.yml",)])
def test_words_that_make_no_request_are_refused_in_a_sentence(words):
    with pytest.raises(AppError) as refused:
        read(*words)
    assert refused.value.sentence.endswith(".")
    assert refused.value.hint
