"""The second face of Sonde: ``send`` goes the same way as the window's button, ``playground`` serves.

The body goes to standard output and everything else to standard error, like curl. Exit 0 when a response
came, 1 for a failure of the request, 2 for wrong usage or unreadable input.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from app import __version__, paths
from app.cli.given import add_given_arguments, given_layers
from app.cli.request import Target, named_files, read_target
from app.cli.trace import write_trace
from app.cli.travel import add_travel_arguments
from app.errors import AppError, OutsideFiles
from app.files.secrets import Secrets
from app.logs import known_secrets, redact, redact_secrets
from app.masker import MASK, MaskStream, masker
from app.model.exchange import Exchange
from app.model.payload import Payload
from app.workspace import Workspace, Workspaces

USAGE = 2
CHUNK = 1 << 20  # bytes
CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie"})


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit status."""
    if arguments and arguments[0] == "playground":
        from app.playground.alone import main as serve

        return serve(arguments[1:])
    try:
        if arguments and arguments[0] == "collection":
            from app.cli.collection import main as collection

            return collection(arguments[1:])
        return asyncio.run(_send(_parser().parse_args(arguments)))
    except BrokenPipeError:
        # Whoever read the output has enough; Python must not complain again when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except AppError as problem:
        print(f"sonde: {problem}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sonde", description=__doc__, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"sonde {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_send(commands.add_parser("send", help="send one request", allow_abbrev=False))
    commands.add_parser("playground", help="run the embedded test server", add_help=False)
    commands.add_parser("collection", help="check a collection's files", add_help=False)
    return parser


def _add_send(send: argparse.ArgumentParser) -> None:
    send.add_argument("target", nargs="+", metavar="[METHOD] URL|REQUEST.yml")
    send.add_argument("-H", "--header", action="append", default=[], metavar="'NAME: VALUE'")
    body = send.add_mutually_exclusive_group()
    body.add_argument("-d", "--data", action="append", metavar="DATA", help="body as given; POST by default")
    body.add_argument("--data-file", metavar="FILE", help="body from a file, streamed")
    body.add_argument("-F", "--form", action="append", metavar="NAME=VALUE|NAME=@FILE", help="multipart")
    environments = "environment of the request's collection; of several the last one wins"
    send.add_argument("-e", "--environment", action="append", metavar="ENV", help=environments)
    send.add_argument("-o", "--output", metavar="FILE", help="write the body to a file")
    allow = "read files outside of the collection that REQUEST.yml names"
    send.add_argument("--allow-outside", action="store_true", help=allow)
    send.add_argument("--dry-run", action="store_true", help="print the request, send nothing")
    send.add_argument("--json", action="store_true", help="print a HAR 1.2 entry")
    send.add_argument("--trace", metavar="FILE", help="what passed on the wire, as text; - for stderr")
    send.add_argument("--home", type=Path, metavar="DIR", help="keep everything of Sonde in this folder")
    add_given_arguments(send)
    add_travel_arguments(send)


async def _send(options: argparse.Namespace) -> int:
    target = read_target(options)
    # Nobody may be there to answer a question.
    workspaces = Workspaces(paths.find(options.home), Secrets(asks=False))
    workspaces.services.noticed.connect(lambda notice: print(f"sonde: {notice}", file=sys.stderr))
    workspaces.services.read_settings()
    try:
        if target.collection is not None:
            workspaces.open(target.collection)
        workspace = workspaces.current
        workspace.given = given_layers(options, workspace.collection)
        if options.environment is not None:
            _choose_environments(workspace, tuple(options.environment))
        workspace.permits.everything = options.allow_outside
        workspace.permits.allow_now(named_files(options))
        if options.dry_run:
            return await _print_request(workspace, target)
        exchange = await workspace.send(target.request, target.path, private=True)
        if options.trace is not None:
            write_trace(exchange, options.trace)
        return _print_exchange(exchange, options)
    except OutsideFiles as problem:
        raise AppError(problem.sentence, "Nothing was sent. With --allow-outside it is read.") from None
    finally:
        await workspaces.close()


def _choose_environments(workspace: Workspace, chosen: tuple[str, ...]) -> None:
    collection = workspace.collection
    names = [environment.name for environment in collection.environments] if collection else []
    for name in chosen:
        if name not in names:
            known = ", ".join(names) or "none, as the request is in no collection"
            raise AppError(f"There is no environment {name}.", f"Known ones: {known}.")
    workspace.choose_environments(chosen)


async def _print_request(workspace: Workspace, target: Target) -> int:
    from app.http.prepare import prepare

    resolved = await workspace.resolve(target.request, target.path)
    workspace.permits.refuse(resolved, workspace.services.settings)
    prepared = prepare(resolved)
    head = [f"{resolved.method} {prepared.address.target} HTTP"]
    head += [f"{name}: {value}" for name, value in prepared.headers]
    text = "\n".join(head) + "\n\n"
    # With a secret in use nothing that is made from it may be shown, base64 included.
    sys.stdout.write(redact(text) if resolved.secrets else text)
    sys.stdout.flush()
    body = MaskStream(masker(known_secrets()))
    async for chunk in prepared.content.chunks():
        sys.stdout.buffer.write(body.feed(chunk))
    sys.stdout.buffer.write(body.finish())
    return 0


def _print_exchange(exchange: Exchange, options: argparse.Namespace) -> int:
    if options.json:
        from app.http.har import har_entry

        print(json.dumps(_masked_entry(har_entry(exchange)), indent=2, ensure_ascii=False))
    else:
        _print_head(exchange)
    if options.output is not None or not options.json:
        _write_body(exchange, options.output)
    if exchange.failure is not None:
        failure = exchange.failure
        words = (failure.title, failure.detail, failure.hint)
        sentence = " ".join(word for word in words if word)
        print(f"sonde: {redact_secrets(sentence)}", file=sys.stderr)
    return 1 if exchange.failure is not None else 0


def _masked_entry(value: Any) -> Any:
    """An archive entry without the secrets of this run; a credential header may hold one in base64."""
    if isinstance(value, dict):
        if known_secrets() and str(value.get("name", "")).lower() in CREDENTIALS:
            return value | {"value": MASK}
        return {name: _masked_entry(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_masked_entry(each) for each in value]
    return redact_secrets(value) if isinstance(value, str) else value


def _print_head(exchange: Exchange) -> None:
    attempt = 1
    for hop in exchange.hops:
        if hop.attempt > attempt:
            attempt = hop.attempt
            print(f"* attempt {hop.attempt} after {hop.waited:.0f} ms", file=sys.stderr)
        print(f"> {hop.request.method} {redact(hop.request.url)}", file=sys.stderr)
        if hop.response is not None:
            response = hop.response
            print(f"< {response.http_version} {response.status} {response.reason}".rstrip(), file=sys.stderr)
            for name, value in response.headers:
                print(f"< {name}: {redact_secrets(value)}", file=sys.stderr)
        phases = " · ".join(f"{phase} {ms:.1f}" for phase, ms in hop.timing.phases())
        reused = f" · reused connection {hop.connection.id}" if hop.connection.reused else ""
        print(f"* {hop.timing.total:.1f} ms ({phases}{reused})", file=sys.stderr)


def _write_body(exchange: Exchange, output: str | None) -> None:
    if exchange.response is None:
        return
    body = exchange.response.body
    if output is not None:
        try:
            with Path(output).open("wb") as file:
                _copy(body, file)
        except OSError as error:
            raise AppError(f"The body cannot be written to {output}: {error.strerror}.") from error
    else:
        sys.stdout.flush()
        _copy(body, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _copy(body: Payload, target: BinaryIO) -> None:
    if body.path is None:
        target.write(body.read())
        return
    with body.path.open("rb") as source:
        shutil.copyfileobj(source, target, CHUNK)
