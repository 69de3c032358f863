"""Changes to frames, to the unit's own lines and to forecasts. Whoever may do it was asked before this is called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Q, Sum

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import (
    BudgetLine,
    CommitteeFrame,
    CouncilBudget,
    DimensionChoice,
    Forecast,
    LedgerSum,
    LineMove,
    ResponsibilityCode,
    TableChoice,
    UnitFrame,
)
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Placement, Unit
from spelregler.domain.frames.sums import most_at_once
from spelregler.domain.money import Money
from spelregler.domain.period import Period, calendar_year
from spelregler.domain.wording import tkr_en, tkr_sv
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError

ANSWERS = (Decision.Kind.MEASURES, Decision.Kind.REPRIORITISATION, Decision.Kind.ACCEPT_WITH_REASON)
"""What counts as an answer to a negative forecast: measures, reprioritisation, or acceptance with a reason (MR-19)."""


class NegativeFrame(DomainError):
    """A frame is a net cost that may be used; it is never below zero."""

    code = "negative-frame"


class FrameExceeded(DomainError):
    """The unit frames together never exceed the committee's frame (MR-18)."""

    code = "frame-exceeded"


class FrameOutOfOrder(DomainError):
    """A unit's frame is changed forward in time: what held on a day that has been keeps standing."""

    code = "frame-out-of-order"


class UnitOutsideCommittee(DomainError):
    """A unit gets its frame from the committee that its department answers to."""

    code = "unit-outside-committee"


class LineRefused(DomainError):
    """A line belongs to one unit's frame, and no line goes below zero."""

    code = "line-refused"


class MoveLimited(DomainError):
    """Only an open intervention limits a move between a unit's own lines (MR-38)."""

    code = "move-limited"


class ForecastRefused(DomainError):
    """A forecast that does not fit its year, its unit or the forecast it replaces."""

    code = "forecast-refused"


class AnswerRefused(DomainError):
    """A forecast is answered by a minuted decision about that forecast (MR-19)."""

    code = "answer-refused"


def set_council_budget(
    *,
    year: int,
    total_ore: int,
    finance_ore: int,
    decision: Decision | None,
    who: Who,
    origin: str = Origin.ENTERED,
) -> CouncilBudget:
    """The council decides one total for a year, shared between the committees and finance (MR-18)."""
    _refuse_negative(amount_ore=total_ore)
    with transaction.atomic():
        budget = CouncilBudget.objects.select_for_update().filter(year=year).first() or CouncilBudget(year=year)
        decided = {"total_ore": total_ore, "finance_ore": finance_ore, "decision": decision, "origin": origin}
        amend(budget, to=decided, act="set-council-budget", who=who)
    return budget


def set_committee_frame(
    *,
    body: Body,
    year: int,
    amount_ore: int,
    decision: Decision | None,
    who: Who,
    origin: str = Origin.ENTERED,
) -> CommitteeFrame:
    """A committee has one net frame a year, never below what its units have been given (MR-13, MR-18)."""
    _refuse_negative(amount_ore=amount_ore)
    with transaction.atomic():
        frame = CommitteeFrame.objects.select_for_update().filter(body=body, year=year).first()
        frame = frame or CommitteeFrame(body=body, year=year)
        _refuse_exceeded(frame_ore=amount_ore, units_ore=_given_now(frame), lowers_frame=True)
        decided = {"amount_ore": amount_ore, "decision": decision, "origin": origin}
        amend(frame, to=decided, act="set-committee-frame", who=who)
    return frame


