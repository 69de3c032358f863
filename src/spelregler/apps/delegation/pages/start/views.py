"""May I decide this? And how each body has delegated (MR-37)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.delegation.pages.start import presenters
from spelregler.apps.delegation.pages.start.forms import MayIForm
from spelregler.apps.delegation.pages.words import HERE, MODULES, body_name
from spelregler.apps.delegation.queries.orders import MOST_FOUND, search_rows
from spelregler.apps.delegation.queries.register import waiting
from spelregler.apps.organisation.queries.introductions import steering_bodies


def start(request: Request) -> HttpResponse:
    """One search for an official, and the orders in force."""
    acting_role, asked = request.acting_role, request.GET
    bodies = [body for body, _term in steering_bodies(as_of=acting_role.as_of)]
    search = MayIForm(asked, bodies=[(each.code, body_name(acting_role, each)) for each in bodies])
    words, body = search.said("q"), search.said("organ")
    found = search_rows(words=words, body=body, as_of=acting_role.as_of) if words else []
    page = page_shell(
        request,
        title=_("May I decide this?"),
        lead=_("What each committee has delegated, and to whom."),
        current=HERE,
        modules=MODULES,
    )
    context = {
        "page": page,
        "search": search,
        "words": words,
        "is_told": bool(acting_role.person_code),
        "answers": presenters.answers(acting_role, found),
        "is_cut": len(found) == MOST_FOUND,
        "bodies": presenters.body_rows(acting_role, bodies, waiting(as_of=acting_role.as_of)),
    }
    return render(request, "delegation/start.html", context)
