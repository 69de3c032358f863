"""How somebody is told of what waits: the dates in their own calendar, and mail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, only_sent, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may
from spelregler.apps.notices import queries
from spelregler.apps.notices.access import Action, own_list
from spelregler.apps.notices.operations import addresses, letters
from spelregler.apps.notices.pages.settings.forms import MailForm
from spelregler.platform import clock
from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.trail import who_is
from spelregler.platform.mail.operations import is_configured


def holder(request: Request) -> Account:
    """The account that is signed in; the views below are only reached by one."""
    assert isinstance(request.user, Account)  # noqa: S101  for the type checker: login_required has seen to it
    return request.user


@login_required
def settings(request: Request) -> HttpResponse:
    """One's own notices, and what has been sent."""
    account = holder(request)
    form = MailForm(sent(request), initial={"days": queries.mail_days(account)})
    if form.carried_out(lambda said: letters.choose_mail(account=account, who=who_is(account), **said)):
        return done(request, _("Your choice is stored."), reverse("notices:settings"))
    return _shown(request, form)


@only_sent
@login_required
def give_address(request: Request) -> HttpResponse:
    """A new address for the calendar, shown now and never again."""
    account = holder(request)
    key = addresses.give_address(account=account, now=clock.now(), who=who_is(account))
    return _shown(request, _unsent(account), link=request.build_absolute_uri(reverse("notices:calendar", args=[key])))


@only_sent
@login_required
def withdraw_address(request: Request) -> HttpResponse:
    """The address opens nothing any more."""
    account = holder(request)
    addresses.withdraw_address(account=account, who=who_is(account))
    return done(request, _("The calendar address opens nothing any more."), reverse("notices:settings"))


def _unsent(account: Account) -> MailForm:
    return MailForm(initial={"days": queries.mail_days(account)})


def _shown(request: Request, form: MailForm, *, link: str = "") -> HttpResponse:
    account, title = holder(request), _("Notices")
    page = page_shell(
        request,
        title=title,
        lead=_("What waits for you, brought to your own calendar and your mail."),
        crumbs=[(_("Home"), reverse("home:home")), (_("My account"), reverse("identity_account")), (title, "")],
        can_travel=False,
        path=reverse("notices:settings"),
    )
    context = {
        "page": page,
        **_watches(request.acting_role),
        "account": account,
        "address": queries.calendar_address(account),
        "link": link,
        "form": form if is_configured() else None,
        "letters": queries.letters_to(account),
    }
    return render(request, "notices/settings.html", context, status=form.status)


def _watches(acting_role: ActingRole) -> dict[str, Any]:
    """Who sees one's list, and whose list one sees."""
    held, code = acting_role.role_assignments, acting_role.person_code
    own = queries.own_watch(code, held=held, today=acting_role.today) if code else None
    return {
        "may_watch": bool(code) and may(acting_role, Action.SHOW_OWN_LIST, own_list(code)),
        "watch": own,
        "watched_duties": [each.label(acting_role.language) for each in own.duties] if own else [],
        "watching": queries.watching(acting_role),
    }
