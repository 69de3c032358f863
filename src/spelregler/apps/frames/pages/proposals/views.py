"""Proposed budgets: written, submitted, compared side by side, and adopted as the minutes say (MR-18)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.frames import operations
from spelregler.apps.frames.access import actions
from spelregler.apps.frames.access.actions import Action, budget_matter
from spelregler.apps.frames.access.visibility import seen_proposals
from spelregler.apps.frames.models import Proposal
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.overview import presenters
from spelregler.apps.frames.pages.proposals import presenters as proposals_presenters
from spelregler.apps.frames.queries import proposals as proposal_queries
from spelregler.apps.frames.queries.proposals import ProposalView
from spelregler.apps.organisation.models import Body
from spelregler.domain import reading
from spelregler.domain.frames.proposals import Amounts, Kind, years_of
from spelregler.domain.roles import Resource
from spelregler.platform.errors import NotVisible, Refused
from spelregler.platform.numbers import read_day, read_tkr
from spelregler.ui.page import Pager, page_asked


def proposals(request: Request, year: int | None = None, code: str = "") -> HttpResponse:
    """The versions of a year's budget side by side: two or three at a time, with what sets them apart."""
    acting_role, decider = request.acting_role, _decider(request, code)
    known = proposal_queries.years_with_proposals(decider=decider)
    year = year or (known[0] if known else acting_role.as_of.year + 1)
    reader: dict[str, Any] = {
        "decider": decider,
        "year": year,
        "as_of": acting_role.as_of,
        "role": acting_role.role,
        "body": acting_role.body,
    }
    pager = Pager.of(
        page_asked(request.GET.get("sida", "")),
        total=proposal_queries.how_many_proposals(**reader),
        most=proposal_queries.MOST_LISTED,
        per=request.GET.get("per", ""),
    )
    asked = request.GET.getlist("v")[: proposal_queries.MOST_SHOWN]
    found = seen_proposals(acting_role, proposal_queries.proposals_of(**reader, start=pager.start, also=asked))
    chosen = _chosen(request.GET, found)
    views = proposal_queries.proposal_views(chosen, as_of=acting_role.as_of)
    context = {
        "page": _page(request, decider, year),
        "year": year,
        "decider": decider,
        "election": proposals_presenters.election_words(year) if not code else "",
        "found": [(row, row in chosen) for row in found],
        "pager": pager,
        "may_propose": _now(request) and actions.may_propose(acting_role, decider.code, is_council=not code),
        "may_enter": _now(request)
        and year in (acting_role.today.year, acting_role.today.year + 1)
        and actions.may_enter(acting_role, decider.code, is_council=not code),
        **_comparison(request, views, year),
    }
    return render(request, "frames/proposals.html", context)


def _comparison(request: Request, views: list[ProposalView], year: int) -> dict[str, object]:
    """Which year and which kind of amount is compared, and the rows."""
    language = request.acting_role.language
    years = sorted({each for view in views for each in proposals_presenters.years_of_view(view)}) or [year]
    shown = next((each for each in years if str(each) == request.GET.get("ar")), year)
    kind = next((each for each in Kind if each.value == request.GET.get("visa")), Kind.NET)
    return {
        "years": [
            _choice(request, "ar", str(each), proposals_presenters.year_words(each, year), each == shown)
            for each in years
        ],
        "kinds": [
            _choice(request, "visa", each.value, proposals_presenters.kind_words(each), each is kind) for each in Kind
        ],
        "shown_year": proposals_presenters.year_words(shown, year),
        "shown_kind": proposals_presenters.kind_words(kind),
        "versions": proposals_presenters.versions(views),
        "rows": proposals_presenters.compared_rows(views, year=shown, kind=kind, language=language),
        "views": views,
    }


def proposal(request: Request, pk: int) -> HttpResponse:
    """One version: the sheet with the sum at each level, what it leads to, and what may be done with it."""
    acting_role, row = request.acting_role, _visible(request, pk)
    (view,) = proposal_queries.proposal_views([row], as_of=acting_role.as_of)
    years = proposals_presenters.years_of_view(view)
    shown = next((each for each in years if str(each) == request.GET.get("ar")), row.year)
    (version,) = proposals_presenters.versions([view])
    context = {
        "page": _page(request, row.decider, row.year, title=version.title),
        "proposal": row,
        "view": view,
        "version": version,
        "years": [
            _choice(request, "ar", str(each), proposals_presenters.year_words(each, row.year), each == shown)
            for each in years
        ],
        "year": shown,
        "rows": proposals_presenters.sheet_rows(view, year=shown, language=acting_role.language),
        "shared_out": proposals_presenters.shared_out(view, year=shown),
        "differences": proposals_presenters.difference_words(view, acting_role.language),
        "own_body": acting_role.body,
        "about": proposal_queries.bodies_with_frames(as_of=acting_role.as_of),
        **_rights(request, row),
    }
    return render(request, "frames/proposal.html", context)


