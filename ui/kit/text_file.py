"""A file as a text to read slices of, whatever its size, and whatever happens to it meanwhile.

A mapped file that somebody else makes shorter ends the program with SIGBUS when a lost page is touched.
Reading tells instead: what is gone reads as NUL.
"""

from __future__ import annotations

import os
import weakref
from collections import OrderedDict
from pathlib import Path
from typing import Final

_PAGE: Final = 64 * 1024
_PAGES: Final = 32


class FileText:
    """The first ``size`` bytes of a file (all there are now, by default), read like bytes.

    The file stays open, so its name may go; it is closed with this object. The last pages read are kept.
    """

    def __init__(self, path: Path, size: int | None = None) -> None:
        self._file = path.open("rb", buffering=0)
        self._close = weakref.finalize(self, self._file.close)
        self._size = os.fstat(self._file.fileno()).st_size if size is None else size
        self._pages: OrderedDict[int, bytes] = OrderedDict()

    def __len__(self) -> int:
        return self._size

    def __bytes__(self) -> bytes:
        return self[0 : self._size]

    def __getitem__(self, place: slice) -> bytes:
        start, stop, _ = place.indices(self._size)
        if stop - start > _PAGE:
            return self._read(start, stop)
        page, last = start // _PAGE, (stop - 1) // _PAGE
        if stop <= start:
            return b""
        if page == last:
            return self._page(page)[start - page * _PAGE : stop - page * _PAGE]
        return self._page(page)[start - page * _PAGE :] + self._page(last)[: stop - last * _PAGE]

    def close(self) -> None:
        """Close the file; nothing can be read from it after that."""
        self._close()

    def _page(self, number: int) -> bytes:
        page = self._pages.get(number)
        if page is None:
            page = self._read(number * _PAGE, min(self._size, (number + 1) * _PAGE))
            self._pages[number] = page
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        return page

    def _read(self, start: int, stop: int) -> bytes:
        self._file.seek(start)
        pieces, missing = [], max(0, stop - start)
        while missing and (piece := self._file.read(missing)):
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces) + b"\0" * missing
