"""What limits how units work, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.autonomy.access.actions import Action, limit_matter
from spelregler.apps.autonomy.models import HowLimit
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.units import PlacedUnit
from spelregler.domain.autonomy.how_limits import GROUNDS, Ground
from spelregler.domain.unit_place import UnitPlace


@dataclass(frozen=True)
class Row:
    """A limit as it is read: whom it limits, what it rests on, and whether it still does."""

    pk: int
    what: str
    place: str
    url: str
    start: date
    rests_on: str
    status: str
    word: str
    may_change: bool
    may_ground: bool


def rows(limits: Iterable[HowLimit], acting_role: ActingRole, units: Mapping[str, PlacedUnit | UnitPlace]) -> list[Row]:
    """`units` are those that something limits as they are on the day, by their codes."""
    now = acting_role.as_of == acting_role.today
    allowed: dict[str, bool] = {}

    def unit_of(each: HowLimit) -> PlacedUnit | UnitPlace | None:
        return units.get(each.unit.code) if each.unit else None

    def enters(each: HowLimit) -> bool:
        placed = unit_of(each)
        code = each.department.code if each.department else placed.department if placed else ""
        if code not in allowed:
            matter = limit_matter(department=code, body=acting_role.body)
            allowed[code] = may(acting_role, Action.ENTER_LIMIT, matter)
        return now and allowed[code]

    return [_row(each, unit_of(each) or each.unit, acting_role, may_change=enters(each)) for each in limits]


def _row(
    each: HowLimit, unit: PlacedUnit | UnitPlace | Unit | None, acting_role: ActingRole, *, may_change: bool
) -> Row:
    has_ground = each.has_ground(acting_role.as_of)
    place, url = _("Every unit"), ""
    if each.department:
        place = acting_role.say(each.department.name, each.department.name_en)
    elif unit:
        place, url = acting_role.say(unit.name, unit.name_en), reverse("autonomy:unit", args=[unit.code])
    return Row(
        pk=each.pk,
        what=each.what,
        place=place,
        url=url,
        start=each.start,
        rests_on=_words(each, acting_role) if has_ground else "",
        status="" if has_ground else "breach",
        word=_word(each, acting_role),
        may_change=may_change,
        may_ground=may_change and not each.ground,
    )


def _word(each: HowLimit, acting_role: ActingRole) -> str:
    if each.grounded_on and each.grounded_on <= acting_role.as_of:
        return _("the intervention has ended")
    return _("no ground")


def _words(each: HowLimit, acting_role: ActingRole) -> str:
    if each.ground == Ground.INTERVENTION:
        return GROUNDS[Ground.INTERVENTION].text(acting_role.language).capitalize()
    return each.rests_on
