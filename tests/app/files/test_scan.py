"""How much a folder holds is told without looking through all of it."""

from app.files.scan import is_large


def test_a_folder_is_large_by_its_yaml_files_alone(tmp_path):
    for folder in ("a", "node_modules", ".git"):
        (tmp_path / folder).mkdir()
        for number in range(4):
            (tmp_path / folder / f"{number}.yml").touch()
            (tmp_path / folder / f"{number}.txt").touch()
    assert is_large(tmp_path, 3)
    assert not is_large(tmp_path, 4)
