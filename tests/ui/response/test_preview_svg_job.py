"""Drawings in the preview: painted by a worker, with nothing run and nothing fetched."""

import pytest

from app.format.reading import read_body
from app.model.payload import Payload
from tests.ui.response.tripwire import has_red, tripwire

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="200" height="100">'
)


def show(preview, qtbot, text, content_type="image/svg+xml"):
    data = text.encode()
    preview.show_reading(read_body(Payload(len(data), data), content_type))
    view = preview.current
    qtbot.waitUntil(lambda: view.has_picture() or bool(view.problem()), timeout=15_000)
    return view


def test_a_drawing_is_painted_sharp_enough_to_zoom(preview, qtbot):
    view = show(preview, qtbot, HEAD + '<rect width="200" height="100" fill="#00ff00"/></svg>', "text/xml")
    assert view.bar.facts() == "SVG image · 200 × 100 · 161 B"
    assert view.canvas.image.width() == 2048
    assert view.canvas.grab().toImage().pixelColor(view.canvas.rect().center()).name() == "#00ff00"


def test_a_drawing_reads_no_file_and_sends_no_request(preview, qtbot, tmp_path):
    with tripwire(tmp_path) as wire:
        text = f"""<?xml version="1.0"?><?xml-stylesheet href="{wire.url}/a.css"?>
        <!DOCTYPE svg SYSTEM "{wire.url}/a.dtd">{HEAD}
        <style>@import url({wire.url}/b.css); rect {{ fill: url({wire.url}/c.svg#a) }}</style>
        <image href="{wire.url}/d.png" width="200" height="100"/>
        <image xlink:href="{wire.file_url}" width="200" height="100"/>
        <image href="{wire.file_url.removeprefix("file://")}" width="200" height="100"/>
        <use href="{wire.file_url}#a"/><rect width="9" height="9"/>
        <foreignObject><img src="{wire.url}/e.png"/></foreignObject></svg>"""
        view = show(preview, qtbot, text)
        assert view.has_picture()
        assert "external reference" in view.bar.facts()
        assert not has_red(view.canvas.grab().toImage())
    assert wire.connections == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HEAD + "<g></svg>", "it is no well-formed XML (mismatched tag at line 1, column 114)"),
        (HEAD.replace('width="200" height="100"', 'width="0" height="0"') + "</svg>", "it has no size"),
        ('<!DOCTYPE a [<!ENTITY a "&b;">]>' + HEAD, "it declares the entity 'a', and such are not expanded"),
    ],
)  # fmt: skip
def test_what_cannot_be_painted_is_a_sentence(preview, qtbot, text, problem):
    assert show(preview, qtbot, text).problem() == f"This SVG image cannot be shown: {problem}."


def test_a_drawing_that_refers_to_itself_without_end_harms_nobody(preview, qtbot):
    text = HEAD + '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><use href="#a"/></svg>'
    view = show(preview, qtbot, text)
    assert view.has_picture() or "cannot be shown" in view.problem()
