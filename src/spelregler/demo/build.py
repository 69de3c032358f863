"""Fill an empty, migrated database with Oxelösund (demo) in one go. The same facts give the same rows every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from django.db import transaction

from spelregler.apps.autonomy.operations import give_statement, open_signal, take_stand
from spelregler.apps.comparison.operations import follow_kpi, store_catalogue
from spelregler.apps.decisions.models import Decision, Origin
from spelregler.apps.decisions.operations import give_assignment, record_decision, report_back
from spelregler.apps.frames import operations as frames_operations
from spelregler.apps.frames.models import BudgetLine, CommitteeFrame, Forecast, UnitFrame
from spelregler.apps.frames.queries.both_forecasts import unit_forecasts
from spelregler.apps.goals import operations as goals_operations
from spelregler.apps.goals.models import Goal, Indicator, Vision
from spelregler.apps.organisation.models import (
    Appointment,
    Basis,
    Body,
    Department,
    Municipality,
    Person,
    Post,
    Seat,
    Unit,
)
from spelregler.apps.organisation.operations.accounts import give_account
from spelregler.apps.organisation.operations.holdings import Decided, record_basis
from spelregler.apps.organisation.operations.introductions import (
    introduce_employees,
    record_introduction,
    record_training,
)
from spelregler.apps.organisation.operations.structure import (
    add_body,
    add_department,
    add_municipality,
    add_person,
    add_post,
    add_seat,
    add_term,
    add_unit,
    merge_units,
    place_unit,
)
from spelregler.apps.organisation.operations.tenure import appoint, employ, seat_member
from spelregler.apps.organisation.queries.introductions import STEERING
from spelregler.apps.policy.operations.findings import adopt_package, evaluate_and_store
from spelregler.apps.policy.operations.governing_documents import Adopted, register_document
from spelregler.demo import frames, goals, history, organisation, people, proposed, results, stories
from spelregler.demo.cast import cast
from spelregler.demo.facts import ENTERED_ON, TODAY, YEAR
from spelregler.demo.ledger import FIRST_IMPORTED_ON, import_ledgers
from spelregler.demo.plans import plan_ahead
from spelregler.demo.reporting import answer, report
from spelregler.domain.frames.balance import YearResult
from spelregler.domain.frames.forecast import ForecastProposal
from spelregler.domain.money import Money
from spelregler.exchange.kolada import Kpi
from spelregler.platform.accounts.operations import open_account
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

DEMO = Who(name="Demonstrationen", role="system")


class DatabaseNotEmpty(DomainError):
    """The demo never mixes with anybody's own data, and is never loaded twice."""

    code = "database-not-empty"


@dataclass
class Made:
    """What has been made so far, by code, so that later facts can point at it."""

    bodies: dict[str, Body] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    forecasts: dict[tuple[str, int], Forecast] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)

    def who(self, post: str, role: str) -> Who:
        """The holder of a post, acting in the role that the post gives."""
        return Who(name=self.holders[post], role=role)


def build(*, say: Callable[[str, str], None]) -> None:
    """All of the demo or nothing of it, into an empty database. `say` gets a line per chapter in both languages."""
    if Municipality.objects.exists():
        raise DatabaseNotEmpty(
            sv="Databasen har redan en kommun. Demonstrationen läses bara in i en tom databas.",
            en="The database already holds a municipality. The demo is only loaded into an empty database.",
            way_sv="Peka SPELREGLER_HOME på en tom mapp och försök igen.",
            way_en="Point SPELREGLER_HOME at an empty folder and try again.",
        )
    chapters = (
        ("Organisation: organ, förvaltningar, enheter", "Organisation: bodies, departments, units", _organisation),
        ("Personer, platser och tjänster", "People, seats and posts", _people),
        ("Beslut och styrdokument", "Decisions and governing documents", _decisions),
        ("Mål, mått och åtgärder", "Goals, indicators and actions", _goals),
        ("Redovisning ur SIE-filer", "Ledger from SIE files", _ledger),
        ("Nyckeltal att jämföra", "Key figures to compare", _comparison),
        ("Värden på väg till godkännande", "Values on their way to approval", _values),
        ("Nästa års plan och ett uppdrag", "Next year's plan and an assignment", _plan_ahead),
        ("Ramar och prognoser", "Frames and forecasts", _frames),
        ("Budgetförslag inför nästa år", "Budget proposals for next year", _proposed),
        ("Resultat, balanskrav och hushållning", "Results, balance and sound management", _results),
        ("Signaler och dialog", "Signals and dialogue", _signals),
        ("Reglerna prövade månad för månad", "The rules asked month by month", _findings),
    )
    made = Made()
    with transaction.atomic():
        for sv, en, chapter in chapters:
            say(sv, en)
            chapter(made)


def _findings(made: Made) -> None:
    """The checks as they would have answered at the end of each month, and today: a past picture is a look-up."""
    for month in range(2, TODAY.month + 1):
        evaluate_and_store(as_of=date(YEAR, month, 1) - timedelta(days=1))
    evaluate_and_store(as_of=TODAY)


