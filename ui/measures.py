"""Heights that more than one module needs, in pixels at the base text size."""

from typing import Final

TOP_BAR: Final = 44
DOCUMENT_TABS: Final = 38
STATUS_BAR: Final = 26
