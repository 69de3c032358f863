"""Signal → the unit's own words → department management takes a stand → an intervention that ends, if any.

Only people write here. A computed finding may propose a signal; it never limits anybody's freedom.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from spelregler.apps.autonomy.models import Intervention, Review, Signal, Stand, Statement
from spelregler.apps.autonomy.queries.called_signals import called_signals
from spelregler.apps.organisation.models import Unit
from spelregler.domain.autonomy.states import InterventionLimits, InterventionPlan, intervention_faults
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words, joined
from spelregler.platform.audit.operations import SYSTEM, Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError
from spelregler.platform.findings import AutonomyRules, autonomy_rules

LONGEST_EVIDENCE = 400
FIELDS = {"scope": "limits", "exit": "exit_criterion", "end": "end"}
"""The fields of an intervention that the rule's faults are about; the others are about the whole."""


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
    _still_open(signal)
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
    _still_open(signal)
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
    """An intervention has the unit's statement, a limit, a way out, a review and an end, as the package bounds them.

    It follows on the management's stand to intervene (MR-46…51): from freedom or dialogue no way leads straight to it.
    `end` is the first day when it no longer holds.

    Refuses with `SignalClosed` a closed signal, with `StatementMissing` a unit that is not heard, with
    `InterventionWithoutEnd` no end or one past the package's longest time, with `InterventionRefused` all else that is
    missing.
    """
    _still_open(signal)
    _refuse_without_stand(signal)
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


def _refuse_without_stand(signal: Signal) -> None:
    latest = signal.stands.order_by("decided_on", "pk").last()
    if latest is None or latest.choice != Stand.Choice.INTERVENE:
        raise InterventionRefused(
            Words("The management has not taken a stand to intervene."),
            clause=signal.ground,
            way=Words("Take a stand on the signal first, with a reason."),
        )


def review_intervention(
    *,
    intervention: Intervention,
    outcome: str,
    seen: str,
    reviewed_on: date,
    who: Who,
    limits: str = "",
    end: date | None = None,
) -> Review:
    """Department management looks at an intervention again: it continues, is eased, is renewed or ends (MR-46…51).

    The next review lies within the package's days. Easing lets another, smaller limit hold from the day. A renewal has
    its reason in what was seen and ends within the package's longest time from the review; `end` is the first day after
    it. To end it is to say that the cause is gone, so the signal is closed with it.

    Refuses with `InterventionRefused` a day when it does not hold, nothing seen, and easing without what is still
    limited; with `InterventionWithoutEnd` a renewal that is no later, or too long; with `StatementMissing` one of a
    unit that is not heard; with `SignalClosed` the end of what is closed.
    """
    with transaction.atomic():
        held = Intervention.objects.select_for_update().select_related("signal", "unit").get(pk=intervention.pk)
        _refuse_review(held, seen=seen, on=reviewed_on)
        review = Review(
            intervention=held, outcome=outcome, seen=seen.strip(), reviewed_on=reviewed_on, reviewed_by=who.name
        )
        store(review, act="review-intervention", who=who, details={"outcome": outcome})
        if outcome == Review.Outcome.END:
            close_signal(signal=held.signal, closed_on=reviewed_on, who=who)
            return review
        if outcome == Review.Outcome.RENEW:
            _renew(held, end=end, reason=seen, on=reviewed_on, who=who)
        elif outcome == Review.Outcome.EASE:
            held = _ease(held, limits=limits, on=reviewed_on, who=who)
        assert held.end is not None  # noqa: S101 - an intervention always ends
        again = min(reviewed_on + timedelta(days=_rules(on=reviewed_on).review_days), held.end)
        amend(held, to={"next_review": again}, act="set-next-review", who=who)
    return review


def _refuse_review(held: Intervention, *, seen: str, on: date) -> None:
    if held.end is None or not held.start <= on < held.end:
        raise InterventionRefused(
            Words("The intervention is not in force on that day, so there is nothing to review."),
            clause=held.ground,
            way=Words("If the cause remains, a new intervention begins, with the unit's statement."),
        )
    if not seen.strip():
        raise InterventionRefused(
            Words("A review says what has been seen."),
            clause=held.ground,
            way=Words("Write what is better, worse or the same, and why you choose as you do."),
            field="seen",
        )


def _renew(held: Intervention, *, end: date | None, reason: str, on: date, who: Who) -> None:
    statement = held.signal.statements.order_by("given_on", "pk").last()
    rules = _rules(on=on)
    if end is None or held.end is None or end <= held.end:
        raise InterventionWithoutEnd(
            Words("A renewal has a later end than {end}.", end=held.end),
            clause=held.ground,
            way=Words("Give the last day, or let the intervention continue to its end."),
            field="end",
        )
    plan = InterventionPlan(
        ground=held.ground,
        evidence=held.signal.evidence,
        unit_statement=statement.text if statement else "",
        scope=held.limits,
        start=on,
        review_on=min(on + timedelta(days=rules.review_days), end),
        end=end,
        exit_criterion=held.exit_criterion,
        opened_by=who.role.partition(" ")[0],
        renews_until=held.end,
        renewal_reason=reason,
    )
    _refuse_faulty(plan, rules)
    amend(held, to={"end": end}, act="renew-intervention", who=who, details={"until": end})


def _ease(held: Intervention, *, limits: str, on: date, who: Who) -> Intervention:
    """The smaller limit holds from the day; the larger one is kept with its days."""
    if not limits.strip() or on <= held.start:
        raise InterventionRefused(
            Words("Easing says what is still limited, and comes after the intervention's first day."),
            clause=held.ground,
            way=Words("Write which freedom is still limited. If none is, the intervention ends."),
            field="limits" if not limits.strip() else "",
        )
    eased = Intervention(
        signal=held.signal,
        unit=held.unit,
        ground=held.ground,
        limits=limits.strip(),
        limits_money_moves=False,
        exit_criterion=held.exit_criterion,
        start=on,
        end=held.end,
        next_review=held.next_review,
        opened_by=who.name,
    )
    amend(held, to={"end": on}, act="end-intervention", who=who)
    store(eased, act="ease-intervention", who=who, details={"limits": eased.limits})
    return eased


def close_signal(*, signal: Signal, closed_on: date, who: Who) -> Signal:
    """When the cause is gone the unit is free again; an open intervention ends the same day (MR-46…51).

    One that began the same day lasts that day: a period is never empty. Refuses with `SignalClosed` what is closed
    already.
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
            Words("No policy package is in force on {on}, and an intervention needs a ground in it.", on=on),
            way=Words("Register the decision on the package first."),
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
        joined(*(fault.words for fault in faults)),
        clause=plan.ground,
        way=Words("Complete it and try again; an intervention can be renewed with a reason."),
        field=FIELDS.get(faults[0].code, ""),
    )


def _still_open(signal: Signal) -> None:
    if signal.closed_on is not None:
        raise SignalClosed(
            Words("The signal was closed on {closed_on}.", closed_on=signal.closed_on),
            way=Words("Open a new signal if the matter is back."),
        )
