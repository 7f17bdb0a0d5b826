"""PDF documents: page by page, and a sentence for those that cannot be read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.format.reading import read_body
from app.model.payload import Payload

ENCRYPTED = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"ab" * 32 + b"> /U <" + b"cd" * 32 + b"> >>"


def document(*pages, media_box=b"0 0 300 400", encrypted=False):
    """A PDF with one word and a blue box on every page."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, word in enumerate(pages):
        drawn = b"BT /F1 36 Tf 40 300 Td (%s) Tj ET 0 0 1 rg 0 0 300 200 re f" % word
        resources = b"<< /Font << /F1 3 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Resources %s /Contents %d 0 R >>"
            % (media_box, resources, 5 + 2 * index)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    if encrypted:
        objects.append(ENCRYPTED)
    made, offsets = b"%PDF-1.4\n\xff\xff\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    more = b"/Encrypt %d 0 R /ID [<aa> <aa>]" % len(objects) if encrypted else b""
    size = len(objects) + 1
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF"
        % (
            *(size, table, size, more),
            len(made),
        )
    )


def show(preview, qtbot, data):
    preview.show_reading(read_body(Payload(len(data), data), "application/pdf"))
    view = preview.current
    qtbot.waitUntil(lambda: view.has_page() or bool(view.problem()), timeout=15_000)
    return view


def test_a_page_is_as_wide_as_the_view_and_its_words_can_be_copied(preview, qtbot):
    data = document(b"First", b"Second")
    view = show(preview, qtbot, data)
    assert view.bar.facts() == f"PDF document · 2 pages · {len(data)} B"
    assert view.position.text() == "1 of 2"
    # The scroll bar gets its width when the canvas is laid out, which may be after the page came.
    qtbot.waitUntil(
        lambda: abs(view.canvas.scale * 400 - (640 - 24 - view.canvas.verticalScrollBar().width())) < 2
    )
    image = view.canvas.image
    assert image.pixelColor(image.width() // 2, image.height() * 3 // 4).name() == "#0000ff"
    assert image.pixelColor(2, 2).name() == "#ffffff"
    view.copy.click()
    assert QGuiApplication.clipboard().text() == "First"


def test_pages_are_turned_with_the_keys(preview, qtbot):
    view = show(preview, qtbot, document(b"First", b"Second"))
    assert not view.previous.isEnabled()
    bar = view.canvas.verticalScrollBar()
    assert bar.maximum() > 0
    while bar.value() < bar.maximum():
        qtbot.keyClick(view.canvas, Qt.Key.Key_PageDown)
    assert view.position.text() == "1 of 2"
    qtbot.keyClick(view.canvas, Qt.Key.Key_PageDown)
    assert view.position.text() == "2 of 2"
    qtbot.waitUntil(lambda: view.canvas.accessibleDescription() == "Second", timeout=15_000)
    assert bar.value() == 0
    assert not view.next.isEnabled()
    qtbot.keyClick(view.canvas, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: view.canvas.accessibleDescription() == "First", timeout=15_000)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"%PDF-1.7 this is none", "it is broken or no PDF"),
        (document(b"First")[:300], "it is broken or no PDF"),
        (document(b"First", encrypted=True), "it is protected by a password"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(preview, qtbot, data, problem):
    view = show(preview, qtbot, data)
    assert view.problem() == f"This PDF document cannot be shown: {problem}."


def test_a_page_of_any_size_takes_the_same_memory(preview, qtbot):
    view = show(preview, qtbot, document(b"Large", media_box=b"0 0 200000 300000"))
    assert max(view.canvas.image.width(), view.canvas.image.height()) <= 2401
