"""Every cell of the permission matrix that has a route, walked through its address; the others are named as waiting.

What is expected is read off the letter in the table of domain section 2, not asked of the rules that are tested.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import spelregler
from spelregler.apps.acting.role_assignment import RESIDENT, RoleAssignment
from spelregler.apps.autonomy import operations
from spelregler.apps.autonomy.models import Signal
from spelregler.apps.control.models import ControlPlan
from spelregler.apps.decisions.models import Assignment, Decision, MemberQuestion, UnitAssignment
from spelregler.apps.delegation.models import DelegatedDecision, DelegationOrder, OrderRow, UnionRecord
from spelregler.apps.frames.models import BudgetLine, Proposal, UnitFrame, UnitMove
from spelregler.apps.goals.models import Action, Goal, GoalJudgement, Indicator, ReportedValue, Target
from spelregler.apps.organisation.models import Body, Department, Person, Post, Unit
from spelregler.apps.organisation.queries.role_assignments import role_assignments_by_person
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.delegation import Level
from spelregler.domain.roles import Role
from spelregler.domain.roles.tests.test_matrix import EXPECTED
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.operations import SYSTEM, Who
from spelregler.platform.tests.worker import let_the_worker_work
from tests.test_pages import ROLES

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nothing_is_asked_again")]

TODAY = date(2026, 11, 2)
WHOLE_MUNICIPALITY = {Role.KC, Role.CT, Role.RE}
"""Roles whose insight has no bounds in the organisation."""
WITHOUT_A_UNIT = {Role.CI, Role.KFP, Role.KF, Role.RE}
"""Roles to whom every unit is another's."""

Try = Callable[[Client, str], bool]
"""Does what a cell is about, at a unit; whether it was let through."""


def post(name: str, client: Client, *arguments: object, **form: str) -> bool:
    """Not refused by the roles. What is wrong or missing in the form is another matter."""
    status = client.post(reverse(name, args=arguments), form).status_code
    assert status in (302, 400, 403, 404), status
    return status != 403


def shows(words: str, client: Client, unit: str) -> bool:
    return words in client.get(reverse("autonomy:unit", args=[unit])).content.decode()


def signal_at(unit: str) -> int:
    return operations.open_signal(
        unit=Unit.objects.get(code=unit), ground="MR-50", opened_on=TODAY, evidence="prov", who=SYSTEM
    ).pk


def limit_at(unit: str) -> bool:
    """An intervention in force at the unit; what it limits is said in one word."""
    signal = Signal.objects.get(pk=signal_at(unit))
    operations.give_statement(signal=signal, text="prov", given_on=TODAY, who=SYSTEM)
    operations.take_stand(signal=signal, choice="intervene", reason="prov", decided_on=TODAY, who=SYSTEM)
    limit = operations.start_intervention(
        signal=signal,
        limits="Provinskränkning",
        limits_money_moves=False,
        exit_criterion="prov",
        start=TODAY,
        end=TODAY + timedelta(days=60),
        who=Who(name="prov", role="FC"),
    )
    return bool(limit.pk)


def line_at(unit: str) -> bool:
    """The unit has a line of its own to be seen, and with it a frame."""
    frame = UnitFrame.objects.filter(unit__code=unit, year=TODAY.year).order_by("pk").last()
    line = {"label": "Prov", "amount_ore": 100, "number": 99, "start": TODAY}
    return frame is not None and bool(BudgetLine.objects.create(unit_frame=frame, **line))


def assign(client: Client, _unit: str) -> bool:
    return post("decisions:assign", client, Decision.objects.order_by("pk")[0].pk, addressee="finns-inte")


def bounded(letter: str, role: Role, *, own: bool, letters: str) -> bool:
    """A letter holds for what is one's own; insight of the whole municipality holds everywhere."""
    return letter[:1] in letters and (own or role in WHOLE_MUNICIPALITY)


def sees_state(letter: str, role: Role, *, own: bool) -> bool:
    """Whoever acts on a unit's state, or is heard on it, sees it; HR is central in the demo."""
    return letter not in ("·", "X", "r") and (own or role in WHOLE_MUNICIPALITY | {Role.HR})


