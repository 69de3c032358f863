"""The municipality's year as a wheel with its list: twelve months, what is mine in them, and by which rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import asked_of
from spelregler.apps.acting.work_list import page_of_occasion
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.apps.policy.access import may_move_occasions
from spelregler.apps.policy.files.year_calendar import EVERY
from spelregler.apps.policy.queries.year import Month, Occasion, months_of
from spelregler.domain.cycle import YEARS_IN_TERM, election_years, year_of_term
from spelregler.domain.roles import Role
from spelregler.domain.roles.vocabulary import owner_called
from spelregler.exchange.package import Package
from spelregler.exchange.package.year import events_of
from spelregler.platform.findings import moved_occasions
from spelregler.ui import formatting
from spelregler.ui.page import Choice
from spelregler.ui.pictures import Picture, WheelDay, wheel

OWN = "mina"
WHOSE, YEARS = "vems", "ar"
BODIES = {str(Role.KF), str(Role.KS), str(Role.N)}
OF_KIND = {"council": Role.KF, "executive_board": Role.KS}


@dataclass(frozen=True)
class Line:
    """An occasion in the list, with the page where the reader does it, and the page where it is moved."""

    occasion: Occasion
    url: str
    move_url: str = ""


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
    beside: list[Choice]
    """The ways to see several wheels beside each other."""
    calendars: list[tuple[str, str]]
    """The calendars to subscribe to, each with what it is called."""


@dataclass(frozen=True)
class WheelsView:
    """Up to three wheels beside each other, and of years a list with a column each; of one year its months."""

    wheels: list[tuple[str, Picture]]
    years: list[int]
    rows: list[tuple[str, str, list[tuple[int, str]]]]
    months: list[MonthView]
    beside: list[Choice]


def year_view(package: Package, acting_role: ActingRole, *, year: int, asked: str) -> YearView:
    """The year for the reader's role; only its own occasions where they are asked for and it has any. One query."""
    own, is_this_year = owned(package, acting_role), year == acting_role.as_of.year
    only_own = bool(own) and asked == OWN
    months = _months(package, acting_role, year=year, own=own, only_own=only_own)
    past = [each for each in months if each.is_past and is_this_year]
    return YearView(
        wheel=_wheel(months, acting_role, year=year, has_own=bool(own)),
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
        beside=_beside(acting_role, has_own=bool(own)),
        calendars=_calendars(own, acting_role),
    )


def wheels_view(package: Package, acting_role: ActingRole, *, year: int, asked: str) -> WheelsView:
    """Mine, my body's and the municipality's year; or this year, the next and the next election year. Two
    queries at most.
    """
    own, bodys = owned(package, acting_role), _("The body's")
    wanted: list[tuple[str, int, Collection[str]]]
    if asked == YEARS:
        first = acting_role.as_of.year
        elections = (each for each in election_years(first=first, count=2) if each > first + 1)
        found = [first, first + 1, next(elections)]
        wanted = [(_titled(each), each, ()) for each in found]
    else:
        body = _body_roles(acting_role, own)
        wanted = [(_("Mine"), year, own)] if own else []
        wanted += [(bodys, year, body)] if body and body != own else []
        wanted += [(_("The whole municipality's"), year, ())]
    told = [
        (title, of, _months(package, acting_role, year=of, own=whose or own, only_own=bool(whose)))
        for title, of, whose in wanted
    ]
    years = [of for _title, of, _months_of in told] if asked == YEARS else []
    return WheelsView(
        wheels=[
            (title, _wheel(months, acting_role, year=of, has_own=bool(own) and title != bodys, title=title))
            for title, of, months in told
        ],
        years=years,
        rows=_by_year(years, [months for _title, _of, months in told], acting_role) if years else [],
        months=[] if years else [_month(each, acting_role) for each in told[-1][2]],
        beside=_beside(acting_role, has_own=bool(own), asked=asked),
    )


def _titled(year: int) -> str:
    return _("%(year)s, election year") % {"year": year} if year_of_term(year) == YEARS_IN_TERM else str(year)


def _body_roles(acting_role: ActingRole, own: frozenset[str]) -> frozenset[str]:
    """The role of the body that the reader sits in or answers to, where the year asks something of it."""
    if not acting_role.body or own & BODIES:
        return frozenset()
    about = body_by_code(acting_role.body, as_of=acting_role.as_of)
    return frozenset({str(OF_KIND.get(about.kind, Role.N))})


