"""Which posts are to decide by their task, and whether they have it delegated (CP-26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.access.rights import Action, task_matter
from spelregler.apps.delegation.models import DecidingTask
from spelregler.apps.delegation.pages.tasks_of_posts.forms import EndForm, TaskForm
from spelregler.apps.delegation.pages.tasks_of_posts.shared import own_posts, places
from spelregler.apps.delegation.pages.words import HERE
from spelregler.apps.delegation.queries.tasks import (
    InForce,
    departments_of_posts,
    task_by_pk,
    tasks_on,
    types_in_force,
)
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page


@dataclass(frozen=True)
class Row:
    """A task as it is read: the post, what it decides, by which type, and whether it has it."""

    pk: int
    post: str
    task: str
    type: str
    start: date
    status: str
    word: str
    may_end: bool


def listed(request: Request) -> HttpResponse:
    """Every task, by post, with those that lack a delegation marked."""
    acting_role = request.acting_role
    tasks = tasks_on(acting_role.as_of)
    posts = [each.post for each in tasks]
    lies_in, in_force = departments_of_posts(posts, as_of=acting_role.as_of), InForce(posts, as_of=acting_role.as_of)
    own, now = set(places(request)), acting_role.as_of == acting_role.today
    rows = []
    for each in tasks:
        lets = in_force.lets(each.post, body=each.body.code if each.body else "", code=each.code)
        rows.append(
            Row(
                pk=each.pk,
                post=acting_role.say(each.post.title, each.post.title_en),
                task=each.task,
                type=f"{acting_role.say(each.body.name, each.body.name_en)}: {each.code}" if each.body else "",
                start=each.start,
                status="kept" if lets else "breach",
                word=_("delegated") if lets else _("no delegation"),
                may_end=now and lies_in[each.post_id] in own,
            )
        )
    lead = _("A post that is to decide by its task needs a row in a delegation order.")
    page = _page(request, _("Posts that are to decide"), lead)
    return render(request, "delegation/tasks.html", {"page": page, "rows": rows, "may_enter": now and bool(own)})


def new(request: Request) -> HttpResponse:
    """A post is to decide something by its task."""
    acting_role = request.acting_role
    form = TaskForm(
        sent(request),
        posts=own_posts(request),
        types=types_in_force(as_of=acting_role.today),
        acting_role=acting_role,
        initial={"start": acting_role.today},
    )
    back = reverse("delegation:tasks")
    if form.carried_out(lambda _told: operations.say_task(today=acting_role.today, who=acting_role.who, **form.said)):
        return done(request, _("The task is entered."), back)
    page = _page(request, _("Enter a task that decides"), "", above=True)
    return form_page(request, page, form, button=_("Enter"), back=back)


def end_task(request: Request, pk: int) -> HttpResponse:
    """The post is no longer to decide by it."""
    acting_role, found = request.acting_role, _task(request, pk)
    form, back = EndForm(sent(request), initial={"end": acting_role.today}), reverse("delegation:tasks")
    if form.carried_out(
        lambda said: operations.end_task(task=found, today=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("It holds no longer."), back)
    page = _page(request, _("End the task"), str(found), above=True)
    return form_page(request, page, form, button=_("End it"), back=back)


def _task(request: Request, pk: int) -> DecidingTask:
    found = task_by_pk(pk)
    if found is None:
        raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
    lies_in = departments_of_posts([found.post], as_of=request.acting_role.today)
    must(request.acting_role, Action.SAY_TASK, task_matter(lies_in[found.post_id]))
    return found


def _page(request: Request, title: str, lead: str, *, above: bool = False) -> Page:
    own = [(_("Posts that are to decide"), reverse("delegation:tasks"))] if above else []
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=[(_("Delegation"), reverse(HERE)), *own, (title, "")],
        current=HERE,
        modules=("WORK", "DEL"),
        can_travel=not above,
    )
