"""Writing the trail. One row per act, in the act's own transaction; very many at once in `many`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, models, transaction

from spelregler.platform import clock, request_id
from spelregler.platform.audit import heads, noting, written
from spelregler.platform.audit.chain import FIELDS, START, canonical, row_hash
from spelregler.platform.audit.changes import before_of, changes, concerned, key_of
from spelregler.platform.audit.cleaning import save
from spelregler.platform.audit.models import Anchor, AuditRow
from spelregler.platform.audit.places import EVERYWHERE, TrailPlace, place_of
from spelregler.platform.audit.seals import seal

SWEDEN = ZoneInfo("Europe/Stockholm")
REFUSED, READ = "refused", "read-record"
NO_FACTS = frozenset({REFUSED, READ})
"""Rows that tell of a question, not of something written."""
REFUSALS_PER_RULE, REFUSALS_PER_HOUR = 5, 100


@dataclass(frozen=True)
class Who:
    """The one who acts: a person's name and acting role; the person's code and the account where known.

    `place` is where the role belongs: an act whose subject belongs nowhere in particular is told there.
    Background work says that it is the system.
    """

    name: str
    role: str
    person: str = ""
    account: str = ""
    place: TrailPlace = EVERYWHERE


SYSTEM = Who(name="Spelregler", role="system")


def record(
    *,
    who: Who,
    act: str,
    subject: str,
    details: Mapping[str, Any] | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    subject_key: str = "",
    concerns: str = "",
    place: TrailPlace = EVERYWHERE,
) -> AuditRow:
    """Every act leaves one row, written in the act's own transaction. `concerns` is the person whom it is about.

    `place` is where the subject belongs; without one the act belongs where the one who acts does.
    """
    with transaction.atomic():
        lock_audit_chain()
        number, previous = last_row()
        row = new_row(
            (number + 1, previous),
            who=who,
            act=act,
            subject=subject,
            subject_key=subject_key,
            concerns=concerns,
            content={"details": dict(details or {}), "before": before, "after": after},
            place=place,
        )
        row.save(force_insert=True)
        transaction.on_commit(partial(heads.note, number=row.id, hash=row.hash, at=row.at))
    if act not in NO_FACTS:
        written.note(subject_key.partition(".")[0])
    return row


def new_row(
    link: tuple[int, str],
    *,
    who: Who,
    act: str,
    subject: str,
    subject_key: str,
    concerns: str,
    content: Mapping[str, Any],
    place: TrailPlace,
) -> AuditRow:
    """A row with its number and the hash of the row before, hashed and sealed; not yet saved."""
    where = place or who.place
    row = AuditRow(
        id=link[0],
        at=clock.now(),
        request_id="" if act == REFUSED else request_id.current(),
        actor=who.name[:200],
        person=who.person[:100],
        account=who.account[:40],
        role=who.role[:200],
        act=act,
        subject=subject[:200],
        subject_key=subject_key[:150],
        concerns=concerns[:100],
        content=canonical(content),
        body=where.body,
        department=where.department,
        previous_hash=link[1],
    )
    row.hash = row_hash([getattr(row, name) for name in FIELDS])
    row.seal = seal(row.hash)
    return row


def lock_audit_chain() -> None:
    """The lock of the trail, which every writer takes, held to the end of the transaction.

    An operation that reads a sum and then writes several rows takes it first: writers come one at a time, each sees
    what the one before left, and none waits for another halfway. SQLite does the same when a transaction begins.
    """
    with connection.cursor() as cursor:  # every act asks this and the next, so in plain words
        waiting = " FOR UPDATE" if connection.features.has_select_for_update else ""
        cursor.execute(f"SELECT number FROM audit_anchor ORDER BY number LIMIT 1{waiting}")  # noqa: S608  no input
        is_there = cursor.fetchone() is not None
    if not is_there:
        Anchor.objects.get_or_create(number=0, defaults={"hash": START})
        Anchor.objects.select_for_update().get(number=0)


def last_row() -> tuple[int, str]:
    """The last row's number and hash; under the lock, only then is it truly the last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, hash FROM audit_auditrow ORDER BY id DESC LIMIT 1")
        last: tuple[int, str] | None = cursor.fetchone()
    return last or Anchor.objects.order_by("-number").values_list("number", "hash")[0]


def store(
    row: models.Model,
    *,
    act: str,
    who: Who,
    details: Mapping[str, Any] | None = None,
    subject: str = "",
    concerns: str = "",
    links: Mapping[str, tuple[Sequence[str], Sequence[str]]] | None = None,
) -> None:
    """Every write is validated, saved and leaves one audit row with what it changed, all or nothing.

    `links` are the rows that it points at by a table of its own, where they change with it: by the field's name the
    codes before and after.
    """
    with transaction.atomic():
        old = before_of(row)
        save(row)
        before, after = changes(row, old)
        noting.note(row, is_new=not old, before=before, after=after)
        linked = links or {}
        record(
            who=who,
            act=act,
            subject=subject or str(row),
            details=details,
            before=before | {name: list(pair[0]) for name, pair in linked.items()},
            after=after | {name: list(pair[1]) for name, pair in linked.items()},
            subject_key=key_of(row),
            concerns=concerns or concerned(row),
            place=place_of(row),
        )


def amend(
    row: models.Model,
    *,
    to: Mapping[str, Any],
    act: str,
    who: Who,
    details: Mapping[str, Any] | None = None,
    subject: str = "",
) -> None:
    """Some fields of a row are changed as part of an act. The row leaves a trace of its own, before and after."""
    for name, value in to.items():
        setattr(row, name, value)
    store(row, act=act, who=who, details=details, subject=subject)


def record_reading(*, who: Who, person: str, what: str) -> AuditRow | None:
    """Whoever opens a person's own record leaves a row that the person can see (GDPR 5.1 f, 15; matrix: Audit log).

    One row per reader, role, record and day: a page that is loaded again is no new reading. Reading one's own is none.
    """
    if who.person and who.person == person:
        return None
    midnight = datetime.combine(clock.now().astimezone(SWEDEN), time.min, tzinfo=SWEDEN)
    told = AuditRow.objects.filter(concerns=person, act=READ, subject=what[:200], at__gte=midnight)
    if told.filter(person=who.person[:100], actor=who.name[:200], role=who.role[:200]).exists():
        return None
    return record(who=who, act=READ, subject=what, concerns=person)


def record_refusal(*, role: str, action: str, clause: str) -> AuditRow | None:
    """A refusal is recorded without blame: role, action and clause, never who (domain section 2, MR-6).

    It is there to show which rules are unclear. Neither name, account nor request stands in it, so it cannot become a
    list of persons. At most five per role and action and a hundred in all are kept per hour, so that a crawler cannot
    fill the trail: the rows say *that* a rule is met, not how often.
    """
    since = clock.now() - timedelta(hours=1)
    recent = AuditRow.objects.filter(act=REFUSED, at__gte=since).values_list("role", "subject")
    told = list(recent.order_by("-at")[:REFUSALS_PER_HOUR])
    if len(told) >= REFUSALS_PER_HOUR or told.count((role, action[:200])) >= REFUSALS_PER_RULE:
        return None
    return record(who=Who(name="", role=role), act=REFUSED, subject=action, details={"clause": clause})
