"""Frames, outcome and forecasts as of a date. The number of queries never depends on the number of units.

Net cost follows Kommun-Bas: account classes 3–7, income negative as in SIE. Class 8 (taxes, grants, interest) is
finance and belongs to no unit's net frame.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from django.db.models import Exists, Max, Min, OuterRef, Q, Sum

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.booked import counts_on, net_cost, net_sums
from spelregler.apps.frames.models import (
    BudgetLine,
    CommitteeFrame,
    CouncilBudget,
    DimensionChoice,
    Forecast,
    LedgerBatch,
    LedgerMonth,
    LedgerSum,
    LineMove,
    UnitFrame,
)
from spelregler.apps.frames.proposing import proposals
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Body, Placement, Unit
from spelregler.apps.organisation.queries import bodies, name_then, taken_over
from spelregler.domain.frames.deviation import ReportedForecast, deviation_pct
from spelregler.domain.frames.forecast import ForecastProposal
from spelregler.domain.money import Money
from spelregler.domain.period import calendar_year

MONTHS = 12


Decided: TypeAlias = CouncilBudget | CommitteeFrame
"""What a body decided; the decision may not have been entered yet."""


@dataclass(frozen=True)
class UnitMonth:
    """A unit's net cost in one month. The code is empty where the ledger's ansvar code has no unit."""

    unit: str
    month: date
    amount_ore: int


@dataclass(frozen=True)
class KnownForecast:
    """A forecast as it was known on the day, for a unit or for a body."""

    pk: int
    kind: str
    code: str
    name: str
    month: date
    amount_ore: int
    method: str
    comment: str
    reported_by: str
    recorded_on: date
    answered_on: date | None
    answer: str
    origin: str
    proposed_ore: int | None = None
    """What was computed and shown on the day of report, with its range; None where nothing could be."""
    proposed_low_ore: int | None = None
    proposed_high_ore: int | None = None
    proposed_method: str = ""
    proposed_month: int | None = None


@dataclass(frozen=True)
class UnitRow:
    """One unit in the overview: frame, outcome of whole months, the latest forecast, and what is left."""

    code: str
    name: str
    frame_ore: int
    outcome_ore: int
    forecast: KnownForecast | None
    origin: str
    ended_on: date | None = None
    """The first day after a unit that has ended: its frame and outcome are those of the days it lived."""

    @property
    def expected_ore(self) -> int | None:
        """What the year is expected to cost: its forecast, and for a unit that has ended what it came to."""
        if self.ended_on is not None:
            return self.outcome_ore
        return None if self.forecast is None else self.forecast.amount_ore

    @property
    def remaining_ore(self) -> int:
        """Frame less outcome so far."""
        return self.frame_ore - self.outcome_ore

    @property
    def deviation_ore(self) -> int | None:
        """Frame less forecast; negative is overrun."""
        return None if self.forecast is None else self.frame_ore - self.forecast.amount_ore

    @property
    def deviation_pct(self) -> Decimal | None:
        """The deviation in per cent of the frame (domain 1.3)."""
        return _pct(frame_ore=self.frame_ore, forecast=self.forecast)


@dataclass(frozen=True)
class CommitteeRow:
    """One committee in the overview, with its units."""

    code: str
    name: str
    name_en: str
    frame_ore: int
    forecast: KnownForecast | None
    decision: str
    origin: str
    units: tuple[UnitRow, ...]

    @property
    def distributed_ore(self) -> int:
        """What the units have been given."""
        return sum(unit.frame_ore for unit in self.units)

    @property
    def undistributed_ore(self) -> int:
        return self.frame_ore - self.distributed_ore

    @property
    def outcome_ore(self) -> int:
        """The outcome of the units that have their frame here."""
        return sum(unit.outcome_ore for unit in self.units)

    @property
    def remaining_ore(self) -> int:
        return self.frame_ore - self.outcome_ore

    @property
    def units_forecast_ore(self) -> int | None:
        """The units' forecasts together, or None while one of them is missing."""
        known = [unit.expected_ore for unit in self.units if unit.expected_ore is not None]
        return sum(known) if known and len(known) == len(self.units) else None

    @property
    def deviation_ore(self) -> int | None:
        """Frame less the committee's own forecast; negative is overrun."""
        return None if self.forecast is None else self.frame_ore - self.forecast.amount_ore

    @property
    def deviation_pct(self) -> Decimal | None:
        return _pct(frame_ore=self.frame_ore, forecast=self.forecast)


