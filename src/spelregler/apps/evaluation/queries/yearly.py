"""Yearly evaluations: who is to make one, what is decided by a day, and one as people read it. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Prefetch

from spelregler.apps.evaluation.models import EvaluatedRule, Evaluation, QuestionAnswer, SidePart
from spelregler.apps.evaluation.models.yearly import EVALUATING
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.departments import field_of
from spelregler.domain.evaluation import EVALUATED, Decided, EvaluatedBy, judged_year
from spelregler.domain.findings import MUNICIPALITY
from spelregler.domain.period import calendar_year
from spelregler.platform.findings import (
    Place,
    RuleInYear,
    SomeUnits,
    Unseen,
    Wanted,
    autonomy_rules,
    parameters_of,
    rules_in_year,
)

TOLD = (
    Prefetch("answers", queryset=QuestionAnswer.objects.order_by("place")),
    Prefetch(
        "parts", queryset=SidePart.objects.select_related("post__department").order_by("side", "post__title", "pk")
    ),
)
"""What is read with an evaluation that is told."""


def evaluating_bodies(*, as_of: date) -> list[Body]:
    """The executive board, and the committees by name. One query."""
    rows = Body.objects.on(as_of).filter(kind__in=EVALUATING)
    return sorted(rows, key=lambda each: (each.kind != Body.Kind.EXECUTIVE_BOARD, each.name))


def undecided_bodies(year: int, *, as_of: date) -> list[Body]:
    """The bodies that were there in the year and have not decided its evaluation by the day. One query."""
    decided = Evaluation.objects.filter(year=year, entered_on__lte=as_of).values("body")
    rows = Body.objects.on(as_of).filter(kind__in=EVALUATING, start__lt=date(year + 1, 1, 1)).exclude(pk__in=decided)
    return list(rows.order_by("name"))


def last_day(year: int, *, as_of: date) -> date:
    """The last day for deciding the evaluation of a year, as the package of the day has it (P15)."""
    return EvaluatedBy(**parameters_of(EVALUATED, as_of=as_of)).last_day(year)


def first_year(*, as_of: date) -> int:
    """The first year that anybody has evaluated by the day; last year where nobody has. One query."""
    found = Evaluation.objects.filter(opened_on__lte=as_of).aggregate(first=Min("year"))["first"]
    return found or judged_year(as_of)


def decided_by(*, as_of: date) -> Mapping[tuple[str, int], Decided]:
    """By body and year: the first decision of each evaluation that was entered by the day. One query."""
    rows = Evaluation.objects.filter(entered_on__lte=as_of).order_by("number")
    found: dict[tuple[str, int], Decided] = {}
    for body, year, on, paragraph in rows.values_list(
        "body__code", "year", "decision__decided_on", "decision__paragraph"
    ):
        found.setdefault((body, year), Decided(on, paragraph))
    return found


@dataclass(frozen=True)
class OfYear:
    """A body's evaluation of a year: the one that is decided, and the one that is open, if there are any."""

    decided: Evaluation | None = None
    open: Evaluation | None = None

    @property
    def newest(self) -> Evaluation | None:
        """What is worked on, else what is decided."""
        return self.open or self.decided


def evaluations_of_year(year: int, *, as_of: date) -> dict[str, OfYear]:
    """By the body's code, as it was on the day, with answers and parts; none where nobody has begun. Three queries."""
    rows = Evaluation.objects.filter(year=year, opened_on__lte=as_of).select_related("body", "decision")
    rows = rows.prefetch_related(*TOLD)
    found: dict[str, OfYear] = {}
    for row in rows.order_by("number"):
        held = found.get(row.body.code, OfYear())
        is_decided = row.entered_on is not None and row.entered_on <= as_of
        found[row.body.code] = OfYear(row, None) if is_decided else OfYear(held.decided, row)
    return found


def earlier_decided(body: str, year: int, *, as_of: date) -> list[Evaluation]:
    """The body's decided evaluations of the year by the day, the newest first. One query."""
    rows = Evaluation.objects.filter(body__code=body, year=year, entered_on__lte=as_of).select_related("decision__body")
    return list(rows.order_by("-number"))


def places_of(body: Body, *, as_of: date) -> list[Place]:
    """What a body's evaluation is about: the body, its departments and their units; for the board the whole as well.

    Three queries in a request.
    """
    whole = [(MUNICIPALITY.kind, "")] if body.kind == Body.Kind.EXECUTIVE_BOARD else []
    return [*field_of(body.code, as_of=as_of), *whole]


def computed(body: Body, year: int, *, as_of: date) -> tuple[date, list[RuleInYear]]:
    """The last day of the year that has been, and what is stored of each rule in the body's field.

    What answers about single units' state is left out: the evaluation is for everybody to read. Five queries.
    """
    period = calendar_year(year)
    last = min(as_of, date(year, 12, 31))
    rules = autonomy_rules(as_of=last)
    nobodys = SomeUnits(departments=frozenset(), codes=frozenset())
    unseen = Unseen(clauses=frozenset(rules.grounds), units=nobodys) if rules else None
    wanted = Wanted(places=places_of(body, as_of=last), unseen=unseen)
    return last, rules_in_year(wanted, start=period.start, last=last)


def kept_rules(evaluation: Evaluation | None) -> Sequence[EvaluatedRule]:
    """What was computed when the body decided, in the package's order. One query."""
    return kept_by_evaluation([evaluation]).get(evaluation.pk, []) if evaluation is not None else []


def kept_by_evaluation(found: Sequence[Evaluation]) -> Mapping[int, list[EvaluatedRule]]:
    """The same of several, by the evaluation's key; one without any is not there. One query."""
    kept: dict[int, list[EvaluatedRule]] = defaultdict(list)
    for rule in EvaluatedRule.objects.filter(evaluation__in=found).order_by("place"):
        kept[rule.evaluation_id].append(rule)
    return kept


def has_written(row: Evaluation | None, *, department: str = "", post: int | None = None) -> bool:
    """Whether a department's part, or a post's, is written in it. No query where its parts were read with it."""
    parts = row.parts.all() if row else ()
    if post is not None:
        return any(each.post_id == post for each in parts)
    staff = (each.post.department for each in parts if each.side == "staff")
    return any(each is not None and each.code == department for each in staff)
