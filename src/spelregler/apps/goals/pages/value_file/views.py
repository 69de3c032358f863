"""Values by file: fetched with the keys filled in, looked through in the background, and submitted."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals.files import requested_values, tasks
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.queries import reporting
from spelregler.apps.goals.queries.reporting import Asked
from spelregler.platform import uploads
from spelregler.platform.table_files import FORMS, MOST_BYTES


def start(request: Request) -> HttpResponse:
    """Fetch the table of what is asked for, or choose the one that is filled in."""
    return _page(request, {"asked": len(_asked(request))})


def download(request: Request, form: str) -> HttpResponse:
    """One row for each value that is asked of the role."""
    kind, content_type = FORMS[form]
    data = requested_values.export_asked(_asked(request), form=kind, language=request.acting_role.language)
    headers = {"Content-Disposition": f'attachment; filename="varden.{form}"'}
    return HttpResponse(data, content_type=content_type, headers=headers)


@require_POST
def try_values(request: Request) -> HttpResponse:
    """The file is put aside, and the worker looks it through."""
    _asked(request)
    key, name = uploads.keep(request.FILES.get("file"), most_bytes=MOST_BYTES, command="import values FIL --apply")
    return _begun(request, key=key, file_name=name, store=False)


def follow(request: Request, begun: UUID) -> HttpResponse:
    """How far the work has come, and once it is done what the file would change or has changed."""
    return _page(request, background_work.shown(background_work.begun_by(tasks.bring_values, request, begun)))


@require_POST
def submit(request: Request, begun: UUID) -> HttpResponse:
    """The file that was looked through is submitted by the worker, all of it or nothing."""
    _asked(request)
    said = background_work.begun_by(tasks.bring_values, request, begun).kwargs
    return _begun(request, key=said["key"], file_name=said["file_name"], store=True)


def _asked(request: Request) -> list[Asked]:
    """What is asked of the role; whoever may report nothing anywhere is told by the rules."""
    found = requested_values.all_asked(request.acting_role)
    if not found:
        must(request.acting_role, reporting.ENTER, reporting.own_value(request.acting_role.role_assignment))
    return found


def _begun(request: Request, *, key: str, file_name: str, store: bool) -> HttpResponse:
    begun = background_work.begin(tasks.bring_values, request, key=key, file_name=file_name, store=store)
    return HttpResponseRedirect(reverse("goals:value_work", args=[begun]))


def _page(request: Request, context: dict[str, object]) -> HttpResponse:
    title = _("Values by file")
    page = page_shell(
        request,
        title=title,
        lead=_(
            "Fetch what is asked of you, fill it in and bring it back. Nothing is submitted before you have seen it."
        ),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Report"), reverse("goals:report")), (title, "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    return render(request, "goals/value_file.html", {"page": page, "start": reverse("goals:value_file"), **context})
