"""The rows of JSON are what json.loads reads; large nodes come in groups, broken ones up to the place."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tree.json_walker import JsonWalker
from app.tree.node import Broken
from app.tree.row import GROUP, root_row, rows_below
from app.tree.words import decoded_value, name_text
from app.tree.xml_walker import XmlWalker

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inside: st.lists(inside, max_size=5) | st.lists(st.tuples(st.text(), inside), max_size=5),
    max_leaves=30,
)


class Members(list):
    """An object as the list of its members, so that doubled names stay."""


def to_text(value, space):
    """JSON with white space everywhere; a list of pairs becomes an object."""
    if isinstance(value, list) and value and all(isinstance(each, tuple) for each in value):
        members = (f"{json.dumps(key)}{space}:{space}{to_text(each, space)}" for key, each in value)
        return "{" + space + f"{space},{space}".join(members) + space + "}"
    if isinstance(value, list):
        return "[" + space + f"{space},{space}".join(to_text(each, space) for each in value) + space + "]"
    return json.dumps(value, ensure_ascii=False)


def found_rows(walker, row):
    """The nodes in a row, through groups."""
    rows = []
    for found in rows_below(walker, row):
        if found is not None and found.group is not None and found.group.first == 0:
            rows.clear()
        if found is not None:
            rows.append(found)
    if rows and rows[0].group is not None:
        return [each for group in rows for each in found_rows(walker, group)]
    return rows


def end_of(walker, node):
    work = walker.end(node)
    while True:
        try:
            next(work)
        except StopIteration as ended:
            return ended.value


def read(walker, row):
    """What the rows say, in the words of json.loads."""
    if row.node.kind in ("object", "array"):
        below = found_rows(walker, row)
        if row.node.kind == "array":
            return [read(walker, each) for each in below]
        return Members((json.loads(f'"{name_of(walker, each)}"'), read(walker, each)) for each in below)
    text = walker.buffer[row.node.start : end_of(walker, row.node)]
    return decoded_value(row.node, text) if row.node.kind == "string" else json.loads(text)


def name_of(walker, row):
    return walker.buffer[row.node.key[0] : row.node.key[1]].decode()


@given(values, st.sampled_from(["", " ", "\n\t"]))
def test_the_rows_are_what_the_parser_of_python_reads(value, space):
    text = to_text(value, space)
    walker = JsonWalker(text.encode("utf-8", "surrogatepass"))
    assert read(walker, root_row(walker)) == json.loads(text, object_pairs_hook=Members)


def test_more_than_a_thousand_children_come_in_groups():
    walker = JsonWalker(json.dumps([{"n": [n]} for n in range(2 * GROUP + 5)]).encode())
    root = root_row(walker)
    groups = [row for row in rows_below(walker, root) if row is not None and row.group is not None]
    assert [name_text(walker, group) for group in groups] == [
        "[0 … 999]",
        "[1,000 … 1,999]",
        "[2,000 … 2,004]",
    ]
    assert root.count == 2 * GROUP + 5
    assert read(walker, found_rows(walker, root)[-1]) == [("n", [2 * GROUP + 4])]


@pytest.mark.parametrize("count", [GROUP - 1, GROUP, GROUP + 1, 2 * GROUP, 2 * GROUP + 1])
def test_no_child_is_lost_at_the_border_of_a_group(count):
    walker = JsonWalker(json.dumps({f"k{n}": n for n in range(count)}).encode())
    found = found_rows(walker, root_row(walker))
    assert [each.index for each in found] == list(range(count))
    assert name_text(walker, found[-1]) == f"k{count - 1}"


@pytest.mark.parametrize(
    ("text", "names", "offset"),
    [
        (b'{"a": 1, "b": [2', ["a", "b"], 16),
        (b'{"a": 1, "b": tru}', ["a"], 14),
        (b'{"a": 1 "b": 2}', ["a"], 8),
        (b'{"a": 1,}', ["a"], 8),
        (b'{"a": 1} {"b": 2}', ["a"], 9),
        (b'{"a": "x', ["a"], 8),
        (b'{"a"', [], 1),
    ],
)
def test_what_stands_before_a_mistake_is_read(text, names, offset):
    walker = JsonWalker(text)
    with pytest.raises(Broken) as problem:
        list(rows_below(walker, root_row(walker)))
    found = [row for row in collect(walker, root_row(walker)) if row is not None]
    assert [name_text(walker, row) for row in found] == names
    assert problem.value.offset == offset


def collect(walker, row):
    """All rows before the mistake."""
    found = []
    with suppress(Broken):
        found.extend(rows_below(walker, row))
    return found


def test_an_empty_text_and_one_that_is_no_value_have_no_root():
    for text in (b"", b" \n", b"oops"):
        with pytest.raises(Broken):
            root_row(JsonWalker(text))


def test_the_groups_of_a_broken_list_hold_all_that_was_read():
    walker = JsonWalker(b"[" + b"1," * (GROUP + 10) + b"x]")
    groups = [row for row in collect(walker, root_row(walker)) if row is not None and row.group is not None]
    assert [group.group.length for group in groups] == [GROUP, 10]


def test_records_are_the_children_of_one_root():
    walker = JsonWalker(b'{"a":1}\n\n[2]\r\n3\n\x1e"x"', records=True)
    kinds = [row.node.kind for row in found_rows(walker, root_row(walker))]
    assert kinds == ["object", "array", "number", "string"]


def test_a_hundred_thousand_levels_are_opened_one_by_one():
    walker = JsonWalker(b"[" * 100_000 + b"]" * 100_000)
    row = root_row(walker)
    for level in range(3):
        (row,) = found_rows(walker, row)
        assert row.level == level + 1
    assert end_of(walker, row.node) == 200_000 - 3


def test_the_groups_of_elements_know_the_positions_of_xpath():
    text = b"<r>" + b"".join(b"<a/><b>%d</b>" % n for n in range(GROUP)) + b"</r>"
    walker = XmlWalker(text)
    (element,) = found_rows(walker, root_row(walker))
    found = found_rows(walker, element)
    assert len(found) == 2 * GROUP
    assert [each.node.position for each in found[-2:]] == [GROUP, GROUP]
