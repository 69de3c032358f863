"""What is held with a union is recorded, with who spoke for the employer and by which delegation (CP-32)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.delegation.models import OrderRow, UnionRecord
from spelregler.apps.delegation.models.decided import PASSED_ON
from spelregler.apps.delegation.queries.delegates import Delegates, holders_then
from spelregler.apps.organisation.models import Body, Department, Person, Post
from spelregler.domain.union_records import Kind
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class UnionRecordRefused(DomainError):
    """A record says when, with which union, by which section, about what, and who spoke for the employer."""

    code = "union-record-refused"


@dataclass(frozen=True)
class HeldWithUnion:
    """What was held: when, with which union, of what kind, about what, and the employer's party that day."""

    kind: str
    held_on: date
    union: str
    subject: str
    post: Post
    person: Person
    department: Department | None = None


def bodies_that_delegate(department: Department | None) -> list[Body]:
    """The bodies whose orders reach the department: its own and the executive board. One query."""
    boards = Body.objects.filter(kind=Body.Kind.EXECUTIVE_BOARD)
    own = [department.body] if department else []
    return [*own, *(each for each in boards if each not in own)]


def record_union(
    *, said: HeldWithUnion, today: date, who: Who, known: Sequence[Delegates] | None = None
) -> UnionRecord:
    """The row that gave the employer's party the employer's matters that day is found and kept; without one the record
    stands all the same, and the rule tells it (CP-32).

    `known` are the orders, where many are recorded at once. Refuses with `UnionRecordRefused`, at its field, a day to
    come, a missing union or subject, another kind, a person who did not hold the post that day, and what is recorded
    already.
    """
    with transaction.atomic():
        lock_audit_chain()
        _refuse(said, today)
        asked = known or [Delegates.of(each) for each in bodies_that_delegate(said.department)]
        row, passed_on = delegation_of(asked, said.post, on=said.held_on)
        made = UnionRecord(
            department=said.department,
            kind=said.kind,
            held_on=said.held_on,
            union=said.union.strip(),
            subject=said.subject.strip(),
            post=said.post,
            person=said.person,
            row=row,
            passed_on=passed_on[:PASSED_ON],
            recorded_on=today,
        )
        same = UnionRecord.objects.filter(
            department=made.department,
            kind=made.kind,
            held_on=made.held_on,
            union__iexact=made.union,
            subject__iexact=made.subject,
            ended_on__isnull=True,
        )
        if same.exists():
            raise _refused(Words("It is recorded already."), Words("Read the list."), "subject")
        store(made, act="record-union", who=who, details={"kind": said.kind, "row": row.code if row else ""})
    return made


def withdraw_union(*, found: UnionRecord, reason: str, on: date, who: Who) -> UnionRecord:
    """One entered by mistake counts no longer. Refuses with `UnionRecordRefused` one taken back, and a missing
    reason."""
    with transaction.atomic():
        held = UnionRecord.objects.select_for_update().get(pk=found.pk)
        if held.ended_on is not None or not reason.strip():
            raise _refused(
                Words("It is taken back already, or the reason is missing."), Words("Say what was wrong."), "reason"
            )
        amend(held, to={"ended_on": on, "withdrawn_for": reason.strip()}, act="withdraw-union", who=who)
    return held


def delegation_of(asked: Iterable[Delegates], post: Post, *, on: date) -> tuple[OrderRow | None, str]:
    """The row of an order in force on the day that gives the post employer's matters, and by whom it was passed on."""
    for each in asked:
        order = each.order_on(on)
        rows = [row for row in each.rows[order.pk].values() if row.is_employer] if order else []
        for row in sorted(rows, key=lambda row: row.code):
            if each.is_delegate(row, post, on=on):
                return row, ""
            step = each.passed_by(row, post, on=on)
            if step is not None:
                return row, str(step.giver)
    return None, ""


def _refuse(said: HeldWithUnion, today: date) -> None:
    if said.held_on > today:
        raise _refused(
            Words("{day} has not come yet.", day=said.held_on), Words("Record it once it is held."), "held_on"
        )
    for name in ("union", "subject"):
        if not getattr(said, name).strip():
            raise _refused(
                Words("The record says with which union, and about what."), Words("Fill in what is missing."), name
            )
    if said.kind not in set(Kind):
        raise _refused(Words("That is no kind of record."), Words("Choose one of the kinds."), "kind")
    body = said.department.body if said.department else None
    if said.person not in holders_then(body or Body(), said.post, on=said.held_on):
        raise _refused(
            Words("{person} did not hold the post on {day}.", person=said.person.name, day=said.held_on),
            Words("Choose who held it that day."),
            "holder",
        )


def _refused(words: Bilingual, way: Bilingual, field: str) -> UnionRecordRefused:
    return UnionRecordRefused(words, way=way, field=field, clause="CP-32")
