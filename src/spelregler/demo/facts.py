"""What every fact of the demo carries: where it comes from. Pure data, no Django, no clock."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

TODAY = date(2026, 11, 2)
"""The demo's fixed day: a new term has begun and the budget for 2027 is about to be decided."""

YEAR = 2026
ENTERED_ON = date(2025, 12, 15)
"""The day when the plans and goals for the year were in place."""


class Origin(StrEnum):
    """Found in a public source, derived from one by arithmetic, or invented for the demo."""

    FOUND = "found"
    DERIVED = "derived"
    INVENTED = "invented"


FOUND, DERIVED, INVENTED = Origin.FOUND, Origin.DERIVED, Origin.INVENTED
MADE_UP = "Påhittat för demonstrationen"
SCB_EXTRACT = "SCB, sammanställning per kommun 2002–2022"
