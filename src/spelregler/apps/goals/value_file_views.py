"""Values by file: fetched with the keys filled in, looked through in the background, and submitted.

The address of a work is known to whoever began it, in the role in which it was begun.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from spelregler.apps.goals import background, reported_file, reporting
from spelregler.apps.goals.file_views import FORMS
from spelregler.apps.goals.reporting import Asked
from spelregler.apps.organisation.access import must
from spelregler.apps.organisation.framing import frame
from spelregler.apps.organisation.worn import Request
from spelregler.platform import progress, uploads
from spelregler.platform.errors import NotVisible

MODULES = ("GOAL",)
MINUTE = timedelta(minutes=1)
"""A worker takes up a work within seconds, unless it is busy with another or is not there."""
MOST_BYTES = 20 * 1024 * 1024


def start(request: Request) -> HttpResponse:
    """Fetch the table of what is asked for, or choose the one that is filled in."""
    return _page(request, {"asked": len(_asked(request))})


def download(request: Request, form: str) -> HttpResponse:
    """One row for each value that is asked of the role."""
    kind, content_type = FORMS[form]
    data = reported_file.export_asked(_asked(request), form=kind, language=request.worn.language)
    headers = {"Content-Disposition": f'attachment; filename="varden.{form}"'}
    return HttpResponse(data, content_type=content_type, headers=headers)


@require_POST
def try_values(request: Request) -> HttpResponse:
    """The file is put aside, and the worker looks it through."""
    _asked(request)
    file = request.FILES.get("file")
    key = uploads.keep(file, most_bytes=MOST_BYTES, command="import values FIL --apply")
    return _begun(request, key=key, file_name=(file.name or "")[:200] if file else "", store=False)


def work(request: Request, work: UUID) -> HttpResponse:
    """How far the work has come, and once it is done what the file would change or has changed."""
    found = _work(request, work)
    context = {
        "work": found,
        "file_name": found.kwargs["file_name"],
        "is_over": found.is_finished,
        "is_broken": found.status == TaskResultStatus.FAILED,
        "is_stuck": _has_waited(found),
        "progress": progress.progress_of(found.kwargs["key"]),
        "result": found.return_value if found.status == TaskResultStatus.SUCCESSFUL else None,
        "again": reverse("goals:value_work", args=[work]),
    }
    return _page(request, context)


@require_POST
def submit(request: Request, work: UUID) -> HttpResponse:
    """The file that was looked through is submitted by the worker, all of it or nothing."""
    _asked(request)
    said = _work(request, work).kwargs
    return _begun(request, key=said["key"], file_name=said["file_name"], store=True)


def _has_waited(found: TaskResult[Any]) -> bool:
    since = found.enqueued_at
    return found.status == TaskResultStatus.READY and since is not None and timezone.now() - since > MINUTE


def _asked(request: Request) -> list[Asked]:
    """What is asked of the role; whoever may report nothing anywhere is told by the rules."""
    found = reported_file.all_asked(request.worn)
    if not found:
        must(request.worn, reporting.ENTER, reporting.own_value(request.worn.hat))
    return found


def _begun(request: Request, *, key: str, file_name: str, store: bool) -> HttpResponse:
    worn = request.worn
    begun = background.bring_values.enqueue(
        key=key,
        file_name=file_name,
        person=worn.hat.person_code,
        hat=worn.hat.code,
        account=worn.account,
        language=worn.language,
        store=store,
    )
    return HttpResponseRedirect(reverse("goals:value_work", args=[begun.id]))


def _work(request: Request, work: UUID) -> TaskResult[Any]:
    try:
        found = background.bring_values.get_result(str(work))
    except TaskResultDoesNotExist:
        found = None
    hat = request.worn.hat
    if found is None or (found.kwargs["person"], found.kwargs["hat"]) != (hat.person_code, hat.code):
        raise NotVisible(
            sv="Arbetet finns inte.",
            en="There is no such work.",
            way_sv="Byt till rollen som du började i, eller välj filen igen.",
            way_en="Change to the role that you began in, or choose the file again.",
        )
    return found


def _page(request: Request, context: dict[str, object]) -> HttpResponse:
    title = _("Values by file")
    page = frame(
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
    return render(request, "goals/value_file.html", {"page": page, **context})
