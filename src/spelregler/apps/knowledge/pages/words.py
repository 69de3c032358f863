"""What the pages of this room say in one way, and how an answer of theirs is found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.visibility import seen_answers
from spelregler.apps.knowledge.models import UnitInformation
from spelregler.platform import memory
from spelregler.platform.findings import Answer, Place, Wanted, checks_of, texts

KINDS = {
    UnitInformation.Kind.MEETING: gettext_lazy("At a workplace meeting"),
    UnitInformation.Kind.COURSE: gettext_lazy("Each took the course"),
    UnitInformation.Kind.CATCH_UP: gettext_lazy("Catch-up for those who were absent"),
}
"""How a unit goes through the policy."""
MODULES = ("POL",)
HERE = "knowledge:course"
"""The room's own page."""


def clauses_of(checks: Collection[str], *, as_of: date) -> dict[str, str]:
    """The first rule of the package in force that asks each of the checks; a check that no rule asks is left out."""
    asked = checks_of(texts(as_of=as_of), as_of=as_of)
    return {check: clause for clause, (check, _given) in reversed(list(asked.items())) if check in checks}


def answers_of(acting_role: ActingRole, check: str, places: Collection[Place]) -> list[Answer]:
    """The check's answers about some places, as the role sees them."""
    found = clauses_of({check}, as_of=acting_role.as_of)
    if check not in found:
        return []
    wanted = Wanted(clauses=[found[check]], places=places)
    key = ("knowledge answers", acting_role.role_assignment.code, acting_role.as_of, check, *places)
    return memory.once_while_reading(key, lambda: seen_answers(acting_role).answers(wanted))
