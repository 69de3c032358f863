"""The leader of a body, a department or a unit chooses the few measures that are followed first (ADR 68)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from spelregler.apps.goals.models import Indicator, KeyChoice, KeyMeasure
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, record, store
from spelregler.platform.errors import DomainError

FEWEST, MOST = 3, 5
"""Fewer show no picture, and more are no choice."""
UNDONE_WITHIN = timedelta(days=31)
"""After that it has been what was followed, and another choice is made instead."""
FIELDS = ("first", "second", "third", "fourth", "fifth")
"""What the places are called in the form, in their order."""

Place = Body | Department | Unit


class KeyMeasuresRefused(DomainError):
    """Three to five different measures, and what has been followed for a month is not undone."""

    code = "key-measures-refused"


def choose_key_measures(*, place: Place, indicators: Sequence[Indicator], on: date, who: Who) -> KeyChoice:
    """The indicators in their order, from the day until another choice; chosen again the same day they are replaced.

    Refuses with `KeyMeasuresRefused` fewer than three, more than five, and one that is named twice.
    """
    _refuse(indicators)
    with transaction.atomic():
        held = _latest(place)
        before = _codes(held) if held else []
        if held is not None and held.start == on:
            choice = held
            choice.role = who.role
            KeyMeasure.objects.filter(choice=choice).delete()
        else:
            if held is not None:
                amend(held, to={"end": on}, act="end-key-measures", who=who)
            choice = KeyChoice(**{_whose(place): place}, start=on, role=who.role)
        after = [each.code for each in indicators]
        store(choice, act="choose-key-measures", who=who, links={"indicators": (before, after)})
        KeyMeasure.objects.bulk_create(
            KeyMeasure(choice=choice, indicator=each, place=number) for number, each in enumerate(indicators, start=1)
        )
    return choice


def undo_key_measures(*, place: Place, on: date, who: Who) -> None:
    """The latest choice is taken away, and the one before it holds again. Where there is none, nothing is done.

    Refuses with `KeyMeasuresRefused` one that has held for a month.
    """
    with transaction.atomic():
        held = _latest(place)
        if held is None:
            return
        if not can_be_undone(held, on=on):
            raise KeyMeasuresRefused(
                Words("The choice has held for more than a month, and is what was followed then."),
                way=Words("Choose again instead."),
            )
        earlier = _of(place).filter(end=held.start).first()
        record(
            who=who,
            act="undo-key-measures",
            subject=str(held),
            subject_key=f"goals.keychoice:{held.pk}",
            before={"start": held.start, "indicators": _codes(held)},
        )
        held.delete()
        if earlier is not None:
            amend(earlier, to={"end": None}, act="undo-key-measures", who=who)


def can_be_undone(choice: KeyChoice, *, on: date) -> bool:
    """While no other choice rests on it, and for a month."""
    return choice.end is None and on - choice.start <= UNDONE_WITHIN


def _refuse(indicators: Sequence[Indicator]) -> None:
    if len(indicators) < FEWEST:
        raise KeyMeasuresRefused(
            Words("Choose at least {n} measures.", n=FEWEST),
            way=Words("A few together give the picture."),
            field=FIELDS[len(indicators)],
        )
    if len(indicators) > MOST:
        raise KeyMeasuresRefused(
            Words("Choose at most {n} measures.", n=MOST),
            way=Words("The others stand at their goals."),
            field=FIELDS[-1],
        )
    for number, each in enumerate(indicators):
        if each in indicators[:number]:
            raise KeyMeasuresRefused(
                Words("{measure} is chosen already.", measure=each.title),
                way=Words("Choose another, or leave the place empty."),
                field=FIELDS[number],
            )


def _latest(place: Place) -> KeyChoice | None:
    type(place)._default_manager.select_for_update().get(pk=place.pk)
    found: KeyChoice | None = _of(place).filter(end__isnull=True).first()
    return found


def _of(place: Place) -> QuerySet[KeyChoice]:
    return KeyChoice.objects.filter(**{_whose(place): place})


def _whose(place: Place) -> str:
    return place._meta.model_name or ""


def _codes(choice: KeyChoice) -> list[str]:
    return list(choice.measures.order_by("place").values_list("indicator__code", flat=True))