def _rights(request: Request, row: Proposal) -> dict[str, bool]:
    acting_role, now = request.acting_role, _now(request)
    code, is_council = row.decider.code, row.decider.kind == Body.Kind.COUNCIL
    open_matter = now and row.submitted_on is not None and row.decision_id is None
    return {
        "may_write": now
        and row.submitted_on is None
        and actions.is_author(acting_role, row)
        and actions.may_propose(acting_role, code, is_council=is_council),
        "may_be_heard": open_matter and actions.may_be_heard(acting_role, code, is_council=is_council),
        "may_adopt": open_matter and actions.may_enter(acting_role, code, is_council=is_council),
        "may_renew": now
        and row.submitted_on is not None
        and actions.is_author(acting_role, row)
        and actions.may_propose(acting_role, code, is_council=is_council),
    }


@require_POST
def draft(request: Request, year: int, code: str = "") -> HttpResponse:
    """A role that prepares the budget begins a proposal from the frames that hold."""
    acting_role, decider = request.acting_role, _decider(request, code)
    must(acting_role, _prepare(decider), _matter(decider))
    made = operations.draft_proposal(
        decider=decider,
        year=year,
        title=request.POST.get("title", ""),
        track=request.POST.get("track", Proposal.Track.AUTUMN),
        author=operations.Author(role=acting_role.role, body=acting_role.body),
        with_units="units" in request.POST,
        written_on=acting_role.today,
        who=acting_role.who,
    )
    return _done(request, made, _("The draft is begun. Only you who write it see it until it is submitted."))


@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """The authors save a year's amounts; the sums at each level are shown again."""
    row, year = _written(request, pk), reading.year(request.POST.get("year", ""))
    operations.save_amounts(proposal=row, year=year, amounts=_read(request.POST), who=request.acting_role.who)
    return _done(request, row, _("The amounts are saved."), query=f"?ar={year}")


@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    """The authors submit a version; from then on it is open and never changed."""
    row = _written(request, pk)
    operations.submit_proposal(proposal=row, submitted_on=request.acting_role.today, who=request.acting_role.who)
    return _done(request, row, _("The proposal is submitted and open to everyone."))


@require_POST
def renew(request: Request, pk: int) -> HttpResponse:
    """The authors begin another version of what they submitted."""
    acting_role, row = request.acting_role, _written(request, pk)
    author = operations.Author(role=acting_role.role, body=acting_role.body)
    made = operations.new_version(proposal=row, author=author, written_on=acting_role.today, who=acting_role.who)
    return _done(request, made, _("A new version is begun."))


@require_POST
def note(request: Request, pk: int) -> HttpResponse:
    """Whoever is to be heard describes what a submitted proposal leads to (MR-22)."""
    acting_role, row = request.acting_role, _visible(request, pk)
    is_council = row.decider.kind == Body.Kind.COUNCIL
    if not actions.may_be_heard(acting_role, row.decider.code, is_council=is_council):
        must(
            acting_role, Action.BE_HEARD_ON_FRAMES if is_council else Action.BE_HEARD_ON_INTERNAL, _matter(row.decider)
        )
    bodies = {body.code: body for body in proposal_queries.bodies_with_frames(as_of=acting_role.today)}
    operations.note_consequence(
        proposal=row,
        about=bodies.get(request.POST.get("about", "")),
        text=request.POST.get("text", ""),
        written_on=acting_role.today,
        who=acting_role.who,
    )
    return _done(request, row, _("The consequence is noted."))


@require_POST
def adopt(request: Request, pk: int) -> HttpResponse:
    """The secretary enters that the body adopted this version; its amounts become the frames that hold."""
    acting_role, row = request.acting_role, _visible(request, pk)
    is_council = row.decider.kind == Body.Kind.COUNCIL
    must(acting_role, actions.enters(is_council=is_council), actions.entered(row.decider.code))
    operations.adopt_proposal(
        proposal=row,
        decided_on=read_day(request.POST.get("decided_on", "")),
        paragraph=request.POST.get("paragraph", ""),
        text=request.POST.get("text", ""),
        special_reasons=request.POST.get("reasons", ""),
        latest=presenters.latest_budget_day(acting_role.today),
        who=acting_role.who,
    )
    return _done(request, row, _("The decision is entered and the frames hold from its day."))


