"""A paragraph: what its text begins from, and what was recorded with the way to take it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from spelregler.apps.meetings.models import Disqualification, Motion, Paragraph, RecordedDissent, Vote
from spelregler.apps.meetings.pages.meeting.presenters import recorded_in_words
from spelregler.domain.words import Words

OF_KIND: dict[str, type[Disqualification | Motion | Vote | RecordedDissent]] = {
    "jav": Disqualification,
    "yrkande": Motion,
    "omrostning": Vote,
    "reservation": RecordedDissent,
}


@dataclass(frozen=True)
class Recorded:
    """Something recorded, in words, with what it is taken back by."""

    words: str
    kind: str
    pk: int


def recorded_rows(paragraph: Paragraph) -> list[Recorded]:
    """In the order of the words that tell them."""
    rows: Iterable[Any] = (
        *(("jav", each) for each in paragraph.disqualifications.all()),
        *(("yrkande", each) for each in paragraph.motions.all()),
        *(("omrostning", each) for each in paragraph.votes.all()),
        *(("reservation", each) for each in paragraph.recordeddissents.all()),
    )
    words: Sequence[str] = recorded_in_words(paragraph)
    return [Recorded(said, kind, row.pk) for said, (kind, row) in zip(words, rows, strict=True)]


def begun_from(paragraph: Paragraph) -> str:
    """What a paragraph's text begins from where nobody has written yet: who presented, and what was recorded."""
    presenter = paragraph.item.presenter
    told = [Words("{post} presents the matter.", post=presenter.title).sv] if presenter else []
    return "\n\n".join([*told, *recorded_in_words(paragraph)])


def kept_by(name: str) -> str:
    """Whose text it is that waits beside."""
    return _("Written by %(name)s at the same time. It does not stand in the paragraph.") % {"name": name}
