"""How long the trail is kept, and the removal of what is older: by decision only (arkivlagen 1990:782, 10 §)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction

from spelregler.domain.words import Words
from spelregler.platform.audit.models import Anchor, AuditRow, Retention
from spelregler.platform.audit.operations import SWEDEN, Who, last_row, lock_audit_chain, record, store
from spelregler.platform.audit.verification import TRIM
from spelregler.platform.errors import DomainError

RETENTION_YEARS = 10
"""What a decision on retention says unless it says otherwise."""


class RetentionRefused(DomainError):
    """A decision on how long the trail is kept is known by its body and its paragraph."""

    code = "retention-refused"


class RetentionNotDecided(DomainError):
    """Public records are removed by decision only."""

    code = "retention-not-decided"


def decide_retention(
    *, body: str, decided_on: date, paragraph: str, who: Who, years: int = RETENTION_YEARS
) -> Retention:
    """The municipality decides how long the trail is kept; ten years unless the decision itself says otherwise.

    Refuses with `RetentionRefused` no body that decided, and no paragraph (arkivlagen 1990:782, 10 §).
    """
    for name, said in {"body": body, "paragraph": paragraph}.items():
        if not said.strip():
            raise RetentionRefused(
                Words("The decision has no body.") if name == "body" else Words("The decision has no paragraph."),
                way=Words("Write the body and the paragraph as they stand in the minutes."),
                field=name,
            )
    decided = Retention(years=years, body=body.strip(), decided_on=decided_on, paragraph=paragraph.strip())
    store(decided, act="decide-retention", who=who)
    return decided


def retention_on(day: date) -> Retention | None:
    """The decision in force on a day: the latest one made by then."""
    return Retention.objects.filter(decided_on__lte=day).order_by("-decided_on", "-id").first()


def trim(*, now: datetime, who: Who) -> int:
    """Remove the beginning of the trail, as far as every row is older than the decided retention; how many rows.

    What is kept still proves itself: an anchor holds the number and hash of the last row removed, and a row in the kept
    chain tells the same. Only a whole beginning is removed, so a row out of time order keeps all after it.

    Refuses with `RetentionNotDecided` a trail without a registered decision: public records go by decision (arkivlagen
    1990:782, 10 §).
    """
    today = now.astimezone(SWEDEN).date()
    decided = retention_on(today)
    if decided is None:
        raise RetentionNotDecided(
            Words("No decision on how long the trail is kept is registered, so nothing is removed."),
            way=Words("Register the decision: spelregler audit retention --body … --decided-on … --paragraph …"),
        )
    with transaction.atomic():
        lock_audit_chain()
        last, _ = last_row()
        young = AuditRow.objects.filter(at__gte=_oldest_kept(today, decided.years)).order_by("id").first()
        row = AuditRow.objects.filter(id=young.id - 1 if young else last).first()
        if row is None:
            return 0
        Anchor.objects.create(number=row.id, hash=row.hash, at=row.at, retention=decided)
        details = {"number": row.id, "hash": row.hash, "retention": str(decided)}
        record(who=who, act=TRIM, subject=str(row.id), details=details)
        removed, _ = AuditRow.objects.filter(id__lte=row.id).delete()
    return removed


def _oldest_kept(today: date, years: int) -> datetime:
    """Midnight that many years ago; for 29 February the day before, which keeps the more."""
    day = today if (today.month, today.day) != (2, 29) else today - timedelta(days=1)
    return datetime.combine(day.replace(year=day.year - years), time.min, tzinfo=SWEDEN)
