"""A department: its head, its instruction, its tree of units and its posts; made, changed from a day and ended."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.access.actions import ADMINISTRATION, Action
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.apps.organisation.operations import departments, later_changes
from spelregler.apps.organisation.operations import posts as post_changes
from spelregler.apps.organisation.pages import acts, presenters
from spelregler.apps.organisation.pages.bodies.forms import LastDayForm
from spelregler.apps.organisation.pages.departments import presenters as departments_presenters
from spelregler.apps.organisation.pages.departments.forms import (
    AreaForm,
    ChangeBodyForm,
    InstructionForm,
    NameForm,
    NewDepartmentForm,
    NewPostForm,
    NewUnitForm,
    PostForm,
)
from spelregler.apps.organisation.pages.later_changes import presenters as later_changes_presenters
from spelregler.apps.organisation.pages.shell import done, form_page, room_page
from spelregler.apps.organisation.queries import bodies, places, posts_now, seats, unit_tree
from spelregler.apps.organisation.queries import units as units_queries
from spelregler.ui.page import Pager, page_asked


def department(request: Request, code: str) -> HttpResponse:
    """A department: its head and instruction, its units as a tree, and its posts to those who may see the holders."""
    acting_role = request.acting_role
    is_now = acting_role.as_of == acting_role.today
    found = places.department_by_code(code, as_of=acting_role.as_of, ahead=is_now)
    day = max(acting_role.as_of, found.start)
    body = places.body_then(found, as_of=day)
    branches = unit_tree.tree_of(code, as_of=day)
    coming = departments_presenters.later_units(found, day, acting_role) if is_now else []
    lines = presenters.post_lines(posts_now.posts(as_of=day, department=code, ahead=is_now), acting_role)
    units, posts = (
        Pager.of(page_asked(request.GET.get(word, "")), total=total, most=MOST, word=word, **_kept(request, word))
        for word, total in (("sida", len(branches)), ("tjanster", len(lines)))
    )
    context = {
        "page": room_page(
            request,
            acting_role.say(found.name, found.name_en),
            _("Answers to %(body)s.") % {"body": acting_role.say(body.name, body.name_en)},
        ),
        "department": found,
        "body": body,
        "begins": found.start if day > acting_role.as_of else None,
        "coming": coming,
        "waiting": later_changes_presenters.waiting(acting_role, department=found) if is_now else [],
        "facts": departments_presenters.facts(found, lines, acting_role),
        "tree": departments_presenters.tree_lines(branches[units.start : units.start + MOST], acting_role),
        "posts": lines[posts.start : posts.start + MOST],
        "some_come": any(each.coming for each in lines),
        "units_pager": units,
        "posts_pager": posts,
        "acts": acts.on_department(acting_role, found) if is_now else [],
    }
    return render(request, "organisation/department.html", context)


MOST = 100
"""Units, or posts, on one page."""


def _kept(request: Request, word: str) -> dict[str, str]:
    return {key: str(value) for key, value in request.GET.items() if key != word}


def _of(request: Request, code: str) -> tuple[Department, dict[str, Any]]:
    """The department for whoever may change it, and what every page about it has round it."""
    must(request.acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    found = places.department_by_code(code, as_of=request.acting_role.today, ahead=True)
    return found, {
        "below": [(request.acting_role.say(found.name, found.name_en), reverse("organisation:department", args=[code]))]
    }


def _bodies(acting_role: ActingRole) -> list[tuple[str, str]]:
    return [
        (each.code, acting_role.say(each.name, each.name_en))
        for each in bodies.bodies(as_of=acting_role.today, ahead=True)
    ]


def _body(acting_role: ActingRole, code: str) -> Body:
    return seats.body_by_code(code, as_of=acting_role.today, ahead=True)


def _tree(acting_role: ActingRole, found: Department) -> list[tuple[str, str]]:
    """The units of the department as choices; of one that begins later, those of its first day."""
    branches = unit_tree.tree_of(found.code, as_of=max(acting_role.today, found.start))
    return unit_tree.indented(branches, acting_role.language)


def new_department(request: Request) -> HttpResponse:
    """HR enters a department with the post of its head."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    initial = {"head_title": _("Department head")}
    form = NewDepartmentForm(sent(request), acting_role=acting_role, bodies=_bodies(acting_role), initial=initial)
    made: list[Department] = []

    def make(said: dict[str, Any]) -> None:
        body = _body(acting_role, said.pop("body"))
        made.append(departments.make_department(body=body, who=acting_role.who, **said))

    if form.carried_out(make):
        return done(request, _("The department is entered. Its head is appointed next."), "department", made[0].code)
    lead = _("A department answers to one body, through its head.")
    return form_page(request, form, title=_("New department"), lead=lead, button=_("Enter the department"))


