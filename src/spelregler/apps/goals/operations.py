"""Changes to goals, targets, figures, judgements and plans. Whoever may do it was asked before this is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import (
    Action,
    Goal,
    GoalJudgement,
    Indicator,
    Measurement,
    Origin,
    Plan,
    Target,
    Vision,
)
from spelregler.apps.organisation.models import Body, Department, Placement, Post, Unit
from spelregler.domain.period import calendar_year
from spelregler.platform.audit.operations import Who, amend, record, store
from spelregler.platform.errors import DomainError

OWNERS = {
    Goal.Level.MUNICIPAL: (Body.Kind.COUNCIL,),
    Goal.Level.COMMITTEE: (Body.Kind.COMMITTEE, Body.Kind.EXECUTIVE_BOARD),
}
"""Which kind of body owns, and so decides, the goals of a level (MR-17)."""

BELOW = {Goal.Level.MUNICIPAL: Goal.Level.COMMITTEE, Goal.Level.COMMITTEE: Goal.Level.UNIT}
LEVEL_WORDS = {
    Goal.Level.MUNICIPAL: ("kommunmål", "municipal goal"),
    Goal.Level.COMMITTEE: ("nämndmål", "committee goal"),
    Goal.Level.UNIT: ("enhetsmål", "unit goal"),
}


class WrongOwner(DomainError):
    """The council owns municipal goals, a committee its committee goals, a unit its unit goals (MR-17)."""

    code = "goal-wrong-owner"


class WrongDecider(DomainError):
    """Only a decision of the body that owns the level makes a proposal into a goal (MR-17)."""

    code = "goal-wrong-decider"


class BrokenLevels(DomainError):
    """A thread runs downward: municipal goal, committee goal, unit goal."""

    code = "goal-levels-broken"


class TargetRefused(DomainError):
    """A target belongs to a year in which its goal holds, and is not moved when the year is over."""

    code = "target-refused"


class NoTarget(DomainError):
    """A figure without a target for its year answers nothing (MR-17, MR-30)."""

    code = "measurement-without-target"


class MeasurementRefused(DomainError):
    """A measurement is about a period that is over, is entered once, and adds up."""

    code = "measurement-refused"


class JudgementRefused(DomainError):
    """A person's judgement of a goal has a reason, and is about a year in which the goal holds."""

    code = "judgement-refused"


class ActionRefused(DomainError):
    """An action belongs to one unit or department and is finished once."""

    code = "action-refused"


class PlanRefused(DomainError):
    """A plan for a year is decided once, for a department or for one of its units."""

    code = "plan-refused"


# Goals -----------------------------------------------------------------------------------------------------------


def adopt_vision(*, text: str, start: date, decision: Decision, who: Who, text_en: str = "") -> Vision:
    """What the municipality wants to become is decided by the council; the vision before ends there (MR-11)."""
    if decision.body.kind != Body.Kind.COUNCIL:
        raise WrongDecider(
            sv=f"Visionen beslutas av kommunfullmäktige. Beslutet är fattat av {decision.body}.",
            en=f"The vision is decided by the council. The decision was taken by {decision.body.name_en}.",
            clause="MR-11",
            way_sv="Välj fullmäktiges beslut.",
            way_en="Choose the council's decision.",
        )
    vision = Vision(text=text.strip(), text_en=text_en.strip(), decision=decision, start=start)
    with transaction.atomic():
        for earlier in Vision.objects.on(start):
            amend(earlier, to={"end": start}, act="end-vision", who=who)
        store(vision, act="adopt-vision", who=who, details={"decision": str(decision), "start": start})
    return vision


def add_indicator(
    *,
    code: str,
    title: str,
    unit_of_measure: str,
    direction: str,
    who: Who,
    title_en: str = "",
    decimals: int = 1,
    noise: Decimal = Decimal(0),
    owner: Post | None = None,
    source: str = "",
    kolada_id: str = "",
) -> Indicator:
    """Something measured says in which unit, which way is good, who answers for it and where it comes from (CP-22)."""
    indicator = Indicator(
        code=code,
        title=title.strip(),
        title_en=title_en.strip(),
        unit_of_measure=unit_of_measure,
        direction=direction,
        decimals=decimals,
        noise=noise,
        owner=owner,
        source=source,
        kolada_id=kolada_id,
    )
    store(indicator, act="add-indicator", who=who, details={"direction": direction, "unit": unit_of_measure})
    return indicator


