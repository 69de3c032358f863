"""The dialogues of each body, and the reports of results with how they were received."""

from spelregler.apps.followup.models.dialogues import Dialogue
from spelregler.apps.followup.models.news import NewsTold
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

__all__ = [
    "Dialogue",
    "HandedIn",
    "KeptFigure",
    "KeptText",
    "NewsTold",
    "Occasion",
    "OtherText",
    "Report",
    "Section",
    "TakenUp",
    "Text",
    "Valuation",
]
