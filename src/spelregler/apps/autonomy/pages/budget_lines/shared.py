"""The page of a unit's own lines, with the form that was sent from it where something is to be put right."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, unit_matter
from spelregler.apps.autonomy.access.actions import Action
from spelregler.apps.autonomy.pages.budget_lines.forms import LineForm, RenameForm
from spelregler.apps.autonomy.pages.line_rows import LineRow, line_rows, move_rows
from spelregler.apps.autonomy.pages.moving import MoveForm
from spelregler.apps.autonomy.pages.shared import MODULES
from spelregler.apps.autonomy.queries import interventions
from spelregler.apps.frames.queries import unit_money
from spelregler.domain.money import ZERO, Money
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page


def lines_page(request: Request, place: UnitPlace, sent: PlainForm | None = None) -> HttpResponse:
    """The lines and what is left outside them, the moves with both sides, and the forms for the unit's manager."""
    acting_role = request.acting_role
    money = unit_money.unit_money(unit_code=place.code, year=acting_role.as_of.year, as_of=acting_role.as_of)
    rows = line_rows(money.lines if money else ())
    limit = interventions.limit_on_money_moves(unit=place.code, as_of=acting_role.as_of)
    context = {
        "page": _shell(request, place),
        "place": place,
        "frame": Money(money.frame_ore) if money and money.frame_ore is not None else None,
        "lines": [(row, _rename_form(row, sent)) for row in rows],
        "outside": Money(money.outside_lines_ore) if money and money.outside_lines_ore is not None else ZERO,
        "moves": move_rows(money),
        "limit": limit.text(acting_role.language),
        "may_move": acting_role.as_of == acting_role.today and may(acting_role, Action.MOVE_MONEY, unit_matter(place)),
        "sent": sent,
        "move": sent if isinstance(sent, MoveForm) else MoveForm(lines=rows, language=acting_role.language),
        "line": sent if isinstance(sent, LineForm) else LineForm(),
    }
    return render(request, "autonomy/lines.html", context, status=sent.status if sent else 200)


def _rename_form(row: LineRow, sent: PlainForm | None) -> RenameForm:
    return sent if isinstance(sent, RenameForm) and sent.number == row.number else RenameForm(line=row)


def _shell(request: Request, place: UnitPlace) -> Page:
    name = request.acting_role.say(place.name, place.name_en)
    return page_shell(
        request,
        title=_("Lines of %(unit)s") % {"unit": name},
        lead=_("The unit's own split of its frame. It is for the unit; no line gives a flag to anyone above."),
        crumbs=[
            (_("Units"), reverse("autonomy:field")),
            (name, reverse("autonomy:unit", args=[place.code])),
            (_("Lines"), ""),
        ],
        current="autonomy:field",
        modules=MODULES,
        scope_kind="unit",
        scope=place.code,
        path=reverse("autonomy:lines", args=[place.code]),
    )