def propose_goal(
    *,
    code: str,
    level: str,
    title: str,
    start: date,
    who: Who,
    end: date | None = None,
    title_en: str = "",
    why: str = "",
    body: Body | None = None,
    unit: Unit | None = None,
    vision: Vision | None = None,
    parents: Sequence[Goal] = (),
    coordinated_by: Body | None = None,
    aggregate: str = Goal.Aggregate.MEAN,
) -> Goal:
    """A goal begins as a proposal. A political one counts when its body has decided it (MR-17)."""
    goal = Goal(
        code=code,
        level=level,
        title=title.strip(),
        title_en=title_en.strip(),
        why=why.strip(),
        body=body,
        unit=unit,
        vision=vision,
        coordinated_by=coordinated_by,
        aggregate=aggregate,
        start=start,
        end=end,
    )
    _refuse_owner(goal)
    with transaction.atomic():
        store(goal, act="propose-goal", who=who, details={"level": level, "start": start})
        for parent in parents:
            link_goals(parent=parent, child=goal, who=who)
    return goal


def decide_goal(*, goal: Goal, decision: Decision, who: Who) -> Goal:
    """The body that owns a political goal decides it; a unit goal is settled by the unit's decided plan (MR-17)."""
    _refuse_decider(goal, decision=decision)
    with transaction.atomic():
        held: Goal = Goal.objects.select_for_update().get(pk=goal.pk)
        _refuse_decided_twice(held, decision=decision)
        held.decision = decision
        store(held, act="decide-goal", who=who, details={"decision": str(decision)})
    return held


def link_goals(*, parent: Goal, child: Goal, who: Who) -> None:
    """A goal serves one on the level above: municipal, then committee, then unit. No level is skipped."""
    if BELOW.get(Goal.Level(parent.level)) != child.level:
        raise _broken_levels(parent, child)
    with transaction.atomic():
        child.parents.add(parent)
        record(who=who, act="link-goals", subject=str(child)[:200], details={"parent": parent.code})


def set_target(
    *,
    goal: Goal,
    indicator: Indicator,
    year: int,
    value: Decimal,
    set_on: date,
    who: Who,
    baseline: Decimal | None = None,
    weight: Decimal = Decimal(1),
    decision: Decision | None = None,
    origin: str = Origin.ENTERED,
) -> Target:
    """What an indicator is to reach in a year. Once the year is over only a decision moves it, and it is shown.

    A target holds from the day when it was set until another is set; the older one is kept with its days. Set twice on
    one day, the later takes the place of the first, since there is no day on which the first held.
    """
    _refuse_target_year(goal, year=year)
    if set_on >= date(year + 1, 1, 1):
        _refuse_late_target(goal, indicator=indicator, year=year, set_on=set_on, decision=decision)
    with transaction.atomic():
        Goal.objects.select_for_update().get(pk=goal.pk)  # two editors set the same target: one waits
        older = Target.objects.filter(goal=goal, indicator=indicator, year=year, end__isnull=True).first()
        before = None if older is None else older.value
        target = _target_from(set_on, older=older, who=who) or Target(goal=goal, indicator=indicator, year=year)
        target.value, target.baseline, target.weight, target.origin = value, baseline, weight, origin
        target.start, target.decision = set_on, decision
        details = {"goal": goal.code, "before": before, "value": value, "set_on": set_on}
        store(target, act="set-target", who=who, details=details)
    return target


def _target_from(day: date, *, older: Target | None, who: Who) -> Target | None:
    """The row that the day's target is written over, if any; one that has held on a day is ended instead."""
    if older is None or day == older.start:
        return older
    if day < older.start:
        raise TargetRefused(
            sv=f"Målvärdet för {older.indicator} {older.year} sattes {older.start}. Det ändras inte från {day}.",
            en=f"The target for {older.indicator.title_en or older.indicator} {older.year} was set on {older.start}. "
            f"It is not changed from {day}.",
            clause="MR-14",
            way_sv=f"Ange en dag från och med {older.start}.",
            way_en=f"Give a day on or after {older.start}.",
        )
    amend(older, to={"end": day}, act="end-target", who=who)
    return None


