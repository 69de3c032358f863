"""What a number format says of the number that it shows."""

from __future__ import annotations

import re

LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
"""Texts in quotes, a character after a backslash, what is left blank or repeated, and colours and conditions."""


def is_percentage(number_format: str) -> bool:
    """A % of the format's own multiplies by a hundred; one within quotes or after a backslash is a text beside."""
    return "%" in LITERAL.sub("", number_format)