@dataclass(frozen=True)
class FramesOverview:
    """The year's money in one picture. `total_ore` is None until the council has decided."""

    year: int
    as_of: date
    total_ore: int | None
    finance_ore: int
    decision: str
    origin: str
    committees: tuple[CommitteeRow, ...]
    outcome_to: date | None
    outcome_outside_frames_ore: int

    @property
    def committees_ore(self) -> int:
        return sum(each.frame_ore for each in self.committees)

    @property
    def difference_ore(self) -> int | None:
        """What the council's total lacks or has over; zero when the sums hold (MR-18)."""
        return None if self.total_ore is None else self.total_ore - self.committees_ore - self.finance_ore

    @property
    def outcome_ore(self) -> int:
        return sum(each.outcome_ore for each in self.committees)


@dataclass(frozen=True)
class MonthOutcome:
    """A month's net cost and the year's so far."""

    month: date
    amount_ore: int
    cumulative_ore: int


@dataclass(frozen=True)
class Line:
    """One of the unit's own lines."""

    pk: int
    number: int
    label: str
    amount_ore: int


@dataclass(frozen=True)
class MoveRow:
    """A move between the unit's own lines, with what each had after it; None for moves from before that was kept."""

    pk: int
    from_label: str
    to_label: str
    amount_ore: int
    reason: str
    moved_on: date
    moved_by: str
    approval_asked_of: str
    from_after_ore: int | None
    to_after_ore: int | None

    @property
    def from_before_ore(self) -> int | None:
        return None if self.from_after_ore is None else self.from_after_ore + self.amount_ore

    @property
    def to_before_ore(self) -> int | None:
        return None if self.to_after_ore is None else self.to_after_ore - self.amount_ore


@dataclass(frozen=True)
class UnitMoney:
    """A unit's money in a year. `proposal` is computed beside the manager's forecast, never instead of it."""

    unit: str
    name: str
    year: int
    body: str
    frame_pk: int | None
    frame_ore: int | None
    origin: str
    months: tuple[MonthOutcome, ...]
    forecast: KnownForecast | None
    forecasts: tuple[KnownForecast, ...]
    proposal: ForecastProposal | None
    proposal_missing_sv: str
    proposal_missing_en: str
    lines: tuple[Line, ...]
    moves: tuple[MoveRow, ...]

    @property
    def outcome_ore(self) -> int:
        return self.months[-1].cumulative_ore if self.months else 0

    @property
    def remaining_ore(self) -> int | None:
        return None if self.frame_ore is None else self.frame_ore - self.outcome_ore

    @property
    def deviation_ore(self) -> int | None:
        """Frame less forecast; negative is overrun."""
        if self.frame_ore is None or self.forecast is None:
            return None
        return self.frame_ore - self.forecast.amount_ore

    @property
    def deviation_pct(self) -> Decimal | None:
        return None if self.frame_ore is None else _pct(frame_ore=self.frame_ore, forecast=self.forecast)

    @property
    def outside_lines_ore(self) -> int | None:
        """What the unit has not put on any line."""
        return None if self.frame_ore is None else self.frame_ore - sum(line.amount_ore for line in self.lines)


def net_outcome_by_unit_and_month(*, year: int, as_of: date, unit_code: str = "") -> list[UnitMonth]:
    """Net cost per unit and whole month, from ledgers imported by the day: a month counts once it is over."""
    sums = net_sums(first_year=year, year=year, as_of=as_of)
    if unit_code:
        sums = sums.filter(unit__code=unit_code)
    rows = sums.values("unit__code", "month").annotate(total=Sum("amount_ore")).order_by("unit__code", "month")
    found = [UnitMonth(unit=row["unit__code"] or "", month=row["month"], amount_ore=row["total"]) for row in rows]
    return sorted(found, key=lambda each: (each.unit, each.month))  # databases disagree on where the unnamed go


def forecasts_known(*, year: int, as_of: date, unit_code: str = "", kind: str = "") -> list[KnownForecast]:
    """Every forecast that was known on the day, oldest first; a replaced one is left out from the day it was.

    Those of one unit, or of one kind of owner ("unit", "body"), where it is named.
    """
    rows = (
        Forecast.objects.known_on(as_of)
        .filter(year=year)
        .select_related("unit", "body", "answered_by__body")
        .order_by("recorded_on", "month", "pk")
    )
    if unit_code:
        rows = rows.filter(unit__code=unit_code)
    if kind:
        rows = rows.filter(**{f"{kind}__isnull": False})
    return [_known(row, as_of=as_of) for row in rows]


