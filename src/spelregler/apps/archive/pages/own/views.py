"""The municipality's own archive to take out, and those that were brought from elsewhere."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import only_sent, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.archive.access import ARCHIVES, Action
from spelregler.apps.archive.files import tasks
from spelregler.apps.archive.pages.brought.presenters import row_views
from spelregler.apps.archive.pages.own.forms import MOST_BYTES, BringForm
from spelregler.apps.archive.queries import brought_archives
from spelregler.domain.words import Words
from spelregler.platform import made_files, uploads
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page


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


@only_sent
def take_out(request: Request) -> HttpResponse:
    """The worker makes the own archive. Whoever waits for one already is led to that."""
    acting_role = request.acting_role
    must(acting_role, Action.TAKE_OUT, ARCHIVES)
    begun = background_work.unfinished(tasks.make_archive, request) or background_work.begin(
        tasks.make_archive, request, key=made_files.new_key(), file_name=f"{acting_role.today}-policyarkiv.zip"
    )
    return redirect("archive:making", begun)


def making(request: Request, begun: UUID) -> HttpResponse:
    """How far it has come, and once it is made the way to fetch it."""
    must(request.acting_role, Action.TAKE_OUT, ARCHIVES)
    work = background_work.begun_by(tasks.make_archive, request, begun)
    context = {
        "page": _page(request, _("This municipality's archive"), ""),
        "start": reverse("archive:list"),
        "is_gone": work.is_finished and made_files.made(work.kwargs["key"]) is None,
        **background_work.shown(work),
    }
    return render(request, "archive/making.html", context)


def fetch(request: Request, begun: UUID) -> FileResponse:
    """The archive that was made, to save: for whoever asked for it, in the same role, for a day."""
    must(request.acting_role, Action.TAKE_OUT, ARCHIVES)
    work = background_work.begun_by(tasks.make_archive, request, begun)
    file = made_files.made(work.kwargs["key"])
    if file is None:
        raise NotVisible(Words("The file is no longer here."), way=Words("Go to Archives and ask for it anew."))
    name = work.kwargs["file_name"]
    return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type="application/zip")


def bring(request: Request) -> HttpResponse:
    """An archive from elsewhere is put aside, and the worker looks it through."""
    must(request.acting_role, Action.BRING, ARCHIVES)
    form = BringForm(sent(request), request.FILES or None)

    def act(said: dict[str, Any]) -> UUID:
        key, name = uploads.keep(said["file"], most_bytes=MOST_BYTES, command="archive bring")
        return background_work.begin(tasks.bring_archive, request, key=key, file_name=name)

    if form.carried_out(act):
        return redirect("archive:bringing", form.result)
    page = _page(request, _("Bring an archive"), _("Each row is looked through first. With a fault nothing is kept."))
    context = {"page": page, "form": form, "action": reverse("archive:bring"), "button": _("Bring the archive")}
    return render(request, "archive/bring.html", context, status=form.status)


def bringing(request: Request, begun: UUID) -> HttpResponse:
    """How far it has been looked through, and once it is what is wrong in it, or where it is read."""
    must(request.acting_role, Action.BRING, ARCHIVES)
    work = background_work.begun_by(tasks.bring_archive, request, begun)
    context = {
        "page": _page(request, _("Bring an archive"), ""),
        "start": reverse("archive:bring"),
        **background_work.shown(work),
    }
    return render(request, "archive/bringing.html", context)


def _page(request: Request, title: str, lead: str) -> Page:
    crumbs = [] if title == _("Archives") else [(_("Archives"), reverse("archive:list")), (title, "")]
    return page_shell(request, title=title, lead=lead, crumbs=crumbs, current="archive:list", can_travel=False)
