"""What the organisation tells acting: who holds what, and which units there are. Reads only."""

from __future__ import annotations

from datetime import date

from spelregler.apps.acting.organisation import Municipality
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.apps.organisation.queries.units import departments_with_units, units_of_department
from spelregler.platform.accounts.models import Account


class StoredOrganisation:
    """Answers from what is stored."""

    def municipality(self) -> Municipality | None:
        """The municipality, or None before one is set up. One query."""
        found = municipality()
        return Municipality(name=found.name, is_demo=found.is_demo) if found else None

    def assignments_of_account(self, account: Account, *, as_of: date) -> tuple[RoleAssignment, ...]:
        """Every role that the person behind an account may act in on the day, seats first. Four queries."""
        return self._of(Person.objects.filter(account=account).first(), as_of)

    def assignments_of_person(self, person_code: str, *, as_of: date) -> tuple[RoleAssignment, ...]:
        """The same of a person. Four queries."""
        return self._of(Person.objects.filter(code=person_code).first(), as_of)

    def departments(self, *, as_of: date, unit: str = "") -> list[tuple[str, str]]:
        """Every department that has a unit on the day, or the unit's, and the body that it answered to. Two queries."""
        return departments_with_units(as_of=as_of, unit=unit)

    def units_of_department(self, code: str, *, as_of: date) -> frozenset[str]:
        """The codes of a department's units on the day. One query."""
        return units_of_department(code, as_of=as_of)

    @staticmethod
    def _of(person: Person | None, as_of: date) -> tuple[RoleAssignment, ...]:
        return tuple(role_assignments_of(person=person, as_of=as_of)) if person else ()
