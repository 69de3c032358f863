"""The decision that the minutes tell of, where another room takes it: one that is entered already, or a new one.

What stands under the paragraph already may be another matter's, where the paragraph was mistyped. So nothing is taken
to it before somebody has said that it is the one that is meant.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations.decisions import LONGEST_TITLE, DecisionRefused, record_decision
from spelregler.apps.decisions.queries.minuted import decision_under
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who


@dataclass(frozen=True)
class Minutes:
    """What the minutes say: the day of the meeting, the paragraph, and what was decided.

    `meant` is the key of the decision under the paragraph, where somebody has said that it is the one that is meant.
    """

    decided_on: date
    paragraph: str
    text: str = ""
    meant: int | None = None


class OtherDecision(DecisionRefused):
    """The paragraph is a decision by another name, and nobody has said that it is the one that is meant."""

    code = "other-decision"

    def __init__(self, known: Decision) -> None:
        super().__init__(
            Words(
                "§ {paragraph} of that day is in the registry: {title}.", paragraph=known.paragraph, title=known.title
            ),
            way=Words("Check the paragraph, or say that it is the decision that is meant."),
            field="paragraph",
        )
        self.known = known


def refuse_other_kind(known: Decision | None, *, kinds: Collection[str], meant: int | None) -> None:
    """A decision of another kind under the paragraph is another matter's, until somebody has said that it is meant.

    Refuses with `OtherDecision` one of another kind that nobody has said is meant.
    """
    if known is not None and known.kind not in kinds and known.pk != meant:
        raise OtherDecision(known)


def meant_decision(*, body: Body, minutes: Minutes, title: str) -> Decision | None:
    """The decision that stands under the paragraph already; None where there is none.

    Refuses with `OtherDecision` one that has another title and that nobody has said is meant.
    """
    known = decision_under(body=body, decided_on=minutes.decided_on, paragraph=minutes.paragraph)
    if known is not None and known.title != title and known.pk != minutes.meant:
        raise OtherDecision(known)
    return known


def decision_as_minuted(
    *, body: Body, minutes: Minutes, title: Bilingual, on: date, who: Who, kind: str = Decision.Kind.OTHER
) -> Decision:
    """The body's decision under the paragraph of that day: the one that is entered already, else a new one.

    Without a text the title is the text. Refuses with `DecisionRefused` a day that has not come, a day when the body
    did not exist, and a missing paragraph; with `OtherDecision` a paragraph that is another decision.
    """
    if minutes.decided_on > on:
        raise DecisionRefused(
            Words("{day} has not come yet.", day=minutes.decided_on),
            way=Words("Give the day of the meeting."),
            field="decided_on",
        )
    name = title.sv[:LONGEST_TITLE]
    return meant_decision(body=body, minutes=minutes, title=name) or record_decision(
        body=body,
        decided_on=minutes.decided_on,
        paragraph=minutes.paragraph,
        title=name,
        text=minutes.text.strip() or title.sv,
        kind=kind,
        who=who,
    )
