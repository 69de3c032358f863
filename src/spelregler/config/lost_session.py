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
from spelregler.platform import clock
from spelregler.platform.sending.kept import keep, throw_away
from spelregler.ui.sending import FIELD, KEPT, WHOSE, whose

OURS = frozenset({FIELD, WHOSE, KEPT, "csrfmiddlewaretoken"})
BAD = 400
NEVER_KEPT = ("account_", "mfa_", "identity_", "socialaccount_", "home:")
"""Passwords, keys and the choice of language are nothing to keep."""


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
        account = whose(mark, seconds=settings.SESSION_COOKIE_AGE + 24 * 3600) if mark else ""
        return _kept(request, account) if account else None


def _kept(request: Any, account: str) -> HttpResponse:
    fields = {name: each for name, each in request.POST.lists() if name not in OURS}
    files = [file.name for _name, each in request.FILES.lists() for file in each]
    key = keep(account=account, path=request.get_full_path(), fields=fields, files=files, now=clock.now())
    wanted = reverse("identity_kept", args=[key]) if key else request.path
    page = page_shell(request, title=_("You have been signed out"), can_travel=False)
    sign_in = f"{reverse('home:log_in')}?{urlencode({'next': wanted})}"
    return render(request, "ui/signed_out.html", {"page": page, "is_kept": bool(key), "sign_in": sign_in}, status=401)
