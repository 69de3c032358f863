"""Is the trail whole? Read in batches from the beginning, so that memory does not grow with the trail.

Four things are held against each other: each row's own hash and its link to the row before, its seal, the heads noted
outside the database, and, if given, a checkpoint that somebody has kept elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from spelregler.domain.words import Words
from spelregler.platform.audit import heads
from spelregler.platform.audit.chain import FIELDS, START, knows_place, moment, row_hash
from spelregler.platform.audit.heads import Head
from spelregler.platform.audit.models import Anchor, AuditRow
from spelregler.platform.audit.seals import fits

BATCH = 2_000
MOST_FLAWS = 50
LONGEST_NUMBER = 18
"""Digits; a longer number fits in no database."""
CLOCK_TOLERANCE = timedelta(minutes=1)
"""So much do clocks of several machines differ, and a clock that is set right."""
ACCEPT = "accept-trail"
"""The act of the row by which somebody answers for lost heads and a clock that was moved."""
MOST_ACCEPTED = 1_000
TRIM = "trim-trail"
"""The act of the row that vouches for an anchor."""


@dataclass(frozen=True)
class Flaw:
    """One thing that does not hold, at a row's number."""

    kind: str
    number: int
    words: Words

    def as_dict(self) -> dict[str, Any]:
        """For a program."""
        return {"kind": self.kind, "number": self.number, **self.words.as_dict()}


@dataclass(frozen=True)
class Checkpoint:
    """The chain in one line, to be kept elsewhere: how many rows were ever written, the last one's time and hash."""

    count: int
    at: str
    hash: str

    def __str__(self) -> str:
        return f"spelregler-audit {self.count} {self.at or '-'} {self.hash}"


@dataclass
class Verdict:
    """What was found. Whole when there is no flaw; remarks are what cannot be shown, or should be known."""

    rows: int = 0
    first: int = 0
    checkpoint: Checkpoint = field(default_factory=lambda: Checkpoint(count=0, at="", hash=START))
    flaws: list[Flaw] = field(default_factory=list)
    flaw_count: int = 0
    remarks: list[Flaw] = field(default_factory=list)
    lacks: list[Flaw] = field(default_factory=list)
    """Lost heads and a clock that was moved back: faults too, until somebody answers for them."""
    unwitnessed: list[tuple[int, int]] = field(default_factory=list)
    """First and last of each run of rows without a line in the file of heads."""
    clock_back: list[int] = field(default_factory=list)
    """Rows that say an earlier time than the row before."""

    @property
    def is_whole(self) -> bool:
        """No row was changed, removed or inserted, as far as the heads and the checkpoint reach."""
        return not self.flaw_count

    def add(self, kind: str, number: int, words: Words) -> None:
        """Every flaw is counted, the first fifty are told."""
        self.flaw_count += 1
        if len(self.flaws) < MOST_FLAWS:
            self.flaws.append(Flaw(kind, number, words))

    def as_dict(self) -> dict[str, Any]:
        """For a program."""
        told = {name: [each.as_dict() for each in getattr(self, name)] for name in ("flaws", "remarks", "lacks")}
        checkpoint = {"checkpoint": asdict(self.checkpoint), "checkpoint_line": str(self.checkpoint)}
        return {"whole": self.is_whole, **vars(self), **told, **checkpoint}


def verify(*, checkpoint: Checkpoint | None = None, progress: Callable[[int], None] | None = None) -> Verdict:
    """A changed, removed or inserted row is found, the last one removed included (issue: roles, identity and trace)."""
    verdict = Verdict()
    anchor = Anchor.objects.select_related("retention").order_by("-number").first()
    anchor = anchor or Anchor(number=0, hash=START)
    _check_anchor(anchor, verdict)
    _check_rows(anchor, verdict, progress or (lambda rows: None))
    _check_heads(anchor, verdict)
    _check_clock(verdict)
    if checkpoint is not None:
        _check_checkpoint(checkpoint, anchor, verdict)
    return verdict


def broken_rows() -> list[int]:
    """The numbers of rows whose hash or link to the row before does not hold. Empty when the chain is whole."""
    verdict = Verdict()
    anchor = Anchor.objects.order_by("-number").first() or Anchor(number=0, hash=START)
    _check_rows(anchor, verdict, lambda rows: None)
    return sorted({flaw.number for flaw in verdict.flaws})


def rows_after(number: int) -> Iterator[tuple[Any, ...]]:
    """The fields in the order of FIELDS, the hash and the seal, row by row in the chain's order, a batch in memory."""
    while batch := _batch(number):
        yield from batch
        number = batch[-1][0]


def _batch(after: int) -> list[tuple[Any, ...]]:
    wanted = AuditRow.objects.filter(id__gt=after).order_by("id")
    try:
        return list(wanted.values_list(*FIELDS, "hash", "seal")[:BATCH])
    except (ValueError, TypeError, OverflowError):
        return [_one(number) for number in wanted.values_list("id", flat=True)[:BATCH]]


