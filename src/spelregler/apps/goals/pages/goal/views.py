"""Each goal's own page."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.goals.access import running_year
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.pages import MODULES, words
from spelregler.apps.goals.pages.goal import presenters as goal_presenters
from spelregler.apps.goals.pages.indicators.sums_presenters import sums_of_goal
from spelregler.apps.goals.pages.thread import presenters as thread_presenters
from spelregler.apps.goals.queries import goal_detail, lookups, thread
from spelregler.apps.goals.queries.unit_totals import UnitsTogether, units_together
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


def goal(request: Request, code: str) -> HttpResponse:
    """One goal: its measures with their series, and its thread lit both ways."""
    acting_role = request.acting_role
    scale = words.scale_on(acting_role.as_of)
    detail = goal_detail.goal_detail(code=code, as_of=acting_role.as_of)
    year = detail.year if detail else acting_role.as_of.year
    tree = thread.thread_tree(goal=code, year=year, as_of=acting_role.as_of, scale=scale)
    found = seen_tree(acting_role, tree)
    state = found.goal(code)
    if detail is None or state is None:
        raise NotVisible(
            Words("The goal does not hold on that day."),
            way=Words("Go to Goals and choose there."),
        )
    title = words.title(state, acting_role.language)
    page = page_shell(
        request,
        title=title,
        lead=words.carried_by(state, acting_role.language),
        crumbs=[(_("Goals"), reverse("goals:tree")), (title, "")],
        current="goals:tree",
        modules=MODULES,
        scope_kind=state.owner_kind,
        scope=state.owner,
    )
    page = replace(page, title_lang=words.lang_of_title(state, acting_role.language))
    places = {place.code: place for place in unit_places(as_of=acting_role.as_of, codes=found.units)}
    rows = goal_presenters.indicator_rows(
        state, scale, acting_role.language, {each.code: each for each in detail.series}
    )
    context = {
        "page": page,
        "state": state,
        "mark": words.MARKS[state.judged.status],
        "words": words.status_words(state.judged.status),
        "rows": rows,
        "has_hidden": goal_presenters.has_hidden(rows),
        "sums": sums_of_goal(_together(state, acting_role), state, acting_role),
        "rejudged": goal_presenters.rejudged_rows(detail.rejudged),
        "measured": goal_presenters.measured(rows, acting_role.language),
        "threaded": thread_presenters.thread_picture(found, code, places, acting_role.language),
        "columns": thread_presenters.columns(found, thread_presenters.Focus(goal=code), places, acting_role.language),
        "offered": running_year.offered(acting_role, state),
    }
    return render(request, "goals/goal.html", context)


def _together(state: thread.GoalNode, acting_role: ActingRole) -> dict[str, UnitsTogether]:
    """What units make of the measures of a body's goal; a unit's own goal has nothing below it."""
    if state.owner_kind == "unit":
        return {}
    return units_together(lookups.indicators_by_code(each.code for each in state.indicators), as_of=acting_role.as_of)