# Figures ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Correction:
    """What a reported value should have been."""

    replaces: Measurement
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comment: str = ""


def record_measurement(
    *,
    indicator: Indicator,
    period_start: date,
    period_end: date,
    value: Decimal,
    recorded_on: date,
    who: Who,
    unit: Unit | None = None,
    sex: str = Measurement.Sex.TOTAL,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    origin: str = Origin.ENTERED,
    source: str = "",
    comment: str = "",
    is_history: bool = False,
) -> Measurement:
    """A figure for a period that is over and whose year has a target. Missing is no row, never zero (MR-30).

    History is older than every target of its indicator and names its source: it shows the trend and answers no goal.
    """
    measurement = Measurement(
        indicator=indicator,
        unit=unit,
        period_start=period_start,
        period_end=period_end,
        sex=sex,
        value=value,
        numerator=numerator,
        denominator=denominator,
        origin=origin,
        source=source,
        comment=comment,
        recorded_on=recorded_on,
    )
    _refuse_period(measurement)
    _refuse_parts(measurement)
    if is_history:
        _refuse_no_history(measurement)
    else:
        _refuse_no_target(measurement)
    with transaction.atomic():
        Indicator.objects.select_for_update().get(pk=indicator.pk)  # two clerks enter the same figure: one waits
        _refuse_entered_twice(measurement)
        details = {"unit": unit and unit.code, "value": value, "sex": sex, "period": f"{period_start}/{period_end}"}
        store(measurement, act="record-measurement", who=who, details=details)
        _refuse_unequal_sum(measurement)
    return measurement


def correct_measurement(
    *,
    replaces: Measurement,
    value: Decimal,
    recorded_on: date,
    who: Who,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    comment: str = "",
) -> Measurement:
    """A correction is a new row that replaces the older one; what was known before stays known as of then."""
    correction = Correction(replaces, value, numerator, denominator, comment)
    (corrected,) = correct_measurements(corrections=[correction], recorded_on=recorded_on, who=who)
    return corrected


def correct_measurements(*, corrections: Sequence[Correction], recorded_on: date, who: Who) -> list[Measurement]:
    """Several corrections at once, so that all, women and men can be put right together and still add up."""
    with transaction.atomic():
        made = [_correct(each, recorded_on=recorded_on, who=who) for each in corrections]
        for each in made:
            _refuse_unequal_sum(each)
    return made


def _correct(correction: Correction, *, recorded_on: date, who: Who) -> Measurement:
    older = Measurement.objects.select_for_update().get(pk=correction.replaces.pk)
    measurement = Measurement(
        indicator=older.indicator,
        unit=older.unit,
        period_start=older.period_start,
        period_end=older.period_end,
        sex=older.sex,
        value=correction.value,
        numerator=correction.numerator,
        denominator=correction.denominator,
        origin=older.origin,
        source=older.source,
        comment=correction.comment,
        recorded_on=recorded_on,
        replaces=older,
    )
    _refuse_parts(measurement)
    _refuse_strange_correction(older, recorded_on=recorded_on)
    details = {"before": older.value, "value": correction.value, "sex": older.sex}
    store(measurement, act="correct-measurement", who=who, details=details)
    return measurement


def judge_goal(*, goal: Goal, year: int, level: str, reason: str, recorded_on: date, who: Who) -> GoalJudgement:
    """A person may judge otherwise than the figures, with a reason; the figures' own answer stays visible."""
    _refuse_judgement(goal, year=year, level=level, reason=reason, recorded_on=recorded_on)
    with transaction.atomic():
        Goal.objects.select_for_update().get(pk=goal.pk)
        older = (
            GoalJudgement.objects.filter(goal=goal, year=year, replaced_by__isnull=True)
            .order_by("-recorded_on", "-pk")
            .first()
        )
        if older is not None and recorded_on < older.recorded_on:
            raise _older_than_the_last(older.recorded_on)
        judgement = GoalJudgement(
            goal=goal,
            year=year,
            level=level,
            reason=reason.strip(),
            judged_by=who.name,
            recorded_on=recorded_on,
            replaces=older,
        )
        store(judgement, act="judge-goal", who=who, details={"year": year, "level": level})
    return judgement


