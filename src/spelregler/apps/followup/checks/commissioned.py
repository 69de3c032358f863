"""Whether bodies have the activity evaluated, and decide what each evaluation leads to (MR-21)."""

from __future__ import annotations

from spelregler.apps.followup.models import CommissionedEvaluation, EvaluationFollowUp, HandedInEvaluation
from spelregler.apps.followup.queries.commissioned import bodies_evaluations
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.commissioned import USED, BodyEvaluations, EvaluationsUsed, judge_evaluations_used
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

# What a body has evaluated is the body's; the answer is about no unit.
for each in (CommissionedEvaluation, HandedInEvaluation, EvaluationFollowUp):
    belongs(each, beside=lambda _keys: ())


def load_evaluations(load: Load) -> list[BodyEvaluations]:
    """The council, the board and every committee with what each has commissioned. Four queries."""
    return load.once(bodies_evaluations)


registry.register(
    Check(
        name=USED,
        title=Words("Each body has the activity evaluated, and decides what it leads to"),
        formula=Words(
            "An evaluation is commissioned within each 365 days, and what each one leads to is decided within the "
            "months from when it was handed in."
        ),
        scope_kinds=("committee",),
        load=load_evaluations,
        judge=judge_evaluations_used,
        reads=(
            *("followup.commissionedevaluation", "followup.handedinevaluation", "followup.evaluationfollowup"),
            *("decisions.decision", "organisation.body"),
        ),
        parameters=EvaluationsUsed,
    )
)
