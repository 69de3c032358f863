"""A unit's own lines: split, named and moved between by the unit alone, with both sides of each move (MR-38, MR-39)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done
from spelregler.apps.acting.rights import must, unit_matter
from spelregler.apps.autonomy.access.actions import Action
from spelregler.apps.autonomy.pages.budget_lines.forms import LineForm, RenameForm
from spelregler.apps.autonomy.pages.budget_lines.shared import lines_page
from spelregler.apps.autonomy.pages.line_rows import line_rows, moved_words
from spelregler.apps.autonomy.pages.moving import move_sent
from spelregler.apps.autonomy.pages.shared import own_frame, place_asked
from spelregler.apps.autonomy.queries import interventions
from spelregler.apps.frames import operations
from spelregler.apps.frames.queries import unit_money
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm


def lines(request: Request, code: str) -> HttpResponse:
    """The unit's own lines, for those who may see them."""
    place = place_asked(request, code)
    must(request.acting_role, Action.SEE_LINES, unit_matter(place))
    return lines_page(request, place)


@require_POST
def set_line(request: Request, code: str) -> HttpResponse:
    """The unit adds a line, or says anew what one of them has."""
    acting_role, place, form = request.acting_role, _to_change(request, code), LineForm(request.POST)
    frame, limits = own_frame(request, code), interventions.limit_on_money_moves(unit=code, as_of=acting_role.today)

    def act(said: dict[str, Any]) -> None:
        operations.set_line(
            unit_frame=frame,
            label=said["label"],
            amount_ore=said["amount"].ore,
            set_on=acting_role.today,
            who=acting_role.who,
            intervention_limits=limits,
        )

    return _done(request, code, _("The line is saved.")) if form.carried_out(act) else lines_page(request, place, form)


@require_POST
def rename(request: Request, code: str, number: int) -> HttpResponse:
    """The unit gives a line another name; earlier days keep the earlier one."""
    acting_role, place, frame = request.acting_role, _to_change(request, code), own_frame(request, code)
    rows = {each.number: each for each in line_rows(unit_money.lines_of(unit_frame=frame))}
    if number not in rows:
        raise NotVisible(Words("The line does not exist."))
    form = RenameForm(request.POST, line=rows[number])

    def act(said: dict[str, Any]) -> None:
        named = {"number": number, "label": said["label"]}
        operations.rename_line(unit_frame=frame, renamed_on=acting_role.today, who=acting_role.who, **named)

    if form.carried_out(act):
        return _done(request, code, _("The line has its new name."))
    return lines_page(request, place, form)


@require_POST
def move(request: Request, code: str) -> HttpResponse:
    """Money is moved from where both lines and their moves are seen (MR-38)."""
    place = _to_change(request, code)
    form, words = move_sent(request, place)
    return _done(request, code, words) if words else lines_page(request, place, form)


@require_POST
def move_back(request: Request, code: str, pk: int) -> HttpResponse:
    """A move is undone by moving the same money back, at once (MR-38)."""
    acting_role, place, form = request.acting_role, _to_change(request, code), PlainForm(request.POST)
    made = unit_money.move_of(pk=pk, unit_frame=own_frame(request, code))
    if made is None:
        raise NotVisible(Words("The move does not exist."))
    limits = interventions.limit_on_money_moves(unit=code, as_of=acting_role.today)
    told: list[str] = []

    def act(_said: dict[str, Any]) -> None:
        who, on = acting_role.who, acting_role.today
        back = operations.move_back(move=made, moved_on=on, who=who, intervention_limits=limits)
        told.append(moved_words(back, acting_role.language))

    return _done(request, code, *told) if form.carried_out(act) else lines_page(request, place, form)


def _to_change(request: Request, code: str) -> UnitPlace:
    """The unit, for those who use its frame freely."""
    place = place_asked(request, code)
    must(request.acting_role, Action.MOVE_MONEY, unit_matter(place))
    return place


def _done(request: Request, code: str, message: str) -> HttpResponse:
    return done(request, message, reverse("autonomy:lines", args=[code]))
