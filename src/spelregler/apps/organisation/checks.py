"""Checks on who leads, and on who is new and has learnt the rules of the game."""

from __future__ import annotations

from datetime import date, timedelta

from spelregler.apps.organisation.models import (
    Appointment,
    Department,
    Employment,
    Instruction,
    Placement,
    Post,
    Unit,
    UnitName,
    open_on,
)
from spelregler.apps.organisation.queries import introductions
from spelregler.apps.organisation.queries.introductions import EMPLOYEES, MEMBERS, TRAINED
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.findings import Scope, latest
from spelregler.domain.introductions import BodyMembers, MembersIntroduced, judge_members_introduced
from spelregler.domain.new_employees import EmployeesIntroduced, UnitEmployees, judge_employees_introduced
from spelregler.domain.organisation import (
    CoveredDepartment,
    DepartmentHeads,
    HeadAppointment,
    OneHead,
    judge_heads_covered,
    judge_one_head_per_department,
)
from spelregler.domain.period import Period
from spelregler.domain.term_training import BodyTraining, TermTrained, judge_term_trained
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

belongs(Unit, "code")
belongs(UnitName, "unit__code")
belongs(Placement, "unit__code")
# Whoever comes from another unit without a day between is not new there.
belongs(Employment, "person__employments__unit__code")

SEATED = ("organisation.seat", "organisation.membership", "organisation.person")
"""Who sits where."""

NEXT_TERM = timedelta(days=400)
"""How far ahead an appointed successor is looked for."""


def load_heads(load: Load) -> list[DepartmentHeads]:
    """Every department on the day with its heads over time and the latest instruction; three queries."""
    heads: dict[int | None, list[HeadAppointment]] = {}
    rows = Appointment.objects.filter(post__kind=Post.Kind.DEPARTMENT_HEAD, start__lte=load.as_of + NEXT_TERM)
    for row in rows.select_related("post").order_by("start"):
        appointment = HeadAppointment(
            person=str(row.person_id), period=Period(row.start, row.end), acting=row.is_acting
        )
        heads.setdefault(row.post.department_id, []).append(appointment)
    decided: dict[int, list[date]] = {}
    for department, day in Instruction.objects.values_list("department", "decided_on"):
        decided.setdefault(department, []).append(day)
    return [
        DepartmentHeads(
            department=Scope("department", each.code, each.name),
            since=each.start,
            heads=tuple(heads.get(each.pk, ())),
            instruction_decided_on=latest(
                day
                for day in (each.instruction_decided_on, *decided.get(each.pk, ()))
                if day is not None and day <= load.as_of
            ),
        )
        for each in Department.objects.on(load.as_of).order_by("name")
    ]


def load_covered(load: Load) -> list[CoveredDepartment]:
    """Every department on the day: whether it has a head's post then, and whether that is held; three queries."""
    heads = Post.objects.filter(open_on(load.as_of), kind=Post.Kind.DEPARTMENT_HEAD)
    with_post = set(heads.values_list("department", flat=True))
    held = Appointment.objects.on(load.as_of).filter(post__kind=Post.Kind.DEPARTMENT_HEAD)
    with_head = set(held.values_list("post__department", flat=True))
    return [
        CoveredDepartment(
            department=Scope("department", each.code, each.name),
            since=each.start,
            has_post=each.pk in with_post,
            is_held=each.pk in with_head,
            name_en=each.name_en,
        )
        for each in Department.objects.on(load.as_of).order_by("name")
    ]


def load_members(load: Load) -> list[BodyMembers]:
    """Every political body on the day with its members and their earlier seats."""
    return introductions.bodies_with_members(as_of=load.as_of)


def load_employees(load: Load) -> list[UnitEmployees]:
    """Every unit on the day with its employees."""
    return introductions.units_with_employees(as_of=load.as_of, units=load.units)


def load_trainings(load: Load) -> list[BodyTraining]:
    """Every committee and the executive board with the term that runs on the day and its trainings."""
    return introductions.bodies_with_trainings(as_of=load.as_of)


registry.register(
    Check(
        name="organisation.one_head_per_department",
        title=Words("One head per department"),
        formula=Words("Heads or acting heads on the day = 1, with a decided instruction."),
        scope_kinds=("department",),
        load=load_heads,
        judge=judge_one_head_per_department,
        reads=("organisation.department", "organisation.post", "organisation.appointment", "organisation.instruction"),
        parameters=OneHead,
    )
)
registry.register(
    Check(
        name="organisation.heads_covered",
        title=Words("Every department has a head's post"),
        formula=Words(
            "Departments without a head's post on the day = 0, and each post is held, by an acting head too."
        ),
        scope_kinds=("municipality",),
        load=load_covered,
        judge=judge_heads_covered,
        reads=("organisation.department", "organisation.post", "organisation.appointment"),
    )
)
registry.register(
    Check(
        name=MEMBERS,
        title=Words("New elected members are introduced"),
        formula=Words(
            "Days from taking the seat to the introduction ≤ the limit, for each who has held no "
            "political seat since the document's last version; nothing is asked of who is elected again."
        ),
        scope_kinds=("committee",),
        load=load_members,
        judge=judge_members_introduced,
        reads=(*SEATED, "organisation.body", "policy.documentversion"),
        parameters=MembersIntroduced,
    )
)
registry.register(
    Check(
        name=EMPLOYEES,
        title=Words("New employees are introduced"),
        formula=Words(
            "Days from the first day at work to the introduction ≤ the limit, for each new employee of the unit."
        ),
        scope_kinds=("unit",),
        load=load_employees,
        judge=judge_employees_introduced,
        reads=("organisation.unit", "organisation.employment", "policy.documentversion"),
        parameters=EmployeesIntroduced,
    )
)
registry.register(
    Check(
        name=TRAINED,
        title=Words("Training when the term begins"),
        formula=Words("A training in the term with the policy in its programme, by the day of the limit."),
        scope_kinds=("committee",),
        load=load_trainings,
        judge=judge_term_trained,
        reads=("organisation.body", "organisation.term", "organisation.training"),
        parameters=TermTrained,
    )
)
