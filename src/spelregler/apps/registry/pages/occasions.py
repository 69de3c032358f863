"""The occasions of the year that a case may be about, as the forms offer them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.registry.queries.matters import falling
from spelregler.domain.cycle import Occurrence
from spelregler.exchange.package.year import TRACK
from spelregler.platform.findings import moved_occasions, occasions
from spelregler.ui import formatting

DAYS = 365


def near(kinds: Iterable[str], *, today: date) -> list[Occurrence]:
    """What bodies of the kinds decide on in the year ahead, and after that what has passed in the year before.

    Nothing from before the municipality's start day, which nobody registers here.
    """
    events, moves, found = occasions(as_of=today), moved_occasions(as_of=today), dict[str, Occurrence]()
    place = municipality()
    start_day = place.start_day if place and place.start_day else date.min
    for kind in kinds:
        for each in falling(kind, events, as_of=today, track=TRACK, moves=moves):
            if -DAYS <= each.days_left <= DAYS and each.on >= start_day:
                found[key_of(each.event.id, each.planned_on)] = each
    return sorted(found.values(), key=lambda each: (each.days_left < 0, each.on))


def key_of(event: str, on: date) -> str:
    """An occasion as a form sends it: by the day that the package has, which no move changes."""
    return f"{event}:{on.isoformat()}"


def by_key(found: Iterable[Occurrence]) -> dict[str, Occurrence]:
    """The occasions by what a form sends."""
    return {key_of(each.event.id, each.planned_on): each for each in found}


def choices(found: Mapping[str, Occurrence], language: str) -> list[tuple[str, str]]:
    """None, or one of the occasions with its day."""
    return [
        ("", _("None")),
        *(
            (
                key,
                f"{each.event.name_sv if language == 'sv' else each.event.name_en}, "
                f"{formatting.long_date(each.on, language)}",
            )
            for key, each in found.items()
        ),
    ]
