"""What the pages of this room say in one way, and how an answer of theirs is found."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.visibility import seen_answers
from spelregler.apps.knowledge.models import UnitInformation
from spelregler.platform.findings import Answer, Place, Wanted, checks_of

KINDS = {
    UnitInformation.Kind.MEETING: gettext_lazy("At a workplace meeting"),
    UnitInformation.Kind.COURSE: gettext_lazy("Each took the course"),
    UnitInformation.Kind.CATCH_UP: gettext_lazy("Catch-up for those who were absent"),
}
"""How a unit goes through the policy."""
MODULES = ("POL",)


def answers_of(
    acting_role: ActingRole, checks: Collection[str], places: Collection[Place] | None, *, limit: int | None = None
) -> list[Answer]:
    """The answers of some checks about some places, as the role sees them; None is every place."""
    found = seen_answers(acting_role).answers(Wanted(places=places), limit=limit)
    named = checks_of({each.clause for each in found}, as_of=acting_role.as_of)
    return [each for each in found if named.get(each.clause, ("", {}))[0] in checks]
