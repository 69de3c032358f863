"""A department in words: its head, its instruction, the bodies before, and its tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.rights import may, unit_matter
from spelregler.apps.organisation.access.actions import ADMINISTRATION, Action, department_matter, may_change, may_fill
from spelregler.apps.organisation.models import AlsoServes, Answering, Department, Instruction, Placement, Post, Unit
from spelregler.apps.organisation.pages.presenters import PostLine, days_between, is_recent
from spelregler.apps.organisation.queries.unit_tree import Branch
from spelregler.domain.period import ONE_DAY
from spelregler.ui.formatting import long_date
from spelregler.ui.names import named

MOST_LATER = 50
DEEPEST = 6
"""Deeper than this the tree is told by its marks and indented no more, so that it fits a phone."""


def post_kinds() -> list[tuple[str, str]]:
    """What kinds of post a department has. Whoever runs the system is entered at the start."""
    words = {
        Post.Kind.EMPLOYEE: _("employee"),
        Post.Kind.UNIT_MANAGER: _("unit manager"),
        Post.Kind.DEPARTMENT_HEAD: _("department head"),
        Post.Kind.CHIEF_EXECUTIVE: _("chief executive"),
        Post.Kind.CONTROLLER: _("controller"),
        Post.Kind.HR: _("HR"),
        Post.Kind.COMMITTEE_SECRETARY: _("committee secretary or registrar"),
        Post.Kind.UNION_REPRESENTATIVE: _("union representative"),
        Post.Kind.SAFETY_REPRESENTATIVE: _("safety representative"),
    }
    return [(str(kind), str(label)) for kind, label in words.items()]


@dataclass(frozen=True)
class Facts:
    """What is told of a department first."""

    head: PostLine | None
    instruction: str
    undo_instruction: str
    before: tuple[str, ...]
    also: tuple[ServedLine, ...]


@dataclass(frozen=True)
class ServedLine:
    """A further body that the department works for, with its days; who may, ends it or undoes it."""

    name: str
    days: str
    end_url: str
    undo_url: str


def facts(department: Department, posts: Sequence[PostLine], acting_role: ActingRole) -> Facts:
    """The head, or that there is none; the latest instruction by the day; and whom the department answered before."""
    head = next((each for each in posts if each.kind == Post.Kind.DEPARTMENT_HEAD), None)
    rows = Instruction.objects.filter(department=department, decided_on__lte=acting_role.as_of).select_related("body")
    latest = rows.order_by("-decided_on").first()
    words, day = "", department.instruction_decided_on
    if latest:
        body = acting_role.say(latest.body.name, latest.body.name_en)
        decided = long_date(latest.decided_on, acting_role.language)
        words = f"{body} {decided}, § {latest.paragraph.removeprefix('§').strip()}"
    elif day and day <= acting_role.as_of:
        words = long_date(day, acting_role.language)
    before = [
        f"{acting_role.say(each.body.name, each.body.name_en)} "
        + days_between(each.start, each.end - ONE_DAY if each.end else None, acting_role.language)
        + (f" ({each.basis})" if each.basis else "")
        for each in Answering.objects.filter(department=department).select_related("body", "basis").order_by("-start")
    ]
    undo = reverse("organisation:undo", args=["instruktion", latest.pk]) if latest else ""
    return Facts(head, words, undo, tuple(before), tuple(_served(department, acting_role)))


def _served(department: Department, acting_role: ActingRole) -> list[ServedLine]:
    """The further bodies on the day, and today those that begin later."""
    is_now = acting_role.as_of == acting_role.today
    rows = AlsoServes.objects.filter(Q(end__isnull=True) | Q(end__gt=acting_role.as_of), department=department)
    rows = rows if is_now else rows.filter(start__lte=acting_role.as_of)
    return [
        ServedLine(
            name=acting_role.say(each.body.name, each.body.name_en),
            days=days_between(each.start, each.end - ONE_DAY if each.end else None, acting_role.language),
            end_url=reverse("organisation:end_serving", args=[each.pk]) if is_now and each.end is None else "",
            undo_url=reverse("organisation:undo", args=["arbetar-at", each.pk])
            if is_recent(each.start, acting_role)
            else "",
        )
        for each in rows.select_related("body").order_by("start", "pk")
    ]


@dataclass(frozen=True)
class LaterUnit:
    """A unit of the department that begins later, with the ways on for those who may."""

    code: str
    name: str
    begins: date
    change_url: str
    people_url: str
    post_url: str
    undo_url: str


def later_units(department: Department, day: date, acting_role: ActingRole) -> list[LaterUnit]:
    """The units that begin later in the department, the nearest first, bounded; one query."""
    structure = may(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    changes = may_change(acting_role, department_matter(department))
    rows = Placement.objects.filter(department=department, start__gt=day, unit__start=F("start"))
    rows = rows.select_related("unit").order_by("start", "unit__name")[:MOST_LATER]
    return [
        LaterUnit(
            code=each.unit.code,
            name=acting_role.say(each.unit.name, each.unit.name_en),
            begins=each.start,
            change_url=reverse("organisation:unit_changes", args=[each.unit.code]) if changes else "",
            people_url=reverse("organisation:employees", args=[each.unit.code]) if structure else "",
            post_url=reverse("organisation:new_post", args=[department.code]) + f"?enhet={each.unit.code}"
            if structure
            else "",
            undo_url=reverse("organisation:undo", args=["enhet", each.unit.code]) if structure else "",
        )
        for each in rows
    ]


@dataclass(frozen=True)
class TreeLine:
    """A unit in the tree."""

    name: str
    url: str
    manager: str
    purpose: str
    depth: str
    below: int
    people_url: str
    new_url: str
    undo_url: str
    change_url: str


def tree_lines(branches: Sequence[Branch], acting_role: ActingRole) -> list[TreeLine]:
    """The tree, with the way to each unit's people for those who may see them, and to a new unit under it."""
    structure = acting_role.as_of == acting_role.today and may(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    shown = Unit.objects.filter(code__in=[each.unit.code for each in branches]) if structure else Unit.objects.none()
    recent = {code for code, start in shown.values_list("code", "start") if is_recent(start, acting_role)}
    return [_line(each, acting_role, structure=structure, is_new=each.unit.code in recent) for each in branches]


def _line(branch: Branch, acting_role: ActingRole, *, structure: bool, is_new: bool) -> TreeLine:
    unit = branch.unit
    changes = acting_role.as_of == acting_role.today and may_change(acting_role, unit_matter(unit))
    sees = structure or may_fill(acting_role, unit_matter(unit, concerns_role="EM"))
    new = f"{reverse('organisation:new_unit', args=[unit.department])}?under={unit.code}"
    return TreeLine(
        name=named(unit.name, unit.name_en, acting_role.language),
        url=address_of("unit", unit.code),
        manager=unit.manager,
        purpose=unit.purpose,
        depth=str(min(branch.depth, DEEPEST)),
        below=branch.below,
        people_url=reverse("organisation:employees", args=[unit.code]) if sees else "",
        new_url=new if structure else "",
        undo_url=reverse("organisation:undo", args=["enhet", unit.code]) if is_new else "",
        change_url=reverse("organisation:unit_changes", args=[unit.code]) if changes else "",
    )
