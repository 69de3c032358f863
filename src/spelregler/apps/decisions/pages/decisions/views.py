"""What political bodies have decided, and the assignments that follow. Assignments go to leading officials (MR-23)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NoReturn

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.decisions import operations, queries
from spelregler.apps.decisions.access.actions import ENTERED, Action
from spelregler.apps.decisions.access.flags import flag_matter, reads_flags
from spelregler.apps.decisions.access.visibility import ASSIGNMENT
from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.pages.decisions.forms import (
    KIND_WORDS,
    TOUCHES_STAFF,
    AssignForm,
    DecisionForm,
    DecisionSearch,
)
from spelregler.apps.decisions.pages.decisions.presenters import named
from spelregler.apps.decisions.pages.flags.presenters import flag_rows
from spelregler.apps.decisions.queries.flags import flags_of
from spelregler.apps.decisions.registries import case_address, case_number
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.posts import leading_posts, post_by_code
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page, Pager, page_asked

MODULES = ("DEC",)
DAYS_TO_REPORT = 90
"""What is proposed where the minutes name no day to report back by."""


def decisions(request: Request) -> HttpResponse:
    """Decisions, newest first: all, a body's, or those with some words in them."""
    acting_role, asked = request.acting_role, request.GET
    search = DecisionSearch(asked, bodies=bodies(as_of=acting_role.as_of))
    words, body, staff = search.said("q"), search.said("organ"), search.said("personal")
    found = queries.decisions_list(
        as_of=acting_role.as_of,
        body_code=body or None,
        words=words,
        touches_staff=staff == TOUCHES_STAFF,
        page=page_asked(asked.get("sida", "")),
    )
    waiting = ASSIGNMENT.let_through(acting_role, queries.open_assignments(as_of=acting_role.as_of))
    lead = _("Body, date, paragraph and text: what a decision is. An assignment goes through the chief executive.")
    kept = {"q": words, "organ": body, "personal": staff, "per": asked.get("per", "")}
    context = {
        "page": _page(request, _("Decisions"), lead, below=False),
        "rows": found.rows,
        "pager": Pager.of(found.page, total=found.total, most=queries.PER_PAGE, **kept),
        "search": search,
        "is_searched": words or body or staff,
        "waiting": len(waiting),
        "late": sum(row.is_late for row in waiting),
        "reads_flags": reads_flags(acting_role),
        "may_enter": acting_role.as_of == acting_role.today and may(acting_role, Action.ENTER_ASSIGNMENT, ENTERED),
    }
    return render(request, "decisions/list.html", context)


def new(request: Request) -> HttpResponse:
    """The secretary enters a decision that stands by itself."""
    acting_role, made = request.acting_role, list[Decision]()
    must(acting_role, Action.ENTER_ASSIGNMENT, ENTERED)
    begun = {"kind": request.GET.get("slag", Decision.Kind.OTHER), "body": request.GET.get("organ", "")}
    posted = sent(request)
    form = DecisionForm(posted, bodies=bodies(as_of=acting_role.today), today=acting_role.today, initial=begun)

    def act(said: dict[str, Any]) -> None:
        told = form.decision
        number = case_number(said["reference"], body=told["body"], on=acting_role.today, field="reference")
        made.append(operations.record_decision(who=acting_role.who, **told | {"reference": number}))

    if form.carried_out(act):
        return done(request, _("The decision is entered."), _address(made[0].pk))
    page = _page(request, _("Enter a decision"), _("As the minutes have it, with its true day."), can_travel=False)
    return form_page(request, page, form, button=_("Enter the decision"), back=reverse("decisions:list"))


def decision(request: Request, pk: int) -> HttpResponse:
    """One decision with its assignments."""
    return _shown(request, pk)


@require_POST
def assign(request: Request, pk: int) -> HttpResponse:
    """The secretary enters an assignment that the decision gives."""
    acting_role = request.acting_role
    must(acting_role, Action.ENTER_ASSIGNMENT, ENTERED)
    shown = queries.decision_by_pk(pk=pk) or _not_here()
    posts = leading_posts(body=shown.body, as_of=shown.decided_on)
    form = AssignForm(request.POST, posts=posts, find=post_by_code)

    def act(_said: dict[str, Any]) -> None:
        operations.give_assignment(decision=shown, who=acting_role.who, **form.cleaned_data)

    if form.carried_out(act):
        return done(request, _("The assignment is recorded."), _address(pk))
    return _shown(request, pk, form)


def _shown(request: Request, pk: int, sent: AssignForm | None = None) -> HttpResponse:
    """The decision's page, with the form as it was sent where something is to be put right."""
    acting_role = request.acting_role
    shown = queries.decision_by_pk(pk=pk) or _not_here()
    row = queries.decision_row(pk=pk, as_of=acting_role.as_of) or _not_here()
    latest = {"due_on": acting_role.today + timedelta(days=DAYS_TO_REPORT)}
    empty = AssignForm(posts=leading_posts(body=shown.body, as_of=shown.decided_on), initial=latest)
    context = {
        "page": _page(request, shown.title, named(shown, acting_role.language), path=_address(pk)),
        "decision": shown,
        "case_url": case_address(shown.reference, acting_role),
        "assignments": ASSIGNMENT.let_through(acting_role, row.assignments),
        "may_assign": acting_role.as_of == acting_role.today and may(acting_role, Action.ENTER_ASSIGNMENT, ENTERED),
        "flags": flag_rows(acting_role, flags_of(decision=pk, as_of=acting_role.as_of))
        if reads_flags(acting_role)
        else [],
        "may_flag": acting_role.as_of == acting_role.today
        and may(acting_role, Action.FLAG, flag_matter(shown.body.code)),
        "kind": "" if shown.kind == Decision.Kind.OTHER else KIND_WORDS[Decision.Kind(shown.kind)],
        "staff_rule": address_of("clause", "MR-56"),
        "form": sent or empty,
    }
    return render(request, "decisions/decision.html", context, status=sent.status if sent else 200)


def _address(pk: int) -> str:
    return reverse("decisions:decision", args=[pk])


def _page(
    request: Request, title: str, lead: str, *, below: bool = True, can_travel: bool = True, path: str = ""
) -> Page:
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
        path=path,
    )


def _not_here() -> NoReturn:
    raise NotVisible(
        Words("The decision does not exist on that day."),
        way=Words("Go to Decisions and choose there."),
    )
