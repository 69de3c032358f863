"""Interventions looked at again, and the register of every limit on freedom in force (MR-26, MR-37, MR-46…51)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must, unit_matter
from spelregler.apps.autonomy import operations
from spelregler.apps.autonomy.access.actions import Action, may_enter_limits
from spelregler.apps.autonomy.access.visibility import seen_units
from spelregler.apps.autonomy.models import Intervention
from spelregler.apps.autonomy.pages.how_limits.presenters import rows as how_rows
from spelregler.apps.autonomy.pages.reviews import presenters
from spelregler.apps.autonomy.pages.reviews.forms import ReviewForm
from spelregler.apps.autonomy.queries import interventions, unit_states
from spelregler.apps.autonomy.queries.how_limits import how_limits, limited_units
from spelregler.apps.organisation.queries.units import unit_place
from spelregler.domain.period import ONE_DAY
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.findings import autonomy_rules
from spelregler.ui.page import Page

MODULES = ("UNIT",)


def limits(request: Request) -> HttpResponse:
    """Every limit on a unit's freedom in force on the day, by department, as far as the role is told."""
    acting_role = request.acting_role
    limited = list(interventions.limits_in_force(as_of=acting_role.as_of))
    units = seen_units(acting_role, unit_states.unit_states(as_of=acting_role.as_of, units=limited))
    page = page_shell(
        request,
        title=_("Limits on freedom"),
        lead=_("A unit is free inside its goals and its frame. What limits it has a ground, is reviewed, and ends."),
        crumbs=[(_("Units"), reverse("autonomy:field")), (_("Limits on freedom"), "")],
        current="autonomy:field",
        modules=MODULES,
    )
    held = how_limits(as_of=acting_role.as_of)
    context = {
        "page": page,
        "rows": presenters.limit_rows(units, acting_role),
        "how": how_rows(held, acting_role, limited_units(held, as_of=acting_role.as_of)),
        "may_enter": acting_role.as_of == acting_role.today and may_enter_limits(acting_role),
    }
    return render(request, "autonomy/limits.html", context)


def review(request: Request, pk: int) -> HttpResponse:
    """Department management reviews an intervention: continue, ease, renew or end, always with what was seen."""
    acting_role, (held, place) = request.acting_role, _intervention(request, pk)
    must(acting_role, Action.TAKE_STAND, unit_matter(place))
    form = ReviewForm(sent(request))

    def act(said: dict[str, Any]) -> None:
        known = {**said, "end": said["end"] + ONE_DAY if said["end"] else None}
        operations.review_intervention(intervention=held, reviewed_on=acting_role.today, who=acting_role.who, **known)

    back = reverse("autonomy:unit", args=[place.code])
    if form.carried_out(act):
        return done(request, _("The review is recorded."), back)
    return form_page(
        request,
        _page(request, held, place),
        form,
        button=_("Record the review"),
        back=back,
        template="autonomy/review.html",
        held=held,
        rules=autonomy_rules(as_of=acting_role.today),
    )


def _page(request: Request, held: Intervention, place: UnitPlace) -> Page:
    name = request.acting_role.say(place.name, place.name_en)
    return page_shell(
        request,
        title=_("Review the intervention in %(unit)s") % {"unit": name},
        lead=held.limits,
        crumbs=[
            (_("Units"), reverse("autonomy:field")),
            (name, reverse("autonomy:unit", args=[place.code])),
            (_("Review"), ""),
        ],
        current="autonomy:field",
        modules=MODULES,
        scope_kind="unit",
        scope=place.code,
        can_travel=False,
    )


def _intervention(request: Request, pk: int) -> tuple[Intervention, UnitPlace]:
    held = interventions.intervention_by_pk(pk)
    place = unit_place(code=held.unit.code, as_of=request.acting_role.today) if held else None
    if held is None or place is None:
        raise NotVisible(Words("The intervention does not exist."))
    return held, place
