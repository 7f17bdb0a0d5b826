"""The nearest who says something decides; what nobody says is as it always is."""

import pytest

from app.model.options import (
    NAMES,
    ClientCertificate,
    HostCertificate,
    Layer,
    Options,
    Proxy,
    Travel,
    covers,
    merged,
    over,
    source_of,
    travel_of,
    usual_options,
)

LAYERS = (
    Layer("request", Options(timeout=0, verify=False)),
    Layer("folder F", Options(timeout=5, max_redirects=3)),
    Layer("settings", Options(timeout=9, max_redirects=9, proxy=Proxy("http://h"))),
)


def test_the_innermost_that_is_set_holds_even_when_it_says_nothing_or_no():
    found = merged(LAYERS)
    assert found == Options(timeout=0, verify=False, max_redirects=3, proxy=Proxy("http://h"))
    assert over(Options(unix_socket=""), Options(unix_socket="/x")).unix_socket == ""


def test_the_source_is_who_is_nearest():
    assert source_of("timeout", LAYERS) == "request"
    assert source_of("max_redirects", LAYERS) == "folder F"
    assert source_of("sni", LAYERS) == ""


def test_what_is_usual_leaves_nothing_open_and_travels_as_itself():
    usual = usual_options().options
    assert usual.set_here() == NAMES
    assert travel_of(usual) == travel_of(Options()) == Travel()


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        ("api.example.com", True),
        ("API.Example.Com", True),
        ("https://api.example.com/", True),
        ("api.example.com:443", True),
        ("api.example.com:8443", False),
        ("*.example.com", True),
        ("*.api.example.com", False),
        ("example.com", False),
        ("*", True),
        ("*:443", True),
        ("*:1", False),
        ("", False),
    ],
)
def test_a_pattern_names_servers(pattern, covered):
    assert covers(pattern, "api.example.com", 443) is covered


def test_an_address_in_brackets_is_a_host():
    assert covers("[::1]:8443", "::1", 8443)
    assert covers("[::1]", "::1", 1)
    assert not covers("[::1]:8443", "::1", 1)


def test_the_own_certificate_goes_before_those_for_hosts_and_the_nearest_of_these_first():
    first, second = ClientCertificate("1"), ClientCertificate("2")
    off = HostCertificate("h", ClientCertificate("0"), enabled=False)
    travel = Travel(certificates=(off, HostCertificate("h", first), HostCertificate("*", second)))
    assert travel.certificate_for("h", 443) == first
    assert travel.certificate_for("g", 443) == second
    assert Travel(certificate=second, certificates=travel.certificates).certificate_for("h", 443) == second
    assert Travel().certificate_for("h", 443) == ClientCertificate()
