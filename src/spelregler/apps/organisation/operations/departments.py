"""Departments and their units: made, changed from a day, and ended when nothing rests on them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from spelregler.apps.organisation.files.names_in_minutes import code_of
from spelregler.apps.organisation.models import (
    Answering,
    Appointment,
    Body,
    Department,
    Instruction,
    Membership,
    Post,
    Unit,
    open_on,
)
from spelregler.apps.organisation.operations.bodies import must_rest_free
from spelregler.apps.organisation.operations.holdings import Decided, NotThen, record_basis
from spelregler.apps.organisation.operations.posts import is_held_from
from spelregler.apps.organisation.operations.refusals import MixedParties
from spelregler.apps.organisation.operations.structure import add_department, add_post, add_unit, place_unit
from spelregler.apps.organisation.queries.references import rests_from
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, amend, store


def make_department(
    *, name: str, body: Body, first_day: date, head_title: str, who: Who, name_en: str = ""
) -> Department:
    """A department answers to one body, through one post as head (CP-6).

    Refuses with `NotThen` a first day on which the body is not there.
    """
    if first_day < body.start or (body.end is not None and body.end <= first_day):
        raise NotThen(
            Words("{body} does not exist on {first_day}.", first_day=first_day, body=Pair(body.name, body.name_en)),
            way=Words("Choose a first day on which the body exists; it begins on {start}.", start=body.start),
        )
    with transaction.atomic():
        code = code_of(name, among=Department)
        department = add_department(code=code, name=name, name_en=name_en, body=body, start=first_day, who=who)
        code = code_of(f"chef-{department.code}", among=Post)
        add_post(code=code, title=head_title, kind=Post.Kind.DEPARTMENT_HEAD, department=department, who=who)
    return department


def rename_department(*, department: Department, name: str, name_en: str, who: Who) -> Department:
    """A department gets another name, in Swedish or English; its code stays."""
    amend(department, to={"name": name, "name_en": name_en}, act="rename-department", who=who)
    return department


def change_body(*, department: Department, body: Body, on: date, decided: Decided, today: date, who: Who) -> Answering:
    """A department answers to another body from a day that has come (else: `later_changes`); to which before is kept.

    Goals and frames that are decided stay with the body that decided them.

    Refuses with `NotThen` and `MixedParties` as `refuse_body` does, with `BasisMissing` no decision.
    """
    refuse_body(department, body, on, by=today)
    with transaction.atomic():
        basis = record_basis(decided, who=who)
        since = _answers_since(department)
        before = Answering(department=department, body=department.body, start=since, end=on, basis=basis)
        store(before, act="keep-earlier-body", who=who)
        amend(department, to={"body": body}, act="move-department", who=who, details={"on": on})
    return before


def _answers_since(department: Department) -> date:
    last = Answering.objects.filter(department=department).order_by("-end").first()
    return last.end if last and last.end else department.start


def refuse_body(department: Department, body: Body, on: date, *, by: date | None = None) -> None:
    """What stands in the way of another body from the day; `by` is the last day that it may be.

    Refuses with `NotThen` the body that it has, a day no later than when it got that, and a day when the new one is not
    there; with `MixedParties` a body that the department's head sits in then or later (MR-34).
    """
    since = _answers_since(department)
    if body.pk == department.body_id or not since < on or (by is not None and by < on):
        raise NotThen(
            Words(
                "The department has answered to {body} since {since}.",
                since=since,
                body=Pair(department.body.name, department.body.name_en),
            ),
            way=Words("Choose another body, and a day after that day."),
        )
    if on < body.start or (body.end is not None and body.end <= on):
        raise NotThen(
            Words("{body} does not exist on {on}.", on=on, body=Pair(body.name, body.name_en)),
            way=Words("Choose a day on which the body exists."),
        )
    _refuse_member(department, body, on)


def _refuse_member(department: Department, body: Body, on: date) -> None:
    later = Q(end__isnull=True) | Q(end__gt=on)
    seated = Membership.objects.filter(later, seat__body=body).values("person")
    heads = Appointment.objects.filter(later, post__department=department, post__kind=Post.Kind.DEPARTMENT_HEAD)
    both = heads.filter(person__in=seated).select_related("person").first()
    if both is not None:
        raise MixedParties(
            Words(
                "{person} leads the department and sits in {body}.",
                person=both.person,
                body=Pair(body.name, body.name_en),
            ),
            clause="MR-34",
            way=Words("The seat or the post has to end first."),
        )


ENDS_WITH_IT = frozenset({"organisation.answering", "organisation.alsoserves", "policy.documentversion"})
"""What says something of a department, and keeps no department from ending."""


def end_department(*, department: Department, last_day: date, who: Who) -> Department:
    """A department ends after a last day, and the posts that nobody holds then close with it.

    Refuses with `StillRests` one that a unit lies in, or whose posts somebody holds, then or later.
    """
    end = last_day + ONE_DAY
    with transaction.atomic():
        for post in Post.objects.filter(open_on(end), department=department):
            if not is_held_from(post, end):
                amend(post, to={"closed_on": end}, act="close-post", who=who)
        must_rest_free(
            str(department),
            rests_from(department, end, besides=ENDS_WITH_IT),
            way=Words("Move the units and end the appointments first, or choose a later day."),
        )
        amend(department, to={"end": end}, act="end-department", who=who)
    return department


def register_instruction(
    *, department: Department, body: Body, decided_on: date, paragraph: str, today: date, who: Who
) -> Instruction:
    """A body has decided the instruction for a department's head (CP-6): which body, which day, which paragraph.

    Refuses with `NotThen` a day that has not been.
    """
    if decided_on > today:
        raise NotThen(
            Words("{decided_on} has not been yet.", decided_on=decided_on),
            way=Words("Enter the instruction when it is decided."),
        )
    instruction = Instruction(department=department, body=body, decided_on=decided_on, paragraph=paragraph)
    with transaction.atomic():
        store(instruction, act="register-instruction", who=who, details={"decided_on": decided_on})
        if department.instruction_decided_on is None or department.instruction_decided_on < decided_on:
            amend(department, to={"instruction_decided_on": decided_on}, act="date-instruction", who=who)
    return instruction


def make_unit(
    *,
    name: str,
    purpose: str,
    department: Department,
    parent: Unit | None,
    first_day: date,
    manager_title: str,
    who: Who,
    name_en: str = "",
) -> Unit:
    """A unit exists from a day, in its place, with a post as its manager unless another unit's manager leads it.

    Refuses with `NotThen` a first day on which the department is not there.
    """
    if first_day < department.start or (department.end is not None and department.end <= first_day):
        raise NotThen(
            Words("{department} does not exist on {first_day}.", department=department, first_day=first_day),
            way=Words("Choose a day on which the department exists."),
        )
    with transaction.atomic():
        code, named = code_of(name, among=Unit), {"name": name, "name_en": name_en}
        unit = add_unit(code=code, **named, purpose=purpose, start=first_day, who=who)
        place_unit(unit=unit, department=department, parent=parent, start=first_day, who=who)
        if manager_title:
            code = code_of(f"chef-{unit.code}", among=Post)
            add_post(code=code, title=manager_title, kind=Post.Kind.UNIT_MANAGER, unit=unit, who=who)
    return unit
