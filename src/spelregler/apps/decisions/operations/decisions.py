"""What political bodies decide, entered as the minutes have it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision, Origin
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError

LONGEST_TITLE = 200


class DecisionRefused(DomainError):
    """A decision is a body, a date, a paragraph and a text, entered once."""

    code = "decision-refused"


def record_decision(
    *,
    body: Body,
    decided_on: date,
    paragraph: str,
    title: str,
    text: str,
    kind: str,
    who: Who,
    origin: Origin = Origin.ENTERED,
    reference: str = "",
    adjusted_on: date | None = None,
    effective_on: date | None = None,
    touches_staff: bool | None = None,
) -> Decision:
    """A decision counts when the minutes give its body, date, paragraph and text; `kind` is one of `Decision.Kind`.

    Rules count from the day it was decided. When its minutes were adjusted, and from when it is carried out, is kept
    beside, where it is known, and so is whether it touches the staff, which somebody says and nothing computes (MR-56).
    Refuses with `DecisionRefused` one where any of them is missing, a day when the body did not exist, and a paragraph
    that is entered already.
    """
    decision = Decision(
        body=body,
        decided_on=decided_on,
        paragraph=paragraph.strip().removeprefix("§").strip(),
        title=title.strip(),
        text=text.strip(),
        kind=kind,
        origin=origin,
        reference=reference.strip(),
        adjusted_on=adjusted_on,
        effective_on=effective_on,
        touches_staff=touches_staff,
    )
    _refuse_incomplete(decision)
    _refuse_twice(decision)
    with transaction.atomic():
        store(decision, act="record-decision", who=who, details={"kind": kind, "title": decision.title})
    return decision


def _refuse_incomplete(decision: Decision) -> None:
    missing = next((name for name in ("paragraph", "title", "text") if not getattr(decision, name)), "")
    if missing:
        raise DecisionRefused(
            Words("A decision needs the paragraph, title and text of the minutes."),
            way=Words("Fill in what is missing."),
            field=missing,
        )
    body, day = decision.body, decision.decided_on
    if day < body.start or (body.end is not None and day >= body.end):
        raise DecisionRefused(
            Words("{body} did not exist on {day}.", day=day, body=Pair(body.name, body.name_en)),
            way=Words("Check the body and the date."),
            field="decided_on",
        )


def _refuse_twice(decision: Decision) -> None:
    same = Decision.objects.filter(
        body=decision.body, decided_on=decision.decided_on, paragraph=decision.paragraph
    ).first()
    if same is not None:
        raise DecisionRefused(
            Words("{same} is already recorded: {title}.", same=same, title=same.title),
            way=Words("Use that decision, or give another paragraph."),
            field="paragraph",
        )
