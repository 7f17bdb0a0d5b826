"""When a send is tried again and how long to wait before: pure functions of what happened and the policy."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from app.model.exchange import Exchange, Response
from app.model.options import Retry

# RFC 9110 section 9.2.2: sending these twice does what sending them once does.
IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
# Before the request itself was sent; the server cannot have acted on it.
_UNSENT = frozenset({"prepare", "blocked", "dns", "connect", "tls"})

Chance = Callable[[], float]


def pause_before_next(
    exchange: Exchange, retry: Retry, now: datetime | None = None, chance: Chance = random.random
) -> float | None:
    """Milliseconds to wait before the request goes out again, or None when it does not.

    Args:
        exchange: how the last attempt ended; its ``attempt`` counts from 1.
        now: for dates in ``Retry-After``; aware.
        chance: gives a number from 0 to 1.
    """
    if exchange.attempt > retry.count or not is_wanted(exchange, retry):
        return None
    if retry.methods == "repeatable" and not is_repeatable(exchange):
        return None
    stated = retry_after(exchange.response, now or datetime.now(UTC)) if retry.obey_retry_after else None
    if stated is not None:
        return min(stated, float(retry.longest))
    return backoff(retry, exchange.attempt, chance)


def is_wanted(exchange: Exchange, retry: Retry) -> bool:
    """Whether the policy names how the exchange ended."""
    if exchange.failure is not None:
        return exchange.failure.kind in retry.on_failures
    return exchange.response is not None and exchange.response.status in retry.statuses


def is_repeatable(exchange: Exchange) -> bool:
    """Whether sending the request once more does no harm: an idempotent method (RFC 9110 section 9.2.2),
    an ``Idempotency-Key``, or no byte of it sent."""
    if exchange.request.method in IDEMPOTENT:
        return True
    if any(name.lower() == "idempotency-key" for name, _ in exchange.request.headers):
        return True
    return exchange.failure is not None and exchange.failure.phase in _UNSENT


def backoff(retry: Retry, attempt: int, chance: Chance = random.random) -> float:
    """Milliseconds: the first wait doubled for each attempt so far, up to the longest; with jitter any time
    between nothing and that, so that many clients do not come back at once."""
    # The exponent is bounded, for a float has an end where a whole number has none.
    most = float(min(retry.longest, retry.backoff * 2 ** min(attempt - 1, 40)))
    return most * chance() if retry.jitter else most


def retry_after(response: Response | None, now: datetime) -> float | None:
    """Milliseconds that ``Retry-After`` asks for (RFC 9110 section 10.2.3), in seconds or as a date; None
    where there is none or it is malformed."""
    stated = response.header("retry-after") if response is not None else None
    if stated is None:
        return None
    stated = stated.strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:12]) * 1000
    try:
        date = parsedate_to_datetime(stated)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max((date - now).total_seconds() * 1000, 0.0)
