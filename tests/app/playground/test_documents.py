"""The documents of the playground are what their types say."""

import csv
import email
import io

import pypdfium2


def test_a_table_has_its_header_and_its_rows(client):
    rows = list(csv.reader(io.StringIO(client.get("/csv?rows=1003").text)))
    assert rows[0] == ["id", "name", "price", "note"]
    assert len(rows) == 1004
    assert rows[2] == ["1", "Item 1", "1.50", "red, grün"]
    assert rows[3][3] == 'says "hello"'


def test_a_table_may_have_no_rows(client):
    assert client.get("/csv?rows=0").text == "id,name,price,note\r\n"


def test_the_document_has_two_pages_that_can_be_read(client):
    document = pypdfium2.PdfDocument(client.get("/pdf").content)
    words = [page.get_textpage().get_text_bounded() for page in document]
    assert ["Page 1 of 2." in words[0], "Page 2 of 2." in words[1]] == [True, True]
    document.close()


def test_the_parts_are_the_ones_named(client):
    response = client.get("/multipart")
    head = f"Content-Type: {response.headers['content-type']}\r\n\r\n".encode()
    parts = email.message_from_bytes(head + response.content).get_payload()
    assert [part.get_content_type() for part in parts] == ["application/json", "text/plain", "image/png"]
    assert parts[1].get_filename() == "note.txt"
    assert parts[0].get_payload() == '{"part": 1, "total": 3.00}'


def test_markdown_says_that_it_is(client):
    response = client.get("/markdown")
    assert response.headers["content-type"].startswith("text/markdown")
    assert response.text.startswith("# The playground")
