"""Sends a request and tells what happened; every way of sending goes through here.

    Request --resolve--> Resolved --prepare--> httpx.Request --send--> Exchange
                |                     |                         |
        UnknownVariables        InvalidRequest        a Failure inside the Exchange

``resolve`` is in ``app.template``, ``prepare`` in ``app.http.prepare``, the last arrow is ``Sender.send``.
Cancelling the task closes the socket and passes through every arrow.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime

import httpx

from app.errors import AppError
from app.http.clients import Clients
from app.http.cookies import CookieJar
from app.http.decoders import DecodeError
from app.http.failures import Scene, describe, timed_out
from app.http.payload import Intake, Spool
from app.http.prepare import Prepared, prepare
from app.http.progress import Meter, OnProgress
from app.http.redirects import follow, location
from app.http.retry import pause_before_next
from app.model.exchange import Connection, Exchange, Failure, Header, Interim, Response, SentRequest
from app.model.options import Retry, Travel
from app.model.payload import EMPTY
from app.model.wire import Wire
from app.template.resolve import Resolved
from app.wire.head import read_head, text_of
from app.wire.timeline import RawHeader, Timeline


class Sender:
    """Sends with warm ``clients``; bodies of answers go to ``spool``."""

    def __init__(self, clients: Clients, spool: Spool) -> None:
        self._clients = clients
        self._spool = spool

    async def send(
        self, resolved: Resolved, jar: CookieJar | None = None, progress: OnProgress | None = None
    ) -> Exchange:
        """Send, follow redirects and try again; one exchange each, the earlier ones in ``history``.

        Args:
            resolved: the request; its ``travel`` says how far and how long.
            jar: gives and takes cookies.
            progress: called at most ten times a second and at every change of phase.

        Raises:
            InvalidRequest: nothing was sent, because the request cannot be. Everything that goes wrong
                later is a ``Failure`` in the exchange.
        """
        prepared = prepare(resolved, _cookie(jar, resolved.url))
        client = self._client(prepared)
        record = _Record(_deadline(resolved.travel.timeout), Meter(progress))
        try:
            while True:
                exchange = record.place(
                    await record.begin(prepared, self._spool).run(client, record.deadline)
                )
                _keep_cookies(jar, exchange)
                again = await record.pause(exchange, resolved.travel.retry)
                if not again and not _leads_on(exchange, record.redirects, resolved.travel):
                    return _tried(_within_limit(exchange, resolved.travel))
                try:
                    prepared = _again(prepared, jar) if again else _next(prepared, exchange, jar)
                    client = self._client(prepared)
                except AppError as error:
                    return _stuck(exchange, error, again)
                record.keep(exchange, again)
        except BaseException:
            record.discard(self._spool)
            raise

    def _client(self, prepared: Prepared) -> httpx.AsyncClient:
        address = prepared.address
        travel = prepared.resolved.travel
        return self._clients.client(travel, address.host, address.any_port, address.scheme == "https")


def _deadline(limit: int) -> float | None:
    """``limit`` milliseconds from now in the loop's time; none for 0."""
    return asyncio.get_running_loop().time() + limit / 1000 if limit else None


def _cookie(jar: CookieJar | None, url: str) -> str | None:
    return jar.header_for(url) if jar is not None else None


def _keep_cookies(jar: CookieJar | None, exchange: Exchange) -> None:
    if jar is not None and exchange.response is not None:
        values = [value for name, value in exchange.response.headers if name.lower() == "set-cookie"]
        jar.store(exchange.request.url, values)


def _leads_on(exchange: Exchange, followed: int, travel: Travel) -> bool:
    """Whether the answer redirects and the options allow to follow once more."""
    redirects = exchange.failure is None and location(exchange.response) is not None
    return redirects and travel.follow_redirects and followed < travel.max_redirects


def _within_limit(exchange: Exchange, travel: Travel) -> Exchange:
    """The last exchange; a failure when it redirects once too often."""
    place = location(exchange.response)
    if exchange.failure or place is None or not travel.follow_redirects:
        return exchange
    title = f"Stopped after {travel.max_redirects} redirects."
    return _redirect_failure(exchange, title, f"The next one leads to {place}.")


