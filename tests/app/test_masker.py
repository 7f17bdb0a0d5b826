"""Secrets are masked in every form they are written in, and across pieces."""

import base64
import html
import json
import re
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.masker import MASK, Masker, MaskStream, masker

SECRET = 'Kn0ck & "knock"/ä+42😀\'\n'


def spellings(secret):
    yield from (secret, quote(secret), quote(secret, safe=""), quote_plus(secret))
    yield re.sub("%..", lambda found: found[0].lower(), quote(secret))
    for ascii_only in (True, False):
        yield json.dumps(secret, ensure_ascii=ascii_only)[1:-1]
    yield json.dumps(secret)[1:-1].replace("/", "\\/")
    yield html.escape(secret)
    yield secret.replace("'", "&#39;")


@pytest.mark.parametrize("text", [*spellings(SECRET), quote(SECRET[:8]) + SECRET[8:]])
def test_a_secret_is_masked_in_every_spelling(text):
    assert Masker([SECRET]).mask_text(f"before {text} after") == f"before {MASK} after"


@pytest.mark.parametrize("lead", range(6))
@pytest.mark.parametrize("tail", range(3))
@pytest.mark.parametrize("code", [base64.b64encode, base64.urlsafe_b64encode])
@pytest.mark.parametrize("write", [str, lambda text: quote(text, safe="")])
def test_a_secret_within_base64_is_masked_wherever_it_begins(lead, tail, code, write):
    text = write(code(b"u:" * 3 + b"x" * lead + SECRET.encode() + b"y" * tail).decode())
    shown = Masker([SECRET]).mask_text(text)
    assert MASK in shown
    assert len(shown) < 32
    hidden = base64.b64encode(SECRET.encode()).decode()
    assert not any(hidden[at : at + 6] in shown for at in range(len(hidden) - 6))


def test_a_long_secret_is_masked_in_its_usual_spellings():
    secret = SECRET.replace("'", "") * 500
    hidden = Masker([secret])
    for text in spellings(secret):
        if "\\/" not in text:
            assert hidden.mask_text(f"before {text} after") == f"before {MASK} after"


def test_very_short_values_stay():
    assert Masker(["abc", ""]).mask_text("abc") == "abc"


def test_secrets_that_overlap_leave_nothing_of_either():
    assert Masker(["secret-one", "one-more", "cret"]).mask_text("a secret-one-more b") == f"a {MASK} b"


def test_the_same_secrets_have_one_masker():
    assert masker(("aaaa", "bbbb")) is masker(("aaaa", "bbbb"))


@given(
    st.lists(st.sampled_from(["hush-hush", "hush%2Dhush", "aHVzaC1odXNo", "a", "hush", "\n"]), max_size=8),
    st.data(),
)
def test_pieces_are_masked_as_the_whole_is(parts, data):
    whole = ".".join(parts).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    hidden = Masker(["hush-hush"])
    assert b"".join(hidden.mask_pieces(pieces)) == hidden.mask(whole)


def test_a_stream_holds_back_only_what_may_begin_a_secret():
    stream = MaskStream(Masker(["hush-hush"]))
    assert len(stream.feed(b"x" * 1000)) == 1000 - Masker(["hush-hush"]).reach
    stream.feed(b"hush-")
    assert (stream.feed(b"hush") + stream.finish()).endswith(MASK.encode())


@given(st.binary(max_size=60))
def test_octets_without_secrets_stay(octets):
    assert Masker(["hush-hush"]).mask(octets) == octets


def test_a_secret_that_is_percent_encoded_is_masked_as_servers_read_it_too():
    assert Masker(["p%C3%A4ss+w"]).mask_text("päss w, päss+w and p%C3%A4ss+w") == f"{MASK}, {MASK} and {MASK}"


def test_a_secret_that_a_server_takes_for_latin_1_is_masked():
    assert Masker(["päss wörd"]).mask_text("pÃ¤ss wÃ¶rd, p\\u00c3\\u00a4ss wÃ¶rd") == f"{MASK}, {MASK}"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\\r\\n", "\\n"])
@pytest.mark.parametrize("lead", range(30, 60))
def test_a_secret_within_base64_is_masked_over_the_ends_of_lines(lead, end):
    secret = "canary-over-two-lines-of-mail"
    code = base64.b64encode(b"x" * lead + secret.encode() + b"y" * 40).decode()
    folded = end.join(re.findall(".{1,76}", code))
    masked = Masker([secret]).mask_text(f"before {folded} after")
    left = re.sub(r"\\[rn]", "", masked).replace(MASK, "").split()
    assert base64.b64encode(secret.encode())[4:-4].decode() not in "".join(left)
    assert len("".join(left)) < len("before" + code + "after") - 30
    pieces = Masker([secret]).mask_pieces(
        [folded[:40].encode(), folded[40:90].encode(), folded[90:].encode()]
    )
    assert b"".join(pieces).decode() == Masker([secret]).mask_text(folded)
