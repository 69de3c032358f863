"""Proposed budgets as people read them: one version to write in, and two or three side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.frames.models import Proposal
from spelregler.apps.frames.queries.proposals import MOST_SHOWN, ProposalView, ShareRow
from spelregler.domain.frames.budget_rules import LATEST, NEW_COUNCIL, is_election_year
from spelregler.domain.frames.proposals import Difference, Kind, Level, compare, sum_of, years_of
from spelregler.domain.money import ZERO, Money
from spelregler.platform.forms import language_of_reader
from spelregler.ui import formatting


@dataclass(frozen=True)
class Cell:
    """What one version gives, and how far it is from the first; None where it says nothing."""

    amount: Money | None
    apart: Money | None
    version: str = ""


@dataclass(frozen=True)
class ComparedRow:
    """One place in every version shown."""

    label: str
    level: str
    cells: list[Cell]


@dataclass(frozen=True)
class Version:
    """One version in the head of the comparison."""

    pk: int
    title: str
    state: str
    status: str
    sums: str
    sums_status: str
    by: str
    url: str


@dataclass(frozen=True)
class Choice:
    """One of several ways to look."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class SheetRow:
    """One place in the sheet of a version."""

    key: str
    label: str
    level: str
    cost: Money
    income: Money
    investment: Money
    net: Money


def choice(query: QueryDict, name: str, value: str, label: str, is_current: bool) -> Choice:
    """A way to look that keeps the others that were chosen."""
    asked = query.copy()
    asked[name] = value
    return Choice(label=label, url=f"?{asked.urlencode()}", is_current=is_current)


def year_choices(query: QueryDict, years: Sequence[int], budget_year: int, shown: int) -> list[Choice]:
    """The years of a proposal, each a way to look."""
    return [choice(query, "ar", str(each), year_words(each, budget_year), each == shown) for each in years]


def chosen_versions(asked: Collection[str], found: Sequence[Proposal]) -> list[Proposal]:
    """The versions asked for, at most three; else the latest submitted of each name."""
    wanted = [row for row in found if str(row.pk) in asked]
    submitted = [row for row in found if row.submitted_on is not None]
    latest: dict[str, Proposal] = {row.title: row for row in sorted(submitted, key=lambda row: row.version)}
    return list(wanted or [row for row in submitted if row in latest.values()] or found)[:MOST_SHOWN]


def kind_words(kind: Kind) -> str:
    """What is compared, in plain words."""
    return {
        Kind.NET: _("Net"),
        Kind.COST: _("Cost"),
        Kind.INCOME: _("Income"),
        Kind.INVESTMENT: _("Investments"),
    }[kind]


def place_words(row: ShareRow, language: str) -> str:
    """The total, finance, or the committee's or unit's name."""
    if row.share.level is Level.TOTAL:
        return _("The council's total")
    if row.share.level is Level.FINANCE:
        return _("Finance")
    return row.name if language == "sv" else row.name_en


def compared_rows(views: Sequence[ProposalView], *, year: int, kind: Kind, language: str) -> list[ComparedRow]:
    """Every place with what each version gives it."""
    names = {
        (row.share.level, row.share.place): place_words(row, language) for view in views for row in view.in_year(year)
    }
    titles = [each.title for each in versions(views)]
    return [
        ComparedRow(
            label=names[each.level, each.place],
            level=each.level.value,
            cells=[
                Cell(
                    amount=None if found is None else found.of(kind),
                    apart=apart if number else None,
                    version=titles[number],
                )
                for number, (found, apart) in enumerate(zip(each.amounts, each.apart(kind), strict=True))
            ],
        )
        for each in compare([[row.share for row in view.shares] for view in views], year=year)
    ]


def versions(views: Sequence[ProposalView]) -> list[Version]:
    """The head of each column."""
    return [
        Version(
            pk=view.row.pk,
            title=_("%(title)s, version %(number)s") % {"title": view.row.title, "number": view.row.version},
            state=state_words(view),
            status="kept" if view.row.decision_id else "not_assessed" if view.is_draft else "not_applicable",
            sums=_("The sums do not hold") if view.differences else _("The sums hold"),
            sums_status="breach" if view.differences else "kept",
            by=view.row.written_by,
            url=reverse("frames:proposal", args=[view.row.pk]),
        )
        for view in views
    ]


def state_words(view: ProposalView) -> str:
    """Draft, submitted or adopted, with the day."""
    row, language = view.row, language_of_reader()
    if row.decision is not None:
        return _("Adopted: %(decision)s") % {"decision": formatting.days_in_words(str(row.decision), language)}
    if row.submitted_on is None:
        return _("Draft")
    return _("Submitted %(day)s") % {"day": formatting.short_date(row.submitted_on, language)}


def difference_words(view: ProposalView, language: str) -> list[str]:
    """Where the sums do not hold, one sentence each."""
    names = {row.share.place: place_words(row, language) for row in view.shares if row.share.place}
    return [_difference(each, names.get(each.place, _("The council's total")), language) for each in view.differences]


def _difference(each: Difference, place: str, language: str) -> str:
    words = {
        "year": each.year,
        "place": place,
        "kind": kind_words(each.kind).lower(),
        "amount": formatting.money(abs(each.amount), language, exact=True),
    }
    if each.amount > ZERO:
        return _("%(year)s, %(place)s, %(kind)s: %(amount)s is not shared out.") % words
    return _("%(year)s, %(place)s, %(kind)s: %(amount)s too much is shared out.") % words


def sheet_rows(view: ProposalView, *, year: int, language: str) -> list[SheetRow]:
    """One year of a version, place by place."""
    return [
        SheetRow(
            key=row.key,
            label=place_words(row, language),
            level=row.share.level.value,
            cost=row.share.amounts.cost,
            income=row.share.amounts.income,
            investment=row.share.amounts.investment,
            net=row.share.amounts.net,
        )
        for row in view.in_year(year)
    ]


def shared_out(view: ProposalView, *, year: int) -> SheetRow:
    """What is shared out together, to be held against the row above."""
    below = (Level.FINANCE, Level.COMMITTEE) if any_total(view) else (Level.UNIT,)
    found = sum_of(row.share.amounts for row in view.in_year(year) if row.share.level in below)
    return SheetRow("", _("Shared out together"), "sum", found.cost, found.income, found.investment, found.net)


def any_total(view: ProposalView) -> bool:
    """Whether it is the council's budget, which has a total."""
    return any(row.share.level is Level.TOTAL for row in view.shares)


def years_of_view(view: ProposalView) -> list[int]:
    """The years that the proposal covers."""
    return sorted({row.share.year for row in view.shares}) or list(years_of(view.row.year))


def year_words(year: int, budget_year: int) -> str:
    """The budget year, or a year of the plan."""
    return _("Budget %(year)s") % {"year": year} if year == budget_year else _("Plan %(year)s") % {"year": year}


def election_words(year: int) -> str:
    """Who adopts the budget when the year before it is an election year; empty in other years (KL 11 kap. 10 §)."""
    if not is_election_year(year - 1):
        return ""
    words = {"year": year - 1, "from": "{}/{}".format(*NEW_COUNCIL[::-1]), "to": "{}/{}".format(*LATEST[::-1])}
    return (
        _(
            "%(year)s is an election year: the newly elected council adopts the budget, "
            "from %(from)s and by %(to)s (KL 11 kap. 10 §)."
        )
        % words
    )
