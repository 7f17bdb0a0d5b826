"""A send is recorded after it was shown, with its bodies, unless the settings leave it out."""

import asyncio
from dataclasses import replace

from app.history import Query
from app.model.body import FormBody
from app.model.collection import Defaults
from app.model.environment import Variable
from app.model.field import Field
from app.model.request import Request
from app.settings import Settings


async def settled(workspace):
    await workspace.services.close()
    recorder = workspace.services.recorder
    again = type(recorder.history)(workspace.services.paths.history)
    try:
        return [(again.request(entry.id), again.exchange(entry.id, None)) for entry in again.search(Query())]
    finally:
        again.close()


async def test_a_send_is_recorded_with_what_was_typed(workspace):
    request = Request("One", "POST", "{{base}}/anything")
    exchange = await workspace.send(request, "one.yml")
    workspace.forget(exchange)
    ((typed, kept),) = await settled(workspace)
    assert typed.url == "{{base}}/anything"
    assert kept.response.body.read() == exchange.response.body.read()


async def test_a_private_send_is_not_recorded(workspace):
    await workspace.send(Request("One", url="{{base}}/anything"), "one.yml", private=True)
    assert await settled(workspace) == []


async def test_a_collection_can_be_left_out(workspace):
    workspace.services.recorder.use(Settings(history_without=("Shop",)))
    await workspace.send(Request("One", url="{{base}}/anything"), "one.yml")
    assert await settled(workspace) == []


async def test_a_new_entry_is_told_in_the_loop(workspace):
    heard = asyncio.get_running_loop().create_future()
    workspace.services.recorder.recorded.connect(heard.set_result)
    await workspace.send(Request("One", url="{{base}}/anything"), "one.yml")
    assert await asyncio.wait_for(heard, 10) == 1
    await workspace.services.close()


async def test_a_literal_where_a_secret_should_be_is_not_recorded_and_a_random_name_is(workspace):
    guess = "Zk3vQ9xT7bLm2RwY8sHd4NpF"
    headers = (Field("X-Api-Key", "canary-in-a-header"), Field("X-Trace", guess))
    url = "{{base}}/anything?token=canary-in-the-url"
    await workspace.send(Request("One", "POST", url, headers=headers), "one.yml")
    ((typed, kept),) = await settled(workspace)
    held = repr((typed, kept, kept.response.body.read()))
    assert "canary-in" not in held
    assert dict(kept.request.headers)["X-Trace"] == guess


async def test_a_literal_of_a_folder_or_of_a_variable_is_not_recorded_either(workspace):
    store = workspace.needed_store()
    store.save_folder("", Defaults(headers=(Field("X-Api-Key", "canary-in-a-folder"),)), "")
    local = workspace.collection.environment("Local")
    login = Variable("login", "canary-of-a-variable")
    store.save_environment(replace(local, variables=(*local.variables, login)))
    headers = (Field("Authorization", "Bearer {{login}}"),)
    url = "{{base}}/anything?token={{login}}-in-the-url"
    body = FormBody((Field("password", "{{login}}-in-the-form"),))
    await workspace.send(Request("One", "POST", url, headers=headers, body=body), "one.yml")
    ((typed, kept),) = await settled(workspace)
    assert b'"method":"POST"' in kept.response.body.read().replace(b" ", b"")
    assert "canary" not in repr((typed, kept, kept.response.body.read()))
