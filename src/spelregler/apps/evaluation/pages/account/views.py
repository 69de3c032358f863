"""The account of a year's evaluations: what it says, the board's answer, its decision, and that the council has it."""

from __future__ import annotations

from collections.abc import Callable
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
from spelregler.apps.evaluation.access.yearly import Action, account_of
from spelregler.apps.evaluation.pages.account import presenters
from spelregler.apps.evaluation.pages.account import report_presenters as report
from spelregler.apps.evaluation.pages.account.forms import AnswerForm
from spelregler.apps.evaluation.pages.account.presenters import AccountView
from spelregler.apps.evaluation.pages.yearly.forms import CorrectForm, DecisionForm
from spelregler.apps.evaluation.queries.accounts import accounts_of
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import the_council
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page

MODULES = ("EVAL",)


def account(request: Request, year: int) -> HttpResponse:
    """What the bodies found, what the board makes of it, and whose evaluation is missing."""
    found = _shown(request, year)
    context = {
        "page": _page(request, year, lead=report.standing(found, request.acting_role.language)),
        "found": found,
        "lacking": report.lacking_words(found) if found.lacking else "",
    }
    return render(request, "evaluation/account.html", context)


def write_answer(request: Request, year: int) -> HttpResponse:
    """The board's presidium or the secretary writes the board's own answer."""
    acting_role, board = request.acting_role, _board(request, year)
    must(acting_role, Action.PREPARE_ACCOUNT, account_of(board.code))
    row = accounts_of(year, as_of=acting_role.as_of).newest
    form = AnswerForm(sent(request), initial={"text": row.answer if row else ""})

    def act(said: dict[str, Any]) -> None:
        operations.write_boards_answer(year=year, on=acting_role.today, who=acting_role.who, **said)

    return _form(request, year, form, act, title=_("The board's own answer"), button=_("Save the answer"))


def enter_decision(request: Request, year: int) -> HttpResponse:
    """The secretary enters what the board decided; what stands in the account is then fixed."""
    acting_role, board = request.acting_role, _board(request, year)
    must(acting_role, Action.ENTER_ACCOUNT, account_of(board.code))
    form = DecisionForm(sent(request), today=acting_role.today, body=board)

    def act(_said: dict[str, Any]) -> None:
        row = accounts_of(year, as_of=acting_role.today).newest
        told, lacking = presenters.contents(year, row, as_of=acting_role.today)
        operations.decide_account(
            year=year,
            board=board,
            evaluations=told,
            lacking=lacking,
            minutes=form.minuted,
            on=acting_role.today,
            who=acting_role.who,
        )

    return _form(request, year, form, act, title=_("The board's decision"), button=_("Enter the decision"))


def hand_over(request: Request, year: int) -> HttpResponse:
    """The secretary enters that the council has received the account; everybody reads it from then on."""
    acting_role, board = request.acting_role, _board(request, year)
    must(acting_role, Action.ENTER_ACCOUNT, account_of(board.code))
    council = the_council(as_of=acting_role.today)
    if council is None:
        raise NotVisible(Words("There is no council."), way=Words("Enter the council among the bodies first."))
    form = DecisionForm(sent(request), today=acting_role.today, body=council)

    def act(_said: dict[str, Any]) -> None:
        operations.hand_over_account(
            year=year, council=council, minutes=form.minuted, on=acting_role.today, who=acting_role.who
        )

    return _form(request, year, form, act, title=_("Handed to the council"), button=_("Enter the council's paragraph"))


def correct(request: Request, year: int) -> HttpResponse:
    """The secretary begins a new account, as when a body has evaluated the year after all."""
    acting_role, board = request.acting_role, _board(request, year)
    must(acting_role, Action.ENTER_ACCOUNT, account_of(board.code))

    def act(_said: dict[str, Any]) -> None:
        operations.correct_account(year=year, on=acting_role.today, who=acting_role.who)

    lead = _("The account that the council has holds until the council has received the new one.")
    button = _("Begin a new account")
    return _form(request, year, CorrectForm(sent(request)), act, title=_("New account"), button=button, lead=lead)


def word(request: Request, year: int) -> HttpResponseBase:
    """The account as a Word document, made by the worker."""
    return _document(request, year, kind="docx")


def pdf(request: Request, year: int) -> HttpResponseBase:
    """The same as a tagged PDF, made by the worker."""
    return _document(request, year, kind="pdf")


def _document(request: Request, year: int, *, kind: str) -> HttpResponseBase:
    found = _shown(request, year)
    if not found.is_read:
        raise NotVisible(
            Words("The account is not handed to the council yet."),
            way=Words("Everybody reads it when the council has received it."),
        )
    made, back = report.document(found, request.acting_role), reverse("evaluation:account", args=[year])
    return report_files.answer(request, made, kind=kind, name=f"redogorelse-{year}", back=back)


def _form(
    request: Request, year: int, form: PlainForm, act: Callable[[dict[str, Any]], object], *, title: str, button: str,
    lead: str = "",
) -> HttpResponse:  # fmt: skip
    """A form of the account, on a page of its own; when it is done its reader is back on the account."""
    back = reverse("evaluation:account", args=[year])
    if form.carried_out(act):
        return done(request, _("It is saved."), back)
    page = _page(request, year, lead=lead, last=title)
    return form_page(request, page, form, button=button, back=back)


def _board(request: Request, year: int) -> Body:
    """The executive board, of a year that has ended."""
    found = presenters.board_of(as_of=request.acting_role.as_of)
    if found is None or not found.start.year <= year < request.acting_role.as_of.year:
        raise NotVisible(
            Words("There is no such account."), way=Words("Go to the yearly evaluations and choose there.")
        )
    return found


def _shown(request: Request, year: int) -> AccountView:
    board, as_of = _board(request, year), request.acting_role.as_of
    return presenters.view(request.acting_role, year, accounts_of(year, as_of=as_of), board)


def _page(request: Request, year: int, *, lead: str = "", last: str = "") -> Page:
    here = reverse("evaluation:account", args=[year])
    crumbs = [
        (_("Yearly evaluation"), reverse("evaluation:year", args=[year])),
        (_("The account"), here if last else ""),
    ]
    return page_shell(
        request,
        title=last or report.title_of(year),
        lead=lead,
        crumbs=[*crumbs, *([(last, "")] if last else [])],
        current="evaluation:years",
        modules=() if last else MODULES,
        can_travel=False,
    )
