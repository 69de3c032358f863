"""The manual's pages. Anyone reads them, signed in or not."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.help.manual import Chapter, chapter_at, find, manuals, neighbours
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import SearchForm, WordsField
from spelregler.ui.page import Page


class HelpSearch(SearchForm):
    """What somebody asks the manual."""

    q = WordsField(label=gettext_lazy("Search the help"), max_length=100)

    def __init__(self, request: Request) -> None:
        super().__init__(request.GET, auto_id="help-search-%s")


def contents(request: Request) -> HttpResponse:
    """What the manual holds, by whom it is for; or where it says what somebody asks for."""
    search = HelpSearch(request)
    words = search.said("q")
    lead = _("How each errand is done, step by step. The manual is in Swedish and can be read without an account.")
    page = _page(request, title=_("Help"), lead=lead)
    context = {"page": page, "manuals": manuals(), "search": search, "words": words, **_found(words)}
    return render(request, "help/contents.html", context)


def front(request: Request, manual: str) -> HttpResponse:
    """The first page of the manual for one kind of reader."""
    return _shown(request, _must(manual))


def chapter(request: Request, manual: str, slug: str) -> HttpResponse:
    """One chapter, with the others of its manual beside it."""
    return _shown(request, _must(manual, slug))


def _found(words: str) -> dict[str, object]:
    return {"found": find(words)} if words else {}


def _must(manual: str, slug: str = "") -> Chapter:
    found = chapter_at(manual=manual, slug=slug)
    if found is None:
        raise NotVisible(
            Words("There is no such chapter in the help."),
            way=Words("Search the help, or choose from the contents on the page Help."),
        )
    return found


def _shown(request: Request, one: Chapter) -> HttpResponse:
    own = next(each for each in manuals() if each.front.manual == one.manual)
    before, after = neighbours(one)
    below = [(own.front.title, reverse("help:manual", args=[one.manual]))] if one.slug else []
    page = _page(request, title=one.title, lead=one.lead, below=below)
    beside = {"manual": own, "before": before, "after": after, "search": HelpSearch(request)}
    context = {"page": page, "chapter": one, **beside}
    return render(request, "help/chapter.html", context)


def _page(request: Request, *, title: str, lead: str, below: Sequence[tuple[str, str]] = ()) -> Page:
    start = (_("Help"), reverse("help:contents"))
    crumbs = [start, *below, (title, "")] if title != start[0] else [(title, "")]
    return page_shell(request, title=title, lead=lead, crumbs=crumbs, can_travel=False)
