"""Invented municipalities: who holds what, and what stands in the rooms, drawn at random."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.autonomy.models import Intervention, Signal
from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.frames.models import CommitteeFrame, CouncilBudget, Proposal, UnitFrame
from spelregler.apps.goals.models import Action, Goal, Plan
from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Department,
    Membership,
    Person,
    Placement,
    Post,
    Seat,
    Unit,
)
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.platform.audit.operations import SYSTEM

START, TODAY, SOON = date(2026, 1, 1), date(2026, 6, 15), date(2026, 9, 1)
GROUNDS = ("MR-46", "MR-48", "MR-50")
Draw = Callable[[st.SearchStrategy[object]], object]
LEADING = ("chief_executive", "department_head")


@dataclass
class Town:
    """What was built, for a test to ask about."""

    units: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Each unit's committee and department."""
    people: list[Person] = field(default_factory=list)
    intervened: set[str] = field(default_factory=set)
    proposals: set[str] = field(default_factory=set)
    unplanned: set[str] = field(default_factory=set)
    budgets: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    """Each proposed budget's decider, the role that wrote it, and whether it is submitted."""


def acting_as(role_assignment: RoleAssignment) -> ActingRole:
    """Somebody who asks in the role."""
    return ActingRole(
        role_assignment=role_assignment,
        role_assignments=(role_assignment,),
        today=TODAY,
        as_of=TODAY,
        language="sv",
        municipality="Provköping",
        is_demo=False,
    )


def role_assignments(person: Person, *, as_of: date = TODAY) -> list[RoleAssignment]:
    """The roles that a person may wear."""
    return role_assignments_of(person=person, as_of=as_of)


def build(data: st.DataObject) -> Town:
    """A municipality with a council, a board, one or two committees, and whatever else was drawn."""
    town, draw = Town(), data.draw
    adopt_package(name="oxelosund", start=START, who=SYSTEM)
    bodies = {kind: _body(kind, kind) for kind in ("council", "executive_board", "auditors")}
    departments = [_department("stab", bodies["executive_board"])]
    for number in range(draw(st.integers(1, 2))):
        bodies[f"namnd{number}"] = body = _body(f"namnd{number}", "committee")
        departments.append(_department(f"forvaltning{number}", body))
    for number in range(draw(st.integers(1, 4))):
        _unit(town, draw, f"enhet{number}", draw(st.sampled_from(departments)))
    for number in range(draw(st.integers(1, 3))):
        _person(town, draw, f"person{number}", list(bodies.values()), departments)
    _goals(town, draw, bodies)
    _money(town, draw, bodies)
    _assignment(bodies["council"], departments[0])
    return town


def _body(code: str, kind: str) -> Body:
    return Body.objects.create(code=code, name=code, kind=kind, start=START)


def _department(code: str, body: Body) -> Department:
    department = Department.objects.create(code=code, name=code, body=body, start=START)
    Post.objects.create(code=f"chef-{code}", title="Förvaltningschef", kind="department_head", department=department)
    return department


def _unit(town: Town, draw: Draw, code: str, department: Department) -> None:
    unit = Unit.objects.create(code=code, name=code, start=START)
    Placement.objects.create(unit=unit, department=department, start=START)
    town.units[code] = (department.body.code, department.code)
    for ground in GROUNDS:
        status = draw(st.sampled_from(["kept", "attention", "breach"]))
        Finding.objects.create(
            clause=ground, scope_kind="unit", scope=code, scope_name=code, status=status, seen_from=START,
            reason_sv=f"{code} {ground}",
            reason_en=f"{code} {ground}",
        )  # fmt: skip
    life = draw(st.sampled_from(["none", "signal", "running", "over", "coming"]))
    if life != "none":
        signal = Signal.objects.create(unit=unit, ground="MR-46", opened_on=START, evidence="prov", opened_by="prov")
        if life != "signal":
            start, end = {"running": (START, SOON), "over": (START, date(2026, 3, 1)), "coming": (SOON, None)}[life]
            Intervention.objects.create(
                signal=signal, unit=unit, ground="MR-46", limits="prov", exit_criterion="prov", next_review=SOON,
                opened_by="prov", start=start, end=end or date(2026, 12, 1),
            )  # fmt: skip
    if life == "running":
        town.intervened.add(code)
    Action.objects.create(code=f"atgard-{code}", title=code, unit=unit, department=department, start=START, due_on=SOON)
    if draw(st.booleans()):
        Plan.objects.create(year=TODAY.year, department=department, unit=unit, decided_on=START)
    else:
        town.unplanned.add(f"atgard-{code}")


