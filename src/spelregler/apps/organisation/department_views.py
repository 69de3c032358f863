"""A department: its head, its instruction, its tree of units and its posts; made, changed from a day and ended."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.organisation import (
    acts,
    administering,
    department_presenters,
    later,
    later_presenters,
    people,
    presenters,
    queries,
    tree,
)
from spelregler.apps.organisation.access import ADMINISTRATION, Action, must
from spelregler.apps.organisation.body_forms import LastDayForm
from spelregler.apps.organisation.department_forms import (
    AreaForm,
    ChangeBodyForm,
    InstructionForm,
    NameForm,
    NewDepartmentForm,
    NewPostForm,
    NewUnitForm,
    PostForm,
)
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.apps.organisation.pages import done, form_page, room_page
from spelregler.apps.organisation.worn import Request, Worn
from spelregler.ui.page import Pager, page_asked


def department(request: Request, code: str) -> HttpResponse:
    """A department: its head and instruction, its units as a tree, and its posts to those who may see the holders."""
    worn = request.worn
    is_now = worn.as_of == worn.today
    found = people.department_by_code(code, as_of=worn.as_of, ahead=is_now)
    day = max(worn.as_of, found.start)
    body = people.body_then(found, as_of=day)
    branches = tree.tree_of(code, as_of=day)
    coming = department_presenters.later_units(found, day, worn) if is_now else []
    lines = presenters.post_lines(people.posts(as_of=day, department=code, ahead=is_now), worn)
    units, posts = (
        Pager.of(page_asked(request.GET.get(word, "")), total=total, most=MOST, word=word, **_kept(request, word))
        for word, total in (("sida", len(branches)), ("tjanster", len(lines)))
    )
    context = {
        "page": room_page(request, found.name, _("Answers to %(body)s.") % {"body": worn.say(body.name, body.name_en)}),
        "department": found,
        "body": body,
        "begins": found.start if day > worn.as_of else None,
        "coming": coming,
        "waiting": later_presenters.waiting(worn, department=found) if is_now else [],
        "facts": department_presenters.facts(found, lines, worn),
        "tree": department_presenters.tree_lines(branches[units.start : units.start + MOST], worn),
        "posts": lines[posts.start : posts.start + MOST],
        "some_come": any(each.coming for each in lines),
        "units_pager": units,
        "posts_pager": posts,
        "acts": acts.on_department(worn, found) if is_now else [],
    }
    return render(request, "organisation/department.html", context)


MOST = 100
"""Units, or posts, on one page."""


def _kept(request: Request, word: str) -> dict[str, str]:
    return {key: str(value) for key, value in request.GET.items() if key != word}


def _of(request: Request, code: str) -> tuple[Department, dict[str, Any]]:
    """The department for whoever may change it, and what every page about it has round it."""
    must(request.worn, Action.KEEP_STRUCTURE, ADMINISTRATION)
    found = people.department_by_code(code, as_of=request.worn.today, ahead=True)
    return found, {"below": [(found.name, reverse("organisation:department", args=[code]))]}


def _bodies(worn: Worn) -> list[tuple[str, str]]:
    return [(each.code, worn.say(each.name, each.name_en)) for each in queries.bodies(as_of=worn.today, ahead=True)]


def _body(worn: Worn, code: str) -> Body:
    return people.body_by_code(code, as_of=worn.today, ahead=True)


def _tree(worn: Worn, found: Department) -> list[tuple[str, str]]:
    """The units of the department as choices; of one that begins later, those of its first day."""
    return tree.indented(tree.tree_of(found.code, as_of=max(worn.today, found.start)))


def new_department(request: Request) -> HttpResponse:
    """HR enters a department with the post of its head."""
    worn = request.worn
    must(worn, Action.KEEP_STRUCTURE, ADMINISTRATION)
    initial = {"head_title": _("Department head")}
    form = NewDepartmentForm(request.POST or None, worn=worn, bodies=_bodies(worn), initial=initial)
    made: list[Department] = []

    def make(said: dict[str, Any]) -> None:
        body = _body(worn, said.pop("body"))
        made.append(administering.make_department(body=body, who=worn.who, **said))

    if form.carried_out(make):
        return done(request, _("The department is entered. Its head is appointed next."), "department", made[0].code)
    lead = _("A department answers to one body, through its head.")
    return form_page(request, form, title=_("New department"), lead=lead, button=_("Enter the department"))


def rename_department(request: Request, code: str) -> HttpResponse:
    """HR enters another name."""
    found, around = _of(request, code)
    worn = request.worn
    form = NameForm(request.POST or None, worn=worn, initial={"name": found.name, "on": worn.today})
    today, who = worn.today, worn.who
    if form.carried_out(lambda said: later.rename_department_from(department=found, today=today, who=who, **said)):
        return done(request, later_presenters.told(form.cleaned_data["on"], worn), "department", code)
    return form_page(request, form, title=_("Name"), button=_("Change the name"), **around)


def change_body(request: Request, code: str) -> HttpResponse:
    """HR enters that the department answers to another body from a day, by a decision."""
    found, around = _of(request, code)
    worn = request.worn
    form = ChangeBodyForm(request.POST or None, worn=worn, bodies=_bodies(worn), initial={"body": found.body.code})

    def change(said: dict[str, Any]) -> None:
        body = _body(worn, said["body"])
        later.change_body_from(department=found, body=body, on=said["on"], decided=form.decided, who=worn.who)

    if form.carried_out(change):
        return done(request, later_presenters.told(form.cleaned_data["on"], worn), "department", code)
    lead = _("Goals and frames that are decided stay with the body that decided them.")
    return form_page(request, form, title=_("Another body"), lead=lead, button=_("Change the body"), **around)


def end_department(request: Request, code: str) -> HttpResponse:
    """HR enters that a department ends after a last day."""
    found, around = _of(request, code)
    worn = request.worn
    form = LastDayForm(request.POST or None, worn=worn)
    if form.carried_out(lambda said: administering.end_department(department=found, who=worn.who, **said)):
        return done(request, _("The department ends after its last day."), "overview")
    lead = _("A department ends when no unit is placed in it and nobody holds its posts.")
    title = _("End the department")
    return form_page(request, form, title=title, lead=lead, button=title, **around)


def instruction(request: Request, code: str) -> HttpResponse:
    """HR enters the instruction for the head, as a body decided it."""
    found, around = _of(request, code)
    worn = request.worn
    form = InstructionForm(request.POST or None, worn=worn, bodies=_bodies(worn), initial={"body": found.body.code})

    def enter(said: dict[str, Any]) -> None:
        body = _body(worn, said.pop("body"))
        administering.register_instruction(department=found, body=body, today=worn.today, who=worn.who, **said)

    if form.carried_out(enter):
        return done(request, _("The instruction is entered."), "department", code)
    lead = _("A head works by an instruction that the body has decided (CP-6).")
    return form_page(
        request, form, title=_("Instruction for the head"), lead=lead, button=_("Enter the instruction"), **around
    )


def new_unit(request: Request, code: str) -> HttpResponse:
    """HR enters a unit in its place in the department."""
    found, around = _of(request, code)
    worn = request.worn
    parents = [("", _("none: directly under the department")), *_tree(worn, found)]
    initial = {"manager_title": _("Unit manager"), "parent": request.GET.get("under", "")}
    form = NewUnitForm(request.POST or None, worn=worn, parents=parents, initial=initial)

    def make(said: dict[str, Any]) -> None:
        parent: Unit | None = queries.unit_by_code(code=said.pop("parent"))
        administering.make_unit(department=found, parent=parent, who=worn.who, **said)

    if form.carried_out(make):
        return done(request, _("The unit is entered."), "department", code)
    return form_page(request, form, title=_("New unit"), button=_("Enter the unit"), **around)


def new_post(request: Request, code: str) -> HttpResponse:
    """HR enters a post in the department or in one of its units."""
    found, around = _of(request, code)
    worn = request.worn
    units = [("", _("none: the whole department")), *_tree(worn, found)]
    units += [(each.code, each.name) for each in department_presenters.later_units(found, worn.today, worn)]
    kinds = department_presenters.post_kinds()
    initial = {"unit": request.GET.get("enhet", ""), "kind": "employee"}
    form = NewPostForm(request.POST or None, worn=worn, kinds=kinds, units=units, initial=initial)

    def make(said: dict[str, Any]) -> None:
        unit = queries.unit_by_code(code=said.pop("unit"))
        administering.make_post(department=found, unit=unit, who=worn.who, **said)

    if form.carried_out(make):
        return done(request, _("The post is entered. Somebody is appointed to it next."), "department", code)
    return form_page(request, form, title=_("New post"), button=_("Enter the post"), **around)


def rename_post(request: Request, code: str) -> HttpResponse:
    """HR enters another title, in Swedish and English."""
    worn = request.worn
    must(worn, Action.KEEP_STRUCTURE, ADMINISTRATION)
    post = people.post_itself(code)
    form = PostForm(request.POST or None, worn=worn, initial={"title": post.title, "title_en": post.title_en})
    if form.carried_out(lambda said: administering.rename_post(post=post, who=worn.who, **said)):
        return done(request, _("The title is changed."), "post", code)
    below = [(post.title, reverse("organisation:post", args=[code]))]
    return form_page(request, form, title=_("Title"), button=_("Change the title"), below=below)


def register_area(request: Request, code: str) -> HttpResponse:
    """HR enters whom a union or safety representative is registered to speak for."""
    worn = request.worn
    must(worn, Action.KEEP_STRUCTURE, ADMINISTRATION)
    post = people.post_itself(code)
    if not post.is_representative:
        raise presenters.nothing_to_show()
    areas, initial = presenters.areas(people.post_now(code, as_of=worn.today)), {"represents": post.represents}
    form = AreaForm(request.POST or None, worn=worn, areas=areas, initial=initial)
    if form.carried_out(lambda said: administering.register_area(post=post, who=worn.who, **said)):
        return done(request, _("The area is entered."), "post", code)
    lead = _("As the union has registered it. Outside the area the representative opens no signal (MR-50).")
    below = [(post.title, reverse("organisation:post", args=[code]))]
    return form_page(request, form, title=_("Area"), lead=lead, button=_("Enter the area"), below=below)


def close_post(request: Request, code: str) -> HttpResponse:
    """HR enters that a post closes after a last day."""
    worn = request.worn
    must(worn, Action.KEEP_STRUCTURE, ADMINISTRATION)
    post = people.post_itself(code)
    form = LastDayForm(request.POST or None, worn=worn)
    if form.carried_out(lambda said: administering.close_post(post=post, who=worn.who, **said)):
        return done(request, _("The post closes after its last day."), "overview")
    below = [(post.title, reverse("organisation:post", args=[code]))]
    lead = _("A post closes when nobody holds it. Who held it before stays.")
    return form_page(request, form, title=_("Close the post"), lead=lead, button=_("Close the post"), below=below)
