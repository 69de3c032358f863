"""A body's disposal plan, entered as the body adopted it: row by row or by file, and in force from its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spelregler.apps.decisions.operations import Minutes, versions
from spelregler.apps.organisation.models import Body
from spelregler.apps.registry.models import DisposalPlan, PlanRow
from spelregler.domain.disposal import KindOfRecord, refuse_kind
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError


class PlanRefused(DomainError):
    """A plan is of a body, holds from a day on or after its decision, has rows, and is changed by a new plan."""

    code = "disposal-plan-refused"


PLANS = versions.Versioned(
    DisposalPlan,
    PlanRow,
    key="plan",
    refused=PlanRefused,
    title=Words("Disposal plan"),
    is_written=lambda body: Words("A plan is being written for {body} already.", body=body),
    is_taken=lambda start: Words("Another plan holds from {start}.", start=start),
    is_twice=lambda code: Words("The code {code} stands in the plan already.", code=code),
    is_empty=(Words("The plan has no rows."), Words("Write the kinds of records first.")),
    is_entered=(
        Words("The plan is entered, and is changed no more."),
        Words("Begin a new plan when the body has adopted one."),
    ),
)


def open_plan(
    *, body: Body, minutes: Minutes, start: date, begin_with: DisposalPlan | None, today: date, who: Who
) -> DisposalPlan:
    """A plan to write, with the rows of the one it begins with. It counts once it is entered.

    Refuses with `PlanRefused` a body that has a plan being written, a first day before the decision, and one that
    another plan has; with `DecisionRefused` what the minutes cannot say.
    """
    return versions.open_version(
        PLANS,
        body=body,
        minutes=minutes,
        start=start,
        begin_with=begin_with,
        today=today,
        act="open-disposal-plan",
        who=who,
    )


def bring_plan(
    *, body: Body, minutes: Minutes, start: date, rows: Sequence[KindOfRecord], today: date, who: Who
) -> DisposalPlan:
    """A whole plan at once, in force from its day: all of it or nothing.

    Refuses with `PlanRefused` a plan without rows, one with a code twice, a first day before the decision, and one that
    another plan has; with `PlanRowRefused` what a row may not say, with `DecisionRefused` what the minutes cannot.
    """
    return versions.bring_version(
        PLANS,
        body=body,
        minutes=minutes,
        start=start,
        rows=[_row(each) for each in rows],
        today=today,
        open_act="open-disposal-plan",
        act="enter-disposal-plan",
        who=who,
    )


def put_kind(*, plan: DisposalPlan, said: KindOfRecord, was: PlanRow | None, who: Who) -> PlanRow:
    """A kind of record is added to a plan that is being written, or takes the place of one in it.

    Refuses with `PlanRowRefused` what a row may not say, with `PlanRefused` a plan that is entered, and a code that the
    plan has already.
    """
    return versions.put_row(PLANS, version=plan, row=_row(said), was=was, act="write-plan-row", who=who)


def drop_kind(*, row: PlanRow, who: Who) -> None:
    """A kind of record is taken out of a plan that is being written. Refuses with `PlanRefused` one that is entered."""
    versions.drop_row(PLANS, row=row, act="drop-plan-row", who=who)


def drop_plan(*, plan: DisposalPlan, who: Who) -> None:
    """A plan that is being written is thrown away. Refuses with `PlanRefused` one that is entered."""
    versions.drop_version(PLANS, version=plan, act="drop-disposal-plan", who=who)


def enter_plan(*, plan: DisposalPlan, today: date, who: Who) -> None:
    """The plan is whole: it counts from today, holds from its first day, and is changed no more.

    Refuses with `PlanRefused` one that is entered already, one without rows, and one whose first day another has.
    """
    versions.enter_version(PLANS, version=plan, today=today, act="enter-disposal-plan", who=who)


def refuse_plan(*, body: Body, minutes: Minutes, start: date) -> None:
    """Refuses with `PlanRefused` a first day before the decision, and one that another plan has."""
    versions.refuse_version(PLANS, body=body, minutes=minutes, start=start)


def _row(said: KindOfRecord) -> PlanRow:
    refuse_kind(said)
    return PlanRow(code=said.code.strip(), title=said.title.strip(), years=said.years, note=said.note.strip())
