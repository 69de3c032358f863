"""What the pages of plans share: the owner and the year that an address names, and the right to propose."""

from __future__ import annotations

from decimal import Decimal

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.goals.queries import plans
from spelregler.domain import reading
from spelregler.domain.goals.values import NotANumber, read_number
from spelregler.domain.roles import Resource
from spelregler.platform.errors import DomainError, NotVisible


def number_typed(text: str) -> Decimal:
    """A figure that has to be there, with decimal comma or point."""
    number = number_or_none(text)
    if number is None:
        raise DomainError(
            sv="Målvärdet saknas.",
            en="The target is missing.",
            clause="CP-22",
            way_sv="Skriv det som 85 eller 7,5.",
            way_en="Write it as 85 or 7.5.",
        )
    return number


def number_or_none(text: str) -> Decimal | None:
    try:
        return read_number(text)
    except NotANumber:
        raise DomainError(
            sv=f"”{text}” går inte att läsa som ett tal.",
            en=f"“{text}” cannot be read as a number.",
            clause="CP-22",
            way_sv="Skriv målvärdet som 85 eller 7,5.",
            way_en="Write the target as 85 or 7.5.",
        ) from None


def right_to_propose(request: Request, owner: plans.Owner) -> tuple[str, Resource]:
    """The right that the acting role has, or else the one to be refused by."""
    has_settled = not owner.is_political and plans.may_settle(request.acting_role, owner)
    return (owner.settle if has_settled else owner.prepare), owner.matter


def owner_asked(request: Request, kind: str, code: str) -> plans.Owner:
    """The owner that the address names, or not found."""
    found = plans.owner_of(kind=kind, code=code, as_of=request.acting_role.as_of)
    if found is None:
        raise NotVisible(
            sv="Planen finns inte.",
            en="No such plan.",
            way_sv="Gå till Planer och välj där.",
            way_en="Go to Plans and choose there.",
        )
    return found


def years_offered(request: Request) -> list[int]:
    year = request.acting_role.as_of.year
    return [year - 1, year, year + 1]


def year_asked(request: Request, text: str) -> int:
    """Last year, this year or the next: plans are made beside the year that runs."""
    years = years_offered(request)
    return reading.read_or(lambda each: reading.year(each, first=years[0], last=years[-1]), text, years[1])
