"""Which rows of the request's tables look like secrets that should rather be in the keyring."""

from __future__ import annotations

from app.model.body import Part
from app.model.field import Field
from app.workspace.secret_fields import looks_secret


def row_looks_secret(row: Field | Part) -> bool:
    """Whether the value of a header, parameter, form field or part does."""
    return looks_secret(row.name, row.value)
