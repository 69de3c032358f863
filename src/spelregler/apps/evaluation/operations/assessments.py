"""A rule is assessed at a place, or its computed answer overruled, with a reason and evidence; either is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.evaluation.models import Assessment, Evidence
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.domain.assessment import OVERRULABLE, OVERRULING_MONTHS, is_address, last_day
from spelregler.domain.findings import Status
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.attachments.store import Brought, bring
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class AssessmentRefused(DomainError):
    """An assessment says why, what it rests on and until when it holds."""

    code = "assessment-refused"


@dataclass(frozen=True)
class PlaceAssessed:
    """One of the three, or none of them for the municipality."""

    unit: Unit | None = None
    department: Department | None = None
    body: Body | None = None


@dataclass(frozen=True)
class EvidenceSaid:
    """A piece of evidence that is not recorded yet. Without a title there is none."""

    title: str = ""
    reference: str = ""
    address: str = ""
    dated_on: date | None = None
    fresh_until: date | None = None
    file: UploadedFile[Any] | None = None


@dataclass(frozen=True)
class Said:
    """What was said: the state, why, about which days, and the last day that it holds."""

    status: str
    reason: str
    about_from: date
    about_to: date
    holds_to: date


def record_assessment(
    *,
    clause: str,
    place: PlaceAssessed,
    said: Said,
    on: date,
    role: str,
    holds_months: int,
    who: Who,
    evidence: Sequence[Evidence] = (),
    new_evidence: EvidenceSaid | None = None,
    decision: Decision | None = None,
) -> Assessment:
    """Record how a rule is followed at a place (MR-8). The one that held before ends on the same day and stays to read.

    `holds_months` is the longest time that the package lets it hold. What is said to be followed rests on at least one
    piece of evidence: no evidence is never a green light.

    Refuses with `AssessmentRefused` one without a reason or, where it says that the rule is followed, without evidence;
    days that have not come or stand in the wrong order; a last day that is past or too far away; a body's without its
    own decision; new evidence without a day or a place where it is kept, with an address that is no link, or of a day
    that has not come. With `AttachmentRefused` or `ScanRefused` a file that is not kept.
    """
    return _record(
        clause=clause, place=place, said=said, on=on, role=role, months=holds_months, who=who, evidence=evidence,
        new_evidence=new_evidence, decision=decision,
    )  # fmt: skip


def record_overruling(
    *,
    clause: str,
    place: PlaceAssessed,
    said: Said,
    computed: str,
    on: date,
    role: str,
    who: Who,
    evidence: Sequence[Evidence] = (),
    new_evidence: EvidenceSaid | None = None,
    decision: Decision | None = None,
) -> Assessment:
    """Say that a rule is followed otherwise than computed, beside the computed answer (ADR 74).

    The computed answer stays, and every count follows it. `computed` is what it says on the day: the overruling is
    about that answer, and when another takes its place it is shown no more.

    Refuses with `AssessmentRefused` what says the same as the computed answer, what overrules an answer that is not
    known, and what `record_assessment` refuses.
    """
    if computed not in OVERRULABLE:
        raise _refused(
            Words("There is no computed answer to overrule."),
            "",
            Words("See to it that what is missing is recorded. The rule's page says what it is."),
        )
    if said.status == computed:
        raise _refused(
            Words("That is what the computed answer says already."),
            "state",
            Words("Choose another state, or leave the computed answer as it is."),
        )
    return _record(
        clause=clause, place=place, said=said, on=on, role=role, months=OVERRULING_MONTHS, who=who, evidence=evidence,
        new_evidence=new_evidence, decision=decision, overruled=computed,
    )  # fmt: skip


def _record(
    *,
    clause: str,
    place: PlaceAssessed,
    said: Said,
    on: date,
    role: str,
    months: int,
    who: Who,
    evidence: Sequence[Evidence],
    new_evidence: EvidenceSaid | None,
    decision: Decision | None,
    overruled: str = "",
) -> Assessment:
    _refuse_days(said, on=on, months=months)
    if not said.reason.strip():
        raise _refused(
            Words("An assessment says why."),
            "reason",
            Words("Write in a few sentences what you have seen. Write no names."),
        )
    told = new_evidence if new_evidence and new_evidence.title.strip() else None
    if said.status == Status.KEPT and not (evidence or told):
        raise _refused(
            Words("Without evidence nobody can say that the rule is followed."),
            "title",
            Words("Choose evidence that is recorded, or say what the assessment rests on and where it is kept."),
        )
    if place.body is not None and (decision is None or decision.body_id != place.body.pk or decision.decided_on > on):
        raise _refused(
            Words("The committee assesses by a decision of its own."),
            "decision",
            Words("Register the committee's decision first, and choose it here."),
        )
    if told:
        _refuse_evidence(told, on=on)
    brought = bring(told.file) if told and told.file else None
    with transaction.atomic():
        lock_audit_chain()
        pieces = [*evidence, *([_record_evidence(told, brought, on=on, who=who)] if told else [])]
        _end_earlier(clause, place, on=on, who=who, overruled=bool(overruled))
        assessment = Assessment(
            clause=clause,
            unit=place.unit,
            department=place.department,
            body=place.body,
            status=said.status,
            about_from=said.about_from,
            about_to=said.about_to,
            reason=said.reason.strip(),
            role=role,
            decision=decision,
            assessed_on=on,
            holds_to=said.holds_to,
            overruled=overruled,
        )
        store(
            assessment,
            act="record-overruling" if overruled else "record-assessment",
            who=who,
            details={"status": said.status, **({"computed": overruled} if overruled else {})},
            links={"evidence": ([], [each.title for each in pieces])},
        )
        assessment.evidence.set(pieces)
    return assessment


def withdraw_assessment(*, assessment: Assessment, reason: str, on: date, who: Who) -> None:
    """What was assessed or overruled holds no longer, and nothing takes its place. It stays to read, with the reason.

    Refuses with `AssessmentRefused` one that has ended already, and one without a reason.
    """
    if not reason.strip():
        raise _refused(Words("Say why the assessment is withdrawn."), "reason", Words("Write it in a sentence."))
    with transaction.atomic():
        held = Assessment.objects.select_for_update().get(pk=assessment.pk)
        if held.ended_on is not None:
            raise _refused(Words("The assessment has ended already."), "", Words("Read what holds now."))
        act = "withdraw-overruling" if held.overruled else "withdraw-assessment"
        amend(held, to={"ended_on": on, "withdrawn_for": reason.strip()}, act=act, who=who)


def _refuse_days(said: Said, *, on: date, months: int) -> None:
    if said.about_from > on:
        raise _refused(
            Words("An assessment speaks of what has been."), "about_from", Words("Give a first day that has come.")
        )
    if said.about_to < said.about_from or said.about_to > on:
        raise _refused(
            Words("The last day lies before the first, or has not come yet."),
            "about_to",
            Words("Give a last day from the first day to today."),
        )
    longest = last_day(assessed_on=on, holds_to=date.max, months=months)
    if not on <= said.holds_to <= longest:
        raise _refused(
            Words(
                "An assessment of this rule holds for at most {months} months, and not into the past.", months=months
            ),
            "holds_to",
            Words("Give a day to and with {longest}.", longest=longest),
        )


def _refuse_evidence(said: EvidenceSaid, *, on: date) -> None:
    if not (said.reference.strip() or said.address.strip() or said.file):
        raise _refused(
            Words("Say where the evidence is kept."),
            "reference",
            Words("Write the case number, the folder or the system, give a link, or attach the file."),
        )
    if said.address.strip() and not is_address(said.address.strip()):
        raise _refused(
            Words("The link cannot be followed."),
            "address",
            Words("Give a whole link that begins with https://, or a page here that begins with /."),
        )
    if said.dated_on is None or said.dated_on > on:
        raise _refused(
            Words("Evidence has a day that has come."), "dated_on", Words("Give the day that the evidence is from.")
        )
    if said.fresh_until is not None and said.fresh_until < on:
        raise _refused(
            Words("Evidence that is too old carries no assessment."),
            "fresh_until",
            Words("Leave the day empty if the evidence holds until further notice."),
        )


def _record_evidence(said: EvidenceSaid, brought: Brought | None, *, on: date, who: Who) -> Evidence:
    assert said.dated_on is not None  # noqa: S101 - refused before; said for the type checker
    kept = brought.row(on=on) if brought else None
    if kept is not None:
        store(kept, act="attach-file", who=who)
    piece = Evidence(
        title=said.title.strip(),
        reference=said.reference.strip(),
        address=said.address.strip(),
        dated_on=said.dated_on,
        fresh_until=said.fresh_until,
        file=kept,
    )
    store(piece, act="record-evidence", who=who)
    return piece


def _end_earlier(clause: str, place: PlaceAssessed, *, on: date, who: Who, overruled: bool) -> None:
    """At most one assessment of a rule holds at a place, and at most one overruling of its answer."""
    held = Assessment.objects.select_for_update().filter(
        ~Q(overruled="") if overruled else Q(overruled=""),
        clause=clause,
        unit=place.unit,
        department=place.department,
        body=place.body,
        ended_on__isnull=True,
    )
    for each in held:
        amend(each, to={"ended_on": on}, act="replace-overruling" if overruled else "replace-assessment", who=who)


def _refused(words: Bilingual, field: str, way: Bilingual) -> AssessmentRefused:
    return AssessmentRefused(words, clause="MR-8", way=way, field=field)
