"""Who is employed in a unit on a day, with who waits for an introduction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.forms.boundfield import BoundWidget
from django.urls import reverse

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.organisation.models import Employment
from spelregler.apps.organisation.pages.introductions.forms import HeldForm
from spelregler.apps.organisation.pages.presenters import days_between, is_recent
from spelregler.apps.organisation.queries import introductions
from spelregler.apps.organisation.queries.holdings import not_here
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words
from spelregler.ui.formatting import relative_day


@dataclass(frozen=True)
class EmployedLine:
    """Somebody employed in the unit. `last_day` is for the introduction, of one who waits for it."""

    key: str
    name: str
    days: str
    introduced_on: date | None
    last_day: date | None
    when: str
    is_late: bool
    end_url: str
    undo_url: str
    box: BoundWidget | None = None
    """For one who waits."""


def rows(unit: str, *, as_of: date) -> QuerySet[Employment]:
    """The employments in the unit on the day, and those that begin later."""
    found: QuerySet[Employment] = Employment.objects.on_or_after(as_of).filter(unit__code=unit)
    return found


def number_of(unit: str, *, as_of: date) -> int:
    """How many are employed in the unit on the day or later."""
    return rows(unit, as_of=as_of).count()


def lines(unit: str, acting_role: ActingRole, *, start: int, most: int) -> list[EmployedLine]:
    """Some of those employed in the unit, by name."""
    waiting = introductions.employees_waiting(as_of=acting_role.today, unit=unit)
    some = (
        rows(unit, as_of=acting_role.today)
        .select_related("person")
        .order_by("person__name", "pk")[start : start + most]
    )
    return [_line(each, waiting.get(each.pk), acting_role) for each in some]


def _line(row: Employment, last_day: date | None, acting_role: ActingRole) -> EmployedLine:
    return EmployedLine(
        key=str(row.pk),
        name=row.person.name,
        days=days_between(row.start, row.end - ONE_DAY if row.end else None, acting_role.language),
        introduced_on=row.introduced_on,
        last_day=last_day,
        when=relative_day(last_day, acting_role.today, acting_role.language) if last_day else "",
        is_late=last_day is not None and last_day < acting_role.today,
        end_url=reverse("organisation:end_employment", args=[row.pk]),
        undo_url=reverse("organisation:undo", args=["anstallning", row.pk])
        if is_recent(row.start, acting_role)
        else "",
    )


def with_boxes(found: Sequence[EmployedLine], form: HeldForm) -> list[EmployedLine]:
    """The lines with the boxes of those who wait, ticked as they were, also when something else was wrong."""
    boxes = form.boxes("took_part")
    return [replace(each, box=boxes.get(each.key)) for each in found]


def one(pk: int) -> Employment:
    """The employment, for an operation to work on."""
    found: Employment | None = Employment.objects.select_related("person", "unit").filter(pk=pk).first()
    if found is None:
        raise not_here(Words("The employment"))
    return found
