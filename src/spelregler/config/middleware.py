"""What every request carries: the acting role, the day, the language; and findings kept fresh after a write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from whitenoise.middleware import WhiteNoiseMiddleware

from spelregler.apps.acting.acting_role import SESSION_KEY, ActingRole, acting_as
from spelregler.apps.acting.organisation import organisation
from spelregler.apps.acting.role_assignment import RESIDENT, RoleAssignment
from spelregler.apps.policy.findings.recounting import ask_again
from spelregler.platform import clock, logs, measured, memory, own_words, request_id
from spelregler.platform.audit import written
from spelregler.platform.forms import language_of_reader
from spelregler.platform.numbers import read_day, read_or
from spelregler.platform.search.upkeep import be_found

Handler = Callable[[HttpRequest], HttpResponse]

READING = frozenset({"GET", "HEAD"})


class RequestIdMiddleware:
    """Every request has an id, which the trail's rows and the answer carry, and a memory of what it has asked."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer under a new id, told in X-Request-ID and in the log."""
        began = perf_counter()
        with request_id.one_request() as own, memory.one_request(only_reads=request.method in READING):
            response = self.get_response(request)
            logs.tell_request(request, response, began=began)
            measured.count(request, response, began=began)
        response.headers["X-Request-ID"] = own
        return response


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # the library has no types
    """Style sheets and pictures: those collected for the web server where they are, else from the product itself."""

    def add_files(self, root: str, prefix: str | None = None) -> None:
        """A folder that nobody has collected files into is nothing to serve from, and nothing to warn about."""
        if Path(root).is_dir():
            super().add_files(root, prefix)


class LanguageMiddleware:
    """Swedish first, whatever the browser asks for; English for whoever has chosen it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the chosen language for this request."""
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        translation.activate(wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


class PrivateMiddleware:
    """What somebody signed in has seen is kept by no browser and no cache: it is gone when they have signed out."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say so of every answer to whoever was signed in, before the view or after it."""
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_signed_in or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response


class ActingRoleMiddleware:
    """One role is worn at a time. It is remembered in the session and checked against the day on every request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach `acting_role` and go on. Every page says the municipality's own words as they are today."""
        own_words.say_own_words()
        request.acting_role = acting_role_of(request)  # type: ignore[attr-defined]  # the attribute that acting.acting_role.Request names
        return self.get_response(request)


def acting_role_of(request: HttpRequest) -> ActingRole:
    """The role that the session says, if the person still holds it today; else their first; else resident."""
    today = clock.today()
    role_assignments = _role_assignments(request, today)
    chosen = request.session.get(SESSION_KEY)
    role_assignment = next((each for each in role_assignments if each.code == chosen), role_assignments[0])
    return acting_as(
        role_assignment,
        role_assignments,
        today=today,
        as_of=_as_of(request, today),
        language=language_of_reader(),
        account=str(request.user.pk or ""),
    )


def _role_assignments(request: HttpRequest, today: date) -> tuple[RoleAssignment, ...]:
    account = request.user
    held = organisation().assignments_of_account(account, as_of=today) if account.is_authenticated else ()
    return (*held, RESIDENT)


def _as_of(request: HttpRequest, today: date) -> date:
    """The day in the address (?per=2026-10-01), never later than today; a day that cannot be read is today.

    Only for reading: a write is judged by today's organisation, whatever day the page that it came from showed.
    """
    if request.method not in ("GET", "HEAD"):
        return today
    return min(read_or(read_day, request.GET.get("per", ""), today), today)


class FreshFindingsMiddleware:
    """After a write that went well the checks that it can have touched are asked anew: the next page is true.

    So is what can be searched for. After a program's write, such as a directory that provisions a thousand accounts, no
    page is read: the worker asks.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and then ask the checks if the trail tells of something written."""
        with written.watched() as rooms:
            response = self.get_response(request)
        if rooms and response.status_code < 400:
            page_of = _room_of(request)
            # A row of the trail that has no subject of its own belongs to the room whose page was asked for.
            ask_again({room or page_of for room in rooms}, is_read_next=bool(page_of))
            if page_of:
                be_found()
        return response


def _room_of(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.namespace if match else ""
