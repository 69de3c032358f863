"""Money between units under the committee's limit, and reprioritisation with its trace (MR-19, MR-38)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.frames import access, move_queries, operations, queries
from spelregler.apps.frames.access import Action
from spelregler.apps.frames.models import Forecast, UnitMove
from spelregler.apps.frames.move_queries import Limit, MoveShown
from spelregler.apps.organisation.access import may, must
from spelregler.apps.organisation.framing import frame
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.worn import Request
from spelregler.domain.money import Money
from spelregler.domain.roles import Resource
from spelregler.platform.errors import DomainError, NotVisible
from spelregler.platform.numbers import read_day, read_tkr
from spelregler.ui import formatting
from spelregler.ui.page import Pager, page_asked

MODULES = ("BUD",)


def moves(request: Request, code: str = "") -> HttpResponse:
    """The year's moves between units under a committee, both sides, and the form for those who move or propose."""
    worn, body = request.worn, _committee(request, code)
    departments = move_queries.departments_of(body=body, as_of=worn.as_of)
    if not access.may_see_moves(worn, body=body.code, departments=departments):
        must(worn, Action.SEE_MOVES, access.moves_matter(body=body.code, departments=departments))
    limit = move_queries.limit_on(body=body, as_of=worn.as_of)
    pager = _pager(request, total=move_queries.how_many_moves(body=body, as_of=worn.as_of))
    page = frame(
        request,
        title=_("Moves between units"),
        lead=_("%(body)s. Under the committee's limit the department head moves; above it the committee decides.")
        % {"body": worn.say(body.name, body.name_en)},
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("Moves between units"), "")],
        current="frames:overview",
        modules=MODULES,
    )
    context = {
        "page": page,
        "body": body,
        "limit": limit,
        "pager": pager,
        "may_set_limit": worn.as_of == worn.today and _may_enter(request, body),
        **_rights(request, body, move_queries.moves_of(body=body, as_of=worn.as_of, start=pager.start), limit),
    }
    return render(request, "frames/moves.html", context)


def _pager(request: Request, *, total: int) -> Pager:
    asked = page_asked(request.GET.get("sida", ""))
    kept = {name: request.GET.get(name, "") for name in ("per", "organ")}
    return Pager.of(asked, total=total, most=move_queries.MOST_ROWS, **kept)


def _rights(request: Request, body: Body, rows: list[MoveShown], limit: Limit | None) -> dict[str, object]:
    """The rows and units, with what the worn role may do today: between which units, and which proposals to answer."""
    worn = request.worn
    now = worn.as_of == worn.today
    where = move_queries.departments_of_units(as_of=worn.as_of)
    units = move_queries.framed_units(body=body, as_of=worn.as_of, limit=limit)

    def rights(action: Action) -> set[str]:
        asked = {each.department for each in units} if now else set()
        return {each for each in asked if may(worn, action, access.moves_matter(body=body.code, departments=[each]))}

    moves, proposes = rights(Action.MOVE_BETWEEN), rights(Action.PROPOSE_MOVE)
    waiting = [row for row in rows if now and row.outcome == UnitMove.Outcome.PROPOSED]
    return {
        "rows": rows,
        "givers": [each for each in units if each.department in moves | proposes],
        "getters": units,
        "may_move": bool(moves),
        "may_propose": bool(moves | proposes),
        "answerable": {
            row.pk
            for row in waiting
            if may(worn, Action.MOVE_BETWEEN, _matter(body, where, row.from_code, row.to_code, above=row.above_limit))
        },
    }


def _matter(body: Body, where: Mapping[str, str], *units: str, above: bool = False) -> Resource:
    """A move between the units, which belongs where both of them do."""
    departments = {where.get(code, access.BETWEEN) for code in units}
    return access.moves_matter(body=body.code, departments=departments, above_limit=above)


