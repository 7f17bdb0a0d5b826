"""PySide6 6.12.0 loses a reference to None at every call into Python, which ends the process before 3.12."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal

CALLS = 2_000


class Source(QObject):
    happened = Signal()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_from_qt_into_python_keep_the_references_to_none_and_true():
    source = Source()
    source.happened.connect(lambda: None)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        source.happened.emit()
    lost = before[0] - sys.getrefcount(None), before[1] - sys.getrefcount(True)
    assert max(lost) < CALLS / 10
