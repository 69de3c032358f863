"""Signal → the unit's own words → department management takes a stand → an intervention that ends, if any.

Only people write here. A computed finding may propose a signal; it never limits anybody's freedom.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from spelregler.apps.autonomy.calls import called_signals
from spelregler.apps.autonomy.models import Intervention, Signal, Stand, Statement
from spelregler.apps.organisation.models import Unit
from spelregler.domain.autonomy.states import InterventionLimits, InterventionPlan, intervention_faults
from spelregler.domain.period import ONE_DAY
from spelregler.platform.audit.operations import SYSTEM, Who, amend, store, take_turn
from spelregler.platform.errors import DomainError
from spelregler.platform.findings import AutonomyRules, autonomy_rules

LONGEST_EVIDENCE = 400


class SignalRefused(DomainError):
    """A signal is about one of the six grounds, and tells what was seen."""

    code = "signal-refused"


class SignalClosed(DomainError):
    """A closed signal takes no more words."""

    code = "signal-closed"


class StatementMissing(DomainError):
    """The unit is heard before its freedom is limited (MR-46…51)."""

    code = "statement-missing"


class InterventionRefused(DomainError):
    """An intervention carries everything that limits its limit (MR-46…51)."""

    code = "intervention-refused"


class InterventionWithoutEnd(DomainError):
    """A limit on freedom is temporary, reviewed and has a way out."""

    code = "intervention-without-end"


def open_signal(*, unit: Unit, ground: str, opened_on: date, evidence: str, who: Who, evidence_en: str = "") -> Signal:
    """A signal asks department management to take a stand; it limits nothing (MR-46…51).

    It stands on one of the grounds of the package in force, and says what was seen.
    """
    rules = autonomy_rules(as_of=opened_on)
    if rules is None or ground not in rules.grounds or not evidence.strip():
        raise SignalRefused(
            sv="En signal har en av policyns grunder och säger vad som har setts.",
            en="A signal has one of the policy's grounds and says what has been seen.",
            way_sv="Välj grunden och beskriv vad som har hänt, utan namn.",
            way_en="Choose the ground and describe what has happened, without names.",
        )
    signal = Signal(
        unit=unit,
        ground=ground,
        opened_on=opened_on,
        evidence=evidence.strip(),
        evidence_en=evidence_en.strip(),
        opened_by=who.name,
    )
    store(signal, act="open-signal", who=who, details={"on": opened_on, "evidence": evidence})
    return signal


def open_called_signals(*, as_of: date, who: Who = SYSTEM) -> list[Signal]:
    """The signals that the facts call for on the day and that nobody has opened: a signal each, never an intervention.

    The evidence is what the rule itself says, and the management's days run from the day when the signal is opened. A
    call that a signal already takes care of opens none, so a second night the same day opens nothing (MR-46, MR-48).
    """
    with transaction.atomic():
        take_turn()
        return [
            open_signal(
                unit=unit,
                ground=each.ground,
                opened_on=as_of,
                evidence=shortened(each.reason_sv),
                evidence_en=shortened(each.reason_en),
                who=who,
            )
            for unit, each in called_signals(as_of=as_of)
        ]


def shortened(words: str) -> str:
    """As much of the words as evidence holds."""
    return words if len(words) <= LONGEST_EVIDENCE else words[: LONGEST_EVIDENCE - 1].rstrip() + "…"


def give_statement(*, signal: Signal, text: str, given_on: date, who: Who, text_en: str = "") -> Statement:
    """The unit says in its own words how it sees the matter."""
    _still_open(signal)
    if not text.strip():
        raise DomainError(
            sv="Yttrandet är tomt.",
            en="The statement is empty.",
            way_sv="Skriv enhetens syn med egna ord.",
            way_en="Write the unit's view in its own words.",
        )
    statement = Statement(signal=signal, text=text.strip(), text_en=text_en, given_on=given_on, given_by=who.name)
    store(statement, act="give-statement", who=who, subject=str(signal), details={"on": given_on})
    return statement


def take_stand(
    *,
    signal: Signal,
    choice: str,
    reason: str,
    decided_on: date,
    who: Who,
    review_on: date | None = None,
    reason_en: str = "",
) -> Stand:
    """Department management answers a signal: dialogue, intervention, or no action, always with its reason."""
    _still_open(signal)
    if not reason.strip():
        raise DomainError(
            sv="Ställningstagandet saknar skäl.",
            en="The stand lacks a reason.",
            clause=signal.ground,
            way_sv="Skriv varför ni väljer dialog, ingripande eller ingen åtgärd.",
            way_en="Write why you choose dialogue, intervention or no action.",
        )
    stand = Stand(
        signal=signal,
        choice=choice,
        reason=reason.strip(),
        reason_en=reason_en,
        decided_on=decided_on,
        decided_by=who.name,
        review_on=review_on,
    )
    with transaction.atomic():
        store(stand, act="take-stand", who=who, subject=str(signal), details={"choice": choice, "reason": reason})
        if choice == Stand.Choice.NO_ACTION:
            _end(signal, on=decided_on, who=who)
    return stand


def start_intervention(
    *,
    signal: Signal,
    limits: str,
    limits_money_moves: bool,
    exit_criterion: str,
    start: date,
    end: date,
    who: Who,
) -> Intervention:
    """An intervention has the unit's statement, a limit, a way out, a review and an end, as the package bounds them."""
    _still_open(signal)
    rules = _rules(on=start)
    statement = signal.statements.order_by("given_on", "pk").last()
    plan = InterventionPlan(
        ground=signal.ground,
        evidence=signal.evidence,
        unit_statement=statement.text if statement else "",
        scope=limits,
        start=start,
        review_on=min(start + timedelta(days=rules.review_days), end),
        end=end,
        exit_criterion=exit_criterion,
        opened_by=who.role.partition(" ")[0],
    )
    _refuse_faulty(plan, rules)
    intervention = Intervention(
        signal=signal,
        unit=signal.unit,
        ground=signal.ground,
        limits=limits,
        limits_money_moves=limits_money_moves,
        exit_criterion=exit_criterion,
        start=start,
        end=end,
        next_review=plan.review_on,
        opened_by=who.name,
    )
    store(intervention, act="start-intervention", who=who, details={"start": start, "end": end})
    return intervention


