"""One writer of findings at a time, and how far into the trail the answers know (ADR 43, 56).

Whoever stores answers takes the turn first and computes inside it, so what is stored last was also read last. A write
that waits for its turn finds that another's answers already know of it, and then has nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import F

from spelregler.apps.policy.findings.touched import ANYTHING, Touched, touched
from spelregler.apps.policy.models import Asked
from spelregler.platform import memory
from spelregler.platform.audit.queries import last_number

STORES_NOTHING = "acting"
"""The room of the acting role stands below the others and has no facts, so no answer follows from it."""


def rooms() -> tuple[str, ...]:
    """The rooms with facts, lowest first, as the settings list them."""
    apps = (app.rpartition(".")[2] for app in settings.INSTALLED_APPS if app.startswith("spelregler.apps."))
    return tuple(room for room in apps if room != STORES_NOTHING)


def rooms_from(lowest: str) -> tuple[str, ...]:
    """A room and those above it."""
    known = rooms()
    return known[known.index(lowest) :]


@dataclass(frozen=True)
class Turn:
    """Nobody else stores answers meanwhile. `number` is the last row of the trail that they are computed from."""

    number: int
    held: Mapping[str, Asked]

    def knows(self, number: int, *, as_of: date) -> bool:
        """Whether the stored answers, on the day, already know of a row of the trail."""
        return all(self.held[room].known >= number and self.held[room].as_of == as_of for room in rooms())

    def touched(self, *, as_of: date) -> Touched:
        """What was written that the stored answers of some room do not know of. On a new day anything may answer so."""
        if any(self.held[room].as_of != as_of for room in rooms()):
            return ANYTHING
        return touched(after=min(self.held[room].known for room in rooms()), to=self.number)

    def is_older(self) -> bool:
        """Whether answers that know more are stored; an older one never replaces a newer."""
        return any(self.held[room].known > self.number for room in rooms())

    def done(self, *, as_of: date) -> None:
        """The answers now know of everything up to here."""
        Asked.objects.filter(room__in=rooms()).update(known=self.number, as_of=as_of)


@contextmanager
def taken() -> Iterator[Turn]:
    """All or nothing, in one's turn. What the request remembers may be older than the turn, and is forgotten."""
    with transaction.atomic():
        Asked.objects.bulk_create([Asked(room=room) for room in rooms()], ignore_conflicts=True)
        held = {each.room: each for each in Asked.objects.select_for_update().order_by("room")}
        memory.forget()
        yield Turn(number=last_number(), held=held)


def want(number: int) -> None:
    """The answers do not yet know of a row of the trail; pages say so until they do."""
    Asked.objects.bulk_create([Asked(room=room) for room in rooms()], ignore_conflicts=True)
    Asked.objects.filter(room__in=rooms(), wanted__lt=number).update(wanted=number)


def is_recounting() -> bool:
    """Whether something is stored that the answers do not know of yet."""
    return Asked.objects.filter(wanted__gt=F("known")).exists()


def known() -> dict[str, int]:
    """The last row of the trail that the answers of each room know of; all alike, but in a home from before ADR 56."""
    return dict.fromkeys(rooms(), 0) | dict(Asked.objects.values_list("room", "known"))
