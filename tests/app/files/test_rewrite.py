"""Only the lines that must change do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnreadableFile
from app.files import yaml, yaml_write
from app.files.rewrite import rewrite
from app.files.rows import same

HERE = Path("item.yml")

texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["yes", "1.0", "2024-01-01", "a: b", "a #b", " lead", "x\ny", "\n\nx", "x\n", " a\nb", "~", "-"]
    ),
)
leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts)
data = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from("abcd") | texts, inner, max_size=4)
    ),
    max_leaves=12,
)
documents = st.dictionaries(st.sampled_from(["name", "b", "c", "d", "e"]), data, min_size=1, max_size=5)


@given(documents, documents)
def test_any_text_can_be_changed_to_hold_any_data(before, after):
    changed = rewrite(yaml_write.write(before), after, HERE)
    assert same(yaml.read(changed, HERE), yaml.read(yaml_write.write(after), HERE))


@given(documents)
def test_a_text_that_holds_the_data_already_stays_as_it_is(document):
    text = yaml_write.write(document)
    assert rewrite(text, document, HERE) == text


@given(documents, documents)
def test_comments_around_the_entries_survive_any_change_that_keeps_an_entry(before, after):
    entries = [yaml_write.entry(key, value, 0) for key, value in before.items()]
    text = "".join(f"# comment {index}\n{entry}\n" for index, entry in enumerate(entries)) + "# end\n"
    changed = rewrite(text, after, HERE)
    if before.keys() & after.keys():
        for index in range(len(entries)):
            assert f"# comment {index}\n" in changed
        assert changed.endswith("# end\n")


COMMENTED = """\
# The file of the login.
info:
  name: Login   # shown in the tree
  type: http
  seq: 1000

http:
  method: POST
  url: '{{base}}/login'  # single quotes stay
  headers:
    # who asks
    - name: X-One
      value: "1"  # first
    # second comment
    - name: X-Two
      value: two
    - { name: X-Three, value: '3' }
  body:
    type: json
    data: |-  # a block
      {"a": 1}

# what Sonde does not edit
runtime:
  scripts:
    - type: tests
      code: |
        test();

settings:
  encodeUrl: true
# the end
"""


def edited(change):
    document = yaml.read(COMMENTED, HERE)
    change(document)
    changed = rewrite(COMMENTED, document, HERE)
    assert same(yaml.read(changed, HERE), document)
    old, new = COMMENTED.splitlines(), changed.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_an_edited_text_changes_only_its_line_and_keeps_the_comment_behind_it():
    assert edited(lambda d: d["info"].update(name="Sign in")) == (
        ["  name: Login   # shown in the tree"],
        ["  name: Sign in   # shown in the tree"],
    )


def test_an_edited_text_keeps_the_kind_of_its_quotes():
    assert edited(lambda d: d["http"].update(url="{{base}}/it's"))[1] == [
        "  url: '{{base}}/it''s'  # single quotes stay"
    ]


def test_a_removed_row_takes_no_other_line_along():
    removed, added = edited(lambda d: d["http"]["headers"].pop(0))
    assert removed == ["    - name: X-One", '      value: "1"  # first']
    assert added == []


def test_a_moved_row_takes_its_comment_along():
    def swap(document):
        rows = document["http"]["headers"]
        rows.append(rows.pop(1))

    assert edited(swap) == ([], [])


def test_an_added_row_is_the_only_new_text():
    removed, added = edited(lambda d: d["http"]["headers"].insert(1, {"name": "New", "value": "yes"}))
    assert (removed, added) == ([], ["    - name: New", '      value: "yes"'])


def test_a_row_in_braces_stays_in_braces():
    def change(document):
        document["http"]["headers"][2]["value"] = "4"

    assert edited(change)[1] == ['    - {name: X-Three, value: "4"}']


def test_a_block_of_text_keeps_the_comment_on_its_first_line():
    def change(document):
        document["http"]["body"]["data"] = '{"a": 2}\n{"b": 3}'

    assert edited(change) == (['      {"a": 1}'], ['      {"a": 2}', '      {"b": 3}'])


def test_a_new_top_level_block_stands_between_blank_lines():
    document = yaml.read(COMMENTED, HERE)
    changed = rewrite(COMMENTED, {**document, "docs": "Hello"}, HERE)
    assert changed == COMMENTED.replace("true\n# the end", "true\n\ndocs: Hello\n# the end")


def test_a_removed_block_leaves_one_blank_line():
    document = yaml.read(COMMENTED, HERE)
    del document["settings"]
    assert rewrite(COMMENTED, document, HERE) == COMMENTED.replace("\nsettings:\n  encodeUrl: true\n", "")


def test_a_change_that_would_dissolve_an_alias_is_refused_with_its_place():
    text = "a: &one\n  x: 1\nb: *one\nc: 3\n"
    with pytest.raises(UnreadableFile, match=r"line 3, column 4: an alias stands here"):
        rewrite(text, {"a": {"x": 1}, "b": {"x": 2}, "c": 3}, HERE)


def test_a_change_beside_an_alias_leaves_it():
    text = "a: &one\n  x: 1\nb: *one\nc: 3\n"
    assert rewrite(text, {"a": {"x": 1}, "b": {"x": 1}, "c": 4}, HERE) == text.replace("3", "4")


@pytest.mark.parametrize("text", ['{"a": 1, "b": [2]}', "a: 1", "", "# only a comment\n"])
def test_texts_without_blocks_are_written_anew(text):
    assert yaml.read(rewrite(text, {"a": 2}, HERE), HERE) == {"a": 2}