def _one(number: int) -> tuple[Any, ...]:
    try:
        row: tuple[Any, ...] = AuditRow.objects.filter(id=number).values_list(*FIELDS, "hash", "seal").get()
        return row
    except (ValueError, TypeError, OverflowError):
        # SQLite keeps whatever is written into a column. A moment that is no moment was not written by the product.
        hashes = AuditRow.objects.filter(id=number).values_list("previous_hash", "hash", "seal").get()
        return (number, *[None] * (len(FIELDS) - 2), *hashes)


def _check_rows(anchor: Anchor, verdict: Verdict, progress: Callable[[int], None]) -> None:
    previous, number = anchor.hash, anchor.number
    verdict.first = anchor.number + 1
    verdict.checkpoint = Checkpoint(count=number, at=moment(anchor.at) if anchor.at else "", hash=previous)
    at: Any = anchor.at
    sealed = False
    for *values, own, its_seal in rows_after(anchor.number):
        _check_row(values, own, previous, number, verdict)
        if isinstance(at, datetime) and isinstance(values[1], datetime) and at - values[1] > CLOCK_TOLERANCE:
            verdict.clock_back.append(values[0])
        sealed = sealed or its_seal is not None or knows_place(values)
        if sealed and not fits(own, its_seal):
            _unsealed(values[0], verdict)
        number, at, previous = values[0], values[1], own
        verdict.rows += 1
        if verdict.rows % BATCH == 0:
            progress(BATCH)
    if verdict.rows:
        told = moment(at) if isinstance(at, datetime) else ""
        verdict.checkpoint = Checkpoint(count=number, at=told, hash=previous)


def _check_row(values: list[Any], own: str, previous: str, before: int, verdict: Verdict) -> None:
    number = values[0]
    if number != before + 1:
        gap = f"{before + 1}–{number - 1}"
        verdict.add("removed", number, Words("Before row {number}, {gap} are missing.", number=number, gap=gap))
    elif values[-1] != previous:
        words = Words(
            "Row {number} does not continue from the row before: a row was changed, inserted or replaced.",
            number=number,
        )
        verdict.add("link", number, words)
    if own != row_hash(values):
        verdict.add("changed", number, Words("Row {number} has been changed.", number=number))


def _unsealed(number: int, verdict: Verdict) -> None:
    words = Words(
        "Row {number} has no seal of this installation: it was inserted, or the key is another.", number=number
    )
    verdict.add("unsealed", number, words)


def _check_anchor(anchor: Anchor, verdict: Verdict) -> None:
    """Rows before the anchor are gone, and a row in the kept chain says by what decision, and that they were old."""
    left = AuditRow.objects.filter(id__lte=anchor.number).count()
    if left:
        words = Words(
            "{left} rows are left or inserted before row {first}, where the chain begins.",
            left=left,
            first=anchor.number + 1,
        )
        verdict.add("anchor", anchor.number, words)
    if anchor.number == 0:
        return
    told = AuditRow.objects.filter(act=TRIM, id__gt=anchor.number).order_by("-id")[:100]
    voucher = next((row for row in told if _tells(row, anchor)), None)
    if voucher is None:
        words = Words("Rows up to {number} are gone and the chain tells of no such removal.", number=anchor.number)
        verdict.add("anchor", anchor.number, words)
    elif anchor.at is None or anchor.retention is None or _too_early(anchor.at, anchor.retention.years, voucher.at):
        words = Words("Rows up to {number} were removed before their retention was over.", number=anchor.number)
        verdict.add("anchor", anchor.number, words)


def _too_early(at: datetime, years: int, removed: datetime) -> bool:
    # A year is at least 365 days; the exact day was reckoned by `trim`.
    return removed - at < timedelta(days=365 * years)


def _tells(row: AuditRow, anchor: Anchor) -> bool:
    try:
        return row.details.get("number") == anchor.number and row.details.get("hash") == anchor.hash
    except (ValueError, AttributeError):
        return False


def _check_heads(anchor: Anchor, verdict: Verdict) -> None:
    """Each head noted outside must stand in the database with the same hash; rows already trimmed are past checking."""
    if not heads.path().exists():
        if verdict.rows:
            words = Words(
                "The file {file} is missing: removal of the last rows cannot be seen without a checkpoint.",
                file=heads.FILE,
            )
            verdict.lacks.append(Flaw("no-heads", 0, words))
            verdict.unwitnessed = [(verdict.first, verdict.checkpoint.count)]
        return
    torn, highest = 0, anchor.number
    witnessed = bytearray(verdict.checkpoint.count - anchor.number)  # a byte for each row of the trail
    later: list[int] = []
    for lines in _chunks(heads.noted()):
        told = [head for head in lines if head is not None]
        torn += len(lines) - len(told)
        kept = [head for head in told if head.number >= anchor.number]
        later += [head.number for head in kept if head.number > verdict.checkpoint.count]
        for number in _check_chunk([each for each in kept if each.number <= verdict.checkpoint.count], anchor, verdict):
            witnessed[number - verdict.first] = 1
        highest = max([highest, *(head.number for head in told)])
    if later:
        _check_tail(sorted(set(later)), verdict)
    if torn:
        words = Words("{torn} lines in {file} cannot be read.", torn=torn, file=heads.FILE)
        verdict.remarks.append(Flaw("torn", 0, words))
    without = verdict.rows - sum(witnessed)
    if without > 0:
        verdict.unwitnessed = _runs(witnessed, verdict.first)
        late = max(0, verdict.checkpoint.count - highest)
        words = Words(
            "{without} rows do not stand in {file}, {late} of them after its last (crash, lines removed).",
            without=without,
            file=heads.FILE,
            late=late,
        )
        verdict.lacks.append(Flaw("unwitnessed", highest, words))


