"""Whom a role enters limits for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.rights import may, must
from spelregler.apps.autonomy.access.actions import Action, limit_matter, may_enter_limits
from spelregler.apps.organisation.queries.departments import departments

MODULES = ("UNIT",)


def limited_places(request: Request) -> list[tuple[str, str]]:
    """Whom the role enters limits for: every unit and each department, or its own; refused where there is none."""
    acting_role = request.acting_role
    found = [
        (each.code, acting_role.say(each.name, each.name_en))
        for each in departments(as_of=acting_role.today)
        if may(acting_role, Action.ENTER_LIMIT, limit_matter(department=each.code, body=each.body))
    ]
    everywhere = may(acting_role, Action.ENTER_LIMIT, limit_matter())
    if not found and not everywhere and not may_enter_limits(acting_role):
        must(acting_role, Action.ENTER_LIMIT, limit_matter())
    return [("", _("Every unit")), *found] if everywhere else found