def forecasts_of_body(*, code: str, year: int, as_of: date) -> list[KnownForecast]:
    """A committee's own forecasts of the year that were known on the day, the latest first."""
    found = forecasts_known(year=year, as_of=as_of, kind="body")
    return [each for each in reversed(found) if each.code == code]


def reported_forecasts_by_unit(*, as_of: date) -> dict[str, tuple[ReportedForecast, ...]]:
    """Each framed unit's forecasts of the year against its net frame, oldest first (MR-42, MR-48). Three queries.

    Of a unit that took over from others during the year, those that were reported since: before, it had another year.
    """
    frames = {each.unit.code: each.amount_ore for each in living_unit_frames(year=as_of.year, as_of=as_of)}
    since = taken_over(as_of=as_of)
    found = _reported_by_owner(frames, kind="unit", as_of=as_of)
    return {
        code: tuple(each for each in told if code not in since or each.reported_on >= since[code])
        for code, told in found.items()
    }


def reported_forecasts_by_body(*, as_of: date) -> dict[str, tuple[ReportedForecast, ...]]:
    """Each framed committee's own forecasts of the year against its frame, oldest first (MR-19). Two queries."""
    frames = {each.body.code: each.amount_ore for each in committee_frames(year=as_of.year, as_of=as_of)}
    return _reported_by_owner(frames, kind="body", as_of=as_of)


def latest_forecasts(forecasts: Iterable[KnownForecast]) -> dict[tuple[str, str], KnownForecast]:
    """The latest forecast per (kind, code): the one that builds on the latest month."""
    latest: dict[tuple[str, str], KnownForecast] = {}
    for each in sorted(forecasts, key=lambda each: (each.month, each.recorded_on, each.pk)):
        latest[each.kind, each.code] = each
    return latest


def committee_frames(*, year: int, as_of: date) -> list[CommitteeFrame]:
    """The year's committee frames that held on the day."""
    rows = CommitteeFrame.objects.on(as_of).filter(year=year).select_related("body", "decision")
    return list(rows.order_by("body__name"))


def committees_framed_on(*, year: int, as_of: date) -> dict[str, date]:
    """When each committee's first frame for the year was decided, by the day; a later change does not move it."""
    rows = CommitteeFrame.objects.filter(year=year, decision__decided_on__lte=as_of)
    return dict(rows.values_list("body__code").annotate(first=Min("decision__decided_on")))


def unit_frames(*, year: int, as_of: date, unit_code: str = "") -> list[UnitFrame]:
    """The unit frames of the year that held on the day, out of committee frames that had begun by then."""
    rows = UnitFrame.objects.on(as_of).filter(committee_frame__start__lte=as_of, year=year)
    if unit_code:
        rows = rows.filter(unit__code=unit_code)
    rows = rows.select_related("unit", "committee_frame__body", "committee_frame__decision")
    found = list(rows.annotate(then=name_then("unit", as_of)).order_by("unit__name"))
    for each in found:
        each.unit.name = each.then or each.unit.name
    return found


def living_unit_frames(*, year: int, as_of: date, unit_code: str = "") -> list[UnitFrame]:
    """The frames of units that are there on the day. A unit that has ended keeps its part of the year, and owes nothing
    more: no forecast, no split (MR-42)."""
    framed = unit_frames(year=year, as_of=as_of, unit_code=unit_code)
    return [each for each in framed if each.unit.end is None or each.unit.end > as_of]


def council_budget(*, year: int, as_of: date) -> CouncilBudget | None:
    """The council's total for the year as it held on the day, if it had been decided by then."""
    return CouncilBudget.objects.on(as_of).filter(year=year).select_related("decision__body").first()


