"""The register of governing documents: each version with its decision, from when until when, and when it was reviewed.

A document holds in one version at a time (MR-1, CP-1). What was decided before the installation began is entered with
its true days. So are the documents beside the policy: the personnel policy programme (MR-52), and each department's own
manager policy (CP-5), which the department head may decide and which has no § then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from spelregler.apps.organisation.models import Department, PeriodQuerySet
from spelregler.apps.policy.models import DocumentVersion
from spelregler.domain.policy import BESIDE_POLICY
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class DocumentRefused(DomainError):
    """A version rests on a decision, holds from it at the earliest, and never at once with another (MR-1)."""

    code = "document-refused"


@dataclass(frozen=True)
class Adopted:
    """One version of a document as the minutes tell it. Without an end it holds until the next version begins."""

    version: str
    body: str
    decided_on: date
    paragraph: str
    start: date
    end: date | None = None
    reviewed_on: date | None = None
    owner: str = ""
    review_by: date | None = None


def register_document(
    *, document: str, title: str, adopted: Adopted, on: date, who: Who, department: Department | None = None
) -> DocumentVersion:
    """A version is registered with the body, date and § of its adoption (MR-1, CP-1); the one before ends there.

    One beside the policy needs no § (MR-52, CP-5); with `department` it is that department's own.

    One that is older than those registered holds until the next of them begins.

    Refuses with `DocumentRefused` what the minutes say where it is missing, in the wrong order or after `on`, and a
    version that would hold at once with another.
    """
    _refuse_dates(adopted, document=document, on=on)
    with transaction.atomic():
        others = DocumentVersion.objects.select_for_update().filter(document=document, department=department)
        end = _end_among(others, adopted)
        row = DocumentVersion(document=document, title=title, department=department, end=end, **_fields(adopted))
        for earlier in others.on(adopted.start):
            amend(earlier, to={"end": adopted.start}, act="end-document", who=who)
        store(row, act="register-document", who=who, details={"start": row.start, "decided_on": row.adopted_on})
    return row


def correct_document(*, version: DocumentVersion, to: Adopted, reason: str, on: date, who: Who) -> DocumentVersion:
    """What was entered wrong about a version is put right, with a reason. The one before it ends where it begins.

    Refuses with `DocumentRefused` no reason, and what `register_document` refuses.
    """
    _refuse_dates(to, document=version.document, on=on)
    if not reason.strip():
        way = Words("Write what was wrong.")
        raise _refused(Words("The reason is missing."), way, field="reason")
    with transaction.atomic():
        same = DocumentVersion.objects.select_for_update().filter(
            document=version.document, department=version.department
        )
        others = same.exclude(pk=version.pk)
        end = _end_among(others, to)
        before = others.filter(end=version.start).first()
        held = next((each for each in others.on(to.start) if each != before), None)
        if held is not None or (before is not None and before.start >= to.start):
            raise _at_once(held or before)
        if before is not None and before.end != to.start:
            amend(before, to={"end": to.start}, act="end-document", who=who)
        details = {"reason": reason.strip()}
        amend(version, to={"end": end, **_fields(to)}, act="correct-document", who=who, details=details)
    return version


def review_document(
    *, version: DocumentVersion, reviewed_on: date, on: date, who: Who, review_by: date | None = None
) -> DocumentVersion:
    """The document has been gone through and still holds: the time until the next review runs from that day (P26).

    `review_by` is the day that the next review is set to; a day that was set for this one holds no longer.

    Refuses with `DocumentRefused` a day after `on`, before the latest review, or when the version did not hold; and a
    next review that is not after this one.
    """
    if reviewed_on > on:
        raise _refused(
            Words("The review has not been made yet."),
            Words("Enter it when it is made."),
            field="reviewed_on",
        )
    earliest = max(day for day in (version.start, version.reviewed_on) if day is not None)
    if reviewed_on < earliest or (version.end is not None and reviewed_on >= version.end):
        raise _refused(
            Words(
                "A review on {reviewed_on} does not fit: the version did not hold then, or has been reviewed since.",
                reviewed_on=reviewed_on,
            ),
            Words("Give a day on or after {earliest}, or correct what stands there.", earliest=earliest),
            field="reviewed_on",
        )
    if review_by is not None and review_by <= reviewed_on:
        raise _refused(
            Words("The next review comes before this one."), Words("Give a later day, or none."), field="review_by"
        )
    with transaction.atomic():
        amend(version, to={"reviewed_on": reviewed_on, "review_by": review_by}, act="review-document", who=who)
    return version


def _fields(adopted: Adopted) -> dict[str, Any]:
    return {
        "version": adopted.version.strip(),
        "adopted_by": adopted.body,
        "adopted_on": adopted.decided_on,
        "paragraph": adopted.paragraph.strip().removeprefix("§").strip(),
        "reviewed_on": adopted.reviewed_on,
        "owner": adopted.owner.strip(),
        "review_by": adopted.review_by,
        "start": adopted.start,
    }


def _end_among(others: PeriodQuerySet[DocumentVersion], adopted: Adopted) -> date | None:
    """Where the version ends: as it is said, else where the next one begins, and never after that."""
    same = others.filter(start=adopted.start).first()
    later = others.filter(start__gt=adopted.start).order_by("start").first()
    if same is not None or (later is not None and adopted.end is not None and adopted.end > later.start):
        raise _at_once(same or later)
    return adopted.end or (later.start if later else None)


def _refuse_dates(adopted: Adopted, *, document: str, on: date) -> None:
    needed = ("version", "body") if document in BESIDE_POLICY else ("version", "body", "paragraph")
    missing = [name for name in needed if not getattr(adopted, name).strip(" §")]
    if missing:
        field, words = missing[0], Words("The version, body or paragraph is missing.")
    elif adopted.decided_on > on:
        field, words = "decided_on", Words("The decision has not been taken yet.")
    elif adopted.start < adopted.decided_on:
        field, words = "start", Words("The document cannot hold before its decision.")
    elif adopted.end is not None and adopted.end <= adopted.start:
        field, words = "end", Words("The version ends before it has begun.")
    elif adopted.reviewed_on is not None and not adopted.decided_on <= adopted.reviewed_on <= on:
        field, words = "reviewed_on", Words("The review is before the decision or after today.")
    elif adopted.review_by is not None and adopted.review_by <= max(adopted.start, adopted.reviewed_on or date.min):
        field, words = "review_by", Words("The next review comes before the last one, or before the document holds.")
    else:
        return
    way = Words("Compare what you have entered with the minutes.")
    raise _refused(words, way, field=field)


def _at_once(other: DocumentVersion | None) -> DocumentRefused:
    assert other is not None  # noqa: S101 - asked by the callers; said for the type checker
    return _refused(
        Words(
            "{other} holds at the same time, from {start} to {end}.",
            other=other,
            start=other.start,
            end=other.end or Words("until further notice"),
        ),
        Words("Correct that version first, or change the days."),
        field="start",
    )


def _refused(words: Bilingual, way: Bilingual, *, field: str) -> DocumentRefused:
    return DocumentRefused(words, clause="MR-1", way=way, field=field)
