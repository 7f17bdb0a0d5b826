"""A text is checked for mistakes and comments, and only news are told."""

from PySide6.QtCore import QObject

from ui.kit.code_edit_check import Checker


def test_only_news_are_told(qapp):
    held = ["{}"]
    parent = QObject()
    checker = Checker(parent, lambda: held[0])
    checker.language = "json"
    told = []
    checker.problem_changed.connect(told.append)
    checker.comments_changed.connect(told.append)
    checker.check()
    assert told == []
    held[0] = '{"a": 1} // why'
    checker.check()
    checker.check()
    assert told == [True]
    held[0] = '{\n"a" 1}'
    checker.check()
    assert told[1].startswith("expected")
    assert told[2] is False
    assert checker.line == 1


def test_a_text_beyond_the_limit_and_plain_text_are_not_checked(qapp):
    parent = QObject()
    checker = Checker(parent, lambda: "{" * (1024 * 1024 + 1))
    checker.language = "json"
    checker.check()
    assert checker.problem == ""
    checker.language = "text"
    checker.check()
    assert checker.problem == ""
