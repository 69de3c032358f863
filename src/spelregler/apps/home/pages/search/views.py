"""Searching in everything."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting import searching
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.home.pages.search import presenters
from spelregler.apps.home.pages.search.forms import Search
from spelregler.ui.page import Pager, page_asked


def search(request: Request) -> HttpResponse:
    """What the words are about, of every kind or of one, as the acting role sees it; leafed through."""
    acting_role, asked = request.acting_role, request.GET
    form = Search(asked)
    words = form.said("q")
    found = searching.search(words, acting_role)
    kind = asked.get("slag", "") if found.counts[asked.get("slag", "")] else ""
    hits, kept = found.of(kind), {"q": words, "per": asked.get("per", "")}
    pager = Pager.of(page_asked(asked.get("sida", "")), total=len(hits), most=presenters.ROWS, slag=kind, **kept)
    context = {
        "page": page_shell(request, title=_("Search"), current=""),
        "form": form,
        "words": words,
        "told": presenters.told(found, words),
        "choices": presenters.choices(found, chosen=kind, **kept),
        "rows": presenters.rows(found, hits[pager.start : pager.start + presenters.ROWS], acting_role),
        "pager": pager,
    }
    return render(request, "home/search.html", context)
