"""Clients for the playground that the whole run shares."""

import ssl

import httpx
import pytest


@pytest.fixture
def trusting(playground):
    """A TLS context that trusts the playground's authority; httpx writes its ALPN into it."""
    return ssl.create_default_context(cafile=playground.ca)


@pytest.fixture(scope="session")
def client(playground):
    """HTTP/1.1 in clear."""
    with httpx.Client(base_url=playground.http, verify=False) as made:
        yield made


@pytest.fixture(scope="session")
def client2(playground):
    """HTTP/2 over TLS."""
    context = ssl.create_default_context(cafile=playground.ca)
    with httpx.Client(base_url=playground.https, verify=context, http1=False, http2=True) as made:
        yield made
