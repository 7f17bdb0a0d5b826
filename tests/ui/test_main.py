"""The installed command answers without a window where none is needed."""

import pytest

from app import __version__
from ui.main import run


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit, match=r"^0$"):
        run(["--version"])
    assert capsys.readouterr().out == f"sonde {__version__}\n"
