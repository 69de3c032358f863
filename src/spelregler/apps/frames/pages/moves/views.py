"""Money between units under the committee's limit, and reprioritisation with its trace (MR-19, MR-38)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import form_page
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.frames import operations
from spelregler.apps.frames.access import actions
from spelregler.apps.frames.access.actions import Action
from spelregler.apps.frames.models import UnitMove
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.body_asked import body_asked, may_enter_moves, must_enter, pager_of
from spelregler.apps.frames.pages.moves.forms import AnswerForm, LimitForm, MoveForm
from spelregler.apps.frames.pages.unit_search import ChosenUnits, MoveSearch
from spelregler.apps.frames.queries import frame_rows
from spelregler.apps.frames.queries import moves as move_queries
from spelregler.apps.frames.queries.moves import MoveShown
from spelregler.apps.organisation.models import Body
from spelregler.domain.roles import Resource
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm, status_of
from spelregler.ui.page import Page


def moves(request: Request, code: str = "") -> HttpResponse:
    """The year's moves between units under a committee, both sides, and the form for those who move or propose."""
    return _whole(request, _committee(request, code))


def _whole(request: Request, body: Body, answer_form: AnswerForm | None = None, **sent: PlainForm) -> HttpResponse:
    """The page with its forms; one that was sent and is wrong stands in its place."""
    acting_role = request.acting_role
    departments = move_queries.departments_of(body=body, as_of=acting_role.as_of)
    if not actions.may_see_moves(acting_role, body=body.code, departments=departments):
        must(acting_role, Action.SEE_MOVES, actions.moves_matter(body=body.code, departments=departments))
    pager = pager_of(request, total=move_queries.how_many_moves(body=body, as_of=acting_role.as_of))
    rows = move_queries.moves_of(body=body, as_of=acting_role.as_of, start=pager.start)
    context = {
        "page": _page(request, body),
        "body": body,
        "limit": move_queries.limit_on(body=body, as_of=acting_role.as_of),
        "pager": pager,
        "rows": rows,
        "answer_form": answer_form,
        **(_forms(request, body, rows, answer_form) if acting_role.as_of == acting_role.today else {}),
        **sent,
    }
    status = status_of((*sent.values(), answer_form))
    return render(request, "frames/moves.html", context, status=status)


def _page(request: Request, body: Body) -> Page:
    return page_shell(
        request,
        title=_("Moves between units"),
        lead=_("%(body)s. Under the committee's limit the department head moves; above it the committee decides.")
        % {"body": request.acting_role.say(body.name, body.name_en)},
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("Moves between units"), "")],
        current="frames:overview",
        modules=MODULES,
        path=reverse("frames:moves_of", args=[body.code]),
    )


def _forms(request: Request, body: Body, rows: list[MoveShown], sent: AnswerForm | None) -> dict[str, object]:
    """What the acting role may do today: set the limit, move or propose, and answer what waits."""
    acting_role = request.acting_role
    there = move_queries.departments_framed(body=body, as_of=acting_role.today)
    moves, proposes = (_rights(request, body, there, each) for each in (Action.MOVE_BETWEEN, Action.PROPOSE_MOVE))
    found: dict[str, object] = {"may_move": bool(moves), "may_propose": bool(moves | proposes)}
    if may_enter_moves(request, body):
        found["limit_form"] = LimitForm(today=acting_role.today)
    if moves | proposes:
        form, found["unit_search"] = _move_form(request, body, moves | proposes)
        found |= {"move_form": form} if form.has_givers else {}
    waiting = [row for row in rows if row.outcome == UnitMove.Outcome.PROPOSED]
    codes = {code for row in waiting for code in (row.from_code, row.to_code)}
    where = move_queries.departments_of_units(codes, as_of=acting_role.today)
    found["answers"] = [
        (row, sent if sent and sent.move == row.pk else _answer(request, row))
        for row in waiting
        if may(
            acting_role, Action.MOVE_BETWEEN, _matter(body, where, row.from_code, row.to_code, above=row.above_limit)
        )
    ]
    return found


def _answer(request: Request, row: MoveShown) -> AnswerForm:
    return AnswerForm(move=row.pk, is_minuted=row.above_limit, today=request.acting_role.today)


def _move_form(
    request: Request, body: Body, departments: Collection[str] | None, typed: QueryDict | None = None
) -> tuple[MoveForm, MoveSearch | None]:
    """The committee's units with what each has, and has left of the limit, today; and the search where there are many.

    Units of some departments give, or of all.
    """
    today, search = request.acting_role.today, MoveSearch(request.GET)
    chosen = ChosenUnits(typed).named if typed is not None else set()
    limit = move_queries.limit_on(body=body, as_of=today)
    read = partial(move_queries.framed_units, body=body, as_of=today, limit=limit, chosen=chosen)
    givers, more = read(words=search.said("fran"), departments=departments)
    getters, others = read(words=search.said("till"))
    form = MoveForm(typed, givers=givers, getters=getters, language=request.acting_role.language)
    return form, search if more or others or search.said("fran") or search.said("till") else None


