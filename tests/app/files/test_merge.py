"""Only the difference of two values reaches what a file holds."""

from app.files.merge import merge


def test_keys_that_were_not_written_by_the_old_value_survive():
    held = {"a": 1, "future": 2, "b": {"c": 3, "d": 4}}
    assert merge(held, {"a": 1, "b": {"c": 3}}, {"a": 5}) == {"a": 5, "future": 2, "b": {"d": 4}}


def test_a_mapping_that_was_only_ours_goes_with_its_last_key():
    assert merge({"b": {"c": 3}}, {"b": {"c": 3}}, {}) == {}


def test_an_added_key_stands_behind_the_one_it_follows():
    assert list(merge({"x": 0, "a": 1, "z": 0}, {"a": 1}, {"a": 1, "b": 2, "c": 3})) == [
        "x",
        "a",
        "b",
        "c",
        "z",
    ]


def test_a_value_that_a_file_leaves_out_is_not_written_until_it_changes():
    assert merge({}, {"name": "login"}, {"name": "login"}) == {}
    assert merge({}, {"name": "login"}, {"name": "Log in"}) == {"name": "Log in"}


def test_rows_keep_what_they_hold_when_others_are_added_and_removed():
    held = [{"name": "a", "x": 1}, {"name": "b", "x": 2}, {"name": "c", "x": 3}]
    old = [{"name": "a"}, {"name": "b"}, {"name": "c"}]
    new = [{"name": "c"}, {"name": "a", "y": 4}, {"name": "new"}]
    assert merge(held, old, new) == [{"name": "c", "x": 3}, {"name": "a", "x": 1, "y": 4}, {"name": "new"}]


def test_rows_that_a_file_has_in_another_order_stay_where_they_are():
    held = [{"name": "q"}, {"name": "of the path", "x": 1}, {"name": "r", "x": 2}]
    old = [{"name": "q"}, {"name": "r"}, {"name": "of the path"}]
    new = [{"name": "q", "y": 3}, {"name": "r"}, {"name": "added"}, {"name": "of the path"}]
    assert merge(held, old, new) == [
        {"name": "q", "y": 3},
        {"name": "of the path", "x": 1},
        {"name": "r", "x": 2},
        {"name": "added"},
    ]


def test_a_list_that_is_written_as_a_whole_leaves_the_others_alone():
    held = {"rows": [{"name": "a", "x": 1}], "kept": [{"name": "b", "x": 2}]}
    old = {"rows": [{"name": "a"}], "kept": [{"name": "b"}]}
    new = {"rows": [{"name": "c"}], "kept": [{"name": "b"}]}
    assert merge(held, old, new, whole_lists=True) == {
        "rows": [{"name": "c"}],
        "kept": [{"name": "b", "x": 2}],
    }


def test_a_typed_value_keeps_its_type():
    assert merge({"type": "number", "data": "1"}, "1", "2") == {"type": "number", "data": "2"}


def test_another_auth_takes_the_place_of_one_that_says_none():
    held = {"auth": {"type": "none"}}
    assert merge(held, {}, {"auth": {"type": "bearer", "token": "t"}}) == {
        "auth": {"type": "bearer", "token": "t"}
    }
