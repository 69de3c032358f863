"""Reprioritisation with its trace, from signal to effect (MR-19, MR-38)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.frames import operations
from spelregler.apps.frames.models import Forecast
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.body_asked import body_asked, may_enter_moves, must_enter, pager_of
from spelregler.apps.frames.pages.reprioritisations.forms import ReprioritiseForm
from spelregler.apps.frames.pages.unit_search import UnitsSearch
from spelregler.apps.frames.queries import frame_rows, moves
from spelregler.apps.frames.queries.moves import Trace
from spelregler.apps.organisation.models import Body
from spelregler.domain.money import Money
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui import formatting
from spelregler.ui.page import Page


def reprioritisations(request: Request) -> HttpResponse:
    """What has been reprioritised, and the forecasts that wait for those who enter decisions."""
    acting_role = request.acting_role
    asked = request.GET.get("organ", "")
    body = body_asked(request, asked) if asked else frame_rows.body_on(code=acting_role.body, as_of=acting_role.as_of)
    page = page_shell(
        request,
        title=_("Reprioritisation"),
        lead=_("From signal to decision to effect: what a body did about a forecast, and what came of it."),
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("Reprioritisation"), "")],
        current="frames:overview",
        modules=MODULES,
    )
    pager = pager_of(request, total=moves.how_many_reprioritisations(as_of=acting_role.as_of))
    may_enter = body is not None and acting_role.as_of == acting_role.today and may_enter_moves(request, body)
    waiting = moves.unanswered(body=body, as_of=acting_role.as_of) if body and may_enter else Forecast.objects.none()
    leaf = pager_of(request, total=waiting.count(), word="vantar")
    context = {
        "page": page,
        "body": body,
        "rows": moves.reprioritisations(as_of=acting_role.as_of, start=pager.start),
        "pager": pager,
        "may_enter": may_enter,
        "waiting": waiting[leaf.start : leaf.start + moves.MOST_ROWS],
        "leaf": leaf,
    }
    return render(request, "frames/reprioritisations.html", context)


def reprioritisation(request: Request, pk: int) -> HttpResponse:
    """One reprioritisation: the signal, the decision, the frames before and after, and what came of it."""
    acting_role = request.acting_role
    found = moves.trace(pk=pk, as_of=acting_role.as_of)
    if found is None:
        raise NotVisible(
            Words("The reprioritisation does not exist on that day."),
            way=Words("Go to Reprioritisation and choose there."),
        )
    context = {
        "page": _trace_page(request, found),
        "trace": found,
        "signal": found.forecast and Money(found.forecast.amount_ore),
        "pairs": [(each, each.later and Money(each.later.amount_ore)) for each in found.shares],
        "later": found.later and Money(found.later.amount_ore),
        "booked_through": found.booked_to and formatting.month_name(found.booked_to.month, acting_role.language),
    }
    return render(request, "frames/reprioritisation.html", context)


def _trace_page(request: Request, found: Trace) -> Page:
    owner = request.acting_role.say(found.owner, found.owner_en)
    return page_shell(
        request,
        title=_("Reprioritisation: %(owner)s") % {"owner": owner},
        lead=formatting.days_in_words(found.decision, request.acting_role.language),
        crumbs=[
            (_("Frames"), reverse("frames:overview")),
            (_("Reprioritisation"), reverse("frames:reprioritisations")),
            (owner, ""),
        ],
        current="frames:overview",
        modules=MODULES,
    )


def reprioritise(request: Request, code: str, pk: int) -> HttpResponse:
    """The secretary enters that a body has answered a forecast by moving money between its frames (MR-19)."""
    acting_role, body = request.acting_role, body_asked(request, code)
    must_enter(request, body)
    forecast = _forecast(request, body, pk)
    search = UnitsSearch(request.GET)
    held, has_more = moves.held_by_code(body=body, as_of=acting_role.today, words=search.said("enheter"))
    form = ReprioritiseForm(sent(request), today=acting_role.today, held=held)
    if form.carried_out(
        lambda said: operations.reprioritise(
            body=body,
            forecast=forecast,
            amounts=form.changes(),
            who=acting_role.who,
            **{name: said[name] for name in ("decided_on", "paragraph", "text", "expected")},
        )
    ):
        message = _("The decision is entered and the frames hold from its day.")
        return done(request, message, reverse("frames:reprioritisation", args=[form.result.pk]))
    shown = search if has_more or search.said("enheter") else None
    return _form_page(request, form, forecast, shown, total=moves.held_together(body=body, as_of=acting_role.today))


def _form_page(
    request: Request, form: ReprioritiseForm, forecast: Forecast, search: UnitsSearch | None, *, total: Money
) -> HttpResponse:
    place = forecast.unit or forecast.body
    owner = request.acting_role.say(place.name, place.name_en) if place else ""
    page = page_shell(
        request,
        title=_("Reprioritise: %(owner)s") % {"owner": owner},
        lead=_("What some get, others give: the sum is the same before and after."),
        crumbs=[
            (_("Frames"), reverse("frames:overview")),
            (_("Reprioritisation"), reverse("frames:reprioritisations")),
            (owner, ""),
        ],
        current="frames:overview",
        modules=MODULES,
    )
    context = {
        "page": page,
        "form": form,
        "forecast": forecast,
        "expected": Money(forecast.amount_ore),
        "total": total,
        "unit_search": search,
    }
    return render(request, "frames/reprioritise.html", context, status=form.status)


def _forecast(request: Request, body: Body, pk: int) -> Forecast:
    """A forecast that the body may answer."""
    found = moves.unanswered_by_pk(pk=pk, body=body, as_of=request.acting_role.today)
    if found is None:
        raise NotVisible(
            Words("The forecast does not exist, or has been answered."),
            way=Words("Go to Reprioritisation and choose there."),
        )
    return found
