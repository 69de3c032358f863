"""A case and its records, as the acting role sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.registry.access.rights import Seeing
from spelregler.apps.registry.models import CaseFile, Party, Record, RecordFile
from spelregler.apps.registry.pages.words import KIND_WORDS, shown
from spelregler.domain.cycle import CycleEvent, Moves
from spelregler.ui import formatting


@dataclass(frozen=True)
class FileRow:
    """A version of a record's document; without an address it is to be asked for."""

    name: str
    url: str
    version: int
    ground: str
    pk: int


@dataclass(frozen=True)
class RecordRow:
    """A record in the list of its case."""

    pk: int
    number: int | None
    dated: date
    kind: str
    correspondent: str
    subject: str
    url: str
    files: Sequence[FileRow]


@dataclass(frozen=True)
class PartyRow:
    """A party, and what the name is to be reviewed by."""

    pk: int
    name: str
    ground: str


def record_rows(records: Sequence[Record], acting_role: ActingRole, may: Seeing) -> list[RecordRow]:
    """What is registered by the day; drafts for those who write them, today."""
    is_now = acting_role.as_of == acting_role.today
    seen = [
        each
        for each in records
        if (is_now and (may.register or may.write_memo) if each.is_draft else _by(each, acting_role.as_of))
    ]
    return [record_row(each, may) for each in seen]


def _by(record: Record, day: date) -> bool:
    return record.registered_on is not None and record.registered_on <= day


def record_row(record: Record, may: Seeing) -> RecordRow:
    """A record as its reader sees it."""
    is_memo = hasattr(record, "memo")
    page = "registry:memo" if is_memo else "registry:record"
    return RecordRow(
        pk=record.pk,
        number=record.number,
        dated=record.dated,
        kind=_("Official's memo") if is_memo else str(KIND_WORDS[Record.Kind(record.kind)]),
        correspondent=correspondent_of(record, may),
        subject=subject_of(record, may),
        url=reverse(page, args=[record.pk]),
        files=[file_row(each, may) for each in sorted(record.files.all(), key=lambda each: each.version)],
    )


def subject_of(record: Record, may: Seeing) -> str:
    """What it is about; of what is disposed of, the kind of record that it was."""
    if record.disposed_as is not None:
        return _("Disposed of: %(kind)s") % {"kind": record.disposed_as.title}
    return shown(record.subject, record.subject_ground, marked=may.marked)


def correspondent_of(record: Record, may: Seeing) -> str:
    """The sender or receiver, for whoever reads the whole case; empty for others, who may ask."""
    if not may.whole:
        return ""
    return shown(record.correspondent, record.correspondent_ground, marked=may.marked)


def file_row(each: RecordFile, may: Seeing) -> FileRow:
    """A file, with its address for whoever may read it."""
    is_read = may.whole and (may.marked or not each.file_ground)
    return FileRow(
        name=each.file.name if is_read else shown("", each.file_ground, marked=may.marked) or _("File, on request"),
        url=reverse("registry:file", args=[each.pk]) if is_read else "",
        version=each.version,
        ground=each.file_ground,
        pk=each.pk,
    )


def occasion_of(case: CaseFile, events: Iterable[CycleEvent], moves: Moves, acting_role: ActingRole) -> str:
    """The occasion of the year that the case was opened for, with its last day as it is moved; empty for none.

    By its name in the package where that has it no longer.
    """
    if not case.occasion:
        return ""
    found = next((each for each in events if each.id == case.occasion), None)
    name = acting_role.say(found.name_sv, found.name_en) if found else case.occasion
    moved = moves.get((case.occasion, case.occasion_on)) if case.occasion_on else None
    on = moved.on if moved else case.occasion_on
    day = formatting.long_date(on, acting_role.language) if on else ""
    return ", ".join(filter(None, (name, day)))


def party_rows(parties: Iterable[Party], may: Seeing) -> list[PartyRow]:
    """The parties, for whoever reads the whole case."""
    if not may.whole:
        return []
    return [
        PartyRow(each.pk, shown(each.name, each.name_ground, marked=may.marked), each.name_ground) for each in parties
    ]


def has_marks(case: CaseFile, records: Sequence[Record]) -> bool:
    """Whether something in the case is to be reviewed before it is disclosed."""
    grounds = [case.title_ground, *(each.subject_ground for each in records)]
    return any([*grounds, *(each.correspondent_ground for each in records)])
