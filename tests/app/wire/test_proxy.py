"""Which proxy a request takes."""

import httpx
import pytest

from app.wire.options import Options
from app.wire.proxy import Proxy, is_exempt, proxy_for, read_proxy

FROM_ENVIRONMENT = Options(environment=True)


def test_the_environment_counts_only_when_told(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://one:3128")
    monkeypatch.setenv("HTTPS_PROXY", "two:3129")
    assert proxy_for(Options(), "http", "a.example", 80) is None
    assert proxy_for(FROM_ENVIRONMENT, "http", "a.example", 80) == Proxy("http", "one", 3128)
    assert proxy_for(FROM_ENVIRONMENT, "https", "a.example", 443) == Proxy("http", "two", 3129)


def test_a_proxy_that_is_named_goes_before_the_environment(monkeypatch):
    monkeypatch.setenv("ALL_PROXY", "http://one")
    named = Options(environment=True, proxy="socks5://two")
    assert proxy_for(named, "https", "a.example", 443) == Proxy("socks5", "two", 1080)
    assert proxy_for(FROM_ENVIRONMENT, "https", "a.example", 443) == Proxy("http", "one", 80)


@pytest.mark.parametrize("listed", ["a.example", ".example", "a.example:8080", "b.example, a.example", "*"])
def test_hosts_of_no_proxy_in_the_environment_are_reached_directly(monkeypatch, listed):
    monkeypatch.setenv("HTTP_PROXY", "http://one:3128")
    monkeypatch.setenv("NO_PROXY", listed)
    assert proxy_for(FROM_ENVIRONMENT, "http", "a.example", 8080) is None


@pytest.mark.parametrize(
    ("entry", "exempt"),
    [
        ("a.example", True),
        ("example", True),
        (".example", True),
        ("*.example", True),
        ("*", True),
        ("a.example:8080", True),
        ("a.example:80", False),
        ("b.example", False),
        ("ample", False),
        ("", False),
    ],
)
def test_the_own_list_names_hosts_and_their_subdomains(entry, exempt):
    assert is_exempt((entry,), "A.example", 8080) is exempt


@pytest.mark.parametrize(
    ("entry", "exempt"), [("10.0.0.0/8", True), ("10.1.2.3", True), ("11.0.0.0/8", False)]
)
def test_the_own_list_names_addresses_and_networks(entry, exempt):
    assert is_exempt((entry,), "10.1.2.3", 80) is exempt


def test_credentials_of_a_proxy_are_sent_in_utf8():
    proxy = read_proxy("http://%C3%A4da:p%40ss@[::1]:3128")
    assert (proxy.host, proxy.port) == ("::1", 3128)
    assert proxy.authorization == b"Basic w6RkYTpwQHNz"


@pytest.mark.parametrize("url", ["ftp://host", "http://", "http://host:port"])
def test_the_address_of_a_proxy_that_makes_no_sense_is_refused(url):
    with pytest.raises(httpx.ProxyError):
        read_proxy(url)
