import asyncio

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from app.errors import AppError
from ui.kit import tasks
from ui.kit.tasks import Tasks


@pytest.fixture
def owner(qapp):
    return QObject()


async def produce(value):
    await asyncio.sleep(0)
    return value


async def fail(error):
    await asyncio.sleep(0)
    raise error


async def wait_for_ever(seen=None):
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        if seen is not None:
            seen.append("cancelled")
        raise


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


async def test_the_result_reaches_the_one_who_asked(owner):
    results = []
    Tasks(owner).start("read", produce(42), results.append)
    await settle()
    assert results == [42]


async def test_a_task_is_running_until_it_ended(owner):
    own = Tasks(owner)
    own.start("read", produce(1), ended=lambda: seen.append(own.running("read")))
    seen = [own.running("read")]
    await settle()
    assert seen == [True, False]


async def test_cancelling_calls_ended_but_not_done(owner):
    own, called = Tasks(owner), []
    own.start("send", wait_for_ever(), called.append, lambda: called.append("ended"))
    await settle()
    own.cancel("send")
    await settle()
    assert called == ["ended"]
    assert not own.running("send")


async def test_a_second_task_of_the_same_name_replaces_the_first(owner):
    own, seen, results = Tasks(owner), [], []
    own.start("read", wait_for_ever(seen), results.append, lambda: results.append("first ended"))
    await settle()
    own.start("read", produce("second"), results.append)
    assert own.running("read")
    await settle()
    assert (seen, results) == (["cancelled"], ["second"])


async def test_the_end_of_the_owner_cancels_its_tasks_and_calls_nobody(owner):
    own, seen, called = Tasks(owner), [], []
    own.start("read", wait_for_ever(seen), called.append, lambda: called.append("ended"))
    await settle()
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    await settle()
    assert (seen, called) == (["cancelled"], [])


async def test_what_the_user_can_mend_and_bugs_go_different_ways(owner):
    problems, crashes = [], []
    tasks.route_errors(problems.append, crashes.append)
    problem, bug = AppError("The file is gone."), ValueError("bug")
    own = Tasks(owner)
    own.start("one", fail(problem))
    own.start("two", fail(bug))
    await settle()
    assert (problems, crashes) == ([problem], [bug])


async def test_a_bug_in_the_callback_is_reported_and_ended_is_still_called(owner):
    crashes, ended = [], []
    tasks.route_errors(crashes.append, crashes.append)
    Tasks(owner).start("read", produce(0), lambda value: 1 / value, lambda: ended.append(True))
    await settle()
    assert [type(error) for error in crashes] == [ZeroDivisionError]
    assert ended == [True]


def test_an_action_that_raises_is_reported():
    problems = []
    tasks.route_errors(problems.append, problems.append)
    problem = AppError("No.")

    def act():
        raise problem

    tasks.attempt(act)
    assert problems == [problem]
