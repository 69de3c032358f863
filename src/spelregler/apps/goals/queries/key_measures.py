"""The key measures of a body, a department or a unit, and how each stands on a day. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from spelregler.apps.goals.access.key_measures import KeyPlace
from spelregler.apps.goals.models import Goal, Indicator, KeyChoice, Measurement, Target
from spelregler.apps.goals.queries.goal_history import Value, direction_said, load_values
from spelregler.apps.goals.queries.lookups import counting
from spelregler.apps.goals.queries.plans import BODY, DEPARTMENT, UNIT
from spelregler.apps.goals.queries.unit_totals import UnitsTogether, units_together
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.apps.organisation.queries.units import units_inside
from spelregler.domain.goals.attainment import Movement, Trend, movement, trend
from spelregler.domain.period import add_months

WHOSE = {BODY: "body", DEPARTMENT: "department", UNIT: "unit"}
MOST_CHOICES = 20


@dataclass(frozen=True)
class KeyNow:
    """A key measure on a day: latest value, what it was a year before, and the target that holds there.

    `units` is how many units the value is made of, where it is no value of its own, or have reported where they are not
    added up; `hidden` why it is not shown. A
    value that is hidden has neither value, target's judgement nor direction.
    """

    indicator: Indicator
    value: Decimal | None
    start: date | None
    end: date | None
    hidden: str
    origin: str
    source: str
    units: int
    target: Decimal | None
    baseline: Decimal | None
    moved: Movement | None
    change: Trend | None


def row_of(place: KeyPlace) -> Body | Department | Unit:
    """The body, department or unit itself, for an operation to work on; the page has asked whether it is there."""
    if place.kind == BODY:
        return Body.objects.get(code=place.code)
    if place.kind == DEPARTMENT:
        return Department.objects.get(code=place.code)
    return Unit.objects.get(code=place.code)


def key_choice(place: KeyPlace, *, as_of: date) -> KeyChoice | None:
    """What was chosen there and held on the day; None where nothing was. One query, two where something was."""
    found: KeyChoice | None = _choices(place).filter(Q(end__isnull=True) | Q(end__gt=as_of)).first()
    return found if found is not None and found.start <= as_of else None


def key_choices(place: KeyPlace, *, as_of: date) -> list[KeyChoice]:
    """All that was chosen there by the day, the latest first, `MOST_CHOICES` at most. Two queries."""
    return list(_choices(place).filter(start__lte=as_of).order_by("-start")[:MOST_CHOICES])


def _choices(place: KeyPlace) -> QuerySet[KeyChoice]:
    rows = KeyChoice.objects.filter(**{f"{WHOSE[place.kind]}__code": place.code})
    return rows.prefetch_related("measures__indicator").order_by("start")


def indicators_of(choice: KeyChoice) -> list[Indicator]:
    """In the order that was chosen."""
    return [each.indicator for each in sorted(choice.measures.all(), key=lambda each: each.place)]


@dataclass(frozen=True)
class Offered:
    """What may be chosen: what the own goals are measured by, and the municipality's beside them; each by title."""

    own: tuple[Indicator, ...]
    municipal: tuple[Indicator, ...]

    @property
    def every(self) -> dict[str, Indicator]:
        """By code."""
        return {each.code: each for each in (*self.own, *self.municipal)}


def offered(place: KeyPlace, *, as_of: date) -> Offered:
    """The indicators of the year's goals that count: the place's own, those of its units, and the council's. Three
    queries.
    """
    rows = Target.objects.on(as_of).filter(counting(as_of, of="goal__"), year=as_of.year)
    own = set(rows.filter(_near(place, as_of)).values_list("indicator", flat=True))
    whole = set(rows.filter(goal__level=Goal.Level.MUNICIPAL).values_list("indicator", flat=True))
    found = list(Indicator.objects.filter(pk__in=own | whole).order_by("title", "code"))
    return Offered(
        own=tuple(each for each in found if each.pk in own),
        municipal=tuple(each for each in found if each.pk not in own),
    )


def _near(place: KeyPlace, as_of: date) -> Q:
    if place.kind == UNIT:
        return Q(goal__unit__code=place.code)
    inside = Q(goal__unit__in=units_inside(place.department, as_of=as_of)) if place.department else Q(pk__in=[])
    return Q(goal__body__code=place.code if place.kind == BODY else place.body) | inside


