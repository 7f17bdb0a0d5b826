"""Jobs in real processes: what they give, what they may not do, and how they end."""

import asyncio
import fcntl
import sys
import textwrap
from pathlib import Path

import pytest

from app.work import process
from app.work.job import JOBS, JobProblem
from app.work.process import PARALLEL, Limits, run_job

JOB_NAMES = (
    *("echo", "refuse", "fail", "die", "print_much", "tell_long", "take_memory"),
    *("run_for_ever", "count_running"),
)
ROOT = Path(process.__file__).parents[2]


@pytest.fixture(autouse=True)
def jobs(monkeypatch):
    """The jobs of this folder, by the names of their functions."""
    for name in JOB_NAMES:
        monkeypatch.setitem(JOBS, name, f"tests.app.work.jobs:{name}")


def is_locked(mark):
    """Whether the process of ``run_for_ever`` lives."""
    with mark.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def wait_until_free(mark):
    with mark.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)


async def test_a_job_gives_its_result_and_tells_its_progress():
    heard = []
    value = {"grün": ["😀", 1.5, None, "\udc80"]}
    assert await run_job("echo", {"value": value}, report=heard.append) == value
    assert heard == [0.5]


async def test_an_unknown_job_is_a_fault_of_the_caller():
    with pytest.raises(KeyError):
        await run_job("brew", {})


@pytest.mark.parametrize(
    ("job", "arguments", "clause", "kind"),
    [
        ("refuse", {}, "the text is too long", "limit"),
        ("fail", {}, r"a fault in Sonde stopped it \(LookupError\)", "crash"),
        ("die", {}, "the process that did it ended unexpectedly", "crash"),
        ("take_memory", {"size": 10**10}, "it needs more memory than is allowed", "memory"),
    ],
)
async def test_a_job_that_cannot_be_done_says_why(job, arguments, clause, kind):
    with pytest.raises(JobProblem, match=clause) as raised:
        await run_job(job, arguments, Limits(memory=10**9))
    assert raised.value.kind == kind


async def test_a_fault_is_logged_with_its_place(caplog):
    with pytest.raises(JobProblem):
        await run_job("fail", {})
    assert 'raise LookupError("nothing there")' in caplog.text


async def test_what_a_job_prints_does_not_disturb_its_result():
    assert await run_job("print_much", {}) == "quiet"


async def test_a_result_of_a_megabyte_arrives_and_one_beyond_the_limit_is_told(monkeypatch):
    assert len(await run_job("tell_long", {"size": 1_000_000})) == 1_000_000
    monkeypatch.setattr(process, "_LINE_LIMIT", 100_000)
    with pytest.raises(JobProblem, match="its result is larger than") as raised:
        await run_job("tell_long", {"size": 1_000_000})
    assert raised.value.kind == "limit"


async def test_a_job_that_takes_too_long_is_killed(tmp_path):
    mark = tmp_path / "mark"
    with pytest.raises(JobProblem, match=r"it took longer than 0\.5 s") as raised:
        await run_job("run_for_ever", {"mark": str(mark)}, Limits(seconds=0.5))
    assert raised.value.kind == "time"
    assert not mark.exists() or not is_locked(mark)


async def test_cancelling_kills_the_process(tmp_path):
    mark = tmp_path / "mark"
    running = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        arguments = {"mark": str(mark)}
        task = group.create_task(run_job("run_for_ever", arguments, report=lambda _: running.set()))
        await running.wait()
        assert is_locked(mark)
        task.cancel()
    assert task.cancelled()
    assert not is_locked(mark)


async def test_only_a_few_jobs_run_at_once_and_all_are_done(tmp_path):
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(run_job("count_running", {"folder": str(tmp_path)}))
            for _ in range(PARALLEL * 3)
        ]
    assert max(task.result() for task in tasks) <= PARALLEL


async def test_a_job_that_waits_for_its_turn_can_be_cancelled(tmp_path):
    marks = [tmp_path / str(number) for number in range(PARALLEL)]
    running = asyncio.Barrier(PARALLEL + 1)
    async with asyncio.TaskGroup() as group:
        first = [group.create_task(run_and_meet(mark, running)) for mark in marks]
        async with running:
            waiting = group.create_task(run_job("run_for_ever", {"mark": str(tmp_path / "late")}))
        for task in (waiting, *first):
            task.cancel()
    assert not (tmp_path / "late").exists()


async def run_and_meet(mark, barrier):
    """Run for ever, and come to the barrier at the first sign of life."""
    alive = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(run_job("run_for_ever", {"mark": str(mark)}, report=lambda _: alive.set()))
        await alive.wait()
        await barrier.wait()


async def test_a_job_ends_with_the_program_that_wanted_it(tmp_path):
    mark = tmp_path / "mark"
    code = textwrap.dedent(
        f"""
        import asyncio, os
        from app.work.job import JOBS
        from app.work.process import run_job
        JOBS["run"] = "tests.app.work.jobs:run_for_ever"
        asyncio.run(run_job("run", {{"mark": {str(mark)!r}}}, report=lambda _: os._exit(0)))
        """
    )
    program = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT)
    await program.wait()
    await asyncio.to_thread(wait_until_free, mark)
