"""The ways in: signing in, changing role, changing language."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import SESSION_KEY, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.home.pages.sign_in import queries
from spelregler.apps.home.pages.sign_in.forms import CastForm, LanguageForm, RoleForm
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def log_in(request: Request) -> HttpResponse:
    """In the demo one may be someone of the cast. Elsewhere this is only the way to the sign-in page."""
    if not settings.SPELREGLER_DEMO:
        wanted = request.GET.get("next", "")
        sign_in = reverse("account_login")
        return HttpResponseRedirect(f"{sign_in}?{urlencode({'next': wanted})}" if wanted else sign_in)
    if request.method == "POST":
        return _log_in_as_cast(request)
    page = page_shell(request, title=_("Log in"), can_travel=False)
    cast = queries.cast(as_of=request.acting_role.today, language=request.acting_role.language)
    return render(request, "home/log_in.html", {"page": page, "cast": cast, "next": request.GET.get("next", "")})


def _log_in_as_cast(request: Request) -> HttpResponse:
    form = CastForm(request.POST)
    person = queries.cast_member(form.said("cast") or "")
    if person is None or person.account is None:
        raise NotVisible(
            Words("The person is not in the cast."),
            way=Words("Choose someone on the page Log in."),
        )
    login(request, person.account, backend=BACKEND)
    return HttpResponseRedirect(form.onward(request.get_host()))


@require_POST
def log_out(request: Request) -> HttpResponse:
    """Become a resident again."""
    logout(request)
    return HttpResponseRedirect(reverse("home:home"))


@require_POST
def wear(request: Request) -> HttpResponse:
    """Put on another of one's own roles; the page that follows offers what that role may do."""
    form = RoleForm(request.POST, held=request.acting_role.role_assignments)
    wanted = form.said("hat")
    if wanted is None:
        raise NotVisible(
            Words("You do not hold that role today."),
            way=Words("Choose one of the roles in the header."),
        )
    request.session[SESSION_KEY] = wanted
    return HttpResponseRedirect(form.onward(request.get_host()))


@require_POST
def language(request: Request) -> HttpResponse:
    """Swedish or English; kept in a cookie."""
    form = LanguageForm(request.POST)
    wanted = form.said("language")
    if wanted is None:
        raise NotVisible(
            Words("The pages are not written in that language."),
            way=Words("Choose Swedish or English in the header."),
        )
    response = HttpResponseRedirect(form.onward(request.get_host()))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        httponly=True,
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement that the law asks for (DOS-lagen)."""
    return render(request, "home/accessibility.html", {"page": page_shell(request, title=_("Accessibility"))})
