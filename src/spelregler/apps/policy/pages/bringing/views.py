"""A package in files is brought, and one of its files is changed as text; faults are told with their line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.policy.operations.bringing import bring_anew, bring_package
from spelregler.apps.policy.operations.editing import own_folder, write_file
from spelregler.apps.policy.packages.validation import FaultsRefused
from spelregler.apps.policy.pages.bringing.forms import BringAnewForm, BringForm, FileTextForm
from spelregler.apps.policy.pages.drafting.shared import missing, package_page, row_of, seen_of, writer
from spelregler.apps.policy.pages.packages.presenters import FaultView, fault_views
from spelregler.exchange.package.packed import TAKEN, Unpacked
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page

Act = Callable[[dict[str, Any]], object]


def bring(request: Request) -> HttpResponse:
    """A package in files becomes one of the municipality's own. With a fault nothing is stored, and each is told."""
    acting_role = writer(request)
    form = BringForm(sent(request), request.FILES or None)
    faults: list[FaultView] = []

    def act(said: dict[str, Any]) -> None:
        bring_package(new_name=said["new_name"], sent=said["chosen"], who=acting_role.who)

    if form.carried_out(_telling(act, faults, acting_role.language)):
        said = form.cleaned_data
        return done(request, _said_of(said["chosen"]), row_of(said["new_name"]))
    lead = _("It is looked through first. With a fault nothing is stored.")
    page = package_page(request, _("Bring a package from files"), lead)
    return _with_faults(request, page, form, faults, button=_("Bring the package"), back=reverse("policy:own_packages"))


def bring_files(request: Request, name: str) -> HttpResponse:
    """Files that were changed elsewhere take the place of the package's. What is decided stays."""
    acting_role, seen = writer(request), seen_of(name)
    form = BringAnewForm(sent(request), request.FILES or None, initial=seen)
    faults: list[FaultView] = []

    def act(said: dict[str, Any]) -> None:
        bring_anew(name=name, sent=said["chosen"], was=said["was"], who=acting_role.who)

    if form.carried_out(_telling(act, faults, acting_role.language)):
        return done(request, _said_of(form.cleaned_data["chosen"]), row_of(name))
    lead = _("They take the place of the package's files. What the council has decided stays as it was.")
    page = package_page(request, _("Bring changed files"), lead, above=name)
    return _with_faults(request, page, form, faults, button=_("Bring the files"), back=row_of(name))


def file(request: Request, name: str, file: str) -> HttpResponse:
    """One file of the package as text: the role rules, the year, the grounds, or all that has no form of its own."""
    acting_role, seen = writer(request), seen_of(name)
    path = own_folder(name) / file
    if file not in TAKEN or not path.is_file():
        raise missing()
    stands = path.read_text(encoding="utf-8", errors="replace")
    form = FileTextForm(sent(request), initial={**seen, "text": stands})
    faults: list[FaultView] = []

    def act(said: dict[str, Any]) -> None:
        write_file(name=name, file=file, text=form.written, was=said["was"], who=acting_role.who)

    if form.carried_out(_telling(act, faults, acting_role.language)):
        return done(request, _("The file is changed in the package."), row_of(name))
    lead = _("It is looked through before it is stored. A new fault is refused, with its line.")
    page = package_page(request, file, lead, above=name)
    return _with_faults(request, page, form, faults, button=_("Change the file"), back=row_of(name))


def _telling(act: Act, faults: list[FaultView], language: str) -> Act:
    """The act, which tells every fault that it is refused for."""

    def tells(said: dict[str, Any]) -> None:
        try:
            act(said)
        except FaultsRefused as refused:
            faults.extend(fault_views(refused.faults, language))
            raise

    return tells


def _with_faults(
    request: Request, page: Page, form: PlainForm, faults: list[FaultView], *, button: str, back: str
) -> HttpResponse:
    more = {"faults": faults, "is_text": "text" in form.fields}
    return form_page(request, page, form, button=button, back=back, template="policy/bring.html", **more)


def _said_of(sent_files: Unpacked) -> str:
    """That it is brought, and what was sent that is no part of a package."""
    told = _("The files are in the package. See below what they say otherwise.")
    if not sent_files.passed_over:
        return told
    others = ", ".join(sent_files.passed_over[:5])
    return f"{told} {_('No part of a package, and passed over: %(files)s.') % {'files': others}}"