def frames_overview(*, year: int, as_of: date) -> FramesOverview:
    """Council total, committee frames and unit frames with outcome, latest forecast and what is left, in 6 queries."""
    budget = council_budget(year=year, as_of=as_of)
    outcomes = net_outcome_by_unit_and_month(year=year, as_of=as_of)
    latest = latest_forecasts(forecasts_known(year=year, as_of=as_of))
    framed = unit_frames(year=year, as_of=as_of)
    by_unit = _total_by_unit(outcomes)
    since = taken_over(as_of=as_of)
    units_of: dict[str, list[UnitRow]] = defaultdict(list)
    for frame in framed:
        units_of[frame.committee_frame.body.code].append(
            UnitRow(
                code=frame.unit.code,
                name=frame.unit.name,
                frame_ore=frame.amount_ore,
                outcome_ore=by_unit.get(frame.unit.code, 0),
                forecast=own_forecast(frame.unit, latest, since=since, as_of=as_of),
                origin=frame.origin,
                ended_on=frame.unit.end if frame.unit.end and frame.unit.end <= as_of else None,
            )
        )
    inside = sum(by_unit.get(frame.unit.code, 0) for frame in framed)
    return FramesOverview(
        year=year,
        as_of=as_of,
        total_ore=budget.total_ore if budget else None,
        finance_ore=budget.finance_ore if budget else 0,
        decision=_paragraph(budget.decision) if budget else "",
        origin=budget.origin if budget else "",
        committees=tuple(
            _committee_row(frame, units=units_of[frame.body.code], latest=latest)
            for frame in committee_frames(year=year, as_of=as_of)
        ),
        outcome_to=max((each.month for each in outcomes), default=None),
        outcome_outside_frames_ore=sum(by_unit.values()) - inside,
    )


def unit_money(*, unit_code: str, year: int, as_of: date) -> UnitMoney | None:
    """One unit's frame, months, forecasts, lines and moves; None where neither frame, outcome nor forecast exists."""
    frame = next(iter(unit_frames(year=year, as_of=as_of, unit_code=unit_code)), None)
    months = _cumulative(net_outcome_by_unit_and_month(year=year, as_of=as_of, unit_code=unit_code))
    forecasts = forecasts_known(year=year, as_of=as_of, unit_code=unit_code)
    if frame is None and not months and not forecasts:
        return None
    proposal, missing = _proposal(frame, as_of=as_of)
    return UnitMoney(
        unit=unit_code,
        name=frame.unit.name if frame else forecasts[-1].name if forecasts else unit_code,
        year=year,
        body=frame.committee_frame.body.code if frame else "",
        frame_pk=frame.pk if frame else None,
        frame_ore=frame.amount_ore if frame else None,
        origin=frame.origin if frame else "",
        months=months,
        forecast=own_forecast(frame.unit, latest_forecasts(forecasts), since=taken_over(as_of=as_of), as_of=as_of)
        if frame
        else latest_forecasts(forecasts).get(("unit", unit_code)),
        forecasts=tuple(forecasts),
        proposal=proposal,
        proposal_missing_sv=missing[0],
        proposal_missing_en=missing[1],
        lines=_lines(frame, as_of=as_of),
        moves=_moves(frame, as_of=as_of),
    )


def steered_bodies(*, as_of: date) -> list[Body]:
    """The bodies that goals and frames steer: the executive board and the committees (MR-13)."""
    steered = {Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE}
    return [body for body in bodies(as_of=as_of) if body.kind in steered]


def units_in_place(*, as_of: date) -> list[tuple[Unit, bool]]:
    """Every unit with a place on the day, and whether it lies inside another unit."""
    rows = Placement.objects.on(as_of).select_related("unit").order_by("unit__name")
    return [(row.unit, row.parent_id is not None) for row in rows]


def committee_goals_decided_on(*, year: int, as_of: date) -> dict[str, list[date]]:
    """When each committee's goals for the year were decided, for those decided by the day (MR-13, MR-17)."""
    period = calendar_year(year)
    rows = Goal.objects.filter(
        Q(end__isnull=True) | Q(end__gt=period.start),
        level=Goal.Level.COMMITTEE,
        start__lt=period.end,
        decision__decided_on__lte=as_of,
    )
    found: dict[str, list[date]] = defaultdict(list)
    for code, decided_on in rows.values_list("body__code", "decision__decided_on"):
        found[code].append(decided_on)
    return found


def chosen_dimensions() -> DimensionChoice | None:
    """The latest choice of dimensions, or None before the first."""
    return DimensionChoice.objects.order_by("-chosen_on", "-pk").first()


def unnamed_responsibility_codes(*, as_of: date) -> list[tuple[str, int]]:
    """Ansvar codes in imported ledgers that no unit stands behind, with their net cost, largest first."""
    rows = (
        LedgerSum.objects.filter(net_cost(), counts_on(as_of), unit__isnull=True)
        .values("responsibility")
        .annotate(total=Sum("amount_ore"))
    )
    found = [(row["responsibility"], row["total"]) for row in rows]
    return sorted(found, key=lambda each: (-abs(each[1]), each[0]))


