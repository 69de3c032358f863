"""The demo's frames, forecasts, ledger and results."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from spelregler.apps.decisions.models import Decision, Origin
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames import operations as frames_operations
from spelregler.apps.frames.models import BudgetLine, CommitteeFrame, UnitFrame
from spelregler.apps.frames.queries.both_forecasts import unit_forecasts
from spelregler.demo import frames, history, organisation, people, proposed, results, stories
from spelregler.demo.facts import YEAR
from spelregler.demo.ledger import FIRST_IMPORTED_ON, import_ledgers
from spelregler.demo.made import DEMO, Made
from spelregler.domain.frames.balance import YearResult
from spelregler.domain.frames.forecast import ForecastProposal
from spelregler.domain.money import Money
from spelregler.domain.words import NOTHING


def build_frames(made: Made) -> None:
    """The council's budget, the committees' frames and the units'."""
    decision = made.decisions["budget-2026"]
    frames_operations.set_council_budget(
        year=YEAR,
        total_ore=Money.from_tkr(frames.TOTAL_TKR).ore,
        finance_ore=Money.from_tkr(frames.FINANCE_TKR).ore,
        decision=decision,
        origin=frames.FINANCE_ORIGIN,
        who=DEMO,
    )
    committees: dict[str, CommitteeFrame] = {}
    for fact in frames.COMMITTEE_FRAMES:
        committees[fact.code] = frames_operations.set_committee_frame(
            body=made.bodies[fact.code],
            year=YEAR,
            amount_ore=Money.from_tkr(fact.tkr).ore,
            decision=decision,
            origin=fact.origin,
            who=DEMO,
        )
    unit_frames: dict[str, UnitFrame] = {}
    for fact in frames.UNIT_FRAMES:
        unit_frames[fact.code] = frames_operations.set_unit_frame(
            unit=made.units[fact.code],
            committee_frame=committees[frames.BODY_OF_UNIT[fact.code]],
            amount_ore=Money.from_tkr(fact.tkr).ore,
            decided_on=made.decisions[stories.COMMITTEE_GOAL_DECISIONS[frames.BODY_OF_UNIT[fact.code]]].decided_on,
            origin=fact.origin,
            who=DEMO,
        )
    _lines(made, unit_frames)
    _events(made)
    _forecasts(made)


def build_proposed(made: Made) -> None:
    """Proposals for the next year, and moves between units."""
    heads = {each.body: made.who(people.head_post(each.code), "FC") for each in organisation.DEPARTMENTS}
    proposed.propose(bodies=made.bodies, heads=heads)
    proposed.move_between_units(
        bodies=made.bodies, units=made.units, decision=made.decisions["un-mal"], head=heads["un"]
    )


def _lines(made: Made, unit_frames: dict[str, UnitFrame]) -> None:
    lines: dict[tuple[str, str], BudgetLine] = {}
    for line in frames.LINES:
        lines[line.unit, line.label] = frames_operations.set_line(
            unit_frame=unit_frames[line.unit],
            label=line.label,
            amount_ore=Money.from_tkr(line.tkr).ore,
            who=made.who(people.manager_post(line.unit), "EC"),
        )
    for move in frames.MOVES:
        frames_operations.move_between_lines(
            unit_frame=unit_frames[move.unit],
            from_line=lines[move.unit, move.from_label],
            to_line=lines[move.unit, move.to_label],
            amount_ore=Money.from_tkr(move.tkr).ore,
            reason=move.reason,
            moved_on=move.on,
            who=made.who(people.manager_post(move.unit), "EC"),
            intervention_limits=NOTHING,
        )


def _events(made: Made) -> None:
    for fact in history.EVENTS:
        frames_operations.tell_event(
            unit=made.units[fact.unit],
            year=YEAR,
            month=fact.month,
            amount_ore=Money.from_tkr(fact.tkr).ore,
            reason=fact.reason,
            told_on=fact.told_on,
            origin=history.ORIGIN,
            who=made.who(people.manager_post(fact.unit), "EC"),
        )


