"""In any municipality: every list gives the rows that the role rules permit, and a right goes with its post.

Each property is tried in municipalities drawn at random, with whoever holds something there and with a resident.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import actor_of
from spelregler.apps.acting.role_assignment import RESIDENT
from spelregler.apps.acting.visibility import PUBLIC, seen_answers
from spelregler.apps.autonomy.access.visibility import FieldTally, seen_field, seen_units
from spelregler.apps.autonomy.queries.unit_states import unit_states
from spelregler.apps.decisions.access.visibility import ASSIGNMENT
from spelregler.apps.decisions.queries import open_assignments
from spelregler.apps.frames.access.visibility import seen_committee_frames, seen_proposals, seen_unit_frames
from spelregler.apps.frames.models import Proposal
from spelregler.apps.frames.queries.frames import frames_overview, unit_rows
from spelregler.apps.goals.access.afar import things_seen
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries.thread import goal_tree
from spelregler.apps.home.tests.random_town import GROUNDS, TODAY, Town, acting_as, build, role_assignments
from spelregler.apps.organisation.models import Appointment, Membership
from spelregler.apps.policy.packages.in_force import rules_of
from spelregler.domain.roles import ELECTED, Actor, Resource, Role
from spelregler.domain.roles.tests.test_rules import CHANGES_A_UNIT, OPERATIVE
from spelregler.platform import access
from spelregler.platform.findings import Wanted, answers

RULES = rules_of("oxelosund")
pytestmark = [pytest.mark.django_db, pytest.mark.once]
drawn = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def a_town(data: st.DataObject) -> Iterator[Town]:
    """A municipality that is gone again afterwards."""
    with transaction.atomic():
        yield build(data)
        transaction.set_rollback(True)


def acting_roles(town: Town) -> list[ActingRole]:
    return [
        acting_as(role_assignment)
        for role_assignment in (
            RESIDENT,
            *(role_assignment for person in town.people for role_assignment in role_assignments(person)),
        )
    ]


def sees(acting_role: ActingRole, action: str, matter: Resource) -> bool:
    """What the rules say of one row, asked by itself; what a resident sees, all see."""
    return any(RULES.permits(actor, action, matter) for actor in (actor_of(acting_role), PUBLIC))


def at(town: Town, unit: str, **more: bool) -> Resource:
    body, department = town.units[unit]
    return Resource(kind="unit", id=unit, body=body, department=department, unit=unit, **more)


@drawn
@given(data=st.data())
def test_a_units_state_is_seen_by_those_who_act_on_it_and_its_limit_by_those_who_are_told(data: st.DataObject) -> None:
    with a_town(data) as town:
        for acting_role in acting_roles(town):
            for unit in seen_units(acting_role, unit_states(as_of=TODAY)):
                code = unit.place.code
                full = sees(acting_role, "intervention_in_unit:read", at(town, code))
                why = full or sees(acting_role, "intervention_record:read_summary", at(town, code))
                told = why or sees(acting_role, "intervention_in_unit:read_published", at(town, code, published=True))
                assert (unit.state is not None) is full
                assert bool(unit.limits) is (told and code in town.intervened)
                assert unit.tells_why is (full or (why and code in town.intervened))
                assert full or not unit.answers.keys() & set(GROUNDS)


@drawn
@given(data=st.data())
def test_the_field_counts_what_each_role_sees_of_every_unit(data: st.DataObject) -> None:
    with a_town(data) as town:
        for acting_role in acting_roles(town):
            units = seen_units(acting_role, unit_states(as_of=TODAY))
            counted = sum(seen_field(acting_role).values(), FieldTally())
            states = [each.state for each in units if each.state]
            assert (counted.units, counted.seen) == (len(units), len(states))
            assert counted.states == Counter(each.picture.state for each in states)
            assert counted.told == sum(bool(each.limits) for each in units if each.state is None)
            assert counted.unanswered == sum(each.unanswered for each in states)


@drawn
@given(data=st.data())
def test_how_a_unit_stands_on_a_ground_is_told_of_it_alone_only_to_those_who_see_its_state(data: st.DataObject) -> None:
    with a_town(data) as town:
        wanted = Wanted(clauses=GROUNDS)
        assert {each.scope for each in answers(wanted, as_of=TODAY) if each.scope_kind == "unit"} == set(town.units)
        for acting_role in acting_roles(town):
            shown = seen_answers(acting_role).answers(wanted)
            expected = {code for code in town.units if sees(acting_role, "intervention_in_unit:read", at(town, code))}
            assert {each.scope for each in shown if each.scope_kind == "unit"} == expected
            together = [each for each in shown if each.scope_kind == "municipality"]
            assert len(together) == (len(GROUNDS) if expected != set(town.units) else 0)
            hidden = set(town.units) - expected
            assert not any(code in each.reason_sv + each.reason_en for each in together for code in hidden)


@drawn
@given(data=st.data())
def test_a_proposal_and_an_undecided_plan_are_seen_by_those_who_work_on_them(data: st.DataObject) -> None:
    rows = {"municipal": "vision_council_goals_and_budget", "committee": "committee_goals_and_plan"}
    with a_town(data) as town:
        levels = dict(Goal.objects.values_list("code", "level"))
        owners = dict(Goal.objects.values_list("code", "body__code"))
        for acting_role in acting_roles(town):
            tree = seen_tree(acting_role, goal_tree(year=TODAY.year, as_of=TODAY))
            assert {goal.code for goal in tree.goals} == {
                code
                for code, level in levels.items()
                if sees(
                    acting_role,
                    f"{rows[level]}:{'read' if code in town.proposals else 'read_published'}",
                    Resource(
                        kind="goal",
                        id=code,
                        body=owners[code] if level == "committee" else None,
                        published=code not in town.proposals,
                    ),
                )
            }
            assert {action.code for action in tree.actions} == {
                f"atgard-{unit}"
                for unit in town.units
                if sees(
                    acting_role,
                    f"action_plan:{'read' if f'atgard-{unit}' in town.unplanned else 'read_published'}",
                    at(town, unit, published=f"atgard-{unit}" not in town.unplanned),
                )
            }
            owned_actions = things_seen(acting_role).actions
            assert {row.code for row in owned_actions} == {action.code for action in tree.actions}


@drawn
@given(data=st.data())
@pytest.mark.parametrize("package", ["oxelosund", "liten"])
def test_a_frame_is_seen_where_the_rules_open_it(
    data: st.DataObject, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Oxelösund opens every frame to all; the small package shows that it is the rules that open them."""
    rules = rules_of(package)
    with a_town(data) as town, monkeypatch.context() as patched:
        patched.setattr(access, "_rules", [lambda _today: rules])
        money = frames_overview(year=TODAY.year, as_of=TODAY)
        assert money.committees
        for acting_role in acting_roles(town):
            actors = (actor_of(acting_role), PUBLIC)
            for row in money.committees:
                matter = Resource(kind="frame", id=row.code, body=row.code, published=True)
                is_open = any(rules.permits(actor, "frame_per_committee:read_published", matter) for actor in actors)
                assert (row in seen_committee_frames(acting_role, money)) is is_open
                units = unit_rows(year=TODAY.year, as_of=TODAY, body_code=row.code)
                assert [unit.code for unit in seen_unit_frames(acting_role, row.code, units)] == [
                    unit.code
                    for unit in units
                    if any(
                        rules.permits(
                            actor,
                            "committee_goals_and_plan:read_published",
                            Resource(kind="frame", id=unit.code, body=row.code, unit=unit.code, published=True),
                        )
                        for actor in actors
                    )
                ]


