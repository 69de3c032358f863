"""What the worn role may enter, with the page where it is done. A page that nobody can reach does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.organisation.access import BODIES, ELECTION, Action, may
from spelregler.apps.organisation.worn import Worn


@dataclass(frozen=True)
class Act:
    """Something that may be done, and where."""

    label: str
    url: str


def on_the_whole(worn: Worn) -> list[Act]:
    """What is entered for the organisation as a whole."""
    asked = (
        (may(worn, Action.REGISTER_SEAT, ELECTION), _("New term after an election"), "new_term"),
        (may(worn, Action.RECORD_INTRODUCTION, BODIES), _("Introductions"), "introductions"),
    )
    return _offered(asked)


def _offered(asked: tuple[tuple[bool, str, str], ...], *arguments: str) -> list[Act]:
    return [Act(label, reverse(f"organisation:{name}", args=arguments)) for allowed, label, name in asked if allowed]