def hand_on(client: Client, code: str) -> bool:
    """The action is the demo's; the post is one that nobody holds, so that nothing changes."""
    status = client.post(reverse("goals:hand_on"), {"kind": "atgard", "code": code, "to": "ingen"}).status_code
    assert status in (400, 403), status
    return status != 403


def action_at(unit: str, *, whole_department: bool) -> str:
    """An open action of the unit, or of its department as a whole."""
    (place,) = unit_places(as_of=TODAY, codes=[unit])
    action = Action.objects.create(
        code=f"{unit}-prov",
        title="Prov",
        unit=None if whole_department else Unit.objects.get(code=unit),
        department=Department.objects.get(code=place.department),
        start=TODAY,
        due_on=TODAY,
    )
    return action.code


def committee_of(unit: str) -> str:
    (place,) = unit_places(as_of=TODAY, codes=[unit])
    return place.body


def submitted(unit: str = "") -> int:
    """A submitted proposal: the council's, or the internal budget of the unit's committee."""
    proposal = Proposal.objects.create(
        decider=Body.objects.get(code=committee_of(unit) if unit else "kf"),
        year=2031,
        title="Prov",
        written_by="Prov",
        author_role="CT",
        written_on=TODAY,
        submitted_on=TODAY,
    )
    return proposal.pk


def move_at(unit: str) -> int:
    """A proposed move under the committee's limit, which waits for the department head."""
    committee = Body.objects.get(code=committee_of(unit))
    units = UnitFrame.objects.filter(year=TODAY.year, committee_frame__body=committee).order_by("pk")[:2]
    return UnitMove.objects.create(
        body=committee,
        year=TODAY.year,
        from_unit=units[0].unit,
        to_unit=units[1].unit,
        amount_ore=1,
        reason="Prov",
        above_limit=False,
        proposed_on=TODAY,
        proposed_by="Prov",
    ).pk


def under(role: Role, *, own: bool) -> bool:
    """Within reach at committee level: one's own, or the whole municipality. The chair's unit here is another's."""
    return own or role in WHOLE_MUNICIPALITY or role is Role.HR


def proposed_by_file(client: Client, unit: str, level: str) -> bool:
    """A file with one proposal, by the council or by the unit's committee; whether its row was refused by the rules."""
    (place,) = unit_places(as_of=TODAY, codes=[unit])
    body = "kf" if level == "kommunmål" else place.body
    text = f"Typ;Kod;Nivå;Namn;Organ;Från\nmål;prov-fil;{level};Prov;{body};2026-11-02\n"
    file = SimpleUploadedFile("plan.csv", text.encode())
    response = client.post(reverse("goals:plan_try"), {"file": file})
    assert response.status_code in (302, 403)
    if response.status_code == 403:
        return False
    let_the_worker_work()
    return "Lagra ändringarna" in client.get(response.headers["Location"]).content.decode()


def proposed_to_committee(client: Client, unit: str) -> bool:
    """An internal budget and a goal by file are the same matter: the rules answer alike for both."""
    budget = post("frames:draft_internal", client, 2031, committee_of(unit), title="Prov")
    goal = proposed_by_file(client, unit, "nämndmål")
    assert budget == goal, f"budget {budget}, goal {goal}"
    return budget


def report_at(client: Client, unit: str) -> bool:
    """A value is asked of the unit in an open period; whether the role gets it stored."""
    place = Unit.objects.get(code=unit)
    indicator = Indicator.objects.create(code="prov", title="Prov", unit_of_measure="%", direction="higher")
    goal = Goal.objects.create(code="prov", level="unit", title="Prov", unit=place, start=date(2026, 1, 1))
    Target.objects.create(goal=goal, indicator=indicator, year=2026, value=1, start=date(2026, 1, 1))
    form = {f"prov:{unit}:T:value": "1", "act": "submit"}
    status = client.post(f"{reverse('goals:report')}?period=2026-01-01_2026-11-01", form).status_code
    assert status in (200, 302, 403), status
    return ReportedValue.objects.filter(indicator=indicator).exists()


