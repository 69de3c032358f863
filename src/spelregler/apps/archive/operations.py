"""An archive is taken out, or brought and sealed, or put away. Nothing in it becomes a row of this municipality."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO

from django.db import transaction

from spelregler.apps.archive.files.own_archive import write_own
from spelregler.apps.archive.models import BroughtArchive
from spelregler.apps.archive.queries import folder, place_of
from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.archive import ArchiveRefused, Fault, Opened, answers_in, faults, looked_at
from spelregler.platform import progress
from spelregler.platform.attachments.scanning import must_be_clean
from spelregler.platform.attachments.store import digest_of
from spelregler.platform.audit.operations import Who, record, store
from spelregler.platform.errors import DomainError

MOST_FAULTS = 100


class BringRefused(DomainError):
    """What is brought is an archive as it was made, and not one that is here already."""

    code = "archive-bring-refused"

    def __init__(self, words: Bilingual, *, way: Bilingual, faults: Sequence[Fault] = ()) -> None:
        super().__init__(words, way=way, field="file")
        self.faults = faults


@contextmanager
def put_aside(pieces: Iterable[bytes]) -> Iterator[Path]:
    """A file on its way in, in the folder where it may get its place; gone in the end where it did not."""
    place = folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=".ny-") as aside:
        path = Path(aside) / "archive"
        with path.open("xb") as out:
            for piece in pieces:
                out.write(piece)
        yield path


def tried(path: Path, *, stage: progress.Stage = progress.quiet) -> Opened:
    """The archive, held against its own manifest and the format row by row. Nothing is stored.

    Refuses with `BringRefused` what is no archive, and one with a fault; each is told.
    """
    try:
        opened = looked_at(path)
    except ArchiveRefused as refused:
        raise BringRefused(refused.words, way=refused.way) from refused
    with stage(len(opened.parts)) as seen:
        found = faults(opened, most=MOST_FAULTS, seen=seen)
    if found:
        raise BringRefused(
            Words("The archive has faults and is not brought."),
            way=Words("Ask for it anew from where it was made."),
            faults=found,
        )
    return opened


def bring_archive(
    *, path: Path, today: date, role: str, who: Who, stage: progress.Stage = progress.quiet
) -> BroughtArchive:
    """The archive is kept as it is, to be read. The file is taken from where it lies.

    Refuses with `BringRefused` what is no archive, one with faults and one that is here already, with `ScanRefused`
    what the municipality's virus scanner does not call clean.
    """
    opened = tried(path, stage=stage)
    must_be_clean(path)
    about, sha256 = opened.about, digest_of(path)
    if (held := _here_already(opened, sha256)) is not None:
        words = Words("That archive is here already, brought on {day}.", day=held.brought_on)
        raise BringRefused(words, way=Words("Read it in the list."))
    row = BroughtArchive(
        code=about.code,
        name=about.name,
        as_of=about.as_of,
        made_at=datetime.fromisoformat(about.made_at),
        product=about.product,
        sha256=sha256,
        size=path.stat().st_size,
        standing=standing_of(opened),
        brought_on=today,
        role=role,
    )
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with transaction.atomic():
        store(row, act="bring-archive", who=who)
        os.replace(path, place_of(sha256))
    return row


def _here_already(opened: Opened, sha256: str) -> BroughtArchive | None:
    """The same file, or one that was taken out at another time and is the same in every part. One query."""
    about = opened.about
    for each in BroughtArchive.objects.filter(code=about.code, as_of=about.as_of).order_by("pk"):
        if each.sha256 == sha256:
            return each
        try:
            held = looked_at(place_of(each.sha256))
        except (ArchiveRefused, OSError):  # its file is gone: then it cannot be read here
            continue
        if held.parts == opened.parts:
            return each
    return None


def standing_of(opened: Opened) -> dict[str, dict[str, int]]:
    """How many of each rule's answers said what on the archive's day: those that nothing had taken the place of."""
    return {
        clause: dict(Counter(row["status"] for row in opened.rows(answers_in(clause)) if row["seen_to"] is None))
        for clause in clauses_in(opened)
    }


def clauses_in(opened: Opened) -> list[str]:
    """The rules whose answers are in the archive."""
    return [
        name.removeprefix("answers/").removesuffix(".jsonl") for name in opened.parts if name.startswith("answers/")
    ]


def taken_out(
    *, own: IO[bytes], as_of: date, made_at: datetime, who: Who, stage: progress.Stage = progress.quiet
) -> None:
    """The own archive is written to a file, and that it was taken out stays in the trail.

    Refuses with `TooMuch` (`exchange.bounded`) a municipality that is too large for an archive.
    """
    with transaction.atomic():
        write_own(own, as_of=as_of, made_at=made_at, stage=stage)
        record(who=who, act="take-out-archive", subject=str(as_of), details={"bytes": own.tell()})


def put_away(*, archive: BroughtArchive, who: Who) -> None:
    """The archive is taken away with its file; that it was here stays in the trail."""
    with transaction.atomic():
        record(
            who=who,
            act="put-away-archive",
            subject=str(archive),
            subject_key=f"archive.broughtarchive:{archive.pk}",
            details={"sha256": archive.sha256},
        )
        archive.delete()
        transaction.on_commit(lambda: place_of(archive.sha256).unlink(missing_ok=True))
