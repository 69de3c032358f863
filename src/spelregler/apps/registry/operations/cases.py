"""A case is opened with the next number of its series, handed to another post, closed and opened again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Subquery

from spelregler.apps.organisation.models import Body, Post
from spelregler.apps.registry.models import CaseFile, Party, RegistrySettings, Series
from spelregler.domain.registry import DEFAULT_PATTERN, written_number
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class CaseRefused(DomainError):
    """A case has a title, a body that is there, and a post that answers for it."""

    code = "case-refused"


@dataclass(frozen=True)
class Occasion:
    """The occasion of the year that a case is opened for: the package's name of it, and its last day (CP-11)."""

    event: str
    on: date


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """What is told of a case when it is registered. `title_ground` marks the title to be reviewed, and says why."""

    body: Body
    title: str
    responsible: Post
    opened_on: date
    title_ground: str = ""
    occasion: Occasion | None = None


def open_case(*, new: NewCase, on: date, who: Who) -> CaseFile:
    """The case gets the next number of its body's series of the year: none is left out, none is given twice.

    The series' row is locked in the same transaction, so that a case that is not stored gives its number back.

    Refuses with `CaseRefused` a case without a title, a day that has not come, one when the body did not exist, and a
    post that is closed.
    """
    title = _titled(new.title)
    _refuse_day(new, on=on)
    with transaction.atomic():
        lock_audit_chain()
        year = new.opened_on.year
        running, pattern = _next_number(new.body, year)
        case = CaseFile(
            body=new.body,
            year=year,
            running=running,
            number=written_number(pattern, body=new.body.code, year=year, running=running),
            title=title,
            title_ground=new.title_ground.strip(),
            responsible=new.responsible,
            opened_on=new.opened_on,
            last_event_on=new.opened_on,
            occasion=new.occasion.event if new.occasion else "",
            occasion_on=new.occasion.on if new.occasion else None,
        )
        store(case, act="open-case", who=who)
    return case


def _titled(title: str) -> str:
    kept = " ".join(title.split())
    if not kept:
        raise CaseRefused(
            Words("A case needs a title."), way=Words("Write in a few words what it is about."), field="title"
        )
    return kept


def _next_number(body: Body, year: int) -> tuple[int, str]:
    """The next running number, and the pattern that it is written in; both in the one question that takes the lock."""
    held = _series(body, year)
    if held is None:
        Series.objects.get_or_create(body=body, year=year)
        held = _series(body, year)
    assert held is not None  # noqa: S101 - it was made just now, and a series is never taken away
    Series.objects.filter(pk=held.pk).update(last=F("last") + 1)
    return held.last + 1, held.pattern or DEFAULT_PATTERN


def _series(body: Body, year: int) -> Any:
    own = RegistrySettings.objects.values("pattern")[:1]
    rows = Series.objects.select_for_update().filter(body=body, year=year)
    return rows.annotate(pattern=Subquery(own)).first()


def _refuse_day(new: NewCase, *, on: date) -> None:
    body, day = new.body, new.opened_on
    if day > on:
        raise CaseRefused(
            Words("The day has not come yet."), way=Words("Give today, or an earlier day."), field="opened_on"
        )
    if day < body.start or (body.end is not None and day >= body.end):
        raise CaseRefused(
            Words("{body} did not exist on {day}.", day=day, body=Pair(body.name, body.name_en)),
            way=Words("Check the body and the date."),
            field="opened_on",
        )
    if new.responsible.closed_on is not None and new.responsible.closed_on <= on:
        raise CaseRefused(
            Words("The post is closed."), way=Words("Choose a post that somebody can hold."), field="responsible"
        )


def change_case(*, case: CaseFile, title: str, responsible: Post, who: Who) -> CaseFile:
    """A case may be called better, and another post may answer for it. Its number stays.

    Refuses with `CaseRefused` a case without a title, and one that is closed.
    """
    with transaction.atomic():
        held = CaseFile.objects.select_for_update().get(pk=case.pk)
        must_be_open(held)
        to = {"title": _titled(title), "responsible": responsible}
        amend(held, to=to, act="change-case", who=who)
    return held


def add_party(*, case: CaseFile, name: str, name_ground: str = "", who: Who) -> Party:
    """Somebody whom the case is about.

    Refuses with `CaseRefused` no name, and a case that is closed.
    """
    must_be_open(case)
    if not name.strip():
        raise CaseRefused(Words("A party needs a name."), way=Words("Write the name."), field="name")
    party = Party(case_file=case, name=name.strip(), name_ground=name_ground.strip())
    with transaction.atomic():
        store(party, act="add-party", who=who)
    return party


def close_case(*, case: CaseFile, on: date, who: Who) -> CaseFile:
    """The case is done; it can be opened again.

    Refuses with `CaseRefused` one that is closed already, and one with a draft that is not drawn up or thrown away.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = CaseFile.objects.select_for_update().get(pk=case.pk)
        must_be_open(held)
        if held.records.filter(number__isnull=True).exists():
            raise CaseRefused(
                Words("There is a draft in the case that is not drawn up."),
                way=Words("Draw it up, or throw it away, and close the case then."),
            )
        amend(held, to={"closed_on": on}, act="close-case", who=who)
    return held


def reopen_case(*, case: CaseFile, on: date, who: Who) -> CaseFile:
    """Something more has come: the case is handled again.

    Refuses with `CaseRefused` one that is open.
    """
    with transaction.atomic():
        held = CaseFile.objects.select_for_update().get(pk=case.pk)
        if held.is_open:
            raise CaseRefused(Words("The case is open."), way=Words("Add the record to it."))
        amend(held, to={"closed_on": None, "last_event_on": on}, act="reopen-case", who=who)
    return held


def must_be_open(case: CaseFile) -> None:
    """Nothing is added to a case that is done.

    Refuses with `CaseRefused` one that is closed.
    """
    if not case.is_open:
        raise CaseRefused(_closed(case), way=Words("Open it again first, or register a new case."))


def _closed(case: CaseFile) -> Bilingual:
    return Words("{number} is closed since {day}.", number=case.number, day=case.closed_on)
