"""A signal opened by people: whoever the role rules let raise a matter asks department management for a stand."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must, unit_matter
from spelregler.apps.autonomy import operations
from spelregler.apps.autonomy.access.actions import Action, grounds_to_raise
from spelregler.apps.autonomy.pages import words
from spelregler.apps.autonomy.pages.signals.forms import SignalForm
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.units import unit_by_code, unit_place
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.findings import autonomy_rules
from spelregler.ui.page import Page

MODULES = ("UNIT",)


def open_signal(request: Request, code: str) -> HttpResponse:
    """The form for a signal on the grounds that the acting role may raise; it limits nothing (MR-46…51)."""
    acting_role, (place, unit) = request.acting_role, _place(request, code)
    rules = autonomy_rules(as_of=acting_role.today)
    grounds = grounds_to_raise(acting_role, place, rules.grounds if rules else ())
    if not grounds:
        must(acting_role, Action.OPEN_SIGNAL, unit_matter(place))
    choices = words.ground_choices(grounds, acting_role.today, acting_role.language)
    form = SignalForm(sent(request), grounds=choices)

    def act(said: dict[str, Any]) -> None:
        operations.open_signal(unit=unit, opened_on=acting_role.today, who=acting_role.who, **said)

    back = reverse("autonomy:unit", args=[code])
    if form.carried_out(act):
        told = _("The signal is opened. Department management is to answer it, with a reason.")
        return done(request, told, back)
    return form_page(request, _page(request, place), form, button=_("Open the signal"), back=back)


def _place(request: Request, code: str) -> tuple[UnitPlace, Unit]:
    place, unit = unit_place(code=code, as_of=request.acting_role.today), unit_by_code(code=code)
    if place is None or unit is None:
        raise NotVisible(
            Words("The unit does not exist."),
            way=Words("Go to Units and choose there."),
        )
    return place, unit


def _page(request: Request, place: UnitPlace) -> Page:
    name = request.acting_role.say(place.name, place.name_en)
    return page_shell(
        request,
        title=_("Open a signal about %(unit)s") % {"unit": name},
        lead=_("A signal limits nothing and blames nobody. Department management answers it, with a reason."),
        crumbs=[
            (_("Units"), reverse("autonomy:field")),
            (name, reverse("autonomy:unit", args=[place.code])),
            (_("Signal"), ""),
        ],
        current="autonomy:field",
        modules=MODULES,
        scope_kind="unit",
        scope=place.code,
        can_travel=False,
    )
