"""The cookies of all hops."""

from app.http.cookies import parse_set_cookie
from ui.response.cookies import CookiesView, cookie_row

URL = "https://shop.example.org/v2/cart?x=1"


def test_the_cookies_of_every_hop_are_listed_in_order(qtbot, redirected):
    view = CookiesView()
    qtbot.addWidget(view)
    view.show_exchange(redirected)
    assert [row[0] for row in view.table.rows()] == ["a", "b"]
    assert view.table.rows()[1][5] == "Secure HttpOnly SameSite=Lax"


def test_a_send_without_cookies_says_so(qtbot, make_exchange):
    view = CookiesView()
    qtbot.addWidget(view)
    view.show()
    view.show_exchange(make_exchange(b""))
    assert not view.table.isVisible()


def test_what_a_cookie_leaves_out_is_filled_in_from_where_it_came():
    assert cookie_row(parse_set_cookie("a=1"), URL) == ("a", "1", "shop.example.org", "/v2", "Session", "")


def test_an_expiry_is_a_date_and_a_past_one_removes():
    row = cookie_row(parse_set_cookie("a=1; Expires=Wed, 21 Oct 2065 07:28:00 GMT; Domain=example.org"), URL)
    assert row[2] == "example.org"
    assert row[4].startswith("2065-10-21")
    assert cookie_row(parse_set_cookie("a=; Max-Age=0"), URL)[4] == "Removed"
    assert cookie_row(parse_set_cookie("a=1; Max-Age=99999999999999"), URL)[4] == "Never"
