"""A body's internal control in a year: risks, controls, what they found, and the body's decisions (CP-13)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import report_files
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.control import operations
from spelregler.apps.control.access import (
    Action,
    may_enter,
    may_prepare,
    may_read,
    minuted_matter,
    must_read,
    plan_matter,
)
from spelregler.apps.control.models import ControlPlan
from spelregler.apps.control.pages.plan import presenters
from spelregler.apps.control.pages.plan.forms import (
    BeginForm,
    CloseForm,
    ControlForm,
    DecideForm,
    MinutedForm,
    ResultForm,
    RiskForm,
    WithdrawForm,
    begun,
)
from spelregler.apps.control.pages.words import high_from, plan_page, taken, title_of
from spelregler.apps.control.queries import plans
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.words import Words
from spelregler.platform.attachments.store import as_download
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm


def plan(request: Request, year: int, code: str) -> HttpResponse:
    """The plan with what its controls have found; nothing but the way to begin where there is none."""
    acting_role, day = request.acting_role, request.acting_role.as_of
    body, found = body_by_code(code, as_of=day), plans.plan_of(body=code, year=year)
    is_decided = found is not None and taken(found.decision, by=day) is not None
    must_read(acting_role, code, is_decided=is_decided or found is None)
    now = day == acting_role.today
    views = _views(request, found) if found else []
    context = {
        "page": plan_page(request, body, year, lead=presenters.standing(found, acting_role) if found else ""),
        "found": found,
        "year": year,
        "code": code,
        "risks": views,
        "is_decided": is_decided,
        "is_reported": found is not None and found.reported is not None,
        "is_begun": acting_role.today.year >= year,
        "prepares": now and may_prepare(acting_role, code),
        "enters": now and may_enter(acting_role, code),
        "reads_files": may_read(acting_role, code, is_decided=False),
        "is_whole": bool(views) and all(each.is_valued for each in views),
    }
    return render(request, "control/plan.html", context)


def begin(request: Request, year: int, code: str) -> HttpResponse:
    """A plan is begun for a year."""
    acting_role, body = request.acting_role, _prepared_by(request, code)
    earlier = plans.plan_of(body=code, year=year - 1)
    form = BeginForm(sent(request))
    if earlier is None:
        del form.fields["begins_with"]

    def act(said: dict[str, Any]) -> None:
        begin_with = earlier if said.get("begins_with") else None
        operations.begin_plan(body=body, year=year, begin_with=begin_with, who=acting_role.who)

    return _form(request, body, year, form, act, title=_("Begin the plan"), button=_("Begin the plan"))


def new_risk(request: Request, year: int, code: str) -> HttpResponse:
    """A risk is written and valued."""
    body, found = _prepared_by(request, code), _plan(year, code)
    form = RiskForm(sent(request), was=None, language=request.acting_role.language)

    def act(_said: dict[str, Any]) -> None:
        operations.put_risk(plan=found, was=None, who=request.acting_role.who, **form.said())

    return _form(request, body, year, form, act, title=_("New risk"), button=_("Write the risk"))


def risk(request: Request, pk: int) -> HttpResponse:
    """A risk is valued, or its words are changed."""
    found = plans.risk_by_pk(pk) or _not_here()
    body = _prepared_by(request, found.plan.body.code)
    form = RiskForm(sent(request), was=found, language=request.acting_role.language)

    def act(_said: dict[str, Any]) -> None:
        operations.put_risk(plan=found.plan, was=found, who=request.acting_role.who, **form.said())

    return _form(request, body, found.plan.year, form, act, title=found.title, button=_("Write the risk"))


@require_POST
def drop_risk(request: Request, pk: int) -> HttpResponse:
    """A risk is taken out with its controls."""
    found = plans.risk_by_pk(pk) or _not_here()
    _prepared_by(request, found.plan.body.code)
    operations.drop_risk(risk=found, who=request.acting_role.who)
    return done(request, _("The risk is taken out."), _address(found.plan.year, found.plan.body.code))


def new_control(request: Request, pk: int) -> HttpResponse:
    """A control of a risk is written."""
    found = plans.risk_by_pk(pk) or _not_here()
    acting_role, body = request.acting_role, _prepared_by(request, found.plan.body.code)
    form = ControlForm(sent(request), posts=plans.owners(as_of=acting_role.today), acting_role=acting_role)

    def act(_said: dict[str, Any]) -> None:
        operations.put_control(risk=found, said=form.said(), was=None, who=acting_role.who)

    return _form(
        request,
        body,
        found.plan.year,
        form,
        act,
        title=_("New control"),
        button=_("Write the control"),
        lead=found.title,
    )


def control(request: Request, pk: int) -> HttpResponse:
    """A control is changed."""
    found = plans.control_by_pk(pk) or _not_here()
    acting_role, body = request.acting_role, _prepared_by(request, found.risk.plan.body.code)
    posts = plans.owners(as_of=acting_role.today)
    form = ControlForm(sent(request), posts=posts, acting_role=acting_role, initial=begun(found))

    def act(_said: dict[str, Any]) -> None:
        operations.put_control(risk=found.risk, said=form.said(), was=found, who=acting_role.who)

    return _form(request, body, found.risk.plan.year, form, act, title=found.title, button=_("Write the control"))


@require_POST
def drop_control(request: Request, pk: int) -> HttpResponse:
    """A control is taken out."""
    found = plans.control_by_pk(pk) or _not_here()
    _prepared_by(request, found.risk.plan.body.code)
    operations.drop_control(control=found, who=request.acting_role.who)
    return done(request, _("The control is taken out."), _address(found.risk.plan.year, found.risk.plan.body.code))


def decide(request: Request, year: int, code: str) -> HttpResponse:
    """The secretary enters that the body has decided the plan."""
    acting_role, found = request.acting_role, _plan(year, code)
    high = high_from(acting_role)
    uncovered = [each.title for each in plans.risks_of(found) if presenters.is_uncovered(each, high=high)]
    form = DecideForm(sent(request), today=acting_role.today, body=found.body, uncovered=uncovered, high=high)
    return _minuted(request, found, form, operations.decide_plan, title=_("The body has decided the plan"))


def report(request: Request, year: int, code: str) -> HttpResponse:
    """The secretary enters that the body has got the year's report."""
    found = _plan(year, code)
    form = MinutedForm(sent(request), today=request.acting_role.today, body=found.body)
    return _minuted(request, found, form, operations.report_year, title=_("The body has got the report"))


