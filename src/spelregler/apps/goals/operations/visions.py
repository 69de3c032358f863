"""The vision as the council decides it, and the dialogue with residents behind it (MR-11)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.goals.models import Vision, VisionDialogue
from spelregler.apps.goals.operations.chain import minuted
from spelregler.apps.goals.operations.goals import adopt_vision
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class VisionRefused(DomainError):
    """A vision has words and holds from its decision; a dialogue has been held, and its feedback says what it gave."""

    code = "vision-refused"


def enter_vision(
    *,
    council: Body,
    vision: str,
    vision_en: str,
    decided_on: date,
    paragraph: str,
    start: date,
    on: date,
    who: Who,
    meant: int | None = None,
) -> Vision:
    """The council's decision on a vision is entered with date and §; the vision before ends there (MR-11).

    Refuses with `VisionRefused` no words, and a start before its decision or not after the vision that is there; with
    `WrongDecider` another body; as `minuted` does.
    """
    if not vision.strip():
        raise _refused(Words("The vision has no words."), "vision")
    if start < decided_on or Vision.objects.filter(start__gte=start).exists():
        raise _refused(
            Words("A vision holds from its decision, and after the one that is there."),
            "start",
        )
    with transaction.atomic():
        decision = minuted(
            body=council,
            decided_on=decided_on,
            paragraph=paragraph,
            title="Vision",
            text=f"Visionen antas: {vision.strip()}",
            on=on,
            who=who,
            meant=meant,
        )
        return adopt_vision(text=vision, text_en=vision_en, start=start, decision=decision, who=who)


def record_dialogue(
    *, held_on: date, audience: str, taken_in: str, feedback_on: date | None, on: date, who: Who
) -> VisionDialogue:
    """A dialogue with residents on the vision has been held. The feedback may come later (MR-11).

    Refuses with `VisionRefused` one that is to come or has no words, and feedback before it, to come or without what
    was taken in.
    """
    row = VisionDialogue(held_on=held_on, audience=audience.strip(), taken_in=taken_in.strip(), feedback_on=feedback_on)
    if held_on > on or not row.audience:
        raise _refused(Words("The dialogue is to come, or has no words."), "held_on")
    _refuse_feedback(row, on=on)
    store(row, act="record-dialogue", who=who, details={"held_on": held_on, "feedback_on": feedback_on})
    return row


def publish_feedback(
    *, dialogue: VisionDialogue, taken_in: str, feedback_on: date, on: date, who: Who
) -> VisionDialogue:
    """Those who took part, and everybody, are told what was taken in; once (MR-11).

    Refuses with `VisionRefused` a second time, a day before the dialogue or to come, and nothing taken in.
    """
    if dialogue.feedback_on is not None:
        raise _refused(
            Words("The feedback was published on {feedback_on}.", feedback_on=dialogue.feedback_on),
        )
    said = VisionDialogue(held_on=dialogue.held_on, taken_in=taken_in.strip(), feedback_on=feedback_on)
    _refuse_feedback(said, on=on)
    to = {"taken_in": said.taken_in, "feedback_on": feedback_on}
    amend(dialogue, to=to, act="publish-feedback", who=who)
    return dialogue


def _refuse_feedback(row: VisionDialogue, *, on: date) -> None:
    if row.feedback_on is None:
        return
    if not row.held_on <= row.feedback_on <= on or not row.taken_in:
        raise _refused(
            Words("Feedback is given after the dialogue, has been given, and says what was taken in."),
            "feedback_on" if row.taken_in else "taken_in",
        )


def _refused(words: Bilingual, field: str = "") -> VisionRefused:
    return VisionRefused(
        field=field,
        words=words,
        clause="MR-11",
        way=Words("Check what you have entered and try again."),
    )
