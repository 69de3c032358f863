"""Whose errand each part of the beginning is, by the role rules: a page that the reader may not use is not linked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import START, may
from spelregler.apps.frames.access import actions as frames
from spelregler.apps.organisation.access.actions import ADMINISTRATION, BODIES, ELECTION, WHOLE
from spelregler.apps.organisation.access.actions import Action as Organisation
from spelregler.apps.policy.access import PACKAGE
from spelregler.apps.policy.access import Action as Policy
from spelregler.apps.start.access.actions import WAYS_IN, Action
from spelregler.domain.roles import Resource


class Errand(StrEnum):
    """What somebody is to enter, told apart by who may."""

    SET_UP = "set_up"
    ACCOUNTS = "accounts"
    BODIES = "bodies"
    SEATS = "seats"
    ADMINISTRATION = "administration"
    WHOLE = "whole"
    PACKAGE = "package"
    COUNCIL = "council"
    GOALS = "goals"
    OPEN = "open"


@dataclass(frozen=True)
class Right:
    """What the role rules are asked."""

    action: str
    matter: Resource


RIGHTS = {
    Errand.SET_UP: Right(Action.SET_UP, START),
    Errand.ACCOUNTS: Right(Action.OPEN_ACCOUNTS, WAYS_IN),
    Errand.BODIES: Right(Organisation.KEEP_STRUCTURE, BODIES),
    Errand.SEATS: Right(Organisation.REGISTER_SEAT, ELECTION),
    Errand.ADMINISTRATION: Right(Organisation.KEEP_STRUCTURE, ADMINISTRATION),
    Errand.WHOLE: Right(Organisation.KEEP_STRUCTURE, WHOLE),
    Errand.PACKAGE: Right(Policy.ENTER, PACKAGE),
    Errand.GOALS: Right("vision_council_goals_and_budget:prepare", Resource(kind="plan", id="council")),
    Errand.COUNCIL: Right(frames.enters(is_council=True), frames.entered("kf")),
}


def is_mine(acting_role: ActingRole, errand: Errand) -> bool:
    """Whether the reader may do it."""
    right = RIGHTS.get(errand)
    return right is None or may(acting_role, right.action, right.matter)


def whose(errand: Errand) -> str:
    """Who does it, to somebody who may not."""
    return {
        Errand.SET_UP: _("whoever runs the system, or the committee secretary, enters it"),
        Errand.ACCOUNTS: _("whoever runs the system enters it"),
        Errand.WHOLE: _("whoever runs the system enters it"),
        Errand.ADMINISTRATION: _("HR enters it"),
        Errand.GOALS: _("the managers and the controller bring it"),
    }.get(errand, _("the committee secretary enters it"))
