"""Typed events from the core to several listeners; where one caller waits, a return value is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Event(Generic[Value]):
    """Something that happened and a value that says what. Listeners are called in the order they came."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Value], object]] = []

    def connect(self, listener: Callable[[Value], object]) -> Callable[[], None]:
        """Call the listener at each emit; returns what disconnects it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def emit(self, value: Value) -> None:
        """Tell every listener."""
        for listener in tuple(self._listeners):
            listener(value)
