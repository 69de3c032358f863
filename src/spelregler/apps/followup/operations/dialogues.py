"""A dialogue between a body and the officials is recorded, or taken back (MR-22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.followup.models import Dialogue
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class DialogueRefused(DomainError):
    """A dialogue has been held, with somebody and about something."""

    code = "dialogue-refused"


@dataclass(frozen=True)
class Held:
    """What was held: its kind, day, the posts that took part beside the body, themes, and what was agreed."""

    kind: str
    held_on: date
    parties: str
    themes: str
    agreed: str = ""


def record_dialogue(*, body: Body, said: Held, today: date, role: str, who: Who) -> Dialogue:
    """A body and its officials have talked about results or budget; it counts from the day that it was held (MR-22).

    Refuses with `DialogueRefused` a day to come, one without parties or themes, and what is recorded already.
    """
    if said.held_on > today:
        raise DialogueRefused(
            Words("The day has not come."), way=Words("Record the dialogue when it has been held."), field="held_on"
        )
    for field in ("parties", "themes"):
        if not getattr(said, field).strip():
            raise DialogueRefused(
                Words("A dialogue is with somebody, about something."),
                clause="MR-22",
                way=Words("Write which posts took part, and the themes."),
                field=field,
            )
    with transaction.atomic():
        if Dialogue.objects.filter(body=body, kind=said.kind, held_on=said.held_on, ended_on__isnull=True).exists():
            raise DialogueRefused(
                Words("That dialogue is recorded already."),
                way=Words("Take the earlier one back first, if something in it is wrong."),
                field="held_on",
            )
        row = Dialogue(
            body=body,
            kind=said.kind,
            held_on=said.held_on,
            parties=said.parties.strip(),
            themes=said.themes.strip(),
            agreed=said.agreed.strip(),
            role=role,
            recorded_on=today,
        )
        store(row, act="record-body-dialogue", who=who)
    return row


def withdraw_dialogue(*, dialogue: Dialogue, reason: str, on: date, who: Who) -> Dialogue:
    """What was recorded by mistake counts no longer; it stays to be read with the reason.

    Refuses with `DialogueRefused` no reason, and one that is withdrawn already.
    """
    with transaction.atomic():
        held = Dialogue.objects.select_for_update().get(pk=dialogue.pk)
        if held.ended_on is not None or not reason.strip():
            raise DialogueRefused(
                Words("A dialogue is taken back once, with a reason."),
                way=Words("Write what was wrong."),
                field="reason",
            )
        amend(held, to={"ended_on": on, "withdrawn_for": reason.strip()}, act="withdraw-body-dialogue", who=who)
    return held
