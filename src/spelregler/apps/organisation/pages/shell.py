"""What every page of this room has round it, and the page of one form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting import form_page as acting_form_page
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page

MODULES = ("ORG",)
HERE = "organisation:overview"
Crumbs = Sequence[tuple[str, str]]


def room_page(
    request: Request, title: str, lead: str = "", *, below: Crumbs = (), can_travel: bool = True, **more: Any
) -> Page:
    """A page of the organisation, `below` those that it lies under."""
    crumbs = [(_("The organisation"), reverse(HERE)), *below, (title, "")]
    modules = more.pop("modules", MODULES)
    return page_shell(
        request, title=title, lead=lead, crumbs=crumbs, current=HERE, modules=modules, can_travel=can_travel, **more
    )


def form_page(
    request: Request,
    form: PlainForm,
    *,
    title: str,
    button: str,
    lead: str = "",
    below: Crumbs = (),
    template: str = "ui/entering.html",
    **more: Any,
) -> HttpResponse:
    """The page of one form. What was typed stays, and what is wrong stands at its field."""
    page = room_page(request, title, lead, below=below, can_travel=False)
    back = below[-1][1] if below else reverse(HERE)
    return acting_form_page.form_page(request, page, form, button=button, back=back, template=template, **more)


def done(request: Request, message: str, name: str, *arguments: object) -> HttpResponse:
    """What was done is told on the page that shows it."""
    return acting_form_page.done(request, message, reverse(f"organisation:{name}", args=arguments))
