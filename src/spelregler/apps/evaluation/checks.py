"""The rules that no recorded fact answers for, told by those who are to assess them (MR-8)."""

from __future__ import annotations

from spelregler.apps.evaluation.models import Assessment, Evidence, Objection
from spelregler.apps.evaluation.queries.standing import standing
from spelregler.apps.organisation.queries.departments import DEPARTMENTS, departments
from spelregler.apps.organisation.queries.units import UNITS_PLACED, placed_units
from spelregler.domain.assessment import AssessedPlace, HoldsFor, judge_assessed
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.findings import MUNICIPALITY, Scope, ScopeKind
from spelregler.domain.words import NOTHING, Pair, Words
from spelregler.platform.touching import belongs

belongs(Assessment, "unit__code")
belongs(Evidence, "assessments__unit__code", alone_is_nothing=True)
belongs(Objection, "assessment__unit__code")

ASSESSMENTS = ("evaluation.assessment", "evaluation.evidence", "evaluation.objection")


def _assessed(load: Load, kind: ScopeKind, places: list[Scope]) -> list[AssessedPlace]:
    """The places with what counts about each. What lacks is said in the package's words."""
    said = load.once(standing, kind=kind, units=load.units if kind == "unit" else None)
    clause = load.package.clause(load.clause_id) if load.package else None
    missing = Pair(clause.evidence.sv.rstrip("."), clause.evidence.en.rstrip(".")) if clause else NOTHING
    return [AssessedPlace(place, missing, said.get((load.clause_id, place.key))) for place in places]


def load_municipality(load: Load) -> list[AssessedPlace]:
    """The municipality with what counts about it. Three queries in an evaluation."""
    return _assessed(load, "municipality", [MUNICIPALITY])


def load_committees(load: Load) -> list[AssessedPlace]:
    """Each body that a department answers to. Six queries in an evaluation."""
    found = {each.body: each.body_name for each in load.once(departments)}
    return _assessed(load, "committee", [Scope("committee", code, name) for code, name in sorted(found.items())])


def load_departments(load: Load) -> list[AssessedPlace]:
    """Each department. Six queries in an evaluation."""
    places = [Scope("department", each.code, each.name) for each in load.once(departments)]
    return _assessed(load, "department", places)


def load_units(load: Load) -> list[AssessedPlace]:
    """Each unit that is asked about. Four queries in an evaluation."""
    places = [Scope("unit", each.code, each.name) for each in load.once(placed_units, units=load.units)]
    return _assessed(load, "unit", places)


FORMULA = Words(
    "The newest assessment that holds on the day, as the one who is to assess has recorded it. Without one, when its "
    "last day has passed or its evidence is too old, the rule is not assessed."
)

registry.register(
    Check(
        name="assessed.municipality",
        title=Words("The chief executive assesses the rule for the municipality"),
        formula=FORMULA,
        scope_kinds=("municipality",),
        load=load_municipality,
        judge=judge_assessed,
        reads=ASSESSMENTS,
        parameters=HoldsFor,
    )
)
registry.register(
    Check(
        name="assessed.committee",
        title=Words("Each committee assesses the rule by a decision"),
        formula=FORMULA,
        scope_kinds=("committee",),
        load=load_committees,
        judge=judge_assessed,
        reads=(*ASSESSMENTS, "decisions.decision", *DEPARTMENTS),
        parameters=HoldsFor,
    )
)
registry.register(
    Check(
        name="assessed.department",
        title=Words("Each department head assesses the rule for the department"),
        formula=FORMULA,
        scope_kinds=("department",),
        load=load_departments,
        judge=judge_assessed,
        reads=(*ASSESSMENTS, *DEPARTMENTS),
        parameters=HoldsFor,
    )
)
registry.register(
    Check(
        name="assessed.unit",
        title=Words("Each unit manager assesses the rule for the unit"),
        formula=FORMULA,
        scope_kinds=("unit",),
        load=load_units,
        judge=judge_assessed,
        reads=(*ASSESSMENTS, *UNITS_PLACED),
        parameters=HoldsFor,
    )
)
