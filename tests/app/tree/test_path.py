"""Paths find the node that they were made from, in the languages that they are written in."""

import json

import jq
import jsonpath_rfc9535
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.tree.json_walker import JsonWalker
from app.tree.path import jq_path, json_path, x_path
from app.tree.row import root_row, rows_below
from app.tree.xml_walker import XmlWalker

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


def first_below(walker, row):
    return next(found for found in rows_below(walker, row) if found is not None)


@given(st.lists(names, min_size=1, max_size=4))
def test_a_path_leads_to_the_member_whatever_its_name(keys):
    document = "here"
    for key in reversed(keys):
        document = {key: document}
    walker = JsonWalker(json.dumps(document).encode())
    row = root_row(walker)
    for _ in keys:
        row = first_below(walker, row)
    assert jsonpath_rfc9535.find(json_path(walker, row), document).values() == ["here"]
    assert jq.all(jq_path(walker, row), document) == ["here"]


def test_elements_of_arrays_go_by_their_number():
    walker = JsonWalker(b'[{"a":1}]')
    row = first_below(walker, first_below(walker, root_row(walker)))
    assert (json_path(walker, row), jq_path(walker, row)) == ("$[0].a", ".[0].a")


def test_a_record_is_no_step_for_jq():
    walker = JsonWalker(b'{"a":1}\n{"b":2}', records=True)
    row = first_below(walker, first_below(walker, root_row(walker)))
    assert (json_path(walker, row), jq_path(walker, row)) == ("$[0].a", ".a")


def all_rows(walker, row):
    found = [each for each in rows_below(walker, row) if each is not None]
    return found + [below for each in found if not each.is_leaf for below in all_rows(walker, each)]


def test_every_element_and_attribute_is_found_by_its_xpath():
    text = b'<?xml version="1.0"?><a x="1"><b>1</b><c/><b y="2"><b>3</b>t</b><!-- no --><?go on?></a>'
    walker, document = XmlWalker(text), etree.fromstring(text)
    paths = {x_path(walker, row): row for row in all_rows(walker, root_row(walker))[1:]}
    assert list(paths) == [
        "/a[1]",
        "/a[1]/@x",
        "/a[1]/b[1]",
        "/a[1]/c[1]",
        "/a[1]/b[2]",
        "/a[1]/comment()",
        "/a[1]/processing-instruction('go')",
        "/a[1]/b[2]/@y",
        "/a[1]/b[2]/b[1]",
        "/a[1]/b[2]/text()",
    ]
    assert all(len(document.xpath(path)) == 1 for path in paths)


def test_where_names_are_too_many_to_count_elements_go_by_their_number():
    text = b"<a>" + b"".join(b"<n%d/>" % number for number in range(400)) + b"</a>"
    walker, document = XmlWalker(text), etree.fromstring(text)
    for row in all_rows(walker, first_below(walker, root_row(walker))):
        (element,) = document.xpath(x_path(walker, row))
        assert element.tag == f"n{row.index}"
