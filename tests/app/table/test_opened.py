"""A body opened as a table, small ones on the spot and large ones with worker processes."""

import asyncio

import pytest

from app.format.reading import read_body
from app.model.payload import Payload
from app.table.detect import find_shapes
from app.table.opened import INLINE_LIMIT, OpenedTable
from app.table.order import Wanted
from app.table.shape import Columns
from app.work.job import JobProblem

ROWS = 4000


@pytest.fixture
def open_body(tmp_path):
    """Open a body as a table; all are closed in the end, and nothing is left beside the body."""
    opened = []
    path = tmp_path / "body"

    def open_one(body, content_type="application/json", in_file=True):
        path.write_bytes(body)
        payload = Payload(len(body), None, path) if in_file else Payload(len(body), body)
        reading = read_body(payload, content_type)
        opened.append(OpenedTable(reading, find_shapes(reading)[0]))
        return opened[-1]

    yield open_one
    for table in opened:
        table.close()
    assert list(tmp_path.glob("table-*")) == []


def large_json(rows=ROWS):
    records = (f'{{"id":{row},"name":"user {row}","score":{row * 7 % 101}.50}}' for row in range(rows))
    return f"[{','.join(records)}]".encode()


def texts(opened, column=0):
    table = opened.table
    return [table.cell(row, column).text for row in range(table.row_count)]


def ignore(*_):
    """Nobody listens."""


async def test_a_small_body_is_read_on_the_spot_and_arranged_there(open_body):
    opened = open_body(b'[{"a":2},{"a":10},{"a":1}]')
    assert (opened.complete, texts(opened)) == (True, ["2", "10", "1"])
    await opened.arrange(Wanted(key="a", direction="up"), ignore)
    assert texts(opened) == ["1", "2", "10"]
    await opened.arrange(Wanted(), ignore)
    assert texts(opened) == ["2", "10", "1"]


@pytest.mark.parametrize("in_file", [True, False])
async def test_a_large_body_shows_its_first_rows_and_then_all(open_body, in_file):
    body = large_json()
    opened = open_body(body, in_file=in_file)
    assert len(body) > INLINE_LIMIT
    assert not opened.complete
    assert 0 < opened.table.row_count < ROWS
    await opened.find_rows(ignore, ignore)
    assert (opened.complete, opened.table.row_count, opened.problem) == (True, ROWS, "")
    assert opened.table.cell(ROWS - 1, 0).text == str(ROWS - 1)


async def test_a_large_body_is_sorted_and_filtered_in_a_process(open_body):
    opened = open_body(large_json())
    await opened.find_rows(ignore, ignore)
    await opened.arrange(Wanted("user 39", "score", "down"), ignore)
    scores = [float(text) for text in texts(opened, 2)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == sum("user 39" in f"user {row}" for row in range(ROWS))


async def test_columns_that_come_late_are_found(open_body):
    body = large_json()[:-1] + b',{"late":1}]'
    opened = open_body(body)
    assert opened.table.columns.keys == ("id", "name", "score")
    await opened.find_rows(ignore, ignore)
    assert opened.table.columns.keys == ("id", "name", "score", "late")


async def test_a_large_body_in_another_encoding_is_read(open_body):
    lines = "\r\n".join(f"{row};Müller" for row in range(20_000))
    opened = open_body(f"id;name\r\n{lines}".encode("utf-16"), "text/csv; charset=utf-16")
    await opened.find_rows(ignore, ignore)
    assert opened.table.row_count == 20_000
    assert (opened.table.columns.title(0), opened.table.cell(19_999, 1).text) == ("id", "Müller")


async def test_a_large_body_that_ends_too_early_has_its_rows_and_a_sentence(open_body):
    opened = open_body(large_json()[:-20])
    await opened.find_rows(ignore, ignore)
    assert opened.table.row_count == ROWS - 1
    assert opened.problem == "The body is no complete table: it ends too early, in row 4,000, at line 1."


@pytest.mark.parametrize("rows", [3, ROWS])
async def test_what_is_shown_is_written_as_csv(open_body, tmp_path, rows):
    opened = open_body(large_json(rows))
    if not opened.complete:
        await opened.find_rows(ignore, ignore)
    await opened.arrange(Wanted("user 2", "id", "down"), ignore)
    size = await opened.export(Columns(("name", "score")), tmp_path / "rows.csv", ignore)
    written = (tmp_path / "rows.csv").read_bytes()
    assert written.startswith(b"name,score\r\n")
    assert written.endswith(b"user 2,14.50\r\n")
    assert (len(written), written.count(b"\r\n")) == (size, opened.table.row_count + 1)


async def test_a_file_that_cannot_be_written_is_said(open_body, tmp_path):
    opened = open_body(b"[1]")
    with pytest.raises(JobProblem, match=r"cannot be written: No such file or directory"):
        await opened.export(Columns((None,)), tmp_path / "none" / "rows.csv", ignore)


async def test_cancelling_leaves_the_first_rows(open_body):
    opened = open_body(large_json())
    first = opened.table.row_count
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await opened.find_rows(ignore, ignore)
    assert (opened.complete, opened.table.row_count) == (False, first)
    assert opened.table.cell(first - 1, 0).text == str(first - 1)
    await opened.find_rows(ignore, ignore)
    assert (opened.complete, opened.table.row_count) == (True, ROWS)
