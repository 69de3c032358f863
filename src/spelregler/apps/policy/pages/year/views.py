"""The municipality's year, for anybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.policy.packages.in_force import package_on
from spelregler.apps.policy.pages.shell import room_page
from spelregler.apps.policy.pages.year import presenters
from spelregler.ui.page import year_asked


def year(request: Request) -> HttpResponse:
    """The municipality's year: what comes, whose it is, and by which rule, as the package in force has it."""
    acting_role = request.acting_role
    package = package_on(acting_role.as_of)
    chosen = year_asked(request.GET.get("ar", ""), range(2000, 2100), acting_role.as_of.year)
    lead = _("The last day of each occasion, as the policy package has them, and whose it is.")
    page = room_page(request, _("The municipality's year"), lead)
    context = {
        "page": page,
        "year": chosen,
        "shown": presenters.year_view(package, acting_role, year=chosen, asked=request.GET.get("vems", "")),
    }
    return render(request, "policy/year.html", context)
