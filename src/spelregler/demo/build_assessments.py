"""The demo's assessments of rules, as those who are to assess recorded them."""

from __future__ import annotations

from spelregler.apps.evaluation.operations import (
    EvidenceSaid,
    PlaceAssessed,
    Said,
    object_to_assessment,
    record_assessment,
    record_overruling,
)
from spelregler.demo.assessments import ASSESSMENTS, OVERRULINGS
from spelregler.demo.facts import YEAR
from spelregler.demo.made import Made
from spelregler.domain.period import calendar_year
from spelregler.platform.findings import assessed_rules


def build_assessments(made: Made) -> None:
    """A few are made, one is out of date, and one has met an objection; the most are still to be made."""
    for fact in ASSESSMENTS:
        rules = {each.clause: each for each in assessed_rules(as_of=fact.on)}
        recorded = record_assessment(
            clause=fact.clause,
            place=PlaceAssessed(
                unit=made.units[fact.unit] if fact.unit else None,
                department=made.departments[fact.department] if fact.department else None,
            ),
            said=Said(
                status=fact.status,
                reason=fact.reason,
                about_from=calendar_year(YEAR).start,
                about_to=fact.on,
                holds_to=fact.holds_to,
            ),
            new_evidence=EvidenceSaid(
                title=fact.evidence.title,
                reference=fact.evidence.reference,
                address=fact.evidence.address,
                dated_on=fact.evidence.dated_on,
                fresh_until=fact.evidence.fresh_until,
            ),
            on=fact.on,
            role=fact.role,
            holds_months=rules[fact.clause].holds_months,
            who=made.who(fact.post, fact.role),
        )
        if fact.objection:
            object_to_assessment(
                assessment=recorded,
                text=fact.objection.text,
                role=fact.objection.role,
                on=fact.objection.made_on,
                who=made.who(fact.objection.post, fact.objection.role),
            )
    for each in OVERRULINGS:
        overruling = record_overruling(
            clause=each.clause,
            place=PlaceAssessed(
                unit=made.units[each.unit] if each.unit else None,
                department=made.departments[each.department] if each.department else None,
            ),
            said=Said(
                status=each.status,
                reason=each.reason,
                about_from=calendar_year(YEAR).start,
                about_to=each.on,
                holds_to=each.holds_to,
            ),
            computed=each.computed,
            new_evidence=EvidenceSaid(
                title=each.evidence.title, reference=each.evidence.reference, dated_on=each.evidence.dated_on
            )
            if each.evidence
            else None,
            on=each.on,
            role=each.role,
            who=made.who(each.post, each.role),
        )
        if each.objection:
            object_to_assessment(
                assessment=overruling,
                text=each.objection.text,
                role=each.objection.role,
                on=each.objection.made_on,
                who=made.who(each.objection.post, each.objection.role),
            )
