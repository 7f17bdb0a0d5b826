"""Files outside of a collection: a request that came from somebody else must not read them unasked.

A body, a certificate or a socket that a request names may be any file of this computer, and be sent
anywhere. So what does not lie in the collection's folder, links followed, has to be allowed once, by the
user and on this computer. What the settings name is the user's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from app.errors import OutsideFiles
from app.http.bodies import locate
from app.model.body import FileBody, MultipartBody
from app.model.options import ClientCertificate
from app.settings import Settings, host_certificates
from app.template.resolve import Resolved
from app.workspace.answers import Answers, change_answers, read_answers

_ALLOWED: Final = "allowed"


class Permits:
    """Which files outside of its folder the requests of one collection may read.

    ``everything`` allows all, for this run.

    Args:
        file: where the answers of all collections are; it is made with the first one.
        collection: gives the name under which those of this one are kept.
    """

    everything = False

    def __init__(self, file: Path, collection: Callable[[], str]) -> None:
        self._file = file
        self._collection = collection
        self._now: set[Path] = set()

    def refuse(self, resolved: Resolved, settings: Settings) -> None:
        """Keep a request from being sent that reads a file which was not allowed. Raises OutsideFiles."""
        if self.everything or resolved.base is None:
            return
        outside = set(outside_files(resolved, resolved.base)) - set(_own_files(settings)) - self._now
        unknown = {str(file) for file in outside} - self._kept() if outside else set()
        if unknown:
            raise OutsideFiles(sorted(map(Path, unknown)))

    def allow(self, files: Iterable[Path]) -> None:
        """These may be read, now and later."""
        name, more = self._collection(), {str(file.resolve()) for file in files}

        def with_these(answers: Answers) -> Answers:
            kept = {*answers.get(name, {}).get(_ALLOWED, ()), *more}
            return {**answers, name: {_ALLOWED: sorted(kept)}}

        change_answers(self._file, with_these)

    def allow_now(self, files: Iterable[Path]) -> None:
        """These may be read in this run: the user named them."""
        self._now.update(file.expanduser().resolve() for file in files)

    def _kept(self) -> set[str]:
        return set(read_answers(self._file).get(self._collection(), {}).get(_ALLOWED, ()))


def outside_files(resolved: Resolved, root: Path) -> Iterator[Path]:
    """The places of the files that a send would read and that do not lie in a folder, links followed."""
    inside = root.resolve()
    for file in _files(resolved):
        place = locate(file, root).resolve()
        if not place.is_relative_to(inside):
            yield place


def _files(resolved: Resolved) -> Iterator[str]:
    match resolved.body:
        case FileBody(path):
            yield from filter(None, [path])
        case MultipartBody(parts):
            yield from (file for part in parts if part.is_file for file in part.files if file)
    travel = resolved.travel
    yield from filter(None, [travel.ca_file, travel.unix_socket])
    for certificate in (travel.certificate, *(each.certificate for each in travel.certificates)):
        yield from _of_certificate(certificate)


def _of_certificate(certificate: ClientCertificate) -> Iterator[str]:
    return filter(None, [certificate.file, certificate.key_file])


def _own_files(settings: Settings) -> Iterator[Path]:
    certificates = (each.certificate for each in host_certificates(settings))
    files = [settings.ca_file, *(file for each in certificates for file in _of_certificate(each))]
    return (Path(file).expanduser().resolve() for file in files if file)
