"""Key measures as small cards: the latest value, how it stands against its target, and against the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.access.key_measures import KeyPlace, may_choose
from spelregler.apps.goals.models import Indicator, KeyChoice
from spelregler.apps.goals.pages.words import MARKS, hidden_words, scale_on, source_of, status_words, target_sign, title
from spelregler.apps.goals.queries.goal_detail import role_of
from spelregler.apps.goals.queries.goal_history import direction_said
from spelregler.apps.goals.queries.key_measures import KeyNow, indicators_of, key_choice, standing
from spelregler.domain.goals.attainment import GoalScale, Measure, Movement, Trend, judge_goal
from spelregler.domain.period import ONE_DAY
from spelregler.platform import memory
from spelregler.ui import formatting
from spelregler.ui.page import StatCard

ARROWS = {Movement.UP: "↑", Movement.DOWN: "↓", Movement.FLAT: "→"}


@dataclass(frozen=True)
class KeyCards:
    """The key measures of a place as they are shown on a page of its own, and the way to choose them."""

    cards: Sequence[StatCard]
    url: str
    may_choose: bool


@dataclass(frozen=True)
class ChosenRow:
    """What was chosen, from when to when and by which role."""

    start: date
    last_day: date | None
    role: str
    measures: list[str]


def named(each: Indicator, language: str) -> str:
    """The measure in the reader's language, with its unit."""
    return f"{title(each, language)} ({each.unit_of_measure})"


def address(place: KeyPlace) -> str:
    """Where the key measures are seen and chosen."""
    return reverse("goals:key_measures", args=[place.kind, place.code])


def shown(acting_role: ActingRole, place: KeyPlace) -> KeyCards:
    """The cards of a place, and whether the role chooses them."""
    return KeyCards(cards(acting_role, place), address(place), may_choose(acting_role, place))


def cards(acting_role: ActingRole, place: KeyPlace) -> list[StatCard]:
    """Asked once in a request: a first page asks card by card."""
    key = ("key measures", place, acting_role.as_of, acting_role.language)
    return memory.once(key, lambda: _cards(acting_role, place))


def _cards(acting_role: ActingRole, place: KeyPlace) -> list[StatCard]:
    choice = key_choice(place, as_of=acting_role.as_of)
    if choice is None:
        return []
    found = standing(place, indicators_of(choice), as_of=acting_role.as_of)
    scale = scale_on(acting_role.as_of)
    return [card_of(each, scale, acting_role.language) for each in found]


def card_of(each: KeyNow, scale: GoalScale, language: str) -> StatCard:
    """One key measure. What is hidden is said to be, with neither figure, target nor direction."""
    status, words = _against_target(each, scale)
    return StatCard(
        title=title(each.indicator, language),
        value=_value(each, language),
        status=status,
        status_text=words,
        note=" · ".join(filter(None, _notes(each, language))),
        source=source_of(each),
        url=reverse("goals:indicator", args=[each.indicator.code]),
    )


def _value(each: KeyNow, language: str) -> str:
    if each.hidden:
        return formatting.NOTHING
    figure = formatting.number(each.value, language, decimals=each.indicator.decimals)
    return f"{figure} {each.indicator.unit_of_measure}" if each.value is not None else figure


def _against_target(each: KeyNow, scale: GoalScale) -> tuple[str, str]:
    if each.hidden:
        return "not_assessed", hidden_words(each.hidden)
    if each.value is None:
        return "not_assessed", _("told unit by unit only") if each.units else _("not reported")
    if each.target is None:
        return "", _("no target for it here")
    direction = direction_said(each.indicator.direction)
    measure = Measure(value=each.value, target=each.target, baseline=each.baseline, direction=direction)
    status = judge_goal([measure], scale=scale)
    return MARKS[status], status_words(status)


def _notes(each: KeyNow, language: str) -> tuple[str, ...]:
    return _target(each, language), _period(each, language), _of_units(each), change_words(each)


def _target(each: KeyNow, language: str) -> str:
    if each.target is None or each.hidden:
        return ""
    figure = formatting.number(each.target, language, decimals=each.indicator.decimals)
    return _("target %(target)s") % {"target": f"{target_sign(each.indicator.direction)} {figure}"}


def _period(each: KeyNow, language: str) -> str:
    return formatting.months(each.start, each.end, language) if each.start and each.end else ""


def _of_units(each: KeyNow) -> str:
    """How many units the value is made of; those that are not added up stand on the measure's own page."""
    if not each.units or each.value is None:
        return ""
    return ngettext("%(n)d unit", "%(n)d units together", each.units) % {"n": each.units}


def change_words(each: KeyNow) -> str:
    """Which way it has gone in a year, and whether that is good; nothing where the year before is not known."""
    if each.moved is None or each.change is None:
        return ""
    words = {
        Trend.BETTER: _("better than the year before"),
        Trend.WORSE: _("worse than the year before"),
        Trend.UNCHANGED: _("as the year before"),
    }[each.change]
    return f"{ARROWS[each.moved]}\xa0{words}"


def history(choices: Sequence[KeyChoice], language: str) -> list[ChosenRow]:
    """Each choice, the latest first."""
    return [
        ChosenRow(
            start=each.start,
            last_day=each.end - ONE_DAY if each.end else None,
            role=role_of(each.role),
            measures=[title(row, language) for row in indicators_of(each)],
        )
        for each in choices
    ]
