"""The municipality's own archive to take out, and those that were brought from elsewhere."""

from __future__ import annotations

import tempfile
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.archive import operations
from spelregler.apps.archive.access import ARCHIVES, Action
from spelregler.apps.archive.operations import BringRefused, bring_archive, put_aside
from spelregler.apps.archive.pages.brought.presenters import fault_lines, row_views
from spelregler.apps.archive.pages.own.forms import MOST_BYTES, BringForm
from spelregler.apps.archive.queries import brought_archives
from spelregler.domain.words import Words
from spelregler.exchange.bounded import TooMuch
from spelregler.platform import clock
from spelregler.platform.errors import DomainError
from spelregler.ui.page import Page


class TooLarge(DomainError):
    """A municipality with more than an archive holds."""

    code = "archive-too-large"


def archives(request: Request) -> HttpResponse:
    """Take the own archive out, and read those that were brought."""
    acting_role = request.acting_role
    takes_out = may(acting_role, Action.TAKE_OUT, ARCHIVES)
    if not takes_out:
        must(acting_role, Action.BRING, ARCHIVES)
    reads = may(acting_role, Action.BRING, ARCHIVES)
    lead = _("Policy, answers and evidence in one file, that another municipality or an auditor can read.")
    context = {
        "page": _page(request, _("Archives"), lead),
        "takes_out": takes_out,
        "brings": reads and acting_role.as_of == acting_role.today,
        "rows": row_views(brought_archives()) if reads else [],
        "reads": reads,
    }
    return render(request, "archive/list.html", context)


def take_out(request: Request) -> FileResponse:
    """The own archive, to save. It holds every answer about every unit, so it is made anew for whoever may have it."""
    acting_role = request.acting_role
    must(acting_role, Action.TAKE_OUT, ARCHIVES)
    out = tempfile.TemporaryFile()  # noqa: SIM115  closed by the response
    try:
        operations.taken_out(own=out, as_of=acting_role.today, made_at=clock.now(), who=acting_role.who)
    except TooMuch as error:
        out.close()
        raise TooLarge(error.words, way=Words("Take a copy of the whole home instead: spelregler backup.")) from error
    out.seek(0)
    name = f"{acting_role.today}-policyarkiv.zip"
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")


def bring(request: Request) -> HttpResponse:
    """An archive from elsewhere is looked through, row by row, and kept as it is."""
    acting_role = request.acting_role
    must(acting_role, Action.BRING, ARCHIVES)
    form = BringForm(sent(request), request.FILES or None)
    lines: list[str] = []

    def act(said: dict[str, Any]) -> Any:
        if said["file"].size > MOST_BYTES:
            words = Words("The file is larger than {most_bytes} MB.", most_bytes=MOST_BYTES // 1024**2)
            way = Words("Bring it from the command line: spelregler {command}.", command="archive bring")
            raise BringRefused(words, way=way)
        try:
            with put_aside(said["file"].chunks()) as path:
                return bring_archive(path=path, today=acting_role.today, role=acting_role.role, who=acting_role.who)
        except BringRefused as refused:
            lines.extend(fault_lines(refused.faults, acting_role.language))
            raise

    if form.carried_out(act):
        told = _("The archive is here, to be read. Nothing of it became this municipality's own.")
        return done(request, told, reverse("archive:one", args=[form.result.pk]))
    page = _page(request, _("Bring an archive"), _("Each row is looked through first. With a fault nothing is kept."))
    button, back = _("Bring the archive"), reverse("archive:list")
    return form_page(request, page, form, button=button, back=back, template="archive/bring.html", lines=lines)


def _page(request: Request, title: str, lead: str) -> Page:
    crumbs = [] if title == _("Archives") else [(_("Archives"), reverse("archive:list")), (title, "")]
    return page_shell(request, title=title, lead=lead, crumbs=crumbs, current="archive:list", can_travel=False)
