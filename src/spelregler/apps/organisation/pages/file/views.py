"""The organisation as a file: fetched, edited in a spreadsheet, looked through in the background and then stored."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import look_through, store_again
from spelregler.apps.acting.form_page import sent
from spelregler.apps.organisation.access import file_rights
from spelregler.apps.organisation.files import organisation_import, tasks
from spelregler.apps.organisation.pages.file.forms import FileForm
from spelregler.apps.organisation.pages.shell import room_page
from spelregler.exchange.organisation import WORDS, What
from spelregler.platform.audit.operations import READ, record
from spelregler.platform.table_files import FORMS, as_file


def start(request: Request) -> HttpResponse:
    """Fetch the organisation or an empty table, or choose the one that is filled in, for the worker to look through."""
    acting_role = request.acting_role
    file_rights.must_bring(acting_role)
    form = FileForm(sent(request), request.FILES or None, acting_role=acting_role, initial={"on": acting_role.today})
    if form.carried_out(lambda said: _look_through(request, **said)):
        return redirect("organisation:file_work", form.result)
    return _page(request, {"form": form}, status=form.status)


def download(request: Request, form: str) -> HttpResponse:
    """What is stored of the role's part. The trail tells who took it out."""
    acting_role = request.acting_role
    part = file_rights.must_bring(acting_role)
    data = organisation_import.export_organisation(form=FORMS[form][0], language=acting_role.language, part=part)
    record(who=acting_role.who, act=READ, subject=_("The organisation as a file"))
    return as_file(data, f"organisation.{form}")


def template(request: Request) -> HttpResponse:
    """A workbook to fill in, with a worked example and a sheet that explains each column."""
    file_rights.must_bring(request.acting_role)
    return as_file(organisation_import.template(language=request.acting_role.language), "organisation-mall.xlsx")


def follow(request: Request, begun: UUID) -> HttpResponse:
    """How far the work has come, and once it is done what the file would change or has changed."""
    file_rights.must_bring(request.acting_role)
    return _page(request, background_work.shown(background_work.begun_by(tasks.bring_organisation, request, begun)))


@require_POST
def store(request: Request, begun: UUID) -> HttpResponse:
    """The file that was looked through is met with what is stored once more, and stored: all or nothing."""
    file_rights.must_bring(request.acting_role)
    return redirect("organisation:file_work", store_again(tasks.bring_organisation, request, begun))


def _look_through(request: Request, *, file: UploadedFile[Any], on: date, end_missing: bool) -> UUID:
    """Its day as a word: what is queued is plain."""
    said: dict[str, Any] = {"on": on.isoformat(), "end_missing": end_missing}
    return look_through(tasks.bring_organisation, request, file, command="import organisation FIL", **said)


def _page(request: Request, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    lead = _(
        "Fetch the organisation, edit it in a spreadsheet and bring it back. You see what changes before it is stored."
    )
    page = room_page(request, _("The organisation as a file"), lead, can_travel=False)
    part = file_rights.part_of(request.acting_role)
    kinds = [WORDS[what].text(request.acting_role.language) for what in What if what in part]
    shown = {"page": page, "start": reverse("organisation:file"), "kinds": kinds, "is_whole": part == frozenset(What)}
    return render(request, "organisation/file.html", {**shown, **context}, status=status)
