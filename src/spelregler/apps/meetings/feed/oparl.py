"""Our meetings as OParl 1.1: one thing at its address, or a page of a list. Only what anybody may read on the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, partial
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from spelregler.apps.meetings.feed.asked import Asked
from spelregler.apps.meetings.feed.things import LISTS, Things
from spelregler.apps.meetings.feed.told import stand
from spelregler.apps.meetings.models import AgendaItem, Meeting
from spelregler.apps.meetings.queries import in_the_open
from spelregler.apps.organisation.models import Body, Membership
from spelregler.exchange.oparl import SWEDEN, ListPage, Thing, gone, spared, thing

ONE_SECOND: Final = timedelta(seconds=1)
OF_THE_TOWN: Final = {
    "bodies": "Body",
    "organizations": "Organization",
    "persons": "Person",
    "memberships": "Membership",
    "legislativeterms": "LegislativeTerm",
}
OF_MEETINGS: Final = ("meetings", "locations", "files")
OF_ITEMS: Final = ("agendaitems", "papers", "consultations")
ONE: Final[Mapping[str, str]] = {
    "body": "bodies",
    "legislativeterm": "legislativeterms",
    "location": "locations",
    **{plural.removesuffix("s"): plural for plural in LISTS.values()},
}
"""The list that a thing stands in, by the word in its address."""


@dataclass(frozen=True)
class Feed:
    """What is open on the day. `now` tells the moment, once the rows are read: what differs is changed by then."""

    things: Things
    as_of: date
    now: Callable[[], datetime]

    def system(self) -> Thing:
        """Where everything begins. Two queries."""
        said = self.things.system()
        at = stand("System", {"system": said}, now=self.now())["system"].at
        return thing("System", self.things.root, at, **said)

    def page(self, name: str, asked: Asked, *, body: str = "") -> dict[str, Any]:
        """A page of a list, of one body's meetings where `body` says so; empty past the last. At most seven queries."""
        address = self.things.at("organization", body, name) if body else self.things.at(name)
        start = (asked.page - 1) * asked.per_page
        if name in OF_THE_TOWN:
            found = [one for one, is_told in self._town(name, asked).values() if is_told]
            total = len(found)
            told = found[start : start + asked.per_page]
        else:
            rows = self._rows(name, asked, body=body)
            total = rows.count()
            told = [self._write(name, row) for row in rows.order_by("pk")[start : start + asked.per_page]]
        if asked.is_spare:
            told = [spared(each) for each in told]
        return ListPage(partial(_address, address, asked), told, asked.page, total, asked.per_page).written()

    def one(self, word: str, key: str) -> Thing | None:
        """A thing by its key, also one that is gone; None where there never was one. At most six queries."""
        name = ONE[word]
        if name in OF_THE_TOWN:
            found = self._town(name, Asked()).get(key)
            return found[0] if found else None
        row = self._rows(name, Asked(with_gone=True)).filter(pk=key).first() if key.isdecimal() else None
        return self._write(name, row) if row is not None else None

    def _write(self, name: str, row: Any) -> Thing:
        if name in OF_ITEMS:
            write: Callable[[AgendaItem, Meeting], Thing] = {
                "agendaitems": self.things.item,
                "papers": self.things.paper,
                "consultations": self.things.consultation,
            }[name]
            return write(row, row.meeting)
        return {"meetings": self.things.meeting, "locations": self.things.location, "files": self.things.file}[name](
            row
        )

    def _rows(self, name: str, asked: Asked, *, body: str = "") -> QuerySet[Any]:
        if name in OF_ITEMS:
            items = in_the_open.items_told(as_of=self.as_of).filter(_when(asked, "created_at", "meeting__changed_at"))
            if name != "agendaitems":
                items = items.exclude(case_number="")
            return items if asked.wants_gone else items.filter(removed_on__isnull=True)
        rows = in_the_open.meetings_known(as_of=self.as_of)
        if name == "files":
            return rows.filter(_adjusted_when(asked), adjusted_on__lte=self.as_of)
        rows = rows.filter(_when(asked, "created_at", "changed_at"))
        if name == "locations":
            return rows
        return in_the_open.with_agendas(rows.filter(body__code=body) if body else rows)

    def _town(self, name: str, asked: Asked) -> dict[str, tuple[Thing, bool]]:
        """The things of the organisation by key, and whether the list tells them."""
        kind, make = OF_THE_TOWN[name], self._of_town[name]
        said = make()
        told = {}
        for key, each in stand(kind, said, now=self.now()).items():
            address = self.things.at(_one_of(name), key)
            is_within = asked.lets_through(created=each.at.created, modified=each.at.modified)
            if each.is_gone:
                told[key] = (gone(kind, address, each.at), is_within and asked.wants_gone)
            else:
                told[key] = (self._whole(kind, address, key, thing(kind, address, each.at, **said[key])), is_within)
        return told

    def _whole(self, kind: str, address: str, key: str, told: Thing) -> Thing:
        """With what lies inside it: a person's seats, the municipality's terms."""
        if kind == "Person":
            return {**told, "membership": [self._seats_told[each] for each in self._seats_of(int(key))]}
        if kind == "Body":
            return {**told, "legislativeTerm": [one for one, is_told in self._town("legislativeterms", Asked()).values()
                                                if is_told]}  # fmt: skip
        return told

    @cached_property
    def _of_town(self) -> dict[str, Callable[[], dict[str, Thing]]]:
        things, own = self.things, self.things.own
        return {
            "bodies": lambda: {own.code: things.municipality()},
            "organizations": lambda: {each.code: things.organization(each, self._in(each)) for each in self._bodies},
            "persons": lambda: {str(key): things.person(seats) for key, seats in self._by_person.items()},
            "memberships": lambda: {str(each.pk): things.membership(each) for each in self._seats},
            "legislativeterms": lambda: {
                str(each.pk): things.term(each) for each in in_the_open.council_terms(as_of=self.as_of)
            },
        }

    @cached_property
    def _bodies(self) -> list[Body]:
        return in_the_open.bodies_known(as_of=self.as_of)

    @cached_property
    def _seats(self) -> list[Membership]:
        return in_the_open.seats_held(as_of=self.as_of)

    @cached_property
    def _by_person(self) -> dict[int, list[Membership]]:
        found: dict[int, list[Membership]] = defaultdict(list)
        for each in self._seats:
            found[each.person_id].append(each)
        return found

    @cached_property
    def _by_body(self) -> dict[int, list[Membership]]:
        found: dict[int, list[Membership]] = defaultdict(list)
        for each in self._seats:
            found[each.seat.body_id].append(each)
        return found

    @cached_property
    def _seats_told(self) -> dict[str, Thing]:
        return {key: told for key, (told, _is_told) in self._town("memberships", Asked()).items()}

    def _seats_of(self, person: int) -> Sequence[str]:
        return [str(each.pk) for each in self._by_person[person]]

    def _in(self, body: Body) -> Sequence[Membership]:
        return self._by_body[body.pk]


