"""Undoing what was entered by mistake, until something rests on it. The trail keeps both the act and its undoing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import models, transaction
from django.db.models import ProtectedError

from spelregler.apps.organisation.access.actions import ADMINISTRATION, BODIES, ELECTION, Action
from spelregler.apps.organisation.models import (
    AlsoServes,
    Body,
    Department,
    Employment,
    Instruction,
    Membership,
    Person,
    Placement,
    Post,
    Seat,
    Term,
    Training,
    Unit,
)
from spelregler.apps.organisation.operations.appointments import MISTAKEN
from spelregler.apps.organisation.queries.references import refers_to
from spelregler.domain.reading import identity, read_or
from spelregler.domain.roles import Resource
from spelregler.domain.words import Bilingual, Words, joined
from spelregler.platform.audit.changes import key_of, values_of
from spelregler.platform.audit.operations import Who, amend, record
from spelregler.platform.audit.places import place_of
from spelregler.platform.errors import DomainError, NotVisible


class NotUndone(DomainError):
    """What something rests on is changed or ended, and not undone."""

    code = "not-undone"


class ReasonMissing(DomainError):
    """An undoing says why."""

    code = "reason-missing"


@dataclass(frozen=True)
class Kind:
    """A kind of thing that may be undone: its model, the parts that go with it, and who may."""

    model: type[models.Model]
    asks: tuple[str, Resource]
    also_asks: tuple[str, Resource] | None = None
    """Another right by which it may be undone: whoever enters bodies enters people too."""
    parts: tuple[type[models.Model], ...] = ()

    def parts_of(self, row: models.Model) -> list[models.Model]:
        """The rows that were entered with it."""
        names = {part: self.model.__name__.lower() for part in self.parts}
        rows = [each for part, name in names.items() for each in part._default_manager.filter(**{name: row})]
        return [each for each in rows if not isinstance(each, Post) or each.is_leading]


STRUCTURE, SEATING = Action.KEEP_STRUCTURE, Action.REGISTER_SEAT
KINDS: Mapping[str, Kind] = {
    "organ": Kind(Body, (STRUCTURE, BODIES), parts=(Seat,)),
    "mandatperiod": Kind(Term, (STRUCTURE, BODIES)),
    "plats": Kind(Membership, (SEATING, ELECTION)),
    "utbildning": Kind(Training, (Action.RECORD_INTRODUCTION, BODIES)),
    "forvaltning": Kind(Department, (STRUCTURE, ADMINISTRATION), parts=(Post,)),
    "arbetar-at": Kind(AlsoServes, (STRUCTURE, ADMINISTRATION)),
    "instruktion": Kind(Instruction, (STRUCTURE, ADMINISTRATION)),
    "enhet": Kind(Unit, (STRUCTURE, ADMINISTRATION), parts=(Placement, Post)),
    "tjanst": Kind(Post, (STRUCTURE, ADMINISTRATION)),
    "anstallning": Kind(Employment, (STRUCTURE, ADMINISTRATION)),
    "person": Kind(Person, (STRUCTURE, ADMINISTRATION), also_asks=(STRUCTURE, BODIES)),
}
"""What may be undone, by the word in its address."""


@dataclass(frozen=True)
class Undoable:
    """One thing, what goes with it, and what rests on it. Nothing may rest."""

    kind: Kind
    row: models.Model
    parts: tuple[models.Model, ...]
    rests: tuple[Bilingual, ...]


def undoable(kind: str, key: str, *, today: date) -> Undoable:
    """The thing by its kind and its code or number, with what goes with it and what rests on it.

    Refuses with `NotVisible` what is not there, or is undone already.
    """
    known = KINDS.get(kind)
    by = "code" if known and any(field.name == "code" for field in known.model._meta.fields) else "pk"
    is_named = known is not None and (by == "code" or read_or(identity, key, None) is not None)
    row = known.model._default_manager.filter(**{by: key}).first() if known and is_named else None
    if known is None or row is None:
        raise NotVisible(
            Words("It is not there, or is undone already."),
            way=Words("Go to The organisation and choose there."),
        )
    return _rests(Undoable(known, row, tuple(known.parts_of(row)), ()), today)


def _rests(thing: Undoable, today: date) -> Undoable:
    rests = refers_to(thing.row, besides=thing.parts)
    for part in thing.parts:
        rests += refers_to(part)
    if isinstance(thing.row, Term):
        elected = Membership.objects.filter(seat__body=thing.row.body_id, start__gte=thing.row.start)
        elected = elected.filter(start__lt=thing.row.end) if thing.row.end else elected
        rests += [Words("memberships that begin in it")] if elected.exists() else []
    if isinstance(thing.row, Membership | Employment):
        rests += [Words("an introduction")] if thing.row.introduced_on else []
    if isinstance(thing.row, Membership | Employment | AlsoServes):
        is_old = thing.row.start + MISTAKEN < today
        rests += [Words("a time that has passed")] if is_old else []
    if isinstance(thing.row, Person) and thing.row.account_id:
        rests += [Words("an account")]
    return replace(thing, rests=tuple(dict.fromkeys(rests)))


def undo(*, thing: Undoable, reason: str, who: Who) -> None:
    """What was entered by mistake is taken away, with a reason, until something rests on it.

    Refuses with `ReasonMissing` no reason, with `NotUndone` what anything refers to, in this room or another; then it
    is ended or changed on a day instead.
    """
    if not reason.strip():
        raise ReasonMissing(Words("There is no reason."), way=Words("Write why."))
    if thing.rests:
        raise NotUndone(
            Words(
                "{row} cannot be undone: on it rest {rests}.",
                row=thing.row,
                rests=joined(*thing.rests, between=", "),
            ),
            way=Words("End or change it from a day instead."),
        )
    try:
        with transaction.atomic():
            for each in (*thing.parts, thing.row):
                _take_away(each, reason.strip(), who)
            if isinstance(thing.row, Instruction):
                _date_instruction(thing.row, who)
    except ProtectedError as protected:
        raise NotUndone(
            Words("{row} cannot be undone: something else refers to it.", row=thing.row),
            way=Words("End or change it from a day instead."),
        ) from protected


def _date_instruction(undone: Instruction, who: Who) -> None:
    """The department's own day is again that of the latest instruction left."""
    department = undone.department
    if department.instruction_decided_on == undone.decided_on:
        left = department.instructions.order_by("-decided_on").values_list("decided_on", flat=True).first()
        amend(department, to={"instruction_decided_on": left}, act="date-instruction", who=who)


def _take_away(row: models.Model, reason: str, who: Who) -> None:
    person = getattr(row, "person", None)
    record(
        who=who,
        act=f"undo-{row._meta.model_name}",
        subject=str(row),
        details={"reason": reason},
        before=values_of(row),
        subject_key=key_of(row),
        concerns=getattr(person, "code", ""),
        place=place_of(row),
    )
    row.delete()