def _by_year(
    years: Sequence[int], found: Sequence[list[Month]], acting_role: ActingRole
) -> list[tuple[str, str, list[tuple[int, str]]]]:
    """Each occasion with its days of every year: what comes every fourth year has none in the others."""
    days: dict[tuple[str, str, str], list[list[date]]] = {}
    for at, months in enumerate(found):
        for each in (occasion for month in months for occasion in month.occasions):
            key = (each.event, each.title, each.owner)
            days.setdefault(key, [[] for _months_of in found])[at].append(each.on)
    return [
        (title, owner, [(year, _days_told(each, acting_role)) for year, each in zip(years, columns, strict=True)])
        for (_event, title, owner), columns in days.items()
    ]


def _days_told(days: Sequence[date], acting_role: ActingRole) -> str:
    if len(days) > 1:
        return _("%(n)s times") % {"n": len(days)}
    return formatting.short_date(days[0], acting_role.language, today=days[0]) if days else "–"


def _months(
    package: Package, acting_role: ActingRole, *, year: int, own: Collection[str], only_own: bool
) -> list[Month]:
    return months_of(
        package,
        year=year,
        as_of=acting_role.as_of,
        language=acting_role.language,
        own=own,
        only_own=only_own,
        moves=moved_occasions(as_of=acting_role.as_of),
    )


def _wheel(months: Sequence[Month], acting_role: ActingRole, *, year: int, has_own: bool, title: str = "") -> Picture:
    name = _("The municipality's year %(year)s") % {"year": year}
    return wheel(
        [
            WheelDay(day=each.on, label=each.title, whose=each.owner, is_own=each.is_own)
            for month in months
            for each in month.occasions
        ],
        year=year,
        today=acting_role.as_of,
        title=f"{name}: {title.lower()}" if title and title != str(year) else name,
        language=acting_role.language,
        has_own=has_own,
    )


def _beside(acting_role: ActingRole, *, has_own: bool, asked: str = "") -> list[Choice]:
    """The ways between one wheel and several."""
    per = {} if acting_role.as_of == acting_role.today else {"per": acting_role.as_of.isoformat()}
    ways = [(_("One wheel"), ""), (_("Three years"), YEARS)]
    if has_own:
        ways.insert(1, (_("Mine and the others'"), WHOSE))
    return [
        Choice(name, "?" + urlencode(({"bredvid": value} if value else {}) | per), is_current=value == asked)
        for name, value in ways
    ]


def _calendars(own: Collection[str], acting_role: ActingRole) -> list[tuple[str, str]]:
    """The calendars of the reader's own roles, and the whole year's."""
    named = [(owner_called(code).text(acting_role.language), code.lower()) for code in sorted(own)]
    return [
        *((name[:1].upper() + name[1:], reverse("policy:year_calendar", args=[code])) for name, code in named),
        (_("The whole municipality's"), reverse("policy:year_calendar", args=[EVERY])),
    ]


def owned(package: Package, acting_role: ActingRole) -> frozenset[str]:
    """The role codes that the reader acts for and that the package's year asks something of; none for a resident."""
    asked = asked_of(acting_role.role) - {str(Role.CI)}
    return frozenset(code for each in events_of(package) for code in (each.owner, *each.concerns)) & asked


def _month(found: Month, acting_role: ActingRole) -> MonthView:
    return MonthView(found, list(_lines(found.occasions, acting_role)))


def _lines(found: Iterable[Occasion], acting_role: ActingRole) -> Iterable[Line]:
    may_move = may_move_occasions(acting_role)
    for each in found:
        is_coming = each.is_own and each.left
        yield Line(
            each,
            page_of_occasion(each.event, acting_role) if is_coming else "",
            reverse("policy:move_occasion", args=[each.event, each.planned_on.isoformat()])
            if may_move and not each.is_past
            else "",
        )


def _address(acting_role: ActingRole, year: int, *, only_own: bool = False) -> str:
    asked = {
        "ar": "" if year == acting_role.as_of.year else str(year),
        "vems": OWN if only_own else "",
        "per": "" if acting_role.as_of == acting_role.today else acting_role.as_of.isoformat(),
    }
    return "?" + urlencode({name: value for name, value in asked.items() if value})
