"""What was sent and what came back, kept on this computer and found again; secrets are masked before."""

from app.history.entry import Entry, Origin, Query, Record
from app.history.history import History

__all__ = ["Entry", "History", "Origin", "Query", "Record"]
