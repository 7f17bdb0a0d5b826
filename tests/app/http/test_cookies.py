import time

import pytest

from app.http.cookies import Cookie, CookieJar, parse_set_cookie

YEARS = "Wed, 09 Jun 2100 10:18:14 GMT"


def jar_with(url, *values):
    jar = CookieJar()
    jar.store(url, values)
    return jar


def test_every_attribute_is_read():
    cookie = parse_set_cookie(
        f'a="b=c"; Domain=.A.example; Path=/x; Expires={YEARS}; Secure; HttpOnly; SameSite=Lax; Odd=1'
    )
    assert cookie == Cookie("a", '"b=c"', "a.example", "/x", 4116219494.0, True, True, "Lax", host_only=False)


@pytest.mark.parametrize(
    "text", [YEARS, "Wednesday, 09-Jun-2100 10:18:14 GMT", "Wed Jun  9 10:18:14 2100", "09 Jun 2100 10:18:14"]
)
def test_dates_are_read_in_the_forms_that_servers_use(text):
    assert parse_set_cookie(f"a=b; expires={text}").expires == 4116219494.0


def test_a_date_that_is_none_is_ignored():
    assert parse_set_cookie("a=b; Expires=soon; Max-Age=soon").expires is None


def test_max_age_wins_over_expires():
    cookie = parse_set_cookie(f"a=b; Max-Age=60; Expires={YEARS}")
    assert abs(cookie.expires - time.time() - 60) < 5


def test_a_cookie_returns_to_its_host_on_any_port():
    jar = jar_with("http://127.0.0.1:4999/a/b", "a=1", "b=2; Path=/")
    assert jar.header_for("http://127.0.0.1:81/a/c") == "a=1; b=2"
    assert jar.header_for("http://127.0.0.1/x") == "b=2"
    assert jar.header_for("http://127.0.0.2/a") is None


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "intranet", "a.example"])
def test_cookies_work_on_every_kind_of_host(host):
    assert jar_with(f"http://{host}:1/", "a=1").header_for(f"http://{host}:2/") == "a=1"


def test_a_domain_reaches_the_hosts_below_it_only_when_it_is_named():
    named = jar_with("http://www.a.example/", "a=1; Domain=a.example")
    assert named.header_for("http://a.example/") == named.header_for("http://x.y.a.example/") == "a=1"
    assert named.header_for("http://ba.example/") is None
    plain = jar_with("http://a.example/", "a=1")
    assert plain.header_for("http://www.a.example/") is None


@pytest.mark.parametrize("domain", ["b.example", "example", "www.a.example", "com", "0.0.1"])
def test_a_domain_that_is_not_the_hosts_own_is_refused(domain):
    assert not jar_with("http://a.example/", f"a=1; Domain={domain}").cookies()
    assert not jar_with("http://127.0.0.1/", f"a=1; Domain={domain}").cookies()


@pytest.mark.parametrize(
    ("path", "target", "sent"),
    [
        ("/a", "/a", 1),
        ("/a", "/a/b", 1),
        ("/a", "/ab", 0),
        ("/a/", "/a", 0),
        ("/", "/x", 1),
        ("/a", "/a?b", 1),
    ],
)
def test_paths_match_whole_segments(path, target, sent):
    jar = jar_with("http://h.example/", f"a=1; Path={path}")
    assert (jar.header_for(f"http://h.example{target}") is not None) == bool(sent)


def test_longer_paths_come_first_and_then_older_cookies():
    jar = jar_with("http://h.example/", "a=1; Path=/", "b=2; Path=/x/y", "c=3; Path=/")
    assert jar.header_for("http://h.example/x/y") == "b=2; a=1; c=3"


def test_secure_cookies_travel_encrypted_or_to_this_machine():
    jar = jar_with("https://a.example/", "a=1; Secure")
    assert jar.header_for("http://a.example/") is None
    assert jar.header_for("https://a.example/") == "a=1"
    assert not jar_with("http://a.example/", "a=1; Secure").cookies()
    assert jar_with("http://localhost/", "a=1; Secure").header_for("http://localhost/") == "a=1"


@pytest.mark.parametrize("end", ["Max-Age=0", "Max-Age=-1", "Expires=Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_date_in_the_past_removes_the_cookie(end):
    jar = jar_with("http://a.example/", "a=1")
    assert jar.store("http://a.example/", [f"a=; {end}"])
    assert not jar.cookies()


def test_a_store_tells_whether_something_changed():
    jar = jar_with("http://a.example/", "a=1")
    assert not jar.store("http://a.example/", ["a=1"])
    assert jar.store("http://a.example/", ["a=2"])
    assert not jar.store("http://a.example/", ["no name", "=x"])


def test_a_jar_survives_being_written_and_read():
    jar = jar_with("https://a.example/", f"a=1; Expires={YEARS}; Secure", "b=2; Path=/b")
    copy = CookieJar()
    copy.load(jar.dump())
    assert copy.cookies() == jar.cookies()


def test_cookies_can_be_removed_one_by_one_or_all():
    jar = jar_with("http://a.example/", "a=1", "b=2")
    jar.remove(jar.cookies()[0])
    assert [cookie.name for cookie in jar.cookies()] == ["b"]
    jar.clear()
    assert not jar.cookies()
