"""The monthly follow-up: the computed proposal and the manager's own forecast, side by side (MR-42)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import form_page
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must, unit_matter
from spelregler.apps.frames import operations
from spelregler.apps.frames.access.actions import Action, may_enter, whole_frame
from spelregler.apps.frames.access.visibility import seen_committee_frames, seen_forecasts
from spelregler.apps.frames.models import ForecastEvent
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.forecasts import presenters
from spelregler.apps.frames.pages.forecasts.forms import EventForm, ReportForm
from spelregler.apps.frames.pages.forecasts.shared import ADD, is_added, together
from spelregler.apps.frames.pages.words import limits_on
from spelregler.apps.frames.queries import both_forecasts, frames, known_forecasts
from spelregler.apps.frames.queries.both_forecasts import UnitForecast
from spelregler.apps.frames.queries.frames import CommitteeRow
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.units import unit_by_code, unit_place
from spelregler.domain.frames.booked_years import MONTHS
from spelregler.domain.money import Money
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm, status_of
from spelregler.ui import formatting
from spelregler.ui.page import Page, Pager, page_asked

ROWS = 50
OWN_METHOD = "Enhetschefens egen bedömning"


def committees(request: Request) -> HttpResponse:
    """Every committee: its units' proposals together, beside the forecast that it was given."""
    acting_role = request.acting_role
    money = frames.frames_overview(year=acting_role.as_of.year, as_of=acting_role.as_of)
    seen, limits = seen_committee_frames(acting_role, money), limits_on(acting_role.as_of)
    few = {each.code for each in seen if each.unit_count <= both_forecasts.MOST_ADDED}
    proposed = both_forecasts.proposals_by_body(year=money.year, as_of=acting_role.as_of, bodies=few)
    rows = [
        presenters.committee_row(
            each,
            proposed.get(each.code, ()) if each.code in few else None,
            limits=limits,
            language=acting_role.language,
        )
        for each in seen
    ]
    page = page_shell(
        request,
        title=_("Forecasts %(year)s") % {"year": money.year},
        lead=_(
            "A proposal computed from the ledger, and what the managers themselves expect. Both are shown and kept."
        ),
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("Forecasts"), "")],
        current="frames:overview",
        modules=MODULES,
    )
    return render(request, "frames/forecasts.html", {"page": page, "rows": rows, "is_committees": True})


def units(request: Request, code: str) -> HttpResponse:
    """A committee's units, one row each, a page at a time."""
    acting_role = request.acting_role
    money = frames.frames_overview(year=acting_role.as_of.year, as_of=acting_role.as_of, body_code=code)
    row = next((each for each in seen_committee_frames(acting_role, money) if each.code == code), None)
    if row is None:
        raise _no_committee()
    shown, pager = _paged(request, row)
    limits = limits_on(acting_role.as_of)
    rows = [presenters.unit_row(each, limits=limits, language=acting_role.language) for each in shown]
    is_today = acting_role.as_of == acting_role.today
    known = known_forecasts.forecasts_of_body(code=code, year=money.year, as_of=acting_role.as_of)
    own = presenters.own_rows(known, frame_ore=row.frame_ore, limits=limits, language=acting_role.language)
    context = {
        "page": _committee_page(request, row),
        "rows": rows,
        "together": together(request, row, as_of=acting_role.as_of),
        "pager": pager,
        "code": code,
        "own": own,
        "calls": any(each.calls for each in own),
        "may_report": is_today and may(acting_role, Action.FORECAST_COMMITTEE, whole_frame(code)),
        "may_answer": is_today and may_enter(acting_role, code, is_council=False),
    }
    return render(request, "frames/forecasts.html", context)


def _committee_page(request: Request, row: CommitteeRow) -> Page:
    name = request.acting_role.say(row.name, row.name_en)
    return page_shell(
        request,
        title=_("Forecasts, %(body)s") % {"body": name},
        lead=_("Outcome so far, the computed proposal with its range, and the manager's own forecast."),
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("Forecasts"), reverse("frames:forecasts")), (name, "")],
        current="frames:overview",
        modules=MODULES,
        scope_kind="committee",
        scope=row.code,
    )


