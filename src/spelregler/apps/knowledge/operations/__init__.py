"""What is recorded of who knows the policy. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.knowledge.operations.body_training import (
    AttendanceRefused,
    Attended,
    SelfCheckRefused,
    answer_self_check,
    record_attendance,
    withdraw_attendance,
)
from spelregler.apps.knowledge.operations.readings import ReadingRefused, sign_reading
from spelregler.apps.knowledge.operations.unit_information import (
    InformationRefused,
    Informed,
    inform_units,
    record_information,
    withdraw_information,
)

__all__ = [
    "AttendanceRefused",
    "Attended",
    "InformationRefused",
    "Informed",
    "ReadingRefused",
    "SelfCheckRefused",
    "answer_self_check",
    "inform_units",
    "record_attendance",
    "record_information",
    "sign_reading",
    "withdraw_attendance",
    "withdraw_information",
]
