"""Occasions of reporting and their reports: how far each has come, and what it says, as of a day. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from spelregler.apps.followup.models import (
    HandedIn,
    KeptText,
    Occasion,
    OtherText,
    Report,
    Section,
    TakenUp,
    Text,
    Valuation,
)
from spelregler.apps.organisation.models import Body

LEVEL = Report.Level
MOST = 100
"""Occasions that are listed, and reports of a kind that wait for somebody."""


@dataclass(frozen=True)
class State:
    """A report with what has been handed in of it, what of that was delivered, and how it was valued, by a day.

    Delivered is what the level above has got: not what was returned, nor what its own body has yet to adopt.
    `above_on` is when the department of a unit delivered its own.
    """

    report: Report
    handed: tuple[HandedIn, ...]
    delivered: tuple[HandedIn, ...]
    valuations: tuple[Valuation, ...]
    is_open: bool
    above_on: date | None

    @property
    def last(self) -> HandedIn | None:
        """What was handed in last, be it written again since."""
        return self.handed[-1] if self.handed else None

    @property
    def holds(self) -> HandedIn | None:
        """What is handed in and not being written again."""
        return None if self.is_open else self.last

    @property
    def seen(self) -> HandedIn | None:
        """What the level above has: the last that was delivered."""
        return self.delivered[-1] if self.delivered else None

    @property
    def proposed(self) -> HandedIn | None:
        """What the report's own body has to adopt."""
        holds = self.holds
        return holds if self.report.adopter_id and holds and holds not in self.delivered else None

    def handed_to(self, *, follows: bool, adopts: bool = False) -> list[HandedIn]:
        """What a reader may read of it. What was returned was never delivered, and is for who `follows` it alone; what
        waits to be adopted is for them and for who `adopts` it, and for every reader while nothing else is delivered.
        """
        waits = [self.proposed] if self.proposed and (adopts or not self.delivered) else []
        return list(self.handed) if follows else [*self.delivered, *waits]

    @property
    def delivered_on(self) -> date | None:
        """When it first came to the level above, by its own body's decision where that adopts it."""
        first = next(iter(self.delivered), None)
        if first is None:
            return None
        return first.adopted.decided_on if first.adopted else first.handed_on

    @property
    def is_missed(self) -> bool:
        """Whether a unit's report is not in, and its department has delivered its own without it."""
        return self.is_open and self.seen is None and self.above_on is not None

    @property
    def due_on(self) -> date:
        """Its last day."""
        of = self.report.occasion
        days = {LEVEL.UNIT: of.units_by, LEVEL.DEPARTMENT: of.due_on, LEVEL.COMMITTEE: of.committees_by}
        return days.get(LEVEL(self.report.level)) or of.top_by or of.due_on

    @property
    def part(self) -> str:
        """How far it has come, as the role rules know it."""
        if self.report.level == LEVEL.UNIT:
            return "delivered" if self.above_on and self.seen else "sent" if self.seen else ""
        return "delivered" if self.seen else "sent" if self.proposed else ""

    @property
    def is_to_value(self) -> bool:
        """Whether a body has it as it holds, to say what it thinks of it."""
        return self.report.level != LEVEL.UNIT and self.holds is not None and self.proposed is None

    @property
    def is_valued(self) -> bool:
        """Whether a body has decided about it, its own or the one above, so that everybody reads it."""
        return bool(self.valuations or (self.report.adopter_id and self.delivered))


@dataclass(frozen=True)
class Draft:
    """A report as far as it is written: its sections in their order, what stands in each, and what is taken up."""

    sections: Sequence[Section]
    texts: Mapping[int, Text]
    taken_up: Sequence[TakenUp]


def occasions(*, as_of: date) -> list[tuple[Occasion, int, int]]:
    """Each occasion that was open by the day, the newest first, with its reports and those handed in; 100 at most.

    One query.
    """
    rows = Occasion.objects.filter(opened_on__lte=as_of).select_related("top")
    counted = rows.annotate(
        count=Count("reports", distinct=True),
        done=Count("reports", filter=Q(reports__handed_in__in=holding(as_of)), distinct=True),
    )
    found = counted.order_by("-period_end", "-pk")[:MOST]
    return [(each, each.count, each.done) for each in found]


