"""Each unit's freedom on a date: signals, what was said and decided, limits, and the one picture of twelve clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from spelregler.apps.autonomy.models import Intervention, Signal, Stand
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.autonomy.picture import InterventionFact, UnitPicture, unit_picture
from spelregler.domain.autonomy.signals import Signal as SignalFact
from spelregler.domain.autonomy.states import Answer as Choice
from spelregler.domain.autonomy.states import UnitState as State
from spelregler.domain.findings import Status
from spelregler.domain.period import ONE_DAY, Period
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.findings import Answer, answers, autonomy_rules


def signal_facts(*, as_of: date, unit: str = "") -> dict[str, list[SignalFact]]:
    """Every signal opened by the day, per unit code, as the rules see it; two queries."""
    found: dict[str, list[SignalFact]] = {}
    rows = Signal.objects.filter(opened_on__lte=as_of).select_related("unit").prefetch_related("stands")
    if unit:
        rows = rows.filter(unit__code=unit)
    for row in rows.order_by("opened_on", "pk"):
        found.setdefault(row.unit.code, []).append(_fact(row, as_of))
    return found


def _fact(row: Signal, as_of: date) -> SignalFact:
    stands = sorted(
        (stand for stand in row.stands.all() if stand.decided_on <= as_of),
        key=lambda stand: (stand.decided_on, stand.pk),
    )
    closed = row.closed_on if row.closed_on and row.closed_on <= as_of else None
    return SignalFact(
        key=str(row.pk),
        ground=row.ground,
        opened_on=row.opened_on,
        answer=Choice(stands[-1].choice) if stands else None,
        answered_on=stands[0].decided_on if stands else None,
        reason=stands[-1].reason if stands else "",
        closed_on=closed,
        stood_again_on=tuple(stand.decided_on for stand in stands[1:]),
    )


def intervention_facts(*, as_of: date, unit: str = "") -> dict[str, list[InterventionFact]]:
    """Every intervention started by the day, per unit code; one query."""
    found: dict[str, list[InterventionFact]] = {}
    rows = Intervention.objects.filter(start__lte=as_of).select_related("unit")
    if unit:
        rows = rows.filter(unit__code=unit)
    for row in rows:
        fact = InterventionFact(
            key=str(row.pk),
            ground=row.ground,
            proposed_on=row.start,
            period=Period(row.start, row.end),
        )
        found.setdefault(row.unit.code, []).append(fact)
    return found


@dataclass(frozen=True)
class LimitInForce:
    """What is told of an intervention outside the department: on which ground, what it limits, and its last day."""

    ground: str
    limits: str
    last_day: date
    since: date | None = None
    next_review: date | None = None


def limits_in_force(*, as_of: date, unit: str = "") -> dict[str, list[LimitInForce]]:
    """The interventions in force on the day, per unit code, the one that ends first first; one query."""
    rows = Intervention.objects.on(as_of).select_related("unit")
    if unit:
        rows = rows.filter(unit__code=unit)
    found: dict[str, list[LimitInForce]] = {}
    for row in rows.order_by("end", "pk"):
        if row.end is not None:
            limit = LimitInForce(row.ground, row.limits, row.end - ONE_DAY, row.start, row.next_review)
            found.setdefault(row.unit.code, []).append(limit)
    return found


@dataclass(frozen=True)
class UnitState:
    """A unit on the field: where it belongs, its state, the limits in force, and the answers behind it."""

    place: UnitPlace
    picture: UnitPicture
    limits: tuple[LimitInForce, ...]
    answers: Mapping[str, Answer]

    @property
    def status(self) -> Status:
        """How the state is marked: dialogue asks for attention, a limit on freedom more so."""
        return {
            State.AUTONOMOUS: Status.KEPT,
            State.DIALOGUE: Status.ATTENTION,
            State.CLOSING: Status.ATTENTION,
            State.INTERVENTION_PROPOSED: Status.BREACH,
            State.INTERVENTION: Status.BREACH,
        }[self.picture.state]

    @property
    def conditions(self) -> tuple[str, ...]:
        """The clauses that the unit's freedom rests on."""
        return tuple(each.clause for each in self.picture.conditions)

    @property
    def grounds(self) -> tuple[str, ...]:
        """The clauses that department management may step in on."""
        return tuple(each.clause for each in self.picture.grounds)

    @property
    def unanswered(self) -> int:
        """Signals that department management has not taken a stand on."""
        return sum(ground.unanswered for ground in self.picture.grounds)


