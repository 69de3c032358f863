"""A report is handed in and kept as it was; it is returned, or corrected, and then handed in again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

from spelregler.apps.followup.models import HandedIn, KeptFigure, KeptText, OtherText, Report, TakenUp
from spelregler.apps.followup.models.reports import LONGEST
from spelregler.apps.followup.operations.writing import must_be_open, refused
from spelregler.apps.followup.queries.figures import Figure
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.bulk import put_in


def hand_in(*, report: Report, figures: Sequence[Figure], on: date, role: str, who: Who) -> HandedIn:
    """The report goes to the level above, and to the body, as it is: texts, what was taken up, and the figures.

    `figures` are those of the place as of the day. Nothing in what is kept changes any more. An empty section is told
    as empty and stops nobody.

    Refuses with `ReportRefused` a report that is handed in already, one in which nothing is written, and one with a
    text beside that nobody has settled.
    """
    with transaction.atomic():
        held = must_be_open(report)
        texts = {each.section_id: each.text for each in held.texts.all()}
        taken = list(
            held.taken_up.select_related(
                *(f"kept__handed_in__report__{of}" for of in ("unit", "department", "adopter"))
            )
        )
        if not any(texts.values()) and not taken:
            raise refused(Words("Nothing is written in the report."), Words("Write in at least one section."))
        if OtherText.objects.filter(of__report=held, settled_on__isnull=True).exists():
            raise refused(
                Words("Somebody else's text waits beside a section."),
                Words("Read it, put in what is to stand, and settle it first."),
            )
        last = HandedIn.objects.filter(report=held).order_by("-number").first()
        before = last or HandedIn()
        row = HandedIn(
            report=held,
            number=last.number + 1 if last else 1,
            handed_on=on,
            role=role,
            correction=before.correction if before.is_returned else before.reopened_for,
        )
        store(row, act="hand-in-report", who=who, details={"figures": len(figures)})
        _keep_texts(row, texts, taken)
        _keep_figures(row, figures)
    return row


def return_report(*, report: Report, reason: str, on: date, who: Who) -> HandedIn:
    """The level above returns the report with a comment, and it is written on.

    Refuses with `ReportRefused` one that is not handed in, no comment, and a report that a body has adopted or valued.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _that_holds(report)
        if report.level != Report.Level.UNIT and held.valuations.exists():
            raise refused(
                Words("The body has valued the report."), Words("What is wrong in it is corrected by who wrote it.")
            )
        if held.adopted_id is not None:
            raise refused(
                Words("The body has adopted the report."), Words("What is wrong in it is corrected by who wrote it.")
            )
        _reopen(held, reason=reason, on=on, act="return-report", who=who, is_returned=True)
    return held


def correct_report(*, report: Report, reason: str, on: date, who: Who) -> HandedIn:
    """Who wrote it begins a correction. What was handed in stays, and the next one says what was corrected.

    Refuses with `ReportRefused` one that is not handed in, and no reason.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _that_holds(report)
        _reopen(held, reason=reason, on=on, act="correct-report", who=who, is_returned=False)
    return held


def _that_holds(report: Report) -> HandedIn:
    held = HandedIn.objects.select_for_update().filter(report=report, reopened_on__isnull=True).first()
    if held is None:
        raise refused(Words("The report is not handed in."), Words("Write on in it."))
    return held


def _reopen(held: HandedIn, *, reason: str, on: date, act: str, who: Who, is_returned: bool) -> None:
    if not reason.strip():
        raise refused(Words("The reason is missing."), Words("Write what is to be changed."), "reason")
    to = {"reopened_on": on, "reopened_for": reason.strip(), "is_returned": is_returned}
    amend(held, to=to, act=act, who=who)


def _keep_texts(row: HandedIn, texts: dict[int, str], taken: Collection[TakenUp]) -> None:
    """The sections in their order, each with what was taken up in it after its own text."""
    rows = []
    for section in row.report.occasion.sections.order_by("place", "pk"):
        rows.append((row.pk, section.place, section.title, texts.get(section.pk, ""), "", section.figures))
        rows.extend(
            (row.pk, section.place, section.title, each.kept.text[:LONGEST], _whose(each), "none")
            for each in taken
            if each.section_id == section.pk
        )
    put_in(KeptText, fields=("handed_in", "place", "title", "text", "source", "figures"), rows=rows, at_once=10)


def _whose(taken: TakenUp) -> str:
    report = taken.kept.handed_in.report
    place = report.unit or report.department or report.adopter
    return place.name if place else ""


def _keep_figures(row: HandedIn, figures: Sequence[Figure]) -> None:
    fields = ("handed_in", "place", "kind", "code", "name", "name_en", "amount_ore", "value", "target", "source", "day")
    put_in(
        KeptFigure,
        fields=fields,
        rows=[
            (
                row.pk,
                place,
                each.kind,
                each.code,
                each.name,
                each.name_en,
                each.amount_ore,
                each.value,
                each.target,
                each.source,
                each.day.isoformat() if each.day else None,
            )
            for place, each in enumerate(figures)
        ],
    )
