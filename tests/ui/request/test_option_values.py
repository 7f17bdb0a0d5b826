"""Every row of the table can be read, set, taken back, and said in words."""

import pytest

from app.model.options import NAMES, ClientCertificate, Options, Override, Proxy, Retry, usual_options
from ui.request.option_rows import GROUPS, ROWS
from ui.request.option_values import is_shown, option_words, place_option, read_lines, read_option

USUAL = usual_options().options
BY_NAME = {row.name: row for row in ROWS}
VALUES = {
    "time": 5,
    "count": 3,
    "text": "x",
    "path": "x",
    "secret": "{{x}}",
    "statuses": (500,),
    "failures": ("dns",),
    "switch": True,
}


def value_for(row):
    if row.kind == "choice":
        return row.choices[-1][0]
    return read_lines(row, "a:1 -> b") if row.kind == "lines" else VALUES[row.kind]


def test_every_option_has_a_row_and_every_row_a_group():
    assert {row.option for row in ROWS} == set(NAMES)
    assert {row.group for row in ROWS} == set(GROUPS)
    assert len(BY_NAME) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_is_placed_is_read_again_and_can_be_taken_back(row):
    value = value_for(row)
    placed = place_option(Options(), row, value, USUAL)
    assert read_option(placed, row) == value
    assert placed.set_here() == (row.option,)
    if not row.part:
        assert place_option(placed, row, None, USUAL) == Options()


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("timeout", Options(timeout=0), "no limit"),
        ("timeout", Options(timeout=30_000), "30 s"),
        ("verify", Options(verify=False), "Off"),
        ("http_version", Options(http_version="2"), "HTTP/2"),
        ("proxy", Options(proxy=Proxy("http://h:1", "u", "p")), "http://h:1"),
        ("proxy", Options(proxy=Proxy("http://u:secret@h:1")), "h:1"),
        ("proxy", Options(proxy=Proxy()), "None"),
        ("retry", Options(retry=Retry(3)), "3 times"),
        ("retry", Options(retry=Retry()), "No"),
        ("no_proxy", Options(no_proxy=("a", "b")), "a, b"),
        ("resolve", Options(resolve=(Override("a:1", "b"),)), "a:1 -> b"),
        ("ca_file", Options(ca_file=""), "none"),
        ("sni", Options(sni=""), "the host"),
        ("certificate.file", Options(certificate=ClientCertificate("c.pem")), "c.pem"),
    ],
)
def test_what_is_inherited_is_said_in_words_without_secrets(name, options, words):
    assert option_words(BY_NAME[name], options) == words


def test_every_row_has_words_for_what_is_usual():
    assert all(option_words(row, USUAL) for row in ROWS if not row.part or row.part == "file")


def test_an_own_proxy_begins_with_the_one_that_was_inherited():
    below = Options(proxy=Proxy("http://corp", "u", "{{p}}"))
    assert place_option(Options(), BY_NAME["proxy"], "url", below) == below
    begun = place_option(Options(), BY_NAME["proxy"], "url", USUAL)
    assert is_shown(BY_NAME["proxy.password"], begun)
    assert not is_shown(BY_NAME["proxy.password"], Options(proxy=Proxy()))


def test_parts_are_shown_only_where_the_whole_is_set():
    assert is_shown(BY_NAME["certificate.file"], Options())
    assert not is_shown(BY_NAME["certificate.passphrase"], Options())
    assert not is_shown(BY_NAME["retry.count"], Options(retry=Retry(0)))
    assert is_shown(BY_NAME["retry.count"], Options(retry=Retry(1)))


def test_lines_are_read_with_an_arrow_or_a_blank_and_empty_ones_left_out():
    row = BY_NAME["resolve"]
    assert read_lines(row, "a:1 -> b\n\n c:2   d \ne") == (
        Override("a:1", "b"),
        Override("c:2", "d"),
        Override("e"),
    )
    assert read_lines(row, " \n") is None


def test_a_certificate_of_which_nothing_is_left_is_none():
    row = BY_NAME["certificate.file"]
    assert place_option(Options(certificate=ClientCertificate("x")), row, None, USUAL) == Options()
