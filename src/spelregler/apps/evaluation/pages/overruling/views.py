"""A computed answer about a place: what somebody says beside it, and the form to say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, sent
from spelregler.apps.acting.overruled import address_of_overruling
from spelregler.apps.acting.rights import is_offered
from spelregler.apps.acting.visibility import seen_answers
from spelregler.apps.evaluation import operations
from spelregler.apps.evaluation.access.rights import Action, matter_of
from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.pages.about_overruling import asked, page_of
from spelregler.apps.evaluation.pages.assessing.forms import OverruleForm
from spelregler.apps.evaluation.pages.what_is_said import offered_in_form, what_is_said
from spelregler.apps.evaluation.queries import history, places
from spelregler.apps.evaluation.queries.places import AssessedAt
from spelregler.domain.assessment import OVERRULABLE, OVERRULING_MONTHS
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.findings import Answer, Wanted


def overrule(request: Request, kind: str, code: str, clause: str) -> HttpResponse:
    """The computed answer, what is said beside it, and for whoever answers for the place the form to say it."""
    acting_role, place = request.acting_role, asked(request, kind, code, clause)
    wanted = Wanted(clauses=[clause], places=[(place.kind, place.code)])
    found = (each for each in seen_answers(acting_role).answers(wanted) if not each.gathers)
    answer = next((each for each in found if (each.scope_kind, each.scope) == (place.kind, place.code)), None)
    rows = history.overrulings_of(clause=clause, place=place, as_of=acting_role.as_of)
    if answer is None and not rows:
        raise NotVisible(
            Words("There is no computed answer about that place."), way=Words("Go to the rule and choose there.")
        )
    form, here = _form(request, place, answer), address_of_overruling((clause, place.kind, place.code))
    if form is not None and form.carried_out(lambda _told: _record(acting_role, form, clause, place, answer)):
        return done(request, _("The overruling is recorded and stands beside the computed answer."), here)
    context = {
        "page": page_of(request, clause, place),
        "rule": clause,
        "answer": answer,
        "reason": answer.reason(acting_role.language) if answer else "",
        "form": form,
        **_shown(acting_role, clause, place, answer, rows),
    }
    return render(request, "evaluation/overrule.html", context, status=form.status if form else 200)


def _form(request: Request, place: AssessedAt, answer: Answer | None) -> OverruleForm | None:
    """The form for whoever answers for the place; whoever sends it without the right is refused with the rule."""
    if not is_offered(request, Action.OVERRULE, matter_of(place)):
        return None
    if request.method != "POST" and (answer is None or answer.status not in OVERRULABLE):
        return None
    known = offered_in_form(request.acting_role, place)
    computed = answer.status if answer else ""
    return OverruleForm(sent(request), request.FILES or None, months=OVERRULING_MONTHS, computed=computed, **known)


def _record(acting_role: ActingRole, form: OverruleForm, clause: str, place: AssessedAt, answer: Answer | None) -> None:
    operations.record_overruling(
        clause=clause,
        place=places.row_of(place),
        computed=answer.status if answer else "",
        on=acting_role.today,
        role=acting_role.role,
        who=acting_role.who,
        **form.said(),
    )


def _shown(
    acting_role: ActingRole, clause: str, place: AssessedAt, answer: Answer | None, rows: Sequence[Assessment]
) -> dict[str, Any]:
    """What is said by the day, and what may be done about it now."""
    said = what_is_said(acting_role, clause, place, rows, right=Action.OVERRULE)
    held, computed = said["held"], answer.status if answer else ""
    stands = held is not None and held.overruled == computed and held.holds_to >= acting_role.as_of
    return {**said, "stands": stands}
