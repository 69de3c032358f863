"""Signal, the unit's own words, the stand of department management, and an intervention that ends."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.rights import must, unit_matter
from spelregler.apps.autonomy import operations
from spelregler.apps.autonomy.access.actions import Action
from spelregler.apps.autonomy.models import Signal
from spelregler.apps.autonomy.pages.shared import STATEMENT, done, place_asked
from spelregler.apps.autonomy.queries import signals
from spelregler.domain.period import ONE_DAY
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.errors import NotVisible
from spelregler.platform.numbers import read_day

"""What the role rules call the unit's own words about a signal."""


def _signal(request: Request, pk: int, action: Action, *, subject: str = "") -> tuple[Signal, UnitPlace]:
    signal = signals.signal_by_pk(pk)
    if signal is None:
        raise NotVisible(sv="Signalen finns inte.", en="The signal does not exist.")
    place = place_asked(request, signal.unit.code)
    must(request.acting_role, action, unit_matter(place, subject=subject))
    return signal, place


@require_POST
def statement(request: Request, pk: int) -> HttpResponse:
    """The unit's own words about a signal."""
    signal, place = _signal(request, pk, Action.STATE, subject=STATEMENT)
    acting_role = request.acting_role
    operations.give_statement(
        signal=signal, text=request.POST.get("text", ""), given_on=acting_role.today, who=acting_role.who
    )
    return done(request, place.code, _("The statement is recorded."))


@require_POST
def stand(request: Request, pk: int) -> HttpResponse:
    """Department management takes a stand on a signal, with its reason (MR-46…51)."""
    signal, place = _signal(request, pk, Action.TAKE_STAND)
    acting_role = request.acting_role
    operations.take_stand(
        signal=signal,
        choice=request.POST.get("choice", ""),
        reason=request.POST.get("reason", ""),
        decided_on=acting_role.today,
        who=acting_role.who,
    )
    return done(request, place.code, _("The stand is recorded."))


@require_POST
def intervene(request: Request, pk: int) -> HttpResponse:
    """Department management limits a freedom: which one, until when, and what ends it (MR-46…51)."""
    signal, place = _signal(request, pk, Action.TAKE_STAND)
    acting_role, said = request.acting_role, request.POST
    operations.start_intervention(
        signal=signal,
        limits=said.get("limits", ""),
        limits_money_moves="money" in said,
        exit_criterion=said.get("exit", ""),
        start=acting_role.today,
        # People name the last day that it holds; what is stored is the first day after.
        end=read_day(said.get("end", "")) + ONE_DAY,
        who=acting_role.who,
    )
    return done(request, place.code, _("The intervention has begun."))


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """The cause is gone: the signal is closed and the unit is free again."""
    signal, place = _signal(request, pk, Action.TAKE_STAND)
    operations.close_signal(signal=signal, closed_on=request.acting_role.today, who=request.acting_role.who)
    return done(request, place.code, _("The signal is closed and the unit is free again."))
