"""Three versions of a request become one wherever nobody has to be asked."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.model import url as urls
from app.model.auth import BasicAuth, BearerAuth
from app.model.body import FileBody, FormBody, MultipartBody, NoBody, Part, TextBody
from app.model.environment import Variable
from app.model.field import Field
from app.model.options import Options
from app.model.request import Request
from app.workspace.merge import clash, differences, merge

BASE = Request(
    "Orders",
    "GET",
    "https://h/orders?page=1&size=20",
    query=(Field("page", "1"), Field("size", "20")),
    headers=(Field("Accept", "text/plain"), Field("X-Trace", "1")),
    body=TextBody("json", "{}"),
)

words = st.sampled_from(["a", "b", "c", "d", "e f", "ü", ""])
rows = st.lists(st.builds(Field, words, words, st.booleans()), max_size=4).map(tuple)


def _with_url(address, query, request):
    """A request whose URL and query rows agree, as the editor keeps them."""
    url = urls.with_query_rows(address, query)
    return replace(request, url=url, query=urls.query_rows(url, query))


bodies = st.one_of(
    st.just(NoBody()),
    st.builds(TextBody, st.just("json"), words),
    st.builds(FormBody, rows),
    st.builds(MultipartBody, st.lists(st.builds(Part, words, words), max_size=3).map(tuple)),
    st.builds(FileBody, words),
)
parts = {
    "name": words,
    "method": st.sampled_from(["GET", "PUT", "POST"]),
    "headers": rows,
    "path": rows,
    "omitted": st.lists(words, unique=True, max_size=3).map(tuple),
    "body": bodies,
    "auth": st.one_of(st.builds(BasicAuth, words), st.builds(BearerAuth, words)),
    "docs": words,
    "options": st.builds(Options, timeout=st.none() | st.integers(0, 9), verify=st.none() | st.booleans()),
    "sequence": st.none() | st.integers(0, 9).map(float),
    "tags": st.lists(words, unique=True, max_size=3).map(tuple),
    "variables": st.lists(st.builds(Variable, words, words), max_size=3).map(tuple),
}
requests = st.builds(
    _with_url, st.sampled_from(["", "h/a", "h/b#x", "{{base}}/:id"]), rows, st.builds(Request, **parts)
)


def told(request):
    """What a request says, wherever its rows stand; as differences to a request that says nothing."""
    return {each.where: each.mine for each in differences(None, request, Request(body=FileBody("no such")))}


@given(base=requests, mine=requests, theirs=requests)
def test_nothing_that_only_one_side_changed_is_lost(base, mine, theirs):
    found = differences(base, mine, theirs)
    merged = merge(base, mine, theirs)
    assert {each.where for each in differences(mine, merged, mine)} <= {
        each.where for each in found if each.side == "theirs"
    }
    assert {each.where for each in differences(theirs, merged, theirs)} <= {
        each.where for each in found if each.side != "theirs"
    }


@given(base=requests, mine=requests, theirs=requests)
def test_it_does_not_matter_who_is_who(base, mine, theirs):
    assert clash(differences(base, mine, theirs)) == clash(differences(base, theirs, mine))
    if not clash(differences(base, mine, theirs)):
        assert not differences(None, merge(base, mine, theirs), merge(base, theirs, mine))


@given(base=requests, other=requests)
def test_a_side_that_changed_nothing_takes_the_other_one_whole(base, other):
    assert merge(base, base, other) == other
    assert merge(base, other, base) == other
    assert merge(base, other, other) == other


@given(base=requests, mine=requests, theirs=requests, shared=st.sets(st.sampled_from(sorted(parts))))
def test_edits_of_different_fields_always_merge_to_both(base, mine, theirs, shared):
    mine = replace(base, **{name: getattr(mine, name) for name in shared})
    theirs = replace(base, **{name: getattr(theirs, name) for name in parts.keys() - shared})
    assert not clash(differences(base, mine, theirs))
    both = {name: getattr(mine if name in shared else theirs, name) for name in parts}
    assert merge(base, mine, theirs) == replace(base, **both)


@given(base=requests, mine=requests, theirs=requests)
def test_every_choice_can_be_made_and_is_taken(base, mine, theirs):
    found = differences(base, mine, theirs)
    kept = merge(base, mine, theirs, {each.where: "mine" for each in found})
    taken = merge(base, mine, theirs, {each.where: "theirs" for each in found})
    assert not differences(None, kept, mine)
    assert not differences(None, taken, theirs)


def test_parameters_of_both_sides_stand_in_the_url():
    mine = replace(
        BASE, url="https://h/orders?page=2&size=20", query=(Field("page", "2"), Field("size", "20"))
    )
    theirs = replace(
        BASE,
        url="https://new/orders?page=1&size=20&sort=a%2Fb",
        query=(*BASE.query, Field("sort", "a/b"), Field("off", "1", enabled=False)),
    )
    merged = merge(BASE, mine, theirs)
    assert merged.url == "https://new/orders?page=2&size=20&sort=a%2Fb"
    assert [row.name for row in merged.query] == ["page", "size", "sort", "off"]
    assert not clash(differences(BASE, mine, theirs))


def test_added_rows_of_both_sides_stay_those_of_the_file_first():
    mine = replace(BASE, headers=(*BASE.headers, Field("X-Mine", "1")))
    theirs = replace(BASE, headers=(Field("X-Theirs", "1"), *BASE.headers[1:], Field("X-Also", "2")))
    names = [row.name for row in merge(BASE, mine, theirs).headers]
    assert names == ["X-Theirs", "X-Trace", "X-Also", "X-Mine"]


def test_the_side_that_moved_rows_gives_the_order():
    mine = replace(BASE, headers=BASE.headers[::-1])
    theirs = replace(BASE, headers=(BASE.headers[0], Field("X-New"), BASE.headers[1]))
    assert [row.name for row in merge(BASE, mine, theirs).headers] == ["X-Trace", "Accept", "X-New"]


def test_a_row_that_both_changed_is_a_clash_and_mine_stands_until_somebody_chooses():
    mine = replace(BASE, headers=(Field("Accept", "text/html"), BASE.headers[1]))
    theirs = replace(BASE, headers=(BASE.headers[1],), method="PUT")
    (method, accept) = differences(BASE, mine, theirs)
    assert (method.where, method.side) == (("method",), "theirs")
    assert (accept.where, accept.side) == (("headers", "Accept"), None)
    assert (accept.base, accept.theirs) == ((BASE.headers[0],), None)
    assert merge(BASE, mine, theirs).headers == mine.headers
    assert merge(BASE, mine, theirs, {accept.where: "theirs"}).headers == theirs.headers


def test_without_an_earlier_version_every_difference_is_asked_about():
    theirs = replace(BASE, method="PUT", docs="new")
    assert [each.side for each in differences(None, BASE, theirs)] == [None, None]


def test_a_form_merges_row_by_row_and_another_kind_of_body_as_a_whole():
    form = replace(BASE, body=FormBody((Field("a", "1"), Field("b", "1"))))
    mine = replace(form, body=FormBody((Field("a", "2"), Field("b", "1"))))
    theirs = replace(form, body=FormBody((Field("a", "1"), Field("b", "2"))))
    assert merge(form, mine, theirs).body == FormBody((Field("a", "2"), Field("b", "2")))
    theirs = replace(form, body=NoBody())
    assert clash(differences(form, mine, theirs))
    assert not clash(differences(form, form, theirs))
