"""The key measures of a body, a department or a unit: how they stand, who chose them, and the form to choose."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, only_sent, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.access.key_measures import KeyPlace, matter_of
from spelregler.apps.goals.operations import key_measures as operations
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.key_measures import presenters
from spelregler.apps.goals.pages.key_measures.forms import KeyMeasuresForm
from spelregler.apps.goals.pages.plans.shared import owner_asked
from spelregler.apps.goals.queries import key_measures as queries
from spelregler.platform.forms import PlainForm


def key_measures(request: Request, kind: str, code: str) -> HttpResponse:
    """What is followed first there; whoever leads chooses three to five, in their order."""
    acting_role, owner = request.acting_role, owner_asked(request, kind, code)
    place = KeyPlace.of_owner(owner)
    if request.method == "POST":
        must(acting_role, GoalAction.CHOOSE_KEY, matter_of(place))
    form = _form(request, place, is_sent=True)
    if form.carried_out(
        lambda _said: operations.choose_key_measures(
            place=queries.row_of(place), indicators=form.indicators, on=acting_role.today, who=acting_role.who
        )
    ):
        return done(request, _("The key measures are chosen. They hold from today."), presenters.address(place))
    return _shown(request, place, owner.named(acting_role.language), form)


@only_sent
def undo(request: Request, kind: str, code: str) -> HttpResponse:
    """The latest choice is taken away, and the one before holds again."""
    acting_role, owner = request.acting_role, owner_asked(request, kind, code)
    place = KeyPlace.of_owner(owner)
    must(acting_role, GoalAction.CHOOSE_KEY, matter_of(place))
    form = PlainForm(sent(request))
    if form.carried_out(
        lambda _said: operations.undo_key_measures(
            place=queries.row_of(place), on=acting_role.today, who=acting_role.who
        )
    ):
        return done(request, _("The choice is undone."), presenters.address(place))
    return _shown(request, place, owner.named(acting_role.language), form)


def _form(request: Request, place: KeyPlace, *, is_sent: bool = False) -> KeyMeasuresForm:
    """What was sent, else what was chosen last."""
    acting_role = request.acting_role
    choice = queries.key_choice(place, as_of=acting_role.today)
    return KeyMeasuresForm(
        sent(request) if is_sent else None,
        offered=queries.offered(place, as_of=acting_role.today),
        language=acting_role.language,
        chosen=queries.indicators_of(choice) if choice else [],
    )


def _shown(request: Request, place: KeyPlace, name: str, form: PlainForm) -> HttpResponse:
    acting_role = request.acting_role
    choices, key = queries.key_choices(place, as_of=acting_role.as_of), presenters.shown(acting_role, place)
    can_undo = bool(choices) and operations.can_be_undone(choices[0], on=acting_role.today)
    page = page_shell(
        request,
        title=_("Key measures: %(name)s") % {"name": name},
        lead=_("The three to five measures that are followed first. Whoever leads chooses them, in their order."),
        crumbs=[
            (_("Goals"), reverse("goals:tree")),
            (name, reverse("goals:owner_plan", args=[acting_role.as_of.year, place.kind, place.code])),
            (_("Key measures"), ""),
        ],
        current="goals:tree",
        modules=MODULES,
        path=presenters.address(place),
    )
    context = {
        "page": page,
        "key": key,
        "place": place,
        "form": form if isinstance(form, KeyMeasuresForm) else _form(request, place),
        "refused": form,
        "can_undo": can_undo and key.may_choose,
        "choices": presenters.history(choices, acting_role.language),
    }
    return render(request, "goals/key_measures.html", context, status=form.status)
