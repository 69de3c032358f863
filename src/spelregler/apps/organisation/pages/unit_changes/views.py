"""Units renamed, moved, merged, split and closed: what is to happen, then the whole plan, then it is stored or not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.organisation.access.actions import department_matter, may_change, must_change
from spelregler.apps.organisation.models import UnitChange
from spelregler.apps.organisation.operations import later_changes
from spelregler.apps.organisation.operations import unit_changes as reorganising
from spelregler.apps.organisation.operations.unit_changes import Plan
from spelregler.apps.organisation.pages.later_changes import presenters as later_changes_presenters
from spelregler.apps.organisation.pages.unit_changes import presenters, queries
from spelregler.apps.organisation.pages.unit_changes.forms import CarryForm, RenameForm, UndoForm, WhatForm
from spelregler.apps.organisation.pages.unit_changes.queries import UnitNow
from spelregler.platform.errors import DomainError
from spelregler.ui.page import Page

MODULES = ("ORG",)
HERE = "organisation:overview"


def _unit(request: Request, code: str) -> UnitNow:
    """The unit, for whoever may change it: judged by where it is today, or where it was last."""
    found = queries.unit_now(code, today=request.acting_role.today)
    must_change(request.acting_role, department_matter(found.department))
    return found


def _name(request: Request, found: UnitNow) -> str:
    return request.acting_role.say(found.unit.name, found.unit.name_en)


def _page(request: Request, found: UnitNow, title: str, lead: str = "") -> Page:
    name, department = _name(request, found), found.department
    within = request.acting_role.say(department.name, department.name_en)
    crumbs = [
        (_("The organisation"), reverse(HERE)),
        (within, reverse("organisation:department", args=[department.code])),
        (name, reverse("organisation:unit_changes", args=[found.unit.code])),
    ]
    if title != name:
        crumbs.append((title, ""))
    return page_shell(request, title=title, lead=lead, crumbs=crumbs, current=HERE, modules=MODULES, can_travel=False)


def unit_changes(request: Request, code: str) -> HttpResponse:
    """What may be done with a unit, and what has been done."""
    found = _unit(request, code)
    context = {
        "page": _page(
            request, found, _name(request, found), _("What becomes of the unit, from which day and by whose decision.")
        ),
        "unit": found.unit,
        "successor_url": address_of("unit", found.unit.succeeded_by.code) if found.unit.succeeded_by else "",
        "ways": [
            (slug, presenters.kind_words(kind), presenters.kind_help(kind)) for slug, kind in presenters.SLUGS.items()
        ],
        "waiting": later_changes_presenters.waiting(request.acting_role, unit=found.unit),
        "changes": presenters.change_lines(reorganising.changes_of(code), request.acting_role.language),
    }
    return render(request, "organisation/unit_changes.html", context)


def unit_change(request: Request, code: str, how: str) -> HttpResponse:
    """First what is to happen, in the address; then the plan, with the choices that it leaves."""
    found = _unit(request, code)
    kind = presenters.SLUGS.get(how)
    if kind is None:
        raise Http404
    if kind == UnitChange.Kind.RENAME:
        return _rename(request, found)
    what = WhatForm(request.GET or None, kind=kind, **queries.ground(found, kind, today=request.acting_role.today))
    if not what.is_valid():
        return _ask_what(request, found, what)
    try:
        must_change(request.acting_role, department_matter(what.sketch.department))
        plan = reorganising.plan_change(what.sketch, today=request.acting_role.today)
    except DomainError as error:
        what.add_error(None, error.text(request.acting_role.language))
        return _ask_what(request, found, what)
    return _ask_how(request, found, plan)


def _ask_what(request: Request, found: UnitNow, what: WhatForm) -> HttpResponse:
    title = presenters.kind_words(what.kind)
    context = {"page": _page(request, found, title, presenters.kind_help(what.kind)), "form": what, "unit": found.unit}
    return render(request, "organisation/unit_change.html", context, status=400 if what.errors else 200)


def _ask_how(request: Request, found: UnitNow, plan: Plan) -> HttpResponse:
    acting_role = request.acting_role
    people = queries.managers(plan.sketch)
    initial = queries.who_decides(plan.sketch, acting_role)
    form = CarryForm(sent(request), plan=plan, people=people, acting_role=acting_role, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            plan = reorganising.plan_change(form.sketch, today=acting_role.today)
            if form.is_to_be_stored:
                return _stored(
                    request, reorganising.change_units(form.sketch, decided=form.decided, who=acting_role.who)
                )
        except DomainError as error:
            form.add_error(None, error.text(acting_role.language))
    return render(
        request, "organisation/unit_plan.html", _plan_context(request, found, plan, form), status=_status(form)
    )


def _plan_context(request: Request, found: UnitNow, plan: Plan, form: CarryForm) -> dict[str, Any]:
    return {
        "page": _page(
            request, found, presenters.kind_words(plan.sketch.kind), _("Nothing is stored until you say so.")
        ),
        "form": form,
        "sketch": plan.sketch,
        "unit": found.unit,
        "tables": presenters.money_tables(plan, request.acting_role),
        "resting": presenters.resting_rows(plan, request.acting_role),
    }


def _status(form: Any) -> int:
    return 400 if form.is_bound and form.errors else 200


def _rename(request: Request, found: UnitNow) -> HttpResponse:
    acting_role = request.acting_role
    title = presenters.kind_words(UnitChange.Kind.RENAME)
    initial = {**queries.who_decides(None, acting_role), "name": found.unit.name, "name_en": found.unit.name_en}
    form = RenameForm(sent(request), acting_role=acting_role, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        named = {
            "unit": found.unit,
            "name": said["name"],
            "name_en": said["name_en"],
            "on": said["on"],
            "decided": form.decided,
            "who": acting_role.who,
        }
        try:
            if said["on"] <= acting_role.today:
                return _stored(request, reorganising.rename_unit(**named))
            later_changes.rename_unit_from(**named)
            messages.success(request, later_changes_presenters.told(said["on"], acting_role))
            return HttpResponseRedirect(reverse("organisation:unit_changes", args=[found.unit.code]))
        except DomainError as error:
            form.add_error(None, error.text(acting_role.language))
    context = {"page": _page(request, found, title), "form": form, "unit": found.unit}
    return render(request, "organisation/unit_rename.html", context, status=_status(form))


def _stored(request: Request, change: UnitChange) -> HttpResponse:
    messages.success(request, _("The change is entered."))
    return HttpResponseRedirect(reverse("organisation:unit_change_done", args=[change.pk]))


def unit_change_done(request: Request, pk: int) -> HttpResponse:
    """A change with its decision, and taking it back."""
    change, found = _change(request, pk)
    return _done(request, change, found, UndoForm())


def _change(request: Request, pk: int) -> tuple[UnitChange, UnitNow]:
    change = reorganising.change_by_pk(pk)
    if change is None:
        raise Http404
    return change, _unit(request, change.parts.order_by("is_after", "pk")[0].code)


def _done(request: Request, change: UnitChange, found: UnitNow, form: UndoForm) -> HttpResponse:
    line = presenters.change_line(change, request.acting_role.language)
    context = {
        "page": _page(request, found, line.what),
        "change": change,
        "line": line,
        "form": form,
        "units": [each.unit for each in change.parts.select_related("unit") if each.unit is not None],
        "stands_until": presenters.stands_until(change, request.acting_role.today),
        "may_undo": change.undone_on is None and may_change(request.acting_role, department_matter(found.department)),
    }
    return render(request, "organisation/unit_change_done.html", context, status=_status(form))


@require_POST
def undo_unit_change(request: Request, pk: int) -> HttpResponse:
    """A change is taken back with a reason, until something rests on it."""
    change, found = _change(request, pk)
    acting_role, form = request.acting_role, UndoForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            reorganising.undo_change(change=change, reason=reason, today=acting_role.today, who=acting_role.who)
            messages.success(request, _("The change is undone. Everything stands as before it."))
            return HttpResponseRedirect(reverse("organisation:unit_changes", args=[found.unit.code]))
        except DomainError as error:
            form.add_error(None, error.text(acting_role.language))
    return _done(request, change, found, form)
