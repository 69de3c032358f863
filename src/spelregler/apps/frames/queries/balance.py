"""The balance requirement and sound financial management as of a date. A fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.apps.frames.models import DeficitDecision, FinancialTarget, SoundJudgement, YearFigures
from spelregler.apps.goals.queries.attainment import attainment_share_by_year
from spelregler.apps.organisation.models import Body
from spelregler.domain.frames.balance import YearResult
from spelregler.domain.frames.deficits import Deficit, deficits
from spelregler.domain.frames.sound import Sound, judge_sound
from spelregler.domain.goals.attainment import GoalScale
from spelregler.domain.money import Money

FIRM = (YearFigures.Kind.BUDGET, YearFigures.Kind.FORECAST, YearFigures.Kind.OUTCOME)
"""From the least to the most firm: an outcome stands before a forecast, a forecast before a budget."""


@dataclass(frozen=True)
class KnownYear:
    """The firmest figures of a year that were known on the day."""

    year: int
    kind: str
    figures: YearResult
    goals_met_pct: Decimal | None
    source: str
    recorded_on: date
    recorded_by: str
    origin: str


@dataclass(frozen=True)
class CouncilJudgement:
    """What the council itself has said of a year."""

    financial: str
    financial_reason: str
    operational: str
    operational_reason: str
    decision: str


@dataclass(frozen=True)
class DeficitShown:
    """A deficit with the decision that answers it."""

    deficit: Deficit
    is_expected: bool
    """Told by a forecast or a budget: nothing is to be restored before the accounts are closed."""
    reason: str
    decision: str


@dataclass(frozen=True)
class SoundPicture:
    """A year's sound management on the day, with the years that lead up to it."""

    year: int
    as_of: date
    years: tuple[KnownYear, ...]
    deficits: tuple[DeficitShown, ...]
    target_pct: Decimal | None
    target_decision: str
    sound: Sound
    judgement: CouncilJudgement | None

    @property
    def own(self) -> KnownYear | None:
        """The figures of the year itself."""
        return next((each for each in self.years if each.year == self.year), None)


def known_years(*, as_of: date, until: int | None = None) -> list[KnownYear]:
    """Each year's firmest figures as known on the day, oldest first. One query."""
    rows = YearFigures.objects.known_on(as_of).order_by("year", "recorded_on", "pk")
    firmest: dict[int, YearFigures] = {}
    for row in rows:
        held = firmest.get(row.year)
        if held is None or FIRM.index(row.kind) >= FIRM.index(held.kind):
            firmest[row.year] = row
    return [_known(row) for year, row in sorted(firmest.items()) if until is None or year <= until]


def current_figures(*, year: int, kind: str) -> YearFigures | None:
    """The latest figures of the year and kind (budget, forecast or outcome), which a correction replaces."""
    return YearFigures.objects.filter(year=year, kind=kind, replaced_by__isnull=True).order_by("-pk").first()


def council_on(*, as_of: date) -> Body | None:
    """The council itself."""
    return Body.objects.on(as_of).filter(kind=Body.Kind.COUNCIL).first()


def deficits_known(*, as_of: date, until: int | None = None) -> list[Deficit]:
    """Every deficit of closed years with what has been restored, as known on the day, oldest first (KL 11:12).

    A budget restores nothing. Amounts in `Money`; three queries.
    """
    return [each.deficit for each in _shown(known_years(as_of=as_of, until=until), as_of=as_of)]


def sound_picture(*, year: int, as_of: date, scale: GoalScale) -> SoundPicture:
    """Both sides of a year's management, with figures, deficits, target and the council's own judgement (KL 11:1).

    Money in `Money`, shares in per cent. As many queries whatever has been entered.
    """
    years = known_years(as_of=as_of, until=year)
    shown = _shown(years, as_of=as_of)
    target = _latest_target(year=year, as_of=as_of)
    own = next((each for each in years if each.year == year), None)
    shares = {each.year: each.goals_met_pct for each in years} | {
        each.year: each.share_pct
        for each in attainment_share_by_year(as_of=as_of, scale=scale, years=(year - 1, year))
        if each.share_pct is not None
    }
    return SoundPicture(
        year=year,
        as_of=as_of,
        years=tuple(years),
        deficits=tuple(shown),
        target_pct=target.target_pct if target else None,
        target_decision=str(target.decision) if target else "",
        sound=judge_sound(
            year=year,
            figures=own.figures if own else None,
            target_pct=target.target_pct if target else None,
            deficits=[each.deficit for each in shown],
            share_met=shares.get(year),
            share_before=shares.get(year - 1),
        ),
        judgement=_judgement(year=year, as_of=as_of),
    )


def _shown(years: list[KnownYear], *, as_of: date) -> list[DeficitShown]:
    """An outcome restores; what is only expected is a deficit to come, and restores nothing yet."""
    latest: dict[int, DeficitDecision] = {}
    decided = DeficitDecision.objects.filter(decision__decided_on__lte=as_of)
    for row in (
        decided.select_related("decision__body").prefetch_related("steps").order_by("decision__decided_on", "pk")
    ):
        latest[row.year] = row
    plans = {year: {step.year: Money(step.amount_ore) for step in row.steps.all()} for year, row in latest.items()}
    closed = {each.year for each in years if each.kind == YearFigures.Kind.OUTCOME}
    counted = [each.figures for each in years if each.year in closed or each.figures.balance_result < Money(0)]
    excepted = {year: Money(row.excepted_ore) for year, row in latest.items() if row.excepted_ore}
    return [
        DeficitShown(
            deficit=each,
            is_expected=each.year not in closed,
            reason=latest[each.year].reason if each.year in latest else "",
            decision=str(latest[each.year].decision) if each.year in latest else "",
        )
        for each in deficits(counted, excepted=excepted, plans=plans)
    ]


def _latest_target(*, year: int, as_of: date) -> FinancialTarget | None:
    rows = FinancialTarget.objects.filter(year=year, decision__decided_on__lte=as_of)
    return rows.select_related("decision__body").order_by("-decision__decided_on", "-pk").first()


def _judgement(*, year: int, as_of: date) -> CouncilJudgement | None:
    rows = SoundJudgement.objects.filter(year=year, decision__decided_on__lte=as_of).select_related("decision__body")
    row = rows.order_by("-decision__decided_on", "-pk").first()
    if row is None:
        return None
    decision = row.decision
    return CouncilJudgement(
        financial=row.financial,
        financial_reason=row.financial_reason,
        operational=row.operational,
        operational_reason=row.operational_reason,
        decision=str(decision),
    )


def _known(row: YearFigures) -> KnownYear:
    return KnownYear(
        year=row.year,
        kind=row.kind,
        figures=YearResult(
            year=row.year,
            result=Money(row.result_ore),
            realised_gains=Money(row.realised_gains_ore),
            gains_excepted=Money(row.gains_excepted_ore),
            losses_excepted=Money(row.losses_excepted_ore),
            unrealised=Money(row.unrealised_ore),
            unrealised_returned=Money(row.unrealised_returned_ore),
            to_reserve=Money(row.to_reserve_ore),
            from_reserve=Money(row.from_reserve_ore),
            reserve_before=Money(row.reserve_before_ore),
            taxes_and_grants=Money(row.taxes_and_grants_ore),
            equity_is_negative=row.equity_is_negative,
        ),
        goals_met_pct=row.goals_met_pct,
        source=row.source,
        recorded_on=row.recorded_on,
        recorded_by=row.recorded_by,
        origin=row.origin,
    )
