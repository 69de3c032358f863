"""The one role that whoever asks acts in, and the day that the page is seen as of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from spelregler.apps.acting.organisation import organisation
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.platform.audit.operations import Who
from spelregler.platform.audit.places import TrailPlace

SESSION_KEY = "worn-hat"
"""Where the session remembers which role is acted in; the word is older than this file."""


@dataclass(frozen=True)
class ActingRole:
    """Who asks, in which role, in which language, about which day."""

    role_assignment: RoleAssignment
    role_assignments: tuple[RoleAssignment, ...]
    today: date
    as_of: date
    language: str
    municipality: str
    is_demo: bool
    account: str = ""
    is_begun: bool = True

    @property
    def role(self) -> str:
        """The role's code, as the matrix has it."""
        return self.role_assignment.role

    @property
    def person(self) -> str:
        """Whose role it is; empty for a resident."""
        return self.role_assignment.person

    @property
    def person_code(self) -> str:
        """The person's code; empty for a resident."""
        return self.role_assignment.person_code

    @property
    def body(self) -> str:
        """The code of the body that the role belongs to, or is answerable under; empty for none."""
        return self.role_assignment.body

    @property
    def department(self) -> str:
        """The code of the role's department; empty for none."""
        return self.role_assignment.department

    @property
    def unit(self) -> str:
        """The code of the role's unit; empty for none."""
        return self.role_assignment.unit

    @property
    def place(self) -> tuple[str, str]:
        """What the role answers for, as kind and code."""
        return self.role_assignment.place

    @property
    def is_central(self) -> bool:
        """Whether the role serves the whole municipality."""
        return self.role_assignment.is_central

    @property
    def represents(self) -> str | None:
        """The part of the organisation that a representative's area is; None for the whole or for others."""
        return self.role_assignment.represents

    @property
    def who(self) -> Who:
        """For the audit trail: the person, the one acting role and the account signed in with."""
        return Who(
            name=self.person or "invånare",
            role=f"{self.role} {self.role_assignment.words.sv}",
            person=self.person_code,
            account=self.account,
            place=TrailPlace(body=self.body, department=self.department),
        )

    def say(self, sv: str, en: str) -> str:
        """One of two texts that are data, such as a clause's."""
        return sv if self.language == "sv" or not en else en


def acting_as(
    role_assignment: RoleAssignment,
    role_assignments: tuple[RoleAssignment, ...],
    *,
    today: date,
    as_of: date,
    language: str,
    account: str,
) -> ActingRole:
    """Acting in one of the roles that one may act in, in the municipality of this installation."""
    place = organisation().municipality()
    return ActingRole(
        role_assignment=role_assignment,
        role_assignments=role_assignments,
        today=today,
        as_of=as_of,
        language=language,
        municipality=place.name if place else "Spelregler",
        is_demo=bool(place and place.is_demo),
        account=account,
        is_begun=place is not None,
    )


def acting_role_again(
    *, person_code: str, assignment_code: str, account: str, language: str, today: date
) -> ActingRole | None:
    """The role in which somebody began a work that goes on without them; None where it is theirs no longer."""
    role_assignments = organisation().assignments_of_person(person_code, as_of=today)
    role_assignment = next((each for each in role_assignments if each.code == assignment_code), None)
    if role_assignment is None:
        return None
    return acting_as(role_assignment, role_assignments, today=today, as_of=today, language=language, account=account)


class Request(HttpRequest):
    """A request after the middleware: the role is known."""

    acting_role: ActingRole
