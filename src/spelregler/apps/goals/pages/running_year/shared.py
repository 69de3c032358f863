"""What the pages of a goal and an action share: the thing that the address names, and a form on a page of its own."""

from __future__ import annotations

from typing import NoReturn

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting import form_page as acting_form_page
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.goals.access import running_year
from spelregler.apps.goals.access.afar import things_seen
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.models import Action, Goal
from spelregler.apps.goals.pages import words
from spelregler.apps.goals.queries import lookups, plans, thread
from spelregler.apps.goals.queries.thread import GoalNode
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm


def goal_asked(request: Request, code: str) -> tuple[Goal, GoalNode]:
    """The goal that the address names, as the acting role sees it today with what it serves, or not found.

    What serves it is not read: the whole municipality may.
    """
    acting_role, goal = request.acting_role, lookups.goal_by_code(code=code)
    if goal is None:
        missing()
    scale = words.scale_on(acting_role.today)
    tree = thread.tree_above(Q(code=code), year=year_of(request, goal), as_of=acting_role.today, scale=scale)
    found = seen_tree(acting_role, tree)
    return goal, found.goal(code) or missing()


def action_asked(request: Request, code: str) -> tuple[Action, plans.Owner]:
    """The open action that the address names and whose it is, as the acting role sees it today, or not found."""
    acting_role, action = request.acting_role, running_year.action_by_code(code=code)
    if action is None or not things_seen(acting_role).actions.filter(code=code).exists():
        missing()
    return action, running_year.owner_of_action(acting_role, action) or missing()


def year_of(request: Request, goal: Goal) -> int:
    """The year that runs, or for a goal to come its first."""
    return max(goal.start.year, request.acting_role.today.year)


def missing() -> NoReturn:
    """For a stranger it is not there."""
    raise NotVisible(
        Words("No such goal or action today."),
        way=Words("Go to Goals and choose there."),
    )


def form_page(
    request: Request, form: PlainForm, title: str, lead: str, back: tuple[str, str], words: str
) -> HttpResponse:
    """A form on a page of its own, with what has to be put right."""
    page = page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=[(_("Goals"), reverse("goals:tree")), back, (title, "")],
        current="goals:tree",
        modules=("GOAL",),
        can_travel=False,
    )
    return acting_form_page.form_page(request, page, form, button=words, back=back[1])