# Actions and plans -----------------------------------------------------------------------------------------------


def add_action(
    *,
    code: str,
    title: str,
    department: Department,
    start: date,
    due_on: date,
    who: Who,
    unit: Unit | None = None,
    goals: Iterable[Goal] = (),
    statutory_duty: str = "",
    responsible: Post | None = None,
    title_en: str = "",
) -> Action:
    """An action serves goals or a duty in law. One that serves neither is kept and shown as a broken thread (MR-25)."""
    if due_on < start:
        raise ActionRefused(
            sv=f"Åtgärden ska vara klar {due_on}, före sin start {start}.",
            en=f"The action is due on {due_on}, before it starts on {start}.",
            way_sv="Ange ett senare slutdatum.",
            way_en="Give a later due date.",
        )
    if unit is not None and not _belongs(unit, department, start=start, end=due_on + timedelta(days=1)):
        raise ActionRefused(**_outside(unit, department))
    action = Action(
        code=code,
        title=title.strip(),
        title_en=title_en.strip(),
        unit=unit,
        department=department,
        statutory_duty=statutory_duty.strip(),
        responsible=responsible,
        start=start,
        due_on=due_on,
    )
    served = list(goals)
    with transaction.atomic():
        store(action, act="add-action", who=who, details={"goals": [goal.code for goal in served], "due": due_on})
        action.goals.set(served)
    return action


def finish_action(*, action: Action, done_on: date, who: Who) -> Action:
    """An action is carried out on a day, in time or late (MR-28)."""
    with transaction.atomic():
        held = Action.objects.select_for_update().get(pk=action.pk)
        if held.done_on is not None:
            raise ActionRefused(
                sv=f"Åtgärden är redan klar sedan {held.done_on}.",
                en=f"The action has been done since {held.done_on}.",
                way_sv="Lägg till en ny åtgärd om mer behöver göras.",
                way_en="Add a new action if more needs to be done.",
            )
        if done_on < held.start:
            raise ActionRefused(
                sv=f"Åtgärden kan inte ha blivit klar {done_on}, före sin start {held.start}.",
                en=f"The action cannot have been done on {done_on}, before it started on {held.start}.",
                way_sv="Kontrollera datumet.",
                way_en="Check the date.",
            )
        held.done_on = done_on
        store(held, act="finish-action", who=who, details={"done_on": done_on})
    return held


def decide_plan(*, department: Department, year: int, decided_on: date, who: Who, unit: Unit | None = None) -> Plan:
    """The responsible manager decides one plan a year for a unit, or for the department as a whole (MR-25, CP-7)."""
    period = calendar_year(year)
    if unit is not None and not _belongs(unit, department, start=period.start, end=date(year + 1, 1, 1)):
        raise PlanRefused(**_outside(unit, department))
    if period.end is not None and decided_on >= period.end:
        raise PlanRefused(
            sv=f"Året {year} är slut. Det kan inte få en plan {decided_on}.",
            en=f"The year {year} is over. It cannot get a plan on {decided_on}.",
            clause="MR-25",
            way_sv="Besluta planen för året som kommer.",
            way_en="Decide the plan for the year to come.",
        )
    plan = Plan(department=department, unit=unit, year=year, decided_on=decided_on)
    with transaction.atomic():
        Department.objects.select_for_update().get(pk=department.pk)
        _refuse_planned_twice(plan)
        store(plan, act="decide-plan", who=who, details={"decided_on": decided_on})
    return plan


# Refusals --------------------------------------------------------------------------------------------------------


def _words(level: str) -> tuple[str, str]:
    return LEVEL_WORDS[Goal.Level(level)]


def _refuse_owner(goal: Goal) -> None:
    if goal.level == Goal.Level.UNIT:
        fits = goal.unit is not None and goal.body is None
        sv, en = "en enhet", "a unit"
    elif goal.level in OWNERS:
        fits = goal.unit is None and goal.body is not None and goal.body.kind in OWNERS[Goal.Level(goal.level)]
        is_municipal = goal.level == Goal.Level.MUNICIPAL
        sv = "kommunfullmäktige" if is_municipal else "en nämnd eller kommunstyrelsen"
        en = "the council" if is_municipal else "a committee or the executive board"
    else:
        raise WrongOwner(
            sv=f"”{goal.level}” är ingen nivå för mål.",
            en=f"“{goal.level}” is no level of goals.",
            clause="MR-17",
            way_sv="Välj kommunmål, nämndmål eller enhetsmål.",
            way_en="Choose municipal, committee or unit goal.",
        )
    if not fits:
        level_sv, level_en = _words(goal.level)
        raise WrongOwner(
            sv=f"Ett {level_sv} ägs av {sv}.",
            en=f"A {level_en} is owned by {en}.",
            clause="MR-17",
            way_sv="Välj rätt ägare eller en annan nivå.",
            way_en="Choose the right owner or another level.",
        )


