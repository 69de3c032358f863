"""A rule at a place: what is assessed, the form to assess it, and the two ways to say that it does not hold."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.acting.visibility import seen_answers
from spelregler.apps.evaluation import operations
from spelregler.apps.evaluation.access.rights import Action, kept_from, matter_of
from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.pages.assessing import presenters
from spelregler.apps.evaluation.pages.assessing.forms import AssessForm, ObjectForm, WithdrawForm
from spelregler.apps.evaluation.pages.words import address
from spelregler.apps.evaluation.queries import history, places
from spelregler.apps.evaluation.queries.places import AssessedAt
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.findings import AssessedRule, Wanted, assessed_rules
from spelregler.ui.page import Page


def assess(request: Request, kind: str, code: str, clause: str) -> HttpResponse:
    """How a rule is followed at a place, as it is assessed; whoever is to assess it does it here."""
    acting_role, (rule, place) = request.acting_role, _asked(request, kind, code, clause)
    form = _form(request, rule, place)
    if form is not None and form.carried_out(lambda _told: _record(acting_role, form, rule, place)):
        return done(request, _("The assessment is recorded."), address(place.kind, place.code, rule.clause))
    context = {
        "page": _page(request, rule, place),
        "rule": rule.clause,
        "evidence": rule.evidence.text(acting_role.language),
        "breach": rule.breach.text(acting_role.language),
        "form": form,
        **_shown(acting_role, rule, place),
    }
    return render(request, "evaluation/assess.html", context, status=form.status if form else 200)


def _form(request: Request, rule: AssessedRule, place: AssessedAt) -> AssessForm | None:
    """The form for whoever is to assess; whoever sends it without the right is refused with the rule."""
    acting_role = request.acting_role
    if request.method == "POST":
        must(acting_role, Action.ASSESS, matter_of(place))
    elif not _is_today(acting_role) or not may(acting_role, Action.ASSESS, matter_of(place)):
        return None
    is_body = place.kind == "committee"
    return AssessForm(
        sent(request),
        today=acting_role.today,
        months=rule.holds_months,
        offered=history.evidence_offered(place=place, on=acting_role.today),
        decisions=history.decisions_offered(place=place, on=acting_role.today) if is_body else None,
    )


def _record(acting_role: ActingRole, form: AssessForm, rule: AssessedRule, place: AssessedAt) -> None:
    operations.record_assessment(
        clause=rule.clause,
        place=places.row_of(place),
        on=acting_role.today,
        role=acting_role.role,
        holds_months=rule.holds_months,
        who=acting_role.who,
        **form.said(),
    )


def _shown(acting_role: ActingRole, rule: AssessedRule, place: AssessedAt) -> dict[str, Any]:
    """What is assessed, by the day, and what may be done about it now."""
    wanted = Wanted(clauses=[rule.clause], places=[(place.kind, place.code)])
    rows = history.assessments_of(clause=rule.clause, place=place, as_of=acting_role.as_of)
    views = presenters.assessment_views(rows, acting_role.language, as_of=acting_role.as_of)
    now = _is_today(acting_role)
    held = next((each for each in views if each.ended_on is None), None)
    answer = next(iter(seen_answers(acting_role).answers(wanted)), None)
    is_over = held is not None and answer is not None and answer.status == "not_assessed"
    return {
        "answer": answer,
        "lapsed": answer.reason(acting_role.language) if answer and is_over else "",
        "held": held,
        "earlier": [each for each in views if each is not held],
        "beside": presenters.beside_rows(acting_role, rule, place),
        "next": presenters.next_rule(acting_role, rule.clause, place) if now else None,
        "may_withdraw": now and may(acting_role, Action.ASSESS, matter_of(place)),
        "may_object": now and may(acting_role, Action.OBJECT, matter_of(place)),
    }


def withdraw(request: Request, pk: int) -> HttpResponse:
    """What was assessed holds no longer, and nothing takes its place."""
    acting_role, (row, rule, place) = request.acting_role, _recorded(request, pk)
    must(acting_role, Action.ASSESS, matter_of(place))
    form, back = WithdrawForm(sent(request)), address(place.kind, place.code, rule.clause)

    def act(said: dict[str, Any]) -> None:
        operations.withdraw_assessment(assessment=row, on=acting_role.today, who=acting_role.who, **said)

    if form.carried_out(act):
        return done(request, _("The assessment is withdrawn. The rule is not assessed until a new one is made."), back)
    page = _page(request, rule, place, last=_("Withdraw"))
    return form_page(request, page, form, button=_("Withdraw the assessment"), back=back)


def object_to(request: Request, pk: int) -> HttpResponse:
    """Somebody whom it concerns does not share an assessment, and says why."""
    acting_role, (row, rule, place) = request.acting_role, _recorded(request, pk)
    must(acting_role, Action.OBJECT, matter_of(place))
    form, back = ObjectForm(sent(request)), address(place.kind, place.code, rule.clause)

    def act(said: dict[str, Any]) -> None:
        operations.object_to_assessment(
            assessment=row, role=acting_role.role, on=acting_role.today, who=acting_role.who, **said
        )

    if form.carried_out(act):
        return done(request, _("The objection is recorded and stands beside the assessment."), back)
    page = _page(request, rule, place, last=_("Object"))
    return form_page(request, page, form, button=_("Record the objection"), back=back)


def _asked(request: Request, kind: str, code: str, clause: str) -> tuple[AssessedRule, AssessedAt]:
    """The rule and the place that the address names."""
    acting_role, wanted = request.acting_role, places.kind_called(kind)
    rules = {each.clause: each for each in assessed_rules(as_of=acting_role.as_of) if each.place == wanted}
    place = places.place_called(wanted, code, as_of=acting_role.as_of) if clause in rules else None
    if place is None or not _is_seen(acting_role, clause, place):
        raise NotVisible(
            Words("No such rule is assessed there on that day."),
            way=Words("Go to Assessments and choose there."),
        )
    return rules[clause], place


def _is_seen(acting_role: ActingRole, clause: str, place: AssessedAt) -> bool:
    if clause not in kept_from(acting_role):
        return True
    return any(may(acting_role, act, matter_of(place)) for act in Action)


def _recorded(request: Request, pk: int) -> tuple[Assessment, AssessedRule, AssessedAt]:
    row = history.assessment_by_pk(pk)
    if row is None:
        raise NotVisible(Words("The assessment does not exist."), way=Words("Go to Assessments and choose there."))
    kind, code = places.place_of_row(row)
    return row, *_asked(request, places.WORDS[kind], code, row.clause)


def _is_today(acting_role: ActingRole) -> bool:
    return acting_role.as_of == acting_role.today


def _page(request: Request, rule: AssessedRule, place: AssessedAt, *, last: str = "") -> Page:
    language = request.acting_role.language
    here = address(place.kind, place.code, rule.clause)
    title = rule.title.text(language)
    crumbs = [(_("Assessments"), reverse("evaluation:list")), (title, here if last else "")]
    return page_shell(
        request,
        title=title,
        lead=rule.text.text(language),
        crumbs=[*crumbs, *([(last, "")] if last else [])],
        current="evaluation:list",
        scope_kind=place.kind,
        scope=place.code,
        can_travel=not last,
    )