def unit(request: Request, code: str) -> HttpResponse:
    """One unit's year: picture, how the proposal is counted and how it would have done, events, and all reports."""
    return _unit_page(request, _place(request, code))


def _unit_page(request: Request, place: UnitPlace, **sent: PlainForm) -> HttpResponse:
    """The unit's page with its forms; one that was sent and is wrong stands in its place."""
    acting_role, code = request.acting_role, place.code
    year, language = acting_role.as_of.year, acting_role.language
    found = both_forecasts.unit_forecast(unit_code=code, year=year, as_of=acting_role.as_of)
    reported = known_forecasts.forecasts_known(year=year, as_of=acting_role.as_of, unit_code=code)
    context = {
        "page": _unit_shell(request, place),
        "place": place,
        "found": found,
        "reports": presenters.report_rows(reported, language),
        "events": both_forecasts.events_shown(unit_code=code, year=year, as_of=acting_role.as_of),
        "changes": both_forecasts.frame_changes(unit_code=code, year=year, as_of=acting_role.as_of),
        "months": [(month, formatting.month_name(month, language)) for month in range(1, MONTHS + 1)],
        "sees_reasons": may(acting_role, Action.SEE_REASONS, unit_matter(place)),
        "sees_vouchers": may(acting_role, Action.SEE_VOUCHERS, unit_matter(place)),
        **(_forms(request, place, found) if found else {}),
        **(_figures(found, request) if found else {}),
        **sent,
    }
    return render(request, "frames/forecast.html", context, status=status_of(sent.values()))


def _unit_shell(request: Request, place: UnitPlace) -> Page:
    name = request.acting_role.say(place.name, place.name_en)
    return page_shell(
        request,
        title=_("Forecast for %(unit)s") % {"unit": name},
        lead=_("The proposal is computed; the manager's own forecast is the one that holds. Both are kept."),
        crumbs=[
            (_("Frames"), reverse("frames:overview")),
            (_("Forecasts"), reverse("frames:forecasts")),
            (name, ""),
        ],
        current="frames:overview",
        modules=MODULES,
        scope_kind="unit",
        scope=place.code,
        path=reverse("frames:forecast", args=[place.code]),
    )


def _figures(found: UnitForecast, request: Request) -> dict[str, object]:
    acting_role = request.acting_role
    proposal = found.proposal
    return {
        "row": presenters.unit_row(found, limits=limits_on(acting_role.as_of), language=acting_role.language),
        "line": presenters.band_line(both_forecasts.picture_of(found)),
        "outcome": Money(found.outcome_ore),
        "outcome_to": formatting.month_name(len(found.outcome), acting_role.language) if found.outcome else "",
        "method": presenters.method_words(proposal, acting_role.language) if proposal else "",
        "method_name": presenters.method_name(proposal, acting_role.language) if proposal else "",
        "tests": presenters.test_rows(found.record, acting_role.language),
        "track": presenters.track_words(found.record, acting_role.language),
        "untested": found.record.untested if found.record else (),
    }


def _forms(request: Request, place: UnitPlace, found: UnitForecast) -> dict[str, PlainForm]:
    """The forms of the unit's manager, today. The proposal is suggested in whole tkr, as people write it."""
    acting_role = request.acting_role
    is_today = acting_role.as_of == acting_role.today
    if not is_today or not may(acting_role, Action.FORECAST, unit_matter(place)):
        return {}
    proposed = found.proposal and formatting.number(found.proposal.amount.tkr, acting_role.language, decimals=0)
    return {
        "own_form": ReportForm(initial={"amount": proposed or ""}),
        "event_form": EventForm(language=acting_role.language, initial={"month": acting_role.today.month}),
    }


