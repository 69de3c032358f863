"""Each goal's own page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.goals.access import running_year
from spelregler.apps.goals.access.lit_thread import counted_thread
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.pages import MODULES, words
from spelregler.apps.goals.pages.goal import presenters as goal_presenters
from spelregler.apps.goals.pages.indicators.sums_presenters import sums_of_goal
from spelregler.apps.goals.pages.thread import presenters as thread_presenters
from spelregler.apps.goals.queries import goal_detail, lookups
from spelregler.apps.goals.queries.thread import GoalNode, thread_tree
from spelregler.apps.goals.queries.unit_totals import UnitsTogether, units_together
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import ThreadColumn
from spelregler.ui.pictures import Picture


def goal(request: Request, code: str) -> HttpResponse:
    """One goal: its measures with their series, and its thread lit both ways."""
    acting_role = request.acting_role
    scale = words.scale_on(acting_role.as_of)
    detail = goal_detail.goal_detail(code=code, as_of=acting_role.as_of)
    thread = _thread(acting_role, code, year=detail.year if detail else acting_role.as_of.year)
    if detail is None or thread is None:
        raise NotVisible(
            Words("The goal does not hold on that day."),
            way=Words("Go to Goals and choose there."),
        )
    state = thread.chosen
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
        "threaded": thread.picture,
        "columns": thread.columns,
        "offered": running_year.offered(acting_role, state),
    }
    return render(request, "goals/goal.html", context)


@dataclass(frozen=True)
class _Thread:
    """The goal, and its thread drawn and in columns."""

    chosen: GoalNode
    picture: Picture
    columns: list[ThreadColumn]


def _thread(acting_role: ActingRole, code: str, *, year: int) -> _Thread | None:
    """One by one, or counted where much hangs in it; None where the goal is not seen."""
    as_of, language, scale = acting_role.as_of, acting_role.language, words.scale_on(acting_role.as_of)
    most = thread_presenters.MOST_KNOTS
    if year == as_of.year and (counted := counted_thread(acting_role, code, scale=scale, more_than=most)):
        drawn = thread_presenters.picture_counted(counted, language)
        return _Thread(counted.chosen, drawn, thread_presenters.columns_counted(counted, language))
    found = seen_tree(acting_role, thread_tree(goal=code, year=year, as_of=as_of, scale=scale))
    if (chosen := found.goal(code)) is None:
        return None
    places = {place.code: place for place in unit_places(as_of=as_of, codes=found.units)}
    columns = thread_presenters.columns(found, thread_presenters.Focus(goal=code), places, language)
    return _Thread(chosen, thread_presenters.thread_picture(found, code, places, language), columns)


def _together(state: GoalNode, acting_role: ActingRole) -> dict[str, UnitsTogether]:
    """What units make of the measures of a body's goal; a unit's own goal has nothing below it."""
    if state.owner_kind == "unit":
        return {}
    return units_together(lookups.indicators_by_code(each.code for each in state.indicators), as_of=acting_role.as_of)
