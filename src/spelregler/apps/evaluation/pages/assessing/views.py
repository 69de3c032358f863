"""A rule at a place: what is assessed, the form to assess it, and the two ways to say that it does not hold."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, sent
from spelregler.apps.acting.rights import is_offered
from spelregler.apps.acting.told_beside import told_beside
from spelregler.apps.acting.visibility import seen_answers
from spelregler.apps.evaluation import operations
from spelregler.apps.evaluation.access.rights import Action, matter_of
from spelregler.apps.evaluation.pages.about_assessment import asked, page_of
from spelregler.apps.evaluation.pages.assessing import presenters
from spelregler.apps.evaluation.pages.assessing.forms import AssessForm
from spelregler.apps.evaluation.pages.what_is_said import is_today, offered_in_form, what_is_said
from spelregler.apps.evaluation.pages.words import address
from spelregler.apps.evaluation.queries import history, places
from spelregler.apps.evaluation.queries.places import AssessedAt
from spelregler.platform.findings import AssessedRule, Wanted


def assess(request: Request, kind: str, code: str, clause: str) -> HttpResponse:
    """How a rule is followed at a place, as it is assessed; whoever is to assess it does it here."""
    acting_role, (rule, place) = request.acting_role, asked(request, kind, code, clause)
    form = _form(request, rule, place)
    if form is not None and form.carried_out(lambda _told: _record(acting_role, form, rule, place)):
        return done(request, _("The assessment is recorded."), address(place.kind, place.code, rule.clause))
    context = {
        "page": page_of(request, rule, place),
        "rule": rule.clause,
        "evidence": rule.evidence.text(acting_role.language),
        "breach": rule.breach.text(acting_role.language),
        "form": form,
        **_shown(acting_role, rule, place),
    }
    return render(request, "evaluation/assess.html", context, status=form.status if form else 200)


def _form(request: Request, rule: AssessedRule, place: AssessedAt) -> AssessForm | None:
    """The form for whoever is to assess; whoever sends it without the right is refused with the rule."""
    if not is_offered(request, Action.ASSESS, matter_of(place)):
        return None
    known = offered_in_form(request.acting_role, place)
    return AssessForm(sent(request), request.FILES or None, months=rule.holds_months, **known)


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
    said = what_is_said(acting_role, rule.clause, place, rows, right=Action.ASSESS)
    answer = next(iter(seen_answers(acting_role).answers(wanted)), None)
    is_over = said["held"] is not None and answer is not None and answer.status == "not_assessed"
    return {
        **said,
        "answer": answer,
        "lapsed": answer.reason(acting_role.language) if answer and is_over else "",
        "beside": presenters.beside_rows(acting_role, rule, place),
        "told_beside": told_beside(acting_role, rule.clause),
        "next": presenters.next_rule(acting_role, rule.clause, place) if is_today(acting_role) else None,
    }