def holding(as_of: date) -> QuerySet[HandedIn]:
    """What was handed in by the day, and was not being written again then."""
    is_left = Q(reopened_on__isnull=True) | Q(reopened_on__gt=as_of)
    return HandedIn.objects.filter(is_left, handed_on__lte=as_of)


def is_handed_in(occasion: Occasion) -> bool:
    """Whether any report of the occasion has been handed in, so that its template stands. One query."""
    return HandedIn.objects.filter(report__occasion=occasion).exists()


def occasion_by_pk(pk: int, *, as_of: date) -> Occasion | None:
    """An occasion that was open by the day, with its sections in their order. Two queries."""
    sections = Prefetch("sections", queryset=Section.objects.order_by("place", "pk"))
    return Occasion.objects.select_related("top").prefetch_related(sections).filter(pk=pk, opened_on__lte=as_of).first()


def section_by_pk(pk: int) -> Section | None:
    """A section with its occasion."""
    return Section.objects.select_related("occasion").filter(pk=pk).first()


def states(which: Q, *, as_of: date, start: int = 0, most: int = MOST) -> list[State]:
    """Some reports of the whole, the committees', then each department's and its units', as they stood on the day.

    Three queries.
    """
    by_name = [F(name).asc(nulls_first=True) for name in ("department__name", "unit__name")]  # else by the database
    rows = _rows(which, as_of=as_of).order_by(*by_name, "pk")
    return [_state(each, as_of) for each in rows[start : start + most]]


def count_reports(which: Q) -> int:
    """How many there are."""
    return Report.objects.filter(which).count()


def units_in(occasion: Occasion, *, as_of: date) -> dict[int, tuple[int, int]]:
    """By department: how many units are to report, and how many have handed in by the day. One query."""
    is_in = holding(as_of).filter(report=OuterRef("pk"))
    rows = Report.objects.filter(occasion=occasion, level=LEVEL.UNIT).annotate(is_in=Exists(is_in))
    counted = rows.values("department").annotate(all=Count("pk"), done=Count("pk", filter=Q(is_in=True)))
    return {each["department"]: (each["all"], each["done"]) for each in counted.order_by()}


def state_by_pk(pk: int, *, as_of: date) -> State | None:
    """One report of an occasion that was open by the day. Three queries."""
    row = _rows(Q(pk=pk, occasion__opened_on__lte=as_of), as_of=as_of).first()
    return _state(row, as_of) if row else None


def sections_of(report: Report) -> list[Section]:
    """The template's sections in their order. One query."""
    return list(report.occasion.sections.order_by("place", "pk"))


def draft_of(report: Report) -> Draft:
    """What is written, by the section, with texts beside that wait; and what is taken up from below, with whose it is.

    Four queries.
    """
    waits = Prefetch("others", queryset=OtherText.objects.filter(settled_on__isnull=True).order_by("pk"))
    texts = {each.section_id: each for each in report.texts.prefetch_related(waits)}
    of = "kept__handed_in__report"
    places = (f"{of}__{each}" for each in ("unit", "department", "adopter"))
    taken = report.taken_up.select_related(*places).order_by("pk")
    return Draft(sections_of(report), texts, list(taken))


def other_text_by_pk(pk: int) -> OtherText | None:
    """A text that was kept beside, with its report."""
    return OtherText.objects.select_related("of__report__occasion").filter(pk=pk).first()


def taken_up_by_pk(pk: int) -> TakenUp | None:
    """A text that was taken up, with its report."""
    return TakenUp.objects.select_related("report__occasion").filter(pk=pk).first()


def kept_text_by_pk(pk: int) -> KeptText | None:
    """A section as it was handed in, with its report."""
    return KeptText.objects.select_related("handed_in__report").filter(pk=pk).first()


def kept_texts(handed_in: int) -> list[KeptText]:
    """The sections as they were handed in, in their order, each with what was taken up in it. One query."""
    return kept_texts_of([handed_in])[handed_in]


def kept_texts_of(handed_in: Sequence[int]) -> dict[int, list[KeptText]]:
    """The sections of each of some reports as they were handed in, in their order. One query."""
    found: dict[int, list[KeptText]] = {each: [] for each in handed_in}
    for each in KeptText.objects.filter(handed_in__in=handed_in).order_by("handed_in", "place", "pk"):
        found[each.handed_in_id].append(each)
    return found


