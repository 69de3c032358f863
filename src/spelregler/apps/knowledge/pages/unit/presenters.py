"""What a unit has gone through, as people read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.knowledge.models import UnitInformation
from spelregler.apps.knowledge.pages.words import KINDS
from spelregler.apps.knowledge.queries.units import readers_in
from spelregler.domain.introductions import counted
from spelregler.domain.period import add_months


@dataclass(frozen=True)
class InformationRow:
    """One time that the unit went through it; `of_how_many` where it was counted of all."""

    pk: int
    held_on: date
    how: str
    took_part: int
    of_how_many: int | None
    is_over: bool
    withdrawn_for: str


def rows(found: Iterable[UnitInformation], *, as_of: date) -> list[InformationRow]:
    """As they stood on the day."""
    return [
        InformationRow(
            pk=each.pk,
            held_on=each.held_on,
            how=str(KINDS[UnitInformation.Kind(each.kind)]),
            took_part=each.took_part,
            of_how_many=each.of_how_many,
            is_over=each.ended_on is not None and each.ended_on <= as_of,
            withdrawn_for=each.withdrawn_for,
        )
        for each in found
    ]


YEARS = 2


def readers(unit: str, acting_role: ActingRole) -> str:
    """How many in the unit have said themselves that they have read; few are not told by number."""
    since = add_months(acting_role.as_of, -12 * YEARS)
    return str(counted(readers_in(unit=unit, as_of=acting_role.as_of, since=since)))
