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

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.frames import operations
from spelregler.apps.frames.access import actions
from spelregler.apps.frames.access.actions import Action
from spelregler.apps.frames.models import UnitMove
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.moves.shared import body_asked, may_enter_moves, must_enter, pager_of
from spelregler.apps.frames.queries import frame_rows
from spelregler.apps.frames.queries import moves as move_queries
from spelregler.apps.frames.queries.moves import Limit, MoveShown
from spelregler.apps.organisation.models import Body
from spelregler.domain.roles import Resource
from spelregler.platform.errors import DomainError, NotVisible
from spelregler.platform.numbers import read_day, read_tkr


def moves(request: Request, code: str = "") -> HttpResponse:
    """The year's moves between units under a committee, both sides, and the form for those who move or propose."""
    acting_role, body = request.acting_role, _committee(request, code)
    departments = move_queries.departments_of(body=body, as_of=acting_role.as_of)
    if not actions.may_see_moves(acting_role, body=body.code, departments=departments):
        must(acting_role, Action.SEE_MOVES, actions.moves_matter(body=body.code, departments=departments))
    limit = move_queries.limit_on(body=body, as_of=acting_role.as_of)
    pager = pager_of(request, total=move_queries.how_many_moves(body=body, as_of=acting_role.as_of))
    page = page_shell(
        request,
        title=_("Moves between units"),
        lead=_("%(body)s. Under the committee's limit the department head moves; above it the committee decides.")
        % {"body": acting_role.say(body.name, body.name_en)},
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("Moves between units"), "")],
        current="frames:overview",
        modules=MODULES,
    )
    context = {
        "page": page,
        "body": body,
        "limit": limit,
        "pager": pager,
        "may_set_limit": acting_role.as_of == acting_role.today and may_enter_moves(request, body),
        **_rights(request, body, move_queries.moves_of(body=body, as_of=acting_role.as_of, start=pager.start), limit),
    }
    return render(request, "frames/moves.html", context)


def _rights(request: Request, body: Body, rows: list[MoveShown], limit: Limit | None) -> dict[str, object]:
    """Rows and units, with what the acting role may do today: between which units, and which proposals to answer."""
    acting_role = request.acting_role
    now = acting_role.as_of == acting_role.today
    where = move_queries.departments_of_units(as_of=acting_role.as_of)
    units = move_queries.framed_units(body=body, as_of=acting_role.as_of, limit=limit)

    def rights(action: Action) -> set[str]:
        asked = {each.department for each in units} if now else set()
        return {
            each for each in asked if may(acting_role, action, actions.moves_matter(body=body.code, departments=[each]))
        }

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
            if may(
                acting_role,
                Action.MOVE_BETWEEN,
                _matter(body, where, row.from_code, row.to_code, above=row.above_limit),
            )
        },
    }


def _matter(body: Body, where: Mapping[str, str], *units: str, above: bool = False) -> Resource:
    """A move between the units, which belongs where both of them do."""
    departments = {where.get(code, actions.BETWEEN) for code in units}
    return actions.moves_matter(body=body.code, departments=departments, above_limit=above)


@require_POST
def move(request: Request, code: str) -> HttpResponse:
    """The department head moves at once; above the limit, or by a unit manager, it becomes a proposal.

    Whoever gives the money up proposes; who decides depends on both units.
    """
    acting_role, body, said = request.acting_role, _committee(request, code), request.POST
    units = move_queries.units_of(body=body, as_of=acting_role.today)
    where = move_queries.departments_of_units(as_of=acting_role.today)
    giver, getter = units.get(said.get("from", "")), units.get(said.get("to", ""))
    # Of units that do not exist the question is about the others; of none, about any under the committee.
    named = [each.code for each in (giver, getter) if each is not None] or list(units)
    # Whoever decides under the limit hands what lies above it to the committee.
    may_decide = may(acting_role, Action.MOVE_BETWEEN, _matter(body, where, *named))
    if not may_decide:
        must(acting_role, Action.PROPOSE_MOVE, _matter(body, where, *named[:1]))
    if giver is None or getter is None:
        raise _unknown_unit()
    asked: dict[str, Any] = {
        "from_unit": giver,
        "to_unit": getter,
        "body": body,
        "amount_ore": read_tkr(said.get("tkr", "")).ore,
        "reason": said.get("reason", ""),
        "on": acting_role.today,
        "who": acting_role.who,
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
    acting_role, body, said = request.acting_role, _committee(request, code), request.POST
    must_enter(request, body)
    operations.enter_move_limit(
        body=body,
        amount_ore=read_tkr(said.get("tkr", "")).ore,
        decided_on=read_day(said.get("decided_on", "")),
        paragraph=said.get("paragraph", ""),
        on=acting_role.today,
        who=acting_role.who,
    )
    return _done(request, body, _("The limit holds from the day of the decision."))


@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """A proposal is answered: above the limit as the committee has minuted, else by the department head."""
    acting_role, row = request.acting_role, move_queries.move_by_pk(pk=pk)
    if row is None:
        raise _no_proposal()
    where = move_queries.departments_of_units(as_of=acting_role.today)
    matter = _matter(row.body, where, row.from_unit.code, row.to_unit.code, above=row.above_limit)
    must(acting_role, Action.MOVE_BETWEEN, matter)
    operations.decide_unit_move(
        move=row,
        approve=request.POST.get("answer") == "yes",
        decided_on=read_day(request.POST.get("decided_on", "")) if row.above_limit else acting_role.today,
        paragraph=request.POST.get("paragraph", ""),
        text=request.POST.get("text", ""),
        who=acting_role.who,
    )
    return _done(request, row.body, _("The answer is recorded."))


def _committee(request: Request, code: str) -> Body:
    """The committee named, else the reader's own; else one that has units."""
    acting_role = request.acting_role
    if code:
        return body_asked(request, code)
    own = frame_rows.body_on(code=acting_role.body, as_of=acting_role.as_of)
    found = own or next(iter(move_queries.committees(as_of=acting_role.as_of)), None)
    return found or body_asked(request, "")


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
