"""What the pages of this room say in one way: a unit's state, a step and a review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.autonomy.access.visibility import SeenUnit
from spelregler.apps.autonomy.queries.unit_states import UnitState
from spelregler.domain.autonomy.states import UnitState as State
from spelregler.domain.findings import Status
from spelregler.platform.findings import titles
from spelregler.ui import formatting


def ground_choices(grounds: Iterable[str], day: date, language: str) -> list[tuple[str, str]]:
    """Each ground by the rule's title."""
    named = titles(as_of=day)
    return [(each, f"{named[each].text(language)} ({each})" if each in named else each) for each in grounds]


def state_word(state: State) -> str:
    """A unit's state in plain words."""
    return {
        State.AUTONOMOUS: _("autonomous"),
        State.DIALOGUE: _("in dialogue"),
        State.INTERVENTION_PROPOSED: _("intervention proposed"),
        State.INTERVENTION: _("intervention"),
        State.CLOSING: _("closing"),
    }[state]


def unit_status(unit: SeenUnit) -> Status | str:
    """How the unit is marked: by its state where that is seen, by an intervention that is told, or not at all.

    It is marked as free only where all its conditions are known to be met (MR-40…45).
    """
    if unit.state is None:
        return Status.BREACH if unit.limits else ""
    picture = unit.state.picture
    if picture.state is not State.AUTONOMOUS:
        return unit.state.status
    if unit.state.unanswered or picture.unmet:
        return Status.ATTENTION
    return Status.KEPT if picture.is_free else Status.NOT_ASSESSED


def unit_words(unit: SeenUnit, language: str) -> str:
    """The state in plain words: until when an intervention holds, that a signal waits for an answer, and of a unit that
    nothing is decided about how many of its conditions are known. Empty where it is not seen.
    """
    if unit.state is None:
        return _limited(unit, State.INTERVENTION, language) if unit.limits else ""
    picture = unit.state.picture
    if picture.state is State.AUTONOMOUS:
        return _undecided(unit.state)
    word = _limited(unit, picture.state, language)
    return _("%(state)s, signal waits") % {"state": word} if unit.state.unanswered else word


def _limited(unit: SeenUnit, state: State, language: str) -> str:
    """The state, and until when it limits the unit."""
    if not unit.limits or state not in (State.INTERVENTION, State.CLOSING):
        return state_word(state)
    last = formatting.short_date(max(each.last_day for each in unit.limits), language)
    return _("%(state)s to and with %(day)s") % {"state": state_word(state), "day": last}


def _undecided(state: UnitState) -> str:
    picture = state.picture
    asked = len(picture.conditions)
    if state.unanswered:
        return _("signal waits for an answer")
    if picture.unmet:
        return ngettext("%(n)d of %(of)d conditions not met", "%(n)d of %(of)d conditions not met", picture.unmet) % {
            "n": picture.unmet,
            "of": asked,
        }
    if picture.is_free:
        return state_word(State.AUTONOMOUS)
    return _("evidence lacks: %(known)d of %(of)d conditions known") % {"known": picture.known, "of": asked}


def review_status(next_review: date | None, day: date) -> str:
    """A review that should have been made is told louder than one to come."""
    if next_review is None:
        return ""
    return "breach" if next_review < day else "attention" if next_review == day else "not_applicable"


def step_title(kind: str) -> str:
    """What happened, in plain words."""
    return {
        "signal": _("Signal"),
        "review_continue": _("Review: it continues"),
        "review_ease": _("Review: it is eased"),
        "review_renew": _("Review: it is renewed"),
        "review_end": _("Review: it ends"),
        "statement": _("The unit's own statement"),
        "dialogue": _("Department management chooses dialogue, not intervention"),
        "intervene": _("Department management chooses to intervene"),
        "no_action": _("Department management takes no action"),
        "intervention": _("Intervention"),
    }[kind]
