"""Dialogues, and reports of results. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.followup.operations.dialogues import DialogueRefused, Held, record_dialogue, withdraw_dialogue
from spelregler.apps.followup.operations.documents import keep_document
from spelregler.apps.followup.operations.handing import correct_report, hand_in, return_report
from spelregler.apps.followup.operations.occasions import (
    OccasionRefused,
    OccasionSaid,
    SectionSaid,
    drop_section,
    open_occasion,
    put_section,
)
from spelregler.apps.followup.operations.templates import bring_report_template
from spelregler.apps.followup.operations.valuing import AssignmentSaid, ValuationRefused, ValuationSaid, value_report
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
    "DialogueRefused",
    "Held",
    "OccasionRefused",
    "OccasionSaid",
    "ReportRefused",
    "Saved",
    "SectionSaid",
    "ValuationRefused",
    "ValuationSaid",
    "Written",
    "bring_report_template",
    "correct_report",
    "drop_section",
    "hand_in",
    "keep_document",
    "let_go",
    "open_occasion",
    "put_section",
    "record_dialogue",
    "return_report",
    "settle_report_text",
    "take_up",
    "value_report",
    "withdraw_dialogue",
    "write_report",
]
