"""Decisions, assignments and questions. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.decisions.operations.as_minuted import (
    Minutes,
    OtherDecision,
    decision_as_minuted,
    meant_decision,
    refuse_other_kind,
)
from spelregler.apps.decisions.operations.assignments import (
    AssignmentRefused,
    WrongAddressee,
    give_assignment,
    report_back,
    tell_effect,
)
from spelregler.apps.decisions.operations.carrying_out import pass_on, report_from_unit, report_part
from spelregler.apps.decisions.operations.decisions import DecisionRefused, record_decision
from spelregler.apps.decisions.operations.flags import FlagRefused, flag_decision, note_talk, withdraw_flag
from spelregler.apps.decisions.operations.later_days import give_later_day, minute_later_day
from spelregler.apps.decisions.operations.questions import QuestionRefused, answer_question, ask_question

__all__ = [
    "AssignmentRefused",
    "DecisionRefused",
    "FlagRefused",
    "Minutes",
    "OtherDecision",
    "QuestionRefused",
    "WrongAddressee",
    "answer_question",
    "ask_question",
    "decision_as_minuted",
    "flag_decision",
    "give_assignment",
    "give_later_day",
    "meant_decision",
    "minute_later_day",
    "note_talk",
    "pass_on",
    "record_decision",
    "refuse_other_kind",
    "report_back",
    "report_from_unit",
    "report_part",
    "tell_effect",
    "withdraw_flag",
]
