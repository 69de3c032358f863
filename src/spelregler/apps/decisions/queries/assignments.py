"""What political bodies had decided by a day, and which assignments were still open then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from spelregler.apps.decisions.models import Assignment, Decision, LaterDay, PartReport
from spelregler.apps.organisation.models import Body
from spelregler.platform import memory

PER_PAGE = 25
MOST_WORDS = 5


@dataclass(frozen=True)
class AssignmentRow:
    """A political assignment as it stood on the day."""

    pk: int
    decision: int
    paragraph: str
    decided_on: date
    body: str
    body_name: str
    body_name_en: str
    text: str
    intended_result: str
    addressee: str
    addressee_title: str
    addressee_title_en: str
    addressee_kind: str
    department: str
    due_on: date
    reported_on: date | None
    is_late: bool
    first_due_on: date
    """What the decision itself gave; `due_on` is what its body has given last."""
    later_by: str = ""
    """The decision that gave the later day."""
    reported_by: str = ""
    result: str = ""
    effect: str = ""
    effect_on: date | None = None
    left: str = ""
    """What was left when it was last reported on as done in part; empty where nothing is told."""

    @property
    def is_open(self) -> bool:
        """Not reported back yet."""
        return self.reported_on is None


@dataclass(frozen=True)
class DecisionRow:
    """A minuted decision with its assignments."""

    pk: int
    body: str
    body_name: str
    body_name_en: str
    decided_on: date
    paragraph: str
    title: str
    text: str
    kind: str
    origin: str
    assignments: tuple[AssignmentRow, ...] = ()
    touches_staff: bool = False


@dataclass(frozen=True)
class DecisionPage:
    """One page of decisions, the latest first."""

    rows: tuple[DecisionRow, ...]
    page: int
    pages: int
    total: int


def decisions_list(
    *,
    as_of: date,
    body_code: str | None = None,
    words: str = "",
    touches_staff: bool = False,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> DecisionPage:
    """The decisions taken by the day, the latest first; a page outside the list is the nearest one. Four queries.

    Every word asked for, five at most, stands in the title, the text or the case's number; and where it is
    asked, only those that are said to touch the staff.
    """
    found = Decision.objects.filter(decided_on__lte=as_of).select_related("body")
    if body_code:
        found = found.filter(body__code=body_code)
    for word in words.split()[:MOST_WORDS]:
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(reference__icontains=word))
    if touches_staff:
        found = found.filter(touches_staff=True)
    total = found.count()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    start = (page - 1) * per_page
    chosen = list(found.order_by("-decided_on", "body__code", "-pk")[start : start + per_page])
    assigned = _assignments_of(chosen, as_of=as_of)
    rows = tuple(_decision(each, assigned[each.pk]) for each in chosen)
    return DecisionPage(rows=rows, page=page, pages=pages, total=total)


def decision_row(*, pk: int, as_of: date) -> DecisionRow | None:
    """One decision taken by the day, or None."""
    found = Decision.objects.filter(pk=pk, decided_on__lte=as_of).select_related("body").first()
    if found is None:
        return None
    return _decision(found, _assignments_of([found], as_of=as_of)[found.pk])


def reported_to(body_code: str, *, since: date, until: date) -> QuerySet[Assignment]:
    """The body's assignments that were reported back within the days, the latest first; nothing is read yet."""
    rows = Assignment.objects.filter(decision__body__code=body_code, reported_on__gt=since, reported_on__lte=until)
    return rows.select_related("decision").order_by("-reported_on", "pk")


def open_assignments(
    *, as_of: date, body_code: str | None = None, department_code: str | None = None
) -> list[AssignmentRow]:
    """The assignments given by the day and not yet reported back, the most urgent first (MR-29). Two queries in a
    page."""
    rows = memory.once_while_reading(("open assignments", as_of), lambda: _open(as_of=as_of))
    return [row for row in rows if body_code in (None, "", row.body) and department_code in (None, "", row.department)]


def open_assignments_near(*, as_of: date, body: str) -> list[AssignmentRow]:
    """As `open_assignments`, of a body's own alone, read no wider. Two queries."""
    return _open(Q(decision__body__code=body), as_of=as_of)


def assignments_by_body(*, as_of: date) -> list[tuple[Body, list[AssignmentRow]]]:
    """Each political body on the day, by name, not the auditors, with all that it has assigned. Three queries."""
    given: dict[str, list[AssignmentRow]] = defaultdict(list)
    for row in _assignments(as_of=as_of):
        given[row.body].append(row)
    bodies = Body.objects.on(as_of).exclude(kind=Body.Kind.AUDITORS).order_by("name")
    return [(body, given[body.code]) for body in bodies]


def last_of_kind(*, as_of: date, kind: str) -> dict[str, date]:
    """The latest day on which each body took a decision of the kind, by the day. One query."""
    rows = Decision.objects.filter(kind=kind, decided_on__lte=as_of)
    return dict(rows.values_list("body__code").annotate(last=Max("decided_on")))


