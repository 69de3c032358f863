"""The checks of this room: the thread from political goal to unit plan, and the results along it.

Loaders turn rows into the facts of `domain.goals`; the judges there never see the database.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from spelregler.apps.goals import queries
from spelregler.apps.goals.known import Known, load_known
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.apps.organisation.queries import UnitPlace, council_term, departments, municipality, unit_places
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.counting import later_of
from spelregler.domain.findings import Scope
from spelregler.domain.goals import chain, follow_up, plans, results, visions
from spelregler.domain.goals.attainment import DEFAULT_SCALE
from spelregler.domain.period import ONE_DAY, Period

BODY_CODES = {Body.Kind.COUNCIL: "KF", Body.Kind.EXECUTIVE_BOARD: "KS", Body.Kind.COMMITTEE: "N"}
MONTHS_IN_TERTIAL = 4


# Loaders ---------------------------------------------------------------------------------------------------------


def load_shared_goals(load: Load) -> list[chain.SharedGoal]:
    """Each municipal goal with the committees whose goals serve it. Two queries."""
    served = queries.committees_served(as_of=load.as_of)
    return [_shared(goal, served.get(goal.pk, {}), load.as_of) for goal in _municipal(load.as_of)]


def _municipal(as_of: date) -> list[Goal]:
    goals = queries.political_goals(as_of=as_of)
    return [goal for goal in goals if goal.level == Goal.Level.MUNICIPAL and _decided_by_owner(goal, as_of=as_of)]


def _shared(goal: Goal, committees: dict[str, date], as_of: date) -> chain.SharedGoal:
    """It is shared from the day when its second committee came to it."""
    since = sorted(committees.values())[1:2]
    named = goal.coordinated_by if goal.coordination is None or goal.coordination.decided_on <= as_of else None
    return chain.SharedGoal(
        key=goal.code,
        name=goal.title,
        committees=tuple(sorted(committees)),
        since=max([goal.start, *since]),
        coordinating_body=named.code if named else "",
        coordinated_from=goal.coordination.decided_on if named and goal.coordination else None,
    )


def _decided_by_owner(goal: Goal, *, as_of: date) -> bool:
    decision = goal.decision
    return decision is not None and decision.decided_on <= as_of and decision.body_id == goal.body_id


def load_vision(load: Load) -> list[visions.VisionInTerm]:
    """The vision in force, the council's term on the day, and the dialogues that were held by then. Four queries."""
    vision = queries.vision_on(load.as_of)
    if vision is None or vision.decision is None:
        return []
    term = council_term(as_of=load.as_of)
    place = municipality()
    start_day = place.start_day if place else None
    return [
        visions.VisionInTerm(
            decided_on=vision.decision.decided_on,
            term=Period(term.start, term.end) if term else None,
            dialogues=tuple(
                visions.Dialogue(each.held_on, each.feedback_on) for each in queries.dialogues(as_of=load.as_of)
            ),
            entered_late=start_day is not None and vision.decision.decided_on < start_day,
        )
    ]


def load_decisions(load: Load) -> list[chain.GoalDecision]:
    """Each political goal with its decision, if the goal's own body had taken it by the day. Two queries."""
    indicated, targeted = load.once(queries.targeted, year=load.as_of.year)
    return [
        _goal_decision(goal, as_of=load.as_of, has_indicator=goal.pk in indicated, has_target=goal.pk in targeted)
        for goal in queries.political_goals(as_of=load.as_of)
    ]


def _goal_decision(goal: Goal, *, as_of: date, has_indicator: bool, has_target: bool) -> chain.GoalDecision:
    decision = goal.decision if _decided_by_owner(goal, as_of=as_of) else None
    return chain.GoalDecision(
        key=goal.code,
        name=goal.title,
        owner=_owner(goal),
        entered_on=goal.start,
        body_kind=BODY_CODES.get(Body.Kind(decision.body.kind), "") if decision else "",
        decided_on=decision.decided_on if decision else None,
        paragraph=decision.paragraph if decision else "",
        has_indicator=has_indicator,
        has_target=has_target,
    )


