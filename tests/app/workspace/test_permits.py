"""No request reads a file outside of its collection before the user allowed it."""

from dataclasses import replace

import pytest

from app.errors import OutsideFiles
from app.model.body import FileBody, MultipartBody, Part
from app.model.options import ClientCertificate, Options
from app.model.request import Request
from app.workspace.permits import Permits


@pytest.fixture
def secret(tmp_path):
    file = tmp_path / "secret.txt"
    file.write_text("mine")
    return file


async def sent(workspace, request):
    """The status of the answer; connections are closed."""
    exchange = await workspace.send(request, "one.yml")
    await workspace.services.close()
    return exchange.response.status


def sending(file):
    return Request(method="POST", url="{{base}}/anything", body=FileBody(file))


async def refused(workspace, request):
    with pytest.raises(OutsideFiles) as caught:
        await workspace.send(request, "one.yml")
    return caught.value.files


@pytest.mark.parametrize("spelling", ["../secret.txt", "deep/../../secret.txt", "{absolute}", "link.txt"])
async def test_a_body_from_outside_is_refused_however_it_is_spelled(workspace, root, secret, spelling):
    (root / "link.txt").symlink_to(secret)
    assert await refused(workspace, sending(spelling.format(absolute=secret))) == (secret,)


async def test_parts_certificates_and_sockets_are_looked_at_too(workspace, secret, tmp_path):
    parts = MultipartBody((Part("a", files=("one.yml", "../secret.txt"), is_file=True),))
    options = Options(
        ca_file="../ca.pem", certificate=ClientCertificate("/c.pem", "../k.pem"), unix_socket="/s"
    )
    request = replace(sending(""), body=parts, options=options)
    places = [tmp_path / "ca.pem", tmp_path / "k.pem", secret]
    assert list(map(str, await refused(workspace, request))) == sorted(["/c.pem", "/s", *map(str, places)])


async def test_what_was_allowed_once_is_read_from_then_on_by_this_collection(
    workspace, open_workspace, secret
):
    workspace.permits.allow(await refused(workspace, sending("../secret.txt")))
    assert await sent(open_workspace(), sending("../secret.txt")) == 200
    assert not Permits(workspace.permits._file, lambda: "other")._kept()


async def test_a_file_of_the_collection_and_one_of_the_settings_need_no_permit(workspace, root, secret):
    (root / "inside.txt").write_text("ours")
    settings = workspace.services.settings
    workspace.services.settings = replace(settings, client_certificates=(f"other.example | {secret}",))
    assert await sent(workspace, sending("deep/../inside.txt")) == 200


async def test_a_run_may_allow_everything_or_what_the_user_named(workspace, open_workspace, secret):
    workspace.permits.allow_now([secret])
    assert await sent(workspace, sending(str(secret))) == 200
    other = open_workspace()
    await refused(other, sending(str(secret)))
    other.permits.everything = True
    assert await sent(other, sending(str(secret))) == 200
