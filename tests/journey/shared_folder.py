"""One of several processes that write the same request; started with ROOT HOME NAME SAVES.

A window edits one header of its own and saves; ``editor`` writes another line into the file in its own way.
"""

import sys
from dataclasses import replace
from pathlib import Path

from app import paths
from app.errors import Conflict
from app.model.field import Field
from app.workspace import Workspaces

FILE = "one.yml"


def act_as_window(root: Path, home: Path, name: str, saves: int) -> None:
    """Save a header so many times, each time with another value, and see it stay whatever others save."""
    workspace = Workspaces(paths.find(home)).open(root)
    drafts = workspace.drafts
    # An editor that read the file before a save and writes it after takes that save back: beside one a
    # window has to ask, and keeps its own here.
    drafts.open(FILE, workspace.request_at(FILE))
    for number in range(1, saves + 1):
        current = drafts[FILE].current
        others = tuple(row for row in current.headers if row.name != name)
        drafts.edit(FILE, replace(current, headers=(*others, Field(name, str(number)))))
        while drafts[FILE].dirty:
            try:
                workspace.save(FILE)
            except Conflict:
                assert not drafts[FILE].torn or name.startswith("Beside"), "different headers clashed"
                drafts.solve(FILE, drafts[FILE].current)
        workspace.refresh()
        mine = [row.value for row in drafts[FILE].current.headers if row.name == name]
        assert mine == [str(number)] or name.startswith("Beside"), f"{name} was {number} and is {mine}"


def act_as_editor(root: Path, saves: int) -> None:
    """Change a comment so many times as editors do: write a new file, rename it over the old one."""
    file = root / FILE
    for number in range(1, saves + 1):
        lines = [line for line in file.read_text().splitlines() if not line.startswith("# edit")]
        fresh = file.with_name("editor.new")
        fresh.write_text("\n".join((f"# edit {number}", *lines)) + "\n")
        fresh.replace(file)


if __name__ == "__main__":
    folder, own_home, wanted, count = sys.argv[1:]
    if wanted == "editor":
        act_as_editor(Path(folder), int(count))
    else:
        act_as_window(Path(folder), Path(own_home), wanted, int(count))