def _organisation(made: Made) -> None:
    add_municipality(code=organisation.MUNICIPALITY_CODE, name=organisation.MUNICIPALITY_NAME, is_demo=True, who=DEMO)
    for body in organisation.BODIES:
        made.bodies[body.code] = add_body(
            code=body.code,
            name=body.name,
            name_en=body.name_en,
            kind=body.kind,
            start=organisation.BODIES_FROM,
            who=DEMO,
        )
        for start, end in body.terms:
            add_term(body=made.bodies[body.code], start=start, end=end, who=DEMO)
    for department in organisation.DEPARTMENTS:
        made.departments[department.code] = add_department(
            code=department.code,
            name=department.name,
            body=made.bodies[department.body],
            instruction_decided_on=department.instruction_decided_on,
            start=organisation.ORGANISATION_FROM,
            who=DEMO,
        )
    _units(made)


def _units(made: Made) -> None:
    start = organisation.ORGANISATION_FROM
    for fact in organisation.UNITS:
        unit = add_unit(code=fact.code, name=fact.name, purpose=fact.purpose, start=start, who=DEMO)
        made.units[fact.code] = unit
        parent = made.units[fact.parent] if fact.parent else None
        place_unit(unit=unit, department=made.departments[fact.department], start=start, parent=parent, who=DEMO)
    for ended in organisation.ENDED_UNITS:
        unit = add_unit(code=ended.code, name=ended.name, start=start, who=DEMO)
        place_unit(unit=unit, department=made.departments[ended.department], start=start, who=DEMO)
        merge_units(units=[unit], into=made.units[ended.succeeded_by], on=ended.ended_on, who=DEMO)


def _people(made: Made) -> None:
    first = [member.person for member in cast()]  # the log-in page shows them in this order
    for name in dict.fromkeys([*first, *(s.person for s in people.seats()), *(p.person for p in people.posts())]):
        made.persons[name] = add_person(code=people.code_of(name), name=name, who=DEMO)
    for member in cast():
        account = open_account(email=member.email, name=member.person, who=DEMO)
        made.persons[member.person] = give_account(person=member.code, account=account, who=DEMO)
    _seats(made)
    for body in organisation.BODIES:
        if body.kind in STEERING:
            held_on = people.COMMITTEES_TRAINED
            record_training(body=made.bodies[body.code], held_on=held_on, today=TODAY, who=DEMO)
    for post in people.posts():
        _post(made, post)


def _seats(made: Made) -> None:
    seats: dict[tuple[str, int, bool], Seat] = {}
    for fact in people.seats():
        key = fact.body, fact.number, fact.is_substitute
        if key not in seats:
            body = made.bodies[fact.body]
            seats[key] = add_seat(body=body, number=fact.number, is_substitute=fact.is_substitute, who=DEMO)
        membership = seat_member(
            seat=seats[key],
            person=made.persons[fact.person],
            function=fact.function,
            start=fact.start,
            end=fact.end,
            who=DEMO,
        )
        if fact.introduced_on:
            record_introduction(membership=membership, introduced_on=fact.introduced_on, who=DEMO)


def _post(made: Made, fact: people.PostFact) -> Appointment:
    if fact.code not in made.posts:
        made.posts[fact.code] = add_post(
            code=fact.code,
            title=fact.title,
            title_en=fact.title_en,
            kind=fact.kind,
            department=made.departments.get(fact.department),
            unit=made.units.get(fact.unit),
            represents=people.REPRESENTS.get(fact.code),
            who=DEMO,
        )
    person = made.persons[fact.person]
    made.holders[fact.code] = fact.person
    if fact.unit:
        employed = employ(person=person, unit=made.units[fact.unit], start=fact.start, end=fact.end, who=DEMO)
        if fact.introduced_on:
            introduce_employees(employments=[employed], held_on=fact.introduced_on, today=TODAY, who=DEMO)
    return appoint(
        post=made.posts[fact.code],
        person=person,
        start=fact.start,
        end=fact.end,
        is_acting=fact.is_acting,
        basis=_acting_by(fact.start) if fact.is_acting else None,
        who=DEMO,
    )


def _acting_by(day: date) -> Basis:
    """Whoever acts does so by the chief executive's decision of the same day (made up)."""
    return record_basis(Decided(by="Kommunchefen", on=day, paragraph="", today=day), who=DEMO)


def _decisions(made: Made) -> None:
    for fact in stories.DECISIONS:
        made.decisions[fact.key] = record_decision(
            body=made.bodies[fact.body],
            decided_on=fact.decided_on,
            paragraph=fact.paragraph,
            title=fact.title,
            text=fact.text,
            kind=fact.kind,
            origin=Origin(fact.origin),
            who=DEMO,
        )
    for assignment in stories.ASSIGNMENTS:
        _assignment(made, assignment)
    _documents(made)


def _assignment(made: Made, fact: stories.AssignmentFact) -> None:
    assignment = give_assignment(
        decision=made.decisions[fact.decision],
        addressee=made.posts[fact.addressee],
        text=fact.text,
        intended_result=fact.intended_result,
        due_on=fact.due_on,
        who=DEMO,
    )
    if fact.reported_on:
        report_back(
            assignment=assignment, result=fact.result, effect=fact.effect, reported_on=fact.reported_on, who=DEMO
        )


