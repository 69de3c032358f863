"""Each clause that is followed has its answers named here, so that no check can leave it unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spelregler.apps.autonomy.operations import open_signal
from spelregler.apps.decisions.models import Decision
from spelregler.apps.evaluation.operations import PlaceAssessed, Said, record_assessment
from spelregler.apps.organisation.models import Department, Unit
from spelregler.apps.policy.findings.engine import evaluate_clause
from spelregler.apps.policy.packages.in_force import load_package
from spelregler.domain.findings import Status
from spelregler.exchange.package import Clause
from spelregler.platform.audit.operations import SYSTEM
from tests.conftest import TODAY

pytestmark = pytest.mark.once
AWAITED = "evidence.awaited"
"""The check of a clause that is not followed yet: it waits for evidence."""

JUDGED = {
    "MR-1": "kept",
    "MR-2": "attention",
    "MR-3": "breach kept",
    "MR-4": "attention breach kept",
    "MR-5": "kept not_applicable",
    "MR-6": "attention breach kept",
    "MR-7": "kept",
    "MR-8": "breach",
    "MR-9": "attention breach kept",
    "MR-10": "attention",
    "MR-11": "kept",
    "MR-12": "attention breach kept",
    "MR-13": "kept",
    "MR-14": "attention breach kept",
    "MR-16": "breach",
    "MR-17": "attention kept",
    "MR-18": "kept not_applicable",
    "MR-19": "breach kept",
    "MR-20": "kept not_applicable",
    "MR-21": "breach kept",
    "MR-22": "attention breach kept",
    "MR-23": "ensured",
    "MR-24": "kept",
    "MR-25": "breach kept",
    "MR-26": "breach kept",
    "MR-27": "breach kept",
    "MR-28": "breach kept",
    "MR-29": "breach kept",
    "MR-30": "breach kept",
    "MR-32": "kept",
    "MR-31": "attention kept",
    "MR-33": "attention",
    "MR-34": "ensured",
    "MR-35": "attention",
    "MR-36": "breach kept",
    "MR-37": "breach kept",
    "MR-38": "ensured",
    "MR-39": "ensured",
    "MR-40": "attention",
    "MR-41": "attention breach kept",
    "MR-42": "attention breach kept",
    "MR-43": "attention",
    "MR-45": "attention kept",
    "MR-46": "breach kept",
    "MR-47": "attention",
    "MR-48": "attention kept",
    "MR-49": "attention",
    "MR-50": "attention",
    "MR-51": "attention",
    "MR-52": "kept",
    "MR-54": "attention",
    "CP-1": "attention",
    "CP-4": "kept",
    "CP-5": "breach kept",
    "CP-6": "kept",
    "CP-7": "breach kept",
    "CP-8": "breach kept",
    "CP-9": "kept",
    "CP-12": "breach kept",
    "CP-10": "breach kept",
    "CP-11": "attention breach kept",
    "CP-14": "attention",
    "CP-15": "attention kept",
    "CP-16": "attention",
    "CP-13": "attention breach kept",
    "CP-17": "attention kept",
    "CP-20": "kept",
    "CP-22": "kept",
    "CP-23": "attention kept",
    "CP-25": "attention",
    "CP-26": "breach kept",
    "CP-28": "attention",
    "CP-34": "attention",
    "CP-31": "kept",
    "CP-32": "kept",
    "CP-35": "attention",
    "CP-37": "attention",
}
"""What each followed clause says of somebody in the demo, besides that it cannot judge."""

NOBODY_SIGNALLED = ("MR-49", "MR-50")
"""In the demo nobody has opened a signal on these two grounds; the test opens one."""


NOBODY_ASSESSED = ("MR-2", "MR-33", "MR-35", "MR-40", "MR-43", "MR-54", "CP-14", "CP-16", "CP-34", "CP-35", "CP-37")
"""In the demo no assessment of these rules holds today; the test records one."""


def assess(clause: Clause) -> None:
    kind, department = clause.check.partition(".")[2], Department.objects.order_by("pk").first()
    decision = Decision.objects.filter(body=department.body, decided_on__lte=TODAY).order_by("pk").first()
    record_assessment(
        clause=clause.id,
        place=PlaceAssessed(
            unit=Unit.objects.get(code="oxeloskolan") if kind == "unit" else None,
            department=department if kind == "department" else None,
            body=department.body if kind == "committee" else None,
        ),
        said=Said("attention", "Prov.", TODAY, TODAY, TODAY),
        on=TODAY,
        role="KC",
        holds_months=1,
        who=SYSTEM,
        decision=decision if kind == "committee" else None,
    )


def live_clauses() -> dict[str, Clause]:
    return {each.id: each for each in load_package("oxelosund").clauses if each.check != AWAITED}


def judged(clause: Clause) -> str:
    results = evaluate_clause(load_package("oxelosund"), clause, TODAY, {})
    return " ".join(sorted({str(each.judgement.status) for each in results} - {str(Status.NOT_ASSESSED)}))


def test_every_live_clause_is_named_here():
    assert set(JUDGED) == set(live_clauses())


@pytest.mark.parametrize("clause", JUDGED)
def test_it_is_judged_in_the_demo_and_without_its_check_it_would_be_seen(db, clause):
    if clause in NOBODY_SIGNALLED:
        unit = Unit.objects.get(code="oxeloskolan")
        open_signal(unit=unit, ground=clause, opened_on=TODAY, evidence="prov", who=SYSTEM)
    live = live_clauses()[clause]
    if clause in NOBODY_ASSESSED:
        assess(live)
    assert judged(live) == JUDGED[clause]
    assert judged(replace(live, check=AWAITED, parameters={})) != JUDGED[clause]
