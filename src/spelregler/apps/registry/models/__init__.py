"""Cases, their records and officials' memos, as the registry keeps them."""

from spelregler.apps.registry.models.cases import CaseFile, Party, RegistrySettings, Series
from spelregler.apps.registry.models.disposal import Disposal, DisposalPlan, PlanRow
from spelregler.apps.registry.models.records import Memo, Record, RecordFile
from spelregler.apps.registry.models.requests import CaseRequest

__all__ = [
    "CaseFile",
    "CaseRequest",
    "Disposal",
    "DisposalPlan",
    "Memo",
    "Party",
    "PlanRow",
    "Record",
    "RecordFile",
    "RegistrySettings",
    "Series",
]