def _runs(witnessed: bytearray, first: int) -> list[tuple[int, int]]:
    """The first and last number of each run of zeros."""
    return [(first + each.start(), first + each.end() - 1) for each in re.finditer(rb"\0+", witnessed)]


def _check_tail(later: list[int], verdict: Verdict) -> None:
    """Noted outside and later than all that the database holds: it is older than the file, or was cut off."""
    first, last = later[0], later[-1]
    where = str(first) if first == last else f"{first}–{last}"
    words = Words(
        "Row {where} stands in {file} but not in the database, which ends before it. That happens "
        "where the database's file is copied by hand while the service runs, or an older one is put "
        "back; else it has been removed. Bring a copy back: spelregler restore.",
        where=where,
        file=heads.FILE,
    )
    verdict.add("removed", first, words)


def _check_clock(verdict: Verdict) -> None:
    """A row says an earlier time than the row before: the machine's clock was moved back. Somebody answers for it."""
    accepted: set[int] = set()
    for details in AuditRow.objects.filter(act=ACCEPT).order_by("-id")[:MOST_ACCEPTED]:
        accepted.update(details.details.get("clock_back", []))
    for number in verdict.clock_back:
        words = Words("Row {number} has an earlier time than the row before: the clock was moved back.", number=number)
        found = verdict.remarks if number in accepted else verdict.lacks
        if len(found) < MOST_FLAWS:
            found.append(Flaw("clock", number, words))


def _check_chunk(told: list[Head], anchor: Anchor, verdict: Verdict) -> set[int]:
    numbers = {head.number for head in told}
    stored = dict(AuditRow.objects.filter(id__in=numbers).values_list("id", "hash"))
    if anchor.number in numbers:
        stored[anchor.number] = anchor.hash
    for head in told:
        _check_known("head", head, stored.get(head.number), verdict)
    return set(stored) - {anchor.number}


def _check_known(kind: str, head: Head, stored: str | None, verdict: Verdict) -> None:
    where = Words("in {file}", file=heads.FILE) if kind == "head" else Words("in the checkpoint")
    if stored is None:
        words = Words(
            "Row {number} stands {where} but not in the database: it has been removed.", number=head.number, where=where
        )
        verdict.add("removed", head.number, words)
    elif stored != head.hash:
        words = Words(
            "Row {number} has another hash {where}: it, or a row before it, has been rewritten.",
            number=head.number,
            where=where,
        )
        verdict.add("rewritten", head.number, words)


def _check_checkpoint(checkpoint: Checkpoint, anchor: Anchor, verdict: Verdict) -> None:
    if checkpoint.count < anchor.number:
        words = Words(
            "The checkpoint is for row {count}, which has been removed by retention. Use a newer one.",
            count=checkpoint.count,
        )
        verdict.remarks.append(Flaw("old-checkpoint", checkpoint.count, words))
        return
    stored = AuditRow.objects.filter(id=checkpoint.count).values_list("hash", flat=True).first()
    if checkpoint.count == anchor.number:
        stored = anchor.hash
    _check_known("checkpoint", Head(number=checkpoint.count, hash=checkpoint.hash), stored, verdict)


def checkpoint_of(text: str) -> Checkpoint | None:
    """A checkpoint as `audit verify` printed it: its line, or its JSON. None for anything else."""
    try:
        told = json.loads(text)
        told = told.get("checkpoint", told)
        count, at, own = told["count"], told["at"], told["hash"]
    except (ValueError, AttributeError, KeyError, TypeError):
        words = text.split()
        if len(words) != 4 or words[0] != "spelregler-audit" or not words[1].isdecimal():
            return None
        _, count, at, own = words
    good = str(count).isdecimal() and len(str(count)) <= LONGEST_NUMBER and len(str(own)) == heads.HASH_LENGTH
    return Checkpoint(count=int(count), at=str(at), hash=str(own)) if good else None


def _chunks(lines: Iterable[Head | None]) -> Iterator[list[Head | None]]:
    rest = iter(lines)
    # SQLite takes at most 32 766 values in a question; far below that the speed is the same.
    while chunk := list(islice(rest, BATCH // 2)):
        yield chunk
