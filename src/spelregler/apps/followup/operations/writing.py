"""A report is written in its sections, by one or several at a time, without a lost word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.followup.models import HandedIn, KeptText, OtherText, Report, Section, TakenUp, Text
from spelregler.apps.followup.queries.reports import handed_below
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record, store
from spelregler.platform.errors import DomainError


class ReportRefused(DomainError):
    """A report is written until it is handed in, and is handed in when it says something."""

    code = "report-refused"


@dataclass(frozen=True)
class Written:
    """What is written in a section, and the version of it that the writer began from."""

    section: Section
    text: str
    version: int


@dataclass(frozen=True)
class Saved:
    """The sections in which somebody else had written meanwhile: what was written now is kept beside."""

    kept_beside: tuple[OtherText, ...] = ()


def write_report(*, report: Report, written: Sequence[Written], on: date, who: Who) -> Saved:
    """What is written in some sections, as far as it has come. A section that is as it was is not touched.

    Where somebody else has written meanwhile, theirs stands and this is kept beside it until it is settled: no word is
    lost. Refuses with `ReportRefused` a report that is handed in.
    """
    beside = []
    with transaction.atomic():
        must_be_open(report)
        held = {each.section_id: each for each in Text.objects.select_for_update().filter(report=report)}
        for each in written:
            row = held.get(each.section.pk) or Text(report=report, section=each.section, written_on=on)
            text = each.text.strip()
            if row.text == text:
                continue
            if row.pk is not None and row.version != each.version:
                other = OtherText(of=row, text=text, written_by=who.name, kept_on=on)
                store(other, act="keep-other-report-text", who=who)
                beside.append(other)
                continue
            amend(row, to={"text": text, "version": row.version + 1, "written_on": on}, act="write-report", who=who)
    return Saved(tuple(beside))


def settle_report_text(*, other: OtherText, on: date, who: Who) -> None:
    """What was kept beside is taken care of: somebody has read it and put in what is to stand.

    Refuses with `ReportRefused` a report that is handed in, and what is settled already.
    """
    with transaction.atomic():
        must_be_open(other.of.report)
        held = OtherText.objects.select_for_update().get(pk=other.pk)
        if held.settled_on is not None:
            raise refused(Words("That text is settled already."), Words("Read what stands in the section."))
        amend(held, to={"settled_on": on}, act="settle-other-report-text", who=who)


def take_up(*, report: Report, kept: KeptText, on: date, who: Who) -> TakenUp:
    """A text from below is taken up in the section of the same name, and whose it is stands with it.

    Refuses with `ReportRefused` a report that is handed in, a text that is no report's below it or says nothing, and
    one that is taken up already.
    """
    with transaction.atomic():
        must_be_open(report)
        section = report.occasion.sections.filter(title=kept.title).first()
        below = handed_below(report).filter(pk=kept.handed_in_id)
        if section is None or kept.source or not kept.text or not below.exists():
            raise refused(
                Words("Only what is handed in from the level below can be taken up."),
                Words("Choose among the texts that are in."),
            )
        if TakenUp.objects.filter(report=report, kept=kept).exists():
            raise refused(Words("That text is taken up already."), Words("It stands in the report."))
        row = TakenUp(report=report, section=section, kept=kept, taken_on=on)
        store(row, act="take-up-report-text", who=who)
    return row


def let_go(*, taken: TakenUp, who: Who) -> None:
    """A text that was taken up is left out again. Refuses with `ReportRefused` a report that is handed in."""
    with transaction.atomic():
        must_be_open(taken.report)
        subject, key = str(taken), f"followup.takenup:{taken.pk}"
        taken.delete()
        record(who=who, act="let-go-report-text", subject=subject, subject_key=key)


def must_be_open(report: Report) -> Report:
    """The report, held until the transaction ends. Refuses with `ReportRefused` one that is handed in."""
    lock_audit_chain()
    held: Report = Report.objects.select_for_update(of=("self",)).select_related("occasion").get(pk=report.pk)
    if HandedIn.objects.filter(report=held, reopened_on__isnull=True).exists():
        raise refused(
            Words("The report is handed in, and stays as it was."),
            Words("Begin a correction, or ask the level above to return it."),
        )
    return held


def refused(words: Bilingual, way: Bilingual, field: str = "") -> ReportRefused:
    """A report that cannot be so."""
    return ReportRefused(words, clause="MR-31", way=way, field=field)
