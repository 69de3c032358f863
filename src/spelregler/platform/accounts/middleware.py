"""A session ends: after a time without use, and after a time however much it is used."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from spelregler.platform import clock

STARTED, SEEN = "session-started", "session-seen"
PRECISION_SECONDS = 60
"""How often the last use is written down; oftener would make every page a write."""

Handler = Callable[[HttpRequest], HttpResponse]


class SessionEndMiddleware:
    """Idle too long or too old, a session is ended on the server, whatever cookie the browser keeps (ASVS 5.0 7.3)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End the session or note that it is used."""
        if request.user.is_authenticated:
            now = int(clock.now().timestamp())
            started = request.session.setdefault(STARTED, now)
            seen = request.session.setdefault(SEEN, now)
            idle, age = now - seen, now - started
            if idle >= settings.SPELREGLER_SESSION_IDLE_SECONDS or age >= settings.SESSION_COOKIE_AGE:
                logout(request)
            elif idle >= PRECISION_SECONDS:
                request.session[SEEN] = now
        return self.get_response(request)


class SecondStepMiddleware:
    """Where the municipality asks for a second step, whoever has none is led to choosing one first (ASVS 5.0 6.3.3).

    Whoever came through the municipality's own sign-in gave theirs there.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead to the page of second steps, or go on."""
        if settings.SPELREGLER_SECOND_STEP and request.user.is_authenticated and self._lacks_step(request):
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)

    def _lacks_step(self, request: HttpRequest) -> bool:
        if request.path.startswith(settings.SPELREGLER_OPEN_WITHOUT_SECOND_STEP):
            return False
        methods = {each.get("method") for each in request.session.get("account_authentication_methods", [])}
        return methods <= {"password"} and not is_mfa_enabled(request.user)
