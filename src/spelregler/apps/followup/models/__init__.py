"""The dialogues of each body, the reports of results with how they were received, what bodies have evaluated, and scans
of the surroundings."""

from spelregler.apps.followup.models.commissioned import (
    CommissionedEvaluation,
    EvaluationFollowUp,
    HandedInEvaluation,
)
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
from spelregler.apps.followup.models.scans import EnvironmentScan, ScanUse
from spelregler.apps.followup.models.templates import ReportTemplate

__all__ = [
    "CommissionedEvaluation",
    "Dialogue",
    "EnvironmentScan",
    "EvaluationFollowUp",
    "HandedIn",
    "HandedInEvaluation",
    "KeptFigure",
    "KeptText",
    "NewsTold",
    "Occasion",
    "OtherText",
    "Report",
    "ReportTemplate",
    "ScanUse",
    "Section",
    "TakenUp",
    "Text",
    "Valuation",
]
