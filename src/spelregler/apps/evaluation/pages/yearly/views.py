"""A body's yearly evaluation: what is left of it, what it says, and the forms that its parts are written in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting import report_files
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.evaluation import operations
from spelregler.apps.evaluation.access.yearly import BODY, Action, Doing, doing, evaluation_of
from spelregler.apps.evaluation.pages.yearly import presenters
from spelregler.apps.evaluation.pages.yearly import report_presenters as report
from spelregler.apps.evaluation.pages.yearly.forms import (
    CorrectForm,
    DecisionForm,
    ImprovementsForm,
    PartForm,
    QuestionsForm,
)
from spelregler.apps.evaluation.pages.yearly.presenters import EvaluationView, address
from spelregler.apps.evaluation.queries import yearly
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.departments import departments_under
from spelregler.apps.organisation.queries.posts import post_acted_by
from spelregler.domain.evaluation import SIDES
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.findings import evaluation_questions
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page

MODULES = ("EVAL",)


def evaluation(request: Request, year: int, code: str) -> HttpResponse:
    """What the evaluation says, and what is left to do; of a year that runs, what is computed so far."""
    body, may = _body(request, year, code), doing(request.acting_role, code)
    found = _shown(request, year, body, may)
    corrections = yearly.earlier_decided(code, year, as_of=request.acting_role.as_of)
    context = {
        "page": _page(request, year, body, lead=report.standing(found, request.acting_role.language)),
        "found": found,
        "runs": year >= request.acting_role.as_of.year,
        "may_correct": may.prepare and may.enter and found.is_kept,
        "earlier": [each for each in corrections if each.decision][1:],
    }
    return render(request, "evaluation/yearly.html", context)


def write_answers(request: Request, year: int, code: str) -> HttpResponse:
    """The presidium or the secretary writes what the body answered to the questions, after its talk."""
    acting_role, body = request.acting_role, _body(request, year, code)
    must(acting_role, Action.ANSWER, evaluation_of(acting_role, code, part=BODY))
    held = yearly.evaluations_of_year(year, as_of=acting_role.as_of).get(code)
    row = held.newest if held else None
    form = QuestionsForm(
        sent(request), questions=evaluation_questions(as_of=acting_role.today), held=row.answers.all() if row else ()
    )

    def act(_said: dict[str, Any]) -> None:
        operations.answer_questions(
            body=body, year=year, answered=form.answered, on=acting_role.today, who=acting_role.who
        )

    lead = _("Talk about each question, and write what you answer together. No member's answer is kept.")
    return _form(
        request, year, body, form, act, title=_("The body's own answers"), lead=lead, button=_("Save the answers")
    )


def part(request: Request, year: int, code: str) -> HttpResponse:
    """The department's head, or the union's representative, writes the own part."""
    acting_role, body = request.acting_role, _body(request, year, code)
    side, post = doing(acting_role, code).side, post_acted_by(acting_role.role_assignment.code)
    if side is None or post is None:
        must(acting_role, Action.ANSWER, evaluation_of(acting_role, code, part=SIDES[0]))
        raise NotVisible(Words("There is no part for you to write."), way=Words("Go to the evaluation and read it."))
    held = yearly.evaluations_of_year(year, as_of=acting_role.as_of).get(code)
    row = held.newest if held else None
    own = next((each.text for each in row.parts.all() if each.post_id == post.pk), "") if row else ""
    form = PartForm(sent(request), initial={"text": own})

    def act(said: dict[str, Any]) -> None:
        operations.write_part(
            body=body, year=year, side=side, post=post, on=acting_role.today, who=acting_role.who, **said
        )

    title = _("The department's part") if side == "staff" else _("The union's part")
    return _form(request, year, body, form, act, title=title, button=_("Save your part"))


def improvements(request: Request, year: int, code: str) -> HttpResponse:
    """The presidium or the secretary writes what is to be better."""
    acting_role, body = request.acting_role, _body(request, year, code)
    must(acting_role, Action.PREPARE, evaluation_of(acting_role, code))
    held = yearly.evaluations_of_year(year, as_of=acting_role.as_of).get(code)
    form = ImprovementsForm(sent(request), initial={"text": held.newest.improvements if held and held.newest else ""})

    def act(said: dict[str, Any]) -> None:
        operations.propose_improvements(body=body, year=year, on=acting_role.today, who=acting_role.who, **said)

    return _form(request, year, body, form, act, title=_("Proposals for improvement"), button=_("Save the proposals"))


def enter_decision(request: Request, year: int, code: str) -> HttpResponse:
    """The secretary enters what the body decided, and what was computed is kept with it."""
    acting_role, body = request.acting_role, _body(request, year, code)
    must(acting_role, Action.ENTER, evaluation_of(acting_role, code))
    form = DecisionForm(sent(request), today=acting_role.today, body=body)

    def act(_said: dict[str, Any]) -> None:
        operations.decide_evaluation(
            body=body,
            year=year,
            minutes=form.minuted,
            questions=[name for name, _asked in evaluation_questions(as_of=acting_role.today)],
            rules=yearly.computed(body, year, as_of=acting_role.today)[1],
            on=acting_role.today,
            who=acting_role.who,
        )

    return _form(request, year, body, form, act, title=_("The body's decision"), button=_("Enter the decision"))


def correct(request: Request, year: int, code: str) -> HttpResponse:
    """The secretary begins a correction of what is decided."""
    acting_role, body = request.acting_role, _body(request, year, code)
    must(acting_role, Action.ENTER, evaluation_of(acting_role, code))

    def act(_said: dict[str, Any]) -> None:
        operations.correct_evaluation(body=body, year=year, on=acting_role.today, who=acting_role.who)

    lead = _("What is decided holds, and everybody reads it, until the body has decided the correction.")
    return _form(
        request, year, body, CorrectForm(sent(request)), act, title=_("Correct"), lead=lead,
        button=_("Begin a correction"),
    )  # fmt: skip


def word(request: Request, year: int, code: str) -> HttpResponseBase:
    """The evaluation as a Word document, made by the worker."""
    return _document(request, year, code, kind="docx")


def pdf(request: Request, year: int, code: str) -> HttpResponseBase:
    """The same as a tagged PDF, made by the worker."""
    return _document(request, year, code, kind="pdf")


def _document(request: Request, year: int, code: str, *, kind: str) -> HttpResponseBase:
    shown = _shown(request, year, _body(request, year, code), doing(request.acting_role, code))
    made = report.document(shown, request.acting_role)
    back = address("yearly", year, code)
    return report_files.answer(request, made, kind=kind, name=f"utvardering-{code}-{year}", back=back)


def _form(
    request: Request, year: int, body: Body, form: PlainForm, act: Callable[[dict[str, Any]], object], *, title: str,
    button: str, lead: str = "",
) -> HttpResponse:  # fmt: skip
    """A form of the evaluation, on a page of its own; when it is done its reader is back on the evaluation."""
    back = address("yearly", year, body.code)
    if form.carried_out(act):
        return done(request, _("It is saved."), back)
    page = _page(request, year, body, lead=lead, last=title)
    return form_page(request, page, form, button=button, back=back)


def _body(request: Request, year: int, code: str) -> Body:
    """The body that the address names; of a year that is not here yet there is nothing."""
    acting_role = request.acting_role
    found = next((each for each in yearly.evaluating_bodies(as_of=acting_role.as_of) if each.code == code), None)
    if found is None or not found.start.year <= year <= acting_role.as_of.year:
        raise NotVisible(
            Words("There is no such evaluation."), way=Words("Go to the yearly evaluations and choose there.")
        )
    return found


def _shown(request: Request, year: int, body: Body, may: Doing) -> EvaluationView:
    acting_role, code = request.acting_role, body.code
    post = post_acted_by(acting_role.role_assignment.code) if may.side else None
    held = yearly.evaluations_of_year(year, as_of=acting_role.as_of).get(code)
    before = yearly.evaluations_of_year(year - 1, as_of=acting_role.as_of).get(code)
    last, rules = _rules(body, year, held, is_seen=may.read, as_of=acting_role.as_of)
    shown = presenters.Shown(
        body=body,
        year=year,
        held=held,
        before=before.decided if before else None,
        rules_on=last,
        rules=rules,
        due=yearly.last_day(year, as_of=acting_role.as_of),
        questions=len(evaluation_questions(as_of=acting_role.today)),
        is_seen=may.read,
        departments=departments_under(code, as_of=acting_role.as_of),
        own_post=post.pk if post else None,
    )
    return presenters.view(shown, acting_role, may)


def _rules(body: Body, year: int, held: yearly.OfYear | None, *, is_seen: bool, as_of: date) -> tuple[date, Any]:
    """What was kept with the decision, else what is stored so far."""
    shown = (held.newest if is_seen else held.decided) if held else None
    if shown is not None and shown.is_decided:
        return date(year, 12, 31), yearly.kept_rules(shown)
    return yearly.computed(body, year, as_of=as_of)


def _page(request: Request, year: int, body: Body, *, lead: str = "", last: str = "") -> Page:
    name = request.acting_role.say(body.name, body.name_en)
    here = address("yearly", year, body.code)
    crumbs = [
        (_("Yearly evaluation"), reverse("evaluation:year", args=[year])),
        (name, here if last else ""),
    ]
    return page_shell(
        request,
        title=last or report.title_of(name, year),
        lead=lead,
        crumbs=[*crumbs, *([(last, "")] if last else [])],
        current="evaluation:years",
        modules=() if last else MODULES,
        scope_kind="committee",
        scope=body.code,
        can_travel=False,
    )
