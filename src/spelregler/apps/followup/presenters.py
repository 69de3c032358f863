"""A committee's account in the reader's language: the same parts for the page, and for the report of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.followup.queries.account import Account
from spelregler.apps.frames.pages.burn import year_line
from spelregler.apps.frames.pages.words import deviation_mark, limits_on
from spelregler.apps.frames.queries.frames import CommitteeRow, UnitRow
from spelregler.apps.goals.pages.goal.presenters import GoalRow, bullet_of, goal_rows
from spelregler.apps.goals.pages.thread.presenters import thread_picture
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.pages.words import title as title_of
from spelregler.apps.goals.queries.thread import GoalNode
from spelregler.domain.frames.deviation import deviation_pct
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.money import Money
from spelregler.domain.period import add_months
from spelregler.ui import formatting
from spelregler.ui.names import named
from spelregler.ui.pictures import BurnLine, Picture, bullets, burn


@dataclass(frozen=True)
class MoneyRow:
    """One amount with what it rests on."""

    label: str
    amount: str
    day: str
    source: str

    @property
    def cells(self) -> list[str]:
        """As a table's row."""
        return [self.label, self.amount, self.day, self.source]


@dataclass(frozen=True)
class UnitLine:
    """A unit's published results: money, and how many of its decided goals are met."""

    name: str
    url: str
    frame: str
    outcome: str
    forecast: str
    deviation: str
    goals: str

    @property
    def cells(self) -> list[str]:
        """As a table's row."""
        return [self.name, self.frame, self.outcome, self.forecast, self.deviation, self.goals]


@dataclass(frozen=True)
class Shown:
    """Everything that the page and the documents show."""

    name: str
    title: str
    caution: str
    status: str
    status_text: str
    money_header: Sequence[str]
    money: Sequence[MoneyRow]
    burn: Picture
    goals: Sequence[GoalRow]
    measures: Picture | None
    threads: Sequence[Picture]
    is_large: bool
    """So many units that threads and computed forecasts stand on pages of their own."""
    unit_count: int
    unit_header: Sequence[str]
    units: Sequence[UnitLine]


@dataclass(frozen=True)
class Listed:
    """A committee in the list, with how its forecast stands."""

    name: str
    url: str
    status: str
    word: str


def listed(found: Iterable[CommitteeRow], acting_role: ActingRole) -> list[Listed]:
    """The committees by name; the acting role's own stands first."""
    return [
        _listed(each, acting_role) for each in sorted(found, key=lambda row: (row.code != acting_role.body, row.name))
    ]


def _listed(row: CommitteeRow, acting_role: ActingRole) -> Listed:
    forecast = row.forecast.amount_ore if row.forecast else row.units_forecast_ore
    limits = limits_on(acting_role.as_of)
    status, word = deviation_mark(row.frame_ore, forecast, limits, acting_role.language, committee=True)
    name = acting_role.say(row.name, row.name_en)
    return Listed(name=name, url=reverse("followup:committee", args=[row.code]), status=status, word=word)


def shown(account: Account, acting_role: ActingRole) -> Shown:
    """The account as it is told. Money and goals stand side by side; nothing is said of cause."""
    language, name = acting_role.language, acting_role.say(account.money.name, account.money.name_en)
    goals = goal_rows(account.goals, scale_on(acting_role.as_of), language)
    status, words = deviation_mark(
        account.money.frame_ore, account.forecast_ore, limits_on(acting_role.as_of), language, committee=True
    )
    measures = [bullet_of(row, goal.title) for goal in goals for row in goal.indicators]
    title = _("Measures of the goals: outcome against target")
    return Shown(
        name=name,
        title=_("%(committee)s: what did we get for the money %(year)s?") % {"committee": name, "year": account.year},
        caution=_(
            "Money and goals stand side by side. The page does not say that one is the cause of the other: "
            "that is for the committee to weigh."
        ),
        status=status,
        status_text=words,
        money_header=[_("Money"), _("Amount"), _("As of"), _("Source")],
        money=_money(account, language),
        burn=burn(_line(account), language),
        goals=goals,
        measures=bullets(measures, title=title, language=language) if measures else None,
        threads=_threads(account, language),
        is_large=account.tree is None,
        unit_count=account.money.unit_count,
        unit_header=[
            _("Unit"),
            _("Frame, tkr"),
            _("Outcome, tkr"),
            _("Forecast, tkr"),
            _("Deviation, tkr"),
            _("Goals met"),
        ],
        units=[_unit(unit, account.unit_goals.get(unit.code, ()), language) for unit in account.units],
    )