def judge_anew(client: Client, unit: str, *, is_units: bool) -> bool:
    """A goal of last year, the unit's or its committee's; whether the role gets another judgement stored."""
    body = None if is_units else Body.objects.get(code=committee_of(unit))
    goal = Goal.objects.create(
        code="prov",
        level="unit" if is_units else "committee",
        title="Prov",
        unit=Unit.objects.get(code=unit) if is_units else None,
        body=body,
        decision=None if body is None else Decision.objects.filter(body=body).order_by("decided_on")[0],
        start=date(2025, 1, 1),
        end=date(2026, 1, 1),
    )
    said = {"goal": goal.code, "year": "2025", "level": "met", "reason": "prov"}
    minutes = {"decided_on": "2026-10-01", "paragraph": "999"}
    status = client.post(reverse("goals:correct_judgement"), {**said, **minutes}).status_code
    assert status in (302, 403), status
    return GoalJudgement.objects.filter(goal=goal).exists()


def department_of(unit: str) -> str:
    (place,) = unit_places(as_of=TODAY, codes=[unit])
    return place.department


def body_of(unit: str) -> str:
    (place,) = unit_places(as_of=TODAY, codes=[unit])
    return place.body


def minuted(unit: str) -> Decision:
    """A decision of the unit's committee."""
    given = {"body": Body.objects.get(code=committee_of(unit)), "paragraph": "998", "title": "Prov", "text": "Prov"}
    return Decision.objects.create(decided_on=date(2026, 1, 2), **given)


def order_at(unit: str) -> DelegationOrder:
    """An order of the unit's committee in force, with a type at each level that somebody leads."""
    decision = minuted(unit)
    order = DelegationOrder.objects.create(body=decision.body, decision=decision, start=TODAY, entered_on=TODAY)
    for level in (Level.PRESIDIUM, Level.CHIEF_EXECUTIVE, Level.DEPARTMENT_HEAD, Level.UNIT_MANAGER):
        row = {"code": f"9.{level}", "title": "Provtyp", "words": "provtyp", "lowest": level, "level": level}
        OrderRow.objects.create(order=order, **row)
    return order


def may_decide_delegated(client: Client, unit: str) -> bool:
    asked = {"q": "provtyp", "organ": order_at(unit).body.code}
    return "Ja, det får du" in client.get(reverse("delegation:start"), asked).content.decode()


def reads_delegated(client: Client, unit: str) -> bool:
    """Whether what was decided is told, or only by which type."""
    row = OrderRow.objects.filter(order=order_at(unit)).order_by("-level")[0]
    by = {"post": Post.objects.get(code=f"chef-{unit}"), "person": Person.objects.order_by("pk")[0], "role": "EC"}
    DelegatedDecision.objects.create(row=row, decided_on=TODAY, recorded_on=TODAY, subject="Provbeslutet", **by)
    told = client.get(reverse("delegation:register", args=[committee_of(unit)])).content.decode()
    assert "Provtyp" in told
    return "Provbeslutet" in told


def union_record_at(unit: str) -> int:
    """A record of what was held with a union in the unit's department, or in the whole municipality."""
    place = next((each for each in unit_places(as_of=TODAY) if each.code == unit), None)
    party = {"post": Post.objects.order_by("pk").first(), "person": Person.objects.order_by("pk").first()}
    department = Department.objects.get(code=place.department) if place else None
    days = {"held_on": TODAY, "recorded_on": TODAY}
    return UnionRecord.objects.create(
        department=department, kind="information", union="prov", subject="prov", **party, **days
    ).pk


def control_at(unit: str, *, is_decided: bool) -> tuple[int, str]:
    """The plan of the unit's committee for a year to come."""
    decided = {"decision": minuted(unit), "entered_on": TODAY} if is_decided else {}
    plan = ControlPlan.objects.create(body=Body.objects.get(code=committee_of(unit)), year=2031, **decided)
    return plan.year, plan.body.code


