"""A form is sent once: it is begun, and ends or is given up. Whoever sends it again gets the first one's answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import NO_FACTS
from spelregler.platform.audit.queries import last_number
from spelregler.platform.sending.models import Sending

LONGEST = timedelta(minutes=5)
"""No page is answered for so long: a sending that has neither ended nor been removed is that of a dead process."""
LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class Sent:
    """One sending of one form. `is_mine` where nobody sent it before: then it is to be done, and ended."""

    row: Sending
    is_mine: bool
    is_same: bool

    @property
    def is_done(self) -> bool:
        """It was answered, and what was sent is stored."""
        return self.row.done_at is not None


def begin(*, account: str, token: str, digest: str, request_id: str, now: datetime) -> Sent:
    """Begin the sending, or find the one that was begun before, finished or not.

    One whose process died is taken over where the trail has nothing of it, else it is done: what is stored is never
    stored again.
    """
    new = {"digest": digest, "request_id": request_id, "trail_number": last_number(), "begun_at": now}
    row, is_mine = Sending.objects.get_or_create(account=account, token=token, defaults=new)
    if not is_mine and row.done_at is None and row.begun_at < now - LONGEST:
        if has_stored(row):
            end(row, location="", now=now)
        else:
            # Of two who find it at once only one takes it over.
            same = Sending.objects.filter(pk=row.pk, request_id=row.request_id, done_at=None)
            is_mine = bool(same.update(**new))
            row.refresh_from_db()
    return Sent(row=row, is_mine=is_mine, is_same=row.digest == digest)


def has_stored(row: Sending) -> bool:
    """Whether the trail tells of something that the sending stored, whatever it was answered."""
    after = AuditRow.objects.filter(id__gt=row.trail_number, request_id=row.request_id)
    return after.exclude(act__in=NO_FACTS).exists()


def stored_before(*, account: str, token: str, digest: str) -> Sending | None:
    """The same form with the same content, where it was sent before and is stored."""
    row = Sending.objects.filter(account=account, token=token, digest=digest).first()
    return row if row is not None and (row.done_at is not None or has_stored(row)) else None


def end(row: Sending, *, location: str, now: datetime) -> None:
    """It is stored; whoever sends it again is led to the same place."""
    Sending.objects.filter(pk=row.pk, request_id=row.request_id).update(
        done_at=now, location=location[:LONGEST_ADDRESS]
    )
    row.done_at, row.location = now, location[:LONGEST_ADDRESS]


def give_up(row: Sending) -> None:
    """Nothing was stored, so it may be sent again."""
    Sending.objects.filter(pk=row.pk, request_id=row.request_id).delete()


def forget_old(*, now: datetime, seconds: int) -> int:
    """Those that were begun before the oldest form that anybody can still send; how many were forgotten."""
    old = Sending.objects.filter(begun_at__lt=now - timedelta(seconds=seconds))
    count, _each = old.delete()
    return count
