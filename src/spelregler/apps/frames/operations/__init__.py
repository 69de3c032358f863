"""Changes to frames, to the unit's own lines and to forecasts. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.frames.operations.between_units import (
    UnitMoveRefused,
    decide_unit_move,
    move_between_units,
    needs_committee,
    propose_unit_move,
    set_move_limit,
)
from spelregler.apps.frames.operations.codes import choose_dimensions, choose_table, name_responsibility_code
from spelregler.apps.frames.operations.forecasts import (
    ANSWERS,
    AnswerRefused,
    EventRefused,
    ForecastRefused,
    answer_forecast,
    report_forecast,
    take_back_event,
    tell_event,
)
from spelregler.apps.frames.operations.lines import (
    LineRefused,
    MoveLimited,
    move_back,
    move_between_lines,
    rename_line,
    set_line,
)
from spelregler.apps.frames.operations.proposals import (
    Author,
    ProposalRefused,
    SumsDoNotHold,
    WrongBudgetDecision,
    adopt_proposal,
    draft_proposal,
    new_version,
    note_consequence,
    save_amounts,
    submit_proposal,
)
from spelregler.apps.frames.operations.reprioritising import ReprioritisationRefused, reprioritise
from spelregler.apps.frames.operations.shares import (
    FrameExceeded,
    FrameOutOfOrder,
    NegativeFrame,
    UnitOutsideCommittee,
    set_committee_frame,
    set_council_budget,
    set_unit_frame,
)

__all__ = [
    "ANSWERS",
    "AnswerRefused",
    "Author",
    "EventRefused",
    "ForecastRefused",
    "FrameExceeded",
    "FrameOutOfOrder",
    "LineRefused",
    "MoveLimited",
    "NegativeFrame",
    "ProposalRefused",
    "ReprioritisationRefused",
    "SumsDoNotHold",
    "UnitMoveRefused",
    "UnitOutsideCommittee",
    "WrongBudgetDecision",
    "adopt_proposal",
    "answer_forecast",
    "choose_dimensions",
    "choose_table",
    "decide_unit_move",
    "draft_proposal",
    "move_back",
    "move_between_lines",
    "move_between_units",
    "name_responsibility_code",
    "needs_committee",
    "new_version",
    "note_consequence",
    "propose_unit_move",
    "rename_line",
    "report_forecast",
    "reprioritise",
    "save_amounts",
    "set_committee_frame",
    "set_council_budget",
    "set_line",
    "set_move_limit",
    "set_unit_frame",
    "submit_proposal",
    "take_back_event",
    "tell_event",
]
