"""The checks of this room: how committees are steered, sums that hold, forecasts answered, and freedom in the frame.

Loaders turn rows into the facts of `domain.frames`; the judges there never see the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.queries import decided_of_kind
from spelregler.apps.frames.models import BudgetLine, CommitteeFrame, Forecast, LineMove, UnitFrame
from spelregler.apps.frames.queries import frame_rows, known_forecasts, unit_money
from spelregler.apps.frames.queries.proposals import budget_on_its_way
from spelregler.apps.organisation.queries.departments import DEPARTMENTS, departments
from spelregler.domain.checks import Check, Load, param, registry
from spelregler.domain.findings import Judgement, Scope
from spelregler.domain.frames import forecasts_answered, freedom, steering, sums
from spelregler.domain.frames.budget_days import BudgetDays, BudgetOnItsWay
from spelregler.domain.frames.deviation import NEEDS_ACTION, OF_THE_FRAME, SERIOUS, WATCHED
from spelregler.domain.measured import Unit
from spelregler.domain.money import Money
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

belongs(Forecast, "unit__code")
belongs(CommitteeFrame, "unit_frames__unit__code")
belongs(UnitFrame, "unit__code")
belongs(BudgetLine, "unit_frame__unit__code")
belongs(LineMove, "unit_frame__unit__code")

COMMITTEE_FRAMES = ("frames.committeeframe", "decisions.decision", "organisation.body")
UNIT_FRAMES = ("frames.unitframe", "frames.committeeframe", "organisation.unit", "organisation.unitname")
ANSWERS = ("decisions.decision", "organisation.body")
"""The kinds of rows that the frames of a year, and the answers to forecasts, are read from."""


@dataclass(frozen=True)
class DeviationAnswered:
    """MR-19: P08's days to decide, and P07's limits for a committee."""

    days: int = param(30, minimum=1, maximum=180, unit=Unit.DAYS, number="P08", title=Words("Time to decide measures"))
    action_pct: Decimal = param(Decimal("-2.0"), maximum=Decimal("-0.1"), title=NEEDS_ACTION, **OF_THE_FRAME)
    serious_pct: Decimal = param(Decimal("-3.0"), maximum=Decimal("-0.1"), title=SERIOUS, **OF_THE_FRAME)
    floor_tkr: int = param(
        500, minimum=0, maximum=1_000_000, unit=Unit.TKR, number="P07", title=Words("Smallest deviation that counts")
    )

    def __post_init__(self) -> None:
        self.limits()

    def limits(self) -> forecasts_answered.DeviationAnswered:
        """In the judge's own words. A notice calls for no decision, so its limit is left at nil."""
        return forecasts_answered.DeviationAnswered(
            notice_pct=Decimal(0),
            action_pct=self.action_pct,
            serious_pct=self.serious_pct,
            floor_committee_tkr=self.floor_tkr,
            days=self.days,
        )


@dataclass(frozen=True)
class UnitWithinFrame:
    """MR-42: P07's limits for a unit."""

    notice_pct: Decimal = param(Decimal("-1.0"), maximum=0, title=WATCHED, **OF_THE_FRAME)
    action_pct: Decimal = param(Decimal("-2.0"), maximum=0, title=NEEDS_ACTION, **OF_THE_FRAME)
    serious_pct: Decimal = param(Decimal("-3.0"), maximum=0, title=SERIOUS, **OF_THE_FRAME)
    floor_tkr: int = param(
        150, minimum=0, maximum=100_000, unit=Unit.TKR, number="P07", title=Words("Smallest deviation that counts")
    )

    def __post_init__(self) -> None:
        self.limits()

    def limits(self) -> freedom.UnitWithinFrame:
        """In the judge's own words."""
        return freedom.UnitWithinFrame(
            notice_pct=self.notice_pct,
            action_pct=self.action_pct,
            serious_pct=self.serious_pct,
            floor_unit_tkr=self.floor_tkr,
        )


