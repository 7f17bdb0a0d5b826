import pytest

from app.template.explain import Candidate, Explanation
from app.workspace.origins import line_of, with_lines


@pytest.mark.parametrize(
    ("name", "line"), [("host", 3), ("port", 5), ("token", 6), ("user", 7), ("hos", 0), ("nobody", 0)]
)
def test_the_line_that_names_a_variable_is_found(tmp_path, name, line):
    file = tmp_path / "Local.yml"
    file.write_text(
        "name: Local\nvariables:\n  - name: host\n    value: x\n  - name: 'port' # why\n"
        "  - {secret: true, name: token}\n  - {name: user, value: ada}\n"
    )
    assert line_of(file, name) == line


def test_known_lines_stay_and_missing_files_have_none(tmp_path):
    known = Candidate(".env", "x", "used", "", tmp_path / ".env", 7)
    gone = Candidate("environment A", "x", "shadowed", "", tmp_path / "gone.yml")
    found = with_lines(Explanation("a", (known, gone)))
    assert [each.line for each in found.candidates] == [7, 0]
