"""A form that is sent after the session has ended: said so, what was typed is kept, and signing in leads back to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.page_shell import page_shell
from spelregler.config.sending import digest_of, token_sent, where_it_stood
from spelregler.platform import clock
from spelregler.platform.sending.kept import KEPT_FOR, keep, throw_away
from spelregler.platform.sending.operations import stored_before
from spelregler.ui.sending import FIELD, KEPT, WHOSE, whose

OURS = frozenset({FIELD, WHOSE, KEPT, "csrfmiddlewaretoken"})
BAD = 400
NEVER_KEPT = ("account_", "mfa_", "identity_", "socialaccount_", "home:")
"""Passwords, keys and the choice of language are nothing to keep."""


def mark_seconds() -> int:
    """How long a page may lie open and its form still be known as its account's: a day past the longest session."""
    return int(settings.SESSION_COOKIE_AGE + 24 * 3600)


def form_seconds() -> int:
    """How long after a form was fetched it can be sent at all: while its mark is known, and then while it is kept."""
    return mark_seconds() + int(KEPT_FOR.total_seconds())


class LostSessionMiddleware:
    """Whoever fills in a form for longer than a session lasts loses nothing (WCAG 2.2.5, re-authenticating)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; what was kept is thrown away once it is sent and taken, and stays where it was refused."""
        response = self.get_response(request)
        kept = request.POST.get(KEPT, "") if request.method == "POST" and request.user.is_authenticated else ""
        if kept and response.status_code < BAD:
            throw_away(account=str(request.user.pk), key=kept)
        return response

    def process_view(self, request: Any, view: object, *_arguments: object) -> HttpResponse | None:
        """After the check that the form is ours, before the view judges a stranger."""
        if request.method != "POST" or request.resolver_match.view_name.startswith(NEVER_KEPT):
            return None
        mark = "" if request.user.is_authenticated else request.POST.get(WHOSE, "")
        account = whose(mark, seconds=mark_seconds()) if mark else ""
        return _kept(request, account) if account else None


def _kept(request: Any, account: str) -> HttpResponse:
    """Kept under the token that it has; but what was stored before the session ended is told as stored (ADR 43)."""
    token = token_sent(request)
    before = stored_before(account=account, token=token, digest=digest_of(request)) if token else None
    if before is not None:
        return _signed_out(request, wanted=before.location or where_it_stood(request), is_stored=True)
    fields = {name: each for name, each in request.POST.lists() if name not in OURS}
    files = [file.name for _name, each in request.FILES.lists() for file in each]
    key = keep(account=account, path=request.get_full_path(), token=token, fields=fields, files=files, now=clock.now())
    wanted = reverse("identity_kept", args=[key]) if key else request.path
    return _signed_out(request, wanted=wanted, is_kept=bool(key))


def _signed_out(request: Any, *, wanted: str, **how: bool) -> HttpResponse:
    page = page_shell(request, title=_("You have been signed out"), can_travel=False)
    sign_in = f"{reverse('home:log_in')}?{urlencode({'next': wanted})}"
    return render(request, "ui/signed_out.html", {"page": page, "sign_in": sign_in, **how}, status=401)