def _owner(goal: Goal) -> Scope:
    """Whose goal it is: a unit's, or a body's."""
    if goal.unit is not None:
        return Scope("unit", goal.unit.code, goal.unit.name)
    assert goal.body is not None  # noqa: S101 - a constraint of the database; said for the type checker
    return Scope("committee", goal.body.code, goal.body.name)


def load_unit_plans(load: Load) -> list[plans.UnitPlan]:
    """Each unit with its plan for the year and the actions begun by the day. Six queries."""
    decided, started = _unit_plans(load), _unit_starts(load)
    actions: dict[str, list[plans.PlannedAction]] = defaultdict(list)
    for action in load.once(queries.actions_started, year=load.as_of.year):
        actions[action.unit].append(
            plans.PlannedAction(
                name=action.title,
                entered_on=action.start,
                linked_to_goal=bool(action.goals),
                statutory_duty=action.statutory_duty,
            )
        )
    return [
        plans.UnitPlan(
            unit=_unit_scope(place),
            year=load.as_of.year,
            decided_on=decided.get(place.code),
            actions=tuple(actions[place.code]),
            started=started.get(place.code),
        )
        for place in load.once(unit_places)
    ]


def _unit_scope(place: UnitPlace) -> Scope:
    return Scope("unit", place.code, place.name)


def _unit_plans(load: Load) -> dict[str, date]:
    found = load.once(queries.plans_first_decided, year=load.as_of.year)
    return {unit: day for (_department, unit), day in found.items() if unit}


def _unit_starts(load: Load) -> dict[str, date]:
    return dict(Unit.objects.on(load.as_of).values_list("code", "start"))


def load_actions(load: Load) -> list[plans.UnitActions]:
    """Each unit with the year's actions begun by the day, its follow-ups, and what was begun for its goals.

    Twelve queries, fewer where another check has read them.
    """
    actions: dict[str, list[plans.ActionDue]] = defaultdict(list)
    for each in load.once(queries.actions_started, year=load.as_of.year):
        if each.due_on.year == load.as_of.year and each.due_on == later_of(each.due_on, load.counts_from):
            actions[each.unit].append(plans.ActionDue(name=each.title, due=each.due_on, done_on=each.done_on))
    periods, efforts = load.once(follow_ups), load.once(queries.efforts)
    return [
        plans.UnitActions(
            unit=unit,
            actions=tuple(actions[unit.key]),
            periods=periods.get(unit, ()),
            efforts=tuple(efforts[unit.key]),
        )
        for unit in map(_unit_scope, load.once(unit_places))
    ]


def load_followed_up(load: Load) -> list[follow_up.FollowUp]:
    """Each unit and owner of goals: its indicators with their latest figures, follow-ups, and what was begun for it."""
    goals = queries.goals_holding(as_of=load.as_of)
    known = load_known(goals=goals, as_of=load.as_of)
    ages: dict[Scope, dict[int, follow_up.IndicatorAge]] = {_unit_scope(place): {} for place in load.once(unit_places)}
    having: Counter[Scope] = Counter()
    for goal in goals:
        having[_owner(goal)] += 1
        mine = ages.setdefault(_owner(goal), {})
        for indicator, age in _ages(goal, known, as_of=load.as_of):
            older = mine.get(indicator, age)
            mine[indicator] = replace(age, introduced_on=min(age.introduced_on, older.introduced_on))
    periods, efforts = load.once(follow_ups), load.once(queries.efforts)
    return [
        follow_up.FollowUp(
            owner=owner,
            goals=having[owner],
            indicators=tuple(indicators.values()),
            periods=periods.get(owner, ()),
            efforts=tuple(efforts[owner.key]),
        )
        for owner, indicators in ages.items()
        if indicators or owner.kind == "unit"
    ]


