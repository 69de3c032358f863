"""Bodies' plans for internal control, with their risks, controls and results, as known on a day. Reads only."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from spelregler.apps.control.models import Control, ControlPlan, ControlResult, Deviation, Risk
from spelregler.apps.organisation.models import Appointment, Post
from spelregler.apps.organisation.models.dated import open_on
from spelregler.apps.organisation.queries.introductions import steering_bodies
from spelregler.domain.control import PlansOfBody, RiskFact, YearPlan
from spelregler.domain.findings import Scope

MOST_SHOWN = 200
LEADING = (Post.Kind.CHIEF_EXECUTIVE, Post.Kind.DEPARTMENT_HEAD, Post.Kind.UNIT_MANAGER)
OWNERS = (*LEADING, Post.Kind.CONTROLLER, Post.Kind.HR, Post.Kind.EMPLOYEE)


def plans_of_bodies(*, as_of: date) -> list[PlansOfBody]:
    """Every committee and the executive board with this year's plan and last year's, as known then. Five queries."""
    years = (as_of.year - 1, as_of.year)
    risks: dict[int, list[RiskFact]] = defaultdict(list)
    controlled = set(Control.objects.filter(risk__plan__year__in=years).values_list("risk", flat=True))
    for risk in Risk.objects.filter(plan__year__in=years).order_by("pk"):
        risks[risk.plan_id].append(RiskFact(risk.title, risk.value, risk.pk in controlled))
    plans: dict[int, dict[int, YearPlan]] = defaultdict(dict)
    rows = ControlPlan.objects.filter(entered_on__lte=as_of, decision__decided_on__lte=as_of)
    for plan in rows.select_related("decision", "reported"):
        reported = plan.reported if plan.report_entered_on and plan.report_entered_on <= as_of else None
        plans[plan.body_id][plan.year] = YearPlan(
            year=plan.year,
            decided_on=plan.decision.decided_on if plan.decision else None,
            risks=tuple(risks[plan.pk]),
            reported_on=reported.decided_on if reported else None,
        )
    return [
        PlansOfBody(Scope("committee", body.code, body.name), body.start, dict(plans[body.pk]))
        for body, _term in steering_bodies(as_of=as_of)
    ]


def plan_of(*, body: str, year: int) -> ControlPlan | None:
    """A body's plan for a year, prepared or decided. One query."""
    rows = ControlPlan.objects.filter(body__code=body, year=year)
    return rows.select_related("body", "decision", "reported").first()


def plans_by_body(*, years: tuple[int, ...]) -> dict[tuple[str, int], ControlPlan]:
    """The plans of some years, by body and year. One query."""
    rows = ControlPlan.objects.filter(year__in=years).select_related("body", "decision", "reported")
    return {(each.body.code, each.year): each for each in rows}


def risks_of(plan: ControlPlan) -> list[Risk]:
    """The risks of a plan with controls, results and deviations, the highest first; what is not valued last. 2
    queries."""
    rows = plan.risks.prefetch_related(
        "controls__owner", "controls__results__deviation__owner", "controls__results__file"
    )
    return sorted(rows[:MOST_SHOWN], key=lambda each: (-(each.value or 0), each.title))


def risk_by_pk(pk: int) -> Risk | None:
    """A risk with its plan and body."""
    return Risk.objects.select_related("plan__body").filter(pk=pk).first()


def control_by_pk(pk: int) -> Control | None:
    """A control with its risk, plan and body."""
    return Control.objects.select_related("risk__plan__body", "owner").filter(pk=pk).first()


def result_by_pk(pk: int) -> ControlResult | None:
    """A result with its file, plan and body."""
    return ControlResult.objects.select_related("control__risk__plan__body", "file").filter(pk=pk).first()


def deviation_by_pk(pk: int) -> Deviation | None:
    """A deviation with its plan and body."""
    return Deviation.objects.select_related("result__control__risk__plan__body", "owner").filter(pk=pk).first()


def own_controls(*, person: str, as_of: date, until: date) -> list[Control]:
    """What somebody's posts answer for: the controls of decided plans that are due by a day and not carried out, and
    those whose deviation is open and theirs, each with its risk, the result that stands and its deviation; 200 at
    most. Two queries."""
    posts = Appointment.objects.on(as_of).filter(person__code=person).values("post")
    standing = ControlResult.objects.filter(ended_on__isnull=True)
    has_result = Exists(standing.filter(control=OuterRef("pk")))
    is_open = Exists(
        standing.filter(control=OuterRef("pk"), deviation__owner__in=posts, deviation__closed_on__isnull=True)
    )
    waits = Q(~has_result, owner__in=posts, due_on__lte=until, risk__plan__entered_on__lte=as_of)
    told = Prefetch("results", queryset=standing.select_related("deviation"))
    rows = Control.objects.filter(waits | Q(is_open)).select_related("risk").prefetch_related(told)
    return list(rows.order_by("due_on", "pk")[:MOST_SHOWN])


def to_value(*, body: str, year: int) -> int:
    """How many risks of the body's plans from the year on are not valued. One query."""
    rows = Risk.objects.filter(plan__body__code=body, plan__year__gte=year, plan__decision__isnull=True)
    return rows.filter(Q(likelihood__isnull=True) | Q(consequence__isnull=True)).count()


def open_high(*, value: int, as_of: date) -> dict[str, int]:
    """How many deviations were open on the day on risks from the value (MR-43, P24), by the body's code. One query."""
    risk, is_open = "result__control__risk", Q(closed_on__isnull=True) | Q(closed_on__gt=as_of)
    stands = Q(result__ended_on__isnull=True) | Q(result__ended_on__gt=as_of)
    rows = Deviation.objects.filter(is_open, stands, result__recorded_on__lte=as_of).annotate(
        score=F(f"{risk}__likelihood") * F(f"{risk}__consequence")
    )
    counted = rows.filter(score__gte=value).values_list(f"{risk}__plan__body__code").annotate(count=Count("pk"))
    return dict(counted.order_by())


def owners(*, as_of: date) -> list[Post]:
    """The posts that may answer for a control or an action, by title; 500 at most. One query."""
    return list(Post.objects.filter(open_on(as_of), kind__in=OWNERS).order_by("title", "code")[:500])
