from app.wire.head import read_head, text_of


def test_names_keep_their_case_order_and_duplicates():
    head = read_head(b"HTTP/1.1 200 Fine by me\r\nSet-Cookie: a=1\r\nx-Y:z \r\nset-cookie: b=2\r\n\r\n")
    assert head.headers == (("Set-Cookie", "a=1"), ("x-Y", "z"), ("set-cookie", "b=2"))
    assert (head.http_version, head.status, head.reason) == ("HTTP/1.1", 200, "Fine by me")


def test_the_size_counts_the_bytes_as_received():
    octets = b"HTTP/1.0 404\r\nA: b\r\n\r\n"
    assert read_head(octets).size == len(octets)
    assert read_head(octets).reason == ""


def test_a_folded_line_belongs_to_the_value_before_it():
    assert read_head(b"HTTP/1.1 200 OK\r\nA: b\r\n  c\r\n\r\n").headers == (("A", "b c"),)


def test_what_is_not_a_head_is_none():
    assert read_head(b"") is None
    assert read_head(b"SSH-2.0-OpenSSH_9.2\r\n\r\n") is None


def test_text_is_utf8_where_it_can_be_and_latin1_else():
    assert text_of("é".encode()) == "é"
    assert text_of("é".encode("latin-1")) == "é"