def reads_control(client: Client, unit: str, *, is_decided: bool) -> bool:
    status = client.get(reverse("control:plan", args=control_at(unit, is_decided=is_decided))).status_code
    assert status in (200, 403), status
    return status == 200


def answers_question(client: Client, unit: str) -> bool:
    """One question is put to the department's head and one to the chief executive; whether the role answers any."""
    asked = {"subject": "Prov", "text": "Prov", "asked_on": TODAY, "asked_by": "Prov"}
    body = Body.objects.get(code=committee_of(unit))
    posts = [Post.objects.get(code=f"chef-{department_of(unit)}"), Post.objects.get(code="kommunchef")]
    made = [MemberQuestion.objects.create(body=body, addressee=post, **asked) for post in posts]
    codes = [client.post(reverse("decisions:answer_question", args=[each.pk])).status_code for each in made]
    assert set(codes) <= {400, 403, 404}, codes
    return 400 in codes


def passed_on_to(unit: str) -> int:
    """What the department's head has asked of the unit."""
    heads = [Post.objects.get(code=f"chef-{code}") for code in (department_of(unit), unit)]
    assignment = Assignment.objects.create(decision=minuted(unit), addressee=heads[0], text="Prov", due_on=TODAY)
    passed_on = {"text": "Prov", "given_on": TODAY, "given_by": "Prov", "due_on": TODAY}
    return UnitAssignment.objects.create(assignment=assignment, addressee=heads[1], **passed_on).pk


