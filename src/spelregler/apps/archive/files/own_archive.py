"""The municipality's own archive: every room's rows and files in the order of the format, never held whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO

from django.db import transaction

from spelregler import __version__
from spelregler.apps.decisions.queries import archived as decided
from spelregler.apps.evaluation.queries import archived as said
from spelregler.apps.frames.queries import archived as expected
from spelregler.apps.goals.queries import archived as measured
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.policy.queries import archived as answered
from spelregler.exchange.archive import (
    ACCOUNTS,
    ADOPTIONS,
    DECISIONS,
    DOCUMENTS,
    EVIDENCE,
    FORECASTS,
    VALUES,
    YEARS,
    About,
    Contents,
    Row,
    answers_in,
    file_in,
    package_file_in,
    said_in,
    write,
)
from spelregler.exchange.bounded import PIECE
from spelregler.platform import progress
from spelregler.platform.attachments.store import digest_of, place_of


def write_own(out: IO[bytes], *, as_of: date, made_at: datetime, stage: progress.Stage = progress.quiet) -> None:
    """All that is stored, as of the day, in one reading of the database. Each answer is a step of the `stage`.

    Refuses with `TooMuch` (`exchange.bounded`) a municipality that is too large for an archive.
    """
    with transaction.atomic(), stage(answered.answers_in_all()) as seen:
        write(out, own_contents(as_of=as_of, made_at=made_at, seen=seen))


def own_contents(*, as_of: date, made_at: datetime, seen: Callable[[int], None]) -> Contents:
    """What is written. A file of evidence that is not in the store as it was kept is told as lacking."""
    place = municipality()
    digests = said.digests_of_evidence()
    lacking = frozenset(each for each in digests if not _is_whole(place_of(each), each))
    about = About(
        code=place.code if place else "",
        name=place.name if place else "",
        as_of=as_of,
        made_at=made_at.isoformat(timespec="seconds"),
        product=__version__,
    )
    return Contents(about, _tables(lacking, as_of, seen), _files([each for each in digests if each not in lacking]))


def _tables(lacking: frozenset[str], as_of: date, seen: Callable[[int], None]) -> Iterator[tuple[str, Iterator[Row]]]:
    yield ADOPTIONS, answered.adoption_rows()
    yield DOCUMENTS, answered.document_rows()
    for clause in answered.clauses_answered():
        yield answers_in(clause), _each_seen(answered.answer_rows(clause), seen)
    for clause in said.clauses_said():
        yield said_in(clause), said.said_rows(clause)
    yield EVIDENCE, said.evidence_rows(lacking=lacking)
    yield YEARS, said.year_rows()
    yield ACCOUNTS, said.account_rows()
    yield DECISIONS, decided.decision_rows(as_of=as_of)
    yield FORECASTS, expected.forecast_rows(as_of=as_of)
    yield VALUES, measured.value_rows(as_of=as_of)


def _each_seen(rows: Iterator[Row], seen: Callable[[int], None]) -> Iterator[Row]:
    for row in rows:
        yield row
        seen(1)


def _files(digests: list[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
    for digest, files in answered.adopted_files():
        for name, data in sorted(files.items()):
            yield package_file_in(digest, name), iter([data])
    for each in digests:
        yield file_in(each), _pieces(place_of(each))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def _is_whole(path: Path, digest: str) -> bool:
    return path.is_file() and digest_of(path) == digest
