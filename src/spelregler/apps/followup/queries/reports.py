"""Occasions of reporting and their reports: how far each has come, and what it says, as of a day. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

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

LEVEL = Report.Level
MOST = 100
"""Occasions that are listed, and reports of a kind that wait for somebody."""


@dataclass(frozen=True)
class State:
    """A report with what has been handed in of it, and how it was valued, by a day."""

    report: Report
    handed: tuple[HandedIn, ...]
    valuations: tuple[Valuation, ...]
    is_open: bool
    is_with_body: bool

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
        """What the body has: the last that was not returned."""
        return next((each for each in reversed(self.handed) if not each.is_returned), None)

    def handed_to(self, *, follows: bool) -> list[HandedIn]:
        """What a reader may read of it: what was returned was never delivered, and is for who `follows` it alone."""
        return [each for each in self.handed if follows or not each.is_returned]

    @property
    def delivered_on(self) -> date | None:
        """When it first came to the level above, other than what was returned."""
        return next((each.handed_on for each in self.handed if not each.is_returned), None)

    @property
    def due_on(self) -> date:
        """Its last day."""
        of = self.report.occasion
        return {LEVEL.UNIT: of.units_by, LEVEL.DEPARTMENT: of.due_on}.get(
            LEVEL(self.report.level), of.top_by or of.due_on
        )

    @property
    def part(self) -> str:
        """How far it has come, as the role rules know it."""
        if self.report.level == LEVEL.UNIT:
            return "delivered" if self.is_with_body and self.seen else "sent" if self.seen else ""
        return "delivered" if self.seen else ""

    @property
    def is_valued(self) -> bool:
        """Whether the body has decided about it, so that everybody reads it."""
        return bool(self.valuations)


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
    """Some reports of the whole, then each department and its units, as they stood on the day. Three queries."""
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
    taken = report.taken_up.select_related(f"{of}__unit", f"{of}__department").order_by("pk")
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
    below = Q(handed_in__report__level=LEVEL.DEPARTMENT)
    if report.level == LEVEL.DEPARTMENT:
        below = Q(handed_in__report__level=LEVEL.UNIT, handed_in__report__department=report.department)
    elif report.level == LEVEL.UNIT:
        return []
    rows = KeptText.objects.filter(
        below, handed_in__report__occasion=report.occasion, handed_in__reopened_on__isnull=True, source=""
    ).exclude(text="")
    of = "handed_in__report"
    told = rows.select_related(f"{of}__unit", f"{of}__department").order_by("place", f"{of}__unit__name", "pk")
    return list(told[: 3 * MOST])


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
    last = rows.order_by("-report__occasion__period_end", "-number").first()
    return {each.title: each.text for each in kept_texts(last.pk) if not each.source} if last else {}


def _rows(which: Q, *, as_of: date) -> QuerySet[Report]:
    above = HandedIn.objects.filter(
        report__occasion=OuterRef("occasion"),
        report__level=LEVEL.DEPARTMENT,
        report__department=OuterRef("department"),
        is_returned=False,
        handed_on__lte=as_of,
    )
    valuations = Prefetch(
        "valuations",
        queryset=Valuation.objects.filter(entered_on__lte=as_of)
        .select_related("decision__body", "assignment__addressee")
        .order_by("decision__decided_on", "pk"),
    )
    handed = HandedIn.objects.filter(handed_on__lte=as_of).select_related("word", "pdf").order_by("number")
    rows = Report.objects.filter(which).select_related("occasion__top", "unit", "department", "body")
    found: QuerySet[Report] = rows.annotate(is_with_body=Exists(above)).prefetch_related(
        Prefetch("handed_in", queryset=handed.prefetch_related(valuations))
    )
    return found


def _state(row: Report, as_of: date) -> State:
    handed: Sequence[HandedIn] = list(row.handed_in.all())
    last = handed[-1] if handed else None
    is_open = last is None or (last.reopened_on is not None and last.reopened_on <= as_of)
    valuations: Iterable[Valuation] = (said for each in handed for said in each.valuations.all())
    return State(row, tuple(handed), tuple(valuations), is_open, bool(getattr(row, "is_with_body", False)))
