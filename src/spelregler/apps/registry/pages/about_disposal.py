"""What the pages of disposal all do: ask who enters, find the body, and stand below the registry."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.apps.registry.access.rights import DISPOSAL, Action
from spelregler.ui.page import Page


def entered_for(request: Request, code: str) -> Body:
    """The body, for whoever enters its plan and carries the disposal out."""
    must(request.acting_role, Action.REGISTER, DISPOSAL)
    return body_by_code(code, as_of=request.acting_role.today)


def disposal_page(request: Request, body: Body | None, title: str, *, lead: str = "", path: str = "") -> Page:
    """A page of disposal: its first page, a body's plan, or one below that."""
    crumbs = [(_("Registry"), reverse("registry:list")), (_("Disposal"), reverse("registry:disposal") if body else "")]
    name = request.acting_role.say(body.name, body.name_en) if body else ""
    if body:
        crumbs.append((name, plan_at(body) if title else ""))
    if body and title:
        crumbs.append((title, ""))
    return page_shell(
        request,
        title=title or _("Disposal plan: %(body)s") % {"body": name},
        lead=lead,
        crumbs=crumbs,
        current="registry:list",
        can_travel=body is None or not title,
        path=path,
    )


def plan_at(body: Body) -> str:
    return reverse("registry:disposal_plan", args=[body.code])
