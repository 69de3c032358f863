"""What is asked of whom in the open periods, what waits for approval, and where each value stands. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, unit_matter
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.models import (
    DefinitionChange,
    Indicator,
    Measurement,
    PeriodOpening,
    ReportedValue,
    Target,
)
from spelregler.apps.goals.operations.definitions import MEANS
from spelregler.apps.goals.queries.ownership import PostHeld, posts_held
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.roles import Resource

ENTER, APPROVE, OPEN = GoalAction.ENTER, GoalAction.APPROVE, GoalAction.OPEN_PERIOD
SEXES, ALL = ("T", "K", "M"), ("T",)


@dataclass(frozen=True)
class PeriodState:
    """A period and what was said about it, the newest first."""

    start: date
    end: date
    rows: tuple[PeriodOpening, ...]

    @property
    def key(self) -> str:
        """The period as an address holds it."""
        return f"{self.start}_{self.end}"

    @property
    def year(self) -> int:
        """The year whose targets it answers."""
        return (self.end - timedelta(days=1)).year

    @property
    def is_anywhere_open(self) -> bool:
        """Open to all or to some department."""
        codes = {row.department.code if row.department else "" for row in self.rows}
        return any(self.is_open(code) for code in codes)

    def is_open(self, department: str) -> bool:
        """The latest row for all or for the department holds; without any the period is locked."""
        for row in self.rows:
            if row.department is None or row.department.code == department:
                return row.opens
        return False


def periods(*, as_of: date) -> list[PeriodState]:
    """Every period that has ever been opened, the latest first. One query."""
    found: dict[tuple[date, date], list[PeriodOpening]] = defaultdict(list)
    rows = PeriodOpening.objects.filter(recorded_on__lte=as_of).select_related("department")
    for row in rows.order_by("-recorded_on", "-pk"):
        found[row.period_start, row.period_end].append(row)
    return [PeriodState(*key, tuple(found[key])) for key in sorted(found, key=lambda key: key[::-1], reverse=True)]


@dataclass(frozen=True)
class Series:
    """An indicator at a unit or for a whole, whose it is and what it is to reach in the year."""

    indicator: Indicator
    unit: Unit | None
    department: str
    where: str
    owner: PostHeld | None
    target: Decimal
    matter: Resource

    @property
    def sexes(self) -> tuple[str, ...]:
        """All, and women and men where persons are counted."""
        return SEXES if self.indicator.by_sex else ALL

    def key(self, sex: str) -> str:
        """The row of a form."""
        return f"{self.indicator.code}:{self.unit.code if self.unit else ''}:{sex}"


def series_of(*, year: int, as_of: date, near: ActingRole | None = None) -> list[Series]:
    """What has a target for the year, once for each indicator and place, by place and title; near a role only its own
    reach.

    The target is in the indicator's unit. The number of queries does not grow with the series.
    """
    held = posts_held(as_of=as_of)
    places = {place.code: place for place in unit_places(as_of=as_of)}
    bodies = {each.code: each for each in departments(as_of=as_of)}
    rows = Target.objects.on(as_of).filter(year=year).select_related("indicator__owner", "goal__unit")
    definers = definers_of(as_of=as_of)
    found: dict[tuple[int, int | None], Series] = {}
    for row in rows.order_by("goal__unit__name", "indicator__title", "pk"):
        unit, owner = row.goal.unit, held.get(row.indicator.owner_id) if row.indicator.owner_id else None
        post = row.indicator.owner
        owner_person = owner.holder_code if owner and owner.holder_code else None
        subject = "hr" if post is not None and post.kind == "hr" else ""
        if unit is not None:
            place = places.get(unit.code)
            if place is None:
                continue
            department, where, matter = (
                place.department,
                place.name,
                unit_matter(
                    place,
                    owner_person=owner_person,
                    subject=subject,
                    concerned=definers.get(row.indicator_id, frozenset()),
                ),
            )
        else:
            department = owner.department if owner else ""
            body = bodies[department].body if department in bodies else None
            where = bodies[department].name if department in bodies else ""
            matter = Resource(
                kind="indicator",
                id=row.indicator.code,
                body=body,
                department=department or None,
                owner_person=owner_person,
                subject=subject,
                concerned=definers.get(row.indicator_id, frozenset()),
            )
        if near is None or _is_near(near, department, unit.code if unit else "", owner):
            each = Series(row.indicator, unit, department, where, owner, row.value, matter)
            found.setdefault((row.indicator_id, row.goal.unit_id), each)
    return list(found.values())


def definers_of(*, as_of: date) -> dict[int, frozenset[str]]:
    """Who has said what each indicator means, by its key, and so may not report its values. One query."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = DefinitionChange.objects.filter(changed_on__lte=as_of).exclude(by_person="")
    for indicator, person, changes in rows.values_list("indicator", "by_person", "changes"):
        if MEANS & changes.keys():
            found[indicator].add(person)
    return {key: frozenset(persons) for key, persons in found.items()}


