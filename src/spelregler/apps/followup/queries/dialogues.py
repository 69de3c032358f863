"""The dialogues that had been recorded by a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q

from spelregler.apps.followup.models import Dialogue
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import bodies

TALKING = (Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)
MOST = 100


def bodies_talking(*, as_of: date) -> list[tuple[Body, tuple[date, ...]]]:
    """The executive board and every committee on the day, with the days of its dialogues known by then. Two queries."""
    found: dict[int, list[date]] = defaultdict(list)
    known = Dialogue.objects.filter(_counts(as_of), held_on__lte=as_of)
    for body, day in known.values_list("body_id", "held_on"):
        found[body].append(day)
    return [(each, tuple(sorted(found[each.pk]))) for each in bodies(as_of=as_of) if each.kind in TALKING]


def dialogues_of(*, body: Body, as_of: date) -> list[Dialogue]:
    """What was recorded of the body by the day, withdrawn too, the latest first; a hundred at most. One query."""
    return list(Dialogue.objects.filter(body=body, recorded_on__lte=as_of).order_by("-held_on", "-pk")[:MOST])


def dialogue_by_pk(*, pk: int) -> Dialogue | None:
    """Itself, for an operation to work on."""
    return Dialogue.objects.filter(pk=pk).select_related("body").first()


def _counts(as_of: date) -> Q:
    return Q(recorded_on__lte=as_of) & (Q(ended_on__isnull=True) | Q(ended_on__gt=as_of))
