"""One goal's thread in place: its columns lit from vision to action, and the rest of the picture dimmed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.goals.access.lit_thread import LitThread
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.pages.thread.presenters import action_knot, goal_knot, thread_address, vision_knots
from spelregler.apps.goals.queries.thread import GoalNode
from spelregler.ui.page import ThreadColumn, ThreadGoal


@dataclass(frozen=True)
class Lit:
    """What is told of the chosen goal above its thread."""

    knot: ThreadGoal
    page_url: str
    said: str


def lit(found: LitThread, language: str) -> Lit:
    """The chosen goal, how far its thread reaches both ways, and in words where it is broken."""
    return Lit(
        knot=_knot(found.chosen, found, language, per=""),
        page_url=reverse("goals:goal", args=[found.chosen.code]),
        said=_reach_words(found),
    )


def lit_columns(found: LitThread, language: str, *, per: str) -> list[ThreadColumn]:
    """The columns of the whole picture: in each what is in the thread stands first and is lit, the rest beneath it.

    What units have is told by name only in the thread; of the rest it is told how many there are.
    """
    own_page = reverse("goals:goal", args=[found.chosen.code])
    levels = ((_("Municipal goals"), Goal.Level.MUNICIPAL), (_("Committee goals"), Goal.Level.COMMITTEE))
    vision = [replace(each, lit=True) for each in vision_knots(found.vision, language)]
    unit_goals = [_knot(each, found, language, per=per) for each in found.unit_goals]
    actions = [replace(action_knot(each, language), lit=True) for each in found.actions]
    return [
        ThreadColumn(title=_("Vision"), goals=vision),
        *(_of_bodies(words, level, found, language, per=per) for words, level in levels),
        ThreadColumn(
            title=_("Unit goals"),
            goals=unit_goals,
            count=found.all_unit_goals,
            lit_count=found.unit_goal_count,
            more=_more(found.unit_goal_count - len(unit_goals)),
            more_url=own_page,
            nothing=_("No unit goal in the thread."),
        ),
        ThreadColumn(
            title=_("Actions"),
            goals=actions,
            count=found.all_actions,
            lit_count=found.action_count,
            more=_more(found.action_count - len(actions)),
            more_url=own_page,
            nothing=_("The thread ends before it reaches an action."),
        ),
    ]


def _of_bodies(words: str, level: str, found: LitThread, language: str, *, per: str) -> ThreadColumn:
    knots = [_knot(each, found, language, per=per) for each in found.goals if each.level == level]
    inside = [each for each in knots if each.lit]
    return ThreadColumn(
        title=words,
        goals=inside,
        rest=[each for each in knots if not each.lit],
        count=len(knots),
        lit_count=len(inside),
        nothing=_("The thread reaches no goal here."),
    )


def _knot(each: GoalNode, found: LitThread, language: str, *, per: str) -> ThreadGoal:
    is_unit = each.level == Goal.Level.UNIT
    return replace(
        goal_knot(each, language, is_carried=each.code in found.carried),
        url=thread_address(each.code, per=per),
        lit=is_unit or each.code in found.lit,
        chosen=each.code == found.chosen.code,
    )


def _more(count: int) -> str:
    """How many more there are than are told by name."""
    return ngettext("and %(count)s more", "and %(count)s more", count) % {"count": count} if count > 0 else ""


def _reach_words(found: LitThread) -> str:
    """How many there are on each level of the thread, from above."""
    above, committees = _lit(found, Goal.Level.MUNICIPAL), _lit(found, Goal.Level.COMMITTEE)
    units, actions = found.unit_goal_count, found.action_count
    return _("In the thread: %(municipal)s, %(committee)s, %(unit)s and %(actions)s.") % {
        "municipal": ngettext("%(n)d municipal goal", "%(n)d municipal goals", above) % {"n": above},
        "committee": ngettext("%(n)d committee goal", "%(n)d committee goals", committees) % {"n": committees},
        "unit": ngettext("%(n)d unit goal", "%(n)d unit goals", units) % {"n": units},
        "actions": ngettext("%(n)d action", "%(n)d actions", actions) % {"n": actions},
    }


def _lit(found: LitThread, level: str) -> int:
    return sum(each.code in found.lit for each in found.goals if each.level == level)
