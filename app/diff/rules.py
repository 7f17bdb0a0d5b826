"""What counts as no difference: the choices of the user, kept by whoever shows a comparison."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiffRules:
    """``ignored_paths`` are patterns such as ``$..timestamp`` and ``$.items[*].id`` (`app.diff.paths`);
    ``ignore_order`` compares arrays as sets, of objects by the member ``order_key`` where one is named;
    ``by_value`` takes 1.0 and 1.00 for one number. White space and case concern the text alone."""

    ignored_paths: tuple[str, ...] = ()
    ignore_order: bool = False
    order_key: str = ""
    by_value: bool = False
    ignore_whitespace: bool = False
    ignore_case: bool = False


NO_RULES = DiffRules()
"""Everything counts."""
