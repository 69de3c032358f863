"""What political bodies have decided, and the assignments that follow. Assignments go to leading officials (MR-23)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.decisions import operations, queries
from spelregler.apps.decisions.access.actions import ENTERED, Action
from spelregler.apps.decisions.access.visibility import ASSIGNMENT
from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.pages.decisions.presenters import named
from spelregler.apps.decisions.pages.forms import KIND_WORDS, DecisionForm
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.posts import leading_posts, post_by_code
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import done
from spelregler.platform.numbers import read_day
from spelregler.ui.page import Page, Pager, page_asked

MODULES = ("DEC",)


def decisions(request: Request) -> HttpResponse:
    """Decisions, newest first: all, a body's, or those with some words in them."""
    acting_role, asked = request.acting_role, request.GET
    words, body = asked.get("q", "").strip()[:80], asked.get("organ", "")
    found = queries.decisions_list(
        as_of=acting_role.as_of, body_code=body or None, words=words, page=page_asked(asked.get("sida", ""))
    )
    waiting = ASSIGNMENT.let_through(acting_role, queries.open_assignments(as_of=acting_role.as_of))
    lead = _("Body, date, paragraph and text: what a decision is. An assignment goes through the chief executive.")
    kept = {"q": words, "organ": body, "per": asked.get("per", "")}
    context = {
        "page": _page(request, _("Decisions"), lead, below=False),
        "rows": found.rows,
        "pager": Pager.of(found.page, total=found.total, most=queries.PER_PAGE, **kept),
        "words": words,
        "body": body,
        "bodies": bodies(as_of=acting_role.as_of),
        "waiting": len(waiting),
        "late": sum(row.is_late for row in waiting),
        "may_enter": acting_role.as_of == acting_role.today and may(acting_role, Action.ENTER_ASSIGNMENT, ENTERED),
    }
    return render(request, "decisions/list.html", context)


def new(request: Request) -> HttpResponse:
    """The secretary enters a decision that stands by itself."""
    acting_role, made = request.acting_role, list[Decision]()
    must(acting_role, Action.ENTER_ASSIGNMENT, ENTERED)
    begun = {"kind": request.GET.get("slag", Decision.Kind.OTHER), "body": request.GET.get("organ", "")}
    form = DecisionForm(
        request.POST or None, bodies=bodies(as_of=acting_role.today), today=acting_role.today, initial=begun
    )
    if request.method == "POST" and form.is_valid():
        enter = partial(operations.record_decision, who=acting_role.who, **form.decision)
        if done(form, lambda: made.append(enter())):
            messages.success(request, _("The decision is entered."))
            return HttpResponseRedirect(reverse("decisions:decision", args=[made[0].pk]))
    page = _page(request, _("Enter a decision"), _("As the minutes have it, with its true day."), can_travel=False)
    context = {"page": page, "form": form, "button": _("Enter the decision"), "back": reverse("decisions:list")}
    return render(request, "ui/entering.html", context, status=400 if form.is_bound else 200)


def decision(request: Request, pk: int) -> HttpResponse:
    """One decision with its assignments."""
    acting_role = request.acting_role
    shown, row = queries.decision_by_pk(pk=pk), queries.decision_row(pk=pk, as_of=acting_role.as_of)
    if shown is None or row is None:
        raise _not_here()
    context = {
        "page": _page(request, shown.title, named(shown, acting_role.language)),
        "decision": shown,
        "assignments": ASSIGNMENT.let_through(acting_role, row.assignments),
        "posts": leading_posts(body=shown.body, as_of=shown.decided_on),
        "may_assign": acting_role.as_of == acting_role.today and may(acting_role, Action.ENTER_ASSIGNMENT, ENTERED),
        "kind": "" if shown.kind == Decision.Kind.OTHER else KIND_WORDS[Decision.Kind(shown.kind)],
        "latest": acting_role.today + timedelta(days=90),
    }
    return render(request, "decisions/decision.html", context)


def _page(request: Request, title: str, lead: str, *, below: bool = True, can_travel: bool = True) -> Page:
    """A page of the room: the list itself, or one below it."""
    crumbs = [(_("Decisions"), reverse("decisions:list")), (title, "")] if below else []
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=crumbs,
        current="decisions:list",
        modules=MODULES,
        can_travel=can_travel,
    )


def _not_here() -> NotVisible:
    return NotVisible(
        sv="Beslutet finns inte på den dagen.",
        en="The decision does not exist on that day.",
        way_sv="Gå till Beslut och välj där.",
        way_en="Go to Decisions and choose there.",
    )


@require_POST
def assign(request: Request, pk: int) -> HttpResponse:
    """The secretary enters an assignment that the decision gives."""
    acting_role = request.acting_role
    must(acting_role, Action.ENTER_ASSIGNMENT, ENTERED)
    shown, post = queries.decision_by_pk(pk=pk), post_by_code(request.POST.get("addressee", ""))
    if shown is None or post is None:
        raise NotVisible(sv="Beslutet eller tjänsten finns inte.", en="No such decision or post.")
    operations.give_assignment(
        decision=shown,
        addressee=post,
        text=request.POST.get("text", "").strip(),
        intended_result=request.POST.get("intended_result", "").strip(),
        due_on=read_day(request.POST.get("due_on", "")),
        who=acting_role.who,
    )
    messages.success(request, _("The assignment is recorded."))
    return HttpResponseRedirect(reverse("decisions:decision", args=[pk]))
