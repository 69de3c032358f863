"""Who may do what: the matrix of the package in force."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.policy.packages.in_force import rules_on
from spelregler.apps.policy.pages.roles import presenters


def roles(request: Request) -> HttpResponse:
    """The permission matrix as computed from the role rules; anyone may read it."""
    acting_role = request.acting_role
    page = page_shell(
        request,
        title=_("Who may do what"),
        lead=_("Computed from the municipality's own role rules. The two parties never do each other's work."),
        current="policy:roles",
        modules=("ORG",),
        can_travel=False,
    )
    context = {"page": page, "matrix": presenters.matrix_view(rules_on(acting_role.today), acting_role.language)}
    return render(request, "policy/roles.html", context)
