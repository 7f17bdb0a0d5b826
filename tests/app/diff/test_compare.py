"""Bodies compared at once or in a real worker, with the same result."""

import json

import pytest

from app.diff.compare import INLINE_LIMIT, compare_octets, compare_structure, compare_text
from app.diff.rules import NO_RULES, DiffRules
from app.diff.side import Side, side_of_file
from app.model.payload import Payload
from app.work.job import JobProblem

SMALL = {"a": [1, 2], "b": "x"}
LARGE = [{"id": number, "text": "x" * 40} for number in range(3_000)]


def side(body, content_type="application/json"):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Side("a side", payload=Payload(len(data), data), content_type=content_type)


def changes(found):
    return [found.diff.change(index) for index in range(found.diff.changes)]


async def test_small_bodies_are_formatted_and_compared():
    found = await compare_text(side(SMALL), side({**SMALL, "b": "y"}), NO_RULES, formatted=True)
    assert found.formatted
    assert [found.diff.left.line(change.left) for change in changes(found)] == [b'  "b": "x"\n']


async def test_large_bodies_are_compared_in_a_worker():
    edited = [*LARGE[:1000], {"id": -5, "text": "new"}, *LARGE[1000:]]
    told = []
    found = await compare_text(side(LARGE), side(edited), NO_RULES, True, told.append)
    assert [(change.left, change.removed, change.added) for change in changes(found)] == [(4001, 0, 4)]
    assert found.diff.right.line(4002) == b'    "id": -5,\n'


async def test_files_are_compared_where_they_lie(tmp_path):
    text = b"".join(b"line %d\n" % number for number in range(20_000))
    (tmp_path / "a.txt").write_bytes(text)
    (tmp_path / "b.txt").write_bytes(text.replace(b"line 7\n", b"line seven\n"))
    sides = [side_of_file(tmp_path / name) for name in ("a.txt", "b.txt")]
    assert sides[0].payload.size > INLINE_LIMIT
    found = await compare_text(*sides, NO_RULES, formatted=True)
    assert [change.left for change in changes(found)] == [7]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


async def test_a_large_text_in_another_encoding_is_compared_as_characters():
    text = "ä line\n" * 20_000
    found = await compare_text(
        side(text.encode(), "text/plain"), side(text.encode("utf-16"), "text/plain"), NO_RULES, False
    )
    assert found.diff.changes == 0


async def test_invalid_json_is_compared_as_received_and_said_so():
    found = await compare_text(side(SMALL), side(b'{"a": '), NO_RULES, formatted=True)
    assert found.problem.startswith("Compared as received: the right body is not formatted, ")
    assert not found.formatted
    assert found.diff.changes == 1


async def test_an_empty_body_is_all_added():
    found = await compare_text(side(b"", ""), side(b"x" * INLINE_LIMIT + b"\ny", ""), NO_RULES, True)
    assert [(change.removed, change.added) for change in changes(found)] == [(0, 2)]


async def test_documents_of_any_size_are_compared_by_structure():
    rules = DiffRules(("$..text",))
    edited = [{**each, "text": "y"} for each in LARGE]
    edited[500]["id"] = -5
    found = await compare_structure(side(LARGE), side(edited), rules)
    assert [each.path for each in found.differences] == ["$[500].id"]
    assert found.ignored == 3_000
    with pytest.raises(JobProblem, match="the right one is no JSON"):
        await compare_structure(side(LARGE), side(b"[" * 50), rules)
    with pytest.raises(JobProblem, match="is no path"):
        await compare_structure(side(LARGE), side(edited), DiffRules(("oops",)))


async def test_octets_of_any_size_are_compared():
    data = bytes(INLINE_LIMIT)
    assert (await compare_octets(Payload(2, b"ab"), Payload(2, b"ac"))).first == 1
    assert (await compare_octets(Payload(len(data), data), Payload(len(data), data))).equal