@drawn
@given(data=st.data())
def test_a_proposed_budget_is_open_once_submitted_and_before_that_its_authors_own(data: st.DataObject) -> None:
    with a_town(data) as town:
        found = list(Proposal.objects.select_related("decider").order_by("pk"))
        assert {row.title for row in found} == set(town.budgets)
        for acting_role in acting_roles(town):
            shown = {row.title for row in seen_proposals(acting_role, found)}
            for title, (body, role, is_submitted) in town.budgets.items():
                is_author = (acting_role.role, acting_role.body) == (role, body)
                assert (title in shown) is (is_submitted or (is_author and prepares(acting_role, body)))


def prepares(acting_role: ActingRole, body: str) -> bool:
    """Whether the rules give the role to prepare this body's budget."""
    is_council = body == "council"
    row = "frame_per_committee" if is_council else "committee_goals_and_plan"
    return sees(acting_role, f"{row}:prepare", Resource("frame", body, None if is_council else body, published=True))


@drawn
@given(data=st.data())
def test_an_assignment_in_the_minutes_is_seen_by_all(data: st.DataObject) -> None:
    with a_town(data) as town:
        given_out = open_assignments(as_of=TODAY)
        assert given_out
        for acting_role in acting_roles(town):
            assert ASSIGNMENT.let_through(acting_role, given_out) == given_out


@drawn
@given(data=st.data())
def test_no_elected_role_ever_gets_an_operative_action(data: st.DataObject) -> None:
    with a_town(data) as town:
        for acting_role in acting_roles(town):
            actor = actor_of(acting_role)
            if actor.role in ELECTED:
                assert not [(unit, name) for unit in town.units for name in OPERATIVE if may(actor, name, town, unit)]


@drawn
@given(data=st.data())
def test_no_one_without_a_post_there_changes_a_unit(data: st.DataObject) -> None:
    with a_town(data) as town:
        for acting_role in acting_roles(town):
            actor, role_assignment = actor_of(acting_role), acting_role.role_assignment
            for unit, (_body, department) in town.units.items():
                if unit != role_assignment.unit and department != role_assignment.department:
                    changed = {name for name in CHANGES_A_UNIT if may(actor, name, town, unit)}
                    # The presidium prepares the committee's matters, moves between its units among them (MR-16).
                    assert changed <= ({"move_money_between_units:prepare"} if actor.role is Role.NP else set())


def may(actor: Actor, name: str, town: Town, unit: str) -> bool:
    return RULES.permits(actor, name, at(town, unit))


@drawn
@given(data=st.data())
def test_taking_a_role_away_takes_every_right_away(data: st.DataObject) -> None:
    with a_town(data) as town:
        person = data.draw(st.sampled_from(town.people))
        held = role_assignments(person)
        assume(held)
        lost = data.draw(st.sampled_from(held))
        kind, _dash, pk = lost.code.partition("-")
        {"seat": Membership, "post": Appointment}[kind].objects.filter(pk=pk).update(end=TODAY)
        left = role_assignments(person)
        assert left == [role_assignment for role_assignment in held if role_assignment.code != lost.code]
        rights = {
            right for role_assignment in (*left, RESIDENT) for right in rights_of(acting_as(role_assignment), town)
        }
        allowed = {
            right
            for role_assignment in held
            if role_assignment != lost
            for right in rights_of(acting_as(role_assignment), town)
        }
        assert rights == allowed | rights_of(acting_as(RESIDENT), town)


def rights_of(acting_role: ActingRole, town: Town) -> set[tuple[str, str]]:
    """Every action that the role may take, unit by unit."""
    actor = actor_of(acting_role)
    questions = [(name, at(town, unit)) for name in sorted(RULES.actions) for unit in town.units]
    verdicts = RULES.verdicts(actor=actor, questions=questions)
    return {(name, matter.id) for (name, matter), each in zip(questions, verdicts, strict=True) if each.allowed}
