"""Signal → the unit's own words → department management takes a stand → the signal is closed.

Only people write here. A computed finding may propose a signal; it never limits anybody's freedom.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.autonomy.models import Signal, Stand, Statement
from spelregler.apps.autonomy.queries.called_signals import called_signals
from spelregler.apps.organisation.models import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import SYSTEM, Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError
from spelregler.platform.findings import autonomy_rules

LONGEST_EVIDENCE = 400


class SignalRefused(DomainError):
    """A signal is about one of the six grounds, and tells what was seen."""

    code = "signal-refused"


class SignalClosed(DomainError):
    """A closed signal takes no more words."""

    code = "signal-closed"


class StatementRefused(DomainError):
    """A statement is the unit's own words (MR-46…51)."""

    code = "statement-refused"


class StandRefused(DomainError):
    """Department management says why it chooses what it chooses (MR-46…51)."""

    code = "stand-refused"


def open_signal(*, unit: Unit, ground: str, opened_on: date, evidence: str, who: Who, evidence_en: str = "") -> Signal:
    """A signal asks department management to take a stand; it limits nothing (MR-46…51).

    Refuses with `SignalRefused` a ground that the package in force on the day does not have, and a signal that does not
    say what was seen.
    """
    rules = autonomy_rules(as_of=opened_on)
    if rules is None or ground not in rules.grounds or not evidence.strip():
        raise SignalRefused(
            Words("A signal has one of the policy's grounds and says what has been seen."),
            way=Words("Choose the ground and describe what has happened, without names."),
            field="ground" if evidence.strip() else "evidence",
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

    Refuses with `ParameterError` a package whose parameters a check cannot take; then nothing is opened.
    """
    with transaction.atomic():
        lock_audit_chain()
        return [
            open_signal(
                unit=unit,
                ground=each.ground,
                opened_on=as_of,
                evidence=shortened(each.reason.sv),
                evidence_en=shortened(each.reason.en),
                who=who,
            )
            for unit, each in called_signals(as_of=as_of)
        ]


def shortened(words: str) -> str:
    """As much of the words as evidence holds."""
    return words if len(words) <= LONGEST_EVIDENCE else words[: LONGEST_EVIDENCE - 1].rstrip() + "…"


def give_statement(*, signal: Signal, text: str, given_on: date, who: Who, text_en: str = "") -> Statement:
    """The unit says in its own words how it sees the matter (MR-46…51).

    Refuses with `SignalClosed` words in a closed signal, with `StatementRefused` no words.
    """
    must_be_open(signal)
    if not text.strip():
        raise StatementRefused(
            Words("The statement is empty."),
            way=Words("Write the unit's view in its own words."),
            field="text",
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
    """Department management answers a signal: dialogue, intervention, or no action, always with its reason (MR-46…51).

    No action closes the signal. Refuses with `SignalClosed` a second answer after that, with `StandRefused` one without
    a reason, with `ValidationError` a choice that is none of `Stand.Choice`.
    """
    must_be_open(signal)
    if not reason.strip():
        raise StandRefused(
            Words("The stand lacks a reason."),
            clause=signal.ground,
            way=Words("Write why you choose dialogue, intervention or no action."),
            field="reason",
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


def close_signal(*, signal: Signal, closed_on: date, who: Who) -> Signal:
    """When the cause is gone the unit is free again; an open intervention ends the same day (MR-46…51).

    One that began the same day lasts that day: a period is never empty. Refuses with `SignalClosed` what is closed
    already.
    """
    must_be_open(signal)
    with transaction.atomic():
        _end(signal, on=closed_on, who=who)
    return signal


def _end(signal: Signal, *, on: date, who: Who) -> None:
    """The signal is closed, and what it limited is free; each row that changes leaves its own trace."""
    amend(signal, to={"closed_on": on}, act="close-signal", who=who)
    for intervention in signal.interventions.filter(end__gt=on):
        end = max(on, intervention.start + ONE_DAY)
        amend(intervention, to={"end": end}, act="end-intervention", who=who)


def must_be_open(signal: Signal) -> None:
    """What is closed takes nothing more. Refuses with `SignalClosed` a closed signal."""
    if signal.closed_on is not None:
        raise SignalClosed(
            Words("The signal was closed on {closed_on}.", closed_on=signal.closed_on),
            way=Words("Open a new signal if the matter is back."),
        )
