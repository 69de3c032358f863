"""What the beginning asks the role rules: who sets up, and who opens accounts."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.organisation.access import START, must
from spelregler.apps.organisation.worn import Worn
from spelregler.domain.roles import Resource
from spelregler.platform.errors import NotVisible


class Action(StrEnum):
    """The two rows beside the matrix that a beginning needs."""

    SET_UP = "set_up:execute"
    OPEN_ACCOUNTS = "account:execute"


WAYS_IN = Resource(kind="account", id="all")
"""Everybody's way in."""


def must_set_up(worn: Worn) -> None:
    """Refuse whoever does not begin the municipality; to a stranger the page is not there."""
    _must_be_known(worn)
    must(worn, Action.SET_UP, START)


def must_open_accounts(worn: Worn) -> None:
    """Refuse whoever does not open accounts; to a stranger the page is not there."""
    _must_be_known(worn)
    must(worn, Action.OPEN_ACCOUNTS, WAYS_IN)


def _must_be_known(worn: Worn) -> None:
    if not worn.hat.person_code:
        raise NotVisible(
            sv="Sidan finns inte här.",
            en="The page is not here.",
            way_sv="Logga in först.",
            way_en="Log in first.",
        )