def set_unit_frame(
    *,
    unit: Unit,
    committee_frame: CommitteeFrame,
    amount_ore: int,
    decided_on: date,
    who: Who,
    origin: str = Origin.ENTERED,
) -> UnitFrame:
    """A unit has one net frame a year, and all of them stay within the committee's frame (MR-18, MR-39).

    It holds from the day when it was decided until another is decided; the older one is kept with its days. A second
    decision on the same day takes the first one's place, since there is no day on which the first one held.
    """
    _refuse_negative(amount_ore=amount_ore)
    _refuse_outside(unit=unit, committee_frame=committee_frame)
    with transaction.atomic():
        # The committee's row is the lock: whoever shares out the same frame waits here, so the sum below stays true.
        shared = CommitteeFrame.objects.select_for_update().get(pk=committee_frame.pk)
        units_ore = _most_given(shared, besides=unit, since=decided_on) + amount_ore
        _refuse_exceeded(frame_ore=shared.amount_ore, units_ore=units_ore)
        older = UnitFrame.objects.filter(unit=unit, year=shared.year, end__isnull=True).first()
        frame = _frame_from(decided_on, older=older, unit=unit, year=shared.year, who=who)
        frame.committee_frame, frame.amount_ore, frame.origin = shared, amount_ore, origin
        details = {"amount_ore": amount_ore, "before": older and older.amount_ore, "decided_on": decided_on}
        store(frame, act="set-unit-frame", who=who, details=details)
        if older is not None:  # the split is the unit's own and follows the frame that holds
            BudgetLine.objects.filter(unit_frame=older).update(unit_frame=frame)
    return frame


def set_line(*, unit_frame: UnitFrame, label: str, amount_ore: int, who: Who) -> BudgetLine:
    """The unit splits its frame as it likes; the split is information for the unit alone (MR-39)."""
    if amount_ore < 0:
        raise _line_below_zero(label=label, below_ore=-amount_ore)
    with transaction.atomic():
        line = BudgetLine.objects.select_for_update().filter(unit_frame=unit_frame, label=label).first()
        line = line or BudgetLine(unit_frame=unit_frame, label=label)
        amend(line, to={"amount_ore": amount_ore}, act="set-line", who=who, details={"unit_frame": unit_frame.pk})
    return line


def move_between_lines(
    *,
    unit_frame: UnitFrame,
    from_line: BudgetLine,
    to_line: BudgetLine,
    amount_ore: int,
    reason: str,
    moved_on: date,
    who: Who,
    intervention_limits: str | None,
    approval_asked_of: str = "",
) -> LineMove:
    """A unit manager moves money between own lines at once, unless an open intervention limits it (MR-38).

    Nobody approves a move. Where somebody nevertheless made the manager ask, `approval_asked_of` keeps the trace
    for the check of MR-38.
    """
    _refuse_limited(intervention_limits)
    _refuse_strange_move(unit_frame=unit_frame, lines=(from_line, to_line), amount_ore=amount_ore)
    with transaction.atomic():
        # In id order, so that two moves in opposite directions do not wait for each other.
        rows = BudgetLine.objects.select_for_update().order_by("pk")
        lines = {line.pk: line for line in rows.filter(pk__in=[from_line.pk, to_line.pk])}
        source, target = lines[from_line.pk], lines[to_line.pk]
        if source.amount_ore < amount_ore:
            raise _line_below_zero(label=source.label, below_ore=amount_ore - source.amount_ore)
        for line, left_ore in ((source, source.amount_ore - amount_ore), (target, target.amount_ore + amount_ore)):
            amend(line, to={"amount_ore": left_ore}, act="change-line", who=who, subject=f"{unit_frame}: {line}")
        move = LineMove(
            unit_frame=unit_frame,
            from_line=source,
            to_line=target,
            amount_ore=amount_ore,
            reason=reason,
            moved_on=moved_on,
            moved_by=who.name,
            approval_asked_of=approval_asked_of,
        )
        store(move, act="move-between-lines", who=who, details={"amount_ore": amount_ore, "on": moved_on})
    return move


