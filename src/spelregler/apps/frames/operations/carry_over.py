"""Carrying over what a year left to the next: the council to committees, a committee to its units (MR-18)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import CarryOver, CarryOverShare, CouncilBudget
from spelregler.apps.frames.operations.decided_frames import Held, held_by, place_fields, place_of, set_held
from spelregler.apps.frames.operations.shares import set_council_budget
from spelregler.apps.frames.queries.carry_over import carry_overs_into, given_to
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body
from spelregler.domain.frames.carry_over import NOTHING, CarryOverAmounts, CarryOverError, refuse_carry_over, sum_of
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class CarryOverRefused(DomainError):
    """What was left is carried over once its year is over, and a committee passes on no more than it was given."""

    code = "carry-over-refused"


def carry_over(
    *,
    body: Body,
    into: int,
    shares: Mapping[str, CarryOverAmounts],
    decided_on: date,
    paragraph: str,
    text: str,
    who: Who,
    origin: str = Origin.ENTERED,
) -> CarryOver:
    """The frames of a year grow, or shrink, by what the year before left: from the decision's day, all or nothing.

    `shares` is what each committee gets by the council's decision, or each unit by its committee's, by code. The
    council's total changes with its committees' frames, so the sums hold on every level.

    Refuses with `CarryOverRefused` a place that the body has no frame for, no amount at all, a day outside the year,
    more investments taken back than were carried, and more to units than the council carried to their committee; with
    `DecisionRefused` minutes that are not whole; as `set_council_budget` and `set_held` do.
    """
    shares = {code: each for code, each in shares.items() if each}
    council = body.kind == Body.Kind.COUNCIL
    with transaction.atomic():
        lock_audit_chain()
        held = held_by(body, year=into)
        _refuse_unknown(shares, held)
        before = carry_overs_into(year=into, as_of=decided_on)
        kind = "body" if council else "unit"
        try:
            refuse_carry_over(
                shares,
                into=into,
                decided_on=decided_on,
                before={code: before.get((kind, code), NOTHING) for code in held},
                given=None if council else given_to(body=body, year=into, as_of=decided_on),
                names={code: str(place_of(frame)) for code, frame in held.items()},
            )
        except CarryOverError as error:
            raise _refused(error.words, field=error.field) from error
        decision = record_decision(
            body=body,
            decided_on=decided_on,
            paragraph=paragraph,
            title=f"Överföring från {into - 1} till {into}",
            text=text,
            kind=Decision.Kind.FRAMES,
            who=who,
        )
        made = CarryOver(body=body, year=into, decision=decision, origin=origin)
        told = {code: [each.net.ore, each.investment.ore] for code, each in shares.items()}
        store(made, act="carry-over", who=who, details=told)
        if council:
            _raise_total(into, by=sum_of(shares), decision=decision, who=who)
        for code in sorted(shares, key=lambda code: shares[code].net):  # who gets less comes first
            _change(held[code], shares[code], decision=decision, who=who)
            _keep(made, held[code], shares[code])
    return made


def _raise_total(year: int, *, by: CarryOverAmounts, decision: Decision, who: Who) -> None:
    budget = CouncilBudget.objects.filter(year=year, end__isnull=True).first()
    if budget is None:
        raise _refused(Words("The council has no budget for {year}.", year=year))
    set_council_budget(
        year=year,
        total_ore=budget.total_ore + by.net.ore,
        finance_ore=budget.finance_ore,
        investment_ore=budget.investment_ore + by.investment.ore,
        decision=decision,
        origin=budget.origin,
        who=who,
    )


def _change(frame: Held, by: CarryOverAmounts, *, decision: Decision, who: Who) -> None:
    amount_ore, investment_ore = frame.amount_ore + by.net.ore, frame.investment_ore + by.investment.ore
    set_held(frame, amount_ore=amount_ore, investment_ore=investment_ore, decision=decision, who=who)


def _keep(made: CarryOver, frame: Held, each: CarryOverAmounts) -> None:
    share = CarryOverShare(
        carry_over=made, net_ore=each.net.ore, investment_ore=each.investment.ore, **place_fields(frame)
    )
    share.full_clean()
    share.save()


def _refuse_unknown(shares: Mapping[str, CarryOverAmounts], held: Mapping[str, Held]) -> None:
    for code in shares:
        if code not in held:
            raise _refused(Words("{code} has no frame that the body decides on.", code=code))


def _refused(words: Bilingual, *, field: str = "") -> CarryOverRefused:
    return CarryOverRefused(
        words,
        clause="MR-18",
        way=Words(
            "Check year, day and amounts against the minutes. The council carries over first, then the committee."
        ),
        field=field,
    )
