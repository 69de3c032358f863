"""What is recorded of who knows the policy. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.knowledge.operations.readings import ReadingRefused, sign_reading
from spelregler.apps.knowledge.operations.unit_information import (
    InformationRefused,
    Informed,
    inform_units,
    record_information,
    withdraw_information,
)

__all__ = [
    "InformationRefused",
    "Informed",
    "ReadingRefused",
    "inform_units",
    "record_information",
    "sign_reading",
    "withdraw_information",
]