@require_POST
def move(request: Request, code: str) -> HttpResponse:
    """The department head moves at once; above the limit, or by a unit manager, it becomes a proposal.

    Whoever gives the money up proposes; who decides depends on both units.
    """
    worn, body, said = request.worn, _committee(request, code), request.POST
    units = move_queries.units_of(body=body, as_of=worn.today)
    where = move_queries.departments_of_units(as_of=worn.today)
    giver, getter = units.get(said.get("from", "")), units.get(said.get("to", ""))
    # Of units that do not exist the question is about the others; of none, about any under the committee.
    named = [each.code for each in (giver, getter) if each is not None] or list(units)
    # Whoever decides under the limit hands what lies above it to the committee.
    may_decide = may(worn, Action.MOVE_BETWEEN, _matter(body, where, *named))
    if not may_decide:
        must(worn, Action.PROPOSE_MOVE, _matter(body, where, *named[:1]))
    if giver is None or getter is None:
        raise _unknown_unit()
    asked: dict[str, Any] = {
        "from_unit": giver,
        "to_unit": getter,
        "body": body,
        "amount_ore": read_tkr(said.get("tkr", "")).ore,
        "reason": said.get("reason", ""),
        "on": worn.today,
        "who": worn.who,
    }
    if may_decide and "propose" not in said:
        operations.move_between_units(**asked)
        return _done(request, body, _("The money is moved, and both frames hold from today."))
    crosses = where.get(giver.code) != where.get(getter.code)
    operations.propose_unit_move(**asked, is_between_departments=crosses)
    return _done(request, body, _("The proposal is handed over. No frame is changed before it is decided."))


@require_POST
def set_limit(request: Request, code: str) -> HttpResponse:
    """The secretary enters the limit that the committee has decided (MR-38)."""
    worn, body, said = request.worn, _committee(request, code), request.POST
    _must_enter(request, body)
    operations.enter_move_limit(
        body=body,
        amount_ore=read_tkr(said.get("tkr", "")).ore,
        decided_on=read_day(said.get("decided_on", "")),
        paragraph=said.get("paragraph", ""),
        on=worn.today,
        who=worn.who,
    )
    return _done(request, body, _("The limit holds from the day of the decision."))


@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """A proposal is answered: above the limit as the committee has minuted, else by the department head."""
    worn, row = request.worn, move_queries.move_by_pk(pk=pk)
    if row is None:
        raise _no_proposal()
    where = move_queries.departments_of_units(as_of=worn.today)
    matter = _matter(row.body, where, row.from_unit.code, row.to_unit.code, above=row.above_limit)
    must(worn, Action.MOVE_BETWEEN, matter)
    operations.decide_unit_move(
        move=row,
        approve=request.POST.get("answer") == "yes",
        decided_on=read_day(request.POST.get("decided_on", "")) if row.above_limit else worn.today,
        paragraph=request.POST.get("paragraph", ""),
        text=request.POST.get("text", ""),
        who=worn.who,
    )
    return _done(request, row.body, _("The answer is recorded."))


def reprioritisations(request: Request) -> HttpResponse:
    """What has been reprioritised, and the forecasts that wait for those who enter decisions."""
    worn = request.worn
    asked = request.GET.get("organ", "")
    body = _body(request, asked) if asked else queries.body_on(code=worn.hat.body, as_of=worn.as_of)
    page = frame(
        request,
        title=_("Reprioritisation"),
        lead=_("From signal to decision to effect: what a body did about a forecast, and what came of it."),
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("Reprioritisation"), "")],
        current="frames:overview",
        modules=MODULES,
    )
    pager = _pager(request, total=move_queries.how_many_reprioritisations(as_of=worn.as_of))
    may_enter = body is not None and worn.as_of == worn.today and _may_enter(request, body)
    context = {
        "page": page,
        "body": body,
        "rows": move_queries.reprioritisations(as_of=worn.as_of, start=pager.start),
        "pager": pager,
        "may_enter": may_enter,
        "waiting": move_queries.unanswered(body=body, as_of=worn.as_of) if body and may_enter else [],
    }
    return render(request, "frames/reprioritisations.html", context)


def reprioritisation(request: Request, pk: int) -> HttpResponse:
    """One reprioritisation: the signal, the decision, the frames before and after, and what came of it."""
    worn = request.worn
    found = move_queries.trace(pk=pk, as_of=worn.as_of)
    if found is None:
        raise NotVisible(
            sv="Omprioriteringen finns inte på den dagen.",
            en="The reprioritisation does not exist on that day.",
            way_sv="Gå till Omprioritering och välj där.",
            way_en="Go to Reprioritisation and choose there.",
        )
    page = frame(
        request,
        title=_("Reprioritisation: %(owner)s") % {"owner": found.owner},
        lead=formatting.days_in_words(found.decision, worn.language),
        crumbs=[
            (_("Frames"), reverse("frames:overview")),
            (_("Reprioritisation"), reverse("frames:reprioritisations")),
            (found.owner, ""),
        ],
        current="frames:overview",
        modules=MODULES,
    )
    context = {
        "page": page,
        "trace": found,
        "signal": found.forecast and Money(found.forecast.amount_ore),
        "pairs": [(each, each.later and Money(each.later.amount_ore)) for each in found.shares],
        "later": found.later and Money(found.later.amount_ore),
        "booked_through": found.booked_to and formatting.month_name(found.booked_to.month, worn.language),
    }
    return render(request, "frames/reprioritisation.html", context)


