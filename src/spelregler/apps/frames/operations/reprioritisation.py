"""Reprioritising: a body answers a forecast by moving money between the frames it decides on (MR-19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import Forecast, Reprioritisation, ReprioritisedShare
from spelregler.apps.frames.operations.decided_frames import Held, held_by, place_fields, set_held
from spelregler.apps.frames.operations.forecast_answers import answer_forecast
from spelregler.apps.organisation.models import Body
from spelregler.domain.money import ZERO, Money
from spelregler.domain.wording import kr
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class ReprioritisationRefused(DomainError):
    """A reprioritisation moves what there is: what some get, others give."""

    code = "reprioritisation-refused"


def reprioritise(
    *,
    body: Body,
    forecast: Forecast,
    amounts: Mapping[str, Money],
    decided_on: date,
    paragraph: str,
    text: str,
    expected: str,
    who: Who,
) -> Reprioritisation:
    """A committee moves between its units, the council between committees, as the answer to a forecast (MR-19).

    `amounts` are the new net frames by the unit's or committee's code. The sum is the same before and after; the
    decision answers the forecast, and the frames hold from its day. All of it or nothing.

    Refuses with `ReprioritisationRefused` a frame that the body does not decide on, no change at all, sums that differ,
    a frame below zero and another year's decision; with `AnswerRefused` what `answer_forecast` refuses, with
    `DecisionRefused` minutes that are not whole; as `set_held` does.
    """
    with transaction.atomic():
        lock_audit_chain()
        year = forecast.year
        held = held_by(body, year=year)
        changes = {code: amount for code, amount in amounts.items() if Money(_of(held, code).amount_ore) != amount}
        _refuse_strange(held, changes, forecast=forecast, decided_on=decided_on)
        decision = record_decision(
            body=body,
            decided_on=decided_on,
            paragraph=paragraph,
            title=f"Omprioritering {year}: {forecast.unit or forecast.body}"[:200],
            text=text,
            kind=Decision.Kind.REPRIORITISATION,
            who=who,
        )
        answer_forecast(forecast=forecast, decision=decision, who=who)
        made = Reprioritisation(body=body, year=year, forecast=forecast, decision=decision, expected=expected.strip())
        store(made, act="reprioritise", who=who, details={code: amount.ore for code, amount in changes.items()})
        before = {code: held[code].amount_ore for code in changes}
        for code in sorted(changes, key=lambda code: changes[code].ore - before[code]):  # who gives comes first
            frame = held[code]
            set_held(
                frame,
                amount_ore=changes[code].ore,
                investment_ore=frame.investment_ore,
                decision=decision,
                who=who,
            )
            _keep(made, frame, before_ore=before[code], after_ore=changes[code].ore)
    return made


def _of(held: Mapping[str, Held], code: str) -> Held:
    if code not in held:
        raise ReprioritisationRefused(
            Words("{code} has no frame that the body decides on.", code=code),
            clause="MR-19",
            way=Words("A committee reprioritises between its units, the council between the committees."),
        )
    return held[code]


def _refuse_strange(
    held: Mapping[str, Held], changes: Mapping[str, Money], *, forecast: Forecast, decided_on: date
) -> None:
    left = Money(sum(held[code].amount_ore for code in changes)) - Money.sum(changes.values())
    if not changes or left:
        raise ReprioritisationRefused(
            Words("What some get, others give: the difference is {left}.", left=kr(left))
            if changes
            else Words("No frame is changed."),
            clause="MR-18",
            way=Words("Change the amounts so that the sum is the same before and after."),
        )
    below = next((code for code, amount in changes.items() if amount < ZERO), None)
    if below is not None or decided_on.year > forecast.year:
        raise ReprioritisationRefused(
            Words("A frame is zero or more, and is reprioritised during its own year."),
            clause="MR-19",
            way=Words("Check the amounts and the day of decision."),
            field="decided_on" if below is None else f"new:{below}",
        )


def _keep(made: Reprioritisation, frame: Held, *, before_ore: int, after_ore: int) -> None:
    share = ReprioritisedShare(reprioritisation=made, before_ore=before_ore, after_ore=after_ore, **place_fields(frame))
    share.full_clean()
    share.save()