def _refuse_decider(goal: Goal, *, decision: Decision) -> None:
    if goal.level == Goal.Level.UNIT:
        raise WrongDecider(
            sv="Ett enhetsmål behöver inget politiskt beslut. Enheten är fri i hur den når målen.",
            en="A unit goal needs no political decision. The unit is free in how it reaches the goals.",
            clause="MR-26",
            way_sv="Enhetens plan för året beslutas av enheten och förvaltningen.",
            way_en="The unit's plan for the year is decided by the unit and the department.",
        )
    if decision.body_id != goal.body_id:
        level_sv, level_en = _words(goal.level)
        owner: Any = goal.body
        raise WrongDecider(
            sv=f"Ett {level_sv} beslutas av {owner}. Beslutet är fattat av {decision.body}.",
            en=f"A {level_en} is decided by {owner.name_en or owner}. The decision was taken by "
            f"{decision.body.name_en or decision.body}.",
            clause="MR-17",
            way_sv=f"Välj ett beslut av {owner}, eller låt målet vara ett förslag tills det finns.",
            way_en=f"Choose a decision by {owner.name_en or owner}, or leave the goal a proposal until there is one.",
        )


def _refuse_decided_twice(goal: Goal, *, decision: Decision) -> None:
    if goal.decision_id not in (None, decision.pk):
        raise WrongDecider(
            sv=f"Målet är redan beslutat genom {goal.decision}.",
            en=f"The goal has already been decided by {goal.decision}.",
            clause="MR-17",
            way_sv="Föreslå ett nytt mål om det ska ändras, så behålls historien.",
            way_en="Propose a new goal if it is to change, so that the history is kept.",
        )


def _broken_levels(parent: Goal, child: Goal) -> BrokenLevels:
    (parent_sv, parent_en), (child_sv, child_en) = _words(parent.level), _words(child.level)
    return BrokenLevels(
        sv=f"Ett {child_sv} kan inte hänga i ett {parent_sv}.",
        en=f"A {child_en} cannot hang in a {parent_en}.",
        clause="MR-13",
        way_sv="Kommunmål leder till nämndmål, och nämndmål till enhetsmål. Välj ett mål på nivån närmast ovanför.",
        way_en="Municipal goals lead to committee goals, and those to unit goals. Choose a goal one level above.",
    )


def _holds_in(goal: Goal, *, year: int) -> bool:
    return goal.start < date(year + 1, 1, 1) and (goal.end is None or goal.end > date(year, 1, 1))


def _refuse_target_year(goal: Goal, *, year: int) -> None:
    if not _holds_in(goal, year=year):
        raise TargetRefused(
            sv=f"Målet ”{goal}” gäller inte {year}.",
            en=f"The goal “{goal.title_en or goal}” does not hold in {year}.",
            way_sv="Välj ett år då målet gäller.",
            way_en="Choose a year in which the goal holds.",
        )


def _refuse_late_target(
    goal: Goal, *, indicator: Indicator, year: int, set_on: date, decision: Decision | None
) -> None:
    if decision is None:
        raise TargetRefused(
            sv=f"Året {year} är slut. Målvärdet för {indicator} ändras inte i efterhand utan beslut.",
            en=f"The year {year} is over. The target for {indicator.title_en or indicator} does not change afterwards "
            "without a decision.",
            clause="MR-14",
            way_sv="Ange beslutet, eller sätt ett målvärde för ett kommande år.",
            way_en="Name the decision, or set a target for a year to come.",
        )
    political = goal.level != Goal.Level.UNIT
    if (political and decision.body_id != goal.body_id) or decision.decided_on > set_on:
        raise TargetRefused(
            sv=f"{decision} kan inte ändra målvärdet: det ska vara fattat av den som äger målet och senast {set_on}.",
            en=f"{decision} cannot change the target: it must be taken by the goal's owner and no later than {set_on}.",
            clause="MR-14",
            way_sv="Välj ett beslut av målets ägare.",
            way_en="Choose a decision by the goal's owner.",
        )