def reprioritise(request: Request, code: str, pk: int) -> HttpResponse:
    """The secretary enters that a body has answered a forecast by moving money between its frames (MR-19)."""
    worn, body = request.worn, _body(request, code)
    _must_enter(request, body)
    forecast = _forecast(request, body, pk)
    held = move_queries.held_by_code(body=body, as_of=worn.today)
    if request.method == "POST":
        return _reprioritise(request, body, forecast, [code for code, _name, _amount in held])
    owner = forecast.unit or forecast.body
    page = frame(
        request,
        title=_("Reprioritise: %(owner)s") % {"owner": owner},
        lead=_("What some get, others give: the sum is the same before and after."),
        crumbs=[
            (_("Frames"), reverse("frames:overview")),
            (_("Reprioritisation"), reverse("frames:reprioritisations")),
            (str(owner), ""),
        ],
        current="frames:overview",
        modules=MODULES,
    )
    context = {
        "page": page,
        "body": body,
        "forecast": forecast,
        "expected": Money(forecast.amount_ore),
        "held": held,
        "total": Money.sum(amount for _code, _name, amount in held),
    }
    return render(request, "frames/reprioritise.html", context)


def _reprioritise(request: Request, body: Body, forecast: Forecast, codes: list[str]) -> HttpResponse:
    said = request.POST
    made = operations.reprioritise(
        body=body,
        forecast=forecast,
        amounts={code: read_tkr(said[f"new:{code}"]) for code in codes if said.get(f"new:{code}", "").strip()},
        decided_on=read_day(said.get("decided_on", "")),
        paragraph=said.get("paragraph", ""),
        text=said.get("text", ""),
        expected=said.get("expected", ""),
        who=request.worn.who,
    )
    messages.success(request, _("The decision is entered and the frames hold from its day."))
    return HttpResponseRedirect(reverse("frames:reprioritisation", args=[made.pk]))


def _committee(request: Request, code: str) -> Body:
    """The committee named, else the reader's own; else one that has units."""
    worn = request.worn
    if code:
        return _body(request, code)
    own = queries.body_on(code=worn.hat.body, as_of=worn.as_of)
    found = own or next(iter(move_queries.committees(as_of=worn.as_of)), None)
    return found or _body(request, "")


def _body(request: Request, code: str) -> Body:
    found = queries.body_on(code=code, as_of=request.worn.as_of)
    if found is None:
        raise NotVisible(
            sv="Nämnden finns inte på den dagen.",
            en="The committee does not exist on that day.",
            way_sv="Gå till Ramar och välj där.",
            way_en="Go to Frames and choose there.",
        )
    return found


def _may_enter(request: Request, body: Body) -> bool:
    return access.may_enter(request.worn, body.code, is_council=body.kind == Body.Kind.COUNCIL)


def _must_enter(request: Request, body: Body) -> None:
    is_council = body.kind == Body.Kind.COUNCIL
    must(request.worn, access.enters(is_council=is_council), access.entered(body.code))


def _forecast(request: Request, body: Body, pk: int) -> Forecast:
    """A forecast that the body may answer."""
    waiting = move_queries.unanswered(body=body, as_of=request.worn.today)
    found = next((each for each in waiting if each.pk == pk), None)
    if found is None:
        raise NotVisible(
            sv="Prognosen finns inte, eller är redan besvarad.",
            en="The forecast does not exist, or has been answered.",
            way_sv="Gå till Omprioritering och välj där.",
            way_en="Go to Reprioritisation and choose there.",
        )
    return found


def _done(request: Request, body: Body, message: str) -> HttpResponse:
    messages.success(request, message)
    return HttpResponseRedirect(reverse("frames:moves_of", args=[body.code]))


def _unknown_unit() -> DomainError:
    return DomainError(
        sv="Enheten har ingen ram under nämnden i år.",
        en="The unit has no frame under the committee this year.",
        way_sv="Välj två av nämndens enheter.",
        way_en="Choose two of the committee's units.",
    )


def _no_proposal() -> NotVisible:
    return NotVisible(sv="Förslaget finns inte.", en="The proposal does not exist.")
