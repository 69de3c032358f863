"""Meetings and decisions for programs, as OParl and Popolo. Anybody may read them; no account is needed or known."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from spelregler.apps.acting.acting_role import acting_as
from spelregler.apps.acting.role_assignment import RESIDENT
from spelregler.apps.meetings.feed import popolo
from spelregler.apps.meetings.feed.asked import BadQuestion, read_question
from spelregler.apps.meetings.feed.oparl import Feed
from spelregler.apps.meetings.feed.things import OPARL, POPOLO, Things
from spelregler.apps.meetings.pages.minutes.shared import minutes_document
from spelregler.apps.meetings.queries import in_the_open
from spelregler.apps.organisation.models import Municipality
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.exchange.documents import write_plain
from spelregler.exchange.oparl import fault
from spelregler.platform import clock


@require_safe
def system(request: HttpRequest) -> HttpResponse:
    """OParl's way in."""
    own = municipality()
    return _told(_feed(own).system()) if own else _empty()


@require_safe
def things(request: HttpRequest, name: str, body: str = "") -> HttpResponse:
    """A page of a list."""
    own = municipality()
    if own is None:
        return _empty()
    try:
        asked = read_question(request.GET)
    except BadQuestion as refused:
        return _refused(refused.words.sv)
    return _told(_feed(own).page(name, asked, body=body))


@require_safe
def thing(request: HttpRequest, word: str, key: str) -> HttpResponse:
    """A thing at its own address, also one that is gone."""
    own = municipality()
    found = _feed(own).one(word, key) if own else None
    return _told(found) if found else _refused("Det finns inget på den här adressen.", status=404)


@require_safe
def minutes(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The adjusted minutes as they are published, whoever asks: as text."""
    today = clock.today()
    found = in_the_open.meeting_with_minutes(pk, as_of=today)
    if found is None:
        return _refused("Det finns inget justerat protokoll på den här adressen.", status=404)
    with translation.override("sv"):
        reader = acting_as(RESIDENT, (RESIDENT,), today=today, as_of=today, language="sv", account="")
        text = write_plain(minutes_document(found, reader))
    return _open(HttpResponse(text, content_type="text/plain; charset=utf-8"))


@require_safe
def popolo_things(request: HttpRequest, kind: str) -> HttpResponse:
    """A page of Popolo's things of a kind."""
    own = municipality()
    if own is None:
        return _empty()
    try:
        asked = read_question(request.GET)
    except BadQuestion as refused:
        return _refused(refused.words.sv)
    following = f"{settings.SPELREGLER_ADDRESS}{POPOLO}{kind}?limit={asked.per_page}&page={asked.page + 1}"
    feed = popolo.PopoloFeed(_things(own), clock.today())
    return _told(feed.page(kind, asked, next_url=following))


def _feed(own: Municipality) -> Feed:
    return Feed(_things(own), clock.today(), clock.now)


def _things(own: Municipality) -> Things:
    """At the one address of the installation, for a thing has one whichever way its reader came."""
    return Things(f"{settings.SPELREGLER_ADDRESS}{OPARL}", settings.SPELREGLER_ADDRESS, own)


def _told(document: dict[str, Any]) -> HttpResponse:
    return _open(JsonResponse(document, json_dumps_params={"ensure_ascii": False}))


def _empty() -> HttpResponse:
    return _refused("Ingen kommun är inlagd.", status=404)


def _refused(message: str, *, status: int = 400) -> HttpResponse:
    return _open(JsonResponse(fault(message), status=status, json_dumps_params={"ensure_ascii": False}))


def _open(response: HttpResponse) -> HttpResponse:
    """Open data may be read by a page on any site."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
