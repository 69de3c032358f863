"""A limit on a unit's freedom is that unit's: it goes along to no other, so it is closed before the unit ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q

from spelregler.apps.autonomy.models import Intervention, Signal
from spelregler.apps.organisation.models import Basis, Unit, UnitChange
from spelregler.apps.organisation.registries.unit_belongings import Resting, Room, Sketch
from spelregler.domain.words import Words
from spelregler.platform.audit.noting import Note
from spelregler.platform.audit.operations import Who
from spelregler.platform.audit.taking_back import SomethingRests
from spelregler.platform.errors import DomainError

NAME = "autonomy"


class DialogueInTheWay(DomainError):
    """A signal or an intervention is closed by those who opened it, with a reason; a merger does not close it."""

    code = "dialogue-in-the-way"


def rests(sketch: Sketch) -> list[Resting]:
    """Nothing goes along: what is open stands in the way, and what is closed is the old unit's history."""
    return []


def refuse(sketch: Sketch) -> None:
    """A limit on freedom belongs to the unit that it was decided for, and does not pass to another (MR-46…51, MR-37).

    Refuses with `DialogueInTheWay` an open signal, or an intervention in force on the day or later, in a unit that
    ends.
    """
    if not sketch.ends:
        return
    signal = Signal.objects.filter(unit__in=sketch.units, closed_on__isnull=True).select_related("unit").first()
    limit = Intervention.objects.filter(
        Q(end__isnull=True) | Q(end__gt=sketch.on), unit__in=sketch.units
    ).select_related("unit")
    found = signal or limit.first()
    if found is not None:
        raise DialogueInTheWay(
            Words(
                "{unit} is in an open dialogue with department management ({ground}). It does not go "
                "along to another unit: a limit on freedom holds for the unit that it was decided "
                "for.",
                unit=found.unit,
                ground=found.ground,
            ),
            clause=found.ground,
            way=Words("Close the signal or the intervention on the unit's page first, with a reason."),
        )


def carry(sketch: Sketch, made: Mapping[str, Unit], basis: Basis, who: Who) -> None:
    """Nothing is carried."""


def let_go(change: UnitChange, before: Collection[Unit], after: Collection[Unit], notes: Sequence[Note]) -> None:
    """What has been opened in the units that came of the change rests on it.

    Refuses with `SomethingRests` a signal opened there since, unless the unit was only renamed or moved.
    """
    signal = Signal.objects.filter(unit__in=after, opened_on__gte=max(change.on, change.made_on)).first()
    if signal is not None and change.kind not in (UnitChange.Kind.RENAME, UnitChange.Kind.MOVE):
        raise SomethingRests(
            Words("A signal has been opened since: {signal}.", signal=signal),
            way=Words("Make a new change from a later day instead of undoing this one."),
        )


ROOM = Room(name=NAME, rests=rests, refuse=refuse, carry=carry, let_go=let_go)