def texts_from_below(report: Report) -> list[KeptText]:
    """What the level below has handed in and that says something, by section and place; 300 at most. One query."""
    if report.level == LEVEL.UNIT:
        return []
    rows = KeptText.objects.filter(handed_in__in=handed_below(report), source="").exclude(text="")
    of = "handed_in__report"
    told = rows.select_related(*(f"{of}__{each}" for each in ("unit", "department", "adopter")))
    return list(told.order_by("place", f"{of}__unit__name", "pk")[: 3 * MOST])


def handed_below(report: Report) -> QuerySet[HandedIn]:
    """What the level below has delivered and is not being written again: a department has its units' reports, a
    committee its departments', and the whole the committees' that they have adopted.

    Of the board's own departments, and where the committees give no report, the whole has the departments'.
    """
    level, whole = Q(report__level=LEVEL.DEPARTMENT), Q()
    if report.level == LEVEL.UNIT:
        return HandedIn.objects.none()
    if report.level == LEVEL.DEPARTMENT:
        level = Q(report__level=LEVEL.UNIT, report__department=report.department)
    elif report.level == LEVEL.COMMITTEE:
        level &= Q(report__body=report.adopter)
    elif report.occasion.committees_by:
        level &= ~Q(report__body__kind=Body.Kind.COMMITTEE)
        whole = Q(report__level=LEVEL.COMMITTEE, adopted__isnull=False)
    return HandedIn.objects.filter(
        level | whole if whole else level, report__occasion=report.occasion, reopened_on=None
    )


def last_texts(report: Report) -> dict[str, str]:
    """What the same place handed in at the occasion of the kind before, by the section's title. Two queries."""
    of = report.occasion
    rows = HandedIn.objects.filter(
        report__occasion__kind=of.kind,
        report__occasion__period_end__lt=of.period_end,
        report__level=report.level,
        report__unit=report.unit,
        report__department=report.department,
    )
    if report.level == LEVEL.COMMITTEE:
        rows = rows.filter(report__adopter=report.adopter)
    last = rows.order_by("-report__occasion__period_end", "-number").first()
    return {each.title: each.text for each in kept_texts(last.pk) if not each.source} if last else {}


def delivered_above(as_of: date) -> Subquery:
    """When the department of a report first delivered its own, as known on a day; what was returned never was."""
    rows = HandedIn.objects.filter(
        report__occasion=OuterRef("occasion"),
        report__level=LEVEL.DEPARTMENT,
        report__department=OuterRef("department"),
        is_returned=False,
        handed_on__lte=as_of,
    )
    return Subquery(rows.order_by("number").values("handed_on")[:1])


def _rows(which: Q, *, as_of: date) -> QuerySet[Report]:
    valuations = Prefetch(
        "valuations",
        queryset=Valuation.objects.filter(entered_on__lte=as_of)
        .select_related("decision__body", "assignment__addressee")
        .order_by("decision__decided_on", "pk"),
    )
    handed = HandedIn.objects.filter(handed_on__lte=as_of).select_related("word", "pdf", "adopted__body")
    handed = handed.order_by("number")
    rows = Report.objects.filter(which).select_related("occasion__top", "unit", "department", "body", "adopter")
    found: QuerySet[Report] = rows.annotate(above_on=delivered_above(as_of)).prefetch_related(
        Prefetch("handed_in", queryset=handed.prefetch_related(valuations))
    )
    return found


def _state(row: Report, as_of: date) -> State:
    handed: Sequence[HandedIn] = list(row.handed_in.all())
    last = handed[-1] if handed else None
    is_open = last is None or (last.reopened_on is not None and last.reopened_on <= as_of)
    valuations: Iterable[Valuation] = (said for each in handed for said in each.valuations.all())
    delivered = (each for each in handed if _is_delivered(row, each, as_of))
    above_on = getattr(row, "above_on", None) if row.level == LEVEL.UNIT else None
    return State(row, tuple(handed), tuple(delivered), tuple(valuations), is_open, above_on)


def _is_delivered(row: Report, each: HandedIn, as_of: date) -> bool:
    """Not returned; and where a body adopts the report, adopted by the day."""
    entered = each.adoption_entered_on
    return not each.is_returned and (row.adopter_id is None or (entered is not None and entered <= as_of))
