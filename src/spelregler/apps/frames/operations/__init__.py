"""Changes to frames, to the unit's own lines and to forecasts. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.frames.operations.adopted_proposals import adopt_proposal
from spelregler.apps.frames.operations.balance import (
    CouncilDecisionRefused,
    Minutes,
    decide_restoration,
    except_deficit,
    judge_sound_management,
    set_financial_target,
)
from spelregler.apps.frames.operations.between_units import decide_unit_move, move_between_units, propose_unit_move
from spelregler.apps.frames.operations.carry_over import CarryOverRefused, carry_over
from spelregler.apps.frames.operations.decided_budget import BudgetNotThere, Given, enter_budget, enter_internal_budget
from spelregler.apps.frames.operations.forecast_answers import ANSWERS, AnswerRefused, answer_forecast, minute_answer
from spelregler.apps.frames.operations.forecasts import (
    EventRefused,
    ForecastRefused,
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
from spelregler.apps.frames.operations.move_limits import (
    UnitMoveRefused,
    enter_move_limit,
    needs_committee,
    set_move_limit,
)
from spelregler.apps.frames.operations.proposal_refusals import ProposalRefused, SumsDoNotHold, WrongBudgetDecision
from spelregler.apps.frames.operations.proposals import (
    Author,
    draft_proposal,
    new_version,
    note_consequence,
    save_amounts,
    submit_proposal,
)
from spelregler.apps.frames.operations.reprioritisation import ReprioritisationRefused, reprioritise
from spelregler.apps.frames.operations.responsibility_codes import (
    choose_dimensions,
    choose_internal,
    choose_table,
    name_responsibility_code,
    name_responsibility_codes,
)
from spelregler.apps.frames.operations.shares import (
    FrameExceeded,
    FrameOutOfOrder,
    NegativeFrame,
    set_committee_frame,
    set_council_budget,
)
from spelregler.apps.frames.operations.unit_shares import UnitHasEnded, UnitOutsideCommittee, set_unit_frame
from spelregler.apps.frames.operations.year_figures import FiguresRefused, record_year_figures

__all__ = [
    "ANSWERS",
    "AnswerRefused",
    "Author",
    "BudgetNotThere",
    "CarryOverRefused",
    "CouncilDecisionRefused",
    "EventRefused",
    "FiguresRefused",
    "ForecastRefused",
    "FrameExceeded",
    "FrameOutOfOrder",
    "Given",
    "LineRefused",
    "Minutes",
    "MoveLimited",
    "NegativeFrame",
    "ProposalRefused",
    "ReprioritisationRefused",
    "SumsDoNotHold",
    "UnitHasEnded",
    "UnitMoveRefused",
    "UnitOutsideCommittee",
    "WrongBudgetDecision",
    "adopt_proposal",
    "answer_forecast",
    "carry_over",
    "choose_dimensions",
    "choose_internal",
    "choose_table",
    "decide_restoration",
    "decide_unit_move",
    "draft_proposal",
    "enter_budget",
    "enter_internal_budget",
    "enter_move_limit",
    "except_deficit",
    "judge_sound_management",
    "minute_answer",
    "move_back",
    "move_between_lines",
    "move_between_units",
    "name_responsibility_code",
    "name_responsibility_codes",
    "needs_committee",
    "new_version",
    "note_consequence",
    "propose_unit_move",
    "record_year_figures",
    "rename_line",
    "report_forecast",
    "reprioritise",
    "save_amounts",
    "set_committee_frame",
    "set_council_budget",
    "set_financial_target",
    "set_line",
    "set_move_limit",
    "set_unit_frame",
    "submit_proposal",
    "take_back_event",
    "tell_event",
]
