"""What the pages of this room say in one way: a unit's state, a step and a review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from spelregler.apps.autonomy.access.visibility import SeenUnit
from spelregler.domain.autonomy.states import UnitState as State
from spelregler.domain.findings import Status
from spelregler.platform.findings import titles


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
    """How the unit is marked: by its state where that is seen, by an intervention that is told, or not at all."""
    if unit.state:
        return unit.state.status
    return Status.BREACH if unit.limits else ""


def unit_words(unit: SeenUnit) -> str:
    """The state in plain words, and that a signal waits for an answer where one does; empty where it is not seen."""
    if unit.state is None:
        return state_word(State.INTERVENTION) if unit.limits else ""
    word = state_word(unit.state.picture.state)
    return _("%(state)s, signal waits") % {"state": word} if unit.state.unanswered else word


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
