"""What the role rules are asked about is built from the thing alone, never from who asks (else a rule is empty)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse

import spelregler
from spelregler.apps.acting.acting_role import ActingRole, acting_role_again
from spelregler.apps.frames.models import UnitMove
from spelregler.apps.goals.access import definition_rights
from spelregler.apps.goals.pages.plans.shared import right_to_propose
from spelregler.apps.goals.queries import corrections, ownership, plans
from spelregler.apps.goals.queries.thread import goal_tree
from spelregler.apps.organisation.models import Appointment, Department, Person
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.platform.accounts.models import Account
from tests.conftest import TODAY
from tests.test_department_pages import KFF, UTB
from tests.test_money_pages import UNIT

APPS = Path(spelregler.__file__).parent / "apps"
ACTORS = {"role_assignment", "actor", "who"}
OF_THE_ROLE = {"role", "person", "person_code", "body", "department", "unit", "place", "is_central", "represents"}
MATTERS = {"Resource", "unit_matter", "department_matter", "moves_matter", "budget_matter", "whole_frame", "entered"}
OF_ONES_OWN = {
    # Asked before there is a thing: whether the role has anything to do on a page, about its own place.
    ("goals/access/definition_rights.py", "own_matter"),
    ("goals/access/file_rights.py", "own_plan"),
    ("goals/queries/reporting.py", "own_value"),
    ("goals/queries/reporting.py", "to_approve"),
    ("goals/pages/reporting/presenters.py", "links"),
    ("goals/queries/missed_targets.py", "sees_any"),
    ("decisions/access/actions.py", "own_assignments"),
    ("decisions/access/actions.py", "own_unit_assignments"),
    ("decisions/access/questions.py", "own_questions"),
    # What stands in a field before anything is written there.
    ("organisation/pages/unit_changes/queries.py", "who_decides"),
    # What waits is about the reader's own unit.
    ("knowledge/pages/tasks.py", "information_to_record"),
    # Each department that answers to the body writes its own part: the reader's, where the registers say that it does.
    ("evaluation/access/yearly.py", "evaluation_of"),
    # Whether the role writes a report of its own place at all.
    ("followup/access/reports.py", "level_written"),
    # The thing is the trail of the reader.
    ("home/pages/trail/presenters.py", "matter"),
}


def built_from_an_actor() -> Iterator[tuple[str, str]]:
    """Where an argument of a matter mentions whoever asks, other than the day that they ask on."""
    for path in sorted(APPS.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            taken = {
                target.id
                for each in ast.walk(function)
                if isinstance(each, ast.Assign) and _mentions(each.value, set())
                for target in each.targets
                if isinstance(target, ast.Name)
            }
            for call in ast.walk(function):
                if not isinstance(call, ast.Call):
                    continue
                name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
                said = [*call.args, *(word.value for word in call.keywords)]
                if name in MATTERS and any(_mentions(each, taken) for each in said):
                    yield str(path.relative_to(APPS)), function.name


def _mentions(node: ast.AST, taken: set[str]) -> bool:
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and (each.attr == "role_assignment" or _is_the_actors(each)):
            return True
        if isinstance(each, ast.Name) and (each.id in taken or each.id in ACTORS):
            return True
    return False


def _is_the_actors(each: ast.Attribute) -> bool:
    """What the acting role is by itself, other than the day and the language."""
    whose = getattr(each.value, "id", "") or getattr(each.value, "attr", "")
    return whose == "acting_role" and each.attr in OF_THE_ROLE


@pytest.mark.once
def test_no_matter_mentions_whoever_asks_but_of_their_own_place():
    assert set(built_from_an_actor()) == OF_ONES_OWN


def cast() -> list[ActingRole]:
    """Every role of the demo's cast, worn."""
    return [
        acting_role
        for person in Person.objects.filter(account__isnull=False)
        for role_assignment in role_assignments_of(person=person, as_of=TODAY)
        if (
            acting_role := acting_role_again(
                person_code=person.code, assignment_code=role_assignment.code, account="", language="sv", today=TODAY
            )
        )
    ]