def _threads(account: Account, language: str) -> list[Picture]:
    """Each goal's thread from the vision to what is done, as on the goal's own page."""
    if (tree := account.tree) is None:
        return []
    drawn = [(goal, thread_picture(tree, goal.code, account.places, language)) for goal in account.goals]
    return [replace(picture, title=f"{picture.title}: {title_of(goal, language)}") for goal, picture in drawn]


def _line(account: Account) -> BurnLine:
    """With the computed band where there is one, and the reported forecast beside it; else the reported alone."""
    line = year_line(
        label=_("Outcome month by month against the frame"),
        frame_ore=account.money.frame_ore,
        booked=account.booked,
        expected=account.forecast_ore,
        source="ledger",
        day=_outcome_day(account),
    )
    band = {each.month: each for each in account.band}
    if not band:
        return line
    months = [
        replace(
            each,
            forecast=Money(band[each.month].point_ore),
            low=Money(band[each.month].low_ore),
            high=Money(band[each.month].high_ore),
        )
        if each.month in band
        else replace(each, forecast=None)
        for each in line.months
    ]
    return replace(line, months=months, own=None if account.forecast_ore is None else Money(account.forecast_ore))


def _outcome_day(account: Account) -> date | None:
    return add_months(account.outcome_to.replace(day=1), 1) - timedelta(days=1) if account.outcome_to else None


def _money(account: Account, language: str) -> list[MoneyRow]:
    frame, forecast = Money(account.money.frame_ore), account.forecast_ore
    outcome = Money(account.money.outcome_ore) if account.outcome_to else None
    deviation = None if forecast is None else frame - Money(forecast)
    forecast_day = formatting.long_date(account.forecast_on, language)
    whose = _("the committee's own") if account.money.forecast else _("the units' forecasts together")
    share = None if forecast is None else deviation_pct(frame=frame, forecast=Money(forecast))
    return [
        MoneyRow(
            _("Frame for the year"),
            formatting.money(frame, language, exact=True),
            formatting.NOTHING,
            formatting.days_in_words(account.money.decision, language) or formatting.NOTHING,
        ),
        MoneyRow(
            _("Outcome so far"),
            formatting.money(outcome, language),
            formatting.long_date(_outcome_day(account), language),
            _("the ledger, the units that have their frame here"),
        ),
        MoneyRow(
            _("Forecast for the year"),
            formatting.money(None if forecast is None else Money(forecast), language, exact=True),
            forecast_day,
            whose if forecast is not None else _("no forecast is reported"),
        ),
        MoneyRow(
            _("Deviation (frame less forecast)"),
            formatting.money(deviation, language, signed=True, exact=True),
            forecast_day,
            formatting.percent(share, language, signed=True),
        ),
    ]


def _unit(unit: UnitRow, goals: Sequence[GoalNode], language: str) -> UnitLine:
    forecast = Money(unit.forecast.amount_ore) if unit.forecast else None
    deviation = None if unit.deviation_ore is None else Money(unit.deviation_ore)
    return UnitLine(
        name=named(unit.name, unit.name_en, language),
        url=reverse("autonomy:unit", args=[unit.code]),
        frame=formatting.money(Money(unit.frame_ore), language, unit=False, exact=True),
        outcome=formatting.money(Money(unit.outcome_ore), language, unit=False),
        forecast=formatting.money(forecast, language, unit=False, exact=True),
        deviation=formatting.money(deviation, language, signed=True, unit=False, exact=True),
        goals=_met(goals, language),
    )


def _met(goals: Sequence[GoalNode], language: str) -> str:
    """How many are met of those that can be measured; what cannot be is neither met nor missed."""
    measured = [goal for goal in goals if goal.judged.status is not GoalStatus.NOT_MEASURABLE]
    met = sum(goal.judged.status is GoalStatus.MET for goal in measured)
    if not goals:
        return formatting.NOTHING
    if not measured:
        return _("%(count)s, none measurable") % {"count": len(goals)}
    return formatting.share(met, len(measured), language)
