"""The demo's goals, indicators, values, actions and plans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import groupby

from spelregler.apps.comparison.operations.catalogue import store_catalogue
from spelregler.apps.comparison.operations.following import follow_kpi
from spelregler.apps.goals import operations as goals_operations
from spelregler.apps.goals.models import Goal, Indicator, Vision
from spelregler.apps.goals.operations.key_measures import choose_key_measures
from spelregler.apps.organisation.models import (
    Post,
)
from spelregler.demo import (
    actions,
    goals,
    indicators,
    judgements,
    people,
    stories,
)
from spelregler.demo import measures as measures_demo
from spelregler.demo.facts import ENTERED_ON, TODAY, YEAR
from spelregler.demo.made import DEMO, Made
from spelregler.demo.plans import plan_ahead
from spelregler.demo.reporting import answer, report
from spelregler.exchange.kolada import Kpi
from spelregler.platform.audit.operations import Who


def build_goals(made: Made) -> None:
    """The vision, the indicators and the goals, with what was measured and judged."""
    vision = goals_operations.adopt_vision(
        text=indicators.VISION.text,
        text_en=indicators.VISION.text_en,
        decision=made.decisions["vision"],
        start=indicators.VISION_FROM,
        who=DEMO,
    )
    for talk in indicators.DIALOGUES:
        goals_operations.record_dialogue(
            held_on=talk.held_on,
            audience=talk.audience,
            taken_in=talk.taken_in,
            feedback_on=talk.feedback_on,
            on=TODAY,
            who=DEMO,
        )
    for indicator in indicators.INDICATORS:
        made.indicators[indicator.code] = _indicator(made, indicator)
    for goal in goals.GOALS:
        made.goals[goal.code] = _goal(made, goal, vision)
    for day, measures in groupby(sorted(goals.MEASURES, key=_reported_on), key=_reported_on):
        with goals_operations.shown_together(on=day, who=DEMO):
            for measure in measures:
                _measure(made, measure)
    _redefine(made)
    for action in actions.ACTIONS:
        _action(made, action)
    for plan in actions.PLANS:
        _plan(made, plan)
    for judgement in judgements.JUDGEMENTS:
        goals_operations.judge_goal(
            goal=made.goals[judgement.goal],
            year=YEAR,
            level=judgement.level,
            reason=judgement.reason,
            recorded_on=judgement.recorded_on,
            who=made.who(judgement.judged_by, "EC"),
        )
    _key_measures(made)


def build_comparison(made: Made) -> None:
    """What is followed, without a value: none for our own municipality was found, and none is made up."""
    kpis = [Kpi(id=code, title=title) for code, title in indicators.KOLADA_TITLES.items()]
    store_catalogue(kpis=kpis, places=(), groups=(), today=ENTERED_ON, is_whole=False, who=DEMO)
    for code, direction in indicators.FOLLOWED.items():
        follow_kpi(kolada_id=code, direction=direction, today=ENTERED_ON, who=made.who("controller", "CT"))


def build_values(made: Made) -> None:
    """Values on their way to being approved."""

    def who(post: str, role: str) -> Who:
        holder = made.holders[post]
        return Who(name=holder, role=role, person=made.persons[holder].code)

    report(units=made.units, indicators=made.indicators, who=who)
    answer(departments=made.departments, posts=made.posts, who=who)


def build_plan_ahead(made: Made) -> None:
    """The next year's plan, and a job assignment."""
    plan_ahead(units=made.units, holder=lambda post: made.persons[made.holders[post]], who=made.who)


def _key_measures(made: Made) -> None:
    """What a committee follows first, and what it followed before."""
    for day, codes in indicators.KEY_MEASURES:
        choose_key_measures(
            place=made.bodies[indicators.KEY_MEASURES_OF],
            indicators=[made.indicators[code] for code in codes],
            on=day,
            who=DEMO,
        )


def _indicator(made: Made, fact: indicators.IndicatorFact) -> Indicator:
    return goals_operations.add_indicator(
        code=fact.code,
        title=fact.title,
        title_en=fact.title_en,
        unit_of_measure=fact.unit_of_measure,
        decimals=fact.decimals,
        direction=fact.better,
        noise=Decimal(fact.noise),
        owner=made.posts[fact.owner],
        source=fact.source,
        kolada_id=fact.kolada_id,
        who=DEMO,
    )