def close_signal(*, signal: Signal, closed_on: date, who: Who) -> Signal:
    """When the cause is gone the unit is free again; an open intervention ends the same day.

    One that began the same day lasts that day: a period is never empty.
    """
    _still_open(signal)
    with transaction.atomic():
        _end(signal, on=closed_on, who=who)
    return signal


def _end(signal: Signal, *, on: date, who: Who) -> None:
    """The signal is closed, and what it limited is free; each row that changes leaves its own trace."""
    amend(signal, to={"closed_on": on}, act="close-signal", who=who)
    for intervention in signal.interventions.filter(end__gt=on):
        end = max(on, intervention.start + ONE_DAY)
        amend(intervention, to={"end": end}, act="end-intervention", who=who)


def _rules(*, on: date) -> AutonomyRules:
    """The grounds and bounds of the package in force on the day; without a package nobody may step in."""
    rules = autonomy_rules(as_of=on)
    if rules is None:
        raise InterventionRefused(
            sv=f"Inget policypaket gäller den {on}, och ett ingripande behöver en grund i det.",
            en=f"No policy package is in force on {on}, and an intervention needs a ground in it.",
            way_sv="Registrera beslutet om paketet först.",
            way_en="Register the decision on the package first.",
        )
    return rules


def _refuse_faulty(plan: InterventionPlan, rules: AutonomyRules) -> None:
    """Everything that the rule finds missing, told at once, under the name of the first fault."""
    limits = InterventionLimits(review_days=rules.review_days, longest_months=rules.longest_months)
    faults = intervention_faults(plan, grounds=rules.grounds, limits=limits)
    if not faults:
        return
    kind = {"statement": StatementMissing, "end": InterventionWithoutEnd}.get(faults[0].code, InterventionRefused)
    raise kind(
        sv=" ".join(fault.sv for fault in faults),
        en=" ".join(fault.en for fault in faults),
        clause=plan.ground,
        way_sv="Komplettera och försök igen; ett ingripande går att förnya med skäl.",
        way_en="Complete it and try again; an intervention can be renewed with a reason.",
    )


def _still_open(signal: Signal) -> None:
    if signal.closed_on is not None:
        raise SignalClosed(
            sv=f"Signalen avslutades {signal.closed_on}.",
            en=f"The signal was closed on {signal.closed_on}.",
            way_sv="Öppna en ny signal om frågan är tillbaka.",
            way_en="Open a new signal if the matter is back.",
        )
