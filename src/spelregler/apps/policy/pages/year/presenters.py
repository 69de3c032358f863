"""The municipality's year as a wheel with its list: twelve months, what is mine in them, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import asked_of
from spelregler.apps.acting.work_list import page_of_occasion
from spelregler.apps.policy.queries.year import Month, Occasion, months_of
from spelregler.domain.roles import Role
from spelregler.exchange.package import Package
from spelregler.exchange.package.year import events_of
from spelregler.ui.page import Choice
from spelregler.ui.pictures import Picture, WheelDay, wheel

OWN = "mina"


@dataclass(frozen=True)
class Line:
    """An occasion in the list, with the page where the reader does it."""

    occasion: Occasion
    url: str


@dataclass(frozen=True)
class MonthView:
    """A month in the list."""

    month: Month
    lines: list[Line]


@dataclass(frozen=True)
class YearView:
    """The wheel, the list that says the same, and the ways to other years and to one's own occasions."""

    wheel: Picture
    past: list[MonthView]
    """The months of this year that have gone by, which are folded."""
    past_occasions: int
    months: list[MonthView]
    choices: list[Choice]
    earlier: Choice
    later: Choice
    has_own: bool
    only_own: bool


def year_view(package: Package, acting_role: ActingRole, *, year: int, asked: str) -> YearView:
    """The year for the reader's role; only its own occasions where they are asked for and it has any. No query."""
    own, is_this_year = owned(package, acting_role), year == acting_role.as_of.year
    only_own = bool(own) and asked == OWN
    months = months_of(
        package, year=year, as_of=acting_role.as_of, language=acting_role.language, own=own, only_own=only_own
    )
    past = [each for each in months if each.is_past and is_this_year]
    return YearView(
        wheel=wheel(
            [
                WheelDay(day=each.on, label=each.title, whose=each.owner, is_own=each.is_own)
                for month in months
                for each in month.occasions
            ],
            year=year,
            today=acting_role.as_of,
            title=_("The municipality's year %(year)s") % {"year": year},
            language=acting_role.language,
            has_own=bool(own),
        ),
        past=[_month(each, acting_role) for each in past],
        past_occasions=sum(len(each.occasions) for each in past),
        months=[_month(each, acting_role) for each in months[len(past) :]],
        choices=[
            Choice(_("All"), _address(acting_role, year), is_current=not only_own),
            Choice(_("Mine"), _address(acting_role, year, only_own=True), is_current=only_own),
        ]
        if own
        else [],
        earlier=Choice(str(year - 1), _address(acting_role, year - 1, only_own=only_own)),
        later=Choice(str(year + 1), _address(acting_role, year + 1, only_own=only_own)),
        has_own=bool(own),
        only_own=only_own,
    )


def owned(package: Package, acting_role: ActingRole) -> frozenset[str]:
    """The role codes that the reader acts for and that the package's year asks something of; none for a resident."""
    asked = asked_of(acting_role.role) - {str(Role.CI)}
    return frozenset(code for each in events_of(package) for code in (each.owner, *each.concerns)) & asked


def _month(found: Month, acting_role: ActingRole) -> MonthView:
    return MonthView(found, list(_lines(found.occasions, acting_role)))


def _lines(found: Iterable[Occasion], acting_role: ActingRole) -> Iterable[Line]:
    for each in found:
        is_coming = each.is_own and each.left
        yield Line(each, page_of_occasion(each.event, acting_role) if is_coming else "")


def _address(acting_role: ActingRole, year: int, *, only_own: bool = False) -> str:
    asked = {
        "ar": "" if year == acting_role.as_of.year else str(year),
        "vems": OWN if only_own else "",
        "per": "" if acting_role.as_of == acting_role.today else acting_role.as_of.isoformat(),
    }
    return "?" + urlencode({name: value for name, value in asked.items() if value})