def _now(request: Request) -> bool:
    return request.acting_role.as_of == request.acting_role.today


def _decider(request: Request, code: str) -> Body:
    found = proposal_queries.decider_of(code=code, as_of=request.acting_role.as_of)
    if found is None:
        raise NotVisible(
            sv="Organet finns inte på den dagen.",
            en="The body does not exist on that day.",
            way_sv="Gå till Ramar och välj där.",
            way_en="Go to Frames and choose there.",
        )
    return found


def _visible(request: Request, pk: int) -> Proposal:
    row = proposal_queries.proposal_by_pk(pk=pk)
    if row is None or not seen_proposals(request.acting_role, [row]):
        raise NotVisible(
            sv="Förslaget finns inte, eller är inte inlämnat än.",
            en="The proposal does not exist, or is not submitted yet.",
            way_sv="Gå till Budgetförslag och välj där.",
            way_en="Go to Budget proposals and choose there.",
        )
    return row


def _written(request: Request, pk: int) -> Proposal:
    """Only its authors change a proposal: the same role in the same body."""
    row = _visible(request, pk)
    must(request.acting_role, _prepare(row.decider), _matter(row.decider))
    if not actions.is_author(request.acting_role, row):
        raise Refused(
            sv="Ett förslag ändras av dem som har skrivit det.",
            en="A proposal is changed by those who wrote it.",
            clause="MR-18",
            way_sv="Skriv ett eget förslag, eller beskriv vad detta leder till.",
            way_en="Write a proposal of your own, or describe what this one leads to.",
        )
    return row


def _prepare(decider: Body) -> Action:
    return Action.PROPOSE_FRAMES if decider.kind == Body.Kind.COUNCIL else Action.PROPOSE_INTERNAL


def _matter(decider: Body) -> Resource:
    return budget_matter(decider.code, is_council=decider.kind == Body.Kind.COUNCIL)


def _read(form: QueryDict) -> dict[str, Amounts]:
    """The amounts of the sheet in tkr, by place."""
    keys = [name.removeprefix("cost:") for name in form if name.startswith("cost:")]
    return {
        key: Amounts(*(read_tkr(form.get(f"{kind}:{key}", "") or "0") for kind in ("cost", "income", "investment")))
        for key in keys
    }


def _chosen(query: QueryDict, found: list[Proposal]) -> list[Proposal]:
    """The versions asked for, at most three; else the latest submitted ones."""
    asked = [row for row in found if str(row.pk) in query.getlist("v")]
    submitted = [row for row in found if row.submitted_on is not None]
    latest: dict[str, Proposal] = {}
    for row in sorted(submitted, key=lambda row: row.version):
        latest[row.title] = row
    return (asked or [row for row in submitted if row in latest.values()] or found)[: proposal_queries.MOST_SHOWN]


def _choice(request: Request, name: str, value: str, label: str, is_current: bool) -> proposals_presenters.Choice:
    query = request.GET.copy()
    query[name] = value
    return proposals_presenters.Choice(label=label, url=f"?{query.urlencode()}", is_current=is_current)


def _page(request: Request, decider: Body, year: int, *, title: str = "") -> object:
    is_council = decider.kind == Body.Kind.COUNCIL
    here = (
        reverse("frames:proposals", args=[year])
        if is_council
        else reverse("frames:internal", args=[year, decider.code])
    )
    name = _("Budget proposals %(year)s") % {"year": year}
    if not is_council:
        name = _("Internal budget %(year)s, %(body)s") % {"year": year, "body": decider.name}
    crumbs = [(_("Frames"), reverse("frames:overview")), (name, here if title else "")]
    return page_shell(
        request,
        title=title or name,
        lead="" if title else _("What is proposed, side by side, before it is decided. Amounts in tkr."),
        crumbs=[*crumbs, (title, "")] if title else crumbs,
        current="frames:overview",
        modules=MODULES,
    )


def _done(request: Request, row: Proposal, message: str, *, query: str = "") -> HttpResponse:
    messages.success(request, message)
    return HttpResponseRedirect(reverse("frames:proposal", args=[row.pk]) + query)


def first_year(request: Request) -> HttpResponse:
    """The years to choose among start with the latest one proposed."""
    decider = _decider(request, "")
    known = proposal_queries.years_with_proposals(decider=decider)
    year = known[0] if known else years_of(request.acting_role.as_of.year)[1]
    return HttpResponseRedirect(reverse("frames:proposals", args=[year]))
