"""What did we get for the money: a committee's frame beside its goals, as a page, in Word and in PDF."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting import report_files
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.followup import presenters
from spelregler.apps.followup.queries.account import account_of
from spelregler.apps.followup.report import document
from spelregler.apps.frames.queries.frames import frames_overview
from spelregler.apps.goals.access.key_measures import KeyPlace
from spelregler.apps.goals.pages.key_measures import presenters as key_measures
from spelregler.apps.goals.pages.key_measures.presenters import KeyCards
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries.plans import BODY
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Pager, page_asked

MODULES = ("GOAL", "BUD")
ROWS = 50


def every(request: Request) -> HttpResponse:
    """Each committee that has a frame this year, with how its forecast stands and the way to its account."""
    acting_role = request.acting_role
    page = page_shell(
        request,
        title=_("Follow-up"),
        lead=_("What each committee got for its money: the money beside the goals."),
        current="followup:list",
        modules=MODULES,
    )
    found = frames_overview(year=acting_role.as_of.year, as_of=acting_role.as_of).committees
    return render(request, "followup/list.html", {"page": page, "rows": presenters.listed(found, acting_role)})


def committee(request: Request, code: str) -> HttpResponse:
    """Frame, outcome, forecast and deviation beside each of the committee's goals, open to all (MR-14, MR-18)."""
    asked = page_asked(request.GET.get("sida", ""))
    found = _shown(request, code, page=asked)
    page = page_shell(
        request,
        title=found.title,
        lead=found.caution,
        crumbs=[
            (_("Follow-up"), reverse("followup:list")),
            (found.name, ""),
        ],
        current="followup:list",
        modules=MODULES,
        scope_kind="committee",
        scope=code,
    )
    pager = Pager.of(asked, total=found.unit_count, most=ROWS, per=request.GET.get("per", ""))
    context = {"page": page, "found": found, "code": code, "pager": pager, "key": _key(request, code)}
    return render(request, "followup/committee.html", context)


def _key(request: Request, code: str) -> KeyCards:
    """What the committee follows first."""
    return key_measures.shown(request.acting_role, KeyPlace(kind=BODY, code=code, body=code, department=""))


def word(request: Request, code: str) -> HttpResponseBase:
    """The same as a Word document, made by the worker."""
    return _document(request, code, kind="docx")


def pdf(request: Request, code: str) -> HttpResponseBase:
    """The same as a tagged PDF, made by the worker."""
    return _document(request, code, kind="pdf")


def _document(request: Request, code: str, *, kind: str) -> HttpResponseBase:
    report = document(_shown(request, code), request.acting_role)
    name = f"uppfoljning-{code}-{request.acting_role.as_of}"
    back = f"{reverse('followup:committee', args=[code])}?per={request.acting_role.as_of}"
    return report_files.answer(request, report, kind=kind, name=name, back=back)


def _shown(request: Request, code: str, *, page: int | None = None) -> presenters.Shown:
    """The account with a page of its units; a document has them all. Past the last page stands the last."""
    acting_role = request.acting_role
    start, most = (0, None) if page is None else ((page - 1) * ROWS, ROWS)
    account = account_of(acting_role, code=code, scale=scale_on(acting_role.as_of), start=start, most=most)
    if account and page and page > 1 and not account.units:
        return _shown(request, code, page=max(1, -(-account.money.unit_count // ROWS)))
    if account is None:
        raise NotVisible(
            Words("The committee has no decided frame that year."),
            way=Words("Go to Frames and choose a committee."),
        )
    return presenters.shown(account, acting_role)