def _is_near(acting_role: ActingRole, department: str, unit: str, owner: PostHeld | None) -> bool:
    """Before the rules are asked: a unit's own, a department's own, or all for a central role."""
    role_assignment = acting_role.role_assignment
    if role_assignment.is_central or not role_assignment.department:
        return True
    mine = bool(owner and owner.holder_code and owner.holder_code == role_assignment.person_code)
    return mine or (unit == role_assignment.unit if role_assignment.unit else department == role_assignment.department)


@dataclass(frozen=True)
class Asked:
    """One value that is asked for, where it stands and what it is compared with."""

    series: Series
    sex: str
    period: PeriodState
    last: ReportedValue | None = None
    history: tuple[ReportedValue, ...] = field(default=())
    last_year: Decimal | None = None

    @property
    def key(self) -> str:
        """The row of the form."""
        return self.series.key(self.sex)


def asked_of(acting_role: ActingRole, period: PeriodState) -> list[Asked]:
    """The values that the acting role may report for an open period, each with its steps (MR-30).

    The number of queries does not grow with the values.
    """
    found = series_of(year=period.year, as_of=acting_role.today, near=acting_role)
    mine = [each for each in found if period.is_open(each.department) and may(acting_role, ENTER, each.matter)]
    return _standing(mine, period)


def _standing(series: Sequence[Series], period: PeriodState) -> list[Asked]:
    indicators = {each.indicator.pk for each in series}
    steps = _steps(indicators, period.start, period.end)
    before = _year_before(indicators, period)
    found = []
    for each in series:
        for sex in each.sexes:
            key = (each.indicator.pk, each.unit.pk if each.unit else None, sex)
            history = tuple(steps.get(key, ()))
            found.append(Asked(each, sex, period, history[-1] if history else None, history, before.get(key)))
    return found


def _steps(
    indicators: Collection[int], start: date, end: date
) -> dict[tuple[int, int | None, str], list[ReportedValue]]:
    rows = ReportedValue.objects.filter(indicator__in=indicators, period_start=start, period_end=end)
    found: dict[tuple[int, int | None, str], list[ReportedValue]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.indicator_id, row.unit_id, row.sex].append(row)
    return found


def _year_before(indicators: Collection[int], period: PeriodState) -> dict[tuple[int, int | None, str], Decimal]:
    """The approved value for the same months a year earlier."""
    rows = Measurement.objects.filter(
        indicator__in=indicators,
        period_start=period.start.replace(year=period.start.year - 1),
        period_end=period.end.replace(year=period.end.year - 1),
        replaced_by__isnull=True,
    )
    columns = ("indicator", "unit", "sex", "value")
    return {(indicator, unit, sex): value for indicator, unit, sex, value in rows.values_list(*columns)}


def awaiting(acting_role: ActingRole) -> list[Asked]:
    """What is submitted and the acting role may approve: never one's own. Queries follow the open periods, `MOST_OPEN`
    at most.
    """
    found = []
    for period in open_periods(as_of=acting_role.today):
        for each in _standing(series_of(year=period.year, as_of=acting_role.today, near=acting_role), period):
            if (
                each.last is not None
                and each.last.state == "submitted"
                and may(acting_role, APPROVE, approval_of(each))
            ):
                found.append(each)
    return found


def approval_of(each: Asked) -> Resource:
    """The matter that approving a value is: it belongs to whoever reported it, who therefore may not."""
    old = each.series.matter
    by = each.last.by_person if each.last and each.last.by_person else None
    return Resource(kind="value", id=each.key, body=old.body, department=old.department, unit=old.unit, owner_person=by)


MOST_OPEN = 6
"""More periods than these are hardly reported at once; the latest are shown."""


def open_periods(*, as_of: date) -> list[PeriodState]:
    """The periods open somewhere, the latest first; `MOST_OPEN` at most. One query."""
    return [each for each in periods(as_of=as_of) if each.is_anywhere_open][:MOST_OPEN]


def own_value(role_assignment: RoleAssignment) -> Resource:
    """A value of the role's own place: what the rules say of it, they say of the role."""
    return Resource(
        kind="value",
        id="own",
        body=role_assignment.body or None,
        department=role_assignment.department or None,
        unit=role_assignment.unit or None,
        owner_person=role_assignment.person_code or None,
        subject="hr",
    )


def to_approve(role_assignment: RoleAssignment) -> Resource:
    """A value of the role's own department that somebody else reported."""
    return Resource(
        kind="value", id="own", body=role_assignment.body or None, department=role_assignment.department or None
    )