def _next(prepared: Prepared, exchange: Exchange, jar: CookieJar | None) -> Prepared:
    assert exchange.response is not None
    resolved = follow(prepared.resolved, prepared.address, exchange.response)
    return prepare(resolved, _cookie(jar, resolved.url))


def _again(prepared: Prepared, jar: CookieJar | None) -> Prepared:
    """The same request with the cookies of now; files are opened anew."""
    return prepare(prepared.resolved, _cookie(jar, prepared.resolved.url))


def _stuck(exchange: Exchange, error: AppError, again: bool) -> Exchange:
    """The last exchange where the next one cannot be made."""
    if again:
        return _tried(exchange)
    title = f'The server redirects to "{location(exchange.response)}", where Sonde cannot go.'
    return _redirect_failure(exchange, title, error.sentence)


def _redirect_failure(exchange: Exchange, title: str, detail: str) -> Exchange:
    hint = "Follow no redirects, or raise their limit, in the options of the request."
    return replace(exchange, failure=Failure("redirect", "receive", title, detail, hint))


def _tried(exchange: Exchange) -> Exchange:
    """A failure that stayed says how often it was tried."""
    failure = exchange.failure
    if failure is None or exchange.attempt == 1:
        return exchange
    detail = f"{failure.detail} Tried {exchange.attempt} times.".strip()
    return replace(exchange, failure=replace(failure, detail=detail))


class _Record:
    """What happened so far in one send: redirects followed and attempts made, until ``deadline`` (in the
    loop's time)."""

    def __init__(self, deadline: float | None, meter: Meter) -> None:
        self.deadline = deadline
        self.redirects = 0
        self._meter = meter
        self._attempt = 1
        self._waited = self._pause = 0.0  # milliseconds before this exchange, and before the next
        self._history: list[Exchange] = []
        self._typed: tuple[Header, ...] | None = None

    def begin(self, prepared: Prepared, spool: Spool) -> _Hop:
        """The next exchange, not started yet."""
        self._meter.begin(self.redirects, prepared.content.length, self._attempt)
        if self._typed is None:
            self._typed = prepared.typed
        return _Hop(prepared, spool, self._meter, self._typed)

    def place(self, exchange: Exchange) -> Exchange:
        """An exchange that has just ended, at its place in the record."""
        return replace(exchange, history=tuple(self._history), attempt=self._attempt, waited=self._waited)

    async def pause(self, exchange: Exchange, retry: Retry) -> bool:
        """Wait until the next attempt begins; False when there is none, or no time for it."""
        pause = pause_before_next(exchange, retry)
        now = asyncio.get_running_loop().time()
        if pause is None or (self.deadline is not None and now + pause / 1000 >= self.deadline):
            self._pause = 0.0
            return False
        self._pause = pause
        self._meter.wait(pause, self._attempt + 1)
        try:
            await asyncio.sleep(pause / 1000)
        except asyncio.CancelledError:
            self._history.append(exchange)
            raise
        return True

    def keep(self, exchange: Exchange, again: bool) -> None:
        """Another exchange follows this one: a further attempt, or where it led to."""
        self._history.append(replace(exchange, history=()))
        self._waited = self._pause
        self._attempt += 1 if again else 0
        self.redirects += 0 if again else 1

    def discard(self, spool: Spool) -> None:
        """The send was stopped: nobody will look at the answers so far."""
        for exchange in self._history:
            spool.forget(exchange)


