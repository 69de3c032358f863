"""The two ways to say that an assessment or an overruling does not hold: it is withdrawn, or objected to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.overruled import address_of_overruling
from spelregler.apps.acting.rights import must
from spelregler.apps.evaluation import operations
from spelregler.apps.evaluation.access.rights import Action, matter_of
from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.pages import about_assessment, about_overruling
from spelregler.apps.evaluation.pages.assessing.forms import ObjectForm, WithdrawForm
from spelregler.apps.evaluation.pages.words import address
from spelregler.apps.evaluation.queries import history, places
from spelregler.apps.evaluation.queries.places import AssessedAt
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.overrulings import PLACE_IN_ADDRESS
from spelregler.ui.page import Page


@dataclass(frozen=True)
class Recorded:
    """What was said, about which place, where it is read, and who may take it back."""

    row: Assessment
    place: AssessedAt
    back: str
    right: Action
    page: Callable[[str], Page]

    @property
    def is_overruling(self) -> bool:
        """Whether it stands beside a computed answer."""
        return bool(self.row.overruled)


def withdraw(request: Request, pk: int) -> HttpResponse:
    """What was said holds no longer, and nothing takes its place."""
    acting_role, said = request.acting_role, _recorded(request, pk)
    must(acting_role, said.right, matter_of(said.place))
    form = WithdrawForm(sent(request))

    def act(typed: dict[str, Any]) -> None:
        operations.withdraw_assessment(assessment=said.row, on=acting_role.today, who=acting_role.who, **typed)

    if form.carried_out(act):
        told = (
            _("The overruling is withdrawn. The computed answer stands alone.")
            if said.is_overruling
            else _("The assessment is withdrawn. The rule is not assessed until a new one is made.")
        )
        return done(request, told, said.back)
    button = _("Withdraw the overruling") if said.is_overruling else _("Withdraw the assessment")
    return form_page(request, said.page(_("Withdraw")), form, button=button, back=said.back)


def object_to(request: Request, pk: int) -> HttpResponse:
    """Somebody whom it concerns does not share what was said, and says why."""
    acting_role, said = request.acting_role, _recorded(request, pk)
    must(acting_role, Action.OBJECT, matter_of(said.place))
    form = ObjectForm(sent(request))

    def act(typed: dict[str, Any]) -> None:
        operations.object_to_assessment(
            assessment=said.row, role=acting_role.role, on=acting_role.today, who=acting_role.who, **typed
        )

    if form.carried_out(act):
        told = (
            _("The objection is recorded and stands beside the overruling.")
            if said.is_overruling
            else _("The objection is recorded and stands beside the assessment.")
        )
        return done(request, told, said.back)
    return form_page(request, said.page(_("Object")), form, button=_("Record the objection"), back=said.back)


def _recorded(request: Request, pk: int) -> Recorded:
    row = history.assessment_by_pk(pk)
    if row is None:
        raise NotVisible(Words("The assessment does not exist."), way=Words("Go to Assessments and choose there."))
    kind, code = places.place_of_row(row)
    word, clause = PLACE_IN_ADDRESS[kind], row.clause
    if row.overruled:
        place = about_overruling.asked(request, word, code, clause)
        back = address_of_overruling((clause, kind, code))
        return Recorded(
            row, place, back, Action.OVERRULE, lambda last: about_overruling.page_of(request, clause, place, last=last)
        )
    rule, place = about_assessment.asked(request, word, code, clause)
    return Recorded(
        row,
        place,
        address(kind, code, clause),
        Action.ASSESS,
        lambda last: about_assessment.page_of(request, rule, place, last=last),
    )
