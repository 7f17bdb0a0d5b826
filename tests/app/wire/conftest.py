"""TLS contexts for servers that the wire tests script themselves."""

import ssl

import pytest
import trustme


@pytest.fixture(scope="session")
def authority():
    return trustme.CA()


@pytest.fixture
def server_tls(authority):
    """The server's side: for 127.0.0.1, no ALPN unless a test sets it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def trusting(authority):
    """The client's side."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def playground_tls(playground):
    """A client's context that trusts the playground."""
    return ssl.create_default_context(cafile=playground.ca)
