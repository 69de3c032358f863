"""What limits how units work is entered with what it rests on; a unit says that something limits it (MR-26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.autonomy.models import HowLimit, Intervention
from spelregler.apps.organisation.models import Department, Unit
from spelregler.domain.autonomy.how_limits import Ground
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class HowLimitRefused(DomainError):
    """What limits how a unit works says what it limits, and rests on a law, a policy or an open intervention."""

    code = "how-limit-refused"


@dataclass(frozen=True)
class Limits:
    """What limits, where and since when: one unit, else a department's units, else every unit.

    `rests_on` is the law and paragraph, or the policy and rule; an intervention speaks for itself.
    """

    what: str
    start: date
    unit: Unit | None = None
    department: Department | None = None
    ground: str = ""
    rests_on: str = ""


def enter_how_limit(*, said: Limits, today: date, role: str, who: Who) -> HowLimit:
    """Whoever sets something that limits how units work enters it with its ground (MR-26).

    Refuses with `HowLimitRefused`, at its field, a day to come, a missing text, what is in the register already, and a
    ground that `name_ground` refuses.
    """
    with transaction.atomic():
        made = _entered(said, today=today, role=role)
        _ground(made, ground=said.ground, rests_on=said.rests_on, today=today)
        store(made, act="enter-how-limit", who=who, details={"ground": said.ground})
    return made


def say_limited(*, unit: Unit, what: str, today: date, role: str, who: Who) -> HowLimit:
    """A unit says that something limits how it works; management answers with a ground, or lets it go (MR-26).

    Refuses with `HowLimitRefused` a missing text, and what is in the register already.
    """
    with transaction.atomic():
        made = _entered(Limits(what, today, unit=unit), today=today, role=role)
        store(made, act="say-limited", who=who)
    return made


def name_ground(*, limit: HowLimit, ground: str, rests_on: str, today: date, who: Who) -> HowLimit:
    """Management names what a limit rests on, once (MR-26).

    Refuses with `HowLimitRefused`, at its field, one that has a ground or has ended, a law or a policy that is not
    named, and an intervention where the unit has none in force that day.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = HowLimit.objects.select_for_update().get(pk=limit.pk)
        if held.ground or (held.end is not None and held.end <= today):
            raise _refused(
                Words("The limit has a ground already, or holds no longer."),
                Words("End it, and enter another where that is right."),
                "ground",
            )
        _ground(held, ground=ground, rests_on=rests_on, today=today)
        to = {each: getattr(held, each) for each in ("ground", "rests_on", "intervention", "grounded_on")}
        amend(held, to=to, act="name-ground", who=who)
    return held


def end_how_limit(*, limit: HowLimit, end: date, today: date, who: Who) -> HowLimit:
    """From the day it limits nobody; a day that has not come is changed in the same way.

    Refuses with `HowLimitRefused` one that has ended, and a day that has been.
    """
    with transaction.atomic():
        held = HowLimit.objects.select_for_update().get(pk=limit.pk)
        if held.end is not None and held.end <= today:
            raise _refused(Words("The limit has ended already."), Words("Read the register."), "end")
        if end < today or end <= held.start:
            raise _refused(
                Words("It held to and with today at least."),
                Words("Give a day that is not over, after its first."),
                "end",
            )
        amend(held, to={"end": end}, act="end-how-limit", who=who)
    return held


def _entered(said: Limits, *, today: date, role: str) -> HowLimit:
    what = said.what.strip()
    if not what:
        raise _refused(
            Words("What limits is missing."), Words("Say in a sentence what may not be chosen freely."), "what"
        )
    if said.start > today:
        raise _refused(Words("{day} has not come yet.", day=said.start), Words("Enter it when it holds."), "start")
    same = HowLimit.objects.on(today).filter(unit=said.unit, department=said.department, what__iexact=what)
    if same.exists():
        raise _refused(Words("It is in the register already."), Words("Read the register."), "what")
    return HowLimit(
        unit=said.unit, department=said.department, what=what, start=said.start, entered_on=today, role=role
    )


def _ground(limit: HowLimit, *, ground: str, rests_on: str, today: date) -> None:
    """The ground is put on the limit, which is not stored here."""
    if ground not in set(Ground):
        raise _refused(
            Words("A limit rests on a law, an adopted policy or an open intervention."),
            Words("Choose what it rests on. If there is nothing, units choose for themselves."),
            "ground",
        )
    held = None
    if ground == Ground.INTERVENTION:
        held = Intervention.objects.on(today).filter(unit=limit.unit).order_by("-end").first() if limit.unit else None
        if held is None:
            raise _refused(
                Words("The unit has no intervention in force."),
                Words("Choose the unit that the intervention is about, or another ground."),
                "ground",
            )
    elif not rests_on.strip():
        raise _refused(
            Words("Which law or policy is missing."), Words("Name it, with its paragraph or rule."), "rests_on"
        )
    limit.ground, limit.rests_on, limit.intervention = ground, rests_on.strip(), held
    limit.grounded_on = today


def _refused(words: Bilingual, way: Bilingual, field: str) -> HowLimitRefused:
    return HowLimitRefused(words, way=way, field=field, clause="MR-26")
