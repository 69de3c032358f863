"""That a body was told bad news by other than a report is recorded, or taken back (MR-31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.followup.models import NewsTold
from spelregler.apps.organisation.models import Body
from spelregler.domain.bad_news import News
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class NewsRefused(DomainError):
    """A body was told of what was known, on a day that has been."""

    code = "news-refused"


@dataclass(frozen=True)
class ToldSaid:
    """When the body was told, how, and where that can be read."""

    told_on: date
    way: str
    where: str


def record_told(*, body: Body, news: News, said: ToldSaid, today: date, who: Who) -> NewsTold:
    """The body was told of the news on the day, as those who heard it record.

    Refuses with `NewsRefused` a day to come, one before it was known, and no place where it can be read.
    """
    if not news.known_on <= said.told_on <= today:
        raise _refused(
            Words("It was known from {day}, and the day has to have come.", day=news.known_on),
            Words("Give the day when the body was told."),
            "told_on",
        )
    if not said.where.strip():
        raise _refused(
            Words("Where it can be read is missing."), Words("Write which meeting, letter or answer it was."), "where"
        )
    row = NewsTold(
        body=body,
        kind=news.kind.value,
        code=news.code,
        known_on=news.known_on,
        told_on=said.told_on,
        way=said.way,
        where=said.where.strip(),
        recorded_on=today,
        recorded_by=who.name,
    )
    with transaction.atomic():
        lock_audit_chain()
        store(row, act="record-news-told", who=who)
    return row


def withdraw_told(*, told: NewsTold, reason: str, on: date, who: Who) -> NewsTold:
    """What was recorded by mistake counts no longer; it stays to be read with the reason.

    Refuses with `NewsRefused` no reason, and what is withdrawn already.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = NewsTold.objects.select_for_update().get(pk=told.pk)
        if held.withdrawn_on is not None or not reason.strip():
            raise _refused(Words("It is taken back once, with a reason."), Words("Write what was wrong."), "reason")
        amend(held, to={"withdrawn_on": on, "withdrawn_for": reason.strip()}, act="withdraw-news-told", who=who)
    return held


def _refused(words: Bilingual, way: Bilingual, field: str) -> NewsRefused:
    return NewsRefused(words, clause="MR-31", way=way, field=field)
