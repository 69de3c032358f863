"""The evaluations that bodies had commissioned by a day, with what became of each. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from spelregler.apps.followup.models import CommissionedEvaluation, EvaluationFollowUp, HandedInEvaluation
from spelregler.apps.followup.queries.for_checks import GETTING
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries.lookups import counting
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.departments import departments_of
from spelregler.domain.commissioned import BodyEvaluations, Commissioned
from spelregler.domain.findings import Scope

MOST, AHEAD = 100, timedelta(days=60)


@dataclass(frozen=True)
class Standing:
    """An evaluation as known on a day: what was handed in, and each decision of what it leads to, the first first."""

    evaluation: CommissionedEvaluation
    handed_in: HandedInEvaluation | None = None
    follow_ups: tuple[EvaluationFollowUp, ...] = ()
    is_withdrawn: bool = False

    @property
    def body(self) -> Body:
        """Whose it is."""
        return self.evaluation.decision.body


def _counts(as_of: date) -> Q:
    return Q(entered_on__lte=as_of) & (Q(ended_on__isnull=True) | Q(ended_on__gt=as_of))


def _rows(as_of: date) -> QuerySet[CommissionedEvaluation]:
    """What was entered by the day, taken back too, with all that is shown of it. Four queries with what it leads to."""
    follow_ups = EvaluationFollowUp.objects.filter(entered_on__lte=as_of).select_related("decision", "assignment")
    handed = HandedInEvaluation.objects.filter(_counts(as_of)).select_related("file")
    rows = CommissionedEvaluation.objects.filter(entered_on__lte=as_of, decision__decided_on__lte=as_of)
    return rows.select_related("decision__body", "department", "unit", "goal").prefetch_related(
        Prefetch("handed_in", handed.order_by("-pk")),
        Prefetch("handed_in__follow_ups", follow_ups.order_by("decision__decided_on", "pk")),
    )


def _standing(row: CommissionedEvaluation, as_of: date) -> Standing:
    handed = next(iter(row.handed_in.all()), None)
    is_withdrawn = row.ended_on is not None and row.ended_on <= as_of
    return Standing(row, handed, tuple(handed.follow_ups.all()) if handed else (), is_withdrawn)


def evaluations_of(*, body: Body, as_of: date) -> list[Standing]:
    """What the body has commissioned by the day, the latest first, taken back too; a hundred at most. Three queries."""
    rows = _rows(as_of).filter(decision__body=body).order_by("-decision__decided_on", "-pk")[:MOST]
    return [_standing(row, as_of) for row in rows]


def evaluation_by_pk(*, pk: int, as_of: date) -> Standing | None:
    """One evaluation as known on the day. At most three queries."""
    row = _rows(as_of).filter(pk=pk).first()
    return _standing(row, as_of) if row else None


def bodies_evaluations(*, as_of: date) -> list[BodyEvaluations]:
    """The council, the board and every committee with what each has commissioned by the day. Four queries."""
    found: dict[int, list[Commissioned]] = defaultdict(list)
    rows = CommissionedEvaluation.objects.filter(_counts(as_of), decision__decided_on__lte=as_of)
    handed = dict(
        HandedInEvaluation.objects.filter(_counts(as_of), handed_on__lte=as_of).values_list("evaluation", "handed_on")
    )
    followed: dict[int, date] = {}
    told = EvaluationFollowUp.objects.filter(entered_on__lte=as_of, decision__decided_on__lte=as_of)
    for row, on in told.order_by("-decision__decided_on").values_list("handed_in__evaluation", "decision__decided_on"):
        followed[row] = on
    for row, body, title, on, due in rows.order_by("pk").values_list(
        "pk", "decision__body", "title", "decision__decided_on", "due_on"
    ):
        is_handed = row in handed
        found[body].append(Commissioned(title, on, due, handed.get(row), followed.get(row) if is_handed else None))
    return [
        BodyEvaluations(
            Scope("committee", each.code, each.name),
            owner=GETTING[Body.Kind(each.kind)][1],
            head=GETTING[Body.Kind(each.kind)][0],
            evaluations=tuple(found[each.pk]),
        )
        for each in bodies(as_of=as_of)
        if each.kind in GETTING
    ]


@dataclass(frozen=True)
class ToHandIn:
    """An evaluation that is to come, and the body that waits for it."""

    pk: int
    title: str
    due_on: date
    body: str


def to_hand_in(*, bodies_of: Sequence[str], as_of: date) -> list[ToHandIn]:
    """What the bodies wait for that is late or due within 60 days, by last day; 100 at most. One query."""
    handed = HandedInEvaluation.objects.filter(_counts(as_of)).values("evaluation")
    rows = CommissionedEvaluation.objects.filter(
        _counts(as_of), decision__body__code__in=bodies_of, due_on__lte=as_of + AHEAD
    )
    told = rows.exclude(pk__in=handed).order_by("due_on", "pk")
    return [ToHandIn(*each) for each in told.values_list("pk", "title", "due_on", "decision__body__name")[:MOST]]


@dataclass(frozen=True)
class Subjects:
    """What a body may have evaluated: its departments, its own departments' units, and its goals that hold."""

    departments: list[Department]
    units: list[Unit]
    goals: list[Goal]


def subjects_of(body: Body, *, as_of: date) -> Subjects:
    """What the body may have evaluated on the day, by name. The council and the board reach every department, and no
    unit but the board's own. Three queries.
    """
    own = departments_of(body, as_of=as_of)
    every = Department.objects.on(as_of)
    is_committee = body.kind == Body.Kind.COMMITTEE
    shown = every.filter(pk__in=own.values("pk")) if is_committee else every
    units = Unit.objects.on(as_of).filter(
        placements__department__body=body, placements__start__lte=as_of, placements__end__isnull=True
    )
    goals = Goal.objects.on(as_of).filter(counting(as_of), body=body).exclude(level=Goal.Level.UNIT)
    return Subjects(list(shown.order_by("name")), list(units.order_by("name")), list(goals.order_by("title")))
