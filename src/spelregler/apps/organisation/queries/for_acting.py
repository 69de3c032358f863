"""What the organisation tells acting: who holds what, and which units there are. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from spelregler.apps.acting.organisation import DepartmentOfUnits, Municipality
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.organisation.models import Body, Department, Person, Unit
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.apps.organisation.queries.unit_counts import units_by_department
from spelregler.apps.organisation.queries.units import english_then, name_then
from spelregler.platform.accounts.models import Account
from spelregler.platform.findings import Place


class StoredOrganisation:
    """Answers from what is stored."""

    def municipality(self) -> Municipality | None:
        """The municipality, or None before one is set up. One query."""
        found = municipality()
        return Municipality(name=found.name, is_demo=found.is_demo) if found else None

    def assignments_of_account(self, account: Account, *, as_of: date) -> tuple[RoleAssignment, ...]:
        """Every role that the person behind an account may act in on the day, seats first. Four queries at most."""
        return self._of(Person.objects.filter(account=account).first(), as_of)

    def assignments_of_person(self, person_code: str, *, as_of: date) -> tuple[RoleAssignment, ...]:
        """The same of a person. Four queries at most."""
        return self._of(Person.objects.filter(code=person_code).first(), as_of)

    def departments(self, *, as_of: date, unit: str = "") -> list[DepartmentOfUnits]:
        """Every department that has a unit on the day, and whether it has the one with the code. Two queries."""
        found = units_by_department(as_of=as_of, some=[unit] if unit else ())
        return [DepartmentOfUnits(code=each.code, body=each.body, has_unit=each.some > 0) for each in found]

    def in_english(self, places: Collection[Place], *, as_of: date) -> dict[Place, str]:
        """The English names on the day of those bodies, departments and units that have one. A query for each of the
        three kinds that is asked about.
        """
        found: dict[Place, str] = {}
        for kind, model in (("committee", Body), ("department", Department)):
            codes = [code for each, code in places if each == kind]
            rows = model.objects.filter(code__in=codes).exclude(name_en="") if codes else model.objects.none()
            found |= {(kind, code): name for code, name in rows.values_list("code", "name_en")}
        units = [code for kind, code in places if kind == "unit"]
        if units:
            called = Unit.objects.filter(code__in=units).annotate(
                then=name_then("pk", as_of), then_en=name_then("pk", as_of, "name_en")
            )
            for code, *names in called.values_list("code", "then", "then_en", "name_en"):
                if name := english_then(*names):
                    found["unit", code] = name
        return found

    def names_in_english(self) -> dict[str, str]:
        """The Swedish names of the bodies and departments that have an English one, each with that. Two queries."""
        found: dict[str, str] = {}
        for model in (Department, Body):
            found.update(model.objects.exclude(name_en="").values_list("name", "name_en"))
        return found

    @staticmethod
    def _of(person: Person | None, as_of: date) -> tuple[RoleAssignment, ...]:
        return tuple(role_assignments_of(person=person, as_of=as_of)) if person else ()
