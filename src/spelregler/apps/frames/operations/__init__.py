"""Changes to frames, to the unit's own lines and to forecasts. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.frames.operations.codes import choose_dimensions, name_responsibility_code
from spelregler.apps.frames.operations.forecasts import (
    ANSWERS,
    AnswerRefused,
    ForecastRefused,
    answer_forecast,
    report_forecast,
)
from spelregler.apps.frames.operations.lines import (
    LineRefused,
    MoveLimited,
    move_back,
    move_between_lines,
    rename_line,
    set_line,
)
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
    "ForecastRefused",
    "FrameExceeded",
    "FrameOutOfOrder",
    "LineRefused",
    "MoveLimited",
    "NegativeFrame",
    "UnitOutsideCommittee",
    "answer_forecast",
    "choose_dimensions",
    "move_back",
    "move_between_lines",
    "name_responsibility_code",
    "rename_line",
    "report_forecast",
    "set_committee_frame",
    "set_council_budget",
    "set_line",
    "set_unit_frame",
]
