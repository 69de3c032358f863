"""What the pages of proposals share: whose budget it is, the version that the address names, and both pages whole.

Both pages hold forms that are sent elsewhere. One that was sent and is wrong stands on its page again.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.frames.access import actions
from spelregler.apps.frames.access.actions import Action, budget_matter
from spelregler.apps.frames.access.visibility import seen_proposals
from spelregler.apps.frames.models import Proposal
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.proposals import presenters
from spelregler.apps.frames.pages.proposals.forms import AdoptForm, DraftForm, NoteForm, SheetForm, ShownForm
from spelregler.apps.frames.queries import proposals as proposal_queries
from spelregler.apps.frames.queries.proposals import ProposalView
from spelregler.apps.organisation.models import Body
from spelregler.domain.frames.proposals import Kind
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible, Refused
from spelregler.platform.forms import PlainForm, status_of
from spelregler.ui.page import Page, Pager, page_asked, year_asked


def decider_asked(request: Request, code: str) -> Body:
    """The body whose budget it is, by the day that is shown; without a code the council."""
    found = proposal_queries.decider_of(code=code, as_of=request.acting_role.as_of)
    if found is None:
        raise NotVisible(
            Words("The body does not exist on that day."),
            way=Words("Go to Frames and choose there."),
        )
    return found


def proposal_asked(request: Request, pk: int) -> Proposal:
    """The version that the address names, where the acting role sees it."""
    row = proposal_queries.proposal_by_pk(pk=pk)
    if row is None or not seen_proposals(request.acting_role, [row]):
        raise NotVisible(
            Words("The proposal does not exist, or is not submitted yet."),
            way=Words("Go to Budget proposals and choose there."),
        )
    return row


def must_propose(request: Request, decider: Body) -> None:
    """Only a role that prepares the body's budget writes proposals."""
    action = Action.PROPOSE_FRAMES if is_council(decider) else Action.PROPOSE_INTERNAL
    must(request.acting_role, action, budget_matter(decider.code, is_council=is_council(decider)))


def written_by_reader(request: Request, pk: int) -> Proposal:
    """Only its authors change a proposal: the same role in the same body."""
    row = proposal_asked(request, pk)
    must_propose(request, row.decider)
    if not actions.is_author(request.acting_role, row):
        raise Refused(
            Words("A proposal is changed by those who wrote it."),
            clause="MR-18",
            way=Words("Write a proposal of your own, or describe what this one leads to."),
        )
    return row


def is_council(decider: Body) -> bool:
    """The council shares out between committees, a committee between its units."""
    return decider.kind == Body.Kind.COUNCIL


def side_by_side(request: Request, decider: Body, year: int, *, draft: DraftForm | None = None) -> HttpResponse:
    """The page of a year's versions: two or three at a time, and the form that begins another."""
    acting_role = request.acting_role
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
    chosen = presenters.chosen_versions(asked, found)
    views = proposal_queries.proposal_views(chosen, as_of=acting_role.as_of)
    council = is_council(decider)
    if draft is None and is_today(request) and actions.may_propose(acting_role, decider.code, is_council=council):
        draft = DraftForm(is_council=council)
    context = {
        "page": page_of(request, decider, year),
        "year": year,
        "decider": decider,
        "election": presenters.election_words(year) if council else "",
        "found": found,
        "shown": ShownForm(found, chosen=chosen),
        "pager": pager,
        "draft": draft,
        "may_enter": is_today(request)
        and year in (acting_role.today.year, acting_role.today.year + 1)
        and actions.may_enter(acting_role, decider.code, is_council=council),
        **_comparison(request.GET, views, year, acting_role.language),
    }
    return render(request, "frames/proposals.html", context, status=draft.status if draft else 200)


