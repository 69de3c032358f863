"""The demo with its units cloned, each with all its rows, until it has as many units as a large municipality."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F

from spelregler.apps.frames.models import CommitteeFrame, CouncilBudget
from spelregler.apps.organisation.models import Appointment, Employment, Person, Unit
from spelregler.apps.policy.operations.findings import evaluate_and_store
from spelregler.demo.facts import TODAY

ROOMS = ("organisation", "decisions", "goals", "frames", "autonomy")
LEFT = {"UnitChange", "UnitPart", "VoucherLines", "LaterChange", "RollOver", "Weighing", "Indicator"}
"""What is about several units at once; a clone of it would be a change that nobody made."""
BATCH = 2000

Clones = dict[type[models.Model], dict[int, list[int]]]
"""For each model: which rows are the clones of which, by primary key, one for each copy."""


def enlarge(*, units: int) -> int:
    """Clone until there are at least so many units, and ask every rule once. Returns how many units there are."""
    with transaction.atomic():
        own = Unit.objects.count()
        copies = max(0, -(-units // own) - 1)
        CouncilBudget.objects.update(total_ore=F("total_ore") * (copies + 1))
        CommitteeFrame.objects.update(amount_ore=F("amount_ore") * (copies + 1))
        _clone(copies)
    evaluate_and_store(as_of=TODAY)
    return Unit.objects.count()


def _clone(copies: int) -> None:
    made: Clones = {}
    for model in _in_order([Unit, Person, *_others()]):
        rows = list(_to_clone(model, made))
        made[model] = _stored(model, rows, copies, made)
    for model in list(made):
        for tie in model._meta.many_to_many:
            through: Any = tie.remote_field.through
            if through._meta.auto_created:
                _stored(through, _touching(through, made, first=tie.m2m_field_name()), copies, made)


def _others() -> list[type[models.Model]]:
    return [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if model.__name__ not in LEFT and model not in (Unit, Person)
    ]


def _in_order(wanted: list[type[models.Model]]) -> list[type[models.Model]]:
    """Each model after those that it points at."""
    done: list[type[models.Model]] = []

    def visit(model: type[models.Model], above: tuple[type[models.Model], ...] = ()) -> None:
        if model in done or model in above:
            return
        for key in _keys(model):
            if key.related_model in wanted:
                visit(key.related_model, (*above, model))
        done.append(model)

    for model in wanted:
        visit(model)
    return done


def _keys(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.many_to_one or field.one_to_one]


def _to_clone(model: type[models.Model], made: Clones) -> Iterable[models.Model]:
    if model is Unit:
        return Unit.objects.all()
    if model is Person:
        of_units = Employment.objects.values("person"), Appointment.objects.exclude(post__unit=None).values("person")
        chosen = Person.objects.filter(account=None)
        return chosen.filter(pk__in=of_units[0]) | chosen.filter(pk__in=of_units[1])
    return _touching(model, made)


def _touching(model: type[models.Model], made: Clones, first: str = "") -> list[models.Model]:
    """The rows of the units that are cloned, or that point at what is; of a tie, those whose first side is."""
    keys = [key for key in _keys(model) if made.get(key.related_model) and (not first or key.name == first)]
    keys = [key for key in keys if key.related_model is Unit and key.name == "unit"] or keys
    return [
        row
        for row in model._base_manager.order_by("pk")
        if any(getattr(row, key.attname) in made[key.related_model] for key in keys)
    ]


def _stored(model: type[models.Model], rows: Iterable[models.Model], copies: int, made: Clones) -> dict[int, list[int]]:
    """The clones of rows, those that others follow first; a code of theirs ends with the number of the copy."""
    found: dict[int, list[int]] = {}
    made = {**made, model: found}
    own = [key.attname for key in _keys(model) if key.related_model is model]
    left = {row.pk: row for row in rows}
    while left:
        ready = [row for row in left.values() if not any(getattr(row, key) in left for key in own)]
        for copy in range(1, copies + 1):
            clones = [_copied(model, row, copy, made) for row in ready]
            model._base_manager.bulk_create(clones, batch_size=BATCH)
            for row, clone in zip(ready, clones, strict=True):
                found.setdefault(row.pk, []).append(clone.pk)
        for row in ready:
            del left[row.pk]
    return found


def _copied(model: type[models.Model], row: models.Model, copy: int, made: Clones) -> models.Model:
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.AutoField | models.GeneratedField):
            continue
        value = getattr(row, field.attname)
        if (field.many_to_one or field.one_to_one) and value in made.get(field.related_model, {}):
            value = made[field.related_model][value][copy - 1]
        elif value and (field.name in ("code", "responsibility") or (field.unique and isinstance(value, str))):
            value = f"{value}-{copy}"
        elif field.one_to_one and field.null:
            value = None
        values[field.attname] = value
    return model(**values)
