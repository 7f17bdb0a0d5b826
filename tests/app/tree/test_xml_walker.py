"""Texts and comments that are longer than what is looked at in one go."""

import pytest

from app.tree.node import WINDOW, Broken
from app.tree.xml_walker import XmlWalker


def nodes(text):
    walker = XmlWalker(text)
    element = next(walker.children(walker.root(), None, {}))
    return [node for node in walker.children(element, None, {}) if node is not None]


@pytest.mark.parametrize("length", [0, 1, WINDOW - 5, WINDOW - 4, WINDOW - 3, WINDOW - 2, WINDOW, 3 * WINDOW])
def test_the_end_of_a_comment_is_found_wherever_it_lies(length):
    comment = b"<!--" + b"-x" * (length // 2) + b"y" * (length % 2) + b"-->"
    (found, element) = nodes(b"<a>" + comment + b"<b/></a>")
    assert (found.kind, found.start, found.end) == ("comment", 3, 3 + len(comment))
    assert element.kind == "element"


@pytest.mark.parametrize("length", [1, WINDOW - 1, WINDOW, WINDOW + 1, 3 * WINDOW])
def test_a_text_goes_on_to_the_next_tag(length):
    text, element = nodes(b"<a>" + b"x" * length + b"<b/></a>")
    assert (text.kind, text.start, text.end) == ("text", 3, 3 + length)
    assert element.start == 3 + length


def test_a_comment_without_an_end_is_told():
    with pytest.raises(Broken, match="<!-- is not closed"):
        nodes(b"<a><!--" + b"-x" * WINDOW + b"-</a>")