def rename_department(request: Request, code: str) -> HttpResponse:
    """HR enters another name."""
    found, around = _of(request, code)
    acting_role = request.acting_role
    initial = {"name": found.name, "name_en": found.name_en, "on": acting_role.today}
    form = NameForm(sent(request), acting_role=acting_role, initial=initial)
    today, who = acting_role.today, acting_role.who
    if form.carried_out(
        lambda said: later_changes.rename_department_from(department=found, today=today, who=who, **said)
    ):
        return done(request, later_changes_presenters.told(form.cleaned_data["on"], acting_role), "department", code)
    return form_page(request, form, title=_("Name"), button=_("Change the name"), **around)


def change_body(request: Request, code: str) -> HttpResponse:
    """HR enters that the department answers to another body from a day, by a decision."""
    found, around = _of(request, code)
    acting_role = request.acting_role
    form = ChangeBodyForm(
        sent(request), acting_role=acting_role, bodies=_bodies(acting_role), initial={"body": found.body.code}
    )

    def change(said: dict[str, Any]) -> None:
        body = _body(acting_role, said["body"])
        later_changes.change_body_from(
            department=found, body=body, on=said["on"], decided=form.decided, who=acting_role.who
        )

    if form.carried_out(change):
        return done(request, later_changes_presenters.told(form.cleaned_data["on"], acting_role), "department", code)
    lead = _("Goals and frames that are decided stay with the body that decided them.")
    return form_page(request, form, title=_("Another body"), lead=lead, button=_("Change the body"), **around)


def end_department(request: Request, code: str) -> HttpResponse:
    """HR enters that a department ends after a last day."""
    found, around = _of(request, code)
    acting_role = request.acting_role
    form = LastDayForm(sent(request), acting_role=acting_role)
    if form.carried_out(lambda said: departments.end_department(department=found, who=acting_role.who, **said)):
        return done(request, _("The department ends after its last day."), "overview")
    lead = _("A department ends when no unit is placed in it and nobody holds its posts.")
    title = _("End the department")
    return form_page(request, form, title=title, lead=lead, button=title, **around)


def instruction(request: Request, code: str) -> HttpResponse:
    """HR enters the instruction for the head, as a body decided it."""
    found, around = _of(request, code)
    acting_role = request.acting_role
    form = InstructionForm(
        sent(request), acting_role=acting_role, bodies=_bodies(acting_role), initial={"body": found.body.code}
    )

    def enter(said: dict[str, Any]) -> None:
        body = _body(acting_role, said.pop("body"))
        departments.register_instruction(
            department=found, body=body, today=acting_role.today, who=acting_role.who, **said
        )

    if form.carried_out(enter):
        return done(request, _("The instruction is entered."), "department", code)
    lead = _("A head works by an instruction that the body has decided (CP-6).")
    return form_page(
        request, form, title=_("Instruction for the head"), lead=lead, button=_("Enter the instruction"), **around
    )


