"""What those say who are to assess a rule (MR-8), and who has evaluated a year and accounted for it (MR-9, MR-10)."""

from __future__ import annotations

from collections.abc import Callable

from spelregler.apps.evaluation.models import Account, Assessment, Evaluation, Evidence, Objection
from spelregler.apps.evaluation.queries.accounts import accounts_of
from spelregler.apps.evaluation.queries.standing import standing
from spelregler.apps.evaluation.queries.yearly import decided_by, evaluating_bodies
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.departments import DEPARTMENTS, departments
from spelregler.apps.organisation.queries.units import UNITS_PLACED, placed_units
from spelregler.domain.assessment import AssessedPlace, HoldsFor, judge_assessed
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.evaluation import (
    ACCOUNTED,
    EVALUATED,
    AccountBy,
    AccountOfYear,
    BodyEvaluations,
    Decided,
    EvaluatedBy,
    judge_account_given,
    judge_evaluated_yearly,
    judged_year,
)
from spelregler.domain.findings import MUNICIPALITY, Scope, ScopeKind
from spelregler.domain.words import NOTHING, Pair, Words
from spelregler.platform.touching import belongs

belongs(Assessment, "unit__code")
belongs(Evidence, "assessments__unit__code", alone_is_nothing=True)
belongs(Objection, "assessment__unit__code")
belongs(Evaluation)
belongs(Account)

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


YEARLY = ("evaluation.evaluation", "decisions.decision", "organisation.body")
"""What the yearly evaluations stand in."""


def load_evaluations(load: Load) -> list[BodyEvaluations]:
    """Each body that evaluates, with the years that it has decided by the day. Two queries in an evaluation."""
    decided = load.once(decided_by)
    first = min((year for _body, year in decided), default=None)
    return [
        BodyEvaluations(
            body=Scope("committee", each.code, each.name),
            since=each.start,
            decided={year: said for (body, year), said in decided.items() if body == each.code},
            first_year=first,
            is_board=each.kind == Body.Kind.EXECUTIVE_BOARD,
            start_day=load.counts_from,
        )
        for each in load.once(evaluating_bodies)
    ]


def load_account(load: Load) -> list[AccountOfYear]:
    """Last year's account as it was on the day, or who it waits for. At most four queries in an evaluation."""
    year, decided = judged_year(load.as_of), load.once(decided_by)
    owing = [each for each in load.once(evaluating_bodies) if each.start.year <= year]
    if not owing:
        return []
    found = accounts_of(year, as_of=load.as_of).handed_over
    lacking = found.lacking.all() if found else [each for each in owing if (each.code, year) not in decided]
    given = found.handed_over if found else None
    return [
        AccountOfYear(
            delivered=Decided(given.decided_on, given.paragraph) if given else None,
            lacking=tuple(Pair(each.name, each.name_en) for each in lacking),
            bodies=len(owing),
            start_day=load.counts_from,
        )
    ]


registry.register(
    Check(
        name=EVALUATED,
        title=Words("Each committee has evaluated the policy"),
        formula=Words("The body has decided its evaluation of last year, no later than the day of the limit."),
        scope_kinds=("committee",),
        load=load_evaluations,
        judge=judge_evaluated_yearly,
        reads=YEARLY,
        parameters=EvaluatedBy,
    )
)
registry.register(
    Check(
        name=ACCOUNTED,
        title=Words("The council has received the account"),
        formula=Words(
            "The account of last year's evaluations is handed to the council, with every body's in it, no later than "
            "the day of the limit."
        ),
        scope_kinds=("municipality",),
        load=load_account,
        judge=judge_account_given,
        reads=("evaluation.account", *YEARLY),
        parameters=AccountBy,
    )
)
