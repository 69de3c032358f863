"""Disposal: each body's plan, how it is written, what it lets go, and the act by which records go (ADR 85)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import may, must
from spelregler.apps.decisions.pages.versions import by_decision
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.apps.registry import operations
from spelregler.apps.registry.access.rights import DISPOSAL, Action
from spelregler.apps.registry.files.plan_table import write_plan
from spelregler.apps.registry.models import DisposalPlan, PlanRow
from spelregler.apps.registry.pages.about_disposal import disposal_page, entered_for, plan_at
from spelregler.apps.registry.pages.disposal.forms import DisposeForm, EnterPlanForm, KindForm, PlanForm
from spelregler.apps.registry.queries import disposal
from spelregler.apps.registry.queries.matters import DECIDING
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.platform.table_files import FORMS, as_file


def start(request: Request) -> HttpResponse:
    """Each body, and from when its plan holds."""
    acting_role = request.acting_role
    held = disposal.plans(as_of=acting_role.as_of)
    rows = [
        {"code": each.code, "name": acting_role.say(each.name, each.name_en), "plan": held.get(each.code)}
        for each in bodies(as_of=acting_role.as_of)
        if each.kind in DECIDING
    ]
    page = disposal_page(request, None, _("Disposal"), lead=_("Nothing goes but by a plan that the body has adopted."))
    return render(request, "registry/disposal.html", {"page": page, "rows": rows})


def plan(request: Request, code: str) -> HttpResponse:
    """The plan that holds on the day, and what has been disposed of by the body's plans."""
    acting_role, body = request.acting_role, body_by_code(code, as_of=request.acting_role.as_of)
    held, now = disposal.plan_of(body=code, as_of=acting_role.as_of), acting_role.as_of == acting_role.today
    enters = now and may(acting_role, Action.REGISTER, DISPOSAL)
    context = {
        "page": disposal_page(request, body, "", lead=by_decision(acting_role, held) if held else ""),
        "code": code,
        "held": held,
        "rows": disposal.rows_of(held),
        "acts": disposal.acts_of(body=code, as_of=acting_role.as_of),
        "enters": enters,
        "written": disposal.written_of(body=code) if enters else None,
        "goes": len(disposal.proposed(held, on=acting_role.today)) if enters and held else 0,
    }
    return render(request, "registry/disposal_plan.html", context)


def table(request: Request, code: str, form: str) -> HttpResponse:
    """The plan that holds as a table, or its headings alone."""
    held = disposal.plan_of(body=code, as_of=request.acting_role.as_of)
    data = write_plan(disposal.rows_of(held), form=FORMS[form][0], language=request.acting_role.language)
    return as_file(data, f"gallringsplan-{code}.{form}")


def new(request: Request, code: str) -> HttpResponse:
    """The secretary begins a plan as the body has adopted it."""
    acting_role, body, made = request.acting_role, entered_for(request, code), list[DisposalPlan]()
    held = disposal.plan_of(body=code, as_of=acting_role.today)
    form = PlanForm(sent(request), today=acting_role.today, body=body)
    if held is None:
        del form.fields["begins_with"]

    def act(said: dict[str, Any]) -> None:
        made.append(
            operations.open_plan(
                body=body,
                minutes=form.minuted,
                start=said["start"],
                begin_with=held if said.get("begins_with") else None,
                today=acting_role.today,
                who=acting_role.who,
            )
        )

    if form.carried_out(act):
        return done(request, _("The plan is begun. Write its rows."), _written_at(made[0]))
    page = disposal_page(request, body, _("New disposal plan"))
    back = reverse("registry:disposal_plan", args=[code])
    return form_page(request, page, form, button=_("Begin the plan"), back=back)


def written(request: Request, pk: int) -> HttpResponse:
    """What of a plan is written so far."""
    return _shown(request, _plan(request, pk), EnterPlanForm())


def enter(request: Request, pk: int) -> HttpResponse:
    """The plan is whole, and counts."""
    acting_role, found = request.acting_role, _plan(request, pk)
    form = EnterPlanForm(sent(request))
    if form.carried_out(lambda _said: operations.enter_plan(plan=found, today=acting_role.today, who=acting_role.who)):
        return done(request, _("The disposal plan is entered."), plan_at(found.body))
    return _shown(request, found, form)


