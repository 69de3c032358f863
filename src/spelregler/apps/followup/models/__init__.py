"""The dialogues of each body, and the reports of results with how they were received."""

from spelregler.apps.followup.models.dialogues import Dialogue
from spelregler.apps.followup.models.occasions import Occasion, Section
from spelregler.apps.followup.models.reports import (
    HandedIn,
    KeptFigure,
    KeptText,
    OtherText,
    Report,
    TakenUp,
    Text,
    Valuation,
)
from spelregler.apps.followup.models.templates import ReportTemplate

__all__ = [
    "Dialogue",
    "HandedIn",
    "KeptFigure",
    "KeptText",
    "Occasion",
    "OtherText",
    "Report",
    "ReportTemplate",
    "Section",
    "TakenUp",
    "Text",
    "Valuation",
]
