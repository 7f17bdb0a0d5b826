from app.wire.framing import Message, http1_headers, http2_headers, http2_lines

CLOSE = (b"Connection", b"close")


def message(*lines, length=0):
    return Message(lines, b"a.example:81", length)


def test_a_request_without_a_body_is_framed_by_nothing():
    assert http1_headers(message((b"X", b"1"))) == [(b"Host", b"a.example:81")]


def test_a_stated_length_frames_the_body():
    assert http1_headers(message((b"content-LENGTH", b"3"), length=3))[1:] == [(b"Content-Length", b"3")]


def test_a_wrong_length_is_written_but_the_connection_ends():
    assert http1_headers(message((b"Content-Length", b"2"), length=3))[1:] == [
        (b"Content-Length", b"3"),
        CLOSE,
    ]


def test_an_omitted_length_ends_the_connection():
    assert CLOSE in http1_headers(message(length=3))


def test_chunked_typed_by_the_user_is_chunked():
    assert http1_headers(message((b"Transfer-Encoding", b"chunked"), length=3))[1:] == [
        (b"Transfer-Encoding", b"chunked")
    ]


def test_two_framings_at_once_end_the_connection():
    both = message((b"Transfer-Encoding", b"chunked"), (b"Content-Length", b"3"), length=3)
    assert CLOSE in http1_headers(both)


def test_an_upgrade_is_known_below():
    asked = message((b"Connection", b"Upgrade"), (b"Upgrade", b"websocket"))
    assert (b"Upgrade", b"websocket") in http1_headers(asked)


def test_http2_carries_lower_case_names_and_no_connection_headers():
    given = message((b"HOST", b"b"), (b"X-One", b"1 "), (b"Connection", b"close"), (b"x-one", b"2"))
    assert http2_lines(given) == ((b"x-one", b"1"), (b"x-one", b"2"))
    assert http2_headers(given)[0] == (b"host", b"b")


def test_http2_sends_a_body_whose_length_is_not_told():
    assert (b"Transfer-Encoding", b"chunked") in http2_headers(message(length=3))
    assert (b"Transfer-Encoding", b"chunked") not in http2_headers(message(length=0))