WALKED: dict[str, tuple[Try, Callable[[str, Role, bool], bool]]] = {
    "move_money_inside_unit_frame:decide": (
        lambda client, unit: post("autonomy:move_money", client, unit, amount="1"),
        lambda letter, role, own: letter == "D" and own,
    ),
    "move_money_inside_unit_frame:read": (
        lambda client, unit: line_at(unit) and shows("Enhetens egna poster", client, unit),
        lambda letter, role, own: bounded(letter, role, own=own, letters="DR"),
    ),
    "intervention_in_unit:decide": (
        lambda client, unit: post("autonomy:stand", client, signal_at(unit), choice="", reason=""),
        lambda letter, role, own: letter == "D" and own,
    ),
    "intervention_in_unit:consult": (
        lambda client, unit: post("autonomy:statement", client, signal_at(unit), text=""),
        lambda letter, role, own: letter == "C (statement)" and own,
    ),
    "intervention_in_unit:read": (
        lambda client, unit: shows("Sex grunder för att ingripa", client, unit),
        lambda letter, role, own: sees_state(letter, role, own=own),
    ),
    "intervention_record:read_summary": (
        lambda client, unit: limit_at(unit) and shows("Provinskränkning", client, unit),
        lambda letter, role, own: (
            own if letter == "summary" else sees_state(EXPECTED["intervention_in_unit"][role], role, own=own)
        ),
    ),
    "intervention_record:read": (
        lambda client, unit: signal_at(unit) > 0 and shows("card story", client, unit),
        lambda letter, role, own: letter in ("R", "R own") and (own or role in WHOLE_MUNICIPALITY),
    ),
    "political_assignment:execute": (
        assign,
        lambda letter, role, own: role is Role.SE,
    ),
    "action_plan:decide": (
        lambda client, unit: hand_on(client, action_at(unit, whole_department=True)),
        lambda letter, role, own: letter == "D" and own,
    ),
    "unit_goals_and_plan:decide": (
        # Every unit of the demo has a manager, so that what "D/C" gives the department head is not in play.
        lambda client, unit: hand_on(client, action_at(unit, whole_department=False)),
        lambda letter, role, own: letter == "D/P" and own,
    ),
    "frame_per_committee:prepare": (
        lambda client, _unit: post("frames:draft", client, 2031, title="Prov"),
        lambda letter, role, own: letter == "P",
    ),
    "frame_per_committee:consult": (
        # Whoever prepares the matter may describe what it leads to, as well as those who are to be heard.
        lambda client, _unit: post("frames:note", client, submitted(), text="Prov"),
        lambda letter, role, own: letter in ("C", "P"),
    ),
    "frame_per_committee:execute": (
        lambda client, _unit: post("frames:adopt", client, submitted()),
        lambda letter, role, own: letter == "E",
    ),
    "committee_goals_and_plan:prepare": (
        lambda client, unit: proposed_to_committee(client, unit),
        lambda letter, role, own: letter == "P" and under(role, own=own),
    ),
    "committee_goals_and_plan:consult": (
        lambda client, unit: post("frames:note", client, submitted(unit), text="Prov"),
        lambda letter, role, own: letter in ("C", "P") and under(role, own=own),
    ),
    "committee_goals_and_plan:execute": (
        lambda client, unit: post("frames:adopt", client, submitted(unit)),
        lambda letter, role, own: letter == "E",
    ),
    "move_money_between_units:decide": (
        lambda client, unit: post("frames:decide_move", client, move_at(unit)),
        lambda letter, role, own: letter == "D" and own,
    ),
    "move_money_between_units:prepare": (
        # Whoever decides under the limit hands what lies above it to the committee.
        lambda client, unit: post("frames:move", client, committee_of(unit), propose="1"),
        lambda letter, role, own: letter in ("P", "D") and under(role, own=own),
    ),
    "move_money_between_units:read": (
        lambda client, unit: client.get(reverse("frames:moves_of", args=[committee_of(unit)])).status_code == 200,
        # The secretary's other unit here lies under the secretary's own committee.
        lambda letter, role, own: (
            letter in ("P", "D", "D above limit", "R", "C") and (under(role, own=own) or role is Role.SE)
        ),
    ),
    "vision_council_goals_and_budget:prepare": (
        lambda client, unit: proposed_by_file(client, unit, "kommunmål"),
        lambda letter, role, own: letter == "P",
    ),
    "action_plan:prepare": (
        # Whoever decides the plan also writes in it.
        lambda client, unit: post("goals:owner_plan", client, 2026, "forvaltning", department_of(unit)),
        lambda letter, role, own: letter in ("D", "P") and own,
    ),
    "unit_goals_and_plan:prepare": (
        lambda client, unit: post("goals:owner_plan", client, 2026, "enhet", unit),
        lambda letter, role, own: letter in ("D/P", "P") and own,
    ),
    "committee_goals_and_plan:execute the plan": (
        lambda client, unit: post("goals:decide_plan", client, 2027, "organ", body_of(unit)),
        lambda letter, role, own: letter == "E",
    ),
    "vision_council_goals_and_budget:execute": (
        lambda client, _unit: post("goals:decide_plan", client, 2027, "organ", "kf"),
        lambda letter, role, own: letter == "E",
    ),
    "assignment_to_unit_or_employee:decide": (
        # The chief executive's goes through the department head, so the unit's own page is not for that role.
        lambda client, unit: client.get(reverse("goals:unit_assignments", args=[unit])).status_code == 200,
        lambda letter, role, own: letter in ("D", "D own") and own,
    ),
    "enter_measurements:execute at the ledger": (
        lambda client, _unit: client.get(reverse("frames:ledger")).status_code == 200,
        lambda letter, role, own: role is Role.CT,
    ),
    "interim_and_annual_report:execute": (
        lambda client, _unit: post("frames:enter_figures", client, year=""),
        lambda letter, role, own: letter == "E",
    ),
    "judge_council_goals:execute": (
        lambda client, _unit: post("frames:judge_sound", client, year=""),
        lambda letter, role, own: letter == "E",
    ),
    "judge_unit_goals:decide": (
        lambda client, unit: judge_anew(client, unit, is_units=True),
        lambda letter, role, own: letter == "D" and own,
    ),
    "judge_committee_goals:execute": (
        # The minutes are entered for every body by the one registry.
        lambda client, unit: judge_anew(client, unit, is_units=False),
        lambda letter, role, own: letter == "E",
    ),
    "enter_measurements:execute": (
        # An employee's own and HR's are other indicators than the one asked for here; a central role enters no unit's.
        report_at,
        lambda letter, role, own: letter == "E" and own and role is not Role.CT,
    ),
    "member_question:execute": (
        lambda client, _unit: post("decisions:ask", client),
        lambda letter, role, own: letter == "E",
    ),
    "member_question:answer": (
        answers_question,
        lambda letter, role, own: letter == "answers" and (own or role is Role.KC),
    ),
    "political_assignment:contribute": (
        # What an employee does goes through the unit's manager.
        lambda client, unit: post("decisions:unit_report", client, passed_on_to(unit)),
        lambda letter, role, own: letter == "via FC" and own,
    ),
    "delegation_order:execute": (
        lambda client, unit: post("delegation:new", client, committee_of(unit)),
        lambda letter, role, own: letter == "E",
    ),
    "delegated_decision:execute": (
        lambda client, unit: post("delegation:tell", client, committee_of(unit)),
        lambda letter, role, own: letter == "E reg",
    ),
    "delegated_decision:decide": (
        # Employees and HR have what is passed on to them or lies with a post, and no level. What the board delegates
        # to managers reaches every department, and another's unit here is the board's.
        may_decide_delegated,
        lambda letter, role, own: (
            letter == "D if delegated"
            and role not in (Role.EM, Role.HR)
            and (own or role in (Role.KC, Role.FC, Role.EC))
        ),
    ),
    "delegated_decision:read_published": (
        reads_delegated,
        lambda letter, role, own: letter in ("R", "E reg") or (letter == "r" and own),
    ),
    "cooperation_record:execute": (
        lambda client, unit: post("delegation:withdraw_union", client, union_record_at(unit)),
        # The chief executive leads the municipality's group, a head the department's, a unit manager none that is kept.
        lambda letter, role, own: letter == "E" or (letter == "D FSG" and own),
    ),
    "cooperation_record:decide": (
        lambda client, unit: post("delegation:withdraw_union", client, union_record_at("")),
        lambda letter, role, own: letter in ("E", "D CSG"),
    ),
    "internal_control_plan:prepare": (
        lambda client, unit: post("control:new_risk", client, *control_at(unit, is_decided=False)),
        lambda letter, role, own: letter == "P" and under(role, own=own),
    ),
    "internal_control_plan:execute": (
        lambda client, unit: post("control:decide", client, *control_at(unit, is_decided=False)),
        lambda letter, role, own: letter == "E",
    ),
    "internal_control_plan:read": (
        # The board's presidium prepares its oversight of the whole.
        lambda client, unit: reads_control(client, unit, is_decided=False),
        lambda letter, role, own: (
            letter in ("E", "R", "D own, R all")
            or (letter in ("D", "P", "C") and (under(role, own=own) or role is Role.KSP))
        ),
    ),
    "internal_control_plan:read_published": (
        # A resident reads it, and nobody loses that by holding a post.
        lambda client, unit: reads_control(client, unit, is_decided=True),
        lambda letter, role, own: True,
    ),
    "public_record:execute": (
        lambda client, _unit: post("registry:new", client),
        lambda letter, role, own: letter == "E",
    ),
    "audit_log:read": (
        lambda client, _unit: client.get(reverse("home:my_trail")).status_code == 200,
        lambda letter, role, own: letter != "·",
    ),
}
PUBLIC = {
    "vision_council_goals_and_budget": "goals:tree",
    "committee_goals_and_plan": "goals:tree",
    "unit_goals_and_plan": "goals:tree",
    "frame_per_committee": "frames:overview",
    "political_assignment": "decisions:list",
}
"""Rows that a resident may read: the page is for everybody, whichever role is worn."""


