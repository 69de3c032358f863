"""Everybody's way in: how many have one, links by mail or letter, and directory accounts to match."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting import report_files
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done
from spelregler.apps.identity.matching import Attribute
from spelregler.apps.start import queries
from spelregler.apps.start.access.actions import must_open_accounts
from spelregler.apps.start.files.letters import letters_of
from spelregler.apps.start.operations import accounts
from spelregler.apps.start.pages.accounts.forms import AttributeSearch, LinksForm, MatchForm
from spelregler.apps.start.pages.shell import page_of
from spelregler.domain.roles import role_of
from spelregler.domain.words import Words
from spelregler.platform import documents
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.platform.mail.operations import is_configured


def overview(request: Request) -> HttpResponse:
    """Who can sign in, who has not yet, and how they get there."""
    must_open_accounts(request.acting_role)
    return _shown(request)


def _shown(request: Request, sent: PlainForm | None = None) -> HttpResponse:
    """The page, with the form as it was sent where something is to be put right."""
    acting_role = request.acting_role
    found = queries.facts(today=acting_role.today)
    roles = [role_of(each) for each in found.roles_without]
    lead = _("Whoever holds a seat or a post signs in with an account.")
    unmatched = accounts.unmatched(attribute=_attribute(request))
    match = sent if isinstance(sent, MatchForm) else MatchForm(unmatched=unmatched)
    context = {
        "page": page_of(request, _("People and accounts"), lead, path=reverse("start:accounts")),
        "sent": sent,
        "people": found.people,
        "roles": [each.label.text(acting_role.language) for each in roles],
        "known": accounts.known(today=acting_role.today).count(),
        "unused": accounts.unused().count(),
        "given": accounts.unused().filter(link_given=True).count(),
        "most": accounts.MOST_LETTERS,
        "has_mail": is_configured(),
        "links": sent if isinstance(sent, LinksForm) else LinksForm(),
        "unmatched": match.rows(unmatched),
        "attribute": _attribute(request),
        "search": AttributeSearch(request.GET),
    }
    return render(request, "start/accounts.html", context, status=sent.status if sent else 200)


def _attribute(request: Request) -> Attribute:
    given = AttributeSearch(request.GET).said("efter")
    return Attribute(given) if given in set(Attribute) else Attribute.EMAIL


@require_POST
def open_known(request: Request) -> HttpResponse:
    """Everybody whose address the organisation knows gets an account, without a password."""
    acting_role, form = request.acting_role, PlainForm(request.POST)
    must_open_accounts(acting_role)
    counted: list[int] = []

    def act(_said: dict[str, Any]) -> None:
        counted.append(len(accounts.open_known(today=acting_role.today, who=acting_role.who).new))

    if not form.carried_out(act):
        return _shown(request, form)
    words = ngettext("%(n)d account is opened.", "%(n)d accounts are opened.", counted[0])
    return done(request, words % {"n": counted[0]}, reverse("start:accounts"))


@require_POST
def mail(request: Request) -> HttpResponse:
    """Whoever has an account and has never signed in is mailed a link that works once."""
    acting_role, form = request.acting_role, LinksForm(request.POST)
    must_open_accounts(acting_role)
    counted: list[int] = []

    def act(said: dict[str, Any]) -> None:
        to = accounts.to_give(again=said["again"])
        counted.append(accounts.mail_links(accounts=to, municipality=acting_role.municipality, who=acting_role.who))

    if not form.carried_out(act):
        return _shown(request, form)
    words = ngettext("%(n)d link is on its way.", "%(n)d links are on their way.", counted[0])
    return done(request, words % {"n": counted[0]}, reverse("start:accounts"))


@require_POST
def letters(request: Request) -> HttpResponse:
    """The same as letters to print, made by the worker; the links are in the file and are shown nowhere else."""
    acting_role, form = request.acting_role, LinksForm(request.POST)
    must_open_accounts(acting_role)
    made: list[accounts.Link] = []

    def act(said: dict[str, Any]) -> None:
        to = accounts.to_give(again=said["again"])[: accounts.MOST_LETTERS]
        made.extend(accounts.links(accounts=to, days=accounts.letter_days(), who=acting_role.who))

    if not form.carried_out(act):
        return _shown(request, form)
    if not made:
        messages.warning(request, _("Everybody has been given a link. Tick the box to make new ones."))
        return HttpResponseRedirect(reverse("start:accounts"))
    report = letters_of(links=made, municipality=acting_role.municipality, language=acting_role.language)
    asked = documents.ask(report, kind="pdf", client=report_files.client_of(request))
    return HttpResponseRedirect(reverse("start:letters_made", args=[asked.key]))


def letters_made(request: Request, key: str) -> HttpResponseBase:
    """The letters, once: they hold everybody's way in. Only whoever began them knows the address."""
    must_open_accounts(request.acting_role)
    asked = documents.asked(key, "pdf")
    if asked is None:
        raise NotVisible(
            Words("The letters are no longer here. They are fetched once and kept for a day at most."),
            way=Words("Make new letters under People and accounts."),
        )
    answer = report_files.shown(request, asked, name="brev", back=reverse("start:accounts"), is_secret=True)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
def match(request: Request) -> HttpResponse:
    """The chosen directory accounts become the persons' that the attribute points at."""
    acting_role = request.acting_role
    must_open_accounts(acting_role)
    form = MatchForm(request.POST, unmatched=accounts.unmatched(attribute=_attribute(request)))
    counted: list[int] = []

    def act(_said: dict[str, Any]) -> None:
        counted.append(accounts.match(pairs=form.pairs, who=acting_role.who))

    if not form.carried_out(act):
        return _shown(request, form)
    words = ngettext("%(n)d account is matched.", "%(n)d accounts are matched.", counted[0])
    return done(request, words % {"n": counted[0]}, reverse("start:accounts"))