@dataclass(frozen=True)
class Remark:
    """Something about a ledger file that a reader needs to know, and that hindered nothing."""

    sv: str
    en: str


@dataclass(frozen=True)
class BatchRow:
    """One imported ledger."""

    file_name: str
    company: str
    first_month: date
    last_month: date
    vouchers: int
    rows: int
    ksumma: str
    remarks: tuple[Remark, ...]
    imported_on: date
    imported_by: str
    replaced_on: date | None
    """The day by which later files had taken over every month; None while any month still counts."""


def ledger_batches(*, as_of: date) -> list[BatchRow]:
    """The ledgers imported by the day, latest first."""
    rows = LedgerBatch.objects.filter(imported_on__lte=as_of).order_by("-last_month", "-pk")
    rows = rows.annotate(
        is_counted=Exists(LedgerMonth.objects.on(as_of).filter(batch=OuterRef("pk"))), last_end=Max("months__end")
    )
    return [
        BatchRow(
            file_name=row.file_name,
            company=row.company,
            first_month=row.first_month,
            last_month=row.last_month,
            vouchers=row.vouchers,
            rows=row.rows,
            ksumma=row.ksumma,
            remarks=tuple(Remark(**each) for each in row.warnings),
            imported_on=row.imported_on,
            imported_by=row.imported_by,
            replaced_on=None if row.is_counted else row.last_end,
        )
        for row in rows
    ]


def moves_in_year(*, year: int, as_of: date) -> list[LineMove]:
    """Every move made by the day inside the year's frames, oldest first."""
    rows = LineMove.objects.filter(unit_frame__year=year, moved_on__lte=as_of)
    return list(rows.select_related("unit_frame__unit", "from_line", "to_line").order_by("moved_on", "pk"))


def forecast_by_id(*, pk: int) -> Forecast | None:
    """The forecast itself, for an operation to work on."""
    return Forecast.objects.select_related("unit", "body").filter(pk=pk).first()


def unit_frame_of(*, unit_code: str, year: int, as_of: date) -> UnitFrame | None:
    """The unit's frame for the year as it holds on the day, for an operation to work on."""
    rows = UnitFrame.objects.on(as_of).filter(unit__code=unit_code, year=year)
    return rows.select_related("unit", "committee_frame").first()


def lines_of(*, unit_frame: UnitFrame, as_of: date | None = None) -> list[BudgetLine]:
    """The unit's own lines of the frame's year by label, as they stood on the day; else until further notice."""
    rows = BudgetLine.objects.filter(end__isnull=True) if as_of is None else BudgetLine.objects.on(as_of)
    return list(rows.filter(_same_year(unit_frame)).order_by("label"))


def move_of(*, pk: int, unit_frame: UnitFrame) -> LineMove | None:
    """One of the unit's own moves in the frame's year, for an operation to work on."""
    rows = LineMove.objects.filter(_same_year(unit_frame), pk=pk)
    return rows.select_related("unit_frame", "from_line__unit_frame", "to_line__unit_frame").first()


def committee_frame_of(*, body_code: str, year: int) -> CommitteeFrame | None:
    """The committee's frame itself, for an operation to work on."""
    rows = CommitteeFrame.objects.select_related("body").filter(body__code=body_code, year=year, end__isnull=True)
    return rows.first()


def _same_year(frame: UnitFrame) -> Q:
    """What belongs to the unit's year, whichever of its frames held when it was written."""
    return Q(unit_frame__unit=frame.unit_id, unit_frame__year=frame.year)


def own_forecast(
    unit: Unit, latest: Mapping[tuple[str, str], KnownForecast], *, since: Mapping[str, date], as_of: date
) -> KnownForecast | None:
    """The unit's latest forecast of the year that it has: none once it has ended, or from before it took over."""
    found = latest.get(("unit", unit.code))
    is_gone = unit.end is not None and unit.end <= as_of
    is_older = found is not None and unit.code in since and found.recorded_on < since[unit.code]
    return None if is_gone or is_older else found


def _pct(*, frame_ore: int, forecast: KnownForecast | None) -> Decimal | None:
    if forecast is None:
        return None
    return deviation_pct(frame=Money(frame_ore), forecast=Money(forecast.amount_ore))


