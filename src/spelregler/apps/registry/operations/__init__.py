"""Cases, records and memos. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.registry.operations.bringing import LastNumbers, bring_cases
from spelregler.apps.registry.operations.cases import (
    CaseRefused,
    NewCase,
    Occasion,
    add_party,
    change_case,
    close_case,
    open_case,
    reopen_case,
)
from spelregler.apps.registry.operations.disposal_plans import (
    PlanRefused,
    bring_plan,
    drop_kind,
    drop_plan,
    enter_plan,
    open_plan,
    put_kind,
    refuse_plan,
)
from spelregler.apps.registry.operations.disposing import DisposalRefused, dispose, must_be_a_kind, say_kind
from spelregler.apps.registry.operations.known_numbers import number_of_case
from spelregler.apps.registry.operations.marks import MarkRefused, mark
from spelregler.apps.registry.operations.memos import MemoRefused, begin_memo, sign_memo, write_memo
from spelregler.apps.registry.operations.records import (
    NewRecord,
    RecordRefused,
    add_file,
    change_draft,
    draw_up,
    register_record,
    throw_away,
)
from spelregler.apps.registry.operations.requests import ask_for_case, decline_case, register_asked
from spelregler.apps.registry.operations.settings import set_up_registry

__all__ = [
    "CaseRefused",
    "DisposalRefused",
    "LastNumbers",
    "MarkRefused",
    "MemoRefused",
    "NewCase",
    "NewRecord",
    "Occasion",
    "PlanRefused",
    "RecordRefused",
    "add_file",
    "add_party",
    "ask_for_case",
    "begin_memo",
    "bring_cases",
    "bring_plan",
    "change_case",
    "change_draft",
    "close_case",
    "decline_case",
    "dispose",
    "draw_up",
    "drop_kind",
    "drop_plan",
    "enter_plan",
    "mark",
    "must_be_a_kind",
    "number_of_case",
    "open_case",
    "open_plan",
    "put_kind",
    "refuse_plan",
    "register_asked",
    "register_record",
    "reopen_case",
    "say_kind",
    "set_up_registry",
    "sign_memo",
    "throw_away",
    "write_memo",
]
