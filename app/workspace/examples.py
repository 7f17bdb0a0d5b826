"""Saved examples of the open collection: made of a response, shown as one, renamed, deleted, brought back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, cast

from app.errors import AppError
from app.files.names import free
from app.files.side_files import EXAMPLES, add_side_file, find_side_file
from app.format.file_names import suggested_name
from app.format.mask_file import masked_pieces
from app.format.masking import CREDENTIALS, masked_value
from app.format.reading import Reading, read_body
from app.format.words import status as reason_of
from app.model.body import Body, NoBody, TextBody, TextKind
from app.model.collection import RequestItem
from app.model.example import Example, ExampleKind, ExampleRequest, ExampleResponse
from app.model.exchange import Exchange, Response, SentRequest, Timing
from app.model.field import Field
from app.model.payload import Payload
from app.workspace.variables import with_secrets

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

INLINE_LIMIT: Final = 32 * 1024
"""Bytes of a body that stands in the request's file itself; a longer one gets a file of its own."""
_WORDS: Final = re.compile(r"[\s=;,\"]+")
_SHORTEST_CREDENTIAL: Final = 8  # characters
_KINDS: Final = ("json", "xml", "html")
_LOGIN: Final = re.compile(r"(?<=://)[^/?#@]*@")


class Examples:
    """What is done with the examples of requests, by the path of the request."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def of(self, path: str) -> tuple[Example, ...]:
        """The examples of a request, in the order of its file."""
        collection = self._workspace.collection
        item = collection.find(path) if collection and path else None
        return item.examples if isinstance(item, RequestItem) else ()

    def suggested_name(self, path: str, response: Response) -> str:
        """A name such as "200 OK" that the request has no example of."""
        name = f"{response.status} {response.reason or reason_of(response.status)}".strip()
        return free(name, "", [example.name for example in self.of(path)])

    async def save(self, exchange: Exchange, path: str, name: str) -> Example:
        """Keep a response as an example of a request. Credentials and secrets are masked before anything
        is written.

        Raises:
            AppError: there is no response, or no file of the request to keep it in.
        """
        store = self._workspace.needed_store()
        if exchange.response is None:
            raise AppError("There is no response to keep.", "Send the request first.")
        if not isinstance(store.collection.find(path), RequestItem):
            raise AppError("The request has no file yet.", "Save it first (Ctrl+S).")
        secrets = await self._secrets(exchange, path)
        body = await asyncio.to_thread(self._body, exchange, f"{PurePosixPath(path).stem} {name}", secrets)
        example = Example(name, "", _request(exchange.request, secrets), body)
        self._write(path, (*self.of(path), example))
        return example

    def change(self, path: str, index: int, example: Example) -> None:
        """Put another value in the place of an example: with another name or description."""
        examples = list(self.of(path))
        examples[index] = example
        self._write(path, tuple(examples))

    def delete(self, path: str, index: int) -> Callable[[], None]:
        """Delete an example with its file; gives what brings both back."""
        store, examples = self._workspace.needed_store(), self.of(path)
        gone = examples[index]
        self._write(path, examples[:index] + examples[index + 1 :])
        file = gone.response.file
        token = store.discard_file(file) if self._is_unused(file) else None

        def restore() -> None:
            if token is not None:
                store.restore_file(token)
            now = self.of(path)
            self._write(path, (*now[:index], gone, *now[index:]))

        return restore

    def exchange(self, example: Example) -> Exchange:
        """An example as the response pane shows it: without timing and connection.

        Raises:
            AppError: the file of its body is missing, or lies outside the collection.
        """
        request, response = example.request, example.response
        return Exchange(
            SentRequest(
                request.method,
                request.url,
                "",
                "",
                tuple((row.name, row.value) for row in request.headers),
                _payload(request.body.text if isinstance(request.body, TextBody) else ""),
            ),
            Response(response.status, response.reason, "", response.headers, self.payload(example)),
            Timing(),
        )

    def payload(self, example: Example) -> Payload:
        """The body of an example by handle. Raises AppError like ``exchange``."""
        response = example.response
        if not response.file:
            return _payload(response.text)
        place = find_side_file(self._workspace.needed_store().root, response.file)
        return Payload(place.stat().st_size, None, place)

    def _write(self, path: str, examples: tuple[Example, ...]) -> None:
        self._workspace.needed_store().save_examples(path, examples)
        self._workspace.tell()

    def _is_unused(self, file: str) -> bool:
        """Whether a file is there and no example needs it: a copy of a request shares those of the first."""
        collection = self._workspace.needed_store().collection
        items = (item for item in collection.items() if isinstance(item, RequestItem))
        used = {example.response.file for item in items for example in item.examples}
        return file.startswith(f"{EXAMPLES}/") and file not in used and (collection.root / file).is_file()

    async def _secrets(self, exchange: Exchange, path: str) -> tuple[str, ...]:
        """The secrets that the exchange used and those that the request could use now."""
        used = exchange.wire.secrets if exchange.wire is not None else ()
        scope = self._workspace.scope(path)
        known = await with_secrets(scope, scope.names(), self._workspace.vault)
        values = (value for layer in known.layers for value in layer.secrets.values())
        sent = _credentials(exchange.request)
        return tuple(dict.fromkeys((*used, *filter(None, values), *sent)))

    def _body(self, exchange: Exchange, name: str, secrets: tuple[str, ...]) -> ExampleResponse:
        """The response as it is kept: its body as text, or written to a file. May take a while."""
        response = exchange.response
        assert response is not None
        reading = read_body(response.body, response.header("content-type") or "")
        headers = tuple((name, masked_value(name, value, secrets)) for name, value in response.headers)
        reason = response.reason or reason_of(response.status)
        kept = ExampleResponse(response.status, reason, headers, _kind(reading))
        text = _inline(reading, secrets)
        if text is not None:
            return replace(kept, text=text)
        root = self._workspace.needed_store().root
        ending = PurePosixPath(suggested_name(exchange)).suffix or ".bin"
        pieces = masked_pieces(response.body, () if reading.binary else secrets)
        return replace(kept, file=add_side_file(root, EXAMPLES, name, ending, pieces))


def _credentials(sent: SentRequest) -> Iterator[str]:
    """What logged the request in: a server may repeat it in its answer. Short words stay, for ``true``
    in a cookie would mask half of everything."""
    for name, value in sent.headers:
        if name.lower() in CREDENTIALS:
            words = (word for word in _WORDS.split(value) if len(word) >= _SHORTEST_CREDENTIAL)
            yield from (value, *words)


def _kind(reading: Reading) -> ExampleKind:
    if reading.binary:
        return "binary"
    return cast(ExampleKind, reading.language) if reading.language in _KINDS else "text"


def _inline(reading: Reading, secrets: tuple[str, ...]) -> str | None:
    """A short body as UTF-8 text, masked; None for one that needs a file to stay as it is."""
    if reading.binary or reading.payload.size > INLINE_LIMIT:
        return None
    try:
        return b"".join(masked_pieces(reading.payload, secrets)).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _request(sent: SentRequest, secrets: tuple[str, ...]) -> ExampleRequest:
    """The request as it went out, without the headers that every send adds anew."""
    rows = tuple(Field(name, masked_value(name, value, secrets)) for name, value in sent.typed)
    url = masked_value("url", _LOGIN.sub("", sent.url), secrets)
    return ExampleRequest(sent.method, url, rows, _sent_body(sent, secrets))


def _sent_body(sent: SentRequest, secrets: tuple[str, ...]) -> Body:
    named = (value for name, value in sent.headers if name.lower() == "content-type")
    if not sent.body.size or (sent.body.data is None and sent.body.path is None):
        return NoBody()
    try:
        reading = read_body(sent.body, next(named, ""))
        text = _inline(reading, secrets)
    except OSError:
        return NoBody()  # A file that was sent may be gone by now.
    kind: TextKind = reading.language if reading.language in ("json", "xml") else "text"
    return NoBody() if text is None else TextBody(kind, text)


def _payload(text: str) -> Payload:
    data = text.encode("utf-8", "surrogatepass")
    return Payload(len(data), data)
