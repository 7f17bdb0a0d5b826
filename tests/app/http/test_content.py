import pytest

from app.http.content import Content, FilePiece, FileShrank


async def written(content):
    return b"".join([chunk async for chunk in content.chunks()])


async def test_pieces_follow_one_another_and_can_be_read_again(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"x" * 300_000)
    content = Content("t/t", (b"<", FilePiece(file, 300_000), b">"))
    assert content.length == 300_002
    assert await written(content) == await written(content) == b"<" + b"x" * 300_000 + b">"


async def test_a_file_that_grew_is_sent_at_the_length_that_was_told(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"abcdef")
    assert await written(Content("t/t", (FilePiece(file, 3),))) == b"abc"


async def test_a_file_that_shrank_is_an_error_with_its_name(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"abc")
    with pytest.raises(FileShrank) as caught:
        await written(Content("t/t", (FilePiece(file, 9),)))
    assert caught.value.filename == str(file)


def test_what_was_sent_is_kept_by_handle(tmp_path):
    assert Content("t/t", (b"ab",)).payload().read() == b"ab"
    assert Content("t/t", (FilePiece(tmp_path / "a", 9),)).payload().path == tmp_path / "a"
    assert Content("t/t", (b"ab", FilePiece(tmp_path / "a", 9))).payload().size == 11
