"""The controller's page for what is ordered and not yet booked: choose the table, see what it changes, store it."""

from __future__ import annotations

from functools import partial

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
from spelregler.apps.frames.files import commitments
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.commitments.forms import TableForm
from spelregler.exchange.bounded import whole
from spelregler.platform.table_files import MOST_BYTES

MOST_CODES = 60


def committed(request: Request) -> HttpResponse:
    """What is known to be ordered today, and the way to bring the next table."""
    must(request.acting_role, Action.IMPORT_LEDGER, LEDGER)
    return _start(request, TableForm())


def _start(request: Request, form: TableForm) -> HttpResponse:
    known = commitments.known_commitments(as_of=request.acting_role.today)
    return _page(request, {"known": known, "form": form}, status=form.status)


@only_sent
def upload(request: Request) -> HttpResponse:
    """The table is put aside, and shown with what it would change. Nothing is stored."""
    must(request.acting_role, Action.IMPORT_LEDGER, LEDGER)
    form, command = TableForm(request.POST, request.FILES), "import commitments FIL --unit kr --apply"
    held, look = _held(request), partial(_bring, request, store=False)
    if not form.carried_out(lambda said: held.put(most_bytes=MOST_BYTES, command=command, look=look, **said)):
        return _start(request, form)
    return HttpResponseRedirect(reverse("frames:committed_plan"))


def plan(request: Request) -> HttpResponse:
    """What the table says, against what is known; storing it is one button further on."""
    must(request.acting_role, Action.IMPORT_LEDGER, LEDGER)
    found = _bring(request, store=False)
    shown = {"codes": found.without_unit[:MOST_CODES], "codes_left": max(0, len(found.without_unit) - MOST_CODES)}
    return _page(request, {"found": found, **shown})


@require_POST
def store(request: Request) -> HttpResponse:
    """The table that was shown is all that is ordered today; what was told before holds no longer."""
    must(request.acting_role, Action.IMPORT_LEDGER, LEDGER)
    found = _bring(request, store=True)
    _held(request).drop()
    message = _("%(file)s is imported: %(rows)s rows.") % {"file": found.file_name, "rows": found.rows}
    return done(request, message, reverse("frames:committed"))


def _bring(request: Request, *, store: bool) -> commitments.CommitmentImport:
    held, acting_role = _held(request), request.acting_role
    with held.opened() as file:
        return commitments.import_commitments(
            data=whole(file),
            file_name=held.said["name"],
            money_unit=held.said["money_unit"],
            store=store,
            today=acting_role.today,
            who=acting_role.who,
        )


def _held(request: Request) -> HeldFile:
    return HeldFile(request, "commitments-upload")


def _page(request: Request, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    title = _("Ordered and not yet booked")
    page = page_shell(
        request,
        title=title,
        lead=_("It stands beside the outcome, never added to it: an order becomes an invoice and is then booked."),
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("The ledger"), reverse("frames:ledger")), (title, "")],
        current="frames:overview",
        modules=MODULES,
        can_travel=False,
        path="" if "found" in context else reverse("frames:committed"),
    )
    return render(request, "frames/committed.html", {"page": page, **context}, status=status)
