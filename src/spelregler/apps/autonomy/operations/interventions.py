"""A limit on a unit's freedom: it follows the unit's own words and a stand, and has an end (MR-46…51)."""

from __future__ import annotations

from datetime import date, timedelta

from spelregler.apps.autonomy.models import Intervention, Signal, Stand
from spelregler.apps.autonomy.operations.signals import must_be_open
from spelregler.domain.autonomy.states import InterventionLimits, InterventionPlan, intervention_faults
from spelregler.domain.words import Words, joined
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError
from spelregler.platform.findings import AutonomyRules, autonomy_rules

FIELDS = {"scope": "limits", "exit": "exit_criterion", "end": "end"}
"""The fields of an intervention that the rule's faults are about; the others are about the whole."""


class StatementMissing(DomainError):
    """The unit is heard before its freedom is limited (MR-46…51)."""

    code = "statement-missing"


class InterventionRefused(DomainError):
    """An intervention carries everything that limits its limit (MR-46…51)."""

    code = "intervention-refused"


class InterventionWithoutEnd(DomainError):
    """A limit on freedom is temporary, reviewed and has a way out."""

    code = "intervention-without-end"


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
    must_be_open(signal)
    _refuse_without_stand(signal)
    rules = rules_on(on=start)
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
    refuse_faulty(plan, rules)
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


def refuse_faulty(plan: InterventionPlan, rules: AutonomyRules) -> None:
    """Everything that the rule finds missing, told at once, under the name of the first fault.

    Refuses with `StatementMissing`, `InterventionWithoutEnd` or else `InterventionRefused`.
    """
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


def rules_on(*, on: date) -> AutonomyRules:
    """The grounds and bounds of the package in force on the day; without a package nobody may step in.

    Refuses with `InterventionRefused` a day without a package.
    """
    rules = autonomy_rules(as_of=on)
    if rules is None:
        raise InterventionRefused(
            Words("No policy package is in force on {on}, and an intervention needs a ground in it.", on=on),
            way=Words("Register the decision on the package first."),
        )
    return rules
