"""What people assess and evaluate, and the account of it. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.evaluation.operations.accounts import (
    AccountRefused,
    correct_account,
    decide_account,
    hand_over_account,
    write_boards_answer,
)
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
from spelregler.apps.evaluation.operations.surveys import Surveyed, SurveyRefused, record_results, withdraw_result
from spelregler.apps.evaluation.operations.yearly import (
    Answered,
    EvaluationRefused,
    answer_questions,
    correct_evaluation,
    decide_evaluation,
    propose_improvements,
    write_part,
)

__all__ = [
    "AccountRefused",
    "Answered",
    "AssessmentRefused",
    "EvaluationRefused",
    "EvidenceSaid",
    "Minutes",
    "ObjectionRefused",
    "PlaceAssessed",
    "Said",
    "SurveyRefused",
    "Surveyed",
    "answer_questions",
    "correct_account",
    "correct_evaluation",
    "decide_account",
    "decide_evaluation",
    "hand_over_account",
    "object_to_assessment",
    "propose_improvements",
    "record_assessment",
    "record_overruling",
    "record_results",
    "withdraw_assessment",
    "withdraw_result",
    "write_boards_answer",
    "write_part",
]