class _Hop:
    """One exchange while it happens; whatever is known when it ends becomes its ``Exchange``."""

    def __init__(
        self, prepared: Prepared, spool: Spool, meter: Meter, typed: tuple[Header, ...] = ()
    ) -> None:
        self._typed = typed
        self._prepared = prepared
        self._spool = spool
        self._meter = meter
        self._started = datetime.now()
        self._timeline = Timeline(meter.enter)
        self._answer: httpx.Response | None = None
        self._intake: Intake | None = None
        self._failure: Failure | None = None
        self._whole = False
        self._head: Response | None = None

    async def run(self, client: httpx.AsyncClient, deadline: float | None) -> Exchange:
        """Send and receive until ``deadline`` (in the loop's time)."""
        try:
            async with asyncio.timeout_at(deadline):
                await self._perform(client)
        except TimeoutError:
            self._failure = timed_out(self._prepared.resolved.travel.timeout, self._scene())
        except (httpx.HTTPError, DecodeError, OSError) as error:
            self._failure = describe(error, self._scene())
        except BaseException:
            if self._intake is not None:
                self._intake.discard()
            raise
        finally:
            self._meter.stop()
        self._timeline.stop()
        return self._exchange()

    async def _perform(self, client: httpx.AsyncClient) -> None:
        request = self._prepared.request(self._timeline, self._meter.sent)
        answer = self._answer = await client.send(request, stream=True)
        async with aclosing(answer):
            intake = self._intake = self._spool.open(answer.headers.get("content-encoding", ""))
            self._head = self._read_head(answer)
            redirects = location(self._head) is not None
            self._meter.expect(_length(answer), None if redirects else self._so_far)
            async for chunk in answer.aiter_raw():
                intake.feed(chunk)
                self._meter.received(intake.received)
            self._timeline.stop()
        self._whole = True

    def _scene(self) -> Scene:
        address = self._prepared.address
        return Scene.of(f"{address.host}:{address.any_port}", self._timeline)

    def _exchange(self) -> Exchange:
        response = self._response()
        if self._failure is None and self._intake is not None and self._intake.problem is not None:
            self._failure = describe(self._intake.problem, self._scene())
        return Exchange(
            self._sent(),
            response,
            self._timeline.timing(),
            self._connection(),
            self._failure,
            self._started,
            retried=self._timeline.retried,
            wire=self._wire(),
        )

    def _connection(self) -> Connection:
        chain = self._timeline.certificates
        return replace(self._timeline.connection, chain=chain) if chain else self._timeline.connection

    def _wire(self) -> Wire:
        tap, secrets = self._timeline.tap, self._prepared.resolved.secrets
        return Wire(tap.outgoing, tap.incoming, tap.frames(), self._timeline.started, secrets)

    def _sent(self) -> SentRequest:
        address, content = self._prepared.address, self._prepared.content
        return SentRequest(
            self._prepared.resolved.method,
            address.text,
            address.target,
            self._timeline.http_version,
            _texts(self._timeline.sent) or self._prepared.headers,
            content.payload(),
            self._typed,
        )

    def _response(self) -> Response | None:
        answer = self._answer
        if answer is None:
            return None
        return replace(
            self._head or self._read_head(answer),
            body=self._intake.finish(self._whole) if self._intake is not None else EMPTY,
            wire_size=self._intake.received if self._intake is not None else 0,
            trailers=_texts(answer.extensions.get("trailers", ())),
            interim=tuple(Interim(status, _texts(lines)) for status, lines in self._timeline.interim),
        )

    def _so_far(self) -> Exchange:
        """What has come of it, for whoever watches the answer arrive."""
        assert self._head is not None
        assert self._intake is not None
        response = replace(self._head, body=self._intake.so_far(), wire_size=self._intake.received)
        timing, connection = self._timeline.timing(), self._connection()
        return Exchange(self._sent(), response, timing, connection, started=self._started)

    def _read_head(self, answer: httpx.Response) -> Response:
        """The head of the answer with no body: as it was written, or for HTTP/2 as it was unpacked."""
        head = read_head(self._timeline.tap.received)
        if head is not None:
            return Response(head.status, head.reason, head.http_version, head.headers, header_size=head.size)
        headers = _texts(answer.extensions["headers"])
        # HPACK counts an entry as its two lengths and 32; the text itself and ": \r\n" are shown here.
        size = sum(len(name) + len(value) + 4 for name, value in answer.extensions["headers"])
        return Response(answer.status_code, "", answer.http_version, headers, header_size=size)


def _texts(lines: Sequence[RawHeader]) -> tuple[Header, ...]:
    return tuple((text_of(name), text_of(value)) for name, value in lines)


def _length(answer: httpx.Response) -> int | None:
    stated = answer.headers.get("content-length", "")
    return int(stated) if stated.isascii() and stated.isdigit() else None
