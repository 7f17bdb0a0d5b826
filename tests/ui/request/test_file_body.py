"""A file body says what it will send, or that it cannot."""

import os

from app.format.words import size
from app.model.body import FileBody
from ui.request.context import EditorContext
from ui.request.file_body import FileBodyEditor, file_words


def test_the_size_of_the_file_is_told(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"x" * 2048)
    assert file_words("a.bin", tmp_path) == (size(2048), True)
    assert file_words(str(tmp_path / "a.bin"), None)[1]


def test_a_missing_file_is_told_with_its_whole_path(tmp_path):
    sentence, found = file_words("no.bin", tmp_path)
    assert sentence == f"There is no file at {tmp_path / 'no.bin'}. Choose another one."
    assert not found


def test_folders_odd_paths_and_variables(tmp_path):
    assert file_words("", tmp_path)[1]
    assert file_words("{{dir}}/a", tmp_path)[1]
    assert file_words(".", tmp_path) == (f"{tmp_path} is not a file.", False)
    assert not file_words("a\0b", tmp_path)[1]


def test_typing_a_path_tells_the_body_and_looks_for_the_file(qtbot, tmp_path):
    editor = FileBodyEditor()
    qtbot.addWidget(editor)
    told = []
    editor.changed.connect(told.append)
    editor.show_context(EditorContext(base=tmp_path))
    editor.show_body(FileBody("", "text/csv"))
    qtbot.keyClicks(editor.path, "x.csv")
    assert told[-1] == FileBody("x.csv", "text/csv")
    assert "There is no file" in editor.state.text()
    editor.content_type.selectAll()
    qtbot.keyClicks(editor.content_type, "a/b")
    assert told[-1] == FileBody("x.csv", "a/b")


def shown(qtbot, base, body):
    editor = FileBodyEditor()
    qtbot.addWidget(editor)
    editor.resize(500, 300)
    editor.show()
    editor.show_context(EditorContext(base=base))
    editor.show_body(body)
    return editor


def test_the_text_of_the_file_is_shown_and_can_be_edited(qtbot, tmp_path):
    (tmp_path / "a.json").write_text('{"a": 1}')
    editor = shown(qtbot, tmp_path, FileBody("a.json"))
    assert editor.view.visible_text() == '{"a": 1}'
    assert editor.state.text() == "8 B · application/json"
    with qtbot.waitSignal(editor.edit_wanted) as heard:
        editor.edit.click()
    assert heard.args == [tmp_path / "a.json"]
    (tmp_path / "a.json").write_text("[1, 2, 3]")
    editor.show_body(FileBody("a.json"))
    assert editor.view.visible_text() == "[1, 2, 3]"


def test_a_large_file_is_shown_but_not_edited_here(qtbot, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"line\n" * 500_000)
    editor = shown(qtbot, tmp_path, FileBody("a.txt"))
    assert editor.view.visible_text().startswith("line\nline")
    assert not editor.edit.isVisible()


def test_a_binary_a_missing_and_an_endless_file_have_no_text(qtbot, tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\x00\x01")
    os.mkfifo(tmp_path / "pipe")
    for path in ("a.bin", "missing", "pipe", "", "~nobody-has-this-name/x", "/dev/zero"):
        editor = shown(qtbot, tmp_path, FileBody(path))
        assert not editor.view.isVisible()
        assert not editor.edit.isVisible()
