"""A scan of the surroundings is recorded, and a body says how it used it (MR-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from spelregler.apps.followup.models import EnvironmentScan, ScanUse
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.attachments.store import bring
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError

FIRST_YEAR, YEARS_AHEAD = 2000, 5


class SurroundingsRefused(DomainError):
    """A scan has been made, and says what was seen; a body uses it once in a year's goals and budget."""

    code = "environment-scan-refused"


@dataclass(frozen=True)
class Seen:
    """What was looked at on which day, what was seen, a point a line, and its file."""

    title: str
    held_on: date
    points: str
    file: UploadedFile[Any] | None = None


def record_scan(*, body: Body | None, said: Seen, today: date, who: Who) -> EnvironmentScan:
    """A scan of a body, or of the whole municipality, has been made; it counts from the day that it was made (MR-12).

    Refuses with `SurroundingsRefused` a day to come, and one without a title or points; with `AttachmentRefused` or
    `ScanRefused` a file that is not kept.
    """
    if said.held_on > today:
        raise _refused(Words("The day has not come."), Words("Record the scan when it has been made."), "held_on")
    points = "\n".join(filter(None, (line.strip() for line in said.points.splitlines())))
    if not said.title.strip() or not points:
        raise _refused(
            Words("A scan has a title, and says what was seen."),
            Words("Write what was looked at, and the most important of it, a point a line."),
            "points" if said.title.strip() else "title",
        )
    brought = bring(said.file) if said.file else None
    with transaction.atomic():
        kept = brought.row(on=today) if brought else None
        if kept is not None:
            store(kept, act="attach-file", who=who)
        row = EnvironmentScan(
            body=body, title=said.title.strip(), held_on=said.held_on, points=points, file=kept, recorded_on=today
        )
        store(row, act="record-scan", who=who)
    return row


def use_scan(*, scan: EnvironmentScan, body: Body, year: int, how: str, today: date, who: Who) -> ScanUse:
    """The body says how the scan was used in its goals and budget for a year.

    Refuses with `SurroundingsRefused` no words, a year that nobody plans for, another body's scan, one that was taken
    back, and what is said already.
    """
    if not how.strip():
        raise _refused(Words("How it was used is missing."), Words("Write what it led to in the plan."), "how")
    if not FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
        raise _refused(Words("Nobody plans for that year."), Words("Give the year of the goals and budget."), "year")
    if scan.body is not None and scan.body != body:
        raise _refused(
            Words("The scan is another body's."), Words("Record one of your own, or one of the whole municipality.")
        )
    with transaction.atomic():
        held = EnvironmentScan.objects.select_for_update(of=("self",)).get(pk=scan.pk)
        if held.ended_on is not None or held.uses.filter(body=body, year=year, ended_on__isnull=True).exists():
            raise _refused(
                Words("That is said already, or the scan is taken back."),
                Words("Take back what was said first, where it is wrong."),
                "year",
            )
        row = ScanUse(scan=held, body=body, year=year, how=how.strip(), recorded_on=today)
        store(row, act="use-scan", who=who)
    return row


def withdraw_use(*, use: ScanUse, on: date, who: Who) -> None:
    """What was said by mistake of how a scan was used counts no longer.

    Refuses with `SurroundingsRefused` what is taken back already.
    """
    with transaction.atomic():
        held = ScanUse.objects.select_for_update().get(pk=use.pk)
        if held.ended_on is not None:
            raise _refused(Words("It is taken back already."), Words("Read the page again."))
        amend(held, to={"ended_on": on}, act="withdraw-scan-use", who=who)


def withdraw_scan(*, scan: EnvironmentScan, reason: str, on: date, who: Who) -> None:
    """A scan that was recorded by mistake counts no longer; it stays to be read with the reason.

    Refuses with `SurroundingsRefused` no reason, and one that is taken back already.
    """
    with transaction.atomic():
        held = EnvironmentScan.objects.select_for_update(of=("self",)).get(pk=scan.pk)
        if held.ended_on is not None or not reason.strip():
            raise _refused(Words("A scan is taken back once, with a reason."), Words("Write what was wrong."), "reason")
        amend(held, to={"ended_on": on, "withdrawn_for": reason.strip()}, act="withdraw-scan", who=who)


def _refused(words: Bilingual, way: Bilingual, field: str = "") -> SurroundingsRefused:
    return SurroundingsRefused(words, clause="MR-12", way=way, field=field)
