"""What every test gets: no real home, `async def` tests on a loop of their own, hypothesis in CI's time."""

import asyncio
import inspect
import os

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("suite", deadline=None, max_examples=40)
settings.load_profile("suite")

ASYNC_LIMIT = 60.0  # seconds; an async test that runs longer hangs


@pytest.fixture(autouse=True)
def no_real_home(tmp_path_factory, monkeypatch):
    """Settings, logs and drafts of a test go to a folder that only it sees."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


async def _limited(coroutine):
    async with asyncio.timeout(ASYNC_LIMIT):
        await coroutine


@pytest.hookimpl
def pytest_pyfunc_call(pyfuncitem):
    """Run an `async def` test to its end; tests/ui has a hook of its own that comes first."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    asyncio.run(_limited(pyfuncitem.obj(**arguments)))
    return True


@pytest.fixture(scope="session")
def playground():
    """The embedded server, started once for the whole run."""
    from app.playground import Playground

    with Playground() as running:
        yield running
