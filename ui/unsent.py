"""Exchanges that stand in the place of a response when a send did not come to its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.errors import AppError, UnknownVariables
from app.model.exchange import Exchange, Failure, FailureKind, Response, SentRequest, Timing
from app.model.request import Request


def unsent(request: Request, problem: AppError) -> Exchange:
    """A request that could not be sent, as an exchange to be painted where the response would be."""
    kind: FailureKind = "invalid"
    if isinstance(problem, UnknownVariables):
        kind = "secrets" if problem.valueless == problem.names else "variables"
    failure = Failure(kind, "prepare", problem.sentence, "", problem.hint)
    return Exchange(_sent(request), None, Timing(), failure=failure, started=datetime.now())


def cancelled(request: Request, total: float) -> Exchange:
    """A send that the user stopped after so many milliseconds, before anything came."""
    hint = "What the server did with it until then is not known."
    failure = Failure("cancelled", "send", "Cancelled.", "", hint)
    return Exchange(_sent(request), None, Timing(total=total), failure=failure)


def cut_short(arriving: Exchange, response: Response, total: float) -> Exchange:
    """A send that the user stopped after so many milliseconds, with what had come of its response."""
    failure = Failure("cancelled", "receive", "Cancelled.", "", "What had arrived by then is shown.")
    timing = replace(arriving.timing, total=total)
    return replace(arriving, response=response, failure=failure, timing=timing)


def _sent(request: Request) -> SentRequest:
    return SentRequest(request.method, request.url, "", "")
