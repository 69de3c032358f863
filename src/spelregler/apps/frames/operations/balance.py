"""What the council decides of a year's result: target, plan to restore, exception, judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import DeficitDecision, DeficitStep, FinancialTarget, SoundJudgement
from spelregler.apps.frames.operations.year_figures import lawful
from spelregler.apps.frames.queries.balance import deficits_known
from spelregler.apps.organisation.models import Body
from spelregler.domain.frames.deficits import Deficit, refuse_plan
from spelregler.domain.money import ZERO, Money
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class CouncilDecisionRefused(DomainError):
    """Only the council decides targets, plans, exceptions and judgements, and a deficit must be there to decide on."""

    code = "council-decision-refused"


@dataclass(frozen=True)
class Minutes:
    """What the minutes say of a decision that is not in the register yet."""

    body: Body
    decided_on: date
    paragraph: str
    text: str


Minuted = Decision | Minutes


def set_financial_target(*, year: int, target_pct: Decimal, minuted: Minuted, who: Who) -> FinancialTarget:
    """The council's target for the result, in per cent of taxes and general grants (KL 11:6).

    Refuses with `CouncilDecisionRefused` another body's decision, with `DecisionRefused` minutes that are not
    whole.
    """
    with transaction.atomic():
        decision = _council_decision(minuted, title=f"Finansiellt mål {year}", kind=Decision.Kind.GOALS, who=who)
        target = FinancialTarget(year=year, target_pct=target_pct, decision=decision)
        store(target, act="set-financial-target", who=who)
    return target


def decide_restoration(
    *, year: int, steps: Mapping[int, Money], reason: str, minuted: Minuted, who: Who
) -> DeficitDecision:
    """The council's plan restores the whole deficit within the three years that follow (KL 11:12).

    Refuses with `FiguresRefused` steps that are too little, not above zero or outside the three years, with
    `CouncilDecisionRefused` a year without a deficit left, no reason, or another body's decision, with
    `DecisionRefused` minutes that are not whole.
    """
    with transaction.atomic():
        lock_audit_chain()
        deficit = _deficit(year, on=minuted.decided_on)
        lawful(lambda: refuse_plan(year=year, amount=deficit.left, steps=steps))
        plan = _decide(year, DeficitDecision.Kind.PLAN, ZERO, reason, minuted, who)
        for each, amount in sorted(steps.items()):
            step = DeficitStep(plan=plan, year=each, amount_ore=amount.ore)
            store(step, act="plan-restoration-step", who=who)
    return plan


def except_deficit(*, year: int, amount: Money, reason: str, minuted: Minuted, who: Who) -> DeficitDecision:
    """The council has special reasons not to restore a deficit, or a part of it, and says them (KL 11:13).

    Refuses with `CouncilDecisionRefused` an amount that is not above zero and within the deficit, a year without a
    deficit left, no reason, or another body's decision; with `DecisionRefused` minutes that are not whole.
    """
    with transaction.atomic():
        lock_audit_chain()
        deficit = _deficit(year, on=minuted.decided_on)
        if not ZERO < amount <= deficit.amount:
            raise CouncilDecisionRefused(
                Words("The exception is above zero and at most the whole deficit."),
                clause="KL 11:13",
                way=Words("Give how much of the deficit is not to be restored."),
                field="amount",
            )
        return _decide(year, DeficitDecision.Kind.EXCEPTION, amount, reason, minuted, who)


def judge_sound_management(
    *,
    year: int,
    financial: str,
    financial_reason: str,
    operational: str,
    operational_reason: str,
    minuted: Minuted,
    who: Who,
) -> SoundJudgement:
    """The council's own judgement of both sides, each with its reason (KL 11:1; MR-14).

    Refuses with `CouncilDecisionRefused` one side alone, a side without a reason, or another body's decision, with
    `DecisionRefused` minutes that are not whole.
    """
    with transaction.atomic():
        title = f"Utvärdering av god ekonomisk hushållning {year}"
        row = SoundJudgement(
            year=year,
            financial=financial,
            financial_reason=financial_reason.strip(),
            operational=operational,
            operational_reason=operational_reason.strip(),
        )
        known = SoundJudgement.Verdict.values
        if financial not in known or operational not in known or not row.financial_reason or not row.operational_reason:
            raise CouncilDecisionRefused(
                Words("A judgement covers both sides, with a reason for each."),
                clause="MR-14",
                way=Words("Fill in both sides."),
            )
        row.decision = _council_decision(minuted, title=title, kind=Decision.Kind.EVALUATION, who=who)
        store(row, act="judge-sound-management", who=who)
    return row


def _decide(year: int, kind: str, excepted: Money, reason: str, minuted: Minuted, who: Who) -> DeficitDecision:
    if not reason.strip():
        raise CouncilDecisionRefused(
            Words("A decision about a deficit has a reason."),
            clause="KL 11:13" if kind == DeficitDecision.Kind.EXCEPTION else "KL 11:12",
            way=Words("Write the reason as the minutes have it."),
            field="reason",
        )
    decision = _council_decision(minuted, title=f"Underskottet {year}", kind=Decision.Kind.MEASURES, who=who)
    row = DeficitDecision(year=year, kind=kind, excepted_ore=excepted.ore, reason=reason.strip(), decision=decision)
    store(row, act="decide-deficit", who=who, details={"kind": kind})
    return row


def _deficit(year: int, *, on: date) -> Deficit:
    found = next((each for each in deficits_known(as_of=on) if each.year == year), None)
    if found is None or not found.left:
        raise CouncilDecisionRefused(
            Words("No deficit of {year} remains to decide on.", year=year),
            clause="KL 11:12",
            way=Words("Enter the year's balance result first."),
            field="year",
        )
    return found


def _council_decision(minuted: Minuted, *, title: str, kind: str, who: Who) -> Decision:
    if minuted.body.kind != Body.Kind.COUNCIL:
        raise CouncilDecisionRefused(
            Words("Only the council decides this."),
            clause="KL 11:12",
            way=Words("Give the council's decision."),
        )
    if isinstance(minuted, Decision):
        return minuted
    return record_decision(
        body=minuted.body,
        decided_on=minuted.decided_on,
        paragraph=minuted.paragraph,
        title=title,
        text=minuted.text,
        kind=kind,
        who=who,
    )