def _one_of(name: str) -> str:
    return next(word for word, plural in ONE.items() if plural == name)


def _address(address: str, asked: Asked, number: int) -> str:
    """A page's address, its parts in one order so that a page has one address."""
    said = {**asked.kept, **({"page": str(number)} if number > 1 else {})}
    return f"{address}?{urlencode(sorted(said.items()))}" if said else address


def _when(asked: Asked, created: str, modified: str) -> Q:
    """The filters as the database asks them; a second counts whole."""
    column, found = {"created": created, "modified": modified}, Q()
    for name, at in asked.moments.items():
        which, _, end = name.partition("_")
        found &= Q(**{f"{column[which]}__gte": at} if end == "since" else {f"{column[which]}__lt": at + ONE_SECOND})
    return found


def _adjusted_when(asked: Asked) -> Q:
    """The minutes are made at the beginning of the day on which they are adjusted."""
    found = Q()
    for name, at in asked.moments.items():
        here = at.astimezone(SWEDEN)
        if name == "created_since":
            begins = here.date() if here.time() == time() else here.date() + timedelta(days=1)
            found &= Q(adjusted_on__gte=begins)
        elif name == "created_until":
            found &= Q(adjusted_on__lte=here.date())
        elif name == "modified_since":
            found &= Q(changed_at__gte=at)
        else:
            found &= Q(changed_at__lt=at + ONE_SECOND)
    return found
