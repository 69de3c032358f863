"""What units have gone through, for the check and for the page of a unit. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from spelregler.apps.knowledge.models import PolicyReading, UnitInformation
from spelregler.apps.organisation.models import Employment
from spelregler.apps.organisation.queries.introductions import employed_people
from spelregler.apps.organisation.queries.units import placed_units
from spelregler.domain.findings import Scope, latest
from spelregler.domain.learners import Gathering, Learner
from spelregler.domain.unit_information import UnitLearns

UNITS = "knowledge.unit_informed"
"""The check of this."""
MOST_SHOWN = 20


def counting(as_of: date) -> Q:
    """Recorded by the day and not withdrawn by then."""
    return Q(recorded_on__lte=as_of) & (Q(ended_on__isnull=True) | Q(ended_on__gt=as_of))


def units_learning(*, as_of: date, units: Collection[str] | None = None) -> list[UnitLearns]:
    """Every unit on the day, or some by their codes, with its employees and what it has gone through (MR-4).

    Six queries.
    """
    placed = placed_units(as_of=as_of, units=units)
    people, read = employed_people(as_of=as_of, units=units), readings(as_of=as_of)
    employees: dict[str, list[Learner]] = defaultdict(list)
    for each in people:
        own = read.get(each.person)
        employees[each.unit].append(
            Learner(
                since=each.since,
                learnt_on=latest([each.introduced_on, own.read_on if own else None]),
                caught_up_on=own.read_on if own and own.is_catch_up else None,
            )
        )
    rows = _rows(as_of, units)
    gone: dict[str, list[Gathering]] = defaultdict(list)
    stated: dict[str, int | None] = {}
    for code, kind, held_on, took_part, of_how_many, is_stated in rows:
        is_catch_up = kind == UnitInformation.Kind.CATCH_UP
        gone[code].append(Gathering(held_on, took_part, is_catch_up))
        if not is_catch_up:
            stated[code] = of_how_many if is_stated else None
    return [
        UnitLearns(
            Scope("unit", each.code, each.name), tuple(employees[each.code]), tuple(gone[each.code]),
            stated.get(each.code),
        )
        for each in placed
    ]  # fmt: skip


def _rows(
    as_of: date, units: Collection[str] | None
) -> QuerySet[UnitInformation, tuple[str, str, date, int, int | None, bool]]:
    """By day, so that the last of a unit is its newest."""
    rows = UnitInformation.objects.filter(counting(as_of), held_on__lte=as_of)
    rows = rows if units is None else rows.filter(unit__code__in=units)
    return rows.order_by("held_on", "pk").values_list(
        "unit__code", "kind", "held_on", "took_part", "of_how_many", "is_stated"
    )


def readings(*, as_of: date) -> dict[int, PolicyReading]:
    """The newest that each has said of themselves by the day, by the person's key. One query."""
    rows = PolicyReading.objects.filter(read_on__lte=as_of).order_by("read_on")
    return {each.person_id: each for each in rows}


def recorded_of(*, unit: str, as_of: date) -> list[UnitInformation]:
    """What is recorded of a unit by the day, newest first, at most 20; what is withdrawn too. One query."""
    rows = UnitInformation.objects.filter(unit__code=unit, recorded_on__lte=as_of)
    return list(rows.order_by("-held_on", "-pk")[:MOST_SHOWN])


def recorded_by_pk(pk: int) -> UnitInformation | None:
    """One record, for an operation to work on."""
    return UnitInformation.objects.select_related("unit").filter(pk=pk).first()


def readers_in(*, unit: str, as_of: date, since: date) -> int:
    """How many of those employed in a unit have said that they have read since a day. One query."""
    people = Employment.objects.on(as_of).filter(unit__code=unit).values("person")
    return PolicyReading.objects.filter(person__in=people, read_on__lte=as_of, read_on__gte=since).count()


def employed_in(*, unit: str, as_of: date) -> int:
    """How many the register of employments has in a unit on the day. One query."""
    return Employment.objects.on(as_of).filter(unit__code=unit).count()
