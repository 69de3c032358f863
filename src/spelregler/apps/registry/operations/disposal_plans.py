"""A body's disposal plan, entered as the body adopted it: row by row or by file, and in force from its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.operations import Minutes, decision_as_minuted
from spelregler.apps.organisation.models import Body
from spelregler.apps.registry.models import DisposalPlan, PlanRow
from spelregler.domain.disposal import KindOfRecord, refuse_kind
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record, store
from spelregler.platform.errors import DomainError

TITLE = Words("Disposal plan")


class PlanRefused(DomainError):
    """A plan is of a body, holds from a day on or after its decision, has rows, and is changed by a new plan."""

    code = "disposal-plan-refused"


def open_plan(
    *, body: Body, minutes: Minutes, start: date, begin_with: DisposalPlan | None, today: date, who: Who
) -> DisposalPlan:
    """A plan to write, with the rows of the one it begins with. It counts once it is entered.

    Refuses with `PlanRefused` a body that has a plan being written, a first day before the decision, and one that
    another plan has; with `DecisionRefused` what the minutes cannot say.
    """
    with transaction.atomic():
        lock_audit_chain()
        if DisposalPlan.objects.filter(body=body, entered_on__isnull=True).exists():
            raise PlanRefused(
                Words("A plan is being written for {body} already.", body=body.name),
                way=Words("Go on with that one, or throw it away first."),
            )
        plan = _stored(body, minutes, start, entered_on=None, today=today, who=who)
        rows = [each.fact for each in begin_with.rows.order_by("code")] if begin_with else []
        PlanRow.objects.bulk_create([_row(plan, each) for each in rows])
    return plan


def bring_plan(
    *, body: Body, minutes: Minutes, start: date, rows: Sequence[KindOfRecord], today: date, who: Who
) -> DisposalPlan:
    """A whole plan at once, in force from its day: all of it or nothing.

    Refuses with `PlanRefused` a plan without rows, one with a code twice, a first day before the decision, and one that
    another plan has; with `PlanRowRefused` what a row may not say, with `DecisionRefused` what the minutes cannot.
    """
    with transaction.atomic():
        lock_audit_chain()
        _refuse_empty(len(rows))
        codes = [each.code.strip() for each in rows]
        for code in codes:
            if codes.count(code) > 1:
                raise _twice(code)
        for each in rows:
            refuse_kind(each)
        plan = _stored(body, minutes, start, entered_on=today, today=today, who=who)
        PlanRow.objects.bulk_create([_row(plan, each) for each in rows])
        record(
            who=who,
            act="enter-disposal-plan",
            subject=str(plan),
            details={"rows": len(rows)},
            subject_key=f"registry.disposalplan:{plan.pk}",
        )
    return plan


def put_kind(*, plan: DisposalPlan, said: KindOfRecord, was: PlanRow | None, who: Who) -> PlanRow:
    """A kind of record is added to a plan that is being written, or takes the place of one in it.

    Refuses with `PlanRowRefused` what a row may not say, with `PlanRefused` a plan that is entered, and a code that the
    plan has already.
    """
    refuse_kind(said)
    with transaction.atomic():
        _must_be_written(plan)
        row = _row(plan, said)
        if PlanRow.objects.filter(plan=plan, code=row.code).exclude(pk=was.pk if was else 0).exists():
            raise _twice(row.code)
        if was is not None:
            row.pk, row._state.adding = was.pk, False
        store(row, act="write-plan-row", who=who)
    return row


def drop_kind(*, row: PlanRow, who: Who) -> None:
    """A kind of record is taken out of a plan that is being written. Refuses with `PlanRefused` one that is entered."""
    with transaction.atomic():
        _must_be_written(row.plan)
        subject, key = str(row), f"registry.planrow:{row.pk}"
        row.delete()
        record(who=who, act="drop-plan-row", subject=subject, subject_key=key)


def drop_plan(*, plan: DisposalPlan, who: Who) -> None:
    """A plan that is being written is thrown away. Refuses with `PlanRefused` one that is entered."""
    with transaction.atomic():
        _must_be_written(plan)
        subject, key = str(plan), f"registry.disposalplan:{plan.pk}"
        plan.delete()
        record(who=who, act="drop-disposal-plan", subject=subject, subject_key=key)


def enter_plan(*, plan: DisposalPlan, today: date, who: Who) -> None:
    """The plan is whole: it counts from today, holds from its first day, and is changed no more.

    Refuses with `PlanRefused` one that is entered already, one without rows, and one whose first day another has.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _must_be_written(plan)
        _refuse_empty(held.rows.count())
        _refuse_start(held.body, held.start)
        amend(held, to={"entered_on": today}, act="enter-disposal-plan", who=who)


def refuse_plan(*, body: Body, minutes: Minutes, start: date) -> None:
    """Refuses with `PlanRefused` a first day before the decision, and one that another plan has."""
    if start < minutes.decided_on:
        raise PlanRefused(
            Words("It cannot hold from {start}, before it was decided on {day}.", start=start, day=minutes.decided_on),
            way=Words("Give the first day on which it holds."),
            field="start",
        )
    _refuse_start(body, start, field="start")


def _stored(
    body: Body, minutes: Minutes, start: date, *, entered_on: date | None, today: date, who: Who
) -> DisposalPlan:
    refuse_plan(body=body, minutes=minutes, start=start)
    decision = decision_as_minuted(body=body, minutes=minutes, title=TITLE, on=today, who=who)
    plan = DisposalPlan(body=body, decision=decision, start=start, entered_on=entered_on)
    store(plan, act="open-disposal-plan", who=who)
    return plan


def _refuse_start(body: Body, start: date, field: str = "") -> None:
    if DisposalPlan.objects.filter(body=body, start=start, entered_on__isnull=False).exists():
        raise PlanRefused(
            Words("Another plan holds from {start}.", start=start), way=Words("Give another first day."), field=field
        )


def _refuse_empty(count: int) -> None:
    if not count:
        raise PlanRefused(Words("The plan has no rows."), way=Words("Write the kinds of records first."))


def _must_be_written(plan: DisposalPlan) -> DisposalPlan:
    held = DisposalPlan.objects.select_for_update().select_related("body").get(pk=plan.pk)
    if held.entered_on is not None:
        raise PlanRefused(
            Words("The plan is entered, and is changed no more."),
            way=Words("Begin a new plan when the body has adopted one."),
        )
    return held


def _row(plan: DisposalPlan, said: KindOfRecord) -> PlanRow:
    return PlanRow(
        plan=plan, code=said.code.strip(), title=said.title.strip(), years=said.years, note=said.note.strip()
    )


def _twice(code: str) -> PlanRefused:
    words: Bilingual = Words("The code {code} stands in the plan already.", code=code)
    return PlanRefused(words, way=Words("Give another code, or change that row."), field="code")