def _minuted(
    request: Request, found: ControlPlan, form: MinutedForm, enter: Callable[..., object], *, title: str
) -> HttpResponse:
    acting_role = request.acting_role
    must(acting_role, Action.ENTER, minuted_matter(found.body.code))

    def act(_said: dict[str, Any]) -> None:
        enter(plan=found, minutes=form.minuted, today=acting_role.today, who=acting_role.who)

    return _form(request, found.body, found.year, form, act, title=title, button=_("Enter the decision"))


def result(request: Request, pk: int) -> HttpResponse:
    """A control is carried out: what it found, and what is done about it."""
    found = plans.control_by_pk(pk) or _not_here()
    acting_role, body = request.acting_role, _prepared_by(request, found.risk.plan.body.code)
    owned: dict[str, Any] = {"posts": plans.owners(as_of=acting_role.today), "acting_role": acting_role}
    form = ResultForm(sent(request), request.FILES or None, initial={"held_on": acting_role.today}, **owned)

    def act(_said: dict[str, Any]) -> None:
        operations.record_result(control=found, said=form.said(), today=acting_role.today, who=acting_role.who)

    return _form(
        request,
        body,
        found.risk.plan.year,
        form,
        act,
        title=found.title,
        button=_("Record what was found"),
        lead=found.how,
        template="control/result.html",
    )


