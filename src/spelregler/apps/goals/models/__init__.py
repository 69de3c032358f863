"""The rows of this room: the thread from vision to action, and what is measured along it."""

from spelregler.apps.decisions.models import Origin
from spelregler.apps.goals.models.key_measures import KeyChoice, KeyMeasure
from spelregler.apps.goals.models.measures import Indicator, Measurement, Target
from spelregler.apps.goals.models.plans import JobAssignment, RollOver
from spelregler.apps.goals.models.reported_values import (
    AddsUp,
    DefinitionChange,
    MissedAnswer,
    PeriodOpening,
    ReportedValue,
    SmallNumbers,
)
from spelregler.apps.goals.models.shown_values import ShownValue, Weighing
from spelregler.apps.goals.models.thread import Action, Goal, GoalJudgement, Plan, Vision
from spelregler.apps.goals.models.visions import VisionDialogue

__all__ = [
    "Action",
    "AddsUp",
    "DefinitionChange",
    "Goal",
    "GoalJudgement",
    "Indicator",
    "JobAssignment",
    "KeyChoice",
    "KeyMeasure",
    "Measurement",
    "MissedAnswer",
    "Origin",
    "PeriodOpening",
    "Plan",
    "ReportedValue",
    "RollOver",
    "ShownValue",
    "SmallNumbers",
    "Target",
    "Vision",
    "VisionDialogue",
    "Weighing",
]
