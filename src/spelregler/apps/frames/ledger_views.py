"""The controller's pages for the ledger: choose a file, look at its plan, import it, and say whose each code is."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.frames import ledger, ledger_presenters, queries, vouchers
from spelregler.apps.frames.access import LEDGER, VOUCHERS, Action
from spelregler.apps.frames.control import control_total
from spelregler.apps.frames.internal import choose_internal, chosen_internal, gross_by_committee, gross_of_year
from spelregler.apps.frames.ledger_table import chosen_table, is_table
from spelregler.apps.frames.operations import choose_table, name_responsibility_codes
from spelregler.apps.organisation.access import must, unit_matter
from spelregler.apps.organisation.framing import frame
from spelregler.apps.organisation.queries import bodies, unit_place, units_of_year
from spelregler.apps.organisation.worn import Request
from spelregler.domain import reading
from spelregler.platform import uploads
from spelregler.platform.errors import DomainError, NotVisible

MODULES = ("BUD",)
MOST_BYTES = 300 * 1024 * 1024
"""Six times a year of a million transactions."""
UPLOAD = "ledger-upload"
"""Where the session keeps the file whose plan is being looked at."""


def ledger_start(request: Request) -> HttpResponse:
    """What has been imported, and the way to import the next file."""
    worn = request.worn
    must(worn, Action.IMPORT_LEDGER, LEDGER)
    page = frame(
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
        "batches": queries.ledger_batches(as_of=worn.today),
        "chosen": queries.chosen_dimensions(),
        "table": chosen_table(),
        "internal": chosen_internal(as_of=worn.today),
        "gross": gross_of_year(year=worn.today.year, as_of=worn.today),
        "by_committee": ledger_presenters.gross_rows(
            gross_by_committee(year=worn.today.year, as_of=worn.today), bodies(as_of=worn.today), worn.language
        ),
        "unnamed": len(queries.unnamed_responsibility_codes(as_of=worn.today)),
    }
    return render(request, "frames/ledger.html", context)


@require_POST
def ledger_upload(request: Request) -> HttpResponse:
    """Keep the file on the disk and show its plan. Nothing is stored of what it says."""
    must(request.worn, Action.IMPORT_LEDGER, LEDGER)
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
    worn, upload = request.worn, _upload(request)
    must(worn, Action.IMPORT_LEDGER, LEDGER)
    with uploads.opened(upload["key"]) as data:
        before = ledger.imported_before(data)
        control = None if before or is_table(upload["name"]) else control_total(data, as_of=worn.today)
        plan = None if before or control else _plan(request, data)
    page = frame(
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
    shown = plan and ledger_presenters.plan_view(plan, worn.language)
    context = {"page": page, "plan": shown, "before": before, "control": control}
    return render(request, "frames/ledger_plan.html", context)


@require_POST
def ledger_choose_table(request: Request) -> HttpResponse:
    """What the columns of a table are called, once and for all the tables to come."""
    worn = request.worn
    must(worn, Action.IMPORT_LEDGER, LEDGER)
    choose_table(
        headings={name: str(value)[:80] for name, value in request.POST.items()},
        money_unit=request.POST.get("money_unit", ""),
        costs_are_negative=request.POST.get("sign") == "minus",
        chosen_on=worn.today,
        who=worn.who,
    )
    messages.success(request, _("The columns are remembered. Now choose the table above."))
    return HttpResponseRedirect(reverse("frames:ledger"))


@require_POST
def ledger_choose_internal(request: Request) -> HttpResponse:
    """Which accounts the units bill each other on."""
    worn = request.worn
    must(worn, Action.IMPORT_LEDGER, LEDGER)
    choose_internal(accounts=request.POST.get("accounts", ""), chosen_on=worn.today, who=worn.who)
    messages.success(request, _("The internal accounts are remembered."))
    return HttpResponseRedirect(reverse("frames:ledger"))


@require_POST
def ledger_import(request: Request) -> HttpResponse:
    """Import the file whose plan was shown, all of it or nothing."""
    worn, upload = request.worn, _upload(request)
    must(worn, Action.IMPORT_LEDGER, LEDGER)
    with uploads.opened(upload["key"]) as data:
        plan = _plan(request, data)
        ledger_presenters.refuse_other_than_shown(plan, shown=request.POST.get("against", ""))
        batch = ledger.apply_import(plan=plan, imported_on=worn.today, who=worn.who)
    uploads.forget(upload["key"])
    del request.session[UPLOAD]
    messages.success(request, _("%(file)s is imported: %(rows)s rows.") % {"file": batch.file_name, "rows": batch.rows})
    return HttpResponseRedirect(reverse("frames:ledger"))


def ledger_codes(request: Request) -> HttpResponse:
    """Ansvar codes of the ledger that no unit stands behind, and the units to choose among."""
    worn = request.worn
    must(worn, Action.IMPORT_LEDGER, LEDGER)
    page = frame(
        request,
        title=_("Codes without a unit"),
        lead=_("Say which unit a responsibility code stands for. What is imported under it is given to the unit."),
        crumbs=[
            (_("Frames"), reverse("frames:overview")),
            (_("The ledger"), reverse("frames:ledger")),
            (_("Codes without a unit"), ""),
        ],
        current="frames:overview",
        modules=MODULES,
        can_travel=False,
    )
    codes = ledger_presenters.code_page(
        queries.unnamed_responsibility_codes(as_of=worn.today), asked=request.GET.get("sida", "")
    )
    units = ledger_presenters.units_to_name(units_of_year(worn.today.year), worn.language)
    return render(request, "frames/ledger_codes.html", {"page": page, "codes": codes, "units": units})


@require_POST
def ledger_name_code(request: Request) -> HttpResponse:
    """Codes stand for units, in the ledgers imported so far and in those to come; a row left empty is left alone."""
    worn = request.worn
    must(worn, Action.IMPORT_LEDGER, LEDGER)
    known = {each.code: each for each in units_of_year(worn.today.year)}
    rows = zip(request.POST.getlist("code"), request.POST.getlist("unit"), strict=False)
    chosen = {code: known[unit] for code, unit in rows if code and unit in known}
    if not chosen:
        raise DomainError(
            sv="Välj en enhet för minst en kod.",
            en="Choose a unit for at least one code.",
            way_sv="Gå tillbaka och välj enheten i listan.",
            way_en="Go back and choose the unit in the list.",
        )
    name_responsibility_codes(chosen, who=worn.who)
    words = ngettext("%(n)d code now stands for its unit.", "%(n)d codes now stand for their units.", len(chosen))
    messages.success(request, words % {"n": len(chosen)})
    return HttpResponseRedirect(reverse("frames:ledger_codes"))


def unit_vouchers(request: Request, code: str) -> HttpResponse:
    """The vouchers behind a unit's outcome, for its own manager (MR-38); elected roles never come here (MR-24)."""
    worn = request.worn
    place = unit_place(code=code, as_of=worn.as_of)
    if place is None:
        raise NotVisible(sv="Enheten finns inte på den dagen.", en="The unit does not exist on that day.")
    must(worn, Action.SEE_VOUCHERS, unit_matter(place, subject=VOUCHERS))
    asked = ledger_presenters.asked_vouchers(request.GET)
    found = vouchers.unit_vouchers(
        unit_code=code,
        year=worn.as_of.year,
        as_of=worn.as_of,
        account=asked.account,
        month=asked.month_in(worn.as_of.year),
        start=asked.start,
        most=ledger_presenters.ROWS_A_PAGE,
    )
    page = frame(
        request,
        title=_("Vouchers of %(unit)s %(year)s") % {"unit": place.name, "year": worn.as_of.year},
        lead=_("What the outcome is made of. Only the unit, the controller and the auditors see this."),
        crumbs=[(_("Units"), reverse("autonomy:field")), (place.name, reverse("autonomy:unit", args=[code]))],
        current="autonomy:field",
        modules=("UNIT", "BUD"),
        scope_kind="unit",
        scope=code,
    )
    shown = ledger_presenters.voucher_view(found, asked, worn.language)
    return render(request, "frames/vouchers.html", {"page": page, "shown": shown, "place": place})


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


def _plan(request: Request, data: BinaryIO) -> ledger.ImportPlan:
    upload = _upload(request)
    return ledger.plan_import(
        data=data,
        file_name=upload["name"],
        responsibility_dimension=upload["responsibility"],
        activity_dimension=upload["activity"],
    )