def new_unit(request: Request, code: str) -> HttpResponse:
    """HR enters a unit in its place in the department."""
    found, around = _of(request, code)
    acting_role = request.acting_role
    parents = [("", _("none: directly under the department")), *_tree(acting_role, found)]
    initial = {"manager_title": _("Unit manager"), "parent": request.GET.get("under", "")}
    form = NewUnitForm(sent(request), acting_role=acting_role, parents=parents, initial=initial)

    def make(said: dict[str, Any]) -> None:
        parent: Unit | None = units_queries.unit_by_code(code=said.pop("parent"))
        departments.make_unit(department=found, parent=parent, who=acting_role.who, **said)

    if form.carried_out(make):
        return done(request, _("The unit is entered."), "department", code)
    return form_page(request, form, title=_("New unit"), button=_("Enter the unit"), **around)


def new_post(request: Request, code: str) -> HttpResponse:
    """HR enters a post in the department or in one of its units."""
    found, around = _of(request, code)
    acting_role = request.acting_role
    units = [("", _("none: the whole department")), *_tree(acting_role, found)]
    units += [
        (each.code, each.name) for each in departments_presenters.later_units(found, acting_role.today, acting_role)
    ]
    kinds = departments_presenters.post_kinds()
    initial = {"unit": request.GET.get("enhet", ""), "kind": "employee"}
    form = NewPostForm(sent(request), acting_role=acting_role, kinds=kinds, units=units, initial=initial)

    def make(said: dict[str, Any]) -> None:
        unit = units_queries.unit_by_code(code=said.pop("unit"))
        post_changes.make_post(department=found, unit=unit, who=acting_role.who, **said)

    if form.carried_out(make):
        return done(request, _("The post is entered. Somebody is appointed to it next."), "department", code)
    return form_page(request, form, title=_("New post"), button=_("Enter the post"), **around)


def rename_post(request: Request, code: str) -> HttpResponse:
    """HR enters another title, in Swedish and English."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    post = posts_now.post_itself(code)
    form = PostForm(sent(request), acting_role=acting_role, initial={"title": post.title, "title_en": post.title_en})
    if form.carried_out(lambda said: post_changes.rename_post(post=post, who=acting_role.who, **said)):
        return done(request, _("The title is changed."), "post", code)
    below = [(acting_role.say(post.title, post.title_en), reverse("organisation:post", args=[code]))]
    return form_page(request, form, title=_("Title"), button=_("Change the title"), below=below)


def register_area(request: Request, code: str) -> HttpResponse:
    """HR enters whom a union or safety representative is registered to speak for."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    post = posts_now.post_itself(code)
    if not post.is_representative:
        raise presenters.nothing_to_show()
    areas, initial = (
        presenters.areas(posts_now.post_now(code, as_of=acting_role.today), acting_role),
        {"represents": post.represents},
    )
    form = AreaForm(sent(request), acting_role=acting_role, areas=areas, initial=initial)
    if form.carried_out(lambda said: post_changes.register_area(post=post, who=acting_role.who, **said)):
        return done(request, _("The area is entered."), "post", code)
    lead = _("As the union has registered it. Outside the area the representative opens no signal (MR-50).")
    below = [(acting_role.say(post.title, post.title_en), reverse("organisation:post", args=[code]))]
    return form_page(request, form, title=_("Area"), lead=lead, button=_("Enter the area"), below=below)


def close_post(request: Request, code: str) -> HttpResponse:
    """HR enters that a post closes after a last day."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    post = posts_now.post_itself(code)
    form = LastDayForm(sent(request), acting_role=acting_role)
    if form.carried_out(lambda said: post_changes.close_post(post=post, who=acting_role.who, **said)):
        return done(request, _("The post closes after its last day."), "overview")
    below = [(acting_role.say(post.title, post.title_en), reverse("organisation:post", args=[code]))]
    lead = _("A post closes when nobody holds it. Who held it before stays.")
    return form_page(request, form, title=_("Close the post"), lead=lead, button=_("Close the post"), below=below)
