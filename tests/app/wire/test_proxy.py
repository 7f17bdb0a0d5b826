import httpx
import pytest

from app.wire.proxy import Proxy, proxy_for, read_proxy


def test_without_a_variable_there_is_no_proxy():
    assert proxy_for("http", "a.example", 80) is None


def test_each_scheme_has_its_own_proxy(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://one:3128")
    monkeypatch.setenv("HTTPS_PROXY", "two:3129")
    assert proxy_for("http", "a.example", 80) == Proxy("http://one:3128")
    assert proxy_for("https", "a.example", 443) == Proxy("http://two:3129")


def test_all_proxy_is_for_both(monkeypatch):
    monkeypatch.setenv("ALL_PROXY", "http://one")
    assert proxy_for("https", "a.example", 443) == Proxy("http://one:80")


@pytest.mark.parametrize("listed", ["a.example", ".example", "a.example:8080", "b.example, a.example", "*"])
def test_hosts_of_no_proxy_are_reached_directly(monkeypatch, listed):
    monkeypatch.setenv("HTTP_PROXY", "http://one:3128")
    monkeypatch.setenv("NO_PROXY", listed)
    assert proxy_for("http", "a.example", 8080) is None
    assert proxy_for("http", "c.test", 8080) is not None or listed == "*"


def test_credentials_of_a_proxy_are_sent_in_utf8():
    assert read_proxy("http://%C3%A4da:p%40ss@[::1]:3128") == Proxy(
        "http://[::1]:3128", b"Basic w6RkYTpwQHNz"
    )


def test_a_socks_proxy_is_refused_by_name():
    with pytest.raises(httpx.ProxyError, match="socks5 proxies are not supported yet"):
        read_proxy("socks5://localhost:1080")