def drop(request: Request, pk: int) -> HttpResponse:
    """The plan that is being written is thrown away."""
    acting_role, found = request.acting_role, _plan(request, pk)
    form = PlainForm(sent(request))
    if form.carried_out(lambda _said: operations.drop_plan(plan=found, who=acting_role.who)):
        return done(request, _("The plan is thrown away."), plan_at(found.body))
    lead = _("All its rows go with it. The plan in force stays.")
    page = disposal_page(request, found.body, _("Throw the plan away"), lead=lead)
    return form_page(request, page, form, button=_("Throw it away"), back=_written_at(found))


def new_kind(request: Request, pk: int) -> HttpResponse:
    """A kind of record is added."""
    return _kind_form(request, _plan(request, pk), None)


def kind(request: Request, pk: int) -> HttpResponse:
    """A kind of record is changed."""
    found = _row(request, pk)
    return _kind_form(request, found.plan, found)


@require_POST
def drop_kind(request: Request, pk: int) -> HttpResponse:
    """A kind of record is taken out."""
    found = _row(request, pk)
    operations.drop_kind(row=found, who=request.acting_role.who)
    return done(request, _("The row is taken out."), _written_at(found.plan))


def dispose(request: Request, code: str) -> HttpResponse:
    """What the plan lets go today, and the act by which it goes."""
    acting_role, body = request.acting_role, entered_for(request, code)
    held = disposal.plan_of(body=code, as_of=acting_role.today)
    if held is None:
        raise NotVisible(
            Words("The body has no disposal plan in force, and nothing goes."),
            way=Words("Enter the plan that the body has adopted."),
        )
    found = disposal.proposed(held, on=acting_role.today)
    form = DisposeForm(sent(request), proposed=found, today=acting_role.today, body=body)

    def act(_said: dict[str, Any]) -> object:
        return operations.dispose(
            plan=held, records=form.chosen, minutes=form.minuted, today=acting_role.today, who=acting_role.who
        )

    if form.carried_out(act):
        count = form.result[1]
        words = ngettext("%(n)d record is disposed of.", "%(n)d records are disposed of.", count) % {"n": count}
        return done(request, words, plan_at(body))
    lead = _("Records of closed cases whose years are over by the plan in force. Take the tick away from what is kept.")
    page = disposal_page(request, body, _("What may go"), lead=lead)
    context = {"page": page, "form": form, "button": _("Dispose of them"), "back": plan_at(body), "found": found}
    return render(request, "registry/disposal_now.html", context, status=form.status)


def _written_at(found: DisposalPlan) -> str:
    return reverse("registry:disposal_written", args=[found.pk])


def _kind_form(request: Request, found: DisposalPlan, was: PlanRow | None) -> HttpResponse:
    initial = {"code": was.code, "title": was.title, "years": was.years, "note": was.note} if was else {}
    form = KindForm(sent(request), initial=initial)
    if form.carried_out(
        lambda _told: operations.put_kind(plan=found, said=form.said, was=was, who=request.acting_role.who)
    ):
        return done(request, _("The row is written."), _written_at(found))
    page = disposal_page(request, found.body, was.title if was else _("New kind of record"))
    return form_page(request, page, form, button=_("Write the row"), back=_written_at(found))


def _shown(request: Request, found: DisposalPlan, form: EnterPlanForm) -> HttpResponse:
    page = disposal_page(
        request,
        found.body,
        _("Plan being written"),
        lead=by_decision(request.acting_role, found),
        path=_written_at(found),
    )
    context = {"page": page, "plan": found, "rows": disposal.rows_of(found), "form": form}
    return render(request, "registry/disposal_written.html", context, status=form.status)


def _plan(request: Request, pk: int) -> DisposalPlan:
    """A plan that is being written, for whoever enters it."""
    must(request.acting_role, Action.REGISTER, DISPOSAL)
    found = disposal.plan_by_pk(pk)
    if found is None or found.entered_on is not None:
        raise NotVisible(
            Words("There is no such plan to write in."), way=Words("Go to Disposal in the registry and choose there.")
        )
    return found


def _row(request: Request, pk: int) -> PlanRow:
    found = disposal.row_by_pk(pk)
    if found is None:
        raise NotVisible(Words("There is no such row."), way=Words("Go to Disposal in the registry and choose there."))
    _plan(request, found.plan_id)
    return found
