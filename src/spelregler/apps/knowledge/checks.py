"""Whether everybody knows the policy: each unit's employees, and each body's members (MR-3, MR-4)."""

from __future__ import annotations

from spelregler.apps.knowledge.models import Attendance, PolicyReading, SelfCheck, UnitInformation
from spelregler.apps.knowledge.queries.bodies import BODIES, bodies_learning
from spelregler.apps.knowledge.queries.units import UNITS, units_learning
from spelregler.apps.organisation.queries.units import UNITS_PLACED
from spelregler.domain.body_training import BodyLearns, MembersUnderstand, judge_members_understand
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.unit_information import UnitInformed, UnitLearns, judge_unit_informed
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

belongs(UnitInformation, "unit__code")
belongs(PolicyReading, "person__employments__unit__code")
# A body is no unit: what is recorded of one touches none.
belongs(Attendance, beside=lambda _keys: ())
belongs(SelfCheck, beside=lambda _keys: ())


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


def load_bodies(load: Load) -> list[BodyLearns]:
    """Every committee and the executive board with its seats, its term's trainings and its last self-check."""
    return bodies_learning(as_of=load.as_of)


registry.register(
    Check(
        name=BODIES,
        title=Words("Each committee understands the policy"),
        formula=Words(
            "Members and substitutes trained in the term / those in their seats ≥ the limit, catch-ups counted, and a "
            "self-check made by the body within its time."
        ),
        scope_kinds=("committee",),
        load=load_bodies,
        judge=judge_members_understand,
        reads=(
            "knowledge.attendance",
            "knowledge.selfcheck",
            "knowledge.policyreading",
            "organisation.training",
            "organisation.body",
            "organisation.term",
            "organisation.seat",
            "organisation.membership",
            "organisation.person",
        ),
        parameters=MembersUnderstand,
    )
)
