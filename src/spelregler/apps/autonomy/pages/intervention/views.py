"""Signal, the unit's own words, the stand of department management, and an intervention that ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done
from spelregler.apps.acting.rights import must, unit_matter
from spelregler.apps.autonomy import operations
from spelregler.apps.autonomy.access.actions import Action
from spelregler.apps.autonomy.models import Signal
from spelregler.apps.autonomy.pages.intervention.forms import InterveneForm, SignalAct, StandForm, StatementForm
from spelregler.apps.autonomy.pages.shared import STATEMENT, place_asked
from spelregler.apps.autonomy.pages.unit.shared import unit_page
from spelregler.apps.autonomy.queries import signals
from spelregler.domain.period import ONE_DAY
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


@require_POST
def statement(request: Request, pk: int) -> HttpResponse:
    """The unit's own words about a signal."""
    acting_role, (signal, place) = request.acting_role, _signal(request, pk, Action.STATE, subject=STATEMENT)

    def act(said: dict[str, Any]) -> None:
        operations.give_statement(signal=signal, given_on=acting_role.today, who=acting_role.who, **said)

    return _answer(request, place, StatementForm(request.POST, signal=pk), act, _("The statement is recorded."))


@require_POST
def stand(request: Request, pk: int) -> HttpResponse:
    """Department management takes a stand on a signal, with its reason (MR-46…51)."""
    acting_role, (signal, place) = request.acting_role, _signal(request, pk, Action.TAKE_STAND)

    def act(said: dict[str, Any]) -> None:
        operations.take_stand(signal=signal, decided_on=acting_role.today, who=acting_role.who, **said)

    return _answer(request, place, StandForm(request.POST, signal=pk), act, _("The stand is recorded."))


@require_POST
def intervene(request: Request, pk: int) -> HttpResponse:
    """Department management limits a freedom: which one, until when, and what ends it (MR-46…51).

    People name the last day that it holds; what is stored is the first day after.
    """
    acting_role, (signal, place) = request.acting_role, _signal(request, pk, Action.TAKE_STAND)

    def act(said: dict[str, Any]) -> None:
        known = {**said, "end": said["end"] + ONE_DAY}
        operations.start_intervention(signal=signal, start=acting_role.today, who=acting_role.who, **known)

    return _answer(request, place, InterveneForm(request.POST, signal=pk), act, _("The intervention has begun."))


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """The cause is gone: the signal is closed and the unit is free again."""
    acting_role, (signal, place) = request.acting_role, _signal(request, pk, Action.TAKE_STAND)

    def act(_said: dict[str, Any]) -> None:
        operations.close_signal(signal=signal, closed_on=acting_role.today, who=acting_role.who)

    words = _("The signal is closed and the unit is free again.")
    return _answer(request, place, SignalAct(request.POST, signal=pk), act, words)


def _answer(
    request: Request, place: UnitPlace, form: SignalAct, act: Callable[[dict[str, Any]], None], words: str
) -> HttpResponse:
    """The act is done and told on the unit's page, or the page is shown again with the form as it was sent."""
    if form.carried_out(act):
        return done(request, words, reverse("autonomy:unit", args=[place.code]))
    return unit_page(request, place, form)


def _signal(request: Request, pk: int, action: Action, *, subject: str = "") -> tuple[Signal, UnitPlace]:
    signal = signals.signal_by_pk(pk)
    if signal is None:
        raise NotVisible(Words("The signal does not exist."))
    place = place_asked(request, signal.unit.code)
    must(request.acting_role, action, unit_matter(place, subject=subject))
    return signal, place