def _proposed_on(day: date) -> dict[str, ForecastProposal]:
    """What was computed for each unit on the day; nothing before the year's first ledger."""
    found = unit_forecasts(year=YEAR, as_of=day) if day >= FIRST_IMPORTED_ON else []
    return {each.unit: each.proposal for each in found if each.proposal}


def _said(fact: frames.ForecastFact, proposal: ForecastProposal | None) -> str:
    """A forecast outside the computed range says why."""
    if fact.comment or proposal is None or proposal.low.ore <= fact.amount_ore <= proposal.high.ore:
        return fact.comment
    return history.OUTSIDE


def _forecasts(made: Made) -> None:
    proposed = {day: _proposed_on(day) for day in set(frames.REPORT_DAYS.values())}
    heads = {department.body: people.head_post(department.code) for department in organisation.DEPARTMENTS}
    for fact in frames.forecasts():
        if fact.is_body:
            who = made.who(heads[fact.scope], "FC") if fact.scope in heads else made.who("controller", "CT")
        else:
            who = made.who(people.manager_post(fact.scope), "EC")
        proposal = None if fact.is_body else proposed[fact.recorded_on].get(fact.scope)
        made.forecasts[fact.scope, fact.month] = frames_operations.report_forecast(
            year=YEAR,
            month=fact.recorded_on.replace(month=fact.month, day=1),
            amount_ore=fact.amount_ore,
            method=fact.method,
            comment=_said(fact, proposal),
            recorded_on=fact.recorded_on,
            origin=fact.origin,
            proposal=proposal,
            who=who,
            unit=None if fact.is_body else made.units[fact.scope],
            body=made.bodies[fact.scope] if fact.is_body else None,
        )
    for body, month, key in stories.ANSWERED_FORECASTS:
        frames_operations.answer_forecast(forecast=made.forecasts[body, month], decision=made.decisions[key], who=DEMO)


def build_ledger(made: Made) -> None:
    """What each ansvar code stands for, and the ledger's files."""
    for fact in organisation.UNITS:
        frames_operations.name_responsibility_code(code=fact.ansvar, unit=made.units[fact.code], who=DEMO)
    import_ledgers(who=made.who("controller", "CT"))


def build_results(made: Made) -> None:
    """What the years came to, and what the council decided of it."""

    def minutes(fact: results.CouncilFact, title: str, kind: Decision.Kind) -> Decision:
        return record_decision(
            body=made.bodies["kf"],
            decided_on=fact.decided_on,
            paragraph=fact.paragraph,
            title=title,
            text=fact.text,
            kind=kind,
            origin=Origin.INVENTED,
            who=DEMO,
        )

    for fact in results.YEARS:
        frames_operations.record_year_figures(
            figures=YearResult(year=fact.year, **fact.amounts),  # type: ignore[arg-type]  # amounts only
            kind=fact.kind,
            source=fact.source,
            goals_met_pct=Decimal(fact.goals_met_pct) if fact.goals_met_pct else None,
            recorded_on=fact.recorded_on,
            origin=fact.origin,
            who=made.who("controller", "CT"),
        )
    for year, (target, council) in ((2025, results.TARGET_2025), (2026, results.TARGET_2026)):
        minuted = minutes(council, f"Finansiellt mål {year}", Decision.Kind.GOALS)
        frames_operations.set_financial_target(year=year, target_pct=target, minuted=minuted, who=DEMO)
    steps, reason, council = results.PLAN_2025
    frames_operations.decide_restoration(
        year=2025,
        steps={year: Money.from_tkr(tkr) for year, tkr in steps.items()},
        reason=reason,
        minuted=minutes(council, "Underskottet 2025", Decision.Kind.MEASURES),
        who=DEMO,
    )
    financial, operational, council = results.JUDGED_2025
    frames_operations.judge_sound_management(
        year=2025,
        financial=financial[0],
        financial_reason=financial[1],
        operational=operational[0],
        operational_reason=operational[1],
        minuted=minutes(council, "Utvärdering av god ekonomisk hushållning 2025", Decision.Kind.EVALUATION),
        who=DEMO,
    )