def _ages(goal: Goal, known: Known, *, as_of: date) -> Iterable[tuple[int, follow_up.IndicatorAge]]:
    for target in known.targets_of(goal, year=as_of.year):
        series = known.series(target, unit=goal.unit_id, on=as_of)
        last = series[-1] if series else None
        yield (
            target.indicator_id,
            follow_up.IndicatorAge(
                name=target.indicator.title,
                period_months=target.indicator.months_between,
                introduced_on=goal.start,
                measured_to=last.end - ONE_DAY if last else None,
                reported_on=last.recorded_on if last else None,
            ),
        )


def load_outcomes(load: Load) -> list[results.UnitOutcomes]:
    """Each unit's follow-ups this year and last, oldest first. Six queries."""
    found = load.once(follow_ups)
    units = map(_unit_scope, load.once(unit_places))
    return [results.UnitOutcomes(unit=unit, periods=found.get(unit, ())) for unit in units]


def follow_ups(*, as_of: date) -> dict[Scope, tuple[results.PeriodOutcome, ...]]:
    """The follow-ups of each owner of goals that count, this year and last, oldest first. Four queries.

    A follow-up is a third of a year in which something was reported about the owner's goals; its day is the last such
    report. Silence is no follow-up: an old figure does not count twice against anyone.
    """
    since = date(as_of.year - 1, 1, 1)
    goals = Goal.objects.filter(queries.counting(as_of), start__lte=as_of).exclude(end__lte=since)
    known = load_known(goals=goals, as_of=as_of)
    of_owner: dict[Scope, list[Goal]] = defaultdict(list)
    for goal in goals.select_related("unit", "body").order_by("code"):
        of_owner[_owner(goal)].append(goal)
    return {owner: _periods(its, known, since=since) for owner, its in of_owner.items()}