def _person(town: Town, draw: Draw, code: str, bodies: list[Body], departments: list[Department]) -> None:
    person = Person.objects.create(code=code, name=code)
    town.people.append(person)
    leads = draw(st.booleans())  # a leading official takes no seat, and the database holds to it
    kinds = LEADING if leads else ("seat", *(kind for kind in Post.Kind.values if kind not in LEADING))
    for number in range(draw(st.integers(1, 2))):
        kind = draw(st.sampled_from(kinds))
        name = f"{code}-{number}"
        if kind == "seat":
            body = draw(st.sampled_from(bodies))
            seat = Seat.objects.create(body=body, number=Seat.objects.count() + 1)
            function = draw(st.sampled_from(["chair", "member"]))
            Membership.objects.create(seat=seat, person=person, function=function, start=START)
            continue
        department = draw(st.sampled_from(departments))
        if kind == "department_head":
            post = Post.objects.get(code=f"chef-{department.code}")
            if post.appointments.exists():
                continue
        else:
            unit = None
            if kind in ("unit_manager", "employee", "union_representative"):
                unit = Unit.objects.get(code=draw(st.sampled_from(sorted(town.units))))
            whose = None if kind == "chief_executive" or unit else department
            post = Post.objects.create(code=f"post-{name}", title=kind, kind=kind, department=whose, unit=unit)
        Appointment.objects.create(post=post, person=person, start=START)


def _goals(town: Town, draw: Draw, bodies: dict[str, Body]) -> None:
    for code, body in bodies.items():
        if code == "auditors":
            continue
        level = Goal.Level.MUNICIPAL if code == "council" else Goal.Level.COMMITTEE
        decision = _decision(body) if draw(st.booleans()) else None
        Goal.objects.create(code=f"mal-{code}", level=level, title=code, body=body, decision=decision, start=START)
        if decision is None:
            town.proposals.add(f"mal-{code}")


def _money(town: Town, draw: Draw, bodies: dict[str, Body]) -> None:
    """A frame for each committee and unit, and proposals by the bodies' presidiums, some of them drafts."""
    deciders = [body for code, body in bodies.items() if code not in ("council", "auditors")]
    CouncilBudget.objects.create(year=TODAY.year, total_ore=100 * len(deciders), start=START)
    frames = {
        body.code: CommitteeFrame.objects.create(body=body, year=TODAY.year, amount_ore=100, start=START)
        for body in deciders
    }
    for code, (body, _department_code) in town.units.items():
        UnitFrame.objects.create(
            unit=Unit.objects.get(code=code), committee_frame=frames[body], year=TODAY.year, amount_ore=1, start=START
        )
    for body in (bodies["council"], *deciders):
        role = draw(st.sampled_from(["N", "Np", "KF", "CE", "FC", "CT"]))
        is_submitted = draw(st.booleans())
        title = f"forslag-{body.code}"
        town.budgets[title] = body.code, role, is_submitted
        Proposal.objects.create(
            decider=body, year=TODAY.year + 1, title=title, written_by="prov", author_role=role, author_body=body.code,
            written_on=START, submitted_on=START if is_submitted else None,
        )  # fmt: skip


def _decision(body: Body) -> Decision:
    paragraph = str(Decision.objects.count() + 1)
    return Decision.objects.create(
        body=body, decided_on=START, paragraph=paragraph, title="Mål", text="Mål.", kind="goals"
    )


def _assignment(council: Body, department: Department) -> None:
    post = Post.objects.get(code=f"chef-{department.code}")
    Assignment.objects.create(decision=_decision(council), addressee=post, text="prov", due_on=SOON)
