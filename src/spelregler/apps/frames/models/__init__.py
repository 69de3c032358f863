"""The rows of this room: budgets and frames, the ledger, forecasts and proposals. Money is whole öre."""

from spelregler.apps.frames.models.balance import (
    DeficitDecision,
    DeficitStep,
    FinancialTarget,
    SoundJudgement,
    YearFigures,
)
from spelregler.apps.frames.models.carry_over import CarryOver, CarryOverShare
from spelregler.apps.frames.models.forecasts import Forecast, Proposed
from spelregler.apps.frames.models.frames import BudgetLine, CommitteeFrame, CouncilBudget, LineMove, Share, UnitFrame
from spelregler.apps.frames.models.known_events import ForecastEvent
from spelregler.apps.frames.models.ledger import (
    CommittedSum,
    DimensionChoice,
    InternalChoice,
    LedgerBatch,
    LedgerMonth,
    LedgerNet,
    LedgerSum,
    ResponsibilityCode,
    TableChoice,
    VoucherLines,
)
from spelregler.apps.frames.models.proposals import (
    ConsequenceNote,
    MoveLimit,
    Proposal,
    ProposedShare,
    Reprioritisation,
    ReprioritisedShare,
    UnitMove,
)
from spelregler.apps.goals.models import Origin

__all__ = [
    "BudgetLine",
    "CarryOver",
    "CarryOverShare",
    "CommittedSum",
    "CommitteeFrame",
    "ConsequenceNote",
    "CouncilBudget",
    "DeficitDecision",
    "DeficitStep",
    "DimensionChoice",
    "FinancialTarget",
    "Forecast",
    "ForecastEvent",
    "InternalChoice",
    "LedgerBatch",
    "LedgerMonth",
    "LedgerNet",
    "LedgerSum",
    "LineMove",
    "MoveLimit",
    "Origin",
    "Proposal",
    "Proposed",
    "ProposedShare",
    "Reprioritisation",
    "ReprioritisedShare",
    "ResponsibilityCode",
    "Share",
    "SoundJudgement",
    "TableChoice",
    "UnitFrame",
    "UnitMove",
    "VoucherLines",
    "YearFigures",
]
