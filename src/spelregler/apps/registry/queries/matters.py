"""Which occasions of the year each body decides on, and which of them have a case (CP-11). Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.registry.models import CaseFile
from spelregler.domain.cycle import NONE_MOVED, CycleEvent, Moves, Occurrence, occurrences
from spelregler.domain.registry import Raised, decided_by
from spelregler.domain.words import Pair

DECIDING = (Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)


@dataclass(frozen=True)
class BodyOccasions:
    """A body, when its first case was opened, and the occasions of three years that it decides on."""

    body: Body
    first_case: date | None
    occasions: tuple[Raised, ...]


def falling(
    kind: str, events: Iterable[CycleEvent], *, as_of: date, track: str, moves: Moves = NONE_MOVED
) -> list[Occurrence]:
    """The occasions that a body of the kind decides on, from last year to next, by day."""
    own = decided_by(kind, events)
    years = range(as_of.year - 1, as_of.year + 2)
    return [each for year in years for each in occurrences(own, year=year, as_of=as_of, track=track, moves=moves)]


def body_occasions(
    events: Sequence[CycleEvent], *, as_of: date, track: str, moves: Moves = NONE_MOVED
) -> list[BodyOccasions]:
    """Each committee and the executive board with its occasions and their cases. Three queries.

    A case is known by the package's own day, and follows its occasion where that is moved.
    """
    opened: dict[tuple[int, str, date | None], date] = {}
    cases = CaseFile.objects.filter(opened_on__lte=as_of)
    first = dict(cases.order_by().values_list("body").annotate(first=Min("opened_on")))
    told = cases.exclude(occasion="").order_by("-opened_on").values_list("body", "occasion", "occasion_on", "opened_on")
    for body, event, on, day in told:
        opened[body, event, on] = day
    return [
        BodyOccasions(
            body,
            first.get(body.pk),
            tuple(
                Raised(
                    each.event.id,
                    Pair(each.event.name_sv, each.event.name_en),
                    each.on,
                    opened.get((body.pk, each.event.id, each.planned_on)),
                )
                for each in falling(body.kind, events, as_of=as_of, track=track, moves=moves)
            ),
        )
        for body in bodies(as_of=as_of)
        if body.kind in DECIDING
    ]
