"""What the pages of a case, its records and memos all do: find the case, and show a form about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.registry.access.rights import OPEN, seeing
from spelregler.apps.registry.models import CaseFile
from spelregler.apps.registry.pages.words import title_of
from spelregler.apps.registry.queries.cases import case_by_pk
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page

MODULES = ("DEC",)


def the_case(request: Request, pk: int) -> CaseFile:
    """The case, where the reader sees it on the day. Refuses with `NotVisible` otherwise."""
    found = case_by_pk(pk, as_of=request.acting_role.as_of)
    if found is None or not OPEN.let_through(request.acting_role, [found]):
        not_here()
    return found


def not_here() -> NoReturn:
    """To this reader there is no such thing."""
    raise NotVisible(Words("There is nothing with that number in the registry."), way=Words("Search in the registry."))


def case_form(
    request: Request, found: CaseFile, form: PlainForm, act: Callable[[dict[str, Any]], object], *, title: str,
    button: str, lead: str = "",
) -> HttpResponse:  # fmt: skip
    """A form about the case, on a page of its own."""
    back = reverse("registry:case", args=[found.pk])
    if form.carried_out(act):
        return done(request, _("It is saved."), back)
    page = case_page(request, found, last=title, lead=lead)
    return form_page(request, page, form, button=button, back=back, template="registry/entering.html")


def case_page(request: Request, found: CaseFile, *, last: str = "", lead: str = "") -> Page:
    """The case's own page, or one below it."""
    marked = seeing(request.acting_role, found).marked
    here = reverse("registry:case", args=[found.pk])
    crumbs = [(_("Registry"), reverse("registry:list")), (found.number, here if last else "")]
    return page_shell(
        request,
        title=last or title_of(found, marked=marked),
        lead=lead or ("" if last else found.number),
        crumbs=[*crumbs, *([(last, "")] if last else [])],
        current="registry:list",
        modules=() if last else MODULES,
        scope_kind="committee",
        scope=found.body.code,
        can_travel=not last,
    )