def unit_states(*, as_of: date, unit: str = "") -> list[UnitState]:
    """Every unit, or one, with its picture; as many queries for five units as for five thousand."""
    signals, interventions = signal_facts(as_of=as_of, unit=unit), intervention_facts(as_of=as_of, unit=unit)
    limits = limits_in_force(as_of=as_of, unit=unit)
    rules = autonomy_rules(as_of=as_of)
    conditions, grounds = (rules.conditions, rules.grounds) if rules else ((), ())
    found: dict[str, dict[str, Answer]] = {}
    for answer in answers(as_of=as_of, clauses=(*conditions, *grounds), scope_kind="unit", scope=unit):
        found.setdefault(answer.scope, {})[answer.clause] = answer
    return [
        UnitState(
            place=place,
            picture=unit_picture(
                conditions={clause: _status(found.get(place.code, {}), clause) for clause in conditions},
                grounds=grounds,
                signals=signals.get(place.code, []),
                interventions=interventions.get(place.code, []),
                as_of=as_of,
            ),
            limits=tuple(limits.get(place.code, ())),
            answers=found.get(place.code, {}),
        )
        for place in unit_places(as_of=as_of, code=unit)
    ]


def _status(found: Mapping[str, Answer], clause: str) -> Status:
    return Status(found[clause].status) if clause in found else Status.NOT_ASSESSED


@dataclass(frozen=True)
class Step:
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
    steps: tuple[Step, ...]
    in_force: LimitInForce | None = None
    intervention: int | None = None
    """The intervention in force on the day, to review."""


def signal_stories(*, unit: str, as_of: date, limit: int = 50) -> list[SignalStory]:
    """A unit's signals and their stories, newest first, bounded; four queries."""
    rows = Signal.objects.filter(opened_on__lte=as_of, unit__code=unit).select_related("unit")
    rows = rows.prefetch_related("statements", "stands", "interventions__reviews").order_by("-opened_on", "-pk")[:limit]
    return [_story(row, as_of) for row in rows]


def _story(row: Signal, as_of: date) -> SignalStory:
    steps = [Step(row.opened_on, "signal", row.evidence, row.evidence_en, row.opened_by)]
    statements = [each for each in row.statements.all() if each.given_on <= as_of]
    stands = sorted((each for each in row.stands.all() if each.decided_on <= as_of), key=lambda each: each.pk)
    steps += [Step(each.given_on, "statement", each.text, each.text_en, each.given_by) for each in statements]
    steps += [Step(each.decided_on, each.choice, each.reason, each.reason_en, each.decided_by) for each in stands]
    interventions = [each for each in row.interventions.all() if each.start <= as_of]
    steps += [Step(each.start, "intervention", each.limits, each.limits, each.opened_by) for each in interventions]
    reviews = [each for row in interventions for each in row.reviews.all() if each.reviewed_on <= as_of]
    steps += [
        Step(each.reviewed_on, f"review_{each.outcome}", each.seen, each.seen, each.reviewed_by) for each in reviews
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
        in_force=held
        and LimitInForce(held.ground, held.limits, (held.end or held.start) - ONE_DAY, held.start, held.next_review),
        intervention=held and held.pk,
    )


def intervention_by_pk(pk: int) -> Intervention | None:
    """The intervention itself, for an operation to work on."""
    return Intervention.objects.select_related("signal", "unit").filter(pk=pk).first()


def signal_by_pk(pk: int) -> Signal | None:
    """The signal itself, for an operation to work on."""
    return Signal.objects.select_related("unit").filter(pk=pk).first()


def limit_on_money_moves(*, unit: str, as_of: date) -> str:
    """What an open intervention says about moving money; empty where the unit is free (MR-38)."""
    rows = Intervention.objects.filter(unit__code=unit, start__lte=as_of, end__gt=as_of, limits_money_moves=True)
    return "; ".join(f"{row.limits} ({row.ground}, t.o.m. {row.end})" for row in rows)
