"""The limits that the rules are judged with, for anybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.rights import may
from spelregler.apps.policy.access import PACKAGE, Action
from spelregler.apps.policy.packages.in_force import package_on, packages_adopted
from spelregler.apps.policy.pages.limits.presenters import decided_changes, limit_rows, term_rows
from spelregler.apps.policy.pages.shell import room_page

LATEST = 6
"""So many decisions on the package are held against the one before, the latest first."""


def limits(request: Request) -> HttpResponse:
    """Every limit of the package in force, in words, with its source and who may change it; and the words in use."""
    acting_role = request.acting_role
    lead = _("What the rules are judged with. A limit is changed by a decision, never in the program.")
    page = room_page(request, _("The limits"), lead)
    package = package_on(acting_role.as_of)
    rows = limit_rows(package, acting_role.language)
    context = {
        "page": page,
        "rows": rows,
        "may_write": may(acting_role, Action.ENTER, PACKAGE),
        "terms": term_rows(package.terms),
        "changes": decided_changes(packages_adopted(as_of=acting_role.as_of, most=LATEST), acting_role.language),
    }
    return render(request, "policy/limits.html", context)
