"""Assessments and objections to them. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.evaluation.operations.assessments import (
    AssessmentRefused,
    EvidenceSaid,
    PlaceAssessed,
    Said,
    record_assessment,
    record_overruling,
    withdraw_assessment,
)
from spelregler.apps.evaluation.operations.objections import ObjectionRefused, object_to_assessment

__all__ = [
    "AssessmentRefused",
    "EvidenceSaid",
    "ObjectionRefused",
    "PlaceAssessed",
    "Said",
    "object_to_assessment",
    "record_assessment",
    "record_overruling",
    "withdraw_assessment",
]
