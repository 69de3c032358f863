"""The demo's assessments of rules, as those who are to assess recorded them."""

from __future__ import annotations

from typing import Any

from spelregler.apps.evaluation.operations import (
    EvidenceSaid,
    PlaceAssessed,
    Said,
    object_to_assessment,
    record_assessment,
    record_overruling,
)
from spelregler.demo.assessments import ASSESSMENTS, OVERRULINGS, AssessmentFact
from spelregler.demo.facts import YEAR
from spelregler.demo.made import Made
from spelregler.domain.period import calendar_year
from spelregler.platform.findings import assessed_rules


def build_assessments(made: Made) -> None:
    """A few are made, one is out of date, and one has met an objection; the most are still to be made."""
    for fact in (*ASSESSMENTS, *OVERRULINGS):
        if fact.computed:
            recorded = record_overruling(computed=fact.computed, **_said(made, fact))
        else:
            rules = {each.clause: each for each in assessed_rules(as_of=fact.on)}
            recorded = record_assessment(holds_months=rules[fact.clause].holds_months, **_said(made, fact))
        if fact.objection:
            object_to_assessment(
                assessment=recorded,
                text=fact.objection.text,
                role=fact.objection.role,
                on=fact.objection.made_on,
                who=made.who(fact.objection.post, fact.objection.role),
            )


def _said(made: Made, fact: AssessmentFact) -> dict[str, Any]:
    """What is recorded in the same way whether a rule is assessed or its computed answer overruled."""
    rests_on = fact.evidence
    return {
        "clause": fact.clause,
        "place": PlaceAssessed(
            unit=made.units[fact.unit] if fact.unit else None,
            department=made.departments[fact.department] if fact.department else None,
        ),
        "said": Said(
            status=fact.status,
            reason=fact.reason,
            about_from=calendar_year(YEAR).start,
            about_to=fact.on,
            holds_to=fact.holds_to,
        ),
        "new_evidence": EvidenceSaid(
            title=rests_on.title,
            reference=rests_on.reference,
            address=rests_on.address,
            dated_on=rests_on.dated_on,
            fresh_until=rests_on.fresh_until,
        )
        if rests_on
        else None,
        "on": fact.on,
        "role": fact.role,
        "who": made.who(fact.post, fact.role),
    }
