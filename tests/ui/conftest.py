"""What every test of the window gets: Qt's loop with asyncio on it, and a look at what was left behind."""

import asyncio
import inspect

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QToolTip

from tests.ui.stage import Stage, write_collection
from ui import theme
from ui.kit import ask, tasks
from ui.kit.loop import make_loop

ASYNC_LIMIT = 60  # seconds; an async test that runs longer hangs
DEFERRED_DELETE = QEvent.Type.DeferredDelete


def pytest_configure(config):
    """The offscreen platform cannot raise windows or grab keys; pop-ups ask it to."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")


@pytest.fixture(scope="session")
def qapp(qapp):
    """The one application, in the light theme."""
    theme.apply(qapp, "light")
    return qapp


@pytest.fixture
def use_theme(qapp):
    """Switch the theme for one test: takes what `theme.apply` takes after the application."""
    yield lambda *choice, **more: theme.apply(qapp, *choice, **more)
    theme.apply(qapp, "light")


@pytest.fixture(scope="session")
def session_loop(qapp):
    """One loop for all tests of the window: stopping it tells Qt to quit, so that comes last."""
    made = make_loop(qapp, already_running=True)
    asyncio._set_running_loop(None)
    yield made
    made.stop()
    made.close()


@pytest.fixture(autouse=True)
def loop(session_loop):
    """The loop counts as running while the test runs; tasks that are left when it ends fail it."""
    asyncio._set_running_loop(session_loop)
    yield session_loop
    left = [task for task in asyncio.all_tasks(session_loop) if not task.done()]
    for task in left:
        task.cancel()
    run(session_loop, asyncio.sleep(0))
    asyncio._set_running_loop(None)
    assert not left, f"tasks were left: {left}"


@pytest.fixture(autouse=True)
def nothing_crashed():
    """What a task raises fails the test, unless the test routes errors itself."""
    heard = []
    tasks.route_errors(heard.append, heard.append)
    yield heard
    assert not heard, f"tasks failed: {heard}"


@pytest.fixture(autouse=True)
def no_window_left(qapp, loop):
    """Every top-level widget that a test makes is gone when the test is over."""
    before = set(QApplication.topLevelWidgets())
    yield
    QToolTip.hideText()
    QCoreApplication.sendPostedEvents(None, DEFERRED_DELETE)
    left = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget not in before and widget.metaObject().className() != "QTipLabel"
    ]
    assert not left, f"windows were left: {left}"


def run(loop, coroutine):
    """Run a coroutine to its end in a nested loop of Qt, and give back its result."""
    task = loop.create_task(coroutine)
    nested = QEventLoop()
    task.add_done_callback(lambda _: nested.quit())
    QTimer.singleShot(ASYNC_LIMIT * 1000, nested, nested.quit)
    if not task.done():
        nested.exec()
    if not task.done():
        task.cancel()
        raise TimeoutError(f"The test ran past {ASYNC_LIMIT} s.")
    return task.result()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run an `async def` test on Qt's loop."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    run(pyfuncitem.funcargs["loop"], pyfuncitem.obj(**arguments))
    return True


@pytest.fixture
def open_stage(loop, no_window_left, nothing_crashed, tmp_path):
    """Open windows over collections; each is closed as the program closes it."""
    opened = []

    def open_one(root, **more):
        opened.append(Stage(root, more.pop("home", tmp_path / "home"), **more))
        tasks.route_errors(opened[-1].window.show_problem, nothing_crashed.append)
        return opened[-1]

    yield open_one
    for stage in opened:
        run(loop, stage.close())


@pytest.fixture
def qt_file_dialogs():
    """Let Qt ask for files, whose dialogs a test can use, and not the desktop."""
    ask.use_native_file_dialogs(False)
    yield
    ask.use_native_file_dialogs(True)


@pytest.fixture
def stage(open_stage, tmp_path, playground):
    """A window over a small collection whose `base_url` is the playground."""
    return open_stage(write_collection(tmp_path / "shop", playground.http))