def standing(place: KeyPlace, indicators: Sequence[Indicator], *, as_of: date) -> list[KeyNow]:
    """How each indicator stands there on the day, in the order given.

    A unit's own value, else the whole municipality's; for a body or a department the whole's, else what its units make
    together. Four queries, and six more where the units are added up; none without indicators.
    """
    if not indicators:
        return []
    keys = [each.pk for each in indicators]
    here = Q(unit__isnull=True) | (Q(unit__code=place.code) if place.kind == UNIT else Q(pk__in=[]))
    values = load_values(indicators=keys, of_units=here, as_of=as_of)
    unit = next((unit for _indicator, unit in values if unit is not None), None)
    targets = _targets(place, keys, as_of=as_of)
    bare = [each for each in indicators if not _series(values, each, unit, as_of)[0]]
    together = units_together(bare, as_of=as_of) if bare and place.kind != UNIT else {}
    found = []
    for each in indicators:
        series, is_own = _series(values, each, unit, as_of)
        sums = together.get(each.code)
        target = targets.get(each.pk, {}).get(_level(place, is_own))
        found.append(_now(each, series, target) if series else _of_units(each, sums, place))
    return found


_Values = Mapping[tuple[int, int | None], list[Value]]


def _series(values: _Values, each: Indicator, unit: int | None, as_of: date) -> tuple[list[Value], bool]:
    """The values for all that were known on the day, and whether they are the unit's own."""
    for key in (unit, None) if unit is not None else (None,):
        known = [value for value in values.get((each.pk, key), ()) if value.known_on(as_of)]
        told = [value for value in known if value.sex == Measurement.Sex.TOTAL]
        if told:
            return told, key is not None
    return [], False


def _level(place: KeyPlace, is_own: bool) -> str:
    """Whose target the value is held against: the unit's own value against the unit's, the whole's against a body's."""
    return str(Goal.Level.UNIT) if place.kind == UNIT and is_own else ""


def _targets(place: KeyPlace, keys: Sequence[int], *, as_of: date) -> dict[int, dict[str, Target]]:
    """The year's targets of goals that count: the unit's own, and the own body's, else the council's. One query."""
    own = Q(goal__unit__code=place.code) if place.kind == UNIT else Q(pk__in=[])
    body = place.code if place.kind == BODY else place.body
    near = own | Q(goal__level=Goal.Level.MUNICIPAL) | Q(goal__body__code=body)
    rows = Target.objects.on(as_of).filter(near, counting(as_of, of="goal__"), year=as_of.year, indicator__in=keys)
    found: dict[int, dict[str, Target]] = {}
    # The council's come first, so that the own body's take their place.
    ordered = sorted(rows.select_related("goal"), key=lambda row: (row.goal.level != Goal.Level.MUNICIPAL, row.pk))
    for row in ordered:
        level = str(Goal.Level.UNIT) if row.goal.unit_id else ""
        found.setdefault(row.indicator_id, {})[level] = row
    return found


def _now(each: Indicator, series: Sequence[Value], target: Target | None) -> KeyNow:
    last = max(series, key=lambda value: (value.end, value.start))
    before = next((value for value in series if _is_year_before(value, last)), None)
    shown = not last.is_hidden
    pair = [before.value, last.value] if before and shown and not before.is_hidden else []
    return KeyNow(
        indicator=each,
        value=last.value if shown else None,
        start=last.start,
        end=last.end,
        hidden=last.hidden,
        origin=last.origin,
        source=last.source,
        units=0,
        target=target.value if target else None,
        baseline=target.baseline if target else None,
        moved=movement(pair, noise=each.noise),
        change=trend(pair, direction=direction_said(each.direction), noise=each.noise),
    )


def _is_year_before(value: Value, last: Value) -> bool:
    return (value.start, value.end) == (add_months(last.start, -12), add_months(last.end, -12))


def _of_units(each: Indicator, sums: UnitsTogether | None, place: KeyPlace) -> KeyNow:
    """What the own units make together, else all units; told with how many it rests on."""
    found = (sums.of(place.code if place.kind == BODY else place.body) or sums.whole) if sums else None
    start, end = sums.period if sums and found else (None, None)
    return KeyNow(
        indicator=each,
        value=found.value if found else None,
        start=start,
        end=end,
        hidden="",
        origin="",
        source="",
        units=(found.counted or found.reported) if found else 0,
        target=None,
        baseline=None,
        moved=None,
        change=None,
    )
