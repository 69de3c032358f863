"""What had been decided by a date, and which assignments were open then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet

from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries import POST_ROLES, bodies

PAGE_SIZE = 25


@dataclass(frozen=True)
class DecisionRow:
    """One decision in a list."""

    pk: int
    body_code: str
    body_name: str
    decided_on: date
    paragraph: str
    title: str
    kind: str


@dataclass(frozen=True)
class DecisionPage:
    """One page of decisions, newest first. `number` is kept inside the pages that exist."""

    rows: tuple[DecisionRow, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True)
class AssignmentRow:
    """One assignment: who gave it, to which post, and by when it is reported back."""

    pk: int
    text: str
    intended_result: str
    body_code: str
    body_name: str
    decision_pk: int
    decision: str
    decided_on: date
    addressee: str
    addressee_code: str
    addressee_role: str
    due_on: date
    reported_on: date | None


def decisions_list(*, as_of: date, page: int = 1, size: int = PAGE_SIZE) -> DecisionPage:
    """Decisions made by the day, newest first, one page at a time; two queries."""
    rows = Decision.objects.filter(decided_on__lte=as_of).select_related("body").order_by("-decided_on", "-pk")
    found = Paginator(rows, size).get_page(page)
    return DecisionPage(
        rows=tuple(_row(each) for each in found),
        number=found.number,
        pages=found.paginator.num_pages,
        total=found.paginator.count,
    )


def decision_by_pk(pk: int) -> Decision | None:
    """The decision itself, for an operation to work on."""
    return Decision.objects.select_related("body").filter(pk=pk).first()


def assignment_by_pk(pk: int) -> Assignment | None:
    """The assignment itself, for an operation to work on."""
    return Assignment.objects.select_related("decision__body", "addressee").filter(pk=pk).first()


def assignments_of(*, decision: Decision) -> list[AssignmentRow]:
    """The assignments that a decision gives, soonest due first."""
    return [_assignment(each) for each in _assignments().filter(decision=decision)]


def open_assignments(*, as_of: date) -> list[AssignmentRow]:
    """Assignments given by the day and not reported back by then, soonest due first; one query."""
    not_reported = Q(reported_on__isnull=True) | Q(reported_on__gt=as_of)
    return [_assignment(each) for each in _assignments().filter(not_reported, decision__decided_on__lte=as_of)]


def assignments_given(*, as_of: date) -> list[AssignmentRow]:
    """Every assignment given by the day, reported back or not."""
    return [_assignment(each) for each in _assignments().filter(decision__decided_on__lte=as_of)]


def political_bodies(*, as_of: date) -> list[Body]:
    """The bodies that give assignments: all but the auditors."""
    return [body for body in bodies(as_of=as_of) if body.kind != Body.Kind.AUDITORS]


def _assignments() -> QuerySet[Assignment]:
    return Assignment.objects.select_related("decision__body", "addressee").order_by("due_on", "pk")


def _row(decision: Decision) -> DecisionRow:
    return DecisionRow(
        pk=decision.pk,
        body_code=decision.body.code,
        body_name=decision.body.name,
        decided_on=decision.decided_on,
        paragraph=decision.paragraph,
        title=decision.title,
        kind=decision.kind,
    )


def _assignment(each: Assignment) -> AssignmentRow:
    return AssignmentRow(
        pk=each.pk,
        text=each.text,
        intended_result=each.intended_result,
        body_code=each.decision.body.code,
        body_name=each.decision.body.name,
        decision_pk=each.decision.pk,
        decision=str(each.decision),
        decided_on=each.decision.decided_on,
        addressee=each.addressee.title,
        addressee_code=each.addressee.code,
        addressee_role=POST_ROLES[each.addressee.kind],
        due_on=each.due_on,
        reported_on=each.reported_on,
    )
