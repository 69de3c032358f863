"""How the demo's goals were judged at the interim report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.demo.facts import INVENTED, Origin
from spelregler.demo.goals import UNIT_GOALS, UnitGoalFact
from spelregler.demo.indicators import INDICATORS
from spelregler.demo.people import manager_post


@dataclass(frozen=True)
class GoalJudgementFact:
    """A judgement by the unit at an interim report, with its reason."""

    goal: str
    level: str
    reason: str
    recorded_on: date
    judged_by: str
    origin: Origin = INVENTED


INTERIM = date(2026, 9, 11)
SILENT = frozenset({"it-digitalisering", "maltider", "kulturskola", "gymnasium-vux"})
"""Units that have reported nothing since January: not everybody does, and it shows."""

TOLD = {
    "ramdalsskolan-larare": (
        "not_met",
        "Delår augusti: tre behöriga lärare slutade i juni och två tjänster står tomma.",
    ),
    "hemtjansten-frisk": ("not_met", "Delår augusti: frånvaron steg i somras. Fasta slingor ska lätta på trycket."),
    "miljo-halsa-tillsyn": ("partly_met", "Delår augusti: besöken släpar två veckor efter en sjukskrivning i våras."),
}
"""Where the unit says something else than the last figures."""

REASONS = {
    "met": "Delår augusti: målet väntas nås; arbetet fortsätter som planerat.",
    "partly_met": "Delår augusti: en bit kvar. Åtgärderna i planen fortsätter hösten ut.",
    "not_met": "Delår augusti: långt från målet. Det är taget upp med förvaltningen.",
}


def _expected(fact: UnitGoalFact) -> str:
    """What the last figures say on the three-step scale (P05)."""
    last, target = Decimal((fact.values or (fact.found[-1][1],))[-1]), Decimal(fact.target)
    better = next(each.better for each in INDICATORS if each.code == fact.indicator)
    share = last / target if better == "higher" else target / last
    return "met" if share >= 1 else "partly_met" if share >= Decimal("0.8") else "not_met"


def _interim(fact: UnitGoalFact) -> GoalJudgementFact:
    level, reason = TOLD.get(fact.code, (_expected(fact), ""))
    return GoalJudgementFact(fact.code, level, reason or REASONS[level], INTERIM, manager_post(fact.unit))


JUDGEMENTS = (
    *(_interim(each) for each in UNIT_GOALS if each.unit not in SILENT and each.code != "oxeloskolan-larare"),
    GoalJudgementFact(
        "oxeloskolan-larare",
        "not_met",
        "Delår april: två behöriga lärare slutade vid årsskiftet och tjänsterna är inte tillsatta.",
        date(2026, 5, 8),
        manager_post("oxeloskolan"),
    ),
    GoalJudgementFact(
        "oxeloskolan-larare",
        "not_met",
        "Delår augusti: andelen är fortfarande långt under målet trots två nya lärare under utbildning.",
        date(2026, 9, 11),
        manager_post("oxeloskolan"),
    ),
)