def _documents(made: Made) -> None:
    for fact in stories.DOCUMENTS:
        register_document(
            document=fact.document,
            title=fact.title,
            adopted=Adopted(
                version=fact.version,
                body=made.bodies["kf"].name,
                decided_on=fact.adopted_on,
                paragraph=fact.paragraph,
                start=fact.start,
                reviewed_on=fact.reviewed_on,
                owner=fact.owner,
            ),
            on=TODAY,
            who=DEMO,
        )
    adopt_package(name=stories.PACKAGE, start=stories.PACKAGE_FROM, decision=made.decisions["paket"], who=DEMO)


def _goals(made: Made) -> None:
    vision = goals_operations.adopt_vision(
        text=goals.VISION.text,
        text_en=goals.VISION.text_en,
        decision=made.decisions["vision"],
        start=goals.VISION_FROM,
        who=DEMO,
    )
    for talk in goals.DIALOGUES:
        goals_operations.record_dialogue(
            held_on=talk.held_on,
            audience=talk.audience,
            taken_in=talk.taken_in,
            feedback_on=talk.feedback_on,
            on=TODAY,
            who=DEMO,
        )
    for indicator in goals.INDICATORS:
        made.indicators[indicator.code] = _indicator(made, indicator)
    for goal in goals.GOALS:
        made.goals[goal.code] = _goal(made, goal, vision)
    for day, measures in groupby(sorted(goals.MEASURES, key=_reported_on), key=_reported_on):
        with goals_operations.shown_together(on=day, who=DEMO):
            for measure in measures:
                _measure(made, measure)
    _redefine(made)
    for action in goals.ACTIONS:
        _action(made, action)
    for plan in goals.PLANS:
        _plan(made, plan)
    for judgement in goals.JUDGEMENTS:
        goals_operations.judge_goal(
            goal=made.goals[judgement.goal],
            year=YEAR,
            level=judgement.level,
            reason=judgement.reason,
            recorded_on=judgement.recorded_on,
            who=made.who(judgement.judged_by, "EC"),
        )


def _comparison(made: Made) -> None:
    """What is followed, without a value: none for our own municipality was found, and none is made up."""
    kpis = [Kpi(id=code, title=title) for code, title in goals.KOLADA_TITLES.items()]
    store_catalogue(kpis=kpis, places=(), groups=(), today=ENTERED_ON, is_whole=False, who=DEMO)
    for code, direction in goals.FOLLOWED.items():
        follow_kpi(kolada_id=code, direction=direction, today=ENTERED_ON, who=made.who("controller", "CT"))


def _values(made: Made) -> None:
    def who(post: str, role: str) -> Who:
        holder = made.holders[post]
        return Who(name=holder, role=role, person=made.persons[holder].code)

    report(units=made.units, indicators=made.indicators, who=who)
    answer(departments=made.departments, posts=made.posts, who=who)


def _plan_ahead(made: Made) -> None:
    plan_ahead(units=made.units, holder=lambda post: made.persons[made.holders[post]], who=made.who)


def _indicator(made: Made, fact: goals.IndicatorFact) -> Indicator:
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


def _reported_on(fact: goals.MeasureFact) -> date:
    return fact.recorded_on


def _measure(made: Made, fact: goals.MeasureFact) -> None:
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


def _action(made: Made, fact: goals.ActionFact) -> None:
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


def _plan(made: Made, fact: goals.PlanFact) -> None:
    goals_operations.decide_plan(
        year=YEAR,
        department=made.departments[fact.department],
        unit=made.units.get(fact.unit),
        decided_on=fact.decided_on,
        who=DEMO,
    )


def _frames(made: Made) -> None:
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


def _proposed(made: Made) -> None:
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
            intervention_limits=None,
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


def _ledger(made: Made) -> None:
    for fact in organisation.UNITS:
        frames_operations.name_responsibility_code(code=fact.ansvar, unit=made.units[fact.code], who=DEMO)
    import_ledgers(who=made.who("controller", "CT"))


def _results(made: Made) -> None:
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


def _signals(made: Made) -> None:
    for fact in stories.SIGNALS:
        signal = open_signal(
            unit=made.units[fact.unit],
            ground=fact.ground,
            opened_on=fact.opened_on,
            evidence=fact.evidence,
            evidence_en=fact.evidence_en,
            who=made.who(fact.opened_by, "CT" if fact.opened_by == "controller" else "EC"),
        )
        if fact.statement:
            give_statement(
                signal=signal,
                text=fact.statement.text,
                text_en=fact.statement.text_en,
                given_on=fact.statement.given_on,
                who=made.who(fact.statement.given_by, "EC"),
            )
        if fact.stand:
            take_stand(
                signal=signal,
                choice=fact.stand.choice,
                reason=fact.stand.reason,
                reason_en=fact.stand.reason_en,
                decided_on=fact.stand.decided_on,
                review_on=fact.stand.review_on,
                who=made.who(fact.stand.decided_by, "FC"),
            )
