"""Who has evaluated a year and accounted for it (MR-9, MR-10)."""

from __future__ import annotations

from spelregler.apps.evaluation.models import Account, Evaluation
from spelregler.apps.evaluation.queries.accounts import accounts_of
from spelregler.apps.evaluation.queries.yearly import decided_by, evaluating_bodies
from spelregler.apps.organisation.models import Body
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
from spelregler.domain.findings import Scope
from spelregler.domain.words import Pair, Words
from spelregler.platform.touching import belongs

belongs(Evaluation)
belongs(Account)

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
