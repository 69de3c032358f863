"""A question to the open lists: which page, how long, and what has changed since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from spelregler.domain import reading
from spelregler.domain.words import Words
from spelregler.exchange.oparl import MOST_ON_A_PAGE, read_moment
from spelregler.platform.errors import DomainError

MOMENTS = ("created_since", "created_until", "modified_since", "modified_until")
MOST_PAGES = 10**6


class BadQuestion(DomainError):
    """A question that the open lists do not answer: 400."""

    code = "illegal-parameter"


@dataclass(frozen=True)
class Asked:
    """A question as it was put. `kept` is what each link to another page carries on."""

    page: int = 1
    per_page: int = MOST_ON_A_PAGE
    moments: Mapping[str, datetime] = field(default_factory=dict)
    is_spare: bool = False
    with_gone: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def wants_gone(self) -> bool:
        """Whether what is there no longer is told too, as whoever follows changes needs."""
        return self.with_gone or "modified_since" in self.moments

    def lets_through(self, *, created: datetime, modified: datetime) -> bool:
        """Whether a thing with these moments is within the filters; a second counts whole."""
        told = {"created": created.replace(microsecond=0), "modified": modified.replace(microsecond=0)}
        for name, at in self.moments.items():
            which, _, end = name.partition("_")
            if told[which] < at if end == "since" else told[which] > at:
                return False
        return True


def read_question(query: Mapping[str, str]) -> Asked:
    """The page from 1, at most 100 things on each, four moments, and whether what has a list of its own is spared.

    Refuses with `BadQuestion` a page, a number or a moment that cannot be read. A longer page than that is cut.
    """
    try:
        moments = {name: read_moment(query[name]) for name in MOMENTS if query.get(name)}
    except reading.Unreadable as refused:
        raise BadQuestion(refused.words, way=refused.way) from refused
    is_spare = query.get("omit_internal", "") == "true"
    kept = {name: query[name] for name in moments}
    if query.get("limit"):
        kept["limit"] = query["limit"]
    if is_spare:
        kept["omit_internal"] = "true"
    return Asked(
        page=_whole(query, "page", 1),
        per_page=min(_whole(query, "limit", MOST_ON_A_PAGE), MOST_ON_A_PAGE),
        moments=moments,
        is_spare=is_spare,
        kept=kept,
    )


def _whole(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, "")
    if not text:
        return default
    try:
        return reading.count(text, least=1, most=MOST_PAGES)
    except reading.Unreadable:
        raise BadQuestion(
            Words("{name}={text} is to be a number from 1 to {most}.", name=name, text=text[:20], most=MOST_PAGES)
        ) from None
