"""A time of day as people write it."""

from __future__ import annotations

from datetime import time

from spelregler.domain.reading import Unreadable
from spelregler.domain.words import Words


def time_of_day(text: str) -> time:
    """18:30, 18.30 or 18. Refuses with `Unreadable` what is no time."""
    try:
        hour, _colon, minute = text.strip().replace(".", ":").partition(":")
        return time(int(hour), int(minute or 0))
    except ValueError as fault:
        raise Unreadable(
            Words("“{text}” is no time.", text=text.strip()[:20]), way=Words("Write for instance 18:30.")
        ) from fault
