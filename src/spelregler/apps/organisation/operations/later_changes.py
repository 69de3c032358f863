"""What holds from a day: at once where the day has come, else kept and carried out on its day by the night (ADR 41)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction

from spelregler.apps.organisation.models import Body, Department, LaterChange, Unit
from spelregler.apps.organisation.operations.bodies import rename_body
from spelregler.apps.organisation.operations.departments import change_body, refuse_body, rename_department
from spelregler.apps.organisation.operations.holdings import Decided, record_basis
from spelregler.apps.organisation.operations.undo import ReasonMissing
from spelregler.apps.organisation.operations.unit_changes import rename_unit
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record, store
from spelregler.platform.errors import DomainError

Kind = LaterChange.Kind


class WaitsAlready(DomainError):
    """One change of a kind waits for a thing at a time."""

    code = "waits-already"


class NothingChanged(DomainError):
    """A new name is another than the one there is."""

    code = "nothing-changed"


class AlreadyDone(DomainError):
    """What has been carried out is changed anew, and not undone as if it had not come."""

    code = "already-done"


def rename_body_from(*, body: Body, name: str, name_en: str, on: date, today: date, who: Who) -> LaterChange | None:
    """A body is called something else from a day; what waits for its day is answered, else None.

    Refuses with `WaitsAlready` a second such change that waits, with `NothingChanged` the name that it has.
    """
    change = LaterChange(kind=Kind.RENAME_BODY, body=body, name=name.strip(), name_en=name_en.strip(), on=on)
    return _enter(change, refuse=_refuse_same, decided=None, today=today, who=who)


def rename_department_from(
    *, department: Department, name: str, name_en: str, on: date, today: date, who: Who
) -> LaterChange | None:
    """A department is called something else from a day; what waits for its day is answered, else None.

    Refuses with `WaitsAlready` a second such change that waits, with `NothingChanged` the name that it has.
    """
    change = LaterChange(
        kind=Kind.RENAME_DEPARTMENT, department=department, name=name.strip(), name_en=name_en.strip(), on=on
    )
    return _enter(change, refuse=_refuse_same, decided=None, today=today, who=who)


def rename_unit_from(
    *, unit: Unit, name: str, name_en: str, on: date, decided: Decided, who: Who
) -> LaterChange | None:
    """A unit is called something else from a day, by a decision; what waits for its day is answered, else None.

    Refuses with `WaitsAlready` a second such change that waits, with `NothingChanged` the name that it has, with
    `BasisMissing` no decision; where the day has come as `rename_unit` does.
    """
    change = LaterChange(kind=Kind.RENAME_UNIT, unit=unit, name=name.strip(), name_en=name_en.strip(), on=on)
    return _enter(change, refuse=_refuse_same, decided=decided, today=decided.today, who=who)


def change_body_from(*, department: Department, body: Body, on: date, decided: Decided, who: Who) -> LaterChange | None:
    """A department answers to another body from a day, by a decision; to which it answered before is kept.

    It is refused at once, and again on the day. Refuses with `WaitsAlready` a second such change that waits, with
    `BasisMissing` no decision, with `NotThen` and `MixedParties` (MR-34) as `refuse_body` does.
    """
    change = LaterChange(kind=Kind.CHANGE_BODY, department=department, answers_to=body, on=on)
    return _enter(change, refuse=_refuse_body, decided=decided, today=decided.today, who=who)


def _enter(
    change: LaterChange, *, refuse: Callable[[LaterChange], None], decided: Decided | None, today: date, who: Who
) -> LaterChange | None:
    """Carried out at once where the day has come; else it waits, one of a kind at a time, unless its kind refuses."""
    if change.on <= today:
        _carry_out(change, decided=decided, today=today, who=who)
        return None
    with transaction.atomic():
        lock_audit_chain()
        _refuse_second(change)
        refuse(change)
        change.entered_on = today
        change.basis = record_basis(decided, who=who) if decided else None
        store(change, act="enter-later-change", who=who, details={"on": change.on})
    return change


def _refuse_second(change: LaterChange) -> None:
    waiting = LaterChange.objects.filter(
        kind=change.kind, body=change.body, department=change.department, unit=change.unit, done_on__isnull=True
    ).first()
    if waiting is not None:
        raise WaitsAlready(
            Words("Such a change waits already, from {on}.", on=waiting.on),
            way=Words("Undo it first if it is not to hold."),
        )


def _refuse_same(change: LaterChange) -> None:
    now = getattr(change.thing, "name", ""), getattr(change.thing, "name_en", "")
    if (change.name, change.name_en) == now:
        raise NothingChanged(
            Words("{thing} is called so already.", thing=change.thing),
            way=Words("Write the new name."),
        )


def _refuse_body(change: LaterChange) -> None:
    if change.department is not None and change.answers_to is not None:
        refuse_body(change.department, change.answers_to, change.on)


def carry_out_due(*, today: date, who: Who) -> int:
    """What is decided to hold from today, or from a day that the machine slept through, holds; how many were done.

    One that is refused says why on the page of its thing, and is tried again.
    """
    due = LaterChange.objects.filter(on__lte=today, done_on__isnull=True).order_by("on", "pk")
    return sum(_done(each, today=today, who=who) for each in due.select_related("basis"))


def _done(change: LaterChange, *, today: date, who: Who) -> bool:
    basis = change.basis
    decided = Decided(basis.decided_by, basis.decided_on, basis.paragraph, today) if basis else None
    try:
        with transaction.atomic():
            _carry_out(change, decided=decided, today=today, who=who)
            to = {"done_on": today, "refused_sv": "", "refused_en": ""}
            amend(change, to=to, act="carry-out-later-change", who=who)
    except DomainError as error:
        told = {"refused_sv": error.text("sv")[:400], "refused_en": error.text("en")[:400]}
        if (change.refused_sv, change.refused_en) != (told["refused_sv"], told["refused_en"]):
            change.done_on = None
            amend(change, to=told, act="refuse-later-change", who=who)
        return False
    return True


def _carry_out(change: LaterChange, *, decided: Decided | None, today: date, who: Who) -> None:
    if change.kind == Kind.RENAME_BODY and change.body is not None:
        rename_body(body=change.body, name=change.name, name_en=change.name_en, who=who)
    elif change.kind == Kind.RENAME_DEPARTMENT and change.department is not None:
        rename_department(department=change.department, name=change.name, name_en=change.name_en, who=who)
    elif change.unit is not None and decided is not None:
        named = {"name": change.name, "name_en": change.name_en}
        rename_unit(unit=change.unit, **named, on=change.on, decided=decided, who=who)
    elif change.department is not None and change.answers_to is not None and decided is not None:
        change_body(
            department=change.department, body=change.answers_to, on=change.on, decided=decided, today=today, who=who
        )


def withdraw(*, change: LaterChange, reason: str, who: Who) -> None:
    """What waits for its day is taken back with a reason; it has changed nothing yet.

    Refuses with `ReasonMissing` no reason, with `AlreadyDone` a change whose day has come and that holds.
    """
    if not reason.strip():
        raise ReasonMissing(Words("There is no reason."), way=Words("Write why."))
    if change.done_on is not None:
        raise AlreadyDone(
            Words("The change holds since {on}.", on=change.on),
            way=Words("Enter a new change from a later day."),
        )
    with transaction.atomic():
        details = {"reason": reason.strip(), "on": change.on}
        record(who=who, act="withdraw-later-change", subject=str(change)[:200], details=details)
        change.delete()
