"""A file body says what it will send, or that it cannot."""

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
