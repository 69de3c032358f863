"""The secret address where somebody's calendar fetches their own dates."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from spelregler.apps.notices.models import CalendarAddress
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.operations import Who, record, store

BETWEEN = timedelta(seconds=10)
"""A calendar asks a few times a day; whoever asks oftener than this waits."""


def give_address(*, account: Account, now: datetime, who: Who) -> str:
    """The key of a new address: 256 random bits, shown once; only its digest is kept. An earlier one opens nothing."""
    key = secrets.token_urlsafe(32)
    with transaction.atomic():
        row = CalendarAddress.objects.select_for_update().filter(account=account).first()
        row = row or CalendarAddress(account=account)
        row.digest, row.given_at, row.fetched_at = _digest(key), now, None
        store(row, act="give-calendar-address", who=who, subject=account.email)
    return key


def withdraw_address(*, account: Account, who: Who) -> None:
    """The address opens nothing from that moment. Where there is none, nothing is done."""
    with transaction.atomic():
        deleted, _rows = CalendarAddress.objects.filter(account=account).delete()
        if deleted:
            record(
                who=who,
                act="withdraw-calendar-address",
                subject=account.email,
                subject_key="notices.calendaraddress",
            )


def holder_of(key: str) -> CalendarAddress | None:
    """The address that has the key, with its account; None where none has, or where the account is closed."""
    rows = CalendarAddress.objects.select_related("account")
    return rows.filter(digest=_digest(key), account__is_active=True).first()


def fetch_allowed(address: CalendarAddress, *, now: datetime) -> bool:
    """Whether the address may be fetched now, and if so it is noted when: once in ten seconds.

    No act of anybody's, so nothing in the trail; the page of one's notices tells when it was fetched last.
    """
    long_ago = Q(fetched_at=None) | Q(fetched_at__lte=now - BETWEEN)
    return bool(CalendarAddress.objects.filter(long_ago, pk=address.pk).update(fetched_at=now))


def _digest(key: str) -> str:
    # 256 random bits cannot be guessed, so a plain digest is enough.
    return hashlib.sha256(key.encode()).hexdigest()
