"""A user in a process of its own: starts the program, does what the steps say, and prints what it sees.

Usage: python -m tests.journey.driver STEPS ARGUMENT...   (STEPS is JSON: a list of [name, text])
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from ui.kit.document_tabs import DocumentTabs
from ui.main import parse
from ui.opening import prepare
from ui.program import Program

TURN = 10  # ms
LIMIT = 50.0  # seconds, less than who starts this waits


class Driver:
    """Takes one step at a time, as soon as the step before it has had its effect."""

    def __init__(self, program, steps, home):
        self.program = program
        self.steps = steps
        self.home = Path(home)
        self.started = time.monotonic()
        self.timer = QTimer(interval=TURN)
        self.timer.timeout.connect(self.turn)
        self.timer.start()

    @property
    def window(self):
        return self.program.session.window

    def turn(self):
        if time.monotonic() - self.started > LIMIT:
            print("The driver waited too long for", self.steps[:1], flush=True)
            sys.stdout.flush()
            self.program.frame.hide()
            raise SystemExit(3)
        if self.program.session is None or not self.steps:
            return
        name, text = self.steps[0]
        if getattr(self, name)(text):
            self.steps.pop(0)

    # The steps: each gives True when it is done.

    def type_url(self, text):
        line = self.window.desk.page.line
        line.focus_url()
        QTest.keyClicks(line.url, text)
        return True

    def type_header(self, text):
        """Type the name of a header, and its value without leaving the field."""
        editor = self.window.desk.page.editor
        editor.show_tab(1)
        view = editor.page(1).table.view
        for column, words in enumerate(text.split(": "), 1):
            view.edit_cell(0, column)
            QTest.keyClicks(view.indexWidget(view.currentIndex()), words)
        return True

    def header(self, text):
        """Wait until the page in front has a header with this value."""
        return any(row.value == text for row in self.window.desk.page.draft.headers)

    def open(self, path):
        self.window.requests.open(path)
        return True

    def new(self, _text):
        self.window.requests.new()
        return True

    def type_token(self, text):
        """Choose Bearer, and leave the token in its field without leaving the field."""
        editor = self.window.desk.page.editor
        editor.show_tab(3)
        kind = editor.page(3).kind
        kind.setCurrentText("Bearer token")
        kind.activated.emit(kind.currentIndex())
        QTest.keyClicks(editor.page(3).token.edit, text)
        return True

    def send(self, _text):
        if self.window.desk.page.exchange is None and not self.window.desk.page.running:
            self.window.actions_table["request.send"].trigger()
        return self.window.desk.page.exchange is not None and not self.window.desk.page.running

    def start_sending(self, _text):
        self.window.actions_table["request.send"].trigger()
        return True

    def running(self, _text):
        return self.window.desk.page.running

    def save(self, _text):
        self.window.actions_table["request.save"].trigger()
        return True

    def saved(self, _text):
        return not self.window.workspace.drafts.dirty()

    def crash(self, text):
        """A bug in a slot, with something secret in its words."""
        QTimer.singleShot(0, lambda: self.fail(text))
        return True

    def fail(self, text):
        raise RuntimeError(f"a bug met {text}")

    def told(self, _text):
        """Wait for a message; print it."""
        if self.window.messages.isVisible():
            print(json.dumps(f"{self.window.messages.sentence()} {self.window.messages.hint()}"), flush=True)
        return self.window.messages.isVisible()

    def journal(self, text):
        """Wait until that words which were typed are in the journal."""
        files = (self.home / "data" / "drafts").glob("*/*.json")
        return any(text in file.read_text("utf-8") for file in files)

    def sealed(self, text):
        """Wait until so many files of the journal are sealed."""
        files = (self.home / "data" / "drafts").glob("*/*.json")
        return sum('"sealed"' in file.read_text("utf-8") for file in files) == int(text)

    def layout(self, text):
        """Wait until the layout tells of something."""
        file = self.home / "data" / "layout.json"
        return file.exists() and text in file.read_text("utf-8")

    def restored(self, _text):
        """Wait until the response of the run before is shown."""
        return self.window.desk.page.exchange is not None

    def report(self, _text):
        desk = self.window.desk
        tabs = desk.findChild(DocumentTabs).tabs()
        status = desk.page.exchange.response.status if desk.page and desk.page.exchange else None
        seen = {
            "titles": [tab.title for tab in tabs],
            "dirty": [tab.dirty for tab in tabs],
            "url": desk.page.line.url.text() if desk.page else None,
            "status": status,
            "environment": self.window.workspace.environment,
        }
        print(json.dumps(seen), flush=True)
        return True

    def close(self, _text):
        self.program.frame.close()
        return True

    def stay(self, _text):
        return False


def main():
    steps, *arguments = sys.argv[1:]
    start = parse(arguments)
    program = Program(prepare(start))
    driver = Driver(program, json.loads(steps), start.home)
    status = program.run()
    driver.timer.stop()
    return status


if __name__ == "__main__":
    sys.exit(main())
