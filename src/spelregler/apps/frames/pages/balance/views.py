"""Sound financial management and the balance requirement: open to everyone, entered by those who keep the figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import form_page
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.frames import operations
from spelregler.apps.frames.access.actions import Action, entered
from spelregler.apps.frames.pages.balance import presenters
from spelregler.apps.frames.pages.balance.forms import DeficitForm, FiguresForm, JudgementForm, TargetForm
from spelregler.apps.frames.pages.minutes import minutes_of
from spelregler.apps.frames.queries import balance
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.organisation.models import Body
from spelregler.domain import reading
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm, status_of
from spelregler.ui.page import Page, year_asked

MODULES = ("BUD", "GOAL")
COUNCIL = "kf"


def sound(request: Request) -> HttpResponse:
    """A year's two sides with their reasons, the investigation over the years, and what is to be restored."""
    return _whole(request)


@require_POST
def enter_figures(request: Request) -> HttpResponse:
    """The controller enters a year's figures with their source; a correction is a new row."""
    acting_role, form = request.acting_role, FiguresForm(request.POST)
    must(acting_role, Action.ENTER_RESULTS, entered(COUNCIL))
    if form.carried_out(
        lambda said: operations.record_year_figures(
            figures=form.figures(),
            kind=said["kind"],
            source=said["source"],
            goals_met_pct=said["goals_met_pct"],
            recorded_on=acting_role.today,
            who=acting_role.who,
        )
    ):
        return _done(request, form.cleaned_data["year"], _("The figures are entered. Earlier ones are kept."))
    return _whole(request, figures_form=form)


@require_POST
def set_target(request: Request) -> HttpResponse:
    """The secretary enters the council's financial target for a year."""
    council, acting_role = _council(request), request.acting_role
    form = TargetForm(request.POST, today=acting_role.today)
    if form.carried_out(
        lambda said: operations.set_financial_target(
            year=said["year"], target_pct=said["target_pct"], minuted=minutes_of(council, said), who=acting_role.who
        )
    ):
        return _done(request, form.cleaned_data["year"], _("The decision is entered."))
    return _whole(request, target_form=form)


@require_POST
def decide_deficit(request: Request) -> HttpResponse:
    """The secretary enters the council's plan to restore a deficit, or its special reasons not to."""
    council, acting_role = _council(request), request.acting_role
    form = DeficitForm(request.POST, today=acting_role.today)
    if form.carried_out(lambda said: _decided(form, council, said, who=acting_role.who)):
        return _done(request, acting_role.as_of.year, _("The decision is entered."))
    return _whole(request, deficit_form=form)


def _decided(form: DeficitForm, council: Body, said: dict[str, Any], **who: Any) -> None:
    told = {"year": said["year"], "reason": said["reason"], "minuted": minutes_of(council, said), **who}
    if form.is_exception:
        operations.except_deficit(amount=said["amount"], **told)
    else:
        operations.decide_restoration(steps=form.steps(), **told)


@require_POST
def judge(request: Request) -> HttpResponse:
    """The secretary enters the council's own judgement of both sides."""
    council, acting_role = _council(request), request.acting_role
    form = JudgementForm(request.POST, today=acting_role.today)
    if form.carried_out(
        lambda said: operations.judge_sound_management(
            year=said["year"], **form.sides(), minuted=minutes_of(council, said), who=acting_role.who
        )
    ):
        return _done(request, form.cleaned_data["year"], _("The decision is entered."))
    return _whole(request, judgement_form=form)


def _council(request: Request) -> Body:
    """The council, for the one who enters what it has decided."""
    must(request.acting_role, Action.ENTER_COUNCIL_JUDGEMENT, entered(COUNCIL))
    council = balance.council_on(as_of=request.acting_role.today)
    if council is None:
        raise NotVisible(Words("The register has no council."))
    return council


def _whole(request: Request, **sent: PlainForm) -> HttpResponse:
    """The page with its forms; one that was sent and is wrong stands in its place."""
    acting_role = request.acting_role
    now = acting_role.as_of.year
    year = year_asked(request.GET.get("ar", ""), range(reading.FIRST_YEAR, now + 1), now)
    picture = balance.sound_picture(year=year, as_of=acting_role.as_of, scale=scale_on(acting_role.as_of))
    context = {
        "page": _page(request, year),
        "picture": picture,
        "status": presenters.STATUS[picture.sound.verdict],
        "word": presenters.verdict_word(picture.sound.verdict),
        "sides": presenters.sides(picture, acting_role.language),
        "heads": presenters.heads(picture.years),
        "rows": presenters.investigation_rows(picture.years, acting_role.language),
        "reserve": presenters.reserve_row(picture.years),
        "deficits": presenters.deficit_rows(picture),
        "choices": range(acting_role.as_of.year, acting_role.as_of.year - presenters.MOST_YEARS, -1),
        **_forms(request, year),
        **sent,
    }
    return render(request, "frames/sound.html", context, status=status_of(sent.values()))


def _page(request: Request, year: int) -> Page:
    return page_shell(
        request,
        title=_("Sound financial management %(year)s") % {"year": year},
        lead=_("The money and what it achieved are judged together. A deficit is restored within three years."),
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("Sound financial management"), "")],
        current="frames:overview",
        modules=MODULES,
        path=reverse("frames:sound"),
    )


def _forms(request: Request, year: int) -> dict[str, PlainForm]:
    """The forms that are open to the acting role today."""
    acting_role, found, initial = request.acting_role, dict[str, PlainForm](), {"year": year}
    if acting_role.as_of != acting_role.today:
        return found
    if may(acting_role, Action.ENTER_RESULTS, entered(COUNCIL)):
        found["figures_form"] = FiguresForm(initial=initial)
    if may(acting_role, Action.ENTER_COUNCIL_JUDGEMENT, entered(COUNCIL)):
        found["deficit_form"] = DeficitForm(today=acting_role.today)
        found["judgement_form"] = JudgementForm(today=acting_role.today, initial=initial)
        found["target_form"] = TargetForm(today=acting_role.today, initial=initial)
    return found


def _done(request: Request, year: int, message: str) -> HttpResponse:
    return form_page.done(request, message, f"{reverse('frames:sound')}?ar={year}")
