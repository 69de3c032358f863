"""Political assignments: what is open, how each goes, and what its addressee, or its body's secretary, does there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import report_files
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.decisions import operations, queries
from spelregler.apps.decisions.access.actions import (
    ENTERED,
    Action,
    at_unit,
    own_assignments,
    passed_on_from,
    reported,
)
from spelregler.apps.decisions.access.visibility import ASSIGNMENT
from spelregler.apps.decisions.models import Assignment
from spelregler.apps.decisions.pages.assignments.forms import (
    EffectForm,
    LaterDayForm,
    PassOnForm,
    ReportForm,
    UnitReportForm,
)
from spelregler.apps.decisions.pages.assignments.presenters import list_document
from spelregler.apps.decisions.pages.decisions.presenters import named
from spelregler.apps.decisions.pages.forms import BodySearch
from spelregler.apps.decisions.queries import AssignmentRow, carrying_out
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page, Pager, page_asked

MODULES = ("DEC",)


def assignments(request: Request) -> HttpResponse:
    """The open assignments, the most urgent first: all, a body's, or those that the acting role is to carry out."""
    acting_role, asked = request.acting_role, request.GET
    there = bodies(as_of=acting_role.as_of)
    search = BodySearch(asked, bodies=there)
    body, own = search.said("organ"), asked.get("mina", "")
    owns = may(acting_role, Action.REPORT_BACK, own_assignments(acting_role))
    found = ASSIGNMENT.let_through(
        acting_role, queries.open_assignments(as_of=acting_role.as_of, body_code=body or None)
    )
    mine = [row for row in found if may(acting_role, Action.REPORT_BACK, reported(row))] if owns else []
    shown, kept = (mine if own else found), {"organ": body, "mina": own, "per": asked.get("per", "")}
    pager = Pager.of(page_asked(asked.get("sida", "")), total=len(shown), most=queries.PER_PAGE, **kept)
    context = {
        "page": _page(request, _("Open assignments")),
        "rows": shown[pager.start : pager.start + queries.PER_PAGE],
        "pager": pager,
        "search": search,
        "body": body,
        "has_list": body in {each.code for each in there},
        "own": own,
        "owns": owns,
        "mine": len(mine),
        "may_enter": acting_role.as_of == acting_role.today and may(acting_role, Action.ENTER_ASSIGNMENT, ENTERED),
    }
    return render(request, "decisions/assignments.html", context)


def assignment(request: Request, pk: int) -> HttpResponse:
    """One assignment: what was asked, by when, what was done and what came of it."""
    return _shown(request, pk)


@require_POST
def report(request: Request, pk: int) -> HttpResponse:
    """Whoever got the assignment tells what has been done (MR-29), and what it led to (CP-9)."""
    acting_role, (row, held) = request.acting_role, _both(request, pk)
    must(acting_role, Action.REPORT_BACK, reported(row))

    def act(said: dict[str, Any]) -> None:
        told: dict[str, Any] = {"assignment": held, "reported_on": acting_role.today, "who": acting_role.who}
        if left := said.pop("left"):
            operations.report_part(done=said["result"], left=left, **told)
        else:
            operations.report_back(**said, **told)

    words = _("The report is given to %(body)s.") % {"body": acting_role.say(row.body_name, row.body_name_en)}
    return _answer(request, pk, ReportForm(request.POST), act, words)


@require_POST
def pass_on(request: Request, pk: int) -> HttpResponse:
    """The head of the department asks a unit for its part; no body reaches past the head (MR-23, CP-9)."""
    acting_role, (row, held) = request.acting_role, _both(request, pk)
    must(acting_role, Action.TO_UNIT, passed_on_from(row))
    form = PassOnForm(request.POST, posts=carrying_out.posts_below(held, as_of=acting_role.today))

    def act(_said: dict[str, Any]) -> None:
        operations.pass_on(assignment=held, given_on=acting_role.today, who=acting_role.who, **form.assignment)

    return _answer(request, pk, form, act, _("The unit has the assignment."))


@require_POST
def unit_report(request: Request, pk: int) -> HttpResponse:
    """The unit's manager tells the head what the unit has done."""
    acting_role = request.acting_role
    told, held = carrying_out.passed_on_by_pk(pk=pk, as_of=acting_role.as_of), carrying_out.unit_assignment(pk=pk)
    if told is None or held is None:
        raise NotVisible(
            Words("The assignment does not exist on that day."), way=Words("Go to Decisions and choose Assignments.")
        )
    must(acting_role, Action.REPORT_FROM_UNIT, at_unit(told))

    def act(said: dict[str, Any]) -> None:
        operations.report_from_unit(
            passed_on=held, result=said["unit_result"], reported_on=acting_role.today, who=acting_role.who
        )

    return _answer(request, told.assignment, UnitReportForm(request.POST), act, _("The head has the report."))


@require_POST
def effect(request: Request, pk: int) -> HttpResponse:
    """The effect is told when it is seen (CP-9)."""
    acting_role, (row, held) = request.acting_role, _both(request, pk)
    must(acting_role, Action.REPORT_BACK, reported(row))

    def act(said: dict[str, Any]) -> None:
        operations.tell_effect(assignment=held, told_on=acting_role.today, who=acting_role.who, **said)

    return _answer(request, pk, EffectForm(request.POST), act, _("The effect is told."))


