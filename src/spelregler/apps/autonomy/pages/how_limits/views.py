"""What limits how units work is entered with its ground; a unit says what limits it, and management answers (MR-26)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must, unit_matter
from spelregler.apps.autonomy import operations
from spelregler.apps.autonomy.access.actions import Action, limit_matter
from spelregler.apps.autonomy.models import HowLimit
from spelregler.apps.autonomy.operations import Limits
from spelregler.apps.autonomy.pages.how_limits.forms import EndForm, GroundForm, LimitedForm, LimitForm
from spelregler.apps.autonomy.pages.how_limits.shared import MODULES, limited_places
from spelregler.apps.autonomy.pages.shared import place_asked
from spelregler.apps.autonomy.queries.how_limits import department_of, how_limit_by_pk
from spelregler.apps.organisation.models import Department, Unit
from spelregler.apps.organisation.queries.units import unit_by_code
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page


def new(request: Request) -> HttpResponse:
    """Something that limits a department's units, or every unit, with its ground."""
    acting_role = request.acting_role
    places = limited_places(request)
    form = LimitForm(sent(request), places=places, initial={"start": acting_role.today})

    def act(said: dict[str, Any]) -> None:
        code = said.pop("where")
        department = Department.objects.filter(code=code).first() if code else None
        operations.enter_how_limit(
            said=Limits(department=department, **said),
            today=acting_role.today,
            role=acting_role.role,
            who=acting_role.who,
        )

    back = reverse("autonomy:limits")
    if form.carried_out(act):
        return done(request, _("It is in the register."), back)
    lead = _("For one unit: begin on the unit's own page.")
    page = _page(request, _("Enter what limits"), lead)
    return form_page(request, page, form, button=_("Enter"), back=back)


def new_at_unit(request: Request, code: str) -> HttpResponse:
    """Something that limits one unit: entered with its ground by management, or said by the unit itself."""
    acting_role, place = request.acting_role, place_asked(request, code)
    unit = _unit(code)
    back = reverse("autonomy:unit", args=[code])
    name = acting_role.say(place.name, place.name_en)
    title = _("What limits %(unit)s") % {"unit": name}
    below = ((name, back),)
    if may(acting_role, Action.SAY_LIMITED, unit_matter(place)):
        said_form = LimitedForm(sent(request))
        if said_form.carried_out(
            lambda said: operations.say_limited(
                unit=unit, today=acting_role.today, role=acting_role.role, who=acting_role.who, **said
            )
        ):
            return done(request, _("It is said. Management answers what it rests on, or lets it go."), back)
        lead = _("You need not know what it rests on. The department head answers.")
        page = _page(request, title, lead, below=below)
        return form_page(request, page, said_form, button=_("This limits us"), back=back)
    must(acting_role, Action.ENTER_LIMIT, limit_matter(department=place.department, body=place.body))
    form = LimitForm(sent(request), places=[(code, name)], initial={"start": acting_role.today})

    def act(said: dict[str, Any]) -> None:
        said.pop("where")
        operations.enter_how_limit(
            said=Limits(unit=unit, **said), today=acting_role.today, role=acting_role.role, who=acting_role.who
        )

    if form.carried_out(act):
        return done(request, _("It is in the register."), back)
    return form_page(request, _page(request, title, below=below), form, button=_("Enter"), back=back)


def ground(request: Request, pk: int) -> HttpResponse:
    """Management answers what a limit rests on."""
    acting_role, held = request.acting_role, _limit(request, pk)
    form, back = GroundForm(sent(request)), reverse("autonomy:limits")
    if form.carried_out(
        lambda said: operations.name_ground(limit=held, today=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("What it rests on is named."), back)
    page = _page(request, _("Name what it rests on"), held.what)
    return form_page(request, page, form, button=_("Name it"), back=back)


def end(request: Request, pk: int) -> HttpResponse:
    """It limits nobody from a day."""
    acting_role, held = request.acting_role, _limit(request, pk)
    form, back = EndForm(sent(request), initial={"end": acting_role.today}), reverse("autonomy:limits")
    if form.carried_out(
        lambda said: operations.end_how_limit(limit=held, today=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("It limits nobody from that day."), back)
    page = _page(request, _("Let it go"), held.what)
    return form_page(request, page, form, button=_("Let it go"), back=back)


def _unit(code: str) -> Unit:
    found = unit_by_code(code=code)
    if found is None:
        raise NotVisible(Words("The unit does not exist."), way=Words("Go to Units and choose there."))
    return found


def _limit(request: Request, pk: int) -> HowLimit:
    held = how_limit_by_pk(pk)
    if held is None:
        raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
    department = department_of(held, as_of=request.acting_role.today)
    matter = limit_matter(department=department.code, body=department.body.code) if department else limit_matter()
    must(request.acting_role, Action.ENTER_LIMIT, matter)
    return held


def _page(request: Request, title: str, lead: str = "", *, below: tuple[tuple[str, str], ...] = ()) -> Page:
    limits = (_("Limits on freedom"), reverse("autonomy:limits"))
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=[(_("Units"), reverse("autonomy:field")), *(below or [limits]), (title, "")],
        current="autonomy:field",
        modules=MODULES,
        can_travel=False,
    )
