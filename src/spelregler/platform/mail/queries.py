"""What has become of letters: for doctor, the command and measured values."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from spelregler.platform.mail.models import Letter

MOST = 200
STUCK_AFTER = timedelta(hours=1)
GIVEN_UP_TOLD = timedelta(days=14)


def troubled() -> list[dict[str, Any]]:
    """Letters that wait or were given up, the oldest first, at most two hundred."""
    rows = Letter.objects.filter(sent_at=None).order_by("queued_at", "id")
    told = rows.values("id", "kind", "to", "queued_at", "not_before", "tries", "given_up_at", "last_error")[:MOST]
    return [dict(row) for row in told]


def stuck(*, now: datetime) -> int:
    """How many letters have failed and waited for an hour or more."""
    late = Letter.objects.filter(sent_at=None, given_up_at=None, queued_at__lt=now - STUCK_AFTER)
    return late.filter(~Q(last_error="") | Q(not_before__lt=now - STUCK_AFTER)).count()


def given_up(*, now: datetime) -> int:
    """How many were given up in the last two weeks."""
    return Letter.objects.filter(given_up_at__gte=now - GIVEN_UP_TOLD).count()