def load_steering(load: Load) -> list[steering.CommitteeSteering | BudgetOnItsWay]:
    """Each committee's decided goals and decided frames for the year, known on the day, and the next year's budget."""
    year = load.as_of.year
    goals = frame_rows.committee_goals_decided_on(year=year, as_of=load.as_of)
    framed = frame_rows.committees_framed_on(year=year, as_of=load.as_of)
    frames: dict[str, list[date]] = defaultdict(list)
    for frame in frame_rows.committee_frames(year=year, as_of=load.as_of):
        if frame.decision is not None:
            frames[frame.body.code].append(frame.decision.decided_on)
    found: list[steering.CommitteeSteering | BudgetOnItsWay] = [
        steering.CommitteeSteering(
            committee=Scope("committee", body.code, body.name),
            year=year,
            goals_decided_on=tuple(goals.get(body.code, ())),
            frames_decided_on=tuple(frames.get(body.code, ())),
            framed_on=framed.get(body.code),
            started=body.start,
        )
        for body in frame_rows.steered_bodies(as_of=load.as_of)
    ]
    if found:
        found.append(budget_on_its_way(year=year + 1, as_of=load.as_of))
    return found


def load_sums(load: Load) -> list[sums.FrameSums]:
    """The year's council total with its committee and unit frames; nothing before the council has decided."""
    year = load.as_of.year
    budget = frame_rows.council_budget(year=year, as_of=load.as_of)
    if budget is None:
        return []
    given: dict[str, list[frame_rows.GivenFrame]] = defaultdict(list)
    for each in frame_rows.given_to_units(year=year, as_of=load.as_of):
        given[each.body].append(each)
    governed = {department.body for department in departments(as_of=load.as_of)}
    committees = tuple(
        sums.CommitteeFrame(
            committee=Scope("committee", frame.body.code, frame.body.name),
            frame=Money(frame.amount_ore),
            decided_on=_decided_on(frame, year=year),
            has_decision=frame.decision is not None,
            unit_frames=tuple(Money(each.amount_ore) for each in given[frame.body.code]),
            has_units=frame.body.code in governed or bool(given[frame.body.code]),
            units_decided_on=max((each.start for each in given[frame.body.code]), default=None),
        )
        for frame in frame_rows.committee_frames(year=year, as_of=load.as_of)
    )
    return [
        sums.FrameSums(
            year=year,
            council_total=Money(budget.total_ore),
            finance=Money(budget.finance_ore),
            decided_on=_decided_on(budget, year=year),
            has_decision=budget.decision is not None,
            committees=committees,
        )
    ]


def load_committee_forecasts(load: Load) -> list[forecasts_answered.CommitteeForecasts]:
    """Each committee's forecasts this year against its frame, with the decision that answered each."""
    forecasts = load.once(known_forecasts.reported_forecasts_by_body)
    moved = decided_of_kind(kind=Decision.Kind.REPRIORITISATION, year=load.as_of.year, as_of=load.as_of)
    return [
        forecasts_answered.CommitteeForecasts(
            committee=Scope("committee", frame.body.code, frame.body.name),
            forecasts=forecasts[frame.body.code],
            reprioritised_on=tuple(moved.get(frame.body.code, ())),
        )
        for frame in frame_rows.committee_frames(year=load.as_of.year, as_of=load.as_of)
    ]


def load_unit_forecasts(load: Load) -> list[freedom.UnitForecasts]:
    """Each unit's forecasts this year against its net frame."""
    forecasts = load.once(known_forecasts.reported_forecasts_by_unit, units=load.units)
    return [
        freedom.UnitForecasts(
            unit=Scope("unit", frame.code, frame.name),
            forecasts=forecasts[frame.code],
        )
        for frame in load.once(frame_rows.living_unit_frames, year=load.as_of.year, units=load.units)
    ]


def load_moves(load: Load) -> list[freedom.UnitMoves]:
    """Each unit's moves this year. A move that somebody had to ask for carries whom it was asked of."""
    year = load.as_of.year
    moves: dict[int, list[freedom.Move]] = defaultdict(list)
    for each in unit_money.moves_in_year(year=year, as_of=load.as_of, units=load.units):
        moves[each.unit_frame.unit_id].append(
            freedom.Move(
                name=str(each),
                moved_on=each.moved_on,
                amount=Money(each.amount_ore),
                needed_approval=bool(each.approval_asked_of),
            )
        )
    return [
        freedom.UnitMoves(unit=Scope("unit", frame.code, frame.name), moves=tuple(moves[frame.unit]))
        for frame in load.once(frame_rows.living_unit_frames, year=year, units=load.units)
    ]