def _periods(goals: Sequence[Goal], known: Known, *, since: date) -> tuple[results.PeriodOutcome, ...]:
    days: dict[tuple[int, int], date] = {}
    for day in sorted({day for goal in goals for day in _reported(goal, known) if day >= since}):
        days[day.year, (day.month - 1) // MONTHS_IN_TERTIAL] = day
    return tuple(
        results.PeriodOutcome(
            judged_on=day, goals=tuple(_outcome(goal, known, day=day) for goal in goals if _holds(goal, day))
        )
        for day in days.values()
    )


def _holds(goal: Goal, day: date) -> bool:
    return goal.start <= day and (goal.end is None or day < goal.end)


def _reported(goal: Goal, known: Known) -> Iterable[date]:
    """The days on which something was reported about the goal while it held."""
    days = {said.recorded_on for said in known.said.get(goal.pk, [])}
    for target in known.targets.get(goal.pk, []):
        values = known.values.get((target.indicator_id, goal.unit_id), [])
        days |= {value.recorded_on for value in values if value.recorded_on.year == target.year and value.sex == "T"}
    return (day for day in days if _holds(goal, day))


def _outcome(goal: Goal, known: Known, *, day: date) -> results.GoalOutcome:
    judged = known.judged(goal, year=day.year, on=day, scale=DEFAULT_SCALE)
    return results.GoalOutcome(
        key=goal.code,
        name=goal.title,
        status=judged.status,
        share=judged.share,
        is_computed=judged.judged_on is None,
    )


def load_action_plans(load: Load) -> list[plans.DepartmentPlan]:
    """Each department's action plan and the decided goals of its committee. Five queries."""
    year = load.as_of.year
    found = load.once(queries.plans_first_decided, year=year)
    decided = {department: day for (department, unit), day in found.items() if not unit}
    goals: dict[str, list[Goal]] = defaultdict(list)
    for goal in queries.goals_holding(as_of=load.as_of).filter(level=Goal.Level.COMMITTEE):
        if goal.body is not None:
            goals[goal.body.code].append(goal)
    covered: dict[str, set[str]] = defaultdict(set)
    for action in load.once(queries.actions_started, year=year):
        covered[action.department].update(action.goals)
    return [
        plans.DepartmentPlan(
            department=Scope("department", each.code, each.name),
            year=year,
            decided_on=decided.get(each.code),
            committee_goals=tuple(goal.title for goal in goals[each.body]),
            covered_goals=frozenset(goal.title for goal in goals[each.body] if goal.code in covered[each.code]),
        )
        for each in departments(as_of=load.as_of)
    ]


def load_chains(load: Load) -> list[chain.DepartmentChain]:
    """Each department's units, and whether goals and plan reach them. Six queries."""
    plan_on, started = _unit_plans(load), _unit_starts(load)
    goals_on: dict[str, date] = {}
    for goal in queries.goals_holding(as_of=load.as_of).filter(level=Goal.Level.UNIT):
        code = _owner(goal).key
        goals_on[code] = min(goal.start, goals_on.get(code, goal.start))
    units: dict[str, list[chain.UnitSteering]] = defaultdict(list)
    for place in load.once(unit_places):
        units[place.department].append(
            chain.UnitSteering(
                name=place.name,
                since=max(date(load.as_of.year, 1, 1), started.get(place.code, date.min)),
                goals_on=goals_on.get(place.code),
                plan_on=plan_on.get(place.code),
            )
        )
    return [
        chain.DepartmentChain(department=Scope("department", each.code, each.name), units=tuple(units[each.code]))
        for each in Department.objects.on(load.as_of).order_by("name")
    ]


def load_unit_goals(load: Load) -> list[chain.UnitGoals]:
    """Each unit's goals, and whether they can be measured. Four queries."""
    indicated, targeted = load.once(queries.targeted, year=load.as_of.year)
    forms: dict[str, list[chain.GoalForm]] = defaultdict(list)
    for goal in queries.goals_holding(as_of=load.as_of).filter(level=Goal.Level.UNIT):
        forms[_owner(goal).key].append(
            chain.GoalForm(
                name=goal.title,
                since=goal.start,
                has_indicator=goal.pk in indicated,
                has_target=goal.pk in targeted,
            )
        )
    return [
        chain.UnitGoals(unit=_unit_scope(place), goals=tuple(forms[place.code])) for place in load.once(unit_places)
    ]


registry.register(
    Check(
        name="goals.shared_goals_coordinated",
        title_sv="Gemensamma mål samordnas",
        title_en="Shared goals are coordinated",
        formula_sv="Beslutade kommunmål som minst två nämnder arbetar för och som saknar samordnande organ = 0.",
        formula_en="Decided municipal goals that two committees or more work for without a coordinating body = 0.",
        scope_kinds=("municipality",),
        load=load_shared_goals,
        judge=chain.judge_shared_goals_coordinated,
    )
)
registry.register(
    Check(
        name="goals.decided_by_political_body",
        title_sv="Målen är beslutade av det organ som äger dem",
        title_en="Goals are decided by the body that owns them",
        formula_sv="Varje kommun- och nämndmål har beslut av sin ägare med dag och paragraf, samt mått och målvärde.",
        formula_en="Each municipal and committee goal has its owner's decision with day and paragraph, a measure and a "
        "target.",
        scope_kinds=("committee",),
        load=load_decisions,
        judge=chain.judge_decided_by_political_body,
    )
)
registry.register(
    Check(
        name="goals.unit_plans_in_place",
        title_sv="Varje enhet har en plan",
        title_en="Every unit has a plan",
        formula_sv="Beslutad plan för året senast angiven dag, och varje åtgärd har ett mål eller ett lagkrav.",
        formula_en="A decided plan for the year by the given day, and every action has a goal or a duty in law.",
        scope_kinds=("unit",),
        load=load_unit_plans,
        judge=plans.judge_unit_plans_in_place,
        parameters=plans.UnitPlanDeadline,
    )
)
registry.register(
    Check(
        name="goals.actions_on_time",
        title_sv="Åtgärder blir klara i tid",
        title_en="Actions are done on time",
        formula_sv="Åtgärder klara senast på slutdagen / åtgärder vars slutdag har passerat i år ≥ gränsen, och mål ej "
        "uppfyllda vid två uppföljningar i rad utan att en ny åtgärd börjat = 0.",
        formula_en="Actions done by their due day / actions whose due day has passed this year ≥ the limit, and goals "
        "not met at two follow-ups running without a new action begun = 0.",
        scope_kinds=("unit",),
        load=load_actions,
        judge=plans.judge_actions_on_time,
        parameters=plans.ActionsOnTime,
    )
)
registry.register(
    Check(
        name="goals.followed_up",
        title_sv="Resultat följs upp och leder till förbättring",
        title_en="Results are followed up and lead to improvement",
        formula_sv="Dagar sedan senast mätta periodens slut ≤ måttets period + angivet antal dagar, för varje mått; "
        "och inom samma antal dagar efter att ett mål bedömts som ej uppfyllt pågår en åtgärd som börjat därefter.",
        formula_en="Days since the end of the last measured period ≤ the indicator's period + given days, for each; "
        "and within as many days of a goal being judged not met, an action begun since then is under way.",
        scope_kinds=("committee", "unit"),
        load=load_followed_up,
        judge=follow_up.judge_followed_up,
        parameters=follow_up.FollowedUp,
    )
)
registry.register(
    Check(
        name="goals.vision_in_dialogue",
        title_sv="Visionen växer fram i dialog med invånarna",
        title_en="The vision grows out of a dialogue with residents",
        formula_sv="Varje mandatperiod har minst en dialog om visionen med publicerad återkoppling om vad som togs "
        "med. En vision som antagits i perioden utan någon dialog är en avvikelse. Om dialogen var god prövas inte.",
        formula_en="Each term of the council has at least one dialogue on the vision with published feedback on what "
        "was taken in. A vision adopted in the term without any is a breach. How good it was is not asked.",
        scope_kinds=("municipality",),
        load=load_vision,
        judge=visions.judge_vision_in_dialogue,
        parameters=visions.OncePerTerm,
    )
)
registry.register(
    Check(
        name="goals.unit_attainment",
        title_sv="Enheten når sina mål",
        title_en="The unit reaches its goals",
        formula_sv="(uppfyllda + delvis uppfyllda mål) / mätbara mål ≥ gränsen; under gränsen två uppföljningar i rad, "
        "eller under den kritiska andelen, är en avvikelse.",
        formula_en="(met + partly met goals) / measurable goals ≥ the limit; below it two follow-ups running, or below "
        "the critical share, is a breach.",
        scope_kinds=("unit",),
        load=load_outcomes,
        judge=results.judge_unit_attainment,
        parameters=results.UnitAttainment,
        rests_on_reports=True,
    )
)
registry.register(
    Check(
        name="goals.action_plan_covers_goals",
        title_sv="Handlingsplanen täcker nämndens mål",
        title_en="The action plan covers the committee's goals",
        formula_sv="Förvaltningens handlingsplan är beslutad senast angiven dag, och nämndmål utan åtgärd = 0.",
        formula_en="The action plan is decided by the given day, and committee goals without an action = 0.",
        scope_kinds=("department",),
        load=load_action_plans,
        judge=plans.judge_action_plan_covers_goals,
        parameters=plans.PlanDeadline,
    )
)
registry.register(
    Check(
        name="goals.units_steered",
        title_sv="Målen når alla enheter",
        title_en="The goals reach every unit",
        formula_sv="Enheter med både mål och beslutad plan / enheter = 100 %.",
        formula_en="Units with both goals and a decided plan / units = 100%.",
        scope_kinds=("department",),
        load=load_chains,
        judge=chain.judge_units_steered,
    )
)
registry.register(
    Check(
        name="goals.goals_measurable",
        title_sv="Enhetens mål går att mäta",
        title_en="The unit's goals can be measured",
        formula_sv="Varje enhetsmål har mått och målvärde för året, och målen är inte fler än gränsen.",
        formula_en="Every unit goal has a measure and a target for the year, and no more goals than the limit.",
        scope_kinds=("unit",),
        load=load_unit_goals,
        judge=chain.judge_goals_measurable,
        parameters=chain.GoalsMeasurable,
    )
)
