"""The paragraphs are written: from what was recorded, by one or two at a time, without a lost word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.meetings.models import OtherText, Paragraph
from spelregler.apps.meetings.operations.confirmed import refuse_confirmed
from spelregler.apps.meetings.operations.numbering import ParagraphRefused
from spelregler.apps.meetings.operations.planning import refused, stamp
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store


@dataclass(frozen=True)
class Written:
    """What is written in a paragraph: what happened, what was decided, of which kind the decision is, and
    whether it touches the staff (MR-56); None where nobody has said."""

    text: str
    outcome: str
    decision_kind: str = ""
    touches_staff: bool | None = None


@dataclass(frozen=True)
class Saved:
    """Whether what was written stands in the paragraph; else it is kept beside, for somebody had written meanwhile."""

    paragraph: Paragraph
    kept_beside: OtherText | None = None


def write_paragraph(*, paragraph: Paragraph, said: Written, version: int, on: date, who: Who) -> Saved:
    """The paragraph as it is to read. `version` is the one that the writer began from.

    Where somebody else has written meanwhile, theirs stands and this is kept beside it until it is settled: no word is
    lost. Refuses with `MeetingRefused` a kind of decision without what was decided, and with `ParagraphRefused` what is
    adjusted.
    """
    text, outcome = said.text.strip(), said.outcome.strip()
    if said.decision_kind and not outcome:
        raise refused(
            Words("A decision says what was decided."),
            Words("Write the decision, or choose that nothing was decided."),
            "outcome",
        )
    with transaction.atomic():
        lock_audit_chain()
        held = open_paragraph(paragraph)
        if held.version != version and (held.text, held.outcome) != (text, outcome):
            other = OtherText(paragraph=held, text=text, outcome=outcome, written_by=who.name, kept_on=on)
            store(other, act="keep-other-text", who=who)
            return Saved(held, other)
        to = {"text": text, "outcome": outcome, "decision_kind": said.decision_kind}
        more = {"touches_staff": said.touches_staff, "version": held.version + 1}
        amend(held, to={**to, **more}, act="write-paragraph", who=who)
    return Saved(held)


def settle_other_text(*, other: OtherText, on: date, who: Who) -> None:
    """What was kept beside is taken care of: somebody has read it and put in what is to stand.

    Refuses with `ParagraphRefused` what is adjusted.
    """
    with transaction.atomic():
        lock_audit_chain()
        open_paragraph(other.paragraph)
        amend(other, to={"settled_on": on}, act="settle-other-text", who=who)


def choose_public_text(*, paragraph: Paragraph, public_text: str, reason: str, who: Who) -> None:
    """What is published says another text than the paragraph, for a reason; without either it is published whole.

    What is left out is somebody's marked choice, and never guessed. The decision in the register, which is open to all,
    says what is published. Refuses with `MeetingRefused` a text without a
    reason, and a reason without a text.
    """
    text, why = public_text.strip(), reason.strip()
    if bool(text) != bool(why):
        raise refused(
            Words("What is left out has both the text that is published and the reason."),
            Words("Write both, or neither to publish the whole."),
            "reason" if text else "public_text",
        )
    with transaction.atomic():
        lock_audit_chain()
        rows = Paragraph.objects.select_for_update(of=("self",)).select_related("decision", "item__meeting")
        held = rows.get(pk=paragraph.pk)
        stamp(held.item.meeting)
        amend(held, to={"public_text": text, "withheld_for": why}, act="choose-public-text", who=who)
        if held.decision is not None:
            amend(held.decision, to={"text": text or held.outcome}, act="choose-public-text", who=who)


def open_paragraph(paragraph: Paragraph) -> Paragraph:
    """The paragraph, held until the transaction ends.

    Refuses with `ParagraphRefused` one that is adjusted, with its meeting or at once, and one that somebody has
    confirmed.
    """
    rows = Paragraph.objects.select_for_update(of=("self",)).select_related("item__meeting__body")
    held: Paragraph = rows.get(pk=paragraph.pk)
    if held.item.meeting.adjusted_on is not None or held.adjusted_at_once_on is not None:
        raise ParagraphRefused(
            Words("Paragraph {number} is adjusted, and stays as it is.", number=held.number),
            way=Words("What is wrong in it is put right by the body, at its next meeting."),
        )
    refuse_confirmed(held.item.meeting)
    stamp(held.item.meeting)
    return held
