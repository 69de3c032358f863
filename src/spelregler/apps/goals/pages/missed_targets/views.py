"""Missed targets: the list, and the answer with cause, action, owner and date."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.missed_targets.presenters import missed_rows, reaction_rows
from spelregler.apps.goals.pages.reporting.presenters import paged
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries import missed_targets
from spelregler.apps.organisation.models import Department
from spelregler.apps.organisation.queries.posts import post_by_code
from spelregler.platform.errors import DomainError, NotVisible
from spelregler.platform.numbers import read_day


def missed_list(request: Request) -> HttpResponse:
    """The missed targets of the role's own unit or department, and how soon departments answer."""
    acting_role = request.acting_role
    every = missed_targets.missed_targets(
        year=acting_role.as_of.year, as_of=acting_role.as_of, scale=scale_on(acting_role.as_of)
    )
    shown = paged(missed_targets.seen_by(acting_role, every), request.GET, reverse("goals:missed"))
    page = page_shell(
        request,
        title=_("Missed targets"),
        lead=_("A target that was not met asks for a cause, an action, an owner and a date."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Missed targets"), "")],
        current="goals:tree",
        modules=MODULES,
    )
    context = {
        "page": page,
        "rows": missed_rows(shown.rows, acting_role),
        "pager": shown.pager,
        "days": missed_targets.DAYS,
        "medians": reaction_rows(missed_targets.medians(every), acting_role),
    }
    return render(request, "goals/missed.html", context)


def answer(request: Request, key: str) -> HttpResponse:
    """The form for one missed target; what was typed stands when something is missing."""
    acting_role = request.acting_role
    each = _chosen(request, key)
    must(acting_role, GoalAction.ANSWER_MISSED, each.matter)
    fault = None
    if request.method == "POST":
        try:
            _answer(request, each)
        except DomainError as refused:
            fault = refused.text(acting_role.language)
        else:
            messages.success(request, _("The missed target is answered, and the action is in the plan."))
            return HttpResponseRedirect(reverse("goals:missed"))
    title = acting_role.say(each.target.indicator.title, each.target.indicator.title_en)
    page = page_shell(
        request,
        title=_("Answer a missed target"),
        lead=f"{title}, {each.where}",
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Missed targets"), reverse("goals:missed")), (title, "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    posts = missed_targets.owners_near(each, as_of=acting_role.today)
    context = {
        "page": page,
        "row": missed_rows([each], acting_role)[0],
        "posts": posts,
        "typed": request.POST,
        "fault": fault,
    }
    return render(request, "goals/answer.html", context, status=400 if fault else 200)


def _chosen(request: Request, key: str) -> missed_targets.MissedTarget:
    acting_role = request.acting_role
    every = missed_targets.missed_targets(
        year=acting_role.today.year, as_of=acting_role.today, scale=scale_on(acting_role.today)
    )
    found = next((each for each in every if each.key == key), None)
    if found is None or acting_role.role_assignment.is_resident:
        raise NotVisible(
            sv="Det missade målvärdet finns inte.",
            en="No such missed target.",
            way_sv="Gå till Missade målvärden och välj där.",
            way_en="Go to Missed targets and choose there.",
        )
    return found


def _answer(request: Request, each: missed_targets.MissedTarget) -> None:
    acting_role, said = request.acting_role, request.POST
    near = {post.code for post in missed_targets.owners_near(each, as_of=acting_role.today)}
    owner = post_by_code(said.get("owner", "")) if said.get("owner", "") in near else None
    if owner is None:
        raise DomainError(
            sv="Ägaren saknas.",
            en="The owner is missing.",
            clause="MR-30",
            way_sv="Välj en tjänst som svarar för åtgärden.",
            way_en="Choose a post that answers for the action.",
        )
    operations.answer_miss(
        measurement=each.measurement,
        target=each.target,
        department=Department.objects.get(code=each.department),
        cause=said.get("cause", ""),
        action=said.get("action", ""),
        owner=owner,
        due_on=read_day(said.get("due_on", "")),
        on=acting_role.today,
        who=acting_role.who,
    )
