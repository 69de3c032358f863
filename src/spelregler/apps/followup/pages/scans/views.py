"""Scans of the surroundings: which have been made, to record one, and to say how a body used it (MR-12)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.followup import operations
from spelregler.apps.followup.access.scans import Action, matter_of, may_record, must_record
from spelregler.apps.followup.models import EnvironmentScan
from spelregler.apps.followup.pages.scans.forms import ScanForm, UseForm, WithdrawForm
from spelregler.apps.followup.queries import scans as queries
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Words
from spelregler.platform.attachments.store import as_download
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page

MODULES = ("REP",)
LIST = "followup:scans"


def scans(request: Request) -> HttpResponse:
    """Every scan, the latest first, with whose it is and where it was used."""
    acting_role = request.acting_role
    rows = [
        (each, _whose(each, acting_role), list(each.uses.all()), not each.stands_on(acting_role.as_of))
        for each in queries.scans(as_of=acting_role.as_of)
    ]
    context = {"page": _page(request), "rows": rows, "records": bool(_places(acting_role))}
    return render(request, "followup/scans.html", context)


def new(request: Request) -> HttpResponse:
    """A scan is recorded."""
    acting_role = request.acting_role
    places = _places(acting_role)
    if not places:
        must_record(acting_role, acting_role.body)
    form = ScanForm(sent(request), request.FILES or None, places=places, initial={"held_on": acting_role.today})
    if form.carried_out(
        lambda _told: operations.record_scan(
            body=form.told_place, said=form.said(), today=acting_role.today, who=acting_role.who
        )
    ):
        return done(request, _("It is saved."), reverse("followup:scan", args=[form.result.pk]))
    page = _page(request, _("Record a scan"), can_travel=False)
    return form_page(request, page, form, button=_("Record"), back=reverse(LIST), template="followup/with_file.html")


def scan(request: Request, pk: int) -> HttpResponse:
    """What was seen, and how each body used it."""
    acting_role, found = request.acting_role, _found(request, pk)
    stands = found.stands_on(acting_role.as_of)
    code = found.body.code if found.body else ""
    context = {
        "page": _page(request, found.title, lead=_whose(found, acting_role)),
        "found": found,
        "points": found.points.splitlines(),
        "uses": [(each, may_record(acting_role, each.body.code)) for each in found.uses.all()],
        "is_withdrawn": not stands,
        "reads_file": may(acting_role, Action.READ_FILE, matter_of(code)),
        "uses_it": stands and bool(_users(acting_role, found)),
        "withdraws": stands and may_record(acting_role, code),
    }
    return render(request, "followup/scan.html", context)


def use(request: Request, pk: int) -> HttpResponse:
    """A body says how it used the scan."""
    acting_role, found = request.acting_role, _found(request, pk)
    places = _users(acting_role, found)
    if not places:
        must_record(acting_role, acting_role.body)
    initial = {"year": acting_role.today.year + 1}
    form = UseForm(sent(request), places=places, initial=initial)

    def act(said: dict[str, Any]) -> None:
        body = form.told_place
        if body is None:
            raise _not_here()
        told = {"year": said["year"], "how": said["how"]}
        operations.use_scan(scan=found, body=body, today=acting_role.today, who=acting_role.who, **told)

    return _form(request, found, form, act, title=_("How the scan was used"), button=_("Record"))


@require_POST
def withdraw_use(request: Request, pk: int) -> HttpResponse:
    """What was said by mistake counts no longer."""
    found = queries.use_by_pk(pk=pk)
    if found is None:
        raise _not_here()
    must_record(request.acting_role, found.body.code)
    operations.withdraw_use(use=found, on=request.acting_role.today, who=request.acting_role.who)
    return done(request, _("It counts no longer."), reverse("followup:scan", args=[found.scan_id]))


def withdraw(request: Request, pk: int) -> HttpResponse:
    """A scan that was recorded by mistake counts no longer."""
    acting_role, found = request.acting_role, _found(request, pk)
    must_record(acting_role, found.body.code if found.body else "")
    form = WithdrawForm(sent(request))

    def act(said: dict[str, Any]) -> None:
        operations.withdraw_scan(scan=found, on=acting_role.today, who=acting_role.who, **said)

    return _form(request, found, form, act, title=_("Take back what was recorded"), button=_("Take it back"))


def file(request: Request, pk: int) -> FileResponse:
    """The scan as a file to save, for elected representatives, officials and auditors."""
    found = _found(request, pk)
    must(request.acting_role, Action.READ_FILE, matter_of(found.body.code if found.body else ""))
    if found.file is None:
        raise _not_here()
    return as_download(found.file)


def _places(acting_role: ActingRole) -> list[Body | None]:
    """Whose scans the role records: the whole municipality's first, then each body's."""
    bodies = [each for each in queries.bodies_for_scans(as_of=acting_role.as_of) if may_record(acting_role, each.code)]
    return [*([None] if may_record(acting_role) else []), *bodies]


def _users(acting_role: ActingRole, found: EnvironmentScan) -> list[Body]:
    """The bodies that the role may say it for."""
    places = (each for each in _places(acting_role) if each is not None)
    return [each for each in places if found.body is None or found.body == each]


def _whose(found: EnvironmentScan, acting_role: ActingRole) -> str:
    return acting_role.say(found.body.name, found.body.name_en) if found.body else _("The whole municipality")


def _form(
    request: Request, found: EnvironmentScan, form: PlainForm, act: Callable[[dict[str, Any]], object], *, title: str,
    button: str,
) -> HttpResponse:  # fmt: skip
    back = reverse("followup:scan", args=[found.pk])
    if form.carried_out(act):
        return done(request, _("It is saved."), back)
    page = _page(request, title, lead=found.title, between=((found.title, back),), can_travel=False)
    return form_page(request, page, form, button=button, back=back)


def _page(
    request: Request,
    title: str = "",
    *,
    lead: str = "",
    between: tuple[tuple[str, str], ...] = (),
    can_travel: bool = True,
) -> Page:
    name = _("Scans of the surroundings")
    below = [(name, reverse(LIST)), *between, (title, "")] if title else [(name, "")]
    return page_shell(
        request,
        title=title or name,
        lead=lead or ("" if title else _("What happens around the municipality, and how the bodies used it.")),
        crumbs=[(_("Follow-up"), reverse("followup:list")), *below],
        current="followup:list",
        modules=MODULES,
        can_travel=can_travel,
    )


def _found(request: Request, pk: int) -> EnvironmentScan:
    found = queries.scan_by_pk(pk=pk, as_of=request.acting_role.as_of)
    if found is None:
        raise _not_here()
    return found


def _not_here() -> NotVisible:
    return NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
