"""Whether everybody knows the policy: each unit's employees, and each body's members (MR-3, MR-4)."""

from __future__ import annotations

from spelregler.apps.knowledge.models import PolicyReading, UnitInformation
from spelregler.apps.knowledge.queries.units import UNITS, units_learning
from spelregler.apps.organisation.queries.units import UNITS_PLACED
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.unit_information import UnitInformed, UnitLearns, judge_unit_informed
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

belongs(UnitInformation, "unit__code")
belongs(PolicyReading, "person__employments__unit__code")


def load_units(load: Load) -> list[UnitLearns]:
    """Every unit on the day with its employees and what it has gone through."""
    return units_learning(as_of=load.as_of, units=load.units)


registry.register(
    Check(
        name=UNITS,
        title=Words("Each unit has gone through the policy"),
        formula=Words(
            "Those who have gone through it in the time that counts / those who work in the unit ≥ the limit. No one "
            "is counted twice: added to a meeting are its catch-ups, who say that they had missed it, and whoever "
            "began later and has been introduced."
        ),
        scope_kinds=("unit",),
        load=load_units,
        judge=judge_unit_informed,
        reads=("knowledge.unitinformation", "knowledge.policyreading", "organisation.employment", *UNITS_PLACED),
        parameters=UnitInformed,
    )
)
