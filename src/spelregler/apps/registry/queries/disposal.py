"""Which disposal plan of each body holds on a day, and which records it lets go. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from spelregler.apps.registry.models import Disposal, DisposalPlan, PlanRow, Record
from spelregler.domain.disposal import closed_before

MOST_AT_ONCE = 200
"""So many records are proposed, and go, in one act; what is left is proposed in the next."""
MOST_ACTS = 50


def plan_of(*, body: str, as_of: date) -> DisposalPlan | None:
    """The body's plan that holds on the day. One query."""
    return DisposalPlan.objects.filter(body__code=body).held_by(as_of).first()


def plans(*, as_of: date) -> dict[str, DisposalPlan]:
    """The plan that holds on the day of each body that has one, by the body's code. One query."""
    return {each.body.code: each for each in reversed(DisposalPlan.objects.held_by(as_of))}


def written_of(*, body: str) -> DisposalPlan | None:
    """The plan that is being written for the body, if one is. One query."""
    return DisposalPlan.objects.filter(body__code=body).written().first()


def plan_by_pk(pk: int) -> DisposalPlan | None:
    """A plan, written or entered. One query."""
    return DisposalPlan.objects.whole().filter(pk=pk).first()


def row_by_pk(pk: int) -> PlanRow | None:
    """A row with its plan and body. One query."""
    return PlanRow.objects.select_related("plan__body").filter(pk=pk).first()


def rows_of(plan: DisposalPlan | None) -> list[PlanRow]:
    """The rows of a plan by code; none without a plan. One query."""
    return list(plan.rows.order_by("code")) if plan else []


@dataclass(frozen=True)
class Proposed:
    """A record that the plan lets go, and the row by which it does."""

    record: Record
    row: PlanRow


def proposed(plan: DisposalPlan, *, on: date, among: Collection[int] | None = None) -> list[Proposed]:
    """What the plan lets go on the day: records of closed cases of its body whose years are over, oldest case first.

    A record of no kind, of a kind that is preserved, a draft and what is gone already are never among them. At most
    `MOST_AT_ONCE`, or those of some keys. Two queries.
    """
    rows = {each.code: each for each in rows_of(plan)}
    kept_for: dict[int, list[str]] = defaultdict(list)
    for code, row in rows.items():
        if row.years is not None:
            kept_for[row.years].append(code)
    over = Q(pk__in=[])
    for years, codes in kept_for.items():
        before = closed_before(years, on=on)
        if before is not None:
            over |= Q(plan_code__in=codes, case_file__closed_on__lt=before)
    found = Record.objects.filter(over, case_file__body=plan.body_id, number__isnull=False, disposal__isnull=True)
    if among is not None:
        found = found.filter(pk__in=among)
    found = found.select_related("case_file").order_by("case_file__closed_on", "case_file", "number")
    return [Proposed(each, rows[each.plan_code]) for each in found[:MOST_AT_ONCE]]


def acts_of(*, body: str, as_of: date) -> list[tuple[Disposal, int]]:
    """The disposals of a body by the day and how many records each took, the latest first; at most 50. One query."""
    rows = Disposal.objects.filter(plan__body__code=body, held_on__lte=as_of).select_related("decision")
    counted = rows.annotate(count=Count("records")).order_by("-held_on", "-pk")[:MOST_ACTS]
    return [(each, each.count) for each in counted]
