"""A table of the beginning: fetched, filled in, looked through in the background and stored once confirmed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import FileForm, look_through, store_again
from spelregler.apps.acting.form_page import only_sent
from spelregler.apps.start.files.kinds import KINDS, FileKind
from spelregler.apps.start.files.tasks import bring_file
from spelregler.apps.start.pages.file import presenters
from spelregler.apps.start.pages.shell import page_of
from spelregler.platform.table_files import FORMS, as_file


def begin(request: Request, kind: str) -> HttpResponse:
    """Fetch the table, or choose the one that is filled in."""
    _kind(request, kind)
    return _page(request, kind, {"form": FileForm()})


def download(request: Request, kind: str, form: str) -> HttpResponse:
    """The table with what is in, or its headings alone."""
    chosen, acting_role = _kind(request, kind), request.acting_role
    data = chosen.export(form=FORMS[form][0], language=acting_role.language, today=acting_role.today)
    return as_file(data, f"{kind}.{form}")


@only_sent
def try_file(request: Request, kind: str) -> HttpResponse:
    """The file is put aside, and the worker looks it through. Nothing is stored."""
    chosen, form = _kind(request, kind), FileForm(request.POST, request.FILES)
    if form.carried_out(lambda said: look_through(bring_file, request, command=chosen.command, kind=kind, **said)):
        return redirect("start:file_work", kind, form.result)
    return _page(request, kind, {"form": form}, path=reverse("start:file", args=[kind]), status=form.status)


def follow(request: Request, kind: str, begun: UUID) -> HttpResponse:
    """How far the work has come, and once it is done what the file would bring in, or has."""
    _kind(request, kind)
    return _page(request, kind, background_work.shown(background_work.begun_by(bring_file, request, begun)))


@require_POST
def store(request: Request, kind: str, begun: UUID) -> HttpResponse:
    """The file that was looked through is tried once more by the worker and stored: all or nothing."""
    _kind(request, kind)
    return redirect("start:file_work", kind, store_again(bring_file, request, begun))


def _kind(request: Request, kind: str) -> FileKind:
    if kind not in KINDS:
        raise Http404
    KINDS[kind].must(request.acting_role)
    return KINDS[kind]


def _page(
    request: Request, kind: str, context: dict[str, object], *, path: str = "", status: int = 200
) -> HttpResponse:
    title, lead = presenters.file_words(kind)
    start = reverse("start:file", args=[kind])
    shown = {
        "page": page_of(request, title, lead, path=path),
        "kind": kind,
        "start": start,
        "columns": [each.title(request.acting_role.language) for each in KINDS[kind].columns],
        "command": f"spelregler {KINDS[kind].command}",
        "onward": presenters.onward(kind),
    }
    return render(request, "start/file.html", {**shown, **context}, status=status)
