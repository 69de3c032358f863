"""Frames with outcome, forecast and what is left. Control is on the net frame only (MR-39)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may
from spelregler.apps.frames.access.actions import LEDGER, Action, may_enter, may_see_moves
from spelregler.apps.frames.access.visibility import seen_committee_frames, seen_unit_frames
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.overview import presenters
from spelregler.apps.frames.queries import frame_rows, frames
from spelregler.apps.frames.queries.carry_over import carry_overs_into
from spelregler.apps.frames.queries.frames import CommitteeRow, FramesOverview
from spelregler.apps.frames.queries.internal_postings import chosen_internal, gross_by_committee
from spelregler.apps.frames.queries.moves import departments_of
from spelregler.apps.organisation.models import Body
from spelregler.domain.frames.carry_over import NOTHING
from spelregler.domain.frames.gross import Gross
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page, Pager, page_asked

ROWS = 50
COUNCIL = "council"
"""Which body it is that decides on the frames; any body's secretary enters its decision."""


def overview(request: Request) -> HttpResponse:
    """The council's total and every committee's frame."""
    acting_role = request.acting_role
    money = frames.frames_overview(year=acting_role.as_of.year, as_of=acting_role.as_of)
    page = page_shell(
        request,
        title=_("Frames %(year)s") % {"year": money.year},
        lead=_("The council shares out the money; each committee and each unit is free inside its own net frame."),
        current="frames:overview",
        modules=MODULES,
    )
    carried = carry_overs_into(year=money.year, as_of=acting_role.as_of)
    context = {
        "page": page,
        "carried": sum((each for (kind, _code), each in carried.items() if kind == "body"), NOTHING),
        "before": money.year - 1,
        "overview": money,
        "bar": presenters.council_bar(money, acting_role.language),
        "rows": presenters.committee_rows(
            seen_committee_frames(acting_role, money), acting_role.as_of, acting_role.language
        ),
        "outcome_words": presenters.outcome_words(money.outcome_to, acting_role.language),
        "sees_moves": _sees_moves(acting_role),
        "may_import": may(acting_role, Action.IMPORT_LEDGER, LEDGER),
        "may_enter": acting_role.as_of == acting_role.today and may_enter(acting_role, COUNCIL, is_council=True),
        "next_year": money.year + 1,
    }
    return render(request, "frames/overview.html", context)


def _sees_moves(acting_role: ActingRole) -> bool:
    """Whether the way to moves is shown: the page begins with the reader's own committee."""
    own = frame_rows.body_on(code=acting_role.body, as_of=acting_role.as_of)
    where = departments_of(body=own, as_of=acting_role.as_of) if own else []
    return may_see_moves(acting_role, body=acting_role.body, departments=where)


def committee(request: Request, code: str) -> HttpResponse:
    """One committee's frame with the units inside it; without one, where it is decided and entered."""
    acting_role = request.acting_role
    money = frames.frames_overview(year=acting_role.as_of.year, as_of=acting_role.as_of, body_code=code)
    row = next((each for each in seen_committee_frames(acting_role, money) if each.code == code), None)
    if row is None:
        body = next((each for each in frame_rows.steered_bodies(as_of=acting_role.as_of) if each.code == code), None)
        if body is not None and not money.committees:
            return _without_frame(request, body, year=money.year)
        raise NotVisible(
            Words("The committee has no decided frame that year."),
            way=Words("Go to Frames and choose a committee."),
        )
    context = {
        "page": _committee_page(request, row.code, row.name, row.name_en),
        "carried": carry_overs_into(year=money.year, as_of=acting_role.as_of).get(("body", code)),
        "before": money.year - 1,
        "row": row,
        "outcome_words": presenters.outcome_words(money.outcome_to, acting_role.language),
        "forecast_words": presenters.forecast_words(row, acting_role.language),
        "next_year": money.year + 1,
        "row_year": money.year,
        "gross": _own_gross(request, code, year=money.year),
        **_units(request, row, money),
        **_ways_on(request, code),
    }
    return render(request, "frames/committee.html", context)


def _units(request: Request, row: CommitteeRow, money: FramesOverview) -> dict[str, object]:
    """The bar with what is drawn inside it, and a page of the units."""
    acting_role, as_of = request.acting_role, request.acting_role.as_of
    asked, kept = page_asked(request.GET.get("sida", "")), request.GET.get("per", "")
    pager = Pager.of(asked, total=row.unit_count, most=ROWS, per=kept)
    parts = presenters.bar_parts(row, year=money.year, as_of=as_of)
    units = frames.unit_rows(year=money.year, as_of=as_of, body_code=row.code, start=pager.start, most=ROWS)
    seen = seen_unit_frames(acting_role, row.code, units)
    return {
        "bar": presenters.committee_bar(row, parts, money.outcome_to, acting_role.language),
        "rows": presenters.rows_of_units(seen, as_of, acting_role.language),
        "pager": pager,
    }


def _without_frame(request: Request, body: Body, *, year: int) -> HttpResponse:
    """What a rule that asks for the frame leads to: that there is none, and the way to where one is entered."""
    acting_role = request.acting_role
    is_today = acting_role.as_of == acting_role.today
    context = {
        "page": _committee_page(request, body.code, body.name, body.name_en),
        "year": year,
        "may_enter": is_today and may_enter(acting_role, COUNCIL, is_council=True),
    }
    return render(request, "frames/no_frame.html", context)


def _committee_page(request: Request, code: str, name_sv: str, name_en: str) -> Page:
    name = request.acting_role.say(name_sv, name_en)
    return page_shell(
        request,
        title=name,
        lead=_("One net frame. How the money is used inside a unit is the unit's own matter."),
        crumbs=[(_("Frames"), reverse("frames:overview")), (name, "")],
        current="frames:overview",
        modules=MODULES,
        scope_kind="committee",
        scope=code,
    )


def _own_gross(request: Request, code: str, *, year: int) -> Gross | None:
    """Income and cost with the internal told apart, once the internal accounts are chosen."""
    as_of = request.acting_role.as_of
    own = gross_by_committee(year=year, as_of=as_of).get(code) if chosen_internal(as_of=as_of) else None
    return own.gross if own else None


def _ways_on(request: Request, code: str) -> dict[str, bool]:
    """The council has a frame for its own work, and no units to share it out between."""
    acting_role = request.acting_role
    shares_out = any(each.code == code for each in frame_rows.steered_bodies(as_of=acting_role.as_of))
    is_today = acting_role.as_of == acting_role.today
    return {
        "shares_out": shares_out,
        "may_enter": shares_out and is_today and may_enter(acting_role, code, is_council=False),
    }