def _known(row: Forecast, *, as_of: date) -> KnownForecast:
    """An answer counts from the day it was decided."""
    owner = row.unit or row.body
    assert owner is not None  # noqa: S101 - a database constraint
    answer = row.answered_by if row.answered_by and row.answered_by.decided_on <= as_of else None
    return KnownForecast(
        pk=row.pk,
        kind="unit" if row.unit_id else "body",
        code=owner.code,
        name=owner.name,
        month=row.month,
        amount_ore=row.amount_ore,
        method=row.method,
        comment=row.comment,
        reported_by=row.reported_by,
        recorded_on=row.recorded_on,
        answered_on=answer.decided_on if answer else None,
        answer=_paragraph(answer),
        origin=row.origin,
        proposed_ore=row.proposed_ore,
        proposed_low_ore=row.proposed_low_ore,
        proposed_high_ore=row.proposed_high_ore,
        proposed_method=row.proposed_method,
        proposed_month=row.proposed_month,
    )


def _reported_by_owner(frames: Mapping[str, int], *, kind: str, as_of: date) -> dict[str, tuple[ReportedForecast, ...]]:
    found: dict[str, list[ReportedForecast]] = {code: [] for code in frames}
    for each in forecasts_known(year=as_of.year, as_of=as_of, kind=kind):
        if each.code in frames:
            found[each.code].append(
                ReportedForecast(
                    reported_on=each.recorded_on,
                    frame=Money(frames[each.code]),
                    forecast=Money(each.amount_ore),
                    method_sv=each.method,
                    method_en=each.method,
                    answered_on=each.answered_on,
                    decision=each.answer,
                )
            )
    return {code: tuple(forecasts) for code, forecasts in found.items()}


def _paragraph(decision: Decision | None) -> str:
    return str(decision) if decision else ""


def _total_by_unit(outcomes: Iterable[UnitMonth]) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for each in outcomes:
        totals[each.unit] += each.amount_ore
    return totals


def _committee_row(
    frame: CommitteeFrame, *, units: Iterable[UnitRow], latest: Mapping[tuple[str, str], KnownForecast]
) -> CommitteeRow:
    return CommitteeRow(
        code=frame.body.code,
        name=frame.body.name,
        name_en=frame.body.name_en or frame.body.name,
        frame_ore=frame.amount_ore,
        forecast=latest.get(("body", frame.body.code)),
        decision=f"{frame.decision.decided_on} § {frame.decision.paragraph}" if frame.decision else "",
        origin=frame.origin,
        units=tuple(units),
    )


def _cumulative(outcomes: Iterable[UnitMonth]) -> tuple[MonthOutcome, ...]:
    months: list[MonthOutcome] = []
    so_far = 0
    for each in outcomes:
        so_far += each.amount_ore
        months.append(MonthOutcome(month=each.month, amount_ore=each.amount_ore, cumulative_ore=so_far))
    return tuple(months)


def _proposal(frame: UnitFrame | None, *, as_of: date) -> tuple[ForecastProposal | None, tuple[str, str]]:
    """A computed forecast, or what is missing for one, in Swedish and English."""
    if frame is None:
        return None, ("Enheten har ingen ram för året.", "The unit has no frame for the year.")
    found = proposals(units=[frame.unit], year=frame.year, as_of=as_of)[frame.unit.code]
    return found.proposal, (found.missing_sv, found.missing_en)


def _lines(frame: UnitFrame | None, *, as_of: date) -> tuple[Line, ...]:
    rows = lines_of(unit_frame=frame, as_of=as_of) if frame else []
    return tuple(Line(pk=row.pk, number=row.number, label=row.label, amount_ore=row.amount_ore) for row in rows)


def _moves(frame: UnitFrame | None, *, as_of: date) -> tuple[MoveRow, ...]:
    if frame is None:
        return ()
    rows = LineMove.objects.filter(_same_year(frame), moved_on__lte=as_of)
    return tuple(
        MoveRow(
            pk=row.pk,
            from_label=row.from_line.label,
            to_label=row.to_line.label,
            amount_ore=row.amount_ore,
            reason=row.reason,
            moved_on=row.moved_on,
            moved_by=row.moved_by,
            approval_asked_of=row.approval_asked_of,
            from_after_ore=row.from_after_ore,
            to_after_ore=row.to_after_ore,
        )
        for row in rows.select_related("from_line", "to_line").order_by("moved_on", "pk")
    )


def body_on(*, code: str, as_of: date) -> Body | None:
    """The body itself, if it exists on the day."""
    found: Body | None = Body.objects.on(as_of).filter(code=code).exclude(kind=Body.Kind.AUDITORS).first()
    return found
