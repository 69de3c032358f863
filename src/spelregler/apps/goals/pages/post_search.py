"""To find the post that is to answer for something, where there are too many to choose among in one list."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.goals.queries.ownership import Sought
from spelregler.platform.forms import ButtonForm, CodeField, CountField, SearchForm, WordsField


class PostSearch(SearchForm):
    """Words of the post's title, its unit or whoever holds it."""

    agare = WordsField(label=_("Find the owner by post, unit or name"), max_length=100)


class ChosenCode(ButtonForm):
    """The post that stands chosen in a form that was sent, by its code."""

    owner = CodeField()


class ChosenKey(ButtonForm):
    """The same by its key, as the form of a row has it."""

    owner = CountField()


def sought_by(request: Request, *, by_key: bool = False) -> Sought:
    """What the address asks for; the post that was chosen is offered once more, so that the form can be read."""
    chosen = (ChosenKey if by_key else ChosenCode)(sent(request)).said("owner") if sent(request) else None
    words = PostSearch(request.GET).said("agare")
    return Sought(words) if chosen is None else Sought(words, Q(**{"pk" if by_key else "code": chosen}))


def shown_search(request: Request, *, has_more: bool) -> PostSearch | None:
    """The search, where there are more posts than are offered or something is looked for."""
    search = PostSearch(request.GET)
    return search if has_more or search.said("agare") else None
