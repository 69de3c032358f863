"""The only place that reads the clock. Everything else is told which day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today() -> date:
    """Today in Sweden, or the fixed day of the demo (SPELREGLER_TODAY)."""
    fixed = os.environ.get("SPELREGLER_TODAY")
    if fixed:
        return date.fromisoformat(fixed)
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()  # noqa: TID251  the one clock


def now() -> datetime:
    """This moment in UTC, for stamps on rows."""
    return datetime.now(UTC)  # noqa: TID251  the one clock