def _rights(request: Request, body: Body, there: Collection[str], action: Action) -> set[str]:
    """The departments, of those there, between whose own units the acting role may do it."""
    return {
        each
        for each in there
        if may(request.acting_role, action, actions.moves_matter(body=body.code, departments=[each]))
    }


def _matter(body: Body, where: Mapping[str, str], *units: str, above: bool = False) -> Resource:
    """A move between the units, which belongs where both of them do."""
    departments = {where.get(code, actions.BETWEEN) for code in units}
    return actions.moves_matter(body=body.code, departments=departments, above_limit=above)


def _any_matter(request: Request, body: Body) -> Resource:
    """A move between any of the committee's units."""
    there = move_queries.departments_framed(body=body, as_of=request.acting_role.today)
    return actions.moves_matter(body=body.code, departments={each or actions.BETWEEN for each in there})


@require_POST
def move(request: Request, code: str) -> HttpResponse:
    """The department head moves at once; above the limit, or by a unit manager, it becomes a proposal.

    Whoever gives the money up proposes; who decides depends on both units.
    """
    acting_role, body = request.acting_role, _committee(request, code)
    form, _search = _move_form(request, body, None, request.POST)
    # Of units that do not exist the question is about the others; of none, about any under the committee.
    named = form.named()
    where = move_queries.departments_of_units(named, as_of=acting_role.today)
    any_unit = _any_matter(request, body)
    # Whoever decides under the limit hands what lies above it to the committee.
    may_decide = may(acting_role, Action.MOVE_BETWEEN, _matter(body, where, *named) if named else any_unit)
    if not may_decide:
        must(acting_role, Action.PROPOSE_MOVE, _matter(body, where, *named[:1]) if named else any_unit)
    if not form.carried_out(lambda said: _moved(request, body, said, where, may_decide=may_decide)):
        return _whole(request, body, move_form=form)
    if form.result.outcome == UnitMove.Outcome.MOVED:
        return _done(request, body, _("The money is moved, and both frames hold from today."))
    return _done(request, body, _("The proposal is handed over. No frame is changed before it is decided."))


def _moved(
    request: Request, body: Body, said: Mapping[str, Any], where: Mapping[str, str], *, may_decide: bool
) -> UnitMove:
    """At once, or as a proposal."""
    acting_role = request.acting_role
    codes = {said["from_unit"], said["to_unit"]}
    units = move_queries.units_of(body=body, as_of=acting_role.today, codes=codes)
    asked: dict[str, Any] = {
        "from_unit": units[said["from_unit"]],
        "to_unit": units[said["to_unit"]],
        "body": body,
        "amount_ore": said["amount"].ore,
        "reason": said["reason"],
        "on": acting_role.today,
        "who": acting_role.who,
    }
    if may_decide and not said["propose"]:
        return operations.move_between_units(**asked)
    crosses = where.get(said["from_unit"]) != where.get(said["to_unit"])
    return operations.propose_unit_move(**asked, is_between_departments=crosses)


@require_POST
def set_limit(request: Request, code: str) -> HttpResponse:
    """The secretary enters the limit that the committee has decided (MR-38)."""
    acting_role, body = request.acting_role, _committee(request, code)
    must_enter(request, body)
    form = LimitForm(request.POST, today=acting_role.today)
    if form.carried_out(
        lambda said: operations.enter_move_limit(
            body=body,
            amount_ore=said["amount"].ore,
            decided_on=said["decided_on"],
            paragraph=said["paragraph"],
            on=acting_role.today,
            who=acting_role.who,
        )
    ):
        return _done(request, body, _("The limit holds from the day of the decision."))
    return _whole(request, body, limit_form=form)


@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """A proposal is answered: above the limit as the committee has minuted, else by the department head."""
    acting_role, row = request.acting_role, move_queries.move_by_pk(pk=pk)
    if row is None:
        raise NotVisible(Words("The proposal does not exist."))
    units = row.from_unit.code, row.to_unit.code
    where = move_queries.departments_of_units(units, as_of=acting_role.today)
    matter = _matter(row.body, where, *units, above=row.above_limit)
    must(acting_role, Action.MOVE_BETWEEN, matter)
    form = AnswerForm(request.POST, move=row.pk, is_minuted=row.above_limit, today=acting_role.today)
    if form.carried_out(
        lambda said: operations.decide_unit_move(
            move=row,
            approve=said["answer"] == "yes",
            decided_on=said.get("decided_on", acting_role.today),
            paragraph=said.get("paragraph", ""),
            text=said.get("text", ""),
            who=acting_role.who,
        )
    ):
        return _done(request, row.body, _("The answer is recorded."))
    return _whole(request, row.body, answer_form=form)


def _committee(request: Request, code: str) -> Body:
    """The committee named, else the reader's own; else one that has units."""
    acting_role = request.acting_role
    if code:
        return body_asked(request, code)
    own = frame_rows.body_on(code=acting_role.body, as_of=acting_role.as_of)
    found = own or next(iter(move_queries.committees(as_of=acting_role.as_of)), None)
    return found or body_asked(request, "")


def _done(request: Request, body: Body, message: str) -> HttpResponse:
    return form_page.done(request, message, reverse("frames:moves_of", args=[body.code]))
