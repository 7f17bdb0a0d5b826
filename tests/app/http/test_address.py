import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidRequest
from app.http.address import encode_for_line, read_address


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://a.example", "https://a.example/"),
        ("HTTP://A.Example:80/Path", "http://a.example/Path"),
        ("a.example:8080/x", "http://a.example:8080/x"),
        ("localhost", "http://localhost/"),
        ("127.0.0.1:4999/x", "http://127.0.0.1:4999/x"),
        ("http://[::1]:81?q", "http://[::1]:81/?q"),
        ("http://a.example/b#c", "http://a.example/b"),
        ("http://a.example#c", "http://a.example/"),
        ("  http://a.example/  ", "http://a.example/"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("//a.example/b", "http://a.example/b"),
        ("http://a.example/http://b?c=d#e", "http://a.example/http://b?c=d"),
    ],
)
def test_a_url_becomes_what_is_connected_to_and_asked_for(url, text):
    assert read_address(url).text == text


@pytest.mark.parametrize(
    "target",
    ["//a/../b/./c", "/a%2Fb%2fc%zz", "/?a=[1]&&b={}|^`<>\"'", "/a;b=c,d?e=f+g%20h", "/?", "/a??b"],
)
def test_the_target_stays_as_typed(target):
    assert read_address(f"http://a.example{target}").target == target


def test_only_what_cannot_stand_on_a_line_is_encoded():
    assert read_address("http://a.example/ä b?c=ß d").target == "/%C3%A4%20b?c=%C3%9F%20d"


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_visible_ascii_is_never_changed(text):
    assert encode_for_line(text) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_whatever_is_encoded_fits_on_a_line(text):
    assert all("\x21" <= letter <= "\x7e" for letter in encode_for_line(text))


def test_credentials_are_taken_out_of_the_url():
    address = read_address("https://ada:p%40ss%3A@a.example/")
    assert (address.username, address.password) == ("ada", "p@ss:")
    assert address.text == "https://a.example/"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "The URL is empty"),
        ("http://", "there is no host after http://"),
        ("http:///a", "there is no host"),
        ("http:/a.example", "two slashes are missing after http:"),
        ("https:a.example", "two slashes are missing"),
        ("ftp://a.example", "ftp://, which Sonde does not speak"),
        ("http://a.example:port/", 'the port "port" is not a number'),
        ("http://a.example:70000/", 'the port "70000"'),
        ("http://a b.example/", "holds ' '"),
        ("http://[::1/", "is not a host and port"),
        ("http://a.example/\r\nX: y", "control character (U+000D at position 18)"),
        ("http://{host}/", "holds '{'"),
        ("http://[zz]/", '"[zz]" is not a host name'),
    ],
)
def test_a_malformed_url_is_refused_with_what_and_where(url, words):
    with pytest.raises(InvalidRequest) as caught:
        read_address(url)
    assert words in caught.value.sentence
    assert caught.value.hint


@given(st.text(max_size=30))
def test_any_text_is_an_address_that_reads_back_or_refused(text):
    try:
        address = read_address("http://" + text)
    except InvalidRequest:
        return
    assert read_address(address.text).text == address.text
