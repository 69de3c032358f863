"""The rules that no recorded fact answers for, told by those who are to assess them; and who looks at each rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from spelregler.apps.evaluation.models import Assessment, Evidence, Objection
from spelregler.apps.evaluation.queries.standing import holding_by_rule, rules_assessed, standing
from spelregler.apps.organisation.queries.departments import DEPARTMENTS, departments
from spelregler.apps.organisation.queries.units import UNITS_PLACED, count_placed_units, placed_units
from spelregler.domain.assessment import AWAITED, AssessedPlace, HoldsFor, judge_assessed, place_of
from spelregler.domain.checks import Check, Load, read_parameters, registry
from spelregler.domain.findings import MUNICIPALITY, Scope, ScopeKind
from spelregler.domain.looked_at import LookedBy, WatchedRule, judge_looked_at
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.words import NOTHING, Pair, Words
from spelregler.exchange.package import Clause
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

PLACES: tuple[tuple[ScopeKind, Words, Callable[[Load], list[AssessedPlace]], tuple[str, ...]], ...] = (
    ("municipality", Words("The chief executive assesses the rule for the municipality"), load_municipality, ()),
    (
        "committee",
        Words("Each committee assesses the rule by a decision"),
        load_committees,
        ("decisions.decision", *DEPARTMENTS),
    ),
    ("department", Words("Each department head assesses the rule for the department"), load_departments, DEPARTMENTS),
    ("unit", Words("Each unit manager assesses the rule for the unit"), load_units, UNITS_PLACED),
)
"""A check for each kind of place (`assessed.unit` …): who assesses there, the places, and the rows they stand in."""

for kind, title, load, reads in PLACES:
    registry.register(
        Check(
            name=f"assessed.{kind}",
            title=title,
            formula=FORMULA,
            scope_kinds=(kind,),
            load=load,
            judge=judge_assessed,
            reads=(*ASSESSMENTS, *reads),
            parameters=HoldsFor,
        )
    )


def load_watched(load: Load) -> list[WatchedRule]:
    """Every rule of the package that judges the day, and who looks at it. Ten queries in an evaluation.

    An assessment counts while it holds, and no longer than the rule's own frequency and the package's months let it.
    """
    package, day = load.package, load.as_of
    places = {
        "municipality": 1,
        "committee": len({each.body for each in load.once(departments)}),
        "department": len(load.once(departments)),
        "unit": load.once(count_placed_units),
    }
    made: dict[tuple[str, str], list[tuple[date, int]]] = {}
    for rule, kind, on, count in load.once(holding_by_rule):
        made.setdefault((rule, kind), []).append((on, count))

    ever, before = load.once(rules_assessed), load.counts_from - ONE_DAY if load.counts_from else None

    def watched(clause: Clause) -> WatchedRule:
        kind = place_of(clause.check)
        if kind is None:
            by = LookedBy.NOBODY if clause.check == AWAITED else LookedBy.REGISTERS
            return WatchedRule(clause.id, clause.name, by, unseen_since=before)
        months = read_parameters(registry.get(clause.check), package.resolved(clause)).holds_months
        limit = package.age_limit(clause)
        earliest = max(add_months(day, -months), day - timedelta(days=limit.days) if limit else date.min)
        since = None if clause.id in ever else before
        holding = sum(count for on, count in made.get((clause.id, kind), ()) if on >= earliest)
        return WatchedRule(clause.id, clause.name, LookedBy.PEOPLE, places[kind], min(holding, places[kind]), since)

    return [watched(clause) for clause in package.clauses] if package else []


registry.register(
    Check(
        name="evaluation.looked_at",
        title=Words("Every rule is looked at"),
        formula=Words(
            "Rules that neither a check asks nor an assessment that holds answers for = 0. A rule that waits for a way "
            "to be followed is looked at by nobody."
        ),
        scope_kinds=("municipality",),
        load=load_watched,
        judge=judge_looked_at,
        reads=(
            "evaluation.assessment",
            "evaluation.evidence",
            "organisation.placement",
            *DEPARTMENTS,
        ),
    )
)