def report_forecast(
    *,
    year: int,
    month: date,
    amount_ore: int,
    method: str,
    recorded_on: date,
    who: Who,
    unit: Unit | None = None,
    body: Body | None = None,
    comment: str = "",
    replaces: Forecast | None = None,
    origin: str = Origin.ENTERED,
) -> Forecast:
    """What the year's net cost is expected to be, with the method in words; never overwritten (MR-42).

    `month` is the last month whose outcome the forecast builds on. A correction replaces the older row.
    """
    month = month.replace(day=1)
    forecast = Forecast(
        unit=unit,
        body=body,
        year=year,
        month=month,
        amount_ore=amount_ore,
        method=method,
        comment=comment,
        recorded_on=recorded_on,
        reported_by=who.name,
        replaces=replaces,
        origin=origin,
    )
    _refuse_strange_forecast(forecast)
    if replaces is not None:
        _refuse_strange_correction(forecast, older=replaces)
    with transaction.atomic():
        store(forecast, act="report-forecast", who=who, details={"amount_ore": amount_ore, "method": method})
    return forecast


def answer_forecast(*, forecast: Forecast, decision: Decision, who: Who) -> Forecast:
    """A negative forecast is answered by a minuted decision: measures, reprioritisation or acceptance (MR-19)."""
    with transaction.atomic():
        answered: Forecast = Forecast.objects.select_for_update().get(pk=forecast.pk)
        _refuse_strange_answer(forecast=answered, decision=decision)
        answered.answered_by = decision
        store(answered, act="answer-forecast", who=who, details={"decision": str(decision)})
    return answered


def choose_dimensions(
    *, responsibility_dimension: int, chosen_on: date, who: Who, activity_dimension: int | None = None
) -> DimensionChoice:
    """Which dimensions of the ledger are ansvar and verksamhet is the municipality's choice; the latest one holds."""
    if responsibility_dimension == activity_dimension:
        raise DomainError(
            sv="Samma dimension kan inte vara både ansvar och verksamhet.",
            en="The same dimension cannot be both responsibility and activity.",
            way_sv="Välj två olika dimensioner, eller ingen för verksamhet.",
            way_en="Choose two different dimensions, or none for activity.",
        )
    choice = DimensionChoice(
        responsibility_dimension=responsibility_dimension,
        activity_dimension=activity_dimension,
        chosen_by=who.name,
        chosen_on=chosen_on,
    )
    with transaction.atomic():
        details = {"responsibility": responsibility_dimension, "activity": activity_dimension}
        store(choice, act="choose-dimensions", who=who, details=details)
    return choice


def choose_table(
    *, headings: Mapping[str, str], money_unit: str, costs_are_negative: bool, chosen_on: date, who: Who
) -> TableChoice:
    """What a ledger table's columns are called, its unit of money and its sign: told by a person, the latest holds."""
    choice = TableChoice(
        **{
            name: headings.get(name, "").strip()
            for name in ("responsibility", "activity", "account", "month", "amount")
        },
        money_unit=money_unit,
        costs_are_negative=costs_are_negative,
        chosen_by=who.name,
        chosen_on=chosen_on,
    )
    store(choice, act="choose-table", who=who)
    return choice


def name_responsibility_code(*, code: str, unit: Unit, who: Who) -> ResponsibilityCode:
    """An ansvar code stands for one unit. Sums imported before the code had a unit are given to it."""
    with transaction.atomic():
        named = ResponsibilityCode.objects.select_for_update().filter(code=code).first()
        named = named or ResponsibilityCode(code=code)
        named.unit = unit
        adopted = LedgerSum.objects.filter(responsibility=code, unit__isnull=True).update(unit=unit)
        details = {"unit": unit.code, "adopted_sums": adopted}
        store(named, act="name-responsibility-code", who=who, details=details)
    return named


def _frame_from(day: date, *, older: UnitFrame | None, unit: Unit, year: int, who: Who) -> UnitFrame:
    """The row that a decision of the day fills in; the one that held until then is ended."""
    if older is None:
        return UnitFrame(unit=unit, year=year, start=day)
    if day < older.start:
        raise FrameOutOfOrder(
            sv=f"{unit} har redan en ram för {year} som beslutades {older.start}. Den kan inte ändras från {day}.",
            en=f"{unit} already has a frame for {year}, decided on {older.start}. It cannot be changed from {day}.",
            clause="MR-39",
            way_sv=f"Ange en beslutsdag från och med {older.start}.",
            way_en=f"Give a day of decision on or after {older.start}.",
        )
    if day == older.start:
        return UnitFrame.objects.get(pk=older.pk)
    amend(older, to={"end": day}, act="end-unit-frame", who=who)
    return UnitFrame(unit=unit, year=year, start=day)


