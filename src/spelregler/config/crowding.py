"""Answers when there is no room, no database or a fault of ours: a page that asks nothing of anybody."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from spelregler.platform import request_id
from spelregler.platform.bounds import COME_BACK, WAITING_PER_THREAD, Turns

UNAVAILABLE, FAULT = 503, 500
ALONE = 8
"""Where another server than ours runs the application."""


class TurnsMiddleware:
    """No more are answered at once than there are threads and connections for; the rest wait a little or come back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        threads = settings.SPELREGLER_THREADS or ALONE
        self.turns = Turns(threads, waiting=threads * WAITING_PER_THREAD)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say at once that it was not done."""
        if not self.turns.take():
            return crowded()
        try:
            return self.get_response(request)
        finally:
            _let_go_of_the_database()
            self.turns.give_back()


def _let_go_of_the_database() -> None:
    """The next one in turn needs the connection. Whoever reads the answer slowly does not hold it meanwhile."""
    for each in connections.all(initialized_only=True):
        if not each.in_atomic_block:
            each.close_if_unusable_or_obsolete()


def crowded() -> HttpResponse:
    """Too many at once. Nothing of it was done."""
    return _plain(
        UNAVAILABLE,
        title=_("Many are here right now"),
        reason=_("Your request was not begun, so nothing is stored or changed."),
        way=_("Wait a few seconds and load the page again."),
    )


def fault(request: HttpRequest) -> HttpResponse:
    """Django's handler500. A database that does not answer comes back; a fault of ours has a number to tell."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return _plain(
            UNAVAILABLE,
            title=_("The database does not answer right now"),
            reason=_("If you were storing something: look whether it is there before you do it again."),
            way=_("Wait a few seconds and load the page again."),
        )
    return _plain(
        FAULT,
        title=_("Something went wrong with us"),
        reason=_("If you were storing something: look whether it is there before you do it again."),
        way=_("If it happens again, tell whoever runs the system this number: %(number)s")
        % {"number": request_id.current()},
    )


def _plain(status: int, **words: str) -> HttpResponse:
    headers = {"Retry-After": str(COME_BACK)} if status == UNAVAILABLE else {}
    return HttpResponse(
        render_to_string("ui/plain.html", words), status=status, headers={"Cache-Control": "no-store", **headers}
    )
