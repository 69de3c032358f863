"""Each unit's page, and what its manager does there with its money."""

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
from spelregler.apps.autonomy.pages.moving import move_sent
from spelregler.apps.autonomy.pages.shared import place_asked
from spelregler.apps.autonomy.pages.unit.forms import ForecastForm
from spelregler.apps.autonomy.pages.unit.shared import unit_page
from spelregler.apps.frames import operations
from spelregler.apps.frames.queries.both_forecasts import unit_forecast
from spelregler.apps.organisation.queries.units import unit_by_code


def unit(request: Request, code: str) -> HttpResponse:
    """Money and goals side by side, the twelve clauses, and the dialogue for those who take part in it."""
    return unit_page(request, place_asked(request, code))


@require_POST
def move_money(request: Request, code: str) -> HttpResponse:
    """A unit manager moves money between own lines, at once (MR-38)."""
    place = place_asked(request, code)
    must(request.acting_role, Action.MOVE_MONEY, unit_matter(place))
    form, words = move_sent(request, place)
    return done(request, words, reverse("autonomy:unit", args=[code])) if words else unit_page(request, place, form)


@require_POST
def forecast(request: Request, code: str) -> HttpResponse:
    """A unit manager reports what the year's net cost is expected to be (MR-42)."""
    acting_role, place, form = request.acting_role, place_asked(request, code), ForecastForm(request.POST)
    must(acting_role, Action.MOVE_MONEY, unit_matter(place))

    def act(said: dict[str, Any]) -> None:
        found = unit_forecast(unit_code=code, year=acting_role.today.year, as_of=acting_role.today)
        operations.report_forecast(
            unit=unit_by_code(code=code),
            year=acting_role.today.year,
            month=acting_role.today,
            amount_ore=said["amount"].ore,
            method="Enhetschefens egen bedömning",
            comment=said["comment"],
            recorded_on=acting_role.today,
            who=acting_role.who,
            proposal=found.proposal if found else None,
        )

    if form.carried_out(act):
        return done(request, _("The forecast is reported."), reverse("autonomy:unit", args=[code]))
    return unit_page(request, place, form)