def _given_now(frame: CommitteeFrame) -> int:
    """What units have been given out of the frame until further notice."""
    if frame.pk is None:
        return 0
    rows = UnitFrame.objects.filter(committee_frame=frame, end__isnull=True)
    return rows.aggregate(total=Sum("amount_ore"))["total"] or 0


def _most_given(frame: CommitteeFrame, *, besides: Unit, since: date) -> int:
    """The most that the other units hold of the frame at once, on any day from `since` on."""
    rows = UnitFrame.objects.filter(committee_frame=frame).exclude(unit=besides)
    held = [(Period(row.start, row.end), Money(row.amount_ore)) for row in rows]
    return most_at_once(held, since=since).ore


def _sv(amount: Money) -> str:
    """In tkr, or in kronor where the tkr would round to nothing."""
    return tkr_sv(amount) if amount.tkr else f"{amount.kronor} kr"


def _en(amount: Money) -> str:
    return tkr_en(amount) if amount.tkr else f"SEK {amount.kronor}"


def _refuse_negative(*, amount_ore: int) -> None:
    if amount_ore < 0:
        amount = Money(amount_ore)
        raise NegativeFrame(
            sv=f"En ram kan inte vara negativ ({_sv(amount)}).",
            en=f"A frame cannot be negative ({_en(amount)}).",
            clause="MR-18",
            way_sv="Ange ramen som nettokostnad: noll eller mer.",
            way_en="Give the frame as a net cost: zero or more.",
        )


def _refuse_exceeded(*, frame_ore: int, units_ore: int, lowers_frame: bool = False) -> None:
    if units_ore <= frame_ore:
        return
    frame, units, over = Money(frame_ore), Money(units_ore), Money(units_ore - frame_ore)
    raise FrameExceeded(
        sv=f"Enheternas ramar blir tillsammans {tkr_sv(units)}, vilket är {_sv(over)} mer än nämndens ram "
        f"{tkr_sv(frame)}.",
        en=f"The unit frames would add up to {tkr_en(units)}, which is {_en(over)} more than the committee's "
        f"frame of {tkr_en(frame)}.",
        clause="MR-18",
        way_sv="Sänk enheternas ramar först."
        if lowers_frame
        else "Sänk en annan enhets ram eller be nämnden ta upp frågan om ramen.",
        way_en="Lower the unit frames first."
        if lowers_frame
        else "Lower another unit's frame, or have the committee raise the matter of the frame.",
    )


def _refuse_outside(*, unit: Unit, committee_frame: CommitteeFrame) -> None:
    year = calendar_year(committee_frame.year)
    placed = Placement.objects.filter(
        Q(end__isnull=True) | Q(end__gt=year.start),
        unit=unit,
        department__body=committee_frame.body_id,
        start__lt=year.end,
    )
    if not placed.exists():
        raise UnitOutsideCommittee(
            sv=f"{unit} hör inte under {committee_frame.body} år {committee_frame.year}.",
            en=f"{unit} does not belong under {committee_frame.body} in {committee_frame.year}.",
            clause="MR-18",
            way_sv="Välj ramen för den nämnd som enhetens förvaltning svarar inför.",
            way_en="Choose the frame of the committee that the unit's department answers to.",
        )


def _line_below_zero(*, label: str, below_ore: int) -> LineRefused:
    below = Money(below_ore)
    return LineRefused(
        sv=f"Raden {label} skulle hamna {below.kronor} kr under noll.",
        en=f"The line {label} would end {below.kronor} kronor below zero.",
        way_sv="Välj ett mindre belopp eller en annan rad.",
        way_en="Choose a smaller amount or another line.",
    )


def _refuse_limited(limits: str | None) -> None:
    if limits:
        raise MoveLimited(
            sv=f"Ett öppet ingripande begränsar omdisponering inom ramen: {limits}",
            en=f"An open intervention limits moves within the frame: {limits}",
            clause="MR-38",
            way_sv="Ta upp omdisponeringen med förvaltningschefen inom ramen för ingripandet.",
            way_en="Raise the move with the department head within the intervention.",
        )


