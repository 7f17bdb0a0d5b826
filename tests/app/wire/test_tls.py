"""TLS contexts: one for a set of options in a process, whoever asks and from whichever thread."""

import asyncio
import ssl

import pytest

from app.wire.options import Tls
from app.wire.tls import ALPN, context_for


async def test_a_context_is_made_once_in_a_process():
    made = await asyncio.to_thread(context_for, Tls(), ALPN["auto"])
    assert context_for(Tls(), ALPN["auto"]) is made
    assert context_for(Tls(server_name="elsewhere.example"), ALPN["auto"]) is made


@pytest.mark.parametrize(
    ("tls", "alpn"),
    [(Tls(verify=False), ALPN["auto"]), (Tls(minimum="1.3"), ALPN["auto"]), (Tls(), ALPN["2"])],
)
def test_other_options_have_a_context_of_their_own(tls, alpn):
    usual, other = context_for(Tls(), ALPN["auto"]), context_for(tls, alpn)
    assert other is not usual
    assert usual.verify_mode is ssl.CERT_REQUIRED
    assert usual.check_hostname
