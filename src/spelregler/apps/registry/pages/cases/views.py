"""The registry: what is looked for, the newest cases, one's own, and the form of a new one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.posts import handling_posts, post_acted_by
from spelregler.apps.registry import operations
from spelregler.apps.registry.access.rights import NEW, SETTINGS, Action, asked_for
from spelregler.apps.registry.models import CaseFile, CaseRequest
from spelregler.apps.registry.pages.cases import presenters
from spelregler.apps.registry.pages.cases.forms import CaseForm, CaseSearch
from spelregler.apps.registry.pages.occasions import key_of, near
from spelregler.apps.registry.queries.cases import MOST_LISTED, PER_PAGE, newest_cases
from spelregler.apps.registry.queries.matters import DECIDING
from spelregler.apps.registry.queries.requests import request_by_pk
from spelregler.apps.registry.queries.waiting import slow_since
from spelregler.ui.page import Page, Pager, page_asked

MODULES = ("DEC",)
OPEN_ONES, MINE = "oppna", "mina"


def cases(request: Request) -> HttpResponse:
    """The registry: search first, then the newest; the exact number leads to its case."""
    acting_role, asked = request.acting_role, request.GET
    search = CaseSearch(asked, bodies=bodies(as_of=acting_role.as_of))
    words, body, which = search.said("q"), search.said("organ"), asked.get("visa", "")
    if words and (address := presenters.exact(words, acting_role)):
        return HttpResponseRedirect(address)
    post = post_acted_by(acting_role.role_assignment.code)
    own = post.code if post and which == MINE else ""
    found = newest_cases(
        as_of=acting_role.as_of,
        today=acting_role.today,
        body=body,
        post=own,
        only_open=which in (OPEN_ONES, MINE),
        page=page_asked(asked.get("sida", "")),
    )
    place = acting_role.body
    is_now = acting_role.as_of == acting_role.today
    asks_for = place if place and is_now and may(acting_role, Action.ASK_FOR_CASE, asked_for(place)) else ""
    kept = {"organ": body, "visa": which, "per": asked.get("per", "")}
    context = {
        "page": shell(request, _("Registry"), _("Cases and records, by number.")),
        "search": search,
        "words": words,
        "hits": presenters.hits(words, acting_role, body=body) if words else (),
        "has_more": found.has_more,
        "most": MOST_LISTED,
        "rows": presenters.rows(found.rows, acting_role, slow_since=slow_since(as_of=acting_role.as_of)),
        "pager": Pager.of(found.page, total=found.total, most=PER_PAGE, **kept),
        "which": which,
        "body": body,
        "has_post": post is not None,
        "may_register": acting_role.as_of == acting_role.today and may(acting_role, Action.REGISTER, NEW),
        "asks_for": asks_for,
        "may_set_up": acting_role.as_of == acting_role.today and may(acting_role, Action.SET_UP, SETTINGS),
    }
    return render(request, "registry/list.html", context)


def new(request: Request) -> HttpResponse:
    """The registrar registers a case; its number is given when it is stored."""
    acting_role, made = request.acting_role, list[CaseFile]()
    must(acting_role, Action.REGISTER, NEW)
    asked = _asked(request)
    form = CaseForm(
        sent(request),
        bodies=bodies(as_of=acting_role.today),
        posts=handling_posts(as_of=acting_role.today),
        occasions=near(DECIDING, today=acting_role.today),
        today=acting_role.today,
        language=acting_role.language,
        initial={"opened_on": acting_role.today, "body": request.GET.get("organ", "") or acting_role.body}
        | (_as_asked(asked) if asked else {}),
    )

    def act(_said: dict[str, Any]) -> None:
        told: dict[str, Any] = {"new": form.new, "on": acting_role.today, "who": acting_role.who}
        made.append(operations.register_asked(request=asked, **told) if asked else operations.open_case(**told))

    if form.carried_out(act):
        told = _("The case is registered with the number %(number)s.") % {"number": made[0].number}
        return done(request, told, reverse("registry:case", args=[made[0].pk]))
    page = shell(request, _("Register a case"), _("The number is given when the case is stored."), below=True)
    back = reverse("registry:decline_case", args=[asked.pk]) if asked else reverse("registry:list")
    words = _("Answer that there is no case") if asked else _("Back")
    context = {"button": _("Register the case"), "back": back, "back_words": words}
    return form_page(request, page, form, template="registry/new.html", **context)


def _asked(request: Request) -> CaseRequest | None:
    """What the registrar was asked for, where the address says so and it waits."""
    key = request.GET.get("fraga", "")
    found = request_by_pk(int(key)) if key.isascii() and key.isdigit() and len(key) < 10 else None
    return found if found and found.ended_on is None else None


def _as_asked(asked: CaseRequest) -> dict[str, Any]:
    """The form as whoever asked has said it."""
    key = key_of(asked.occasion, asked.occasion_on) if asked.occasion_on else ""
    said = {"body": asked.body.code, "title": asked.title, "responsible": asked.asked_by.code}
    return said | {"occasion": key}


def shell(request: Request, title: str, lead: str = "", *, below: bool = False, can_travel: bool = False) -> Page:
    """A page of the room: the list itself, or one right below it."""
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=[(_("Registry"), reverse("registry:list")), (title, "")] if below else [],
        current="registry:list",
        modules=() if below else MODULES,
        can_travel=can_travel or not below,
    )
