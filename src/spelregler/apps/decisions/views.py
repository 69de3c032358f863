"""What political bodies have decided, and the assignments that follow. Assignments go to leading officials (MR-23)."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.decisions import operations, queries
from spelregler.apps.decisions.access import Action
from spelregler.apps.decisions.doors import ASSIGNMENT
from spelregler.apps.organisation.access import may, must
from spelregler.apps.organisation.framing import frame
from spelregler.apps.organisation.queries import leading_posts, post_by_code
from spelregler.apps.organisation.worn import Request
from spelregler.domain.roles import Resource
from spelregler.platform.errors import NotVisible
from spelregler.platform.numbers import read_day
from spelregler.ui.page import Pager, page_asked

MODULES = ("DEC",)


def decisions(request: Request) -> HttpResponse:
    """Decisions, newest first, and the assignments that are still open."""
    worn = request.worn
    found = queries.decisions_list(as_of=worn.as_of, page=page_asked(request.GET.get("sida", "")))
    page = frame(
        request,
        title=_("Decisions"),
        lead=_("Body, date, paragraph and text: what a decision is. An assignment goes through the chief executive."),
        current="decisions:list",
        modules=MODULES,
    )
    pager = Pager.of(found.page, total=found.total, most=queries.PER_PAGE, address=reverse("decisions:list"))
    waiting = ASSIGNMENT.let_through(worn, queries.open_assignments(as_of=worn.as_of))
    context = {"page": page, "rows": found.rows, "pager": pager, "open": waiting}
    return render(request, "decisions/list.html", context)


ENTERED = Resource(kind="assignment", id="new", subject="minutes", published=True)
"""An assignment on its way from the minutes into the register."""


def decision(request: Request, pk: int) -> HttpResponse:
    """One decision with its assignments."""
    worn = request.worn
    shown, row = queries.decision_by_pk(pk=pk), queries.decision_row(pk=pk, as_of=worn.as_of)
    if shown is None or row is None:
        raise NotVisible(
            sv="Beslutet finns inte på den dagen.",
            en="The decision does not exist on that day.",
            way_sv="Gå till Beslut och välj där.",
            way_en="Go to Decisions and choose there.",
        )
    page = frame(
        request,
        title=shown.title,
        lead=f"{shown.body.name} {shown.decided_on}, {shown.paragraph}",
        crumbs=[(_("Decisions"), reverse("decisions:list")), (shown.title, "")],
        current="decisions:list",
        modules=MODULES,
    )
    context = {
        "page": page,
        "decision": shown,
        "assignments": ASSIGNMENT.let_through(worn, row.assignments),
        "posts": leading_posts(body=shown.body),
        "may_assign": may(worn, Action.ENTER_ASSIGNMENT, ENTERED),
        "latest": worn.today + timedelta(days=90),
    }
    return render(request, "decisions/decision.html", context)


@require_POST
def assign(request: Request, pk: int) -> HttpResponse:
    """The secretary enters an assignment that the decision gives."""
    worn = request.worn
    must(worn, Action.ENTER_ASSIGNMENT, ENTERED)
    shown, post = queries.decision_by_pk(pk=pk), post_by_code(request.POST.get("addressee", ""))
    if shown is None or post is None:
        raise NotVisible(sv="Beslutet eller tjänsten finns inte.", en="No such decision or post.")
    operations.give_assignment(
        decision=shown,
        addressee=post,
        text=request.POST.get("text", "").strip(),
        intended_result=request.POST.get("intended_result", "").strip(),
        due_on=read_day(request.POST.get("due_on", "")),
        who=worn.who,
    )
    messages.success(request, _("The assignment is recorded."))
    return HttpResponseRedirect(reverse("decisions:decision", args=[pk]))
