"""The archives that were brought, and what stands in one. Reads only, from the sealed file where it lies."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from django.conf import settings

from spelregler.apps.archive.models import BroughtArchive
from spelregler.domain.findings import Status
from spelregler.domain.words import Words
from spelregler.exchange.archive import (
    ACCOUNTS,
    ADOPTIONS,
    DOCUMENTS,
    EVIDENCE,
    YEARS,
    ArchiveRefused,
    Opened,
    Row,
    answers_in,
    file_in,
    looked_at,
    said_in,
)
from spelregler.exchange.package import Package, PackageError, read_package
from spelregler.platform.errors import NotVisible

FOLDER = "archives"
MOST_LISTED, MOST_EARLIER = 200, 100


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.HOME) / FOLDER


def place_of(sha256: str) -> Path:
    """Where a file lies. Its name is the digest that was computed here, so none leads out of the folder."""
    return folder() / sha256


def brought_archives() -> list[BroughtArchive]:
    """Those that are here, by municipality, the newest first; at most 200. One query."""
    return list(BroughtArchive.objects.order_by("name", "-as_of", "-made_at")[:MOST_LISTED])


def brought_archive(pk: int) -> BroughtArchive | None:
    """One of them. One query."""
    return BroughtArchive.objects.filter(pk=pk).first()


def opened(archive: BroughtArchive) -> Opened:
    """The file, looked at. Refuses with `NotVisible` one that is gone or is no archive any more."""
    try:
        return looked_at(place_of(archive.sha256))
    except (ArchiveRefused, OSError) as error:
        raise NotVisible(
            Words("The archive's file is not as it was brought."),
            way=Words("Bring it anew, or restore the folder archives from a backup."),
        ) from error


@dataclass(frozen=True)
class Whole:
    """What an archive says of the whole: packages, documents, evaluated years and accounts."""

    adoptions: Sequence[Row]
    documents: Sequence[Row]
    years: Sequence[Row]
    accounts: Sequence[Row]


def whole(found: Opened) -> Whole:
    """The first 200 of each."""

    def rows(name: str) -> Sequence[Row]:
        return list(islice(found.rows(name), MOST_LISTED))

    return Whole(rows(ADOPTIONS), rows(DOCUMENTS), rows(YEARS), rows(ACCOUNTS))


def package_in(archive: BroughtArchive, found: Opened) -> Package | None:
    """The package in force on the archive's day, read from it; None where there was none, or it has faults."""
    day = archive.as_of.isoformat()
    for row in found.rows(ADOPTIONS):
        if row["start"] <= day and (row["end"] is None or row["end"] > day) and not row["is_lacking"]:
            return _package(found.path, row["digest"])
    return None


@lru_cache(maxsize=4)
def _package(path: Path, digest: str) -> Package | None:
    found, start = looked_at(path), f"packages/{digest}/"
    with tempfile.TemporaryDirectory() as aside:
        for name in found.parts:
            if name.startswith(start):
                (Path(aside) / name.removeprefix(start)).write_bytes(found.whole(name))
        try:
            return read_package(Path(aside))
        except (PackageError, OSError):
            return None


@dataclass(frozen=True)
class RuleTold:
    """What an archive says of a rule: so many of the answers on its day, the latest before them, and what was said."""

    answers: Sequence[Row]
    earlier: Sequence[Row]
    earlier_in_all: int
    said: Sequence[tuple[Row, Sequence[Row]]]


def rule_told(found: Opened, clause: str, *, start: int, limit: int) -> RuleTold:
    """Answers from a place on, what most needs eyes first; the 100 latest that had ended; the 200 first words with
    evidence.
    """
    answers, earlier, ended = list[Row](), deque[Row](maxlen=MOST_EARLIER), 0
    for row in found.rows(answers_in(clause)):
        if row["seen_to"] is not None:
            ended += 1
            earlier.append(row)
            continue
        answers.append(row)
    answers.sort(key=lambda row: (place_of_state(row["status"]), row["place"]["name"]))
    said = list(islice(found.rows(said_in(clause)), MOST_LISTED))
    wanted = {number for row in said for number in row["evidence"]}
    pieces = {row["number"]: row for row in found.rows(EVIDENCE) if row["number"] in wanted} if wanted else {}
    told = [(row, [pieces[number] for number in row["evidence"] if number in pieces]) for row in said]
    return RuleTold(answers[start : start + limit], list(reversed(earlier)), ended, told)


@dataclass(frozen=True)
class RowsTold:
    """So many of a table's rows, and how many there are."""

    rows: Sequence[Row]
    in_all: int


def rows_about(found: Opened, name: str, place: str, *, start: int, limit: int) -> RowsTold:
    """The rows of what answers rest on, of one place by its code or of all, the latest first; from a place on.

    A decision is its body's.
    """
    told, in_all = deque[Row](maxlen=start + limit), 0
    for row in found.rows(name):
        if place and place != (row["place"]["code"] if "place" in row else row["body"]):
            continue
        in_all += 1
        told.append(row)
    last = list(reversed(told))
    return RowsTold(last[start : start + limit], in_all)


ORDER = tuple(map(str, (Status.BREACH, Status.NOT_ASSESSED, Status.ATTENTION, Status.KEPT, Status.ENSURED)))
"""What most needs eyes first; what does not apply is last."""


def place_of_state(status: str) -> int:
    """Where a state stands in the order."""
    return ORDER.index(status) if status in ORDER else len(ORDER)


def evidence_file(found: Opened, sha256: str) -> Row | None:
    """What the archive says of a file of evidence that is in it."""
    if file_in(sha256) not in found.parts:
        return None
    rows = (row["file"] for row in found.rows(EVIDENCE) if row["file"])
    return next((row for row in rows if row["sha256"] == sha256), None)
