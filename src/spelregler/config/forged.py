"""A form that was not fetched from us, or too long ago: told on a page of ours, with the next step (ASVS 5.0 3.5)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE

from spelregler.config.error_mapping import refused
from spelregler.domain.words import Words
from spelregler.platform.errors import DomainError


class FormNotOurs(DomainError):
    """The form's mark is missing or belongs to another session."""

    code, status = "form-not-ours", 403


def failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's page for this is in English and speaks to programmers."""
    return refused(request, _no_cookie() if reason == REASON_NO_CSRF_COOKIE else _not_ours())


def _not_ours() -> FormNotOurs:
    return FormNotOurs(
        Words("The form was fetched before you signed in, or from another site than this. Nothing is stored."),
        way=Words("Go back, copy what you wrote, load the page anew and send the form again."),
    )


def _no_cookie() -> FormNotOurs:
    return FormNotOurs(
        Words("The browser sent no cookie, so we cannot know that the form comes from here. Nothing is stored."),
        way=Words("Allow cookies for this site, load the page anew and send the form again."),
    )
