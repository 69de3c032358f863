"""The actions of this room, as the package's role rules name them."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.domain.policy import PERSONNEL_PROGRAMME
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with packages and documents. The council decides them; the decision is entered from minutes."""

    ENTER = "policy_package:execute"
    ENTER_BESIDE = "governing_document:execute"
    ARCHIVES = "policy_archive:execute"
    MOVE = "year_occasion:execute"


PACKAGE = Resource(kind="policy", id="package")
"""The rules of the game are the whole municipality's matter."""

PROGRAMME = Resource(kind="policy", id=PERSONNEL_PROGRAMME, subject=PERSONNEL_PROGRAMME)
"""The personnel policy programme is the whole municipality's, and HR keeps it in order."""


THE_YEAR = Resource(kind="year_occasion", id="year")
"""The municipality's year, which is the same for all its bodies."""


def own_policy_of(*, department: str, body: str) -> Resource:
    """A department's own manager policy is the department's matter."""
    return Resource(kind="policy", id=department, department=department, body=body)


def may_move_occasions(acting_role: ActingRole) -> bool:
    """Whether the role moves an occasion of the year, today."""
    return acting_role.as_of == acting_role.today and may(acting_role, Action.MOVE, THE_YEAR)


def must_move_occasions(acting_role: ActingRole) -> None:
    """Refuse, with the rule and the right way, whoever may not move an occasion."""
    must(acting_role, Action.MOVE, THE_YEAR)
