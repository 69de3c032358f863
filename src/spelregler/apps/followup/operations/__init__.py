"""Dialogues, reports of results, evaluations and scans. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.followup.operations.adopting import adopt_report
from spelregler.apps.followup.operations.assigning import AssignmentSaid
from spelregler.apps.followup.operations.commissioned import (
    CommissionSaid,
    EvaluationRefused,
    EvaluationSaid,
    FollowUpSaid,
    Subject,
    commission_evaluation,
    follow_evaluation,
    hand_in_evaluation,
    withdraw_evaluation,
)
from spelregler.apps.followup.operations.dialogues import DialogueRefused, Held, record_dialogue, withdraw_dialogue
from spelregler.apps.followup.operations.documents import keep_document
from spelregler.apps.followup.operations.handing import correct_report, hand_in, return_report
from spelregler.apps.followup.operations.news import NewsRefused, ToldSaid, record_told, withdraw_told
from spelregler.apps.followup.operations.occasions import (
    OccasionRefused,
    OccasionSaid,
    SectionSaid,
    drop_section,
    open_occasion,
    put_section,
)
from spelregler.apps.followup.operations.scans import (
    Seen,
    SurroundingsRefused,
    record_scan,
    use_scan,
    withdraw_scan,
    withdraw_use,
)
from spelregler.apps.followup.operations.templates import bring_report_template
from spelregler.apps.followup.operations.valuing import ValuationRefused, ValuationSaid, value_report
from spelregler.apps.followup.operations.writing import (
    ReportRefused,
    Saved,
    Written,
    let_go,
    settle_report_text,
    take_up,
    write_report,
)

__all__ = [
    "AssignmentSaid",
    "CommissionSaid",
    "DialogueRefused",
    "EvaluationRefused",
    "EvaluationSaid",
    "FollowUpSaid",
    "Held",
    "NewsRefused",
    "OccasionRefused",
    "OccasionSaid",
    "ReportRefused",
    "Saved",
    "SectionSaid",
    "Seen",
    "Subject",
    "SurroundingsRefused",
    "ToldSaid",
    "ValuationRefused",
    "ValuationSaid",
    "Written",
    "adopt_report",
    "bring_report_template",
    "commission_evaluation",
    "correct_report",
    "drop_section",
    "follow_evaluation",
    "hand_in",
    "hand_in_evaluation",
    "keep_document",
    "let_go",
    "open_occasion",
    "put_section",
    "record_dialogue",
    "record_scan",
    "record_told",
    "return_report",
    "settle_report_text",
    "take_up",
    "use_scan",
    "value_report",
    "withdraw_dialogue",
    "withdraw_evaluation",
    "withdraw_scan",
    "withdraw_told",
    "withdraw_use",
    "write_report",
]
