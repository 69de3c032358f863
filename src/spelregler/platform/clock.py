"""The only place that reads the clock. Everything else is told which day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from spelregler.domain import reading


def today() -> date:
    """Today in Sweden, or the fixed day of the demo (SPELREGLER_TODAY)."""
    if settings.SPELREGLER_TODAY:
        return reading.day(settings.SPELREGLER_TODAY)
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()  # noqa: TID251  the one clock


def now() -> datetime:
    """This moment in UTC, for stamps on rows."""
    return datetime.now(UTC)  # noqa: TID251  the one clock
