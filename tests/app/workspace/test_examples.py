"""A response is kept as an example: masked, beside its request, and shown again as it was."""

from dataclasses import replace

import pytest

from app.errors import AppError
from app.model.auth import BearerAuth
from app.model.body import TextBody
from app.model.example import Example, ExampleResponse
from app.model.field import Field
from app.model.request import Request
from app.workspace.environments import keep_secret
from app.workspace.examples import INLINE_LIMIT, Examples


@pytest.fixture
def examples(workspace):
    return Examples(workspace)


async def sent(workspace, **changes):
    request = Request(**{"url": "{{base}}/anything", **changes})
    return await workspace.send(request, "one.yml")


async def test_a_response_is_kept_in_the_file_of_its_request(workspace, examples, root):
    exchange = await sent(workspace, method="POST", body=TextBody("json", '{"a": 1.00}'))
    saved = await examples.save(exchange, "one.yml", "200 OK")
    assert examples.of("one.yml") == (saved,)
    assert saved.request.body == TextBody("json", '{"a": 1.00}')
    assert (saved.request.method, saved.response.status, saved.response.kind) == ("POST", 200, "json")
    assert "name: 200 OK" in (root / "one.yml").read_text()
    shown = examples.exchange(saved)
    assert shown.response.body.read() == exchange.response.body.read()
    assert shown.response.headers == exchange.response.headers
    assert examples.suggested_name("one.yml", exchange.response) == "200 OK-2"
    assert examples.suggested_name("two.yml", exchange.response) == "200 OK"
    await workspace.services.close()


async def test_no_credential_and_no_secret_reaches_the_file(workspace, examples, root):
    name = await keep_secret(workspace, "token", "s3cret-token")
    exchange = await sent(
        workspace,
        url="{{base}}/anything?key={{token}}",
        auth=BearerAuth("{{" + name + "}}"),
        headers=(Field("Cookie", "id=topsecret"), Field("X-Key", "{{token}}")),
        body=TextBody("text", "is {{token}}"),
        method="POST",
    )
    assert b"s3cret-token" in exchange.response.body.read()
    await examples.save(exchange, "one.yml", "masked")
    text = (root / "one.yml").read_text()
    assert "s3cret-token" not in text
    assert "topsecret" not in text
    assert "is •••" in text
    await workspace.services.close()


async def test_a_cookie_that_was_set_is_masked(workspace, examples, root):
    exchange = await sent(workspace, url="{{base}}/cookies/set?session=abcdef")
    await examples.save(exchange.history[0] if exchange.history else exchange, "one.yml", "cookie")
    assert "session=abcdef;" not in (root / "one.yml").read_text()
    await workspace.services.close()


async def test_a_binary_or_long_body_gets_a_file_of_its_own(workspace, examples, root):
    exchange = await sent(workspace, url="{{base}}/bytes/1024")
    data = exchange.response.body.read()
    saved = await examples.save(exchange, "one.yml", "bytes")
    assert saved.response.file.startswith("examples/one-bytes")
    assert (root / saved.response.file).read_bytes() == data
    assert examples.exchange(saved).response.body.read() == data
    long = b"x" * (INLINE_LIMIT + 1)
    body = replace(exchange.response.body, size=len(long), data=long)
    exchange = replace(exchange, response=replace(exchange.response, body=body))
    assert (await examples.save(exchange, "one.yml", "long")).response.file
    assert [item.path for item in workspace.store.refresh().children] == ["one.yml", "two.yml", "deep"]
    await workspace.services.close()


async def test_an_example_is_renamed_deleted_and_brought_back_with_its_file(workspace, examples, root):
    (root / "examples").mkdir()
    (root / "examples" / "a.bin").write_bytes(b"\0")
    kept = Example("A", "", response=ExampleResponse(200, file="examples/a.bin"))
    workspace.store.save_examples("one.yml", (Example("0"), kept, Example("2")))
    examples.change("one.yml", 1, replace(kept, name="B"))
    assert [each.name for each in examples.of("one.yml")] == ["0", "B", "2"]
    bring_back = examples.delete("one.yml", 1)
    assert [each.name for each in examples.of("one.yml")] == ["0", "2"]
    assert not (root / "examples" / "a.bin").exists()
    bring_back()
    assert [each.name for each in examples.of("one.yml")] == ["0", "B", "2"]
    assert (root / "examples" / "a.bin").read_bytes() == b"\0"


def test_a_file_that_another_example_needs_stays(workspace, examples, root):
    (root / "examples").mkdir()
    (root / "examples" / "a.bin").write_bytes(b"\0")
    kept = Example("A", response=ExampleResponse(200, file="examples/a.bin"))
    workspace.store.save_examples("one.yml", (kept,))
    workspace.store.save_examples("two.yml", (kept,))
    examples.delete("one.yml", 0)()
    examples.delete("two.yml", 0)
    assert (root / "examples" / "a.bin").exists()


def test_an_example_never_reads_or_deletes_outside_of_its_folder(workspace, examples, root):
    (root.parent / "secret").write_text("mine")
    wrong = Example("A", response=ExampleResponse(200, file="../secret"))
    with pytest.raises(AppError, match="leaves the collection"):
        examples.exchange(wrong)
    workspace.store.save_examples(
        "one.yml", (wrong, replace(wrong, response=ExampleResponse(file="two.yml")))
    )
    examples.delete("one.yml", 1)
    examples.delete("one.yml", 0)
    assert (root.parent / "secret").exists()
    assert (root / "two.yml").exists()


async def test_what_cannot_be_kept_says_why(workspace, examples):
    exchange = await sent(workspace)
    with pytest.raises(AppError, match="no response"):
        await examples.save(replace(exchange, response=None), "one.yml", "x")
    with pytest.raises(AppError, match="no file yet"):
        await examples.save(exchange, "new-1", "x")
    assert examples.of("deep") == ()
    await workspace.services.close()