def owners() -> list[plans.Owner]:
    """Everybody who owns a plan in the demo."""
    anybody = cast()[0]
    units = plans.chain_of_units(anybody, year=2026, start=0, most=plans.units_in_chain(as_of=TODAY))
    return [each.owner for each in (*plans.chain(anybody, year=2026), *units)]


def things() -> Iterator[tuple[str, object]]:
    """Every matter that is built by something that also knows who asks: its name, and how it is built for a role."""
    goals = [node for node in goal_tree(year=2026, as_of=TODAY).goals if node.is_decided]
    yield (
        "judgements",
        lambda acting_role: [matter for _goal, _action, matter in corrections.judging(acting_role, goals)],
    )
    for place in departments(as_of=TODAY):
        scope = lambda _role, code=place.code: corrections.scope(code, as_of=TODAY)  # noqa: E731
        yield f"period of {place.code}", scope
    for owner in owners():
        propose = lambda acting_role, owner=owner: right_to_propose(SimpleNamespace(acting_role=acting_role), owner)[1]  # noqa: E731
        yield f"plan of {owner.code}", propose
    for thing in ownership.owned(as_of=TODAY)[:20]:
        yield (
            f"handing on {thing.code}",
            lambda acting_role, thing=thing: ownership.right(acting_role, thing, left={})[1],
        )


def test_each_matter_is_the_same_whoever_asks(db):
    acting_role = cast()
    assert len({each.role_assignment.code for each in acting_role}) > 5
    for name, build in things():
        built = [build(each) for each in acting_role]
        assert all(each == built[0] for each in built), name


class TestTwoDepartmentsUnderOneCommittee:
    """A head moves money between units of the own department, whatever committee both answer to (CP-6, MR-38)."""

    @pytest.fixture
    def head(self, wearing):
        """The head of a department that answers to the same committee as the schools' does."""
        leads = Appointment.objects.on(TODAY).get(post__kind="department_head", post__department__code=KFF)
        leads.person.account = Account.objects.create(email="chef@example.org", name=leads.person.name)
        leads.person.save()
        other = wearing("FC", department=KFF)
        Department.objects.filter(code=KFF).update(body=Department.objects.get(code=UTB).body)
        return other

    def said(self, **more: str) -> dict[str, str]:
        return {"from_unit": UNIT, "to_unit": "gymnasium-vux", "amount": "1", "reason": "Försök", **more}

    @pytest.mark.both
    def test_the_other_head_neither_moves_nor_proposes_nor_answers(self, wearing, head):
        address = reverse("frames:move", args=["un"])
        assert head.post(address, self.said()).status_code == 403
        assert head.post(address, self.said(propose="1")).status_code == 403
        assert wearing("EC", unit=UNIT).post(address, self.said()).status_code == 302
        waiting = UnitMove.objects.get(outcome="proposed", reason="Försök")
        answer = reverse("frames:decide_move", args=[waiting.pk])
        assert head.post(answer, {"answer": "yes"}).status_code == 403
        assert answer not in head.get(reverse("frames:moves_of", args=["un"])).content.decode()
        own = wearing("FC", department=UTB)
        assert answer in own.get(reverse("frames:moves_of", args=["un"])).content.decode()
        assert own.post(answer, {"answer": "yes"}).status_code == 302

    def test_the_own_head_still_moves(self, wearing, head):
        own = wearing("FC", department=UTB)
        assert own.post(reverse("frames:move", args=["un"]), self.said()).status_code == 302


def test_a_new_indicator_belongs_where_its_post_does(db):
    found = definition_rights.matters_by_post(as_of=TODAY)
    assert found["chef-oxeloskolan"].department == UTB
    assert found[f"chef-{KFF}"].department == KFF
