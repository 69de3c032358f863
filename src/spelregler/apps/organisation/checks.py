"""Checks on who leads and who is introduced."""

from __future__ import annotations

from datetime import timedelta

from spelregler.apps.organisation.models import Appointment, Body, Department, Membership, Post
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.findings import Scope
from spelregler.domain.organisation import (
    BodyMembers,
    DepartmentHeads,
    HeadAppointment,
    MemberSeat,
    MembersIntroduced,
    OneHead,
    judge_members_introduced,
    judge_one_head_per_department,
)
from spelregler.domain.period import Period

NEXT_TERM = timedelta(days=400)
"""How far ahead an appointed successor is looked for."""


def load_heads(load: Load) -> list[DepartmentHeads]:
    """Every department on the day with its heads over time; two queries."""
    heads: dict[int | None, list[HeadAppointment]] = {}
    rows = Appointment.objects.filter(post__kind=Post.Kind.DEPARTMENT_HEAD, start__lte=load.as_of + NEXT_TERM)
    for row in rows.select_related("post").order_by("start"):
        appointment = HeadAppointment(
            person=str(row.person_id), period=Period(row.start, row.end), acting=row.is_acting
        )
        heads.setdefault(row.post.department_id, []).append(appointment)
    return [
        DepartmentHeads(
            department=Scope("department", each.code, each.name),
            since=each.start,
            heads=tuple(heads.get(each.pk, ())),
            instruction_decided_on=each.instruction_decided_on
            if each.instruction_decided_on and each.instruction_decided_on <= load.as_of
            else None,
        )
        for each in Department.objects.on(load.as_of).order_by("name")
    ]


def load_members(load: Load) -> list[BodyMembers]:
    """Every political body on the day with its members; two queries."""
    seats: dict[int, list[MemberSeat]] = {}
    for row in Membership.objects.on(load.as_of).select_related("seat"):
        introduced = row.introduced_on if row.introduced_on and row.introduced_on <= load.as_of else None
        seats.setdefault(row.seat.body_id, []).append(MemberSeat(seated_on=row.start, introduced_on=introduced))
    political = Body.objects.on(load.as_of).exclude(kind=Body.Kind.AUDITORS).order_by("name")
    return [
        BodyMembers(body=Scope("committee", each.code, each.name), members=tuple(seats.get(each.pk, ())))
        for each in political
    ]


registry.register(
    Check(
        name="organisation.one_head_per_department",
        title_sv="En chef per förvaltning",
        title_en="One head per department",
        formula_sv="antal chefer eller tillförordnade på dagen = 1, med beslutad instruktion",
        formula_en="heads or acting heads on the day = 1, with a decided instruction",
        scope_kinds=("department",),
        load=load_heads,
        judge=judge_one_head_per_department,
        parameters=OneHead,
    )
)
registry.register(
    Check(
        name="organisation.members_introduced",
        title_sv="Nya förtroendevalda introduceras",
        title_en="New elected members are introduced",
        formula_sv="dagar från uppdragets start till introduktion ≤ gränsen, för varje ledamot och ersättare",
        formula_en="days from taking the seat to the introduction ≤ the limit, for each member and substitute",
        scope_kinds=("committee",),
        load=load_members,
        judge=judge_members_introduced,
        parameters=MembersIntroduced,
    )
)
