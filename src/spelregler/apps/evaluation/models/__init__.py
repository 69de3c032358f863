"""What people assess about the rules, what a body evaluates every year, and the account of it to the council."""

from spelregler.apps.evaluation.models.accounts import Account
from spelregler.apps.evaluation.models.assessments import Assessment, Evidence, Objection
from spelregler.apps.evaluation.models.surveys import SurveyResult
from spelregler.apps.evaluation.models.yearly import EvaluatedRule, Evaluation, QuestionAnswer, SidePart

__all__ = [
    "Account",
    "Assessment",
    "EvaluatedRule",
    "Evaluation",
    "Evidence",
    "Objection",
    "QuestionAnswer",
    "SidePart",
    "SurveyResult",
]
