"""The vision in force, those before it, and the dialogue with residents behind it. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from spelregler.apps.goals.models import (
    Vision,
    VisionDialogue,
)


def vision_on(as_of: date) -> Vision | None:
    """The vision that holds on the day, with its decision. One query."""
    rows: Iterable[Vision] = Vision.objects.on(as_of).select_related("decision__body").order_by("-start")[:1]
    return next(iter(rows), None)


def earlier_visions(*, as_of: date) -> list[Vision]:
    """The visions that no longer hold, the latest first. One query."""
    return list(Vision.objects.filter(end__lte=as_of).select_related("decision__body").order_by("-start"))


def dialogues(*, as_of: date) -> list[VisionDialogue]:
    """The dialogues on the vision that were held by the day, the latest first; feedback of a later day is not there.
    One query.
    """
    found = list(VisionDialogue.objects.filter(held_on__lte=as_of).order_by("-held_on", "-pk"))
    for each in found:
        if each.feedback_on is not None and each.feedback_on > as_of:
            each.feedback_on = None  # as known then
    return found


def dialogue_by_pk(*, pk: int) -> VisionDialogue | None:
    """One dialogue."""
    return VisionDialogue.objects.filter(pk=pk).first()
