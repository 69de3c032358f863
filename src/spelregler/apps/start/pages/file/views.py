"""A table of the beginning: fetched, filled in, looked through in the background and stored once confirmed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.start.files.kinds import KINDS, FileKind
from spelregler.apps.start.files.tasks import bring_file
from spelregler.apps.start.pages.file import presenters
from spelregler.apps.start.pages.shell import page_of
from spelregler.platform import uploads
from spelregler.platform.table_files import FORMS, MOST_BYTES


def begin(request: Request, kind: str) -> HttpResponse:
    """Fetch the table, or choose the one that is filled in."""
    _kind(request, kind)
    return _page(request, kind, {})


def download(request: Request, kind: str, form: str) -> HttpResponse:
    """The table with what is in, or its headings alone."""
    chosen, (written, content_type) = _kind(request, kind), FORMS[form]
    data = chosen.export(form=written, language=request.acting_role.language, today=request.acting_role.today)
    name = f'attachment; filename="{kind}.{form}"'
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": name})


@require_POST
def try_file(request: Request, kind: str) -> HttpResponse:
    """The file is put aside, and the worker looks it through. Nothing is stored."""
    chosen = _kind(request, kind)
    key, name = uploads.keep(request.FILES.get("file"), most_bytes=MOST_BYTES, command=chosen.command)
    return _begun(request, kind, key=key, file_name=name, store=False)


def follow(request: Request, kind: str, begun: UUID) -> HttpResponse:
    """How far the work has come, and once it is done what the file would bring in, or has."""
    _kind(request, kind)
    return _page(request, kind, background_work.shown(background_work.begun_by(bring_file, request, begun)))


@require_POST
def store(request: Request, kind: str, begun: UUID) -> HttpResponse:
    """The file that was looked through is tried once more by the worker and stored: all or nothing."""
    _kind(request, kind)
    said = background_work.begun_by(bring_file, request, begun).kwargs
    return _begun(request, kind, key=said["key"], file_name=said["file_name"], store=True)


def _kind(request: Request, kind: str) -> FileKind:
    if kind not in KINDS:
        raise Http404
    KINDS[kind].must(request.acting_role)
    return KINDS[kind]


def _begun(request: Request, kind: str, *, key: str, file_name: str, store: bool) -> HttpResponse:
    begun = background_work.begin(bring_file, request, kind=kind, key=key, file_name=file_name, store=store)
    return HttpResponseRedirect(reverse("start:file_work", args=[kind, begun]))


def _page(request: Request, kind: str, context: dict[str, object]) -> HttpResponse:
    title, lead = presenters.file_words(kind)
    start = reverse("start:file", args=[kind])
    shown = {
        "page": page_of(request, title, lead),
        "kind": kind,
        "start": start,
        "columns": [each.title(request.acting_role.language) for each in KINDS[kind].columns],
        "command": f"spelregler {KINDS[kind].command}",
        "onward": presenters.onward(kind),
    }
    return render(request, "start/file.html", {**shown, **context})
