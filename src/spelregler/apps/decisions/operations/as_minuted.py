"""The decision that the minutes tell of, where another room takes it: one that is entered already, or a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations.decisions import LONGEST_TITLE, DecisionRefused, record_decision
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who


@dataclass(frozen=True)
class Minutes:
    """What the minutes say: the day of the meeting, the paragraph, and what was decided."""

    decided_on: date
    paragraph: str
    text: str = ""


def decision_as_minuted(*, body: Body, minutes: Minutes, title: Bilingual, on: date, who: Who) -> Decision:
    """The body's decision under the paragraph of that day: the one that is entered already, else a new one.

    Without a text the title is the text. Refuses with `DecisionRefused` a day that has not come, a day when the body
    did not exist, and a missing paragraph.
    """
    if minutes.decided_on > on:
        raise DecisionRefused(
            Words("{day} has not come yet.", day=minutes.decided_on),
            way=Words("Give the day of the meeting."),
            field="decided_on",
        )
    paragraph = minutes.paragraph.removeprefix("§").strip()
    known = Decision.objects.filter(body=body, decided_on=minutes.decided_on, paragraph=paragraph).first()
    return known or record_decision(
        body=body,
        decided_on=minutes.decided_on,
        paragraph=paragraph,
        title=title.sv[:LONGEST_TITLE],
        text=minutes.text.strip() or title.sv,
        kind=Decision.Kind.OTHER,
        who=who,
    )