def last_decided(*, body: str, before: date) -> date | None:
    """The latest day before the day on which the body took a decision that is registered. One query."""
    rows = Decision.objects.filter(body__code=body, decided_on__lt=before)
    found: date | None = rows.aggregate(last=Max("decided_on"))["last"]
    return found


def decided_of_kind(*, kind: str, year: int, as_of: date) -> dict[str, list[date]]:
    """The days on which each body took a decision of the kind in the year, by the day; by its code. One query."""
    found: dict[str, list[date]] = defaultdict(list)
    rows = Decision.objects.filter(kind=kind, decided_on__year=year, decided_on__lte=as_of).order_by("decided_on")
    for code, day in rows.values_list("body__code", "decided_on"):
        found[code].append(day)
    return found


def decision_by_pk(*, pk: int) -> Decision | None:
    """The decision itself, for an operation to work on."""
    return Decision.objects.filter(pk=pk).select_related("body").first()


def assignment_by_pk(*, pk: int) -> Assignment | None:
    """The assignment itself, for an operation to work on."""
    return Assignment.objects.filter(pk=pk).select_related("decision__body", "addressee__department").first()


def assignment_row(*, pk: int, as_of: date) -> AssignmentRow | None:
    """One assignment given by the day, or None."""
    return next(iter(_assignments(Q(pk=pk), as_of=as_of)), None)


def assignment_rows(*, pks: Collection[int], as_of: date) -> list[AssignmentRow]:
    """Some assignments given by the day. Two queries."""
    return _assignments(Q(pk__in=pks), as_of=as_of)


def _open(*which: Q, as_of: date) -> list[AssignmentRow]:
    unreported = Q(reported_on__isnull=True) | Q(reported_on__gt=as_of)
    return sorted(_assignments(unreported, *which, as_of=as_of), key=lambda row: (row.due_on, row.pk))


def _assignments(*which: Q, as_of: date) -> list[AssignmentRow]:
    rows = Assignment.objects.filter(*which, decision__decided_on__lte=as_of).order_by("due_on", "pk")
    return [_assignment(row, as_of=as_of) for row in _with_all(rows, as_of=as_of)]


def _with_all(rows: QuerySet[Assignment], *, as_of: date) -> QuerySet[Assignment]:
    """With body, addressee, later days and what was left, in two queries."""
    told = PartReport.objects.filter(assignment=OuterRef("pk"), reported_on__lte=as_of).order_by("-reported_on", "-pk")
    return (
        rows.annotate(left=Subquery(told.values("left")[:1]))
        .select_related("decision__body", "addressee__department")
        .prefetch_related(Prefetch("later_days", LaterDay.objects.select_related("decision__body")))
    )


def _assignments_of(decisions: Iterable[Decision], *, as_of: date) -> dict[int, list[AssignmentRow]]:
    found: dict[int, list[AssignmentRow]] = defaultdict(list)
    rows = Assignment.objects.filter(decision__in=[each.pk for each in decisions])
    for row in _with_all(rows, as_of=as_of).order_by("due_on", "pk"):
        found[row.decision_id].append(_assignment(row, as_of=as_of))
    return found


def _assignment(row: Assignment, *, as_of: date) -> AssignmentRow:
    reported_on = row.reported_on if row.reported_on and row.reported_on <= as_of else None
    post, told = row.addressee, reported_on is not None
    effect_on = row.effect_on if row.effect_on and row.effect_on <= as_of else None
    given = [each for each in row.later_days.all() if each.decision.decided_on <= as_of]
    later = max(given, key=lambda each: (each.decision.decided_on, each.pk), default=None)
    due_on = later.due_on if later else row.due_on
    return AssignmentRow(
        pk=row.pk,
        decision=row.decision_id,
        paragraph=row.decision.paragraph,
        decided_on=row.decision.decided_on,
        body=row.decision.body.code,
        body_name=row.decision.body.name,
        body_name_en=row.decision.body.name_en,
        text=row.text,
        intended_result=row.intended_result,
        addressee=post.code,
        addressee_title=post.title,
        addressee_title_en=post.title_en,
        addressee_kind=post.kind,
        department=post.department.code if post.department else "",
        due_on=due_on,
        reported_on=reported_on,
        is_late=due_on < (reported_on or as_of),
        first_due_on=row.due_on,
        later_by=str(later.decision) if later else "",
        reported_by=row.reported_by if told else "",
        result=row.result if told else "",
        effect=row.effect if effect_on else "",
        effect_on=effect_on,
        left=getattr(row, "left", None) or "" if reported_on is None else "",
    )


def _decision(row: Decision, assignments: Iterable[AssignmentRow]) -> DecisionRow:
    return DecisionRow(
        pk=row.pk,
        body=row.body.code,
        body_name=row.body.name,
        body_name_en=row.body.name_en,
        decided_on=row.decided_on,
        paragraph=row.paragraph,
        title=row.title,
        text=row.text,
        kind=row.kind,
        origin=row.origin,
        assignments=tuple(assignments),
        touches_staff=bool(row.touches_staff),
    )
