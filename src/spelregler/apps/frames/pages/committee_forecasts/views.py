"""A committee's own forecast of its whole frame, and the decision that answers it (MR-19, MR-31)."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting import form_page
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import sent, sent_with
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.frames import operations
from spelregler.apps.frames.access import actions
from spelregler.apps.frames.access.actions import Action
from spelregler.apps.frames.access.visibility import seen_committee_frames
from spelregler.apps.frames.models import Forecast
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.committee_forecasts.forms import AnswerForm, ChosenAnswerForm, CommitteeForecastForm
from spelregler.apps.frames.pages.forecasts.shared import together
from spelregler.apps.frames.queries import frame_rows, frames, known_forecasts, moves
from spelregler.apps.frames.queries.frames import CommitteeRow
from spelregler.apps.organisation.models import Body
from spelregler.domain.money import Money
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page

METHOD = "Förvaltningens bedömning av hela ramen"


def report(request: Request, code: str) -> HttpResponse:
    """The department head or the controller tells the committee what its whole frame is expected to cost."""
    acting_role, (body, row) = request.acting_role, _committee(request, code)
    must(acting_role, Action.FORECAST_COMMITTEE, actions.whole_frame(code))
    today = acting_role.today
    form = CommitteeForecastForm(sent(request), today=today, language=acting_role.language)
    if form.carried_out(
        lambda said: operations.report_forecast(
            body=body,
            year=today.year,
            month=said["month"],
            amount_ore=said["amount"].ore,
            method=METHOD,
            comment=said["comment"],
            recorded_on=today,
            replaces=_corrected(body, said["month"], today),
            who=acting_role.who,
        )
    ):
        return _done(request, code, _("The forecast is reported to the committee."))
    page = _page(request, code, row, _("Report the committee's forecast"))
    context = {"page": page, "form": form, "code": code, **_beside(request, row)}
    return render(request, "frames/committee_forecast.html", context, status=form.status)


def _beside(request: Request, row: CommitteeRow) -> dict[str, object]:
    """What is known beside it: the frame, what is not shared out, and the units' forecasts and proposals together."""
    today = request.acting_role.today
    parts = frames.part_rows(year=today.year, as_of=today, body_code=row.code)
    told = [each.forecast_ore for each in parts if each.forecast_ore is not None]
    return {
        "together": together(request, row, as_of=today),
        "units": Money(sum(told)) if told and len(told) == len(parts) else None,
        "left": Money(row.undistributed_ore),
    }


def answer(request: Request, code: str, pk: int) -> HttpResponse:
    """The secretary enters the committee's decision: measures or acceptance, or one already in the register (MR-19)."""
    acting_role, (body, row) = request.acting_role, _committee(request, code)
    must(acting_role, actions.enters(is_council=False), actions.entered(code))
    forecast = _unanswered(body, pk)
    decisions = moves.deciding(body=body, since=forecast.recorded_on)
    register = ChosenAnswerForm(sent_with(request, "decision"), decisions=decisions)
    form = AnswerForm(None if register.is_bound else sent(request), today=acting_role.today)
    answered: PlainForm = register if register.is_bound else form
    if register.carried_out(
        lambda said: operations.answer_forecast(forecast=forecast, decision=said["decision"], who=acting_role.who)
    ) or form.carried_out(lambda said: operations.minute_answer(forecast=forecast, who=acting_role.who, **said)):
        return _done(request, code, _("The forecast is answered."))
    context = {
        "page": _page(request, code, row, _("The committee's answer to a forecast")),
        "form": form,
        "register": register if decisions else None,
        "sent": answered,
        "code": code,
        "forecast": forecast,
        "amount": Money(forecast.amount_ore),
        "frame": Money(row.frame_ore),
        "left": Money(row.frame_ore - forecast.amount_ore),
    }
    return render(request, "frames/answer.html", context, status=answered.status)


def _corrected(body: Body, month: date, today: date) -> Forecast | None:
    """The committee's latest forecast, where it is of the same month and nobody has answered it: it was mistyped."""
    latest = next(iter(known_forecasts.forecasts_of_body(code=body.code, year=today.year, as_of=today)), None)
    held = known_forecasts.forecast_by_id(pk=latest.pk) if latest and latest.month == month else None
    return held if held and held.answered_by_id is None else None


def _committee(request: Request, code: str) -> tuple[Body, CommitteeRow]:
    today = request.acting_role.today
    money = frames.frames_overview(year=today.year, as_of=today, body_code=code)
    row = next((each for each in seen_committee_frames(request.acting_role, money) if each.code == code), None)
    body = frame_rows.body_on(code=code, as_of=today)
    if row is None or body is None:
        raise NotVisible(
            Words("The committee has no decided frame this year."),
            way=Words("Go to Forecasts and choose a committee."),
        )
    return body, row


def _unanswered(body: Body, pk: int) -> Forecast:
    found = known_forecasts.forecast_by_id(pk=pk)
    if found is None or found.body_id != body.pk or found.answered_by_id is not None:
        raise NotVisible(
            Words("The forecast does not exist, or has been answered."),
            way=Words("Go to the committee's forecasts and choose there."),
        )
    return found


def _page(request: Request, code: str, row: CommitteeRow, title: str) -> Page:
    acting_role, here = request.acting_role, reverse("frames:forecasts_of", args=[code])
    return page_shell(
        request,
        title=title,
        lead=acting_role.say(row.name, row.name_en),
        crumbs=[
            (_("Frames"), reverse("frames:overview")),
            (_("Forecasts"), reverse("frames:forecasts")),
            (acting_role.say(row.name, row.name_en), here),
            (title, ""),
        ],
        current="frames:overview",
        modules=MODULES,
        scope_kind="committee",
        scope=code,
        can_travel=False,
    )


def _done(request: Request, code: str, message: str) -> HttpResponse:
    return form_page.done(request, message, reverse("frames:forecasts_of", args=[code]))
