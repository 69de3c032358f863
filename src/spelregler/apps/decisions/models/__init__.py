"""What political bodies decide, what they ask for, and what their members ask."""

from __future__ import annotations

from spelregler.apps.decisions.models.assignments import Assignment, LaterDay, PartReport, UnitAssignment
from spelregler.apps.decisions.models.decisions import Decision, Origin, Recorded, RecordedQuerySet
from spelregler.apps.decisions.models.flags import HowFlag
from spelregler.apps.decisions.models.questions import MemberQuestion
from spelregler.apps.decisions.models.versions import Version, VersionQuerySet, VersionRow

__all__ = [
    "Assignment",
    "Decision",
    "HowFlag",
    "LaterDay",
    "MemberQuestion",
    "Origin",
    "PartReport",
    "Recorded",
    "RecordedQuerySet",
    "UnitAssignment",
    "Version",
    "VersionQuerySet",
    "VersionRow",
]