@pytest.fixture(scope="module")
def role_assignments(django_db_setup, django_db_blocker) -> dict[Role, tuple[str, RoleAssignment]]:
    """Someone for each role on the day: the person's code and the acting role."""
    with django_db_blocker.unblock():
        people = list(Person.objects.order_by("pk"))
        acting_role = role_assignments_by_person(people=people, as_of=TODAY)
    found = {Role.CI: ("", RESIDENT)}
    for person in people:
        for role_assignment in acting_role[person.pk]:
            found.setdefault(Role(role_assignment.role), (person.code, role_assignment))
    assert set(found) == set(Role)
    return found


def client_of(code: str, role_assignment: RoleAssignment) -> Client:
    client = Client()
    if code:
        person = Person.objects.get(code=code)
        if person.account is None:
            person.account = Account.objects.create_account(email=f"{code}@walk.invalid", name=person.name)
            person.save()
        client.force_login(person.account)
        session = client.session
        session["worn-hat"] = role_assignment.code
        session.save()
    return client


@pytest.fixture(scope="module")
def framed(django_db_setup, django_db_blocker) -> list[UnitPlace]:
    """The units that have a frame."""
    with django_db_blocker.unblock():
        codes = set(UnitFrame.objects.filter(year=TODAY.year).values_list("unit__code", flat=True))
        return [place for place in unit_places(as_of=TODAY) if place.code in codes]