def load_controls(load: Load) -> list[freedom.UnitControl]:
    """Each unit's frames this year. A unit inside another shares that one's frame unless it has its own.

    The product holds no rule on a single line, so `line_controls` stays empty here.
    """
    year = load.as_of.year
    frames: dict[str, list[date]] = defaultdict(list)
    for frame in load.once(frame_rows.living_unit_frames, year=year, units=load.units):
        frames[frame.code].append(frame.start)
    return [
        freedom.UnitControl(
            unit=Scope("unit", unit.code, unit.name),
            since=max(unit.start, date(year, 1, 1)),
            frames_decided_on=tuple(frames.get(unit.code, ())),
        )
        for unit in frame_rows.units_in_place(as_of=load.as_of, units=load.units)
        if not unit.is_inside or unit.code in frames
    ]


def judge_deviation_answered(
    facts: Sequence[forecasts_answered.CommitteeForecasts], *, parameters: DeviationAnswered, as_of: date
) -> list[Judgement]:
    """MR-19, with the parameters that a package sets for a committee."""
    return forecasts_answered.judge_deviation_answered(facts, parameters=parameters.limits(), as_of=as_of)


def judge_unit_within_frame(
    facts: Sequence[freedom.UnitForecasts], *, parameters: UnitWithinFrame, as_of: date
) -> list[Judgement]:
    """MR-42, with the parameters that a package sets for a unit."""
    return freedom.judge_unit_within_frame(facts, parameters=parameters.limits(), as_of=as_of)


def _decided_on(row: frame_rows.Decided, *, year: int) -> date:
    """The day of the decision; a frame entered without one holds from the start of its year."""
    return row.decision.decided_on if row.decision is not None else date(year, 1, 1)


registry.register(
    Check(
        name="frames.every_committee_steered",
        title=Words("Every committee is steered by goals and one frame"),
        formula=Words(
            "At least one decided goal and exactly one decided frame for the year, before it begins. The "
            "next year's budget is proposed and adopted by its last days."
        ),
        scope_kinds=("municipality", "committee"),
        load=load_steering,
        judge=steering.judge_every_committee_steered,
        reads=(*COMMITTEE_FRAMES, "frames.councilbudget", "frames.proposal", "goals.goal"),
        parameters=BudgetDays,
    )
)
registry.register(
    Check(
        name="frames.sums_hold",
        title=Words("The frames add up"),
        formula=Words("Committee frames + finance = the council's total; unit frames ≤ the committee's frame."),
        scope_kinds=("municipality", "committee"),
        load=load_sums,
        judge=sums.judge_sums_hold,
        reads=(*COMMITTEE_FRAMES, *DEPARTMENTS, "frames.councilbudget", "frames.unitframe"),
    )
)
registry.register(
    Check(
        name="frames.deviation_answered",
        title=Words("Negative forecasts are answered by a decision"),
        formula=Words(
            "(frame − forecast) / frame below the action limit and the overrun at least the floor: a "
            "minuted decision within the given number of days."
        ),
        scope_kinds=("committee",),
        load=load_committee_forecasts,
        judge=judge_deviation_answered,
        reads=(*COMMITTEE_FRAMES, "frames.forecast"),
        parameters=DeviationAnswered,
        rests_on_reports=True,
    )
)
registry.register(
    Check(
        name="frames.moves_are_free",
        title=Words("The unit uses its frame freely"),
        formula=Words("Number of moves between own lines that needed somebody else's approval = 0."),
        scope_kinds=("unit",),
        load=load_moves,
        judge=freedom.judge_moves_are_free,
        reads=(*UNIT_FRAMES, "frames.linemove", "frames.budgetline"),
    )
)
registry.register(
    Check(
        name="frames.one_net_frame",
        title=Words("One net frame per unit"),
        formula=Words("Exactly one net frame per unit and year; no control of single lines."),
        scope_kinds=("unit",),
        load=load_controls,
        judge=freedom.judge_one_net_frame,
        reads=(*UNIT_FRAMES, "organisation.placement"),
    )
)
registry.register(
    Check(
        name="frames.unit_within_frame",
        title=Words("The unit keeps within its frame"),
        formula=Words(
            "(frame − latest forecast) / frame against the limits for notice, action and serious "
            "deviation; an overrun below the floor is not flagged."
        ),
        scope_kinds=("unit",),
        load=load_unit_forecasts,
        judge=judge_unit_within_frame,
        reads=(*UNIT_FRAMES, *ANSWERS, "frames.forecast", "organisation.unitchange", "organisation.unitpart"),
        parameters=UnitWithinFrame,
        rests_on_reports=True,
    )
)
