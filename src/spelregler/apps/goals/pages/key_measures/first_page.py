"""The key measures of the role's own body, department or unit, on its first page."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.first_page import Note, register_note, register_panel
from spelregler.apps.goals.access.key_measures import KeyPlace, may_choose
from spelregler.apps.goals.operations.key_measures import MOST
from spelregler.apps.goals.pages.key_measures import presenters
from spelregler.ui.page import StatCard

FIRST = -10
"""Before the other pictures: what the leader has chosen to follow first."""


def register() -> None:
    """A card for each place, and the way to choose for whoever does."""
    for number in range(MOST):
        register_panel(FIRST + number, _card(number))
    register_note(choose)


def _card(number: int) -> Callable[[ActingRole], StatCard | None]:
    def card(acting_role: ActingRole) -> StatCard | None:
        place = KeyPlace.of_role(acting_role)
        cards = presenters.cards(acting_role, place) if place else []
        return cards[number] if number < len(cards) else None

    return card


def choose(acting_role: ActingRole) -> Note | None:
    """Whoever leads is led to the choice until it is made; then the plan and the follow-up lead to changing it."""
    place = KeyPlace.of_role(acting_role)
    if place is None or not may_choose(acting_role, place) or presenters.cards(acting_role, place):
        return None
    return Note(_("Choose three to five key measures to follow first"), presenters.address(place))