@require_POST
def report(request: Request, code: str) -> HttpResponse:
    """The manager's own forecast, kept beside what was computed on the same day."""
    acting_role, place = request.acting_role, _forecast_by(request, code)
    today, form = acting_role.today, ReportForm(request.POST)
    found = both_forecasts.unit_forecast(unit_code=code, year=today.year, as_of=today)
    if form.carried_out(
        lambda said: operations.report_forecast(
            unit=_unit(code),
            year=today.year,
            month=today,
            amount_ore=said["amount"].ore,
            method=OWN_METHOD,
            comment=said["comment"],
            recorded_on=today,
            who=acting_role.who,
            proposal=found.proposal if found else None,
        )
    ):
        return _done(request, code, _("The forecast is reported."))
    return _unit_page(request, place, own_form=form)


@require_POST
def tell(request: Request, code: str) -> HttpResponse:
    """The manager tells of something that happens once, and the proposal counts it."""
    acting_role, place = request.acting_role, _forecast_by(request, code)
    form = EventForm(request.POST, language=acting_role.language)
    if form.carried_out(
        lambda said: operations.tell_event(
            unit=_unit(code),
            year=acting_role.today.year,
            month=said["month"],
            amount_ore=said["amount"].ore,
            kind=ForecastEvent.Kind.FRAME_CHANGE if said["runs_on"] else ForecastEvent.Kind.ONE_OFF,
            reason=said["reason"],
            told_on=acting_role.today,
            who=acting_role.who,
        )
    ):
        return _done(request, code, _("The event is counted in the proposal."))
    return _unit_page(request, place, event_form=form)


@require_POST
def take_back(request: Request, code: str, pk: int) -> HttpResponse:
    """The manager takes back an event; it is kept for days before."""
    acting_role, place = request.acting_role, _forecast_by(request, code)
    event, form = both_forecasts.event_by_pk(pk=pk, unit_code=code), PlainForm(request.POST)
    if event is None:
        raise NotVisible(Words("The event does not exist."))
    if form.carried_out(
        lambda _said: operations.take_back_event(event=event, on=acting_role.today, who=acting_role.who)
    ):
        return _done(request, code, _("The event no longer counts."))
    return _unit_page(request, place, act=form)


def _forecast_by(request: Request, code: str) -> UnitPlace:
    """The unit, for the one who makes its forecast."""
    place = _place(request, code)
    must(request.acting_role, Action.FORECAST, unit_matter(place))
    return place


def _unit(code: str) -> Unit:
    found = unit_by_code(code=code)
    if found is None:
        raise NotVisible(Words("The unit does not exist."))
    return found


def _place(request: Request, code: str) -> UnitPlace:
    place = unit_place(code=code, as_of=request.acting_role.as_of)
    if place is None:
        raise NotVisible(
            Words("The unit does not exist on that day."),
            way=Words("Go to Forecasts and choose there."),
        )
    return place


def _paged(request: Request, row: CommitteeRow) -> tuple[list[UnitForecast], Pager]:
    """Fifty of the committee's units at a time, as far as they are seen."""
    acting_role = request.acting_role
    asked = page_asked(request.GET.get("sida", ""))
    kept = {"per": request.GET.get("per", ""), ADD: "1" if is_added(request) else ""}
    pager = Pager.of(asked, total=row.unit_count, most=ROWS, **kept)
    year, as_of = acting_role.as_of.year, acting_role.as_of
    found = both_forecasts.unit_forecasts(year=year, as_of=as_of, body_code=row.code, start=pager.start, most=ROWS)
    return seen_forecasts(acting_role, found), pager


def _done(request: Request, code: str, message: str) -> HttpResponse:
    return form_page.done(request, message, reverse("frames:forecast", args=[code]))


def _no_committee() -> NotVisible:
    return NotVisible(
        Words("The committee has no decided frame that year."),
        way=Words("Go to Forecasts and choose a committee."),
    )
