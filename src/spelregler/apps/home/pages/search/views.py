"""Searching among what is there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.home.pages.search import queries
from spelregler.apps.home.pages.search.forms import Search


def search(request: Request) -> HttpResponse:
    """Goals, units, rules and decisions whose words match; bounded."""
    words = Search(request.GET).said("q")
    page = page_shell(request, title=_("Search"), current="")
    found = queries.matches(words=words, as_of=request.acting_role.as_of, language=request.acting_role.language)
    return render(request, "home/search.html", {"page": page, "words": words, "found": found})
