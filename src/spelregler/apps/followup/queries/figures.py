"""The figures that stand beside a report, from the records as they were known on a day. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from spelregler.apps.followup.models import KeptFigure, Report, Section
from spelregler.apps.followup.models.reports import SOURCE
from spelregler.apps.frames.queries.frames import UnitRow, frames_overview, outcome_to, unit_rows
from spelregler.apps.goals.queries.goal_history import IndicatorNow
from spelregler.apps.goals.queries.over_years import YearValue, values_over_years
from spelregler.apps.goals.queries.thread import GoalNode, committee_goals, unit_goals
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.units import units_of_department
from spelregler.domain.goals.attainment import GoalScale
from spelregler.domain.period import ONE_DAY, add_months

MONEY, UNIT, GOAL, MEASURE, YEAR = "money", "unit", "goal", "measure", "year"
"""What a figure is: an amount of the place, the deviation of a part of it, how a goal goes, a measure's value, or what
the measure that stands before it was in a year."""
FRAME, OUTCOME, FORECAST, DEVIATION = "frame", "outcome", "forecast", "deviation"


@dataclass(frozen=True)
class Figure:
    """One figure: what it is of, an amount in öre or a value in words, its target if any, its day and source."""

    kind: str
    code: str
    name: str
    name_en: str = ""
    amount_ore: int | None = None
    value: str = ""
    target: str = ""
    day: date | None = None
    source: str = ""

    @property
    def section(self) -> str:
        """Beside which kind of section it stands."""
        return str(Section.Figures.MONEY if self.kind in (MONEY, UNIT) else Section.Figures.GOALS)


def figures_of(
    report: Report,
    *,
    as_of: date,
    scale: GoalScale,
    wanted: Iterable[str] | None = None,
    is_over_years: bool = False,
) -> list[Figure]:
    """The money, goals and measures of a report's place as of a day, of the year in which its period ends.

    Net cost in öre; a value about few cases is not among them (its `value` is empty). Money is that of the place and,
    above a unit, of each part. Each measure is followed by what it was year by year where that `is_over_years`, which
    is kept when the report is handed in. At most seventeen queries, and seven more, however many units there are.
    """
    year = (report.occasion.period_end - ONE_DAY).year
    kinds = set(wanted) if wanted is not None else {Section.Figures.MONEY, Section.Figures.GOALS}
    money = _money(report, year=year, as_of=as_of) if Section.Figures.MONEY in kinds else []
    nodes = _goals(report, year=year, as_of=as_of, scale=scale) if Section.Figures.GOALS in kinds else []
    years = values_over_years([each.code for each in nodes], as_of=as_of) if nodes and is_over_years else {}
    return [*money, *_told(nodes, years)]


def kept_figures(handed_in: int) -> list[Figure]:
    """The figures as they were handed in, in their order. One query."""
    return kept_figures_of([handed_in])[handed_in]


def kept_figures_of(handed_in: Sequence[int]) -> dict[int, list[Figure]]:
    """The figures of each of some reports as they were handed in, in their order. One query."""
    found: dict[int, list[Figure]] = {each: [] for each in handed_in}
    for each in KeptFigure.objects.filter(handed_in__in=handed_in).order_by("handed_in", "place"):
        figure = Figure(
            each.kind,
            each.code,
            each.name,
            each.name_en,
            each.amount_ore,
            each.value,
            each.target,
            each.day,
            each.source,
        )
        found[each.handed_in_id].append(figure)
    return found


def _money(report: Report, *, year: int, as_of: date) -> list[Figure]:
    if report.level in (Report.Level.MUNICIPALITY, Report.Level.COMMITTEE):
        overview = frames_overview(year=year, as_of=as_of, body_code=_committee(report))
        told = [
            (
                each.code,
                each.name,
                each.name_en,
                each.frame_ore,
                each.forecast.amount_ore if each.forecast else each.units_forecast_ore,
            )
            for each in overview.committees
        ]
        outcome = overview.outcome_ore
    else:
        rows = _unit_rows(report, year=year, as_of=as_of)
        told = [(each.code, each.name, each.name_en, each.frame_ore, each.expected_ore) for each in rows]
        outcome = sum(each.outcome_ore for each in rows)
    if not told:
        return []
    frame, expected = sum(each[3] for each in told), [each[4] for each in told]
    forecast = sum(ore for ore in expected if ore is not None) if None not in expected else None
    booked = outcome_to(year=year, as_of=as_of)
    found = [
        Figure(MONEY, FRAME, "", amount_ore=frame),
        Figure(MONEY, OUTCOME, "", amount_ore=outcome if booked else None, day=_month_end(booked)),
        Figure(MONEY, FORECAST, "", amount_ore=forecast),
        Figure(MONEY, DEVIATION, "", amount_ore=None if forecast is None else frame - forecast),
    ]
    if report.level in (Report.Level.UNIT, Report.Level.COMMITTEE):
        return found
    parts = [
        Figure(UNIT, code, name, name_en, amount_ore=None if ore is None else given - ore)
        for code, name, name_en, given, ore in told
    ]
    return [*found, *parts]


def _unit_rows(report: Report, *, year: int, as_of: date) -> Sequence[UnitRow]:
    if report.unit is not None:
        return unit_rows(year=year, as_of=as_of, unit_code=report.unit.code)
    codes = units_of_department(report.department.code, as_of=as_of) if report.department else frozenset()
    return unit_rows(year=year, as_of=as_of, units=codes)


def _committee(report: Report) -> str:
    """The committee whose own report it is; empty of every other."""
    return report.adopter.code if report.level == Report.Level.COMMITTEE and report.adopter else ""


def _month_end(month: date | None) -> date | None:
    return add_months(month.replace(day=1), 1) - timedelta(days=1) if month else None


def _goals(report: Report, *, year: int, as_of: date, scale: GoalScale) -> list[GoalNode]:
    if report.unit is not None:
        nodes = unit_goals(unit_code=report.unit.code, year=year, as_of=as_of, scale=scale)
    else:
        nodes = committee_goals(body_code=_whose_goals(report), year=year, as_of=as_of, scale=scale)
    return [each for each in nodes if each.is_decided]


def _told(goals: Iterable[GoalNode], years: Mapping[tuple[str, str], Sequence[YearValue]]) -> list[Figure]:
    """Each goal, its measures after it, and after each measure its years."""
    found: list[Figure] = []
    for goal in goals:
        found.append(_goal(goal))
        for each in goal.indicators:
            found.append(_measure(each))
            found.extend(_year(each, row) for row in years.get((goal.code, each.code), ()))
    return found


def _whose_goals(report: Report) -> str:
    """A committee and its departments answer for the committee's goals; the whole for the council's."""
    if own := _committee(report):
        return own
    if report.level == Report.Level.DEPARTMENT:
        return report.body.code
    council = Body.objects.filter(kind=Body.Kind.COUNCIL).first()
    return council.code if council else ""


def _goal(goal: GoalNode) -> Figure:
    return Figure(GOAL, goal.code[:60], goal.title[:300], goal.title_en[:300], value=str(goal.judged.status.value))


def _measure(each: IndicatorNow) -> Figure:
    value = None if each.is_suppressed else each.value
    return Figure(
        MEASURE,
        each.code[:60],
        each.title[:300],
        each.title_en[:300],
        value=_with_unit(value, each),
        target=_with_unit(each.target, each),
        day=each.period_end - ONE_DAY if value is not None and each.period_end else None,
        source=(each.source or each.origin)[:SOURCE] if value is not None else "",
    )


def _year(each: IndicatorNow, row: YearValue) -> Figure:
    value, target = _with_unit(row.value, each), _with_unit(row.target, each)
    return Figure(YEAR, each.code[:60], str(row.year), value=value, target=target, day=row.last_day)


def _with_unit(value: Decimal | None, each: IndicatorNow) -> str:
    return "" if value is None else f"{value:.{each.decimals}f} {each.unit_of_measure}".strip()[:100]