def _comparison(query: QueryDict, views: list[ProposalView], year: int, language: str) -> dict[str, object]:
    """Which year and which kind of amount is compared, and the rows."""
    years = sorted({each for view in views for each in presenters.years_of_view(view)}) or [year]
    shown = year_asked(query.get("ar", ""), years, year)
    kind = next((each for each in Kind if each.value == query.get("visa")), Kind.NET)
    return {
        "years": presenters.year_choices(query, years, year, shown),
        "kinds": [
            presenters.choice(query, "visa", each.value, presenters.kind_words(each), each is kind) for each in Kind
        ],
        "shown_year": presenters.year_words(shown, year),
        "shown_kind": presenters.kind_words(kind),
        "versions": presenters.versions(views),
        "rows": presenters.compared_rows(views, year=shown, kind=kind, language=language),
        "views": views,
    }


def one_version(request: Request, row: Proposal, **sent: PlainForm) -> HttpResponse:
    """The page of one version: its sheet, what it leads to, and what may be done. `sent` are forms to be put right."""
    acting_role = request.acting_role
    (view,) = proposal_queries.proposal_views([row], as_of=acting_role.as_of)
    (version,) = presenters.versions([view])
    year = year_shown(request, view)
    rows = presenters.sheet_rows(view, year=year, language=acting_role.language)
    context = {
        "page": page_of(request, row.decider, row.year, version=version),
        "proposal": row,
        "view": view,
        "version": version,
        "years": presenters.year_choices(request.GET, presenters.years_of_view(view), row.year, year),
        "year": year,
        "rows": rows,
        "shared_out": presenters.shared_out(view, year=year),
        "differences": presenters.difference_words(view, acting_role.language),
        **_forms(request, row, rows),
        **sent,
    }
    return render(request, "frames/proposal.html", context, status=status_of(sent.values()))


def year_shown(request: Request, view: ProposalView) -> int:
    """The year of the proposal that the address asks for, else the one that binds."""
    years = presenters.years_of_view(view)
    return year_asked(request.GET.get("ar", ""), years, view.row.year)


def _forms(request: Request, row: Proposal, rows: list[presenters.SheetRow]) -> dict[str, object]:
    """The forms that are open to the acting role today."""
    acting_role, code, council = request.acting_role, row.decider.code, is_council(row.decider)
    if not is_today(request):
        return {}
    is_submitted, is_open = row.submitted_on is not None, row.submitted_on is not None and row.decision_id is None
    writes = actions.is_author(acting_role, row) and actions.may_propose(acting_role, code, is_council=council)
    found: dict[str, object] = {"may_renew": writes and is_submitted}
    if writes and not is_submitted:
        found["sheet"] = SheetForm(rows=rows)
    if is_open and actions.may_be_heard(acting_role, code, is_council=council):
        found["note"] = NoteForm(bodies=bodies_heard(request), initial={"about": acting_role.body})
    if is_open and actions.may_enter(acting_role, code, is_council=council):
        found["adopt"] = AdoptForm(today=acting_role.today, is_council=council)
    return found


def bodies_heard(request: Request) -> list[Body]:
    """Whom a consequence may be about today."""
    return proposal_queries.bodies_with_frames(as_of=request.acting_role.today)


def is_today(request: Request) -> bool:
    """Forms are for the day that it is; an earlier day is for reading."""
    return request.acting_role.as_of == request.acting_role.today


def page_of(request: Request, decider: Body, year: int, *, version: presenters.Version | None = None) -> Page:
    """The shell of either page, at the page's own address wherever a form was sent."""
    if is_council(decider):
        name, here = _("Budget proposals %(year)s") % {"year": year}, reverse("frames:proposals", args=[year])
    else:
        name = _("Internal budget %(year)s, %(body)s") % {"year": year, "body": decider.name}
        here = reverse("frames:internal", args=[year, decider.code])
    crumbs = [(_("Frames"), reverse("frames:overview")), (name, here if version else "")]
    return page_shell(
        request,
        title=version.title if version else name,
        lead="" if version else _("What is proposed, side by side, before it is decided. Amounts in tkr."),
        crumbs=[*crumbs, (version.title, "")] if version else crumbs,
        current="frames:overview",
        modules=MODULES,
        path=version.url if version else here,
    )
