"""Signals and their stories on a date. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from spelregler.apps.autonomy.models import Intervention, Signal, Stand, Statement
from spelregler.apps.autonomy.queries.interventions import LimitInForce
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.units import units_among
from spelregler.domain.autonomy.signals import Signal as SignalFact
from spelregler.domain.autonomy.states import StandKind
from spelregler.domain.period import ONE_DAY
from spelregler.platform import memory
from spelregler.platform.findings import SomeUnits

MOST_OPEN = 50
"""Open signals that a unit is shown at once."""


def signal_facts(*, as_of: date, units: Collection[str] | None = None) -> dict[str, list[SignalFact]]:
    """Every signal opened by the day, per unit code and oldest first, as the rules see it; two queries."""
    rows = Signal.objects.filter(opened_on__lte=as_of)
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    stands: dict[int, list[tuple[str, date, str]]] = {}
    taken = Stand.objects.filter(signal__in=rows.values("pk"), decided_on__lte=as_of).order_by("decided_on", "pk")
    for signal, choice, decided_on, reason in taken.values_list("signal", "choice", "decided_on", "reason"):
        stands.setdefault(signal, []).append((choice, decided_on, reason))
    found: dict[str, list[SignalFact]] = {}
    shown = "pk", "unit__code", "ground", "opened_on", "closed_on"
    for pk, code, ground, opened_on, closed_on in rows.order_by("opened_on", "pk").values_list(*shown):
        answered = stands.get(pk, [])
        found.setdefault(code, []).append(
            SignalFact(
                key=str(pk),
                ground=ground,
                opened_on=opened_on,
                answer=StandKind(answered[-1][0]) if answered else None,
                answered_on=answered[0][1] if answered else None,
                reason=answered[-1][2] if answered else "",
                closed_on=closed_on if closed_on and closed_on <= as_of else None,
                stood_again_on=tuple(day for _choice, day, _reason in answered[1:]),
            )
        )
    return found


def units_with_a_story(*, as_of: date, seen: SomeUnits | None = None) -> list[str]:
    """The units that have an open signal on the day, or an intervention that has begun and not ended; one query.

    Where only some are `seen`, those of them, and every unit with an intervention. Every other unit is autonomous
    (MR-40…51).
    """
    there = Q(end__isnull=True) | Q(end__gt=as_of)
    intervened = Intervention.objects.filter(there, start__lte=as_of).values("unit")
    is_open = Q(closed_on__isnull=True) | Q(closed_on__gt=as_of)
    signalled = Signal.objects.filter(is_open, opened_on__lte=as_of)
    if seen is not None:
        signalled = signalled.filter(units_among(seen, as_of=as_of, scope="unit__code"))
    rows = Unit.objects.filter(Q(pk__in=signalled.values("unit")) | Q(pk__in=intervened))
    return list(rows.values_list("code", flat=True))


def signals_without_statement(*, unit: str, as_of: date) -> list[Signal]:
    """The unit's open signals that it has said nothing about, the oldest first; one query in a page."""
    said = Statement.objects.filter(signal=OuterRef("pk"), given_on__lte=as_of)
    is_open = Q(closed_on__isnull=True) | Q(closed_on__gt=as_of)
    rows = Signal.objects.filter(is_open, ~Exists(said), unit__code=unit, opened_on__lte=as_of)
    oldest = rows.order_by("opened_on", "pk")[:MOST_OPEN]
    return list(memory.once_while_reading(("without statement", unit, as_of), lambda: list(oldest)))


@dataclass(frozen=True)
class Told:
    """One thing that happened in a signal's life, for people to read in order."""

    on: date
    kind: str
    text_sv: str
    text_en: str
    by: str


@dataclass(frozen=True)
class SignalStory:
    """A signal with everything said and decided about it by the day."""

    pk: int
    unit: str
    unit_name: str
    ground: str
    opened_on: date
    is_open: bool
    has_statement: bool
    has_stand: bool
    waits_for_intervention: bool
    steps: tuple[Told, ...]
    in_force: LimitInForce | None = None
    intervention: int | None = None
    """The intervention in force on the day, to review."""


def signal_stories(*, unit: str, as_of: date, limit: int = 50) -> list[SignalStory]:
    """A unit's signals and their stories by the day, newest first, at most `limit`; five queries."""
    rows = Signal.objects.filter(opened_on__lte=as_of, unit__code=unit).select_related("unit")
    rows = rows.prefetch_related("statements", "stands", "interventions__reviews").order_by("-opened_on", "-pk")[:limit]
    return [_story(row, as_of) for row in rows]


def _story(row: Signal, as_of: date) -> SignalStory:
    steps = [Told(row.opened_on, "signal", row.evidence, row.evidence_en, row.opened_by)]
    statements = [each for each in row.statements.all() if each.given_on <= as_of]
    stands = sorted((each for each in row.stands.all() if each.decided_on <= as_of), key=lambda each: each.pk)
    steps += [Told(each.given_on, "statement", each.text, each.text_en, each.given_by) for each in statements]
    steps += [Told(each.decided_on, each.choice, each.reason, each.reason_en, each.decided_by) for each in stands]
    interventions = [each for each in row.interventions.all() if each.start <= as_of]
    steps += [Told(each.start, "intervention", each.limits, each.limits, each.opened_by) for each in interventions]
    reviews = [each for row in interventions for each in row.reviews.all() if each.reviewed_on <= as_of]
    steps += [
        Told(each.reviewed_on, f"review_{each.outcome}", each.seen, each.seen, each.reviewed_by) for each in reviews
    ]
    held = next((each for each in interventions if each.end is not None and each.end > as_of), None)
    return SignalStory(
        pk=row.pk,
        unit=row.unit.code,
        unit_name=row.unit.name,
        ground=row.ground,
        opened_on=row.opened_on,
        is_open=row.closed_on is None or row.closed_on > as_of,
        has_statement=bool(statements),
        has_stand=bool(stands),
        waits_for_intervention=bool(stands) and stands[-1].choice == Stand.Choice.INTERVENE and not interventions,
        steps=tuple(sorted(steps, key=lambda step: step.on)),
        in_force=_limit(held) if held else None,
        intervention=held.pk if held else None,
    )


def _limit(held: Intervention) -> LimitInForce:
    return LimitInForce(held.ground, held.limits, (held.end or held.start) - ONE_DAY, held.start, held.next_review)


def signal_by_pk(pk: int) -> Signal | None:
    """The signal itself, for an operation to work on."""
    return Signal.objects.select_related("unit").filter(pk=pk).first()
