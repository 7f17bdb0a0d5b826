"""The difference of two documents by structure."""

import copy
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.diff.rules import DiffRules
from app.diff.structure import MOST_TOLD, Structure, diff_documents
from app.errors import AppError
from app.work.job import JobProblem
from tests.app.diff.strategies import documents


def diff(left, right, **rules):
    texts = [side if isinstance(side, bytes) else json.dumps(side).encode() for side in (left, right)]
    return diff_documents(*texts, DiffRules(**rules))


def told(found):
    return [(each.kind, each.path, each.left, each.right) for each in found.differences]


@given(documents)
def test_equal_documents_have_no_differences(document):
    shuffled = json.dumps(document, sort_keys=True, indent=2).encode()
    assert diff(document, shuffled).total == 0


@given(st.dictionaries(st.sampled_from("abcdef"), documents, min_size=1), st.data())
def test_an_edit_is_found_where_it_was_made(document, data):
    name = data.draw(st.sampled_from(sorted(document)))
    edited = copy.deepcopy(document)
    edited[name] = {"entirely": "new"}
    assert next(path for _, path, *_ in told(diff(document, edited))).startswith(f"$.{name}")
    del edited[name]
    assert [(kind, path) for kind, path, *_ in told(diff(document, edited))] == [("removed", f"$.{name}")]
    assert [(kind, path) for kind, path, *_ in told(diff(edited, document))] == [("added", f"$.{name}")]


def test_every_kind_is_told_with_both_values():
    assert told(diff({"a": 1, "b": [1, 2], "c": "x"}, {"a": "1", "b": [1, 3], "d": None})) == [
        ("retyped", "$.a", "1", '"1"'),
        ("changed", "$.b[1]", "2", "3"),
        ("removed", "$.c", '"x"', ""),
        ("added", "$.d", "", "null"),
    ]


def test_an_item_put_in_does_not_change_those_after_it():
    found = diff([{"id": 1}, {"id": 2}], [{"id": 0}, {"id": 1}, {"id": 2}])
    assert told(found) == [("added", "$[0]", "", '{"id":0}')]


def test_items_that_changed_are_told_apart_by_their_id_where_others_were_put_in():
    left = [{"id": 1, "v": 1}, {"id": 2, "v": 1}]
    right = [{"id": 9, "v": 2}, {"id": 1, "v": 2}, {"id": 2, "v": 2}]
    assert [(kind, path) for kind, path, *_ in told(diff(left, right))] == [
        ("added", "$[0]"),
        ("changed", "$[0].v"),
        ("changed", "$[1].v"),
    ]


def test_numbers_are_texts_unless_their_value_counts():
    assert diff(b"[1.0]", b"[1.00]").total == 1
    assert diff(b"[1.0]", b"[1.00]", by_value=True).total == 0


@given(st.lists(documents, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_items_can_be_left_out(items, chance):
    mixed = list(items)
    chance.shuffle(mixed)
    assert diff(items, mixed, ignore_order=True).total == 0


def test_without_order_an_item_is_compared_with_the_one_of_its_key():
    left = [{"code": "a", "v": 1}, {"code": "b", "v": 1}]
    right = [{"code": "b", "v": 2}, {"code": "a", "v": 1}]
    found = diff(left, right, ignore_order=True, order_key="code")
    assert [(kind, path) for kind, path, *_ in told(found)] == [("changed", "$[1].v")]


def test_ignored_paths_are_counted_apart():
    left = {"at": 1, "items": [{"at": 1, "v": 1}, {"at": 1, "v": 1}]}
    right = {"at": 2, "items": [{"at": 2, "v": 1}, {"at": 2, "v": 2}]}
    found = diff(left, right, ignored_paths=("$..at",))
    assert told(found) == [("changed", "$.items[1].v", "1", "2")]
    assert found.ignored == 3
    assert diff(left, right, ignored_paths=("$.items[*].at",)).total == 2


def test_ignored_paths_do_not_part_items_without_order():
    left = [{"n": number, "at": number} for number in range(5)]
    right = [{"n": number, "at": -1} for number in (3, 1, 4, 0, 2)]
    assert diff(left, right, ignored_paths=("$..at",), ignore_order=True).total == 0


def test_a_name_that_comes_twice_is_compared_twice():
    assert told(diff(b'{"a":1,"a":2}', b'{"a":1,"a":3}')) == [("changed", "$.a", "2", "3")]


@pytest.mark.parametrize(("opens", "closes", "levels"), [(b"[", b"]", 100_000), (b'{"a":', b"}", 5_000)])
def test_what_differs_very_many_levels_down_is_found(opens, closes, levels):
    left, right = (opens * levels + inner + closes * levels for inner in (b"1", b"2"))
    assert diff(left, right).counts == {"changed": 1}


def test_all_differences_are_counted_and_the_first_are_told():
    number = MOST_TOLD + 50
    found = diff(list(range(number)), [f"{item}" for item in range(number)])
    assert (found.total, len(found.differences)) == (number, MOST_TOLD)


def test_a_result_travels_as_json():
    found = diff({"a": 1}, {"a": 2, "b": 3})
    assert Structure.from_json(json.loads(json.dumps(found.as_json()))) == found


def test_what_is_no_json_is_told_with_its_side():
    with pytest.raises(JobProblem, match="the right one is no JSON: it ends too early"):
        diff(b"[1]", b"[1")
    with pytest.raises(AppError, match="is no path"):
        diff([1], [2], ignored_paths=("oops",))


def test_a_random_document_and_its_edit_differ_in_as_many_places_as_were_edited():
    chance = random.Random(4)
    left = [{"id": number, "a": {"b": [number, number]}} for number in range(500)]
    right = copy.deepcopy(left)
    places = chance.sample(range(500), 20)
    for place in places:
        right[place]["a"]["b"][1] = -1
    found = diff(left, right)
    assert {path for _, path, *_ in told(found)} == {f"$[{place}].a.b[1]" for place in places}
