"""The controller's pages for the ledger: choose a file, look at its plan, import it, and say whose each code is."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.frames.access.actions import LEDGER, Action
from spelregler.apps.frames.files import ledger_import as ledger_import_files
from spelregler.apps.frames.files import ledger_plan as ledger_plan_files
from spelregler.apps.frames.files import ledger_report
from spelregler.apps.frames.files.control_totals import control_total
from spelregler.apps.frames.files.ledger_table import chosen_table, is_table
from spelregler.apps.frames.operations import choose_table
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.ledger import presenters
from spelregler.apps.frames.queries import ledger_batches
from spelregler.apps.frames.queries.internal_postings import (
    choose_internal,
    chosen_internal,
    gross_by_committee,
    gross_of_year,
)
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.domain import reading
from spelregler.platform import uploads
from spelregler.platform.errors import DomainError

MOST_BYTES = 300 * 1024 * 1024
"""Six times a year of a million transactions."""
UPLOAD = "ledger-upload"
"""Where the session keeps the file whose plan is being looked at."""


def ledger_start(request: Request) -> HttpResponse:
    """What has been imported, and the way to import the next file."""
    acting_role = request.acting_role
    must(acting_role, Action.IMPORT_LEDGER, LEDGER)
    page = page_shell(
        request,
        title=_("The ledger"),
        lead=_("The accounting system exports the year so far each month. A new file takes the older one's place."),
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("The ledger"), "")],
        current="frames:overview",
        modules=MODULES,
        can_travel=False,
    )
    context = {
        "page": page,
        "batches": ledger_batches.ledger_batches(as_of=acting_role.today),
        "chosen": ledger_batches.chosen_dimensions(),
        "table": chosen_table(),
        "internal": chosen_internal(as_of=acting_role.today),
        "gross": gross_of_year(year=acting_role.today.year, as_of=acting_role.today),
        "by_committee": presenters.gross_rows(
            gross_by_committee(year=acting_role.today.year, as_of=acting_role.today),
            bodies(as_of=acting_role.today),
            acting_role.language,
        ),
        "unnamed": len(ledger_batches.unnamed_responsibility_codes(as_of=acting_role.today)),
    }
    return render(request, "frames/ledger.html", context)


@require_POST
def ledger_upload(request: Request) -> HttpResponse:
    """Keep the file on the disk and show its plan. Nothing is stored of what it says."""
    must(request.acting_role, Action.IMPORT_LEDGER, LEDGER)
    uploads.forget(_upload(request)["key"])
    key, name = uploads.keep(request.FILES.get("file"), most_bytes=MOST_BYTES, command="import ledger FIL --apply")
    request.session[UPLOAD] = {
        "key": key,
        "name": name,
        "responsibility": _dimension(request, "responsibility"),
        "activity": _dimension(request, "activity"),
    }
    return HttpResponseRedirect(reverse("frames:ledger_plan"))


def ledger_plan(request: Request) -> HttpResponse:
    """What the file would change, month by month and unit by unit; importing it is one button further on."""
    acting_role, upload = request.acting_role, _upload(request)
    must(acting_role, Action.IMPORT_LEDGER, LEDGER)
    with uploads.opened(upload["key"]) as data:
        before = ledger_report.imported_before(data)
        control = None if before or is_table(upload["name"]) else control_total(data, as_of=acting_role.today)
        plan = None if before or control else _plan(request, data)
    page = page_shell(
        request,
        title=_("Import %(file)s") % {"file": upload["name"]},
        lead=_("Nothing is stored yet. Look at what the file changes, then import it."),
        crumbs=[
            (_("Frames"), reverse("frames:overview")),
            (_("The ledger"), reverse("frames:ledger")),
            (upload["name"], ""),
        ],
        current="frames:overview",
        modules=MODULES,
        can_travel=False,
    )
    shown = plan and presenters.plan_view(plan, acting_role.language)
    context = {"page": page, "plan": shown, "before": before, "control": control}
    return render(request, "frames/ledger_plan.html", context)


@require_POST
def ledger_choose_table(request: Request) -> HttpResponse:
    """What the columns of a table are called, once and for all the tables to come."""
    acting_role = request.acting_role
    must(acting_role, Action.IMPORT_LEDGER, LEDGER)
    choose_table(
        headings={name: str(value)[:80] for name, value in request.POST.items()},
        money_unit=request.POST.get("money_unit", ""),
        costs_are_negative=request.POST.get("sign") == "minus",
        chosen_on=acting_role.today,
        who=acting_role.who,
    )
    messages.success(request, _("The columns are remembered. Now choose the table above."))
    return HttpResponseRedirect(reverse("frames:ledger"))


@require_POST
def ledger_choose_internal(request: Request) -> HttpResponse:
    """Which accounts the units bill each other on."""
    acting_role = request.acting_role
    must(acting_role, Action.IMPORT_LEDGER, LEDGER)
    choose_internal(accounts=request.POST.get("accounts", ""), chosen_on=acting_role.today, who=acting_role.who)
    messages.success(request, _("The internal accounts are remembered."))
    return HttpResponseRedirect(reverse("frames:ledger"))


@require_POST
def ledger_import(request: Request) -> HttpResponse:
    """Import the file whose plan was shown, all of it or nothing."""
    acting_role, upload = request.acting_role, _upload(request)
    must(acting_role, Action.IMPORT_LEDGER, LEDGER)
    with uploads.opened(upload["key"]) as data:
        plan = _plan(request, data)
        presenters.refuse_other_than_shown(plan, shown=request.POST.get("against", ""))
        batch = ledger_import_files.apply_import(plan=plan, imported_on=acting_role.today, who=acting_role.who)
    uploads.forget(upload["key"])
    del request.session[UPLOAD]
    messages.success(request, _("%(file)s is imported: %(rows)s rows.") % {"file": batch.file_name, "rows": batch.rows})
    return HttpResponseRedirect(reverse("frames:ledger"))


def _upload(request: Request) -> dict[str, Any]:
    """The file that the session is looking at; without one there is nothing to import."""
    found = request.session.get(UPLOAD)
    return found if isinstance(found, dict) else {"key": "", "name": "", "responsibility": None, "activity": None}


def _dimension(request: Request, name: str) -> int | None:
    """A dimension's number as typed; nothing typed means the choice that is remembered."""
    text = request.POST.get(name, "").strip()
    if not text:
        return None
    try:
        return reading.count(text, most=9999)
    except reading.Unreadable:
        raise DomainError(
            sv=f"”{text[:40]}” är inget dimensionsnummer.",
            en=f"“{text[:40]}” is no dimension number.",
            way_sv="Skriv numret som det står i filen efter #DIM, till exempel 1.",
            way_en="Write the number as it stands in the file after #DIM, for example 1.",
        ) from None


def _plan(request: Request, data: BinaryIO) -> ledger_plan_files.ImportPlan:
    upload = _upload(request)
    return ledger_plan_files.plan_import(
        data=data,
        file_name=upload["name"],
        responsibility_dimension=upload["responsibility"],
        activity_dimension=upload["activity"],
    )
