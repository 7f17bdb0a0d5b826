"""Request lines and headers as they were on the wire."""

import socket

import httpx


def _exchange(playground, request):
    """Send octets as they are; return the JSON that comes back."""
    url = httpx.URL(playground.http)
    with socket.create_connection((url.host, url.port)) as raw:
        raw.sendall(request + b"Connection: close\r\n\r\n")
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    return httpx.Response(200, content=answer.partition(b"\r\n\r\n")[2]).json()


def test_names_keep_their_case_order_and_repetition(playground):
    seen = _exchange(playground, b"GET /anything HTTP/1.1\r\nX-bB: 2\r\nhOST: me\r\nX-Aa: 1\r\nx-bb: 3\r\n")
    assert seen["headers"] == [
        ["X-bB", "2"],
        ["hOST", "me"],
        ["X-Aa", "1"],
        ["x-bb", "3"],
        ["Connection", "close"],
    ]


def test_the_target_comes_back_octet_for_octet(playground):
    target = "/anything/%7Ea/../b//c;d=e?x=%20+%2B&&y=[1]|{2}&z#part"
    seen = _exchange(playground, f"GET {target} HTTP/1.1\r\nHost: me\r\n".encode())
    assert seen["target"] == target


def test_a_whole_url_is_a_target_as_well(playground):
    seen = _exchange(playground, b"GET http://example.org/anything?a=1 HTTP/1.1\r\nHost: example.org\r\n")
    assert (seen["target"], seen["path"]) == ("http://example.org/anything?a=1", "/anything")


def test_a_header_value_outside_ascii_survives(playground):
    seen = _exchange(playground, b"GET /anything HTTP/1.1\r\nHost: me\r\nX-Name: \xe9\r\n")
    assert ["X-Name", "é"] in seen["headers"]


def test_http2_shows_the_authority_as_host(client2, playground):
    seen = client2.get("/anything", headers={"X-One": "1"}).json()
    assert seen["headers"][0] == ["host", httpx.URL(playground.https).netloc.decode()]
    assert ["x-one", "1"] in seen["headers"]