@require_POST
def later_day(request: Request, pk: int) -> HttpResponse:
    """The secretary enters the body's decision to give its assignment another day (MR-29)."""
    acting_role, (_row, held) = request.acting_role, _both(request, pk)
    must(acting_role, Action.ENTER_ASSIGNMENT, ENTERED)
    form = LaterDayForm(request.POST, today=acting_role.today)

    def act(said: dict[str, Any]) -> None:
        operations.minute_later_day(assignment=held, who=acting_role.who, **said)

    return _answer(request, pk, form, act, _("The new day is entered with its decision."))


def _answer(
    request: Request, pk: int, form: PlainForm, act: Callable[[dict[str, Any]], None], words: str
) -> HttpResponse:
    """The act is done and told on the assignment's page, or the page is shown again with the form as it was sent."""
    if form.carried_out(act):
        return done(request, words, reverse("decisions:assignment", args=[pk]))
    return _shown(request, pk, form)


def _both(request: Request, pk: int) -> tuple[AssignmentRow, Assignment]:
    """The assignment as it stood on the day, and itself for an operation to work on."""
    row, held = queries.assignment_row(pk=pk, as_of=request.acting_role.as_of), queries.assignment_by_pk(pk=pk)
    if row is None or held is None or not ASSIGNMENT.let_through(request.acting_role, [row]):
        raise NotVisible(
            Words("The assignment does not exist on that day."),
            way=Words("Go to Decisions and choose Assignments."),
        )
    return row, held


def _shown(request: Request, pk: int, sent: PlainForm | None = None) -> HttpResponse:
    acting_role, (row, held) = request.acting_role, _both(request, pk)
    now = acting_role.as_of == acting_role.today
    context = {
        "page": _page(request, row.text, pk),
        "row": row,
        "given_by": named(held.decision, acting_role.language),
        "parts": carrying_out.part_reports(assignment=pk, as_of=acting_role.as_of),
        **_at_units(request, row, held, sent, now=now),
        "may_report": now and may(acting_role, Action.REPORT_BACK, reported(row)),
        "may_enter": now and row.is_open and may(acting_role, Action.ENTER_ASSIGNMENT, ENTERED),
        "report": sent if isinstance(sent, ReportForm) else ReportForm(),
        "effect": sent if isinstance(sent, EffectForm) else EffectForm(),
        "later": sent if isinstance(sent, LaterDayForm) else LaterDayForm(today=acting_role.today),
        "sent": sent,
    }
    return render(request, "decisions/assignment.html", context, status=sent.status if sent else 200)


def _at_units(
    request: Request, row: AssignmentRow, held: Assignment, sent: PlainForm | None, *, now: bool
) -> dict[str, Any]:
    """What units have been asked for: the head sees all of it, and each unit's manager the unit's own."""
    acting_role = request.acting_role
    leads = may(acting_role, Action.TO_UNIT, passed_on_from(row))
    asked = carrying_out.passed_on(assignment=row.pk, as_of=acting_role.as_of)
    own = {each.pk for each in asked if may(acting_role, Action.REPORT_FROM_UNIT, at_unit(each))}
    posts = carrying_out.posts_below(held, as_of=acting_role.today) if leads and now and row.is_open else []
    return {
        "passed_on": [each for each in asked if leads or each.pk in own],
        "reports_here": [each for each in asked if now and each.pk in own and each.reported_on is None],
        "pass_on": (sent if isinstance(sent, PassOnForm) else PassOnForm(posts=posts)) if posts else None,
        "unit_report": sent if isinstance(sent, UnitReportForm) else UnitReportForm(),
    }


def listed(request: Request, code: str, kind: str) -> HttpResponseBase:
    """A body's open assignments as a document for its meeting (MR-29, P21)."""
    acting_role = request.acting_role
    body = body_by_code(code, as_of=acting_role.as_of)
    found = queries.open_assignments(as_of=acting_role.as_of, body_code=code)
    rows = ASSIGNMENT.let_through(acting_role, found)
    name = f"oppna-uppdrag-{code}-{acting_role.as_of}"
    back = reverse("decisions:assignments") + f"?organ={code}&per={acting_role.as_of}"
    return report_files.answer(request, list_document(body, rows, acting_role), kind=kind, name=name, back=back)


def _page(request: Request, title: str, pk: int | None = None) -> Page:
    """The list's page, or one assignment's."""
    listed, own = reverse("decisions:assignments"), pk and reverse("decisions:assignment", args=[pk])
    here = [(_("Assignments"), listed), (title, "")] if own else [(_("Assignments"), "")]
    crumbs = [(_("Decisions"), reverse("decisions:list")), *here]
    lead = "" if own else _("What political bodies have asked for and that is not reported back yet.")
    return page_shell(
        request, title=title, lead=lead, crumbs=crumbs, current="decisions:list", modules=MODULES, path=own or ""
    )
