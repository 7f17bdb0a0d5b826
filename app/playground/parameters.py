"""Read numbers and choices from paths and queries; say what was wrong when they are out of bounds."""

from __future__ import annotations

from starlette.requests import Request

from app.playground.problems import Problem


def within(name: str, value: float, low: float, high: float) -> None:
    """Refuse a number outside ``low`` to ``high`` with status 400."""
    if not low <= value <= high:
        raise Problem(400, f"{name} is {value:g}; it has to be between {low:g} and {high:g}.")


def query_number(request: Request, name: str, default: float, low: float, high: float) -> float:
    """A number from the query, in whatever unit the parameter has."""
    text = request.query_params.get(name)
    if text is None or text == "":
        return default
    try:
        value = float(text)
    except ValueError:
        raise Problem(400, f"{name} is {text!r}; it has to be a number.") from None
    within(name, value, low, high)
    return value


def query_integer(request: Request, name: str, default: int, low: int, high: int) -> int:
    """A whole number from the query."""
    text = request.query_params.get(name)
    if text is None or text == "":
        return default
    if not text.removeprefix("-").isdecimal():
        raise Problem(400, f"{name} is {text!r}; it has to be a whole number.")
    within(name, int(text), low, high)
    return int(text)


def path_integer(request: Request, name: str, low: int, high: int) -> int:
    """A whole number from the path."""
    value = int(request.path_params[name])
    within(name, value, low, high)
    return value


def path_number(request: Request, name: str, low: float, high: float) -> float:
    """A number from the path."""
    value = float(request.path_params[name])
    within(name, value, low, high)
    return value
