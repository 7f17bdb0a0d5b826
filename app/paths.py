"""Where Sonde keeps what is its own: settings, drafts, cookies, spooled bodies and the log."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of one installation; nothing is made until somebody writes."""

    config: Path
    data: Path
    cache: Path

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def globals(self) -> Path:
        return self.config / "globals.yml"

    @property
    def layout(self) -> Path:
        return self.data / "layout.json"

    @property
    def drafts(self) -> Path:
        return self.data / "drafts"

    @property
    def local_names(self) -> Path:
        return self.data / "collections.json"

    @property
    def plain_fields(self) -> Path:
        return self.data / "plain-fields.json"

    @property
    def outside_files(self) -> Path:
        return self.data / "outside-files.json"

    @property
    def cookies(self) -> Path:
        return self.data / "cookies"

    @property
    def history(self) -> Path:
        return self.data / "history"

    @property
    def log(self) -> Path:
        return self.data / "sonde.log"

    @property
    def spool(self) -> Path:
        return self.cache / "spool"

    @property
    def playground(self) -> Path:
        return self.data / "playground"


def find(home: Path | None = None) -> Paths:
    """The folders of the platform, or everything under ``home`` (portable use, tests, developers)."""
    if home is not None:
        home = home.absolute()
        return Paths(home / "config", home / "data", home / "cache")
    return Paths(
        Path(platformdirs.user_config_dir("sonde")),
        Path(platformdirs.user_data_dir("sonde")),
        Path(platformdirs.user_cache_dir("sonde")),
    )


def is_sample(found: Paths, root: Path) -> bool:
    """Whether a collection is one of the samples, or the user's copy of one."""
    return root.parent in (_own(found), samples())


def own_samples(found: Paths) -> Path:
    """The user's copy of the sample collections, made at first use: what comes with the program stays as
    it is, and may be read-only."""
    mine = _own(found)
    for sample in samples().iterdir():
        if sample.is_dir() and not (mine / sample.name).exists():
            shutil.copytree(sample, mine / sample.name, copy_function=shutil.copyfile)
    return mine


def _own(found: Paths) -> Path:
    return found.data / "samples"


def samples() -> Path:
    """The sample collections that come with the program."""
    beside = Path(__file__).resolve().parent.parent / "collections"
    return beside if beside.is_dir() else Path(__file__).resolve().parent / "samples"
