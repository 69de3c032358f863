"""A person's own account: where it is signed in, and the ways to protect it."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may
from spelregler.apps.identity import queries
from spelregler.apps.identity.access import TABLE, Action
from spelregler.apps.identity.pages.account.forms import EndSessionForm
from spelregler.domain.words import Words
from spelregler.platform import clock
from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.operations import end_sessions
from spelregler.platform.accounts.trail import who_is
from spelregler.platform.errors import NotVisible
from spelregler.platform.sending.kept import kept, throw_away


def holder(request: Request) -> Account:
    """The account that is signed in; the views below are only reached by one."""
    assert isinstance(request.user, Account)  # noqa: S101  for the type checker: login_required has seen to it
    return request.user


@login_required
def my_account(request: Request) -> HttpResponse:
    """The account's own page: password, second step, where one is signed in."""
    page = page_shell(request, title=_("My account"), can_travel=False)
    sees_groups = may(request.acting_role, Action.SEE, TABLE)
    return render(request, "identity/account.html", {"page": page, "account": request.user, "sees_groups": sees_groups})


@login_required
def sessions(request: Request) -> HttpResponse:
    """Everywhere the account is signed in."""
    page = page_shell(request, title=_("Where you are signed in"), can_travel=False)
    found = queries.open_sessions(account=holder(request), key=request.session.session_key)
    return render(request, "identity/sessions.html", {"page": page, "sessions": found})


@require_POST
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # the library has no types
def end_session(request: Request) -> HttpResponse:
    """End one of one's own sessions; nobody else's is found."""
    only = EndSessionForm(request.POST).said("number")
    ended = only is not None and end_sessions(account=holder(request), who=who_is(holder(request)), only=only)
    if not ended:
        raise NotVisible(
            Words("That session no longer exists."),
            way=Words("See the list of where you are signed in."),
        )
    return HttpResponseRedirect(reverse("identity_sessions"))


@login_required
def kept_form(request: Request, key: str) -> HttpResponse:
    """What was typed when the session had ended, given back to the account that the form was shown to."""
    found = kept(account=str(request.user.pk), key=key, now=clock.now())
    if found is None:
        raise NotVisible(
            Words("Nothing is kept here for your account. What is kept stays for a day."),
            way=Words("Go to the page where you filled in the form, and fill it in again."),
        )
    page = page_shell(request, title=_("This is what you wrote"), can_travel=False)
    shown = [value for _name, value in found.fields if value.strip()]
    return render(request, "identity/kept.html", {"page": page, "kept": found, "shown": shown})


@require_POST
@login_required
def throw_away_form(request: Request, key: str) -> HttpResponse:
    """It is not wanted any more."""
    throw_away(account=str(request.user.pk), key=key)
    return HttpResponseRedirect(reverse("home:home"))
