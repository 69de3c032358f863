"""A case is asked for by whoever leads, and answered by the registrar (CP-11)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import is_offered, must
from spelregler.apps.organisation.queries.posts import post_acted_by
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.apps.registry import operations
from spelregler.apps.registry.access.rights import NEW, Action, asked_for
from spelregler.apps.registry.pages.about_case import not_here
from spelregler.apps.registry.pages.asking.forms import AskForm, DeclineForm
from spelregler.apps.registry.pages.occasions import near
from spelregler.apps.registry.queries.requests import request_by_pk, requests_of
from spelregler.ui.page import Page


def ask(request: Request, code: str) -> HttpResponse:
    """The head asks for a case of the committee, and sees what became of what was asked for before.

    Others who follow the rule here read who asks.
    """
    acting_role = request.acting_role
    body, post = body_by_code(code, as_of=acting_role.today), post_acted_by(acting_role.role_assignment.code)
    back = f"{reverse('registry:list')}?organ={code}"
    if not is_offered(request, Action.ASK_FOR_CASE, asked_for(code)) or post is None:
        lead = _("The department's head asks for it, and the registrar registers it.")
        return render(request, "registry/ask.html", {"page": _page(request, _("Ask for a case"), lead), "back": back})
    occasions = near([body.kind], today=acting_role.today)
    form = AskForm(sent(request), occasions=occasions, language=acting_role.language)

    def act(_said: dict[str, Any]) -> None:
        operations.ask_for_case(body=body, post=post, on=acting_role.today, who=acting_role.who, **form.asked)

    here = reverse("registry:ask_for_case", args=[code])
    if form.carried_out(act):
        return done(request, _("The registrar is asked for the case."), here)
    lead = _("The registrar registers it and gives the number. You answer for the case.")
    context = {
        "page": _page(request, _("Ask for a case"), lead),
        "form": form,
        "asked": requests_of(post=post.pk, as_of=acting_role.today),
        "back": back,
    }
    return render(request, "registry/ask.html", context, status=form.status)


def decline(request: Request, pk: int) -> HttpResponse:
    """The registrar finds that there is no case, and says why."""
    acting_role = request.acting_role
    must(acting_role, Action.REGISTER, NEW)
    found = request_by_pk(pk) or not_here()
    form, back = DeclineForm(sent(request)), reverse("registry:list")
    if form.carried_out(
        lambda said: operations.decline_case(request=found, on=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("It is answered."), back)
    page = _page(request, _("No case"), found.title)
    return form_page(request, page, form, button=_("Answer"), back=back)


def _page(request: Request, title: str, lead: str) -> Page:
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=[(_("Registry"), reverse("registry:list")), (title, "")],
        current="registry:list",
        can_travel=False,
    )