def withdraw(request: Request, pk: int) -> HttpResponse:
    """A result that was entered wrongly is taken back, and the control is to be carried out again."""
    found = plans.result_by_pk(pk) or _not_here()
    of = found.control.risk.plan
    acting_role, body = request.acting_role, _prepared_by(request, of.body.code)
    form = WithdrawForm(sent(request))

    def act(said: dict[str, Any]) -> None:
        operations.withdraw_result(result=found, on=acting_role.today, who=acting_role.who, **said)

    title = _("Take back the result")
    return _form(request, body, of.year, form, act, title=title, button=_("Take it back"), lead=found.control.title)


def close(request: Request, pk: int) -> HttpResponse:
    """A deviation is seen to, and closed."""
    found = plans.deviation_by_pk(pk) or _not_here()
    of = found.result.control.risk.plan
    acting_role, body = request.acting_role, _prepared_by(request, of.body.code)
    form = CloseForm(sent(request))

    def act(said: dict[str, Any]) -> None:
        operations.close_deviation(deviation=found, on=acting_role.today, who=acting_role.who, **said)

    title = _("Close the deviation")
    return _form(request, body, of.year, form, act, title=title, button=_("Close it"), lead=found.action)


def evidence(request: Request, pk: int) -> FileResponse:
    """The file that shows what a control found, to save; for whoever reads the body's plan before it is decided."""
    found, acting_role = plans.result_by_pk(pk) or _not_here(), request.acting_role
    code = found.control.risk.plan.body.code
    must_read(acting_role, code, is_decided=False)
    return as_download(found.file or _not_here())


def word(request: Request, year: int, code: str) -> HttpResponseBase:
    """The year's report as a Word document, made by the worker."""
    return _document(request, year, code, kind="docx")


def pdf(request: Request, year: int, code: str) -> HttpResponseBase:
    """The same as a tagged PDF, made by the worker."""
    return _document(request, year, code, kind="pdf")


def _document(request: Request, year: int, code: str, *, kind: str) -> HttpResponseBase:
    acting_role, found = request.acting_role, _plan(year, code)
    must_read(acting_role, code, is_decided=taken(found.decision, by=acting_role.as_of) is not None)
    views = _views(request, found)
    title = title_of(acting_role.say(found.body.name, found.body.name_en), year)
    made = presenters.document(found, views, acting_role, title=title)
    name = f"intern-kontroll-{code}-{year}"
    return report_files.answer(request, made, kind=kind, name=name, back=_address(year, code))


def _views(request: Request, found: ControlPlan) -> list[presenters.RiskView]:
    """The risks with their controls; what was found in words, for others than whoever reads what is prepared, once the
    body has got the report.
    """
    acting_role = request.acting_role
    reads = may_read(acting_role, found.body.code, is_decided=False)
    reads = reads or taken(found.reported, by=acting_role.as_of) is not None
    return presenters.risk_views(acting_role, plans.risks_of(found), high=high_from(acting_role), reads_found=reads)


def _form(
    request: Request, body: Body, year: int, form: PlainForm, act: Callable[[dict[str, Any]], object], *, title: str,
    button: str, lead: str = "", template: str = "ui/entering.html",
) -> HttpResponse:  # fmt: skip
    """A form of the plan, on a page of its own; when it is done its reader is back on the plan."""
    back = _address(year, body.code)
    if form.carried_out(act):
        return done(request, _("It is saved."), back)
    page = plan_page(request, body, year, title, lead=lead, can_travel=False)
    return form_page(request, page, form, button=button, back=back, template=template)


def _address(year: int, code: str) -> str:
    return reverse("control:plan", args=[year, code])


def _plan(year: int, code: str) -> ControlPlan:
    return plans.plan_of(body=code, year=year) or _not_here()


def _prepared_by(request: Request, code: str) -> Body:
    """The body, for whoever prepares its internal control."""
    must(request.acting_role, Action.PREPARE, plan_matter(code))
    return body_by_code(code, as_of=request.acting_role.today)


def _not_here() -> NoReturn:
    raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
