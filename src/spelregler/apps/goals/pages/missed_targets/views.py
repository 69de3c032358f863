"""Missed targets: the list, and the answer with cause, action, owner and date."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.missed_targets.forms import AnswerForm
from spelregler.apps.goals.pages.missed_targets.presenters import missed_rows, owner_choices, reaction_rows
from spelregler.apps.goals.pages.reporting.presenters import paged
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries import missed_targets
from spelregler.apps.organisation.models import Department
from spelregler.apps.organisation.queries.posts import post_by_code
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


def missed_list(request: Request) -> HttpResponse:
    """The missed targets of the role's own unit or department, and how soon departments answer."""
    acting_role = request.acting_role
    year, as_of = acting_role.as_of.year, acting_role.as_of
    read = partial(missed_targets.missed_targets, year=year, as_of=as_of, scale=scale_on(as_of))
    mine = missed_targets.seen_by(acting_role, read(which=missed_targets.near(acting_role)))
    answered = read(which=missed_targets.answered(as_of=as_of))
    shown = paged(mine, request.GET, reverse("goals:missed"))
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
        "medians": reaction_rows(missed_targets.medians(answered), acting_role),
    }
    return render(request, "goals/missed.html", context)


def answer(request: Request, key: str) -> HttpResponse:
    """The form for one missed target."""
    acting_role, each = request.acting_role, _chosen(request, key)
    must(acting_role, GoalAction.ANSWER_MISSED, each.matter)
    form = AnswerForm(sent(request), posts=owner_choices(each, acting_role))

    def act(said: dict[str, Any]) -> None:
        said["owner"] = post_by_code(said["owner"])
        operations.answer_miss(
            measurement=each.measurement,
            target=each.target,
            department=Department.objects.get(code=each.department),
            on=acting_role.today,
            who=acting_role.who,
            **said,
        )

    if form.carried_out(act):
        words = _("The missed target is answered, and the action is in the plan.")
        return done(request, words, reverse("goals:missed"))
    return _answer_page(request, each, form)


def _answer_page(request: Request, each: missed_targets.MissedTarget, form: AnswerForm) -> HttpResponse:
    acting_role, back = request.acting_role, reverse("goals:missed")
    title = acting_role.say(each.target.indicator.title, each.target.indicator.title_en)
    page = page_shell(
        request,
        title=_("Answer a missed target"),
        lead=f"{title}, {each.where.text(acting_role.language)}",
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Missed targets"), back), (title, "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    row, words = missed_rows([each], acting_role)[0], _("Give the answer")
    return form_page(request, page, form, button=words, back=back, template="goals/answer.html", row=row)


def _chosen(request: Request, key: str) -> missed_targets.MissedTarget:
    acting_role, today = request.acting_role, request.acting_role.today
    named = missed_targets.named(key)
    every = missed_targets.missed_targets(year=today.year, as_of=today, scale=scale_on(today), which=named)
    found = next((each for each in every if each.key == key), None)
    if found is None or acting_role.role_assignment.is_resident:
        raise NotVisible(
            Words("No such missed target."),
            way=Words("Go to Missed targets and choose there."),
        )
    return found
