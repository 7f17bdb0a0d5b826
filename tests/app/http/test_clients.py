import pytest

from app.errors import InvalidRequest
from app.http.clients import Clients
from app.model.options import Travel


@pytest.fixture
def clients():
    return Clients()


async def test_a_client_is_kept_for_each_set_of_options(clients):
    assert clients.client(Travel()) is clients.client(Travel(timeout=5, follow_redirects=False))
    assert clients.client(Travel()) is not clients.client(Travel(verify=False))
    assert clients.client(Travel()) is not clients.client(Travel(http_version="2"))
    await clients.aclose()


async def test_warming_builds_the_client_of_the_default_options(clients):
    clients.warm()
    assert clients.client(Travel()) is clients.client(Travel())
    await clients.aclose()


async def test_clients_can_be_used_again_after_a_close(clients):
    first = clients.client(Travel())
    await clients.aclose()
    assert clients.client(Travel()) is not first
    await clients.aclose()


@pytest.mark.parametrize("content", [None, "no pem"])
def test_a_ca_file_that_cannot_be_used_is_named(clients, tmp_path, content):
    file = tmp_path / "ca.pem"
    if content:
        file.write_text(content)
    with pytest.raises(InvalidRequest, match=r"ca\.pem cannot be used as certificates to trust"):
        clients.client(Travel(ca_file=str(file)))
