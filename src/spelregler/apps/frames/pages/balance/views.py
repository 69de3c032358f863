"""Sound financial management and the balance requirement: open to everyone, entered by those who keep the figures."""

from __future__ import annotations

import re
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.frames import operations
from spelregler.apps.frames.access.actions import Action, entered
from spelregler.apps.frames.pages.balance import presenters
from spelregler.apps.frames.queries import balance
from spelregler.apps.goals.pages.words import scale_on
from spelregler.domain import reading
from spelregler.domain.frames.balance import YEARS_TO_RESTORE, YearResult
from spelregler.domain.money import ZERO, Money
from spelregler.platform.errors import NotVisible
from spelregler.platform.numbers import read_day, read_tkr

MODULES = ("BUD", "GOAL")
COUNCIL = "kf"
FOUR_DIGITS = re.compile("20[0-9]{2}")
AMOUNTS = (
    "result",
    "realised_gains",
    "gains_excepted",
    "losses_excepted",
    "unrealised",
    "unrealised_returned",
    "to_reserve",
    "from_reserve",
    "reserve_before",
    "taxes_and_grants",
)


def sound(request: Request) -> HttpResponse:
    """A year's two sides with their reasons, the investigation over the years, and what is to be restored."""
    acting_role = request.acting_role
    asked = request.GET.get("ar", "")
    year = min(reading.read_or(reading.year, asked, acting_role.as_of.year), acting_role.as_of.year)
    picture = balance.sound_picture(year=year, as_of=acting_role.as_of, scale=scale_on(acting_role.as_of))
    page = page_shell(
        request,
        title=_("Sound financial management %(year)s") % {"year": year},
        lead=_("The money and what it achieved are judged together. A deficit is restored within three years."),
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("Sound financial management"), "")],
        current="frames:overview",
        modules=MODULES,
    )
    context = {
        "page": page,
        "picture": picture,
        "status": presenters.STATUS[picture.sound.verdict],
        "word": presenters.verdict_word(picture.sound.verdict),
        "sides": presenters.sides(picture, acting_role.language),
        "heads": presenters.heads(picture.years),
        "rows": presenters.investigation_rows(picture.years, acting_role.language),
        "reserve": presenters.reserve_row(picture.years),
        "deficits": presenters.deficit_rows(picture),
        "kinds": [(kind, presenters.kind_word(kind)) for kind in ("outcome", "forecast", "budget")],
        "labels": _labels(),
        "choices": range(acting_role.as_of.year, acting_role.as_of.year - presenters.MOST_YEARS, -1),
        **_rights(request),
    }
    return render(request, "frames/sound.html", context)


def _labels() -> list[tuple[str, str]]:
    names = (
        _("The year's result (a deficit with a minus)"),
        _("All realised gains"),
        _("of which excepted"),
        _("Realised losses excepted"),
        _("Unrealised change in securities"),
        _("Returned from earlier years"),
        _("To the result reserve"),
        _("From the result reserve"),
        _("The reserve before the year"),
        _("Taxes and general grants"),
    )
    return list(zip(AMOUNTS, names, strict=True))


def _rights(request: Request) -> dict[str, bool]:
    acting_role = request.acting_role
    now = acting_role.as_of == acting_role.today
    return {
        "may_enter": now and may(acting_role, Action.ENTER_RESULTS, entered(COUNCIL)),
        "may_enter_council": now and may(acting_role, Action.ENTER_COUNCIL_JUDGEMENT, entered(COUNCIL)),
    }


@require_POST
def enter_figures(request: Request) -> HttpResponse:
    """The controller enters a year's figures with their source; a correction is a new row."""
    acting_role, said = request.acting_role, request.POST
    must(acting_role, Action.ENTER_RESULTS, entered(COUNCIL))
    met = said.get("goals_met", "").strip()
    amounts = {name: read_tkr(said[name]) if said.get(name, "").strip() else ZERO for name in AMOUNTS}
    operations.record_year_figures(
        figures=YearResult(
            year=_year(said),
            equity_is_negative="equity_is_negative" in said,
            **amounts,
        ),
        kind=said.get("kind", ""),
        source=said.get("source", ""),
        goals_met_pct=_pct(met) if met else None,
        recorded_on=acting_role.today,
        who=acting_role.who,
    )
    return _done(request, _year(said), _("The figures are entered. Earlier ones are kept."))


@require_POST
def set_target(request: Request) -> HttpResponse:
    """The secretary enters the council's financial target for a year."""
    acting_role, said = request.acting_role, request.POST
    must(acting_role, Action.ENTER_COUNCIL_JUDGEMENT, entered(COUNCIL))
    target = _pct(said.get("target", ""))
    operations.set_financial_target(year=_year(said), target_pct=target, minuted=_minutes(request), who=acting_role.who)
    return _done(request, _year(said), _("The decision is entered."))


@require_POST
def decide_deficit(request: Request) -> HttpResponse:
    """The secretary enters the council's plan to restore a deficit, or its special reasons not to."""
    acting_role, said = request.acting_role, request.POST
    must(acting_role, Action.ENTER_COUNCIL_JUDGEMENT, entered(COUNCIL))
    year, reason, minuted = _year(said), said.get("reason", ""), _minutes(request)
    if said.get("kind") == "exception":
        amount = read_tkr(said.get("excepted", ""))
        operations.except_deficit(year=year, amount=amount, reason=reason, minuted=minuted, who=acting_role.who)
    else:
        steps = _steps(said, year)
        operations.decide_restoration(year=year, steps=steps, reason=reason, minuted=minuted, who=acting_role.who)
    return _done(request, acting_role.as_of.year, _("The decision is entered."))


@require_POST
def judge(request: Request) -> HttpResponse:
    """The secretary enters the council's own judgement of both sides."""
    acting_role, said = request.acting_role, request.POST
    must(acting_role, Action.ENTER_COUNCIL_JUDGEMENT, entered(COUNCIL))
    operations.judge_sound_management(
        year=_year(said),
        financial=said.get("financial", ""),
        financial_reason=said.get("financial_reason", ""),
        operational=said.get("operational", ""),
        operational_reason=said.get("operational_reason", ""),
        minuted=_minutes(request),
        who=acting_role.who,
    )
    return _done(request, _year(said), _("The decision is entered."))


def _steps(said: QueryDict, year: int) -> dict[int, Money]:
    """What each of the three years restores; a year left empty restores nothing."""
    found = {each: said.get(f"step:{each - year}", "").strip() for each in range(year + 1, year + YEARS_TO_RESTORE + 1)}
    return {each: read_tkr(text) for each, text in found.items() if text}


def _minutes(request: Request) -> operations.Minutes:
    said, council = request.POST, balance.council_on(as_of=request.acting_role.today)
    if council is None:
        raise NotVisible(sv="Kommunen har inget fullmäktige i registret.", en="The register has no council.")
    return operations.Minutes(
        body=council,
        decided_on=read_day(said.get("decided_on", "")),
        paragraph=said.get("paragraph", ""),
        text=said.get("text", ""),
    )


def _year(said: QueryDict) -> int:
    return reading.year(said.get("year", ""))


def _pct(text: str) -> Decimal:
    """Per cent, from −100 to 100, with one decimal."""
    return reading.figure(text.strip().removesuffix("%"), least=-100, most=100).quantize(Decimal("0.1"))


def _done(request: Request, year: int, message: str) -> HttpResponse:
    messages.success(request, message)
    return HttpResponseRedirect(f"{reverse('frames:sound')}?ar={year}")
