"""What the beginning asks the role rules: who sets up, and who opens accounts."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting import rights
from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import START, must
from spelregler.domain.roles import Resource
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


class Action(StrEnum):
    """The two rows beside the matrix that a beginning needs."""

    SET_UP = rights.SET_UP
    OPEN_ACCOUNTS = "account:execute"


WAYS_IN = Resource(kind="account", id="all")
"""Everybody's way in."""


def must_set_up(acting_role: ActingRole) -> None:
    """Whoever may begin the municipality. Refuses with `NotVisible` a stranger, with `Refused` any other role."""
    _must_be_known(acting_role)
    must(acting_role, Action.SET_UP, START)


def must_open_accounts(acting_role: ActingRole) -> None:
    """Whoever may open accounts. Refuses with `NotVisible` a stranger, with `Refused` any other role."""
    _must_be_known(acting_role)
    must(acting_role, Action.OPEN_ACCOUNTS, WAYS_IN)


def _must_be_known(acting_role: ActingRole) -> None:
    if not acting_role.person_code:
        raise NotVisible(
            Words("The page is not here."),
            way=Words("Log in first."),
        )
