"""What the pages of plans share: the owner and the year that an address names, and the right to propose."""

from __future__ import annotations

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.goals.queries import plans
from spelregler.domain.roles import Resource
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import year_asked


def right_to_propose(request: Request, owner: plans.Owner) -> tuple[str, Resource]:
    """The right that the acting role has, or else the one to be refused by."""
    has_settled = not owner.is_political and plans.may_settle(request.acting_role, owner)
    return (owner.settle if has_settled else owner.prepare), owner.matter


def owner_asked(request: Request, kind: str, code: str) -> plans.Owner:
    """The owner that the address names, or not found."""
    found = plans.owner_of(kind=kind, code=code, as_of=request.acting_role.as_of)
    if found is None:
        raise NotVisible(
            Words("No such plan."),
            way=Words("Go to Plans and choose there."),
        )
    return found


def years_offered(request: Request) -> list[int]:
    year = request.acting_role.as_of.year
    return [year - 1, year, year + 1]


def planned_year(request: Request, text: str) -> int:
    """Last year, this year or the next: plans are made beside the year that runs."""
    years = years_offered(request)
    return year_asked(text, years, years[1])
