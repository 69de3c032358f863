"""Own and other, the right way to go, and what no set of facts may ever open."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spelregler.domain.roles import (
    ELECTED,
    OFFICIALS,
    Actor,
    Beside,
    Party,
    Resource,
    Role,
)
from spelregler.domain.roles.tests import shipped

RULES = shipped.rules("oxelosund")

OWN_UNIT = Resource(kind="unit", id="north", body="schools", department="education", unit="north", published=True)
OTHER_UNIT = Resource(kind="unit", id="south", body="schools", department="education", unit="south", published=True)
OTHER_DEPARTMENT = Resource(kind="unit", id="care", body="social", department="care", unit="home", published=True)
COMMITTEE = Resource(kind="committee", id="schools", body="schools")
MUNICIPALITY = Resource(kind="municipality", id="all")

MANAGER = Actor(role=Role.EC, person="Bo", body="schools", department="education", unit="north")
HEAD = Actor(role=Role.FC, person="Eva", body="schools", department="education")
EMPLOYEE = Actor(role=Role.EM, person="Kim", body="schools", department="education", unit="north")
MEMBER = Actor(role=Role.N, person="Ali", body="schools")
BOARD = Actor(role=Role.KS, person="Siv", body="board")
COUNCIL = Actor(role=Role.KF, person="Ulf", body="council")
CHIEF = Actor(role=Role.KC, person="Ida", body="board")
RESIDENT = Actor(role=Role.CI, person="resident")
CENTRAL_CONTROLLER = Actor(role=Role.CT, person="Per")
CONTROLLER = Actor(role=Role.CT, person="Liv", body="schools", department="education")

OWN_AND_OTHER = [
    # who, what, own matter, somebody else's matter
    (MANAGER, "move_money_inside_unit_frame:decide", OWN_UNIT, OTHER_UNIT),
    (MANAGER, "move_money_inside_unit_frame:decide", OWN_UNIT, OTHER_DEPARTMENT),
    (MANAGER, "enter_measurements:execute", OWN_UNIT, OTHER_UNIT),
    (MANAGER, "intervention_record:read", OWN_UNIT, OTHER_UNIT),
    (MANAGER, "intervention_in_unit:consult", OWN_UNIT, OTHER_UNIT),
    (MANAGER, "complaint:decide", OWN_UNIT, OTHER_UNIT),
    (EMPLOYEE, "unit_goals_and_plan:prepare", OWN_UNIT, OTHER_UNIT),
    (HEAD, "judge_unit_goals:decide", OWN_UNIT, OTHER_DEPARTMENT),
    (HEAD, "intervention_in_unit:decide", OWN_UNIT, OTHER_DEPARTMENT),
    (HEAD, "move_money_between_units:decide", OTHER_UNIT, OTHER_DEPARTMENT),
    (HEAD, "committee_goals_and_plan:prepare", COMMITTEE, Resource(kind="committee", id="social", body="social")),
    (MEMBER, "committee_goals_and_plan:decide", COMMITTEE, Resource(kind="committee", id="social", body="social")),
    (MEMBER, "intervention_record:read_summary", OWN_UNIT, OTHER_DEPARTMENT),
    (CONTROLLER, "enter_measurements:execute", OWN_UNIT, OTHER_DEPARTMENT),
    (BOARD, "delegation_order:decide", Resource(kind="committee", id="board", body="board"), COMMITTEE),
]


@pytest.mark.parametrize(("actor", "name", "own", "other"), OWN_AND_OTHER)
def test_one_acts_in_ones_own_area_only(actor: Actor, name: str, own: Resource, other: Resource):
    assert RULES.permits(actor, name, own)
    answer = RULES.decide(actor, name, other)
    assert not answer.allowed
    assert answer.clause
    assert answer.way.sv
    assert answer.way.en


@pytest.mark.parametrize(
    ("actor", "name", "resource"),
    [
        (COUNCIL, "interim_and_annual_report:decide", OTHER_DEPARTMENT),
        (BOARD, "committee_goals_and_plan:read", COMMITTEE),
        (BOARD, "frame_per_committee:prepare", COMMITTEE),
        (MEMBER, "unit_goals_and_plan:read_published", OTHER_DEPARTMENT),
        (MEMBER, "frame_per_committee:consult", COMMITTEE),
        (MEMBER, "vision_council_goals_and_budget:consult", MUNICIPALITY),
        (HEAD, "vision_council_goals_and_budget:prepare", MUNICIPALITY),
        (CHIEF, "intervention_record:read", OTHER_DEPARTMENT),
        (MANAGER, "unit_goals_and_plan:decide", OWN_UNIT),
        (MANAGER, "unit_goals_and_plan:read", OWN_UNIT),
        (EMPLOYEE, "complaint:execute", OTHER_DEPARTMENT),
        (RESIDENT, "unit_goals_and_plan:read_published", OWN_UNIT),
        (CENTRAL_CONTROLLER, "move_money_inside_unit_frame:read", OWN_UNIT),
    ],
)
def test_what_reaches_beyond_the_own_area(actor: Actor, name: str, resource: Resource):
    assert RULES.permits(actor, name, resource)


@pytest.mark.parametrize(
    ("actor", "name", "resource"),
    [
        (RESIDENT, "unit_goals_and_plan:read_published", Resource(kind="unit", id="x", unit="x")),
        (RESIDENT, "complaint:read", OWN_UNIT),
        (MEMBER, "intervention_record:read", OWN_UNIT),
        (CENTRAL_CONTROLLER, "enter_measurements:execute", OWN_UNIT),
        (MEMBER, "delegated_decision:decide", COMMITTEE),
        (Actor(role=Role.EC, person="Bo"), "move_money_inside_unit_frame:decide", OWN_UNIT),
        (Actor(role=Role.SE, person="Eli"), "corrective_leadership_case:read", OWN_UNIT),
        (COUNCIL, "council_or_committee_meeting:vote", COMMITTEE),
    ],
)
def test_what_stays_closed(actor: Actor, name: str, resource: Resource):
    assert not RULES.permits(actor, name, resource)


def test_a_refusal_teaches_the_clause_the_reason_and_the_way():
    answer = RULES.decide(MEMBER, "move_money_inside_unit_frame:decide", OWN_UNIT)
    assert answer.forbidden
    assert answer.clause == "MR-24"
    assert answer.policy_ids == ("elected-never-in-operations",)
    assert answer.way.sv == "Ställ frågan till förvaltningschefen; svaret går till hela nämnden."
    assert "whole committee" in answer.way.en


def test_silence_teaches_too_by_the_rule_that_gives_the_matter_to_somebody():
    answer = RULES.decide(EMPLOYEE, "move_money_inside_unit_frame:decide", OWN_UNIT)
    assert not answer.allowed
    assert not answer.forbidden
    assert answer.clause == "MR-38"
    assert answer.way.sv == "Det här hör till enhetschefen. Vänd dig dit."
    assert "unit manager" in answer.way.en


@pytest.mark.parametrize(("addressee", "allowed"), [("FC", True), ("KC", False), ("EC", False), ("EM", False)])
def test_a_committees_assignment_goes_to_its_department_head(addressee: str, allowed: bool):
    assignment = Resource(kind="assignment", id="1", body="schools", addressee_role=addressee)
    answer = RULES.decide(MEMBER, "political_assignment:decide", assignment)
    assert answer.allowed is allowed
    assert answer.clause == "MR-23"


@pytest.mark.parametrize(("above", "who"), [(True, MEMBER), (False, HEAD)])
def test_the_committees_limit_says_who_moves_money_between_units(above: bool, who: Actor):
    matter = Resource(kind="move", id="1", body="schools", department="education", above_limit=above)
    permitted = [RULES.permits(actor, "move_money_between_units:decide", matter) for actor in (MEMBER, HEAD)]
    assert permitted == [who is MEMBER, who is HEAD]


def test_nobody_handles_a_matter_about_themselves_but_the_chief_executive_takes_over():
    matter = Resource(
        kind="unit", id="north", body="schools", department="education", unit="north",
        concerned=frozenset({"Eva"}), concerns_role="FC",
    )  # fmt: skip
    answer = RULES.decide(HEAD, "intervention_in_unit:decide", matter)
    assert (answer.allowed, answer.clause) == (False, "MR-49")
    assert RULES.permits(CHIEF, "intervention_in_unit:decide", matter)


def test_many_matters_get_the_same_answers_as_one_at_a_time():
    matters = [OWN_UNIT, OTHER_UNIT, OTHER_DEPARTMENT, OWN_UNIT]
    name = "move_money_inside_unit_frame:decide"
    assert RULES.permits_many(MANAGER, name, matters) == (True, False, False, True)
    assert RULES.permits_many(MANAGER, name, []) == ()


def test_what_the_rules_leave_out_is_not_allowed_and_says_why():
    answer = RULES.decide(MEMBER, "fly_to_the_moon:decide", OWN_UNIT)
    assert not answer.allowed
    assert "säger inget om det" in answer.reason.sv
    assert "roles.cedar" in answer.way.en


def test_an_answer_left_out_does_not_disturb_the_others_in_the_batch():
    questions = [("fly_to_the_moon:decide", OWN_UNIT), ("move_money_inside_unit_frame:decide", OWN_UNIT)]
    assert [v.allowed for v in RULES.verdicts(actor=MANAGER, questions=questions)] == [False, True]


# --- Whatever the facts are -----------------------------------------------------------------------

NAMES = st.sampled_from(["a", "b", "c"])
MAYBE = st.one_of(st.none(), NAMES)
ROLE_CODES = st.sampled_from(["", *(role.value for role in Role)])
SETS = st.frozensets(st.one_of(NAMES, ROLE_CODES))
RESOURCES = st.builds(
    Resource,
    kind=st.just("any"), id=NAMES, body=MAYBE, department=MAYBE, unit=MAYBE, owner_person=MAYBE,
    published=st.booleans(), above_limit=st.booleans(), reason_given=st.booleans(), requested=st.booleans(),
    consent=st.booleans(), decided_at=st.sampled_from(["unit", "department"]), addressee_role=ROLE_CODES,
    concerns_role=ROLE_CODES, subject=st.sampled_from(["", "hr", "policy", "disposal", "CSG", "manager"]),
    part=st.sampled_from(["", "statement", "plan", "closure", "ground"]), delegates=SETS, parties=SETS,
    concerned=SETS,
)  # fmt: skip


def actors(roles: frozenset[Role]) -> st.SearchStrategy[Actor]:
    return st.builds(Actor, role=st.sampled_from(sorted(roles)), person=NAMES, body=MAYBE, department=MAYBE, unit=MAYBE)


def acts(*rows: str) -> list[str]:
    return sorted(
        f"{row.name}:{operation}"
        for row in RULES.rows
        if row.name in rows
        for operation in row.operations
        if operation in {"decide", "prepare", "execute", "contribute", "consult", "answer"}
    )


OPERATIVE = [
    *acts(
        "move_money_inside_unit_frame", "enter_measurements", "assignment_to_unit_or_employee",
        "intervention_in_unit", "action_plan", "unit_goals_and_plan", "judge_unit_goals", "work_environment",
    ),
    "unit_operations:read",
    "intervention_record:read",
    "complaint:decide",
    "member_question:answer",
]  # fmt: skip
CHANGES_A_UNIT = [
    "move_money_inside_unit_frame:decide", "move_money_between_units:decide", "move_money_between_units:prepare",
    "enter_measurements:execute", "unit_goals_and_plan:decide", "unit_goals_and_plan:prepare",
    "judge_unit_goals:decide", "judge_unit_goals:prepare", "complaint:decide", "intervention_in_unit:prepare",
    "work_environment:decide",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(actor=actors(ELECTED), name=st.sampled_from(OPERATIVE), resource=RESOURCES)
def test_no_elected_role_ever_gets_an_operative_action(actor: Actor, name: str, resource: Resource):
    assert not RULES.permits(actor, name, resource)


@settings(max_examples=300, deadline=None)
@given(actor=actors(OFFICIALS), name=st.sampled_from(CHANGES_A_UNIT), resource=RESOURCES)
def test_no_official_without_a_tie_to_it_changes_a_unit(actor: Actor, name: str, resource: Resource):
    in_unit = resource.unit is not None and actor.unit == resource.unit
    in_department = resource.department is not None and actor.department == resource.department
    if resource.unit is None or in_unit or in_department:
        return
    assert not RULES.permits(actor, name, resource)


SECRET = [name for name in sorted(RULES.actions) if name.startswith(("corrective_leadership_case:", "manager_"))]
HANDLING = [
    "intervention_in_unit:decide",
    "intervention_in_unit:prepare",
    "corrective_leadership_case:decide",
    "corrective_leadership_case:execute",
]


@settings(max_examples=300, deadline=None)
@given(person=NAMES, body=MAYBE, department=MAYBE, unit=MAYBE, name=st.sampled_from(SECRET), resource=RESOURCES)
def test_whoever_runs_the_system_sees_nothing_of_leadership_cases(person, body, department, unit, name, resource):
    who = Actor(role=Beside.ADMINISTRATOR, person=person, body=body, department=department, unit=unit)
    answer = RULES.decide(who, name, resource)
    assert (answer.allowed, answer.forbidden) == (False, True)
    assert "administrators-see-no-content" in answer.policy_ids
    assert answer.way.sv
    assert answer.way.en


RUNNING = ["account:execute", "organisation_structure:execute", "set_up:execute"]


@pytest.mark.parametrize("name", sorted(RULES.actions - set(RUNNING)))
@pytest.mark.parametrize("matter", [OWN_UNIT, COMMITTEE, MUNICIPALITY], ids=lambda matter: matter.kind)
def test_running_the_system_gives_no_part_in_any_matter(name, matter):
    who = Actor(role=Beside.ADMINISTRATOR, person="p", body="schools", department="education", unit="north")
    assert RULES.decide(who, name, matter).forbidden


@pytest.mark.parametrize("name", RUNNING)
def test_whoever_runs_the_system_does_it(name):
    assert RULES.permits(Actor(role=Beside.ADMINISTRATOR, person="p"), name, MUNICIPALITY)


@pytest.mark.parametrize("role", sorted(ELECTED | {Role.CI, Role.EM, Role.UN, Role.RE}))
@pytest.mark.parametrize("name", RUNNING)
def test_nobody_else_runs_the_system(name, role):
    assert not RULES.permits(Actor(role=role, person="p"), name, MUNICIPALITY)


UNION = Actor(role=Role.UN, person="Mia", body="board", department="office", represents="municipality")
OF_SCHOOLS = Actor(role=Role.UN, person="My", department="education", unit="north", represents="department")
OF_NORTH = Actor(role=Role.SO, person="Mo", department="education", unit="north", represents="unit")
UNREGISTERED = Actor(role=Role.UN, person="Mi", department="education", unit="north")


@pytest.mark.parametrize(
    ("who", "matter", "grounds"),
    [
        (HEAD, OWN_UNIT, {"MR-46", "MR-48", "MR-50", "MR-51"}),
        (HEAD, OTHER_DEPARTMENT, set()),
        (CHIEF, OTHER_DEPARTMENT, {"MR-46", "MR-48", "MR-50", "MR-51"}),
        (MANAGER, OWN_UNIT, {"MR-46", "MR-48", "MR-50", "MR-51"}),
        (MANAGER, OTHER_DEPARTMENT, {"MR-51"}),
        (CENTRAL_CONTROLLER, OTHER_DEPARTMENT, {"MR-48"}),
        (CONTROLLER, OTHER_DEPARTMENT, set()),
        (UNION, OWN_UNIT, {"MR-50"}),
        (UNION, OTHER_DEPARTMENT, {"MR-50"}),
        (OF_SCHOOLS, OWN_UNIT, {"MR-50"}),
        (OF_SCHOOLS, OTHER_UNIT, {"MR-50"}),
        (OF_SCHOOLS, OTHER_DEPARTMENT, set()),
        (OF_NORTH, OWN_UNIT, {"MR-50"}),
        (OF_NORTH, OTHER_UNIT, set()),
        (UNREGISTERED, OWN_UNIT, set()),
        (EMPLOYEE, OWN_UNIT, set()),
        (RESIDENT, OWN_UNIT, set()),
    ],
)
def test_who_opens_a_signal_on_which_ground(who: Actor, matter: Resource, grounds: set[str]):
    tried = ("MR-46", "MR-48", "MR-50", "MR-51")
    asked = {each: RULES.permits(who, "signal_at_unit:execute", replace(matter, subject=each)) for each in tried}
    assert {each for each, allowed in asked.items() if allowed} == grounds


@settings(max_examples=100, deadline=None)
@given(actor=actors(ELECTED), resource=RESOURCES, ground=st.sampled_from(["MR-46", "MR-48", "MR-50", "MR-51"]))
def test_no_elected_role_ever_opens_a_signal(actor: Actor, resource: Resource, ground: str):
    answer = RULES.decide(actor, "signal_at_unit:execute", replace(resource, subject=ground))
    assert answer.forbidden
    assert "förvaltningschefen" in answer.way.sv


@settings(max_examples=300, deadline=None)
@given(actor=actors(frozenset(Role)), name=st.sampled_from(HANDLING), resource=RESOURCES)
def test_nobody_ever_handles_a_matter_that_concerns_themselves(actor: Actor, name: str, resource: Resource):
    assert not RULES.permits(actor, name, replace(resource, concerned=resource.concerned | {actor.person}))


@settings(max_examples=200, deadline=None)
@given(actor=actors(OFFICIALS), name=st.sampled_from(["move", "vote"]), resource=RESOURCES)
def test_no_official_ever_moves_or_votes(actor: Actor, name: str, resource: Resource):
    assert not RULES.permits(actor, f"council_or_committee_meeting:{name}", resource)


@settings(max_examples=300, deadline=None)
@given(actor=actors(frozenset(Role)), name=st.sampled_from(sorted(RULES.actions)), resource=RESOURCES)
def test_every_answer_explains_itself(actor: Actor, name: str, resource: Resource):
    answer = RULES.decide(actor, name, resource)
    assert answer.clause
    assert answer.reason.sv
    assert answer.reason.en
    assert answer.allowed or (answer.way.sv and answer.way.en)


@pytest.mark.parametrize("name", sorted(RULES.actions))
def test_a_resident_is_told_whose_matter_it_is(name: str):
    answer = RULES.decide(RESIDENT, name, MUNICIPALITY)
    assert answer.clause
    assert answer.allowed or answer.way.sv != "Ingen roll gör detta i systemet."


@settings(max_examples=200, deadline=None)
@given(actor=actors(frozenset(Role)), name=st.sampled_from(sorted(RULES.actions)), resource=RESOURCES)
def test_whoever_may_decide_a_matter_may_also_read_it(actor: Actor, name: str, resource: Resource):
    row = name.partition(":")[0]
    if f"{row}:decide" not in RULES.actions or f"{row}:read" not in RULES.actions:
        return
    if RULES.permits(actor, f"{row}:decide", resource):
        assert RULES.permits(actor, f"{row}:read", resource)


def test_the_two_parties_share_no_role():
    assert not ELECTED & OFFICIALS
    assert {role.party for role in Role} == set(Party)


class TestTheWayOfAValue:
    APPROVE, OPEN = "approve_measurements:decide", "reporting_period:execute"
    WHOLE = Resource(kind="indicator", id="sick-leave", department="education", body="schools", owner_person="Bo")

    def test_the_head_approves_what_units_of_the_department_report(self):
        assert RULES.permits(HEAD, self.APPROVE, OWN_UNIT)
        assert not RULES.permits(HEAD, self.APPROVE, OTHER_DEPARTMENT)
        assert not RULES.permits(CONTROLLER, self.APPROVE, OWN_UNIT)

    def test_nobody_approves_what_they_reported(self):
        reported = Resource(kind="unit", id="u", body="schools", department="education", unit="u", owner_person="Eva")
        answer = RULES.decide(HEAD, self.APPROVE, reported)
        assert not answer.allowed
        assert answer.clause == "MR-30"
        assert "två" in answer.reason.sv

    def test_no_elected_role_and_no_auditor_ever_does(self):
        for role in (*ELECTED, Role.RE):
            actor = Actor(role=role, person="x", body="schools")
            assert not RULES.permits(actor, self.APPROVE, OWN_UNIT)
            assert not RULES.permits(actor, self.OPEN, MUNICIPALITY)
            assert not RULES.permits(actor, "enter_measurements:execute", OWN_UNIT)

    def test_only_the_owner_in_a_unit_reports_for_the_whole(self):
        other = Resource(kind="indicator", id="i", department="education", body="schools", owner_person="Eva")
        assert RULES.permits(MANAGER, "enter_measurements:execute", self.WHOLE)
        assert not RULES.permits(MANAGER, "enter_measurements:execute", other)

    def test_the_controller_opens_periods_at_home_and_the_central_one_everywhere(self):
        department = Resource(kind="department", id="care", body="social", department="care")
        assert RULES.permits(CENTRAL_CONTROLLER, self.OPEN, department)
        assert RULES.permits(CENTRAL_CONTROLLER, self.OPEN, MUNICIPALITY)
        assert not RULES.permits(CONTROLLER, self.OPEN, department)
        assert not RULES.permits(HEAD, self.OPEN, OWN_UNIT)
