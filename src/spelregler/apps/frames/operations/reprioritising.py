"""Reprioritising: a body answers a forecast by moving money between the frames it decides on (MR-19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import (
    CommitteeFrame,
    Forecast,
    Reprioritisation,
    ReprioritisedShare,
    UnitFrame,
)
from spelregler.apps.frames.operations.amounts import in_english, in_swedish
from spelregler.apps.frames.operations.forecasts import answer_forecast
from spelregler.apps.frames.operations.shares import set_committee_frame, set_unit_frame
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body
from spelregler.domain.money import ZERO, Money
from spelregler.platform.audit.operations import Who, store, take_turn
from spelregler.platform.errors import DomainError

Held = CommitteeFrame | UnitFrame


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
    """
    with transaction.atomic():
        take_turn()
        council = body.kind == Body.Kind.COUNCIL
        year = forecast.year
        held = _held(body, year=year, council=council)
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
            _set(held[code], changes[code], decision=decision, who=who)
            _keep(made, held[code], before_ore=before[code], after_ore=changes[code].ore)
    return made


def _held(body: Body, *, year: int, council: bool) -> dict[str, Held]:
    """The frames that the body decides on, by code."""
    if council:
        committees = CommitteeFrame.objects.filter(year=year, end__isnull=True).select_related("body")
        return {frame.body.code: frame for frame in committees}
    units = UnitFrame.objects.filter(year=year, end__isnull=True, committee_frame__body=body)
    return {frame.unit.code: frame for frame in units.select_related("unit", "committee_frame")}


def _of(held: Mapping[str, Held], code: str) -> Held:
    if code not in held:
        raise ReprioritisationRefused(
            sv=f"{code} har ingen ram som organet beslutar om.",
            en=f"{code} has no frame that the body decides on.",
            clause="MR-19",
            way_sv="En nämnd omprioriterar mellan sina enheter, fullmäktige mellan nämnderna.",
            way_en="A committee reprioritises between its units, the council between the committees.",
        )
    return held[code]


def _refuse_strange(
    held: Mapping[str, Held], changes: Mapping[str, Money], *, forecast: Forecast, decided_on: date
) -> None:
    left = Money(sum(held[code].amount_ore for code in changes)) - Money.sum(changes.values())
    if not changes or left:
        raise ReprioritisationRefused(
            sv=f"Det som några får ska andra lämna: skillnaden är {in_swedish(left)}."
            if changes
            else "Ingen ram är ändrad.",
            en=f"What some get, others give: the difference is {in_english(left)}."
            if changes
            else "No frame is changed.",
            clause="MR-18",
            way_sv="Ändra beloppen så att summan är densamma före och efter.",
            way_en="Change the amounts so that the sum is the same before and after.",
        )
    if any(amount < ZERO for amount in changes.values()) or decided_on.year > forecast.year:
        raise ReprioritisationRefused(
            sv="En ram är noll eller mer, och omprioriteras under sitt eget år.",
            en="A frame is zero or more, and is reprioritised during its own year.",
            clause="MR-19",
            way_sv="Kontrollera beloppen och beslutsdagen.",
            way_en="Check the amounts and the day of decision.",
        )


def _set(frame: Held, amount: Money, *, decision: Decision, who: Who) -> None:
    if isinstance(frame, CommitteeFrame):
        set_committee_frame(
            body=frame.body,
            year=frame.year,
            amount_ore=amount.ore,
            income_ore=frame.income_ore,
            investment_ore=frame.investment_ore,
            decision=decision,
            origin=Origin(frame.origin),
            who=who,
        )
        return
    set_unit_frame(
        unit=frame.unit,
        committee_frame=frame.committee_frame,
        amount_ore=amount.ore,
        income_ore=frame.income_ore,
        investment_ore=frame.investment_ore,
        decided_on=decision.decided_on,
        origin=Origin(frame.origin),
        who=who,
    )


def _keep(made: Reprioritisation, frame: Held, *, before_ore: int, after_ore: int) -> None:
    place = {"body": frame.body} if isinstance(frame, CommitteeFrame) else {"unit": frame.unit}
    share = ReprioritisedShare(reprioritisation=made, before_ore=before_ore, after_ore=after_ore, **place)
    share.full_clean()
    share.save()
