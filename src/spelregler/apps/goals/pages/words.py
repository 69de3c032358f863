"""What the pages of this room say in one way: how a goal goes, its trend, and why a value is hidden."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.goals.models import Indicator
from spelregler.apps.goals.queries.goal_history import IndicatorNow, direction_said
from spelregler.apps.goals.queries.key_measures import KeyNow
from spelregler.apps.goals.queries.suppression import Hidden
from spelregler.apps.goals.queries.thread import HANGS_IN_NOTHING, LEADS_NOWHERE, ActionNode, GoalNode
from spelregler.domain.findings import Status
from spelregler.domain.goals.attainment import GoalScale, GoalStatus
from spelregler.platform.findings import parameters
from spelregler.ui import formatting

MARKS = {
    GoalStatus.MET: Status.KEPT,
    GoalStatus.PARTLY: Status.ATTENTION,
    GoalStatus.NOT_MET: Status.BREACH,
    GoalStatus.NOT_MEASURABLE: Status.NOT_ASSESSED,
}
"""The mark that each step is shown with: the shapes and colours of the rules' own."""


def status_words(status: GoalStatus) -> str:
    """The three steps and what cannot be measured."""
    return {
        GoalStatus.MET: _("met"),
        GoalStatus.PARTLY: _("partly met"),
        GoalStatus.NOT_MET: _("not met"),
        GoalStatus.NOT_MEASURABLE: _("not measurable"),
    }[status]


def counted_words(status: GoalStatus, count: int) -> str:
    """How many goals stand so: 3 met. Swedish shows that they are several."""
    return {
        GoalStatus.MET: ngettext("%(n)d goal met", "%(n)d goals met", count),
        GoalStatus.PARTLY: ngettext("%(n)d goal partly met", "%(n)d goals partly met", count),
        GoalStatus.NOT_MET: ngettext("%(n)d goal not met", "%(n)d goals not met", count),
        GoalStatus.NOT_MEASURABLE: ngettext("%(n)d goal not measurable", "%(n)d goals not measurable", count),
    }[status] % {"n": count}


def target_sign(direction: str) -> str:
    """What stands before a target: the value is to be at most, or at least, so much."""
    return "≤" if direction_said(direction) == "lower" else "≥"


def hidden_words(why: str) -> str:
    """Why a value is not shown; nothing where it is."""
    if why == Hidden.WAITS:
        return _("waits, not shown yet")
    return _("hidden, too few") if why else ""


def trend_words(trend: str) -> str:
    """Which way it goes, or nothing where there are too few figures."""
    return {"better": _("better"), "worse": _("worse"), "unchanged": _("unchanged")}.get(trend, "")


def carried_by(state: GoalNode, language: str) -> str:
    """Whose the goal is and the decision that carries it, with the body named once."""
    decision = formatting.days_in_words(state.decision, language)
    owner = state.owner_name if language == "sv" or not state.owner_name_en else state.owner_name_en
    parts = (decision,) if decision.startswith(state.owner_name) else (owner, decision)
    return " · ".join(part for part in parts if part)


def source_of(each: IndicatorNow | KeyNow) -> str:
    """What stands at the figure: where it comes from, and of Kolada's own the words that its terms ask for."""
    return "kolada" if each.source == "Källa: Kolada" else each.origin


def title(item: GoalNode | IndicatorNow | Indicator | ActionNode, language: str) -> str:
    """The title in the reader's language; Swedish where no English is written."""
    return item.title if language == "sv" or not item.title_en else item.title_en


def lang_of_title(item: GoalNode | ActionNode, language: str) -> str:
    """The language of a title that is not the page's; empty where it is."""
    return "" if language == "sv" or item.title_en else "sv"


def break_words(kind: str) -> str:
    """Where the thread is broken."""
    return {LEADS_NOWHERE: _("nothing is done for it"), HANGS_IN_NOTHING: _("serves no goal above")}[kind]


def scale_on(day: date) -> GoalScale:
    """P05 in the package in force on the day; the rule's own defaults for what the package does not set."""
    found = parameters("P05", as_of=day)
    return GoalScale(**{name: Decimal(found[name]) for name in ("met", "partly") if name in found})
