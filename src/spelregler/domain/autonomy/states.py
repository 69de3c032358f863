"""The states of a unit's freedom, and what an intervention must carry (domain 1.3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from spelregler.domain.checks import param
from spelregler.domain.measured import Unit
from spelregler.domain.period import Period, add_months
from spelregler.domain.words import Bilingual, Words

MANAGEMENT = frozenset({"FC", "KC"})


class UnitState(StrEnum):
    AUTONOMOUS = "autonomous"
    DIALOGUE = "dialogue"
    INTERVENTION_PROPOSED = "intervention_proposed"
    INTERVENTION = "intervention"
    CLOSING = "closing"


class StandKind(StrEnum):
    """How the department management answers a signal; each way has a reason."""

    DIALOGUE = "dialogue"
    INTERVENE = "intervene"
    NO_ACTION = "no_action"


@dataclass(frozen=True)
class Hindrance:
    """One thing that stands in the way, with a code for tests and words for people."""

    code: str
    words: Bilingual


@dataclass(frozen=True)
class InterventionLimits:
    """How long an intervention may last and how often it is reviewed."""

    review_days: int = param(30, minimum=1, maximum=90, unit=Unit.DAYS, title=Words("Longest time between reviews"))
    longest_months: int = param(6, minimum=1, maximum=12, unit=Unit.MONTHS, title=Words("Longest intervention"))


@dataclass(frozen=True)
class InterventionPlan:
    """Everything an intervention needs before it starts. `scope` says which freedom is limited.

    `renews_until` is the end of the intervention it prolongs; a renewal states why.
    `management_concerned` is for a ground that concerns the management itself (MR-49).
    """

    ground: str
    evidence: str
    unit_statement: str
    scope: str
    start: date
    review_on: date
    end: date
    exit_criterion: str
    opened_by: str
    renews_until: date | None = None
    renewal_reason: str = ""
    management_concerned: bool = False

    @property
    def period(self) -> Period:
        """The time the limit holds; it ends by itself, without a decision."""
        return Period(self.start, self.end)


DEFAULT_LIMITS = InterventionLimits()


def intervention_faults(
    plan: InterventionPlan, *, grounds: Collection[str], limits: InterventionLimits = DEFAULT_LIMITS
) -> list[Hindrance]:
    """MR-46…51: an intervention has a ground, evidence, the unit's own words, scope, reviews and an end."""
    needed = [
        (plan.ground in grounds, "ground", Words("Name one of the policy's grounds.")),
        (plan.evidence.strip(), "evidence", Words("Evidence is missing.")),
        (plan.unit_statement.strip(), "statement", Words("The unit's statement is missing.")),
        (plan.scope.strip(), "scope", Words("Say which freedom is limited.")),
        (plan.exit_criterion.strip(), "exit", Words("Say what ends it.")),
    ]
    faults = [Hindrance(code, words) for present, code, words in needed if not present]
    return [*faults, *_opener_faults(plan), *_time_faults(plan, limits)]


def _opener_faults(plan: InterventionPlan) -> list[Hindrance]:
    if plan.opened_by not in MANAGEMENT:
        return [
            Hindrance(
                "opened_by",
                Words("Only the department management intervenes; the elected are informed."),
            )
        ]
    if plan.management_concerned and plan.opened_by != "KC":
        return [
            Hindrance(
                "concerned",
                Words("The management is itself concerned; the chief executive decides."),
            )
        ]
    return []


def _time_faults(plan: InterventionPlan, limits: InterventionLimits) -> list[Hindrance]:
    faults = []
    if not plan.start < plan.review_on <= plan.start + timedelta(days=limits.review_days):
        faults.append(
            Hindrance(
                "review",
                Words("The first review is to be within {review_days} days.", review_days=limits.review_days),
            )
        )
    if not plan.start < plan.end <= add_months(plan.start, limits.longest_months):
        faults.append(
            Hindrance(
                "end",
                Words(
                    "The end is to be after the start and within {longest_months} months.",
                    longest_months=limits.longest_months,
                ),
            )
        )
    if plan.renews_until is not None and not plan.renewal_reason.strip():
        faults.append(Hindrance("renewal", Words("A renewal needs a reason.")))
    return faults
