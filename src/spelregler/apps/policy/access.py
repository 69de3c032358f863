"""The actions of this room, as the package's role rules name them."""

from __future__ import annotations

from enum import StrEnum

from spelregler.domain.policy import PERSONNEL_PROGRAMME
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with packages and documents. The council decides them; the decision is entered from minutes."""

    ENTER = "policy_package:execute"
    ENTER_BESIDE = "governing_document:execute"
    ARCHIVES = "policy_archive:execute"


PACKAGE = Resource(kind="policy", id="package")
"""The rules of the game are the whole municipality's matter."""

PROGRAMME = Resource(kind="policy", id=PERSONNEL_PROGRAMME, subject=PERSONNEL_PROGRAMME)
"""The personnel policy programme is the whole municipality's, and HR keeps it in order."""


def own_policy_of(*, department: str, body: str) -> Resource:
    """A department's own manager policy is the department's matter."""
    return Resource(kind="policy", id=department, department=department, body=body)
