"""Cases, records and memos. Whoever may do it was asked before this is called."""

from __future__ import annotations

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
from spelregler.apps.registry.operations.settings import set_up_registry

__all__ = [
    "CaseRefused",
    "MarkRefused",
    "MemoRefused",
    "NewCase",
    "NewRecord",
    "Occasion",
    "RecordRefused",
    "add_file",
    "add_party",
    "begin_memo",
    "change_case",
    "change_draft",
    "close_case",
    "draw_up",
    "mark",
    "open_case",
    "register_record",
    "reopen_case",
    "set_up_registry",
    "sign_memo",
    "throw_away",
    "write_memo",
]
