"""The elements of HTML that are written otherwise than the rest, by the HTML living standard."""

from __future__ import annotations

from typing import Final


def _names(listed: str) -> frozenset[bytes]:
    return frozenset(listed.encode().split())


VOID: Final = _names("area base br col embed hr img input link meta source track wbr")
"""Elements without an end."""
VERBATIM: Final = _names("pre script style textarea")
"""Elements whose white space counts."""
RAW: Final = _names("script style textarea title")
"""Elements whose content is no markup: "if (a<b)" must not open a tag called b."""
INLINE: Final = _names(
    "a abbr b bdi bdo br button cite code data del dfn em i img input ins kbd label mark q s samp select"
    " small span strong sub sup time tt u var wbr"
)
"""Elements that stand in a line of text."""
CLOSED_BY_NEXT: Final = _names("p li dt dd tr td th option thead tbody")
"""An opening tag of these ends the one before it (13.1.2.4, optional tags)."""
