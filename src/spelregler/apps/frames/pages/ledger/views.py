"""The controller's pages for the ledger: choose a file, look at its plan, import it, and say whose each code is."""

from __future__ import annotations

from typing import BinaryIO

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import HeldFile
from spelregler.apps.acting.form_page import done, only_sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.frames.access.actions import LEDGER, Action
from spelregler.apps.frames.files import ledger_import as ledger_import_files
from spelregler.apps.frames.files import ledger_plan as ledger_plan_files
from spelregler.apps.frames.files import ledger_report
from spelregler.apps.frames.files.control_totals import control_total
from spelregler.apps.frames.files.ledger_table import chosen_table, is_table
from spelregler.apps.frames.models import LedgerBatch
from spelregler.apps.frames.operations import choose_internal, choose_table
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.ledger import presenters
from spelregler.apps.frames.pages.ledger.forms import FileForm, ImportForm, InternalForm, TableForm
from spelregler.apps.frames.queries import ledger_batches
from spelregler.apps.frames.queries.internal_postings import chosen_internal, gross_by_committee
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.domain.frames.gross import gross_together
from spelregler.platform.forms import PlainForm, status_of
from spelregler.ui.page import Page, Pager, page_asked

MOST_BYTES = 300 * 1024 * 1024
"""Six times a year of a million transactions."""


def ledger_start(request: Request) -> HttpResponse:
    """What has been imported, and the way to import the next file."""
    must(request.acting_role, Action.IMPORT_LEDGER, LEDGER)
    return _start(request)


def _start(request: Request, **sent: PlainForm) -> HttpResponse:
    """The page with its forms; one that was sent and is wrong stands in its place."""
    today = request.acting_role.today
    table, internal = chosen_table(), chosen_internal(as_of=today)
    asked, total = page_asked(request.GET.get("sida", "")), ledger_batches.count_batches(as_of=today)
    pager = Pager.of(asked, total=total, most=ledger_batches.MOST_BATCHES, address=reverse("frames:ledger"))
    own = gross_by_committee(year=today.year, as_of=today)
    context = {
        "page": _page(request, reverse("frames:ledger")),
        "batches": ledger_batches.ledger_batches(as_of=today, start=pager.start),
        "pager": pager,
        "table": table,
        "internal": internal,
        "gross": gross_together(each.gross for each in own.values()),
        "by_committee": presenters.gross_rows(own, bodies(as_of=today), request.acting_role.language),
        "unnamed": ledger_batches.count_unnamed_codes(as_of=today),
        "without_code": ledger_batches.booked_without_code(as_of=today) is not None,
        "file_form": FileForm(chosen=ledger_batches.chosen_dimensions()),
        "table_form": TableForm(chosen=table),
        "internal_form": InternalForm(initial={"accounts": internal}),
        **sent,
    }
    return render(request, "frames/ledger.html", context, status=status_of(sent.values()))


def _page(request: Request, path: str, *, file: str = "") -> Page:
    """The shell of the ledger's page, or of a file's plan."""
    crumbs = [(_("Frames"), reverse("frames:overview")), (_("The ledger"), reverse("frames:ledger") if file else "")]
    return page_shell(
        request,
        title=_("Import %(file)s") % {"file": file} if file else _("The ledger"),
        lead=_("Nothing is stored yet. Look at what the file changes, then import it.")
        if file
        else _("The accounting system exports the year so far each month. A new file takes the older one's place."),
        crumbs=[*crumbs, (file, "")] if file else crumbs,
        current="frames:overview",
        modules=MODULES,
        can_travel=False,
        path=path,
    )


@only_sent
def ledger_upload(request: Request) -> HttpResponse:
    """Keep the file on the disk and show its plan. Nothing is stored of what it says."""
    must(request.acting_role, Action.IMPORT_LEDGER, LEDGER)
    form, command = FileForm(request.POST, request.FILES), "import ledger FIL --apply"
    if not form.carried_out(lambda said: _held(request).put(most_bytes=MOST_BYTES, command=command, **said)):
        return _start(request, file_form=form)
    return HttpResponseRedirect(reverse("frames:ledger_plan"))


def ledger_plan(request: Request) -> HttpResponse:
    """What the file would change, month by month and unit by unit; importing it is one button further on."""
    must(request.acting_role, Action.IMPORT_LEDGER, LEDGER)
    return _plan_page(request)


def _plan_page(request: Request, form: ImportForm | None = None) -> HttpResponse:
    """The plan as it is now; `form` is the import of another one, refused."""
    acting_role, held = request.acting_role, _held(request)
    with held.opened() as data:
        before = ledger_report.imported_before(data)
        control = None if before or is_table(held.said["name"]) else control_total(data, as_of=acting_role.today)
        plan = None if before or control else _plan(request, data)
    shown = plan and presenters.plan_view(plan, acting_role.language)
    context = {
        "page": _page(request, reverse("frames:ledger_plan"), file=held.said["name"]),
        "plan": shown,
        "before": before,
        "control": control,
        "form": ImportForm(initial={"against": shown.against}) if shown else None,
        "refused": form,
    }
    return render(request, "frames/ledger_plan.html", context, status=form.status if form else 200)


@require_POST
def ledger_choose_table(request: Request) -> HttpResponse:
    """What the columns of a table are called, once and for all the tables to come."""
    acting_role, form = request.acting_role, TableForm(request.POST)
    must(acting_role, Action.IMPORT_LEDGER, LEDGER)
    if form.carried_out(
        lambda said: choose_table(
            headings=form.headings(),
            money_unit=said["money_unit"],
            costs_are_negative=said["sign"] == "minus",
            chosen_on=acting_role.today,
            who=acting_role.who,
        )
    ):
        return done(request, _("The columns are remembered. Now choose the table above."), reverse("frames:ledger"))
    return _start(request, table_form=form)


@require_POST
def ledger_choose_internal(request: Request) -> HttpResponse:
    """Which accounts the units bill each other on."""
    acting_role, form = request.acting_role, InternalForm(request.POST)
    must(acting_role, Action.IMPORT_LEDGER, LEDGER)
    if form.carried_out(lambda said: choose_internal(chosen_on=acting_role.today, who=acting_role.who, **said)):
        return done(request, _("The internal accounts are remembered."), reverse("frames:ledger"))
    return _start(request, internal_form=form)


@require_POST
def ledger_import(request: Request) -> HttpResponse:
    """Import the file whose plan was shown, all of it or nothing."""
    must(request.acting_role, Action.IMPORT_LEDGER, LEDGER)
    form = ImportForm(request.POST)
    if not form.carried_out(lambda said: _imported(request, against=said["against"])):
        return _plan_page(request, form)
    _held(request).drop()
    batch = form.result
    message = _("%(file)s is imported: %(rows)s rows.") % {"file": batch.file_name, "rows": batch.rows}
    return done(request, message, reverse("frames:ledger"))


def _imported(request: Request, *, against: str) -> LedgerBatch:
    acting_role = request.acting_role
    with _held(request).opened() as data:
        plan = _plan(request, data)
        presenters.refuse_other_than_shown(plan, shown=against)
        return ledger_import_files.apply_import(plan=plan, imported_on=acting_role.today, who=acting_role.who)


def _held(request: Request) -> HeldFile:
    return HeldFile(request, "ledger-upload")


def _plan(request: Request, data: BinaryIO) -> ledger_plan_files.ImportPlan:
    said = _held(request).said
    return ledger_plan_files.plan_import(
        data=data,
        file_name=said["name"],
        responsibility_dimension=said["responsibility"],
        activity_dimension=said["activity"],
    )
