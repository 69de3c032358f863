"""Who enters what surveys answered: of employees HR, of residents and users the controller. Everybody reads it."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.domain.roles import Resource
from spelregler.domain.surveys import SERVICE, THEMES, USERS

STAFF, RESIDENTS = "staff", "residents"


class Action(StrEnum):
    """What may be done with results; reading them is as open as the answers."""

    ENTER = "survey_result:execute"


def matter_of(theme: str) -> Resource:
    """The results on a theme, by whom was asked."""
    asked = RESIDENTS if theme in (SERVICE, USERS) else STAFF
    return Resource(kind="survey_result", id=asked, subject=asked)


def themes_entered(acting_role: ActingRole) -> list[str]:
    """The themes that the role enters results on."""
    return [each for each in THEMES if may(acting_role, Action.ENTER, matter_of(each))]


def must_enter(acting_role: ActingRole, theme: str) -> None:
    """Refuse, with the rule and the right way, whoever does not enter the theme's results."""
    must(acting_role, Action.ENTER, matter_of(theme))


def must_enter_some(acting_role: ActingRole) -> list[str]:
    """The themes that the role enters; whoever enters none is refused with the rule."""
    found = themes_entered(acting_role)
    if not found:
        must_enter(acting_role, next(iter(THEMES)))
    return found
