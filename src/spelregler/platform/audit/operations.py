"""Writing the trail. One row per act, in the act's own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import groupby, islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, models, transaction

from spelregler.domain.words import Words
from spelregler.platform import clock, request_id
from spelregler.platform.audit import heads, noting, written
from spelregler.platform.audit.chain import FIELDS, START, canonical, row_hash
from spelregler.platform.audit.changes import before_of, changes, concerned, key_of, values_of
from spelregler.platform.audit.cleaning import clean, save
from spelregler.platform.audit.models import Anchor, AuditRow, Retention
from spelregler.platform.audit.places import EVERYWHERE, TrailPlace, place_of, places_of
from spelregler.platform.audit.seals import seal
from spelregler.platform.audit.verification import ACCEPT, TRIM, verify
from spelregler.platform.audit.verification import broken_rows as broken_rows  # asked for here by doctor and tests
from spelregler.platform.errors import DomainError

SWEDEN = ZoneInfo("Europe/Stockholm")
REFUSED, READ = "refused", "read-record"
NO_FACTS = frozenset({REFUSED, READ})
"""Rows that tell of a question, not of something written."""
REFUSALS_PER_RULE, REFUSALS_PER_HOUR = 5, 100
RETENTION_YEARS = 10
"""What a decision on retention says unless it says otherwise."""


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
        number, previous = _last()
        row = _row(
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


def _row(
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


def _last() -> tuple[int, str]:
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


@dataclass(frozen=True, slots=True)
class Fact:
    """One write of many: a new row, or what changes in an older one (`to`).

    `place` is where its subject belongs; None where the row itself tells, as it does in `store`. Whoever has asked
    `clean` of the row, and left it as it was, says that it is `cleaned`.
    """

    row: models.Model
    act: str
    to: Mapping[str, Any] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
    concerns: str = ""
    place: TrailPlace | None = None
    cleaned: bool = False


MANY = 1_000
"""Facts that are written together; more would only hold more in memory."""


def store_many(facts: Iterable[Fact], *, who: Who, seen: Callable[[int], None] = lambda done: None) -> None:
    """What `store` and `amend` do, for very many rows: all or nothing, few statements, and a row of the trail each.

    The writer takes one turn for them all. Every field is validated and every row by itself; what holds between rows
    is kept by the constraints and triggers of the database, so whoever has a file has judged that before and can say
    which row is wrong. Facts are written in their order, and a row may point at one that came before it. Their rows of
    the trail are those that `store` would have written.
    """
    rooms: set[str] = set()
    with transaction.atomic():
        lock_audit_chain()
        link = _last()
        for (model, names), alike in groupby(facts, key=lambda each: (type(each.row), tuple(each.to))):
            rooms.add(model._meta.app_label)
            while piece := list(islice(alike, MANY)):
                link = _store_alike(model, names, piece, link, who)
                seen(len(piece))
    for room in rooms:
        written.note(room)


def _store_alike(
    model: type[models.Model], names: tuple[str, ...], facts: Sequence[Fact], link: tuple[int, str], who: Who
) -> tuple[int, str]:
    """Rows of one kind that are all new, or change in the same fields; the last link of the chain."""
    rows = [each.row for each in facts]
    keys = [key for key in model._meta.concrete_fields if isinstance(key, models.ForeignKey)]
    unasked = _not_asked(model, names)
    before: dict[Any, dict[str, Any]] = {}
    if names:
        stored = model._base_manager.select_for_update().filter(pk__in=[row.pk for row in rows])
        before = {each.pk: values_of(each) for each in stored}
    for each in facts:
        for name, value in each.to.items():
            setattr(each.row, name, value)
        for key in keys:
            if getattr(each.row, key.attname) is None and key.is_cached(each.row):
                setattr(each.row, key.name, getattr(each.row, key.name))  # it may have got its key since it was set
        if not each.cleaned:
            clean(each.row, besides=unasked)
    if names and all(each.to == facts[0].to for each in facts):
        model._base_manager.filter(pk__in=[row.pk for row in rows]).update(**facts[0].to)
    elif names:
        model._base_manager.bulk_update(rows, names, batch_size=MANY // 4)
    else:
        model._base_manager.bulk_create(rows)
    told: list[AuditRow] = []
    for each, place in zip(facts, _places(facts), strict=True):
        old, new = changes(each.row, before.get(each.row.pk, {}))
        noting.note(each.row, is_new=not names, before=old, after=new)
        told.append(
            _row(
                (link[0] + 1, link[1]),
                who=who,
                act=each.act,
                subject=str(each.row),
                subject_key=key_of(each.row),
                concerns=each.concerns or concerned(each.row),
                content={"details": dict(each.details), "before": old, "after": new},
                place=place,
            )
        )
        link = told[-1].id, told[-1].hash
    AuditRow.objects.bulk_create(told)
    transaction.on_commit(partial(heads.note_many, [(row.id, row.hash, row.at) for row in told]))
    return link


def _places(facts: Sequence[Fact]) -> list[TrailPlace]:
    """Where each fact belongs, asked about together where it is not told."""
    untold = [each.row for each in facts if each.place is None]
    found = iter(places_of(untold) if untold else ())
    return [next(found) if each.place is None else each.place for each in facts]


def _not_asked(model: type[models.Model], names: tuple[str, ...]) -> set[str]:
    """Fields that need no validation: the database keeps foreign keys, and what does not change is as it was."""
    fields = model._meta.concrete_fields
    return {each.name for each in fields if each.is_relation or (names and each.name not in names)}


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


class NothingToAccept(DomainError):
    """The trail is whole, or has faults that nobody can answer for."""

    code = "nothing-to-accept"


def accept(*, reason: str, who: Who) -> int:
    """Somebody answers for lost heads and a clock that was moved back: how many rows. A row of the trail tells it.

    The heads are noted anew, so that what is removed from now on is seen.

    Refuses with `NothingToAccept` a whole trail, and one where a row was changed or removed.
    """
    found = verify()
    if not found.lacks or not found.is_whole:
        raise NothingToAccept(
            Words("The trail is whole.")
            if found.is_whole
            else Words("The trail has faults that nobody can answer for."),
            way=Words("Run spelregler audit verify, which says which. Are rows gone: spelregler restore."),
        )
    told = {"reason": reason, "unwitnessed": found.unwitnessed, "clock_back": found.clock_back}
    with transaction.atomic():
        record(who=who, act=ACCEPT, subject=reason, details=told)
        for first, last in found.unwitnessed:
            rows = AuditRow.objects.filter(id__range=(first, last)).values_list("id", "hash", "at")
            transaction.on_commit(partial(heads.note_many, list(rows)))
    return sum(last - first + 1 for first, last in found.unwitnessed) + len(found.clock_back)


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
        last, _ = _last()
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
