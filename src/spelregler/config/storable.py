"""What no database column holds is refused at the door, once for every page, form and address.

PostgreSQL takes no NUL in a text and SQLite takes it without a word; half a letter of UTF-16 can be written by neither.
No keyboard types them. (The bodies of programs are JSON and are looked at where they are read, `exchange.bounded`.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

from spelregler.exchange.bounded import is_storable


class StorableMiddleware:
    """An address, a cookie or a form with such a character gets the page of a request that cannot be understood."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The address and the cookies, before anything is looked up by them."""
        _must_be_storable(chain([request.path], _texts(request.GET), chain(*request.COOKIES.items())))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """The form, when it is known that there is a page for it."""
        if request.method == "POST":
            _must_be_storable(_texts(request.POST))
            _must_be_storable(file.name or "" for file in chain(*(each for _name, each in request.FILES.lists())))


def _texts(said: QueryDict) -> Iterable[str]:
    return chain(said, chain(*(each for _name, each in said.lists())))


def _must_be_storable(texts: Iterable[Any]) -> None:
    if not all(is_storable(str(each)) for each in texts):
        raise BadRequest("a character that no text holds")
