"""What a unit has gone through, recorded in under a minute by whoever leads it, and taken back when it was wrong."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import is_offered, may, must, unit_matter
from spelregler.apps.knowledge import operations
from spelregler.apps.knowledge.access.rights import Action
from spelregler.apps.knowledge.pages.unit import presenters
from spelregler.apps.knowledge.pages.unit.forms import InformForm, WithdrawForm
from spelregler.apps.knowledge.pages.words import HERE, MODULES, answers_of
from spelregler.apps.knowledge.queries import units
from spelregler.apps.organisation.queries.places import unit_itself, unit_place_by_code
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page


def unit(request: Request, code: str) -> HttpResponse:
    """How many in the unit have gone through the policy; its manager or HR records it here."""
    acting_role = request.acting_role
    place = unit_place_by_code(code, as_of=acting_role.as_of)
    form = _form(request, place)
    if form is not None and form.carried_out(
        lambda _told: operations.record_information(
            unit=unit_itself(code),
            said=form.said(),
            today=acting_role.today,
            role=acting_role.role,
            who=acting_role.who,
        )
    ):
        return done(request, _("It is recorded."), reverse("knowledge:unit", args=[code]))
    answer = next(iter(answers_of(acting_role, units.UNITS, [("unit", code)])), None)
    knows = may(acting_role, Action.INFORM_UNIT, unit_matter(place))
    context = {
        "page": _page(request, place, _("Everybody knows the policy")),
        "form": form,
        "answer": answer,
        "reason": answer.reason(acting_role.language) if answer else "",
        "rows": presenters.rows(units.recorded_of(unit=code, as_of=acting_role.as_of), as_of=acting_role.as_of),
        "knows": knows,
        "readers": presenters.readers(code, acting_role) if knows else "",
        "unit_url": address_of("unit", code),
    }
    return render(request, "knowledge/unit.html", context, status=form.status if form else 200)


def _form(request: Request, place: UnitPlace) -> InformForm | None:
    """The form for whoever records."""
    if not is_offered(request, Action.INFORM_UNIT, unit_matter(place)):
        return None
    today = request.acting_role.today
    return InformForm(sent(request), today=today, employed=units.employed_in(unit=place.code, as_of=today))


def withdraw(request: Request, pk: int) -> HttpResponse:
    """What was recorded by mistake counts no longer."""
    acting_role, row = request.acting_role, units.recorded_by_pk(pk)
    if row is None:
        raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
    place = unit_place_by_code(row.unit.code, as_of=acting_role.today)
    must(acting_role, Action.INFORM_UNIT, unit_matter(place))
    form, back = WithdrawForm(sent(request)), reverse("knowledge:unit", args=[place.code])
    if form.carried_out(
        lambda said: operations.withdraw_information(information=row, on=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("It counts no longer."), back)
    page = _page(request, place, _("Take back what was recorded"))
    return form_page(request, page, form, button=_("Take it back"), back=back)


def _page(request: Request, place: UnitPlace, title: str) -> Page:
    name = request.acting_role.say(place.name, place.name_en)
    return page_shell(
        request,
        title=f"{title}: {name}",
        crumbs=[(name, address_of("unit", place.code)), (title, "")],
        current=HERE,
        modules=MODULES,
        scope_kind="unit",
        scope=place.code,
        can_travel=request.method == "GET",
    )