def unit_for(role_assignment: RoleAssignment, framed: list[UnitPlace], *, own: bool) -> tuple[str, bool]:
    """A unit with a frame, and whether it is the role's own; without a place of its own every unit is another's."""
    mine = {place.code: is_mine(place, role_assignment) for place in framed}
    own = own and any(mine.values())
    return next(code for code, is_own in mine.items() if is_own == own), own


def is_mine(place: UnitPlace, role_assignment: RoleAssignment) -> bool:
    if role_assignment.unit:
        return place.code == role_assignment.unit
    return (
        place.department == role_assignment.department
        if role_assignment.department
        else bool(role_assignment.body) and place.body == role_assignment.body
    )


def cells() -> list[tuple[str, Role, bool]]:
    """Each act by each role: at its own unit and at another, where the act is about a unit and the role has one."""
    return [
        (action, role, own)
        for action, (attempt, _expected) in WALKED.items()
        for role in Role
        for own in (True, False)
        if not own or (role not in WITHOUT_A_UNIT and "unit" in attempt.__code__.co_varnames)
    ]


def test_the_roles_without_a_unit_of_their_own_have_none(db, role_assignments, framed) -> None:
    held = role_assignments.items()
    assert {role for role, (_code, each) in held if not unit_for(each, framed, own=True)[1]} == WITHOUT_A_UNIT


@pytest.mark.parametrize(("action", "role", "own"), cells())
def test_a_cell_holds_at_its_address(db, role_assignments, framed, action: str, role: Role, own: bool) -> None:
    attempt, expected = WALKED[action]
    code, role_assignment = role_assignments[role]
    letter = EXPECTED[action.partition(":")[0]][role]
    unit, own = unit_for(role_assignment, framed, own=own)
    assert attempt(client_of(code, role_assignment), unit) is expected(letter, role, own), letter


@pytest.mark.parametrize("row", PUBLIC)
def test_a_row_with_a_page_for_everybody_is_the_residents_to_read(row: str) -> None:
    assert EXPECTED[row][Role.CI] == "r"


@pytest.mark.parametrize("role", [each for each in Role if each.value not in ROLES])
@pytest.mark.parametrize("page", sorted(set(PUBLIC.values())))
def test_what_a_resident_may_read_anyone_may(db, role_assignments, page: str, role: Role) -> None:
    """The roles that tests/test_pages.py does not ask every open page with."""
    assert client_of(*role_assignments[role]).get(reverse(page)).status_code == 200


def test_every_route_that_asks_the_rules_is_walked() -> None:
    """A cell without a route waits; the day a room asks the rules about it, it is to be walked here."""
    rooms = Path(spelregler.__file__).parent / "apps"
    asked = {
        found
        for file in rooms.rglob("*.py")
        if "tests" not in file.parts
        for found in re.findall(r'"([a-z_]+:[a-z_]+)"', file.read_text(encoding="utf-8"))
        if found.partition(":")[0] in EXPECTED
    }
    assert asked == {key.partition(" ")[0] for key in WALKED}