def _refuse_period(measurement: Measurement) -> None:
    if measurement.period_end <= measurement.period_start:
        raise MeasurementRefused(
            sv="Perioden slutar innan den har börjat.",
            en="The period ends before it has begun.",
            way_sv="Kontrollera periodens datum.",
            way_en="Check the dates of the period.",
        )
    if measurement.period_end > measurement.recorded_on:
        last = measurement.period_end - timedelta(days=1)
        raise MeasurementRefused(
            sv=f"Perioden är inte slut: den varar till och med {last}, "
            f"och värdet rapporteras {measurement.recorded_on}.",
            en=f"The period is not over: it lasts through {last}, and the value is reported on "
            f"{measurement.recorded_on}.",
            clause="MR-30",
            way_sv="Rapportera ett utfall när perioden är slut. En bedömning framåt är en prognos.",
            way_en="Report a value when the period is over. A look ahead is a forecast.",
        )


def _refuse_parts(measurement: Measurement) -> None:
    if measurement.denominator is not None and measurement.denominator <= 0:
        raise MeasurementRefused(
            sv=f"Nämnaren är {measurement.denominator.normalize():f}. En andel av ingen finns inte.",
            en=f"The denominator is {measurement.denominator.normalize():f}. There is no share of nobody.",
            way_sv="Utelämna värdet om ingen ingår. Saknat värde är inte noll.",
            way_en="Leave the value out if nobody is counted. A missing value is not zero.",
        )


def _refuse_no_target(measurement: Measurement) -> None:
    indicator, year = measurement.indicator, (measurement.period_end - timedelta(days=1)).year
    if not Target.objects.on(measurement.recorded_on).filter(indicator=indicator, year=year).exists():
        raise NoTarget(
            sv=f"{indicator} har inget målvärde för {year}.",
            en=f"{indicator.title_en or indicator} has no target for {year}.",
            clause="MR-17",
            way_sv=f"Sätt ett målvärde för {year} på ett mål som använder måttet, eller kontrollera perioden.",
            way_en=f"Set a target for {year} on a goal that uses the indicator, or check the period.",
        )


def _refuse_no_history(measurement: Measurement) -> None:
    year = (measurement.period_end - timedelta(days=1)).year
    if measurement.source and not Target.objects.filter(indicator=measurement.indicator, year__lte=year).exists():
        return
    raise MeasurementRefused(
        sv="Ett äldre värde är äldre än måttets första målvärde och anger sin källa.",
        en="A figure of history is older than the first target of its indicator and names its source.",
        clause="MR-30",
        way_sv="Ange källan, eller rapportera värdet som utfall för ett år med målvärde.",
        way_en="Name the source, or report the value as the outcome of a year with a target.",
    )


def _same(measurement: Measurement) -> Any:
    """What is known for the same indicator, unit and period, whichever sex."""
    return Measurement.objects.filter(
        indicator=measurement.indicator,
        unit=measurement.unit,
        period_start=measurement.period_start,
        period_end=measurement.period_end,
        replaced_by__isnull=True,
    )


def _refuse_entered_twice(measurement: Measurement) -> None:
    held = _same(measurement).filter(sex=measurement.sex).first()
    if held is not None:
        raise MeasurementRefused(
            sv=f"Värdet finns redan, rapporterat {held.recorded_on}.",
            en=f"The value is already there, reported on {held.recorded_on}.",
            way_sv="Rätta det som finns i stället; då syns både det gamla och det nya.",
            way_en="Correct the one that is there instead; then both the old and the new are seen.",
        )


