"""The yearly evaluations: of which year, how it goes for each body, and the account of them to the council."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.evaluation.pages.account import presenters as account
from spelregler.apps.evaluation.pages.years.presenters import year_rows
from spelregler.apps.evaluation.queries.accounts import accounts_of
from spelregler.apps.evaluation.queries.yearly import first_year, last_day
from spelregler.domain.evaluation import judged_year
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui import formatting

MODULES = ("EVAL",)


def years(request: Request) -> HttpResponse:
    """The year that is evaluated now: the one that ended last."""
    return year(request, judged_year(request.acting_role.as_of))


def year(request: Request, year: int) -> HttpResponse:
    """How it goes with each body's evaluation of a year, and with the account of them."""
    acting_role = request.acting_role
    as_of, first = acting_role.as_of, first_year(as_of=acting_role.as_of)
    if not first <= year <= as_of.year:
        raise NotVisible(
            Words("Nobody has evaluated that year here."), way=Words("Go to the yearly evaluations and choose there.")
        )
    board = account.board_of(as_of=as_of)
    runs = year == as_of.year
    day = formatting.long_date(last_day(year, as_of=as_of), acting_role.language)
    page = page_shell(
        request,
        title=_("Evaluation of the policy %(year)s") % {"year": year},
        lead=_("Each committee and the executive board evaluate how the policy was followed, no later than %(day)s.")
        % {"day": day},
        current="evaluation:years",
        modules=MODULES,
        path=reverse("evaluation:year", args=[year]),
    )
    context = {
        "page": page,
        "year": year,
        "runs": runs,
        "rows": year_rows(acting_role, year),
        "account": account.account_state(acting_role, year, accounts_of(year, as_of=as_of), board)
        if board and not runs
        else None,
        "earlier": year - 1 if year > first else None,
        "later": year + 1 if year < as_of.year else None,
    }
    return render(request, "evaluation/years.html", context)
