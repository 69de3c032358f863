"""What a beginning brings in by file, each with its columns: the same out as in, tried first and then stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.decisions import decision_table as decisions
from spelregler.apps.frames.files import decided_frames_table as frames
from spelregler.apps.start.access.actions import must_open_accounts, must_set_up
from spelregler.apps.start.operations import accounts
from spelregler.apps.start.queries import first_year
from spelregler.exchange.sheets import Column, Form
from spelregler.platform.audit.operations import Who
from spelregler.platform.tables import Brought


@dataclass(frozen=True)
class FileKind:
    """One kind of table: who may bring it, how it is tried, how it is written, and its command."""

    must: Callable[[ActingRole], None]
    bring: Callable[..., Brought]
    export: Callable[..., bytes]
    columns: tuple[Column, ...]
    command: str


def _accounts(*, data: bytes, file_name: str, store: bool, today: date, who: Who) -> Brought:
    return accounts.import_accounts(data=data, file_name=file_name, store=store, who=who)[0]


def _frames_of_the_first_year(*, form: Form, language: str, today: date) -> bytes:
    return frames.export_frames(form=form, language=language, today=today, year=first_year(today=today))


KINDS: dict[str, FileKind] = {
    "konton": FileKind(
        must=must_open_accounts,
        bring=_accounts,
        export=accounts.export_accounts,
        columns=accounts.COLUMNS,
        command="account import FIL --apply",
    ),
    "beslut": FileKind(
        must=must_set_up,
        bring=decisions.import_decisions,
        export=decisions.export_decisions,
        columns=decisions.COLUMNS,
        command="import decisions FIL --apply",
    ),
    "ramar": FileKind(
        must=must_set_up,
        bring=frames.import_frames,
        export=_frames_of_the_first_year,
        columns=frames.COLUMNS,
        command="import frames FIL --apply",
    ),
}
"""By the word in the address."""