def _refuse_strange_move(*, unit_frame: UnitFrame, lines: tuple[BudgetLine, BudgetLine], amount_ore: int) -> None:
    if any(line.unit_frame_id != unit_frame.pk for line in lines):
        raise LineRefused(
            sv="Pengar flyttas fritt bara mellan rader i samma enhets ram.",
            en="Money moves freely only between lines of the same unit's frame.",
            clause="MR-38",
            way_sv="En flytt mellan enheter beslutas av förvaltningschefen eller nämnden.",
            way_en="A move between units is decided by the department head or the committee.",
        )
    if lines[0].pk == lines[1].pk or amount_ore <= 0:
        raise LineRefused(
            sv="En flytt behöver två olika rader och ett belopp över noll.",
            en="A move needs two different lines and an amount above zero.",
            way_sv="Välj rader och belopp igen.",
            way_en="Choose the lines and the amount again.",
        )


def _refuse_strange_forecast(forecast: Forecast) -> None:
    if (forecast.unit is None) == (forecast.body is None):
        raise ForecastRefused(
            sv="En prognos gäller antingen en enhet eller en nämnd.",
            en="A forecast is for either a unit or a committee.",
            way_sv="Välj en av dem.",
            way_en="Choose one of them.",
        )
    if forecast.month.year != forecast.year or forecast.recorded_on < forecast.month:
        raise ForecastRefused(
            sv=f"Prognosen efter {forecast.month:%Y-%m} stämmer inte med år {forecast.year} eller med "
            f"rapportdagen {forecast.recorded_on}.",
            en=f"The forecast after {forecast.month:%Y-%m} does not fit the year {forecast.year} or the day of "
            f"report, {forecast.recorded_on}.",
            way_sv="Ange en månad i året som har börjat på rapportdagen.",
            way_en="Give a month of the year that has begun on the day of report.",
        )


def _refuse_strange_correction(forecast: Forecast, *, older: Forecast) -> None:
    same = (older.unit_id, older.body_id, older.year) == (forecast.unit_id, forecast.body_id, forecast.year)
    replaced = Forecast.objects.filter(replaces=older).exists()
    if not same or replaced or forecast.recorded_on < older.recorded_on:
        raise ForecastRefused(
            sv="En rättelse ersätter den senaste prognosen för samma enhet eller nämnd och år.",
            en="A correction replaces the latest forecast for the same unit or committee and year.",
            way_sv="Välj den prognos som gäller i dag.",
            way_en="Choose the forecast that holds today.",
        )


def _refuse_strange_answer(*, forecast: Forecast, decision: Decision) -> None:
    if decision.kind not in ANSWERS:
        raise AnswerRefused(
            sv="Beslutet är varken åtgärder, omprioritering eller ett motiverat godkännande.",
            en="The decision is neither measures, nor reprioritisation, nor acceptance with a reason.",
            clause="MR-19",
            way_sv="Välj det beslut som tar ställning till prognosen.",
            way_en="Choose the decision that takes a stand on the forecast.",
        )
    if decision.decided_on < forecast.recorded_on:
        raise AnswerRefused(
            sv=f"Beslutet {decision.decided_on} är äldre än prognosen {forecast.recorded_on}.",
            en=f"The decision of {decision.decided_on} is older than the forecast of {forecast.recorded_on}.",
            clause="MR-19",
            way_sv="Ett svar kommer efter det som det svarar på.",
            way_en="An answer comes after what it answers.",
        )
    if forecast.answered_by_id not in (None, decision.pk):
        raise AnswerRefused(
            sv=f"Prognosen är redan besvarad genom {forecast.answered_by}.",
            en=f"The forecast has already been answered by {forecast.answered_by}.",
            clause="MR-19",
            way_sv="Ett nytt ställningstagande hör till nästa prognos.",
            way_en="A new stand belongs to the next forecast.",
        )
