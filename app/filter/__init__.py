"""Filters: a part of a body by an expression of JSONPath, jq or XPath."""
