"""A body's training, in numbers, and the self-check that it makes together (MR-3)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import is_offered, must
from spelregler.apps.knowledge import operations
from spelregler.apps.knowledge.access.rights import Action, may_answer, must_answer, training_matter
from spelregler.apps.knowledge.pages.body import presenters
from spelregler.apps.knowledge.pages.body.forms import AttendanceForm, SelfCheckForm
from spelregler.apps.knowledge.pages.unit.forms import WithdrawForm
from spelregler.apps.knowledge.pages.words import HERE, MODULES, answers_of
from spelregler.apps.knowledge.queries import bodies
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.words import Words
from spelregler.platform import findings
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page


def body(request: Request, code: str) -> HttpResponse:
    """How many of the body are trained, and its self-checks; the secretary records trainings here."""
    acting_role = request.acting_role
    about = body_by_code(code, as_of=acting_role.as_of)
    form = _form(request, about)
    if form is not None and form.carried_out(
        lambda _told: operations.record_attendance(
            body=about, said=form.said(), today=acting_role.today, role=acting_role.role, who=acting_role.who
        )
    ):
        return done(request, _("It is recorded."), reverse("knowledge:body", args=[code]))
    answer = next(iter(answers_of(acting_role, bodies.BODIES, [("committee", code)])), None)
    now, day = acting_role.as_of == acting_role.today, acting_role.as_of
    trainings, attended = bodies.trainings_of(body=about, as_of=day), bodies.attendances_of(body=about, as_of=day)
    context = {
        "page": _page(request, about, _("Training and self-check")),
        "code": code,
        "form": form,
        "answer": answer,
        "reason": answer.reason(acting_role.language) if answer else "",
        "rows": presenters.training_rows(trainings, attended, as_of=day),
        "checks": presenters.self_check_views(bodies.self_checks_of(body=about, as_of=day), acting_role.language),
        "may_answer": now and may_answer(acting_role, code),
    }
    return render(request, "knowledge/body.html", context, status=form.status if form else 200)


def _form(request: Request, about: Body) -> AttendanceForm | None:
    """The form for the secretary."""
    if not is_offered(request, Action.TRAIN_BODY, training_matter(about.code)):
        return None
    today = request.acting_role.today
    return AttendanceForm(sent(request), today=today, seats=bodies.seated_in(body=about, as_of=today))


def self_check(request: Request, code: str) -> HttpResponse:
    """The body answers together; its presidium or the secretary enters what it answered."""
    acting_role = request.acting_role
    about = body_by_code(code, as_of=acting_role.today)
    must_answer(acting_role, code)
    questions = findings.self_check(as_of=acting_role.today)
    form = SelfCheckForm(sent(request), questions=questions, language=acting_role.language)
    back = reverse("knowledge:body", args=[code])
    if form.carried_out(
        lambda _told: operations.answer_self_check(
            body=about,
            questions=questions,
            today=acting_role.today,
            role=acting_role.role,
            who=acting_role.who,
            **form.said(),
        )
    ):
        return done(request, _("The self-check is entered."), back)
    lead = _("Go through the questions together at a meeting. Only what the body answers is kept.")
    page = _page(request, about, _("Self-check"), lead)
    return form_page(request, page, form, button=_("Enter the self-check"), back=back)


def withdraw(request: Request, pk: int) -> HttpResponse:
    """What was recorded by mistake counts no longer."""
    acting_role, row = request.acting_role, bodies.attendance_by_pk(pk)
    if row is None:
        raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
    about = row.training.body
    must(acting_role, Action.TRAIN_BODY, training_matter(about.code))
    form, back = WithdrawForm(sent(request)), reverse("knowledge:body", args=[about.code])
    if form.carried_out(
        lambda said: operations.withdraw_attendance(attendance=row, on=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("It counts no longer."), back)
    page = _page(request, about, _("Take back what was recorded"))
    return form_page(request, page, form, button=_("Take it back"), back=back)


def _page(request: Request, about: Body, title: str, lead: str = "") -> Page:
    name = request.acting_role.say(about.name, about.name_en)
    return page_shell(
        request,
        title=f"{title}: {name}",
        lead=lead,
        crumbs=[(name, reverse("organisation:body", args=[about.code])), (title, "")],
        current=HERE,
        modules=MODULES,
        scope_kind="committee",
        scope=about.code,
        can_travel=request.method == "GET",
    )
