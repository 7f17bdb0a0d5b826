"""Certificates of real handshakes, and octets that are none."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from app.http.certificates import read_chain
from app.model.options import Travel
from tests.app.http.sending import resolved, sending


async def test_the_chain_of_a_server_is_read(playground):
    async with sending() as sender:
        exchange = await sender.send(
            resolved(f"{playground.https}/get", travel=Travel(ca_file=str(playground.ca)))
        )
    chain = exchange.connection.chain
    first = read_chain(chain)[0]
    assert first.sha256 == sha256(chain[0]).hexdigest()
    assert "localhost" in first.names
    assert "127.0.0.1" in first.names
    assert "Sonde playground" in first.issuer
    assert first.holds(datetime.now(UTC))
    assert not first.holds(first.not_after + timedelta(seconds=1))
    assert first.left(first.not_after - timedelta(days=3)) == timedelta(days=3)


async def test_a_plain_connection_has_none(playground):
    async with sending() as sender:
        exchange = await sender.send(resolved(f"{playground.http}/get"))
    assert exchange.connection.chain == ()


def test_what_is_no_certificate_is_left_out():
    assert read_chain((b"", b"0\x03abc")) == ()
