"""The plan as a file: fetched, edited in a spreadsheet and brought back with a preview before anything is stored.

Between preview and confirmation the file travels sealed in the form, bound to its person and for an hour. So nothing
unconfirmed lies in the database, and any web process can take the confirmation. Larger files are for the program.
"""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.goals import file_access, plan_file, plan_table
from spelregler.apps.goals.doors import seen_rows
from spelregler.apps.goals.file_plan import FilePlan, FileRefused
from spelregler.apps.goals.file_presenters import preview
from spelregler.apps.goals.queries import goal_tree
from spelregler.apps.organisation.framing import frame
from spelregler.apps.organisation.worn import Request
from spelregler.exchange.sheets import Form

MODULES = ("GOAL",)
MOST_BYTES = 512 * 1024
HOUR = 3600
FORMS: dict[str, tuple[Form, str]] = {
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("csv", "text/csv; charset=utf-8"),
}


def plan(request: Request) -> HttpResponse:
    """Fetch the plan, or choose the edited one."""
    file_access.must_bring(request.worn)
    return _page(request, {"year": request.worn.as_of.year})


def download(request: Request, form: str) -> HttpResponse:
    """The year's plan with the rows that the role sees on the page."""
    worn = request.worn
    file_access.must_bring(worn)
    as_of = worn.as_of
    kind, content_type = FORMS[form]
    shown = seen_rows(worn, goal_tree(year=as_of.year, as_of=as_of))
    data = plan_table.export_plan(year=as_of.year, as_of=as_of, form=kind, language=worn.language, is_shown=shown)
    name = f'attachment; filename="plan-{as_of.year}.{form}"'
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": name})


@require_POST
def try_plan(request: Request) -> HttpResponse:
    """What the chosen file would change. Nothing is stored."""
    file_access.must_bring(request.worn)
    name, data = _chosen(request)
    found = _import(request, name, data, store=False)
    sealed = signing.dumps([name, base64.b64encode(data).decode()], salt=_salt(request), compress=True)
    shown = preview(found, request.worn.language)
    return _page(request, {"year": request.worn.as_of.year, "shown": shown, "sealed": sealed})


@require_POST
def store_plan(request: Request) -> HttpResponse:
    """The previewed file, tried once more and stored: all or nothing."""
    file_access.must_bring(request.worn)
    try:
        name, packed = signing.loads(request.POST.get("file", ""), salt=_salt(request), max_age=HOUR)
    except signing.BadSignature as error:
        raise _gone() from error
    found = _import(request, name, base64.b64decode(packed), store=True)
    if not found.stored:
        return _page(request, {"year": request.worn.as_of.year, "shown": preview(found, request.worn.language)})
    messages.success(request, _("%(n)s rows are stored.") % {"n": found.count("new") + found.count("changed")})
    return HttpResponseRedirect(reverse("goals:plan_file"))


def _import(request: Request, name: str, data: bytes, *, store: bool) -> FilePlan:
    worn = request.worn
    return plan_file.import_plan(
        data=data, file_name=name, today=worn.today, who=worn.who, store=store, may=file_access.asker(worn)
    )


def _page(request: Request, context: dict[str, Any]) -> HttpResponse:
    title = _("The plan as a file")
    page = frame(
        request,
        title=title,
        lead=_("Fetch the plan, edit it in a spreadsheet and bring it back. You see what changes before it is stored."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (title, "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    return render(request, "goals/plan_file.html", {"page": page, **context})


def _salt(request: Request) -> str:
    return f"plan-file:{request.worn.hat.person_code}"


def _chosen(request: Request) -> tuple[str, bytes]:
    chosen = request.FILES.get("file")
    if chosen is None or not chosen.size or chosen.size > MOST_BYTES:
        raise FileRefused(
            sv="Välj en fil som är högst 512 kB.",
            en="Choose a file of at most 512 kB.",
            way_sv="En större fil läses in med programmet: spelregler import plan FIL.",
            way_en="A larger file is imported with the program: spelregler import plan FILE.",
        )
    return str(chosen.name)[:100], chosen.read()


def _gone() -> FileRefused:
    return FileRefused(
        sv="Förhandsvisningen gäller inte längre.",
        en="The preview no longer holds.",
        way_sv="Välj filen igen.",
        way_en="Choose the file again.",
    )
