"""The municipality's year as a calendar to subscribe to: of a role, or of all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.policy.packages.in_force import package_on
from spelregler.apps.policy.queries.moves import moves_known
from spelregler.domain.cycle import Moves, Occurrence, occurrences
from spelregler.domain.roles.vocabulary import owner_called
from spelregler.domain.words import Words
from spelregler.exchange.calendar import DayEvent, calendar_of
from spelregler.exchange.package.year import TRACK, events_of
from spelregler.platform.accounts.operations import whole
from spelregler.platform.errors import NotVisible

EVERY = "alla"


def calendar_of_year(role: str, *, today: date) -> bytes:
    """What the role by its code sees to or takes part in this year and the next, in Swedish; `EVERY` for all of it.

    An occasion is known by the package's day, so it keeps its id when it is moved, and its revision is raised. Nothing
    is told that the year's page does not tell everybody.

    Refuses with `NotVisible` a role that the year asks nothing of.
    """
    code, package = role.upper(), package_on(today)
    known = {each.upper(): each for event in package.cycle for each in (event.owner, *event.concerns)}
    if role != EVERY and code not in known:
        raise NotVisible(
            Words("The year asks nothing of that role."), way=Words("Choose a calendar in the municipality's year.")
        )
    events = events_of(package)
    chosen = events if role == EVERY else [each for each in events if each.is_of({known[code]})]
    moves, place = moves_known(as_of=today), municipality()
    found = [
        one
        for year in (today.year, today.year + 1)
        for one in occurrences(chosen, year=year, as_of=today, track=TRACK, moves=moves)
    ]
    with translation.override("sv"):
        whose = _("all") if role == EVERY else owner_called(known[code]).sv
        name = _("The municipality's year: %(whose)s") % {"whose": whose}
        stamp = datetime.combine(today, time.min, tzinfo=UTC)
        told = _told(found, moves, place.code if place else "")
        return calendar_of(told, name=f"{name} – {place}" if place else name, stamp=stamp)


def _told(found: Iterable[Occurrence], moves: Moves, place: str) -> Iterable[DayEvent]:
    for each in found:
        moved = moves.get((each.event.id, each.planned_on))
        owner = owner_called(each.event.owner).sv
        lines = [
            f"{owner[:1].upper()}{owner[1:]}: {each.event.output.sv}.",
            _("Moved: %(reason)s") % {"reason": moved.reason} if moved and moved.on != each.planned_on else "",
        ]
        yield DayEvent(
            uid=f"{each.event.id}-{each.planned_on:%Y%m%d}-{place}@spelregler",
            day=each.on,
            title=each.event.name_sv,
            url=whole(f"{reverse('policy:year')}?ar={each.on.year}#manad-{each.on.month}"),
            text="\n".join(filter(None, lines)),
            revision=each.revision,
        )
