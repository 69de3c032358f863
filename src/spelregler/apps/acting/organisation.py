"""What acting must know of the organisation, told by the room that keeps it: who holds what, and which units there are.

Acting stands below every room; so the organisation says by itself what it knows, as a room says which checks it has.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.platform.accounts.models import Account
from spelregler.platform.findings import Place


@dataclass(frozen=True)
class Municipality:
    """The municipality of this installation, as the shell of a page names it."""

    name: str
    is_demo: bool


@dataclass(frozen=True)
class DepartmentOfUnits:
    """A department, the body that it answered to on the day, and whether a certain unit lies in it."""

    code: str
    body: str
    has_unit: bool


class Organisation(Protocol):
    """Who exists and who holds what on a day."""

    def municipality(self) -> Municipality | None:
        """The municipality, or None before one is set up."""

    def assignments_of_account(self, account: Account, *, as_of: date) -> tuple[RoleAssignment, ...]:
        """Every role that the person behind an account may act in on the day, seats first."""

    def assignments_of_person(self, person_code: str, *, as_of: date) -> tuple[RoleAssignment, ...]:
        """The same of a person."""

    def departments(self, *, as_of: date, unit: str = "") -> list[DepartmentOfUnits]:
        """Every department that has a unit on the day, and whether it has the one with the code."""

    def in_english(self, places: Collection[Place], *, as_of: date) -> dict[Place, str]:
        """The English names on the day of those bodies, departments and units that have one."""

    def names_in_english(self) -> dict[str, str]:
        """The Swedish names of the bodies and departments that have an English one, each with that."""


_told: list[Organisation] = []


def provide(organisation: Organisation) -> None:
    """Called once, by the room that keeps the organisation, when the product starts."""
    _told[:] = [organisation]


def organisation() -> Organisation:
    """The organisation, as told."""
    return _told[0]