def _goal(made: Made, fact: goals.GoalFact, vision: Vision) -> Goal:
    is_unit = fact.level == "unit"
    goal = goals_operations.propose_goal(
        code=fact.code,
        level=fact.level,
        title=fact.title,
        title_en=fact.title_en,
        why=fact.why,
        body=None if is_unit else made.bodies[fact.owner],
        unit=made.units[fact.owner] if is_unit else None,
        vision=vision if fact.level == "municipal" else None,
        parents=[made.goals[parent] for parent in fact.parents],
        coordinated_by=made.bodies.get(fact.coordinated_by),
        aggregate=fact.aggregate,
        owner=_goal_owner(made, fact),
        start=goals.GOALS_FROM,
        end=goals.GOALS_TO,
        who=DEMO,
    )
    if fact.decided and not is_unit:
        decision = made.decisions[stories.COMMITTEE_GOAL_DECISIONS.get(fact.owner, "mal-2026")]
        goal = goals_operations.decide_goal(goal=goal, decision=decision, who=DEMO)
    for target in fact.targets:
        goals_operations.set_target(
            goal=goal,
            indicator=made.indicators[target.indicator],
            year=YEAR,
            value=Decimal(target.value),
            baseline=None if target.baseline is None else Decimal(target.baseline),
            weight=Decimal(target.weight),
            origin=target.origin,
            set_on=ENTERED_ON,
            who=DEMO,
        )
    return goal


def _goal_owner(made: Made, fact: goals.GoalFact) -> Post:
    """Who answers for a goal: the unit's manager, the head of the committee's department, or the chief executive."""
    if fact.level == "unit":
        return made.posts[people.manager_post(fact.owner)]
    heading = {each.body: people.head_post(code) for code, each in made.departments.items()}
    return made.posts[heading.get(made.bodies[fact.owner], "kommunchef")]


def _redefine(made: Made) -> None:
    """One survey was asked another way from 2025 on, so its series breaks there."""
    goals_operations.redefine(
        indicator=made.indicators["nojda-vardnadshavare"],
        to={"formula": "Nöjda eller mycket nöjda / alla som svarade"},
        reason="Enkäten ställs till alla vårdnadshavare, inte längre till ett urval.",
        on=date(2025, 2, 3),
        who=DEMO,
    )


def _reported_on(fact: measures_demo.MeasureFact) -> date:
    return fact.recorded_on


def _measure(made: Made, fact: measures_demo.MeasureFact) -> None:
    goals_operations.record_measurement(
        indicator=made.indicators[fact.indicator],
        unit=made.units.get(fact.unit),
        period_start=fact.start,
        period_end=fact.end,
        value=Decimal(fact.value),
        numerator=fact.answers * Decimal(fact.value) / 100 if fact.answers else None,
        denominator=fact.answers,
        origin=fact.origin,
        source=fact.source,
        comment=fact.comment,
        recorded_on=fact.recorded_on,
        is_history=fact.start.year < YEAR,
        who=DEMO,
    )


def _action(made: Made, fact: actions.ActionFact) -> None:
    action = goals_operations.add_action(
        code=fact.code,
        title=fact.title,
        title_en=fact.title_en,
        unit=made.units.get(fact.unit),
        department=made.departments[fact.department],
        goals=[made.goals[goal] for goal in fact.goals],
        statutory_duty=fact.statutory_duty,
        responsible=made.posts[fact.responsible],
        start=fact.start,
        due_on=fact.due_on,
        who=DEMO,
    )
    if fact.done_on:
        goals_operations.finish_action(action=action, done_on=fact.done_on, who=made.who(fact.responsible, "EC"))


def _plan(made: Made, fact: actions.PlanFact) -> None:
    goals_operations.decide_plan(
        year=YEAR,
        department=made.departments[fact.department],
        unit=made.units.get(fact.unit),
        decided_on=fact.decided_on,
        who=DEMO,
    )
