"""A unit's own lines: split, named and moved between by the unit alone, with both sides of each move (MR-38, MR-39)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must, unit_matter
from spelregler.apps.autonomy.access.actions import Action
from spelregler.apps.autonomy.pages.budget_lines import presenters
from spelregler.apps.autonomy.queries import interventions
from spelregler.apps.frames import operations as money_operations
from spelregler.apps.frames.models import UnitFrame
from spelregler.apps.frames.queries import frame_rows, unit_money
from spelregler.apps.organisation.queries.units import unit_place
from spelregler.domain.money import ZERO, Money
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.errors import DomainError, NotVisible
from spelregler.platform.numbers import read_tkr

MODULES = ("UNIT", "BUD")


def lines(request: Request, code: str) -> HttpResponse:
    """The lines and what is left outside them, the moves with both sides, and the forms for the unit's manager."""
    acting_role, place = request.acting_role, _place(request, code)
    must(acting_role, Action.SEE_LINES, unit_matter(place))
    money = unit_money.unit_money(unit_code=code, year=acting_role.as_of.year, as_of=acting_role.as_of)
    page = page_shell(
        request,
        title=_("Lines of %(unit)s") % {"unit": place.name},
        lead=_("The unit's own split of its frame. It is for the unit; no line gives a flag to anyone above."),
        crumbs=[
            (_("Units"), reverse("autonomy:field")),
            (place.name, reverse("autonomy:unit", args=[code])),
            (_("Lines"), ""),
        ],
        current="autonomy:field",
        modules=MODULES,
        scope_kind="unit",
        scope=code,
    )
    context = {
        "page": page,
        "place": place,
        "frame": Money(money.frame_ore) if money and money.frame_ore is not None else None,
        "lines": presenters.line_rows(money),
        "outside": Money(money.outside_lines_ore) if money and money.outside_lines_ore is not None else ZERO,
        "moves": presenters.move_rows(money),
        "limit": interventions.limit_on_money_moves(unit=code, as_of=acting_role.as_of),
        "may_move": acting_role.as_of == acting_role.today and may(acting_role, Action.MOVE_MONEY, unit_matter(place)),
    }
    return render(request, "autonomy/lines.html", context)


@require_POST
def set_line(request: Request, code: str) -> HttpResponse:
    """The unit adds a line, or says anew what one of them has."""
    acting_role, unit_frame = request.acting_role, _own_frame(request, code)
    money_operations.set_line(
        unit_frame=unit_frame,
        label=request.POST.get("label", ""),
        amount_ore=read_tkr(request.POST.get("tkr", "")).ore,
        set_on=acting_role.today,
        who=acting_role.who,
        intervention_limits=interventions.limit_on_money_moves(unit=code, as_of=acting_role.today) or None,
    )
    return _done(request, code, _("The line is saved."))


@require_POST
def rename(request: Request, code: str, number: int) -> HttpResponse:
    """The unit gives a line another name; earlier days keep the earlier one."""
    acting_role, unit_frame = request.acting_role, _own_frame(request, code)
    money_operations.rename_line(
        unit_frame=unit_frame,
        number=number,
        label=request.POST.get("label", ""),
        renamed_on=acting_role.today,
        who=acting_role.who,
    )
    return _done(request, code, _("The line has its new name."))


@require_POST
def move_back(request: Request, code: str, pk: int) -> HttpResponse:
    """A move is undone by moving the same money back, at once (MR-38)."""
    acting_role, unit_frame = request.acting_role, _own_frame(request, code)
    move = unit_money.move_of(pk=pk, unit_frame=unit_frame)
    if move is None:
        raise NotVisible(sv="Flytten finns inte.", en="The move does not exist.")
    made = money_operations.move_back(
        move=move,
        moved_on=acting_role.today,
        who=acting_role.who,
        intervention_limits=interventions.limit_on_money_moves(unit=code, as_of=acting_role.today) or None,
    )
    return _done(request, code, presenters.moved_words(made, acting_role.language))


def _place(request: Request, code: str) -> UnitPlace:
    place = unit_place(code=code, as_of=request.acting_role.as_of)
    if place is None:
        raise NotVisible(
            sv="Enheten finns inte på den dagen.",
            en="The unit does not exist on that day.",
            way_sv="Gå till Enheter och välj där.",
            way_en="Go to Units and choose there.",
        )
    return place


def _own_frame(request: Request, code: str) -> UnitFrame:
    """The unit's frame today, for those who use it freely."""
    acting_role = request.acting_role
    must(acting_role, Action.MOVE_MONEY, unit_matter(_place(request, code)))
    found = frame_rows.unit_frame_of(unit_code=code, year=acting_role.today.year, as_of=acting_role.today)
    if found is None:
        raise DomainError(
            sv="Enheten har ingen beslutad ram i år.",
            en="The unit has no decided frame this year.",
            way_sv="Be förvaltningschefen lägga in enhetens ram.",
            way_en="Ask the department head to enter the unit's frame.",
        )
    return found


def _done(request: Request, code: str, message: str) -> HttpResponse:
    messages.success(request, message)
    return HttpResponseRedirect(reverse("autonomy:lines", args=[code]))
