"""Whether each body has its plan for internal control, controls of its high risks, and the year's report (CP-13)."""

from __future__ import annotations

from spelregler.apps.control.models import Control, ControlPlan, Risk
from spelregler.apps.control.queries.plans import plans_of_bodies
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.control import PLANNED, PlanRules, PlansOfBody, judge_planned
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

# A plan is a body's, and touches no unit.
for each in (ControlPlan, Risk, Control):
    belongs(each)


def load_plans(load: Load) -> list[PlansOfBody]:
    """Every committee and the executive board with its plans of this year and the last."""
    return plans_of_bodies(as_of=load.as_of)


registry.register(
    Check(
        name=PLANNED,
        title=Words("Each committee plans and reports its internal control"),
        formula=Words(
            "The plan is decided before the year, each risk from the value has a control in it, and the year before is "
            "reported to the body by its day."
        ),
        scope_kinds=("committee",),
        load=load_plans,
        judge=judge_planned,
        reads=(
            *("control.controlplan", "control.risk", "control.control"),
            *("decisions.decision", "organisation.body", "organisation.term"),
        ),
        parameters=PlanRules,
    )
)
