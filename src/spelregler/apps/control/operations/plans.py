"""A body's plan for internal control: its risks and controls while it is prepared, its decision, and the year's
report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.control.models import Control, ControlPlan, Risk
from spelregler.apps.decisions.operations import Minutes, decision_as_minuted
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record, store
from spelregler.platform.errors import DomainError


class PlanRefused(DomainError):
    """A plan is of a body and a year, valued before it is decided, and stands once it is."""

    code = "control-plan-refused"


@dataclass(frozen=True)
class ControlSaid:
    """What is tried, how, whose it is, and the last day."""

    title: str
    how: str
    owner: Post
    due_on: date


def begin_plan(*, body: Body, year: int, begin_with: ControlPlan | None, who: Who) -> ControlPlan:
    """A plan to prepare, with the risks of another year, to be valued anew. Refuses with `PlanRefused` one that is
    there."""
    with transaction.atomic():
        lock_audit_chain()
        if ControlPlan.objects.filter(body=body, year=year).exists():
            raise PlanRefused(
                Words("There is a plan for {year} already.", year=year), way=Words("Go on with that one.")
            )
        plan = ControlPlan(body=body, year=year)
        store(plan, act="begin-control-plan", who=who)
        for each in begin_with.risks.order_by("pk") if begin_with else ():
            store(Risk(plan=plan, title=each.title), act="put-risk", who=who)
    return plan


def put_risk(
    *, plan: ControlPlan, title: str, likelihood: int | None, consequence: int | None, was: Risk | None, who: Who
) -> Risk:
    """A risk is added, or valued, in a plan that is prepared (P24).

    Refuses with `PlanRefused` a plan that is decided, a risk without a title, and one that the plan has already.
    """
    with transaction.atomic():
        _must_be_prepared(plan)
        if not title.strip():
            raise PlanRefused(Words("The risk has no words."), way=Words("Say what may go wrong."), field="title")
        same = Risk.objects.filter(plan=plan, title=title.strip()).exclude(pk=was.pk if was else 0)
        if same.exists():
            raise PlanRefused(
                Words("The plan has that risk already."), way=Words("Change that one instead."), field="title"
            )
        risk = was or Risk(plan=plan)
        risk.title, risk.likelihood, risk.consequence = title.strip(), likelihood, consequence
        store(risk, act="put-risk", who=who)
    return risk


def drop_risk(*, risk: Risk, who: Who) -> None:
    """A risk is taken out with its controls. Refuses with `PlanRefused` a plan that is decided."""
    with transaction.atomic():
        _must_be_prepared(risk.plan)
        for control in risk.controls.all():
            drop_control(control=control, who=who)
        subject, key = str(risk), f"control.risk:{risk.pk}"
        risk.delete()
        record(who=who, act="drop-risk", subject=subject, subject_key=key)


def put_control(*, risk: Risk, said: ControlSaid, was: Control | None, who: Who) -> Control:
    """A control of a risk is added, or changed, in a plan that is prepared.

    Refuses with `PlanRefused` a plan that is decided, a control without a title, and a last day outside the plan's
    year.
    """
    with transaction.atomic():
        _must_be_prepared(risk.plan)
        if not said.title.strip():
            raise PlanRefused(Words("The control has no words."), way=Words("Say what is tried."), field="title")
        if said.due_on.year != risk.plan.year:
            raise PlanRefused(
                Words("The plan is of {year}.", year=risk.plan.year),
                way=Words("Give a day in that year."),
                field="due_on",
            )
        control = was or Control(risk=risk)
        control.title, control.how, control.owner = said.title.strip(), said.how.strip(), said.owner
        control.due_on = said.due_on
        store(control, act="put-control", who=who)
    return control


def drop_control(*, control: Control, who: Who) -> None:
    """A control is taken out. Refuses with `PlanRefused` a plan that is decided."""
    with transaction.atomic():
        _must_be_prepared(control.risk.plan)
        subject, key = str(control), f"control.control:{control.pk}"
        control.delete()
        record(who=who, act="drop-control", subject=subject, subject_key=key)


def decide_plan(*, plan: ControlPlan, minutes: Minutes, today: date, who: Who) -> None:
    """The body has decided the plan: its risks and controls stand (CP-13).

    Refuses with `PlanRefused` one that is decided already, one without risks and one with a risk that is not valued;
    with `DecisionRefused` what the minutes cannot say. A risk without a control does not stop the body: the page
    names it before the decision is entered, and the rule tells it after.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _must_be_prepared(plan)
        risks = list(held.risks.all())
        if not risks:
            raise PlanRefused(Words("The plan has no risks."), way=Words("Write the risks, and value them, first."))
        left = [each for each in risks if each.value is None]
        if left:
            many = Words("{count} risks are not valued.", count=len(left))
            words = Words("One risk is not valued.") if len(left) == 1 else many
            raise PlanRefused(words, way=Words("Value each risk first."))
        title = Words("Plan for internal control {year}", year=held.year)
        decision = decision_as_minuted(body=held.body, minutes=minutes, title=title, on=today, who=who)
        amend(held, to={"decision": decision, "entered_on": today}, act="decide-control-plan", who=who)


def report_year(*, plan: ControlPlan, minutes: Minutes, today: date, who: Who) -> None:
    """The body has got the report of the year's controls.

    Refuses with `PlanRefused` a plan that is not decided, and one that is reported already; with `DecisionRefused` what
    the minutes cannot say.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = ControlPlan.objects.select_for_update().select_related("body").get(pk=plan.pk)
        if held.decision_id is None or held.reported_id is not None:
            raise PlanRefused(
                Words("The plan is not decided yet, or its year is reported already."),
                way=Words("Read what is entered for the year."),
            )
        title = Words("Report of internal control {year}", year=held.year)
        decision = decision_as_minuted(body=held.body, minutes=minutes, title=title, on=today, who=who)
        amend(held, to={"reported": decision, "report_entered_on": today}, act="report-control-year", who=who)


def _must_be_prepared(plan: ControlPlan) -> ControlPlan:
    held = ControlPlan.objects.select_for_update().select_related("body").get(pk=plan.pk)
    if held.decision_id is not None:
        raise PlanRefused(
            Words("The body has decided the plan, and it stands."),
            way=Words("Take what is new into the plan of next year."),
        )
    return held