def _refuse_unequal_sum(measurement: Measurement) -> None:
    """Women and men are all: checked as soon as all three are known, for numerator and for denominator."""
    found = {row.sex: row for row in _same(measurement)}
    if set(found) != {"T", "K", "M"}:
        return
    for part, sv, en in (("numerator", "Täljaren", "numerator"), ("denominator", "Nämnaren", "denominator")):
        total, women, men = (getattr(found[sex], part) for sex in ("T", "K", "M"))
        if None not in (total, women, men) and total != women + men:
            raise MeasurementRefused(
                sv=f"{sv} för alla är {_plain(total)}, men kvinnor {_plain(women)} och män {_plain(men)} blir "
                f"{_plain(women + men)}.",
                en=f"The {en} for all is {_plain(total)}, but women {_plain(women)} and men {_plain(men)} make "
                f"{_plain(women + men)}.",
                way_sv="Kontrollera de tre värdena och rätta dem i samma rapport.",
                way_en="Check the three values and correct them in the same report.",
            )


def _plain(number: Decimal) -> str:
    """A number without the zeros that the database keeps."""
    return f"{number.normalize():f}"


def _refuse_strange_correction(older: Measurement, *, recorded_on: date) -> None:
    if Measurement.objects.filter(replaces=older).exists() or recorded_on < older.recorded_on:
        raise MeasurementRefused(
            sv="En rättelse ersätter det värde som gäller i dag, och är inte äldre än det.",
            en="A correction replaces the value that holds today, and is not older than it.",
            way_sv="Välj det senaste värdet.",
            way_en="Choose the latest value.",
        )


def _refuse_judgement(goal: Goal, *, year: int, level: str, reason: str, recorded_on: date) -> None:
    way_sv, way_en = (
        "Skriv varför bedömningen avviker från siffrorna.",
        "Write why the judgement departs from the figures.",
    )
    if not reason.strip():
        sv, en = "En bedömning behöver ett skäl.", "A judgement needs a reason."
    elif level not in GoalJudgement.Level.values:
        sv, en = f"”{level}” är ingen bedömning.", f"“{level}” is no judgement."
        way_sv = "Välj uppfyllt, delvis uppfyllt, ej uppfyllt eller ej mätbart."
        way_en = "Choose met, partly met, not met or not measurable."
    elif not _holds_in(goal, year=year) or recorded_on < date(year, 1, 1):
        sv, en = f"Målet kan inte bedömas för {year}.", f"The goal cannot be judged for {year}."
        way_sv, way_en = (
            "Välj ett år som har börjat och då målet gäller.",
            "Choose a year that has begun and in which it holds.",
        )
    elif goal.level != Goal.Level.UNIT and goal.decision_id is None:
        sv, en = "Målet är ett förslag och bedöms inte.", "The goal is a proposal and is not judged."
        way_sv, way_en = "Låt målets ägare besluta det först.", "Have the goal's owner decide it first."
    else:
        return
    raise JudgementRefused(sv=sv, en=en, clause="MR-14", way_sv=way_sv, way_en=way_en)


def _older_than_the_last(day: date) -> JudgementRefused:
    return JudgementRefused(
        sv=f"Målet har bedömts senare, {day}.",
        en=f"The goal has been judged later, on {day}.",
        clause="MR-14",
        way_sv="Ange den dagen eller en senare.",
        way_en="Give that day or a later one.",
    )


def _belongs(unit: Unit, department: Department, *, start: date, end: date) -> bool:
    """The unit is in the department some day of the period."""
    placed = Placement.objects.filter(Q(end__isnull=True) | Q(end__gt=start), start__lt=end)
    return placed.filter(unit=unit, department=department).exists()


def _outside(unit: Unit, department: Department) -> dict[str, str]:
    return {
        "sv": f"{unit} hör inte till {department} under den tiden.",
        "en": f"{unit} does not belong to {department} during that time.",
        "way_sv": "Välj enhetens egen förvaltning.",
        "way_en": "Choose the unit's own department.",
    }


def _refuse_planned_twice(plan: Plan) -> None:
    held = Plan.objects.filter(year=plan.year, unit=plan.unit)
    if plan.unit is None:
        held = held.filter(department=plan.department)
    found = held.first()
    if found is not None:
        raise PlanRefused(
            sv=f"Planen för {plan.year} är redan beslutad, {found.decided_on}.",
            en=f"The plan for {plan.year} has already been decided, on {found.decided_on}.",
            clause="MR-25",
            way_sv="Ändra åtgärderna i planen i stället.",
            way_en="Change the actions of the plan instead.",
        )
