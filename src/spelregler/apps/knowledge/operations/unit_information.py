"""A unit has gone through the policy, and so many took part: recorded by page or for many units at once (MR-4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.knowledge.models import UnitInformation
from spelregler.apps.organisation.models import Employment, Unit
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError

MEETING, CATCH_UP = UnitInformation.Kind.MEETING, UnitInformation.Kind.CATCH_UP


class InformationRefused(DomainError):
    """What was gone through has a day that has come, and no more took part than there are."""

    code = "information-refused"


@dataclass(frozen=True)
class Informed:
    """What somebody says of a unit: how it went through the policy, when, and how many of how many took part.

    `of_how_many` is None where the register of employments is to tell it.
    """

    kind: str
    held_on: date
    took_part: int
    of_how_many: int | None = None


def record_information(*, unit: Unit, said: Informed, today: date, role: str, who: Who) -> UnitInformation:
    """How many took part when a unit went through the policy; numbers only, never names (MR-4).

    Without `of_how_many` it is how many were employed in the unit that day by the register. Refuses with
    `InformationRefused` a day to come, nobody, more than there are, a number of employees that nothing tells, a
    catch-up of nothing, and what is recorded already.
    """
    return inform_units(said=[(unit, said)], today=today, role=role, who=who)[0]


def inform_units(*, said: Sequence[tuple[Unit, Informed]], today: date, role: str, who: Who) -> list[UnitInformation]:
    """What many units have gone through, all or none; judged as one. Refuses as `record_information` does."""
    with transaction.atomic():
        held = _Held.of([unit for unit, _said in said], {each.held_on for _unit, each in said})
        return [
            _stored(unit, held.judged(unit, each, today=today), today=today, role=role, who=who) for unit, each in said
        ]


def refused_of(said: Sequence[tuple[Unit, Informed]], *, today: date) -> Mapping[int, InformationRefused]:
    """What would be refused, by its place in the list; nothing is stored. Four queries at most, however many."""
    held, found = _Held.of([unit for unit, _said in said], {each.held_on for _unit, each in said}), {}
    for number, (unit, each) in enumerate(said):
        try:
            held.judged(unit, each, today=today)
        except InformationRefused as refused:
            found[number] = refused
    return found


def withdraw_information(*, information: UnitInformation, reason: str, on: date, who: Who) -> None:
    """What was recorded by mistake counts no longer, and stays to read with the reason.

    Refuses with `InformationRefused` one that is withdrawn already, and one without a reason.
    """
    with transaction.atomic():
        held = UnitInformation.objects.select_for_update().get(pk=information.pk)
        if held.ended_on is not None:
            raise _refused(Words("It is withdrawn already."), "", Words("Read what counts now."))
        if not reason.strip():
            raise _refused(Words("The reason is missing."), "reason", Words("Say in a few words what was wrong."))
        amend(held, to={"ended_on": on, "withdrawn_for": reason.strip()}, act="withdraw-unit-information", who=who)


@dataclass(frozen=True)
class _Judged:
    said: Informed
    of_how_many: int | None
    is_stated: bool


@dataclass
class _Held:
    """What is recorded of some units, and how many the register says were employed there on the days."""

    days: dict[int, set[tuple[str, date]]]
    employed: dict[tuple[int, date], int]

    @classmethod
    def of(cls, units: Collection[Unit], days: Collection[date]) -> _Held:
        """Two queries, however many."""
        keys = {each.pk for each in units}
        found: dict[int, set[tuple[str, date]]] = {}
        rows = UnitInformation.objects.filter(unit__in=keys, ended_on__isnull=True)
        for key, kind, day in rows.values_list("unit", "kind", "held_on"):
            found.setdefault(key, set()).add((kind, day))
        counted: dict[tuple[int, date], int] = {}
        for key, start, end in Employment.objects.filter(unit__in=keys).values_list("unit", "start", "end"):
            for day in days:
                if start <= day and (end is None or end > day):
                    counted[key, day] = counted.get((key, day), 0) + 1
        return cls(found, counted)

    def judged(self, unit: Unit, said: Informed, *, today: date) -> _Judged:
        """As it would be stored; what comes after it in the same list is judged with it in place."""
        held = self.days.setdefault(unit.pk, set())
        _refuse_day(said, held, today=today)
        of_how_many, is_stated = None, False
        if said.kind != CATCH_UP:
            known = self.employed.get((unit.pk, said.held_on), 0)
            of_how_many = said.of_how_many if said.of_how_many is not None else known
            is_stated = said.of_how_many is not None and said.of_how_many != known
            _refuse_numbers(said, of_how_many)
        held.add((said.kind, said.held_on))
        return _Judged(said, of_how_many, is_stated)


def _stored(unit: Unit, judged: _Judged, *, today: date, role: str, who: Who) -> UnitInformation:
    row = UnitInformation(
        unit=unit,
        kind=judged.said.kind,
        held_on=judged.said.held_on,
        took_part=judged.said.took_part,
        of_how_many=judged.of_how_many,
        is_stated=judged.is_stated,
        role=role,
        recorded_on=today,
    )
    store(row, act="record-unit-information", who=who)
    return row


def _refuse_day(said: Informed, held: set[tuple[str, date]], *, today: date) -> None:
    if said.held_on > today:
        raise _refused(
            Words("{held_on} has not been yet.", held_on=said.held_on),
            "held_on",
            Words("Record it when it has been held, with the day on which it was."),
        )
    if (said.kind, said.held_on) in held:
        raise _refused(
            Words("That is recorded already for {held_on}.", held_on=said.held_on),
            "held_on",
            Words("Take the earlier one back first, if the number was wrong."),
        )
    if said.took_part < 1:
        raise _refused(
            Words("Nobody took part."), "took_part", Words("Record it when it has been gone through with somebody.")
        )
    if said.kind == CATCH_UP and not any(kind != CATCH_UP and day <= said.held_on for kind, day in held):
        raise _refused(
            Words("There is nothing before that day to catch up."),
            "kind",
            Words("Record the workplace meeting or the course first."),
        )


def _refuse_numbers(said: Informed, of_how_many: int) -> None:
    if of_how_many == 0:
        raise _refused(
            Words("The register has nobody employed in the unit that day."),
            "of_how_many",
            Words("Say how many work in the unit."),
        )
    if said.took_part > of_how_many:
        raise _refused(
            Words("{took_part} took part of {of_how_many}.", took_part=said.took_part, of_how_many=of_how_many),
            "took_part" if said.of_how_many is None else "of_how_many",
            Words("Say how many work in the unit, at least as many as took part."),
        )


def _refused(words: Bilingual, field: str, way: Bilingual) -> InformationRefused:
    return InformationRefused(words, clause="MR-4", way=way, field=field)
