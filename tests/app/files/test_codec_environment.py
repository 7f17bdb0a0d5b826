from dataclasses import replace
from pathlib import Path

from app.files.document import ENVIRONMENT, updated
from app.files.store import Store
from app.files.yaml import load
from app.model.environment import Variable, Variant

TEXT = b"""name: Far  # the other side
color: red
extends: Base
dotEnvFilePath: conf/far.env
variables:
  - name: port
    value: {type: number, data: "8080"}
  - name: host
    value:
      - title: here
        value: localhost
      - title: there
        selected: true
        value: example.org
  - secret: true
    name: token
"""
PLACE = Path("environments/Far.yml")


def decoded(content=TEXT):
    return ENVIRONMENT.decode(load(content, PLACE), PLACE)


def test_types_variants_and_what_is_extended_are_read():
    found = decoded()
    variants = (Variant("here", "localhost"), Variant("there", "example.org"))
    assert (found.extends, found.dotenv_file) == ("Base", "conf/far.env")
    assert found.variables == (
        Variable("port", "8080", type="number"),
        Variable("host", "example.org", variants=variants, chosen=1),
        Variable("token", secret=True),
    )


def test_an_unchanged_environment_is_written_as_it_was():
    assert updated(TEXT, decoded(), ENVIRONMENT, PLACE) == TEXT


def test_an_edited_value_changes_its_line_alone():
    found = decoded()
    changed = replace(found, variables=(replace(found.variables[0], value="9"), *found.variables[1:]))
    after = updated(TEXT, changed, ENVIRONMENT, PLACE)
    different = [line for line in after.splitlines() if line not in TEXT.splitlines()]
    assert len(different) == 1
    assert decoded(after) == changed


def test_a_local_file_overrides_and_is_no_environment_of_its_own(tmp_path):
    (tmp_path / "environments").mkdir()
    (tmp_path / "opencollection.yml").write_text("opencollection: 1.0.0\n")
    (tmp_path / "environments/Far.yml").write_bytes(TEXT)
    (tmp_path / "environments/Far.local.yml").write_text("variables: [{name: port, value: '1'}]\n")
    (tmp_path / "environments/Own.local.yml").write_text("variables: [{name: a, value: b}]\n")
    far, own = Store(tmp_path).collection.environments
    assert (far.name, far.local, far.local_path) == (
        "Far",
        (Variable("port", "1"),),
        "environments/Far.local.yml",
    )
    assert (own.name, own.variables, own.local) == ("Own", (), (Variable("a", "b"),))
