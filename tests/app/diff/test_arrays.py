"""Which items of two arrays belong together."""

from app.diff.arrays import Matcher
from app.diff.members import open_document, open_node
from app.diff.paths import Ignored
from app.diff.rules import DiffRules


def pairs(left, right, **rules):
    chosen = DiffRules(**rules)
    ignored = Ignored(chosen.ignored_paths)
    sides = [open_node(open_document(text)) for text in (left, right)]
    return Matcher(chosen, ignored).pairs(*sides, ignored.root)


def test_equal_items_are_paired_in_their_order():
    assert pairs(b"[1,2,3]", b"[2,3,4]") == [(0, None), (1, 0), (2, 1), (None, 2)]


def test_without_order_equal_items_are_paired_wherever_they_stand():
    assert sorted(pairs(b"[1,2,3]", b"[3,1,2]", ignore_order=True)) == [(0, 1), (1, 2), (2, 0)]


def test_items_that_differ_only_in_ignored_paths_are_paired():
    found = pairs(
        b'[{"a":1,"t":1},{"a":2,"t":1}]', b'[{"x":0},{"a":1,"t":2},{"a":2,"t":2}]', ignored_paths=("$[*].t",)
    )
    assert found == [(None, 0), (0, 1), (1, 2)]
