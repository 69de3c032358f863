"""What is asked of whom in the open periods, what waits for approval, and where each value stands. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import actor_of, may, unit_matter
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
from spelregler.apps.organisation.models import Appointment, Unit
from spelregler.apps.organisation.queries.departments import DepartmentPlace, departments
from spelregler.apps.organisation.queries.units import unit_places, units_inside
from spelregler.domain.goals.values import SEXES, is_opened
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import NOTHING, Bilingual, Pair
from spelregler.platform import access, memory

ENTER, APPROVE, OPEN = GoalAction.ENTER, GoalAction.APPROVE, GoalAction.OPEN_PERIOD
ALL = ("T",)
ON_ITS_WAY = ("submitted", "approved")
EVERY = Q()


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
        said = ((row.department.code if row.department else "", row.opens) for row in self.rows)
        return is_opened(said, department=department)


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
    where_en: str = ""

    @property
    def sexes(self) -> tuple[str, ...]:
        """All, and women and men where persons are counted."""
        return SEXES if self.indicator.by_sex else ALL

    def key(self, sex: str) -> str:
        """The row of a form."""
        return f"{self.indicator.code}:{self.unit.code if self.unit else ''}:{sex}"


def series_of(*, year: int, as_of: date, near: ActingRole | None = None, which: Q = EVERY) -> list[Series]:
    """What has a target for the year, or some of it, once for each indicator and place, by place and title; near a role
    only its own reach.

    The target is in the indicator's unit. The number of queries does not grow with the series.
    """
    wanted = Target.objects.on(as_of).filter(which, year=year)
    if near is not None:
        wanted = wanted.filter(reach_of(near, as_of=as_of))
    ground = Ground.of(wanted, as_of=as_of)
    places = {place.code: place for place in unit_places(as_of=as_of, codes=wanted.values("goal__unit__code"))}
    indicators = Indicator.objects.filter(pk__in=wanted.values("indicator")).select_related("owner")
    measured = {each.pk: each for each in indicators}
    units = {each.pk: each for each in Unit.objects.filter(pk__in=wanted.values("goal__unit"))}
    found: dict[tuple[int, int | None], Series] = {}
    rows = wanted.order_by("goal__unit__name", "indicator__title", "pk")
    for indicator_key, unit_key, value in rows.values_list("indicator", "goal__unit", "value"):
        unit, indicator = units.get(unit_key), measured[indicator_key]
        owner = ground.owner(indicator.owner_id)
        place = places.get(unit.code) if unit else None
        if unit is not None and place is None:
            continue
        department = place.department if place else owner.department if owner else ""
        if near is None or is_near(near, department, unit.code if unit else "", owner):
            named = Pair(place.name, place.name_en) if place else ground.name(department)
            kind = indicator.owner.kind if indicator.owner else ""
            matter = ground.matter((indicator.pk, indicator.code), place, owner, kind=kind)
            each = Series(indicator, unit, department, named.sv, owner, value, matter, named.en)
            found.setdefault((indicator_key, unit_key), each)
    return list(found.values())


@dataclass(frozen=True)
class Ground:
    """Who owns the indicators, where the departments belong, and who said what each indicator means."""

    held: Mapping[int, PostHeld]
    heads: Mapping[str, DepartmentPlace]
    definers: Mapping[int, frozenset[str]]

    @classmethod
    def of(cls, wanted: QuerySet[Target], *, as_of: date) -> Ground:
        """What the rules ask about some targets' indicators on the day. Seven queries."""
        return cls(
            posts_held(as_of=as_of, which=Q(pk__in=wanted.values("indicator__owner"))),
            {each.code: each for each in departments(as_of=as_of)},
            definers_of(as_of=as_of),
        )

    def owner(self, post: int | None) -> PostHeld | None:
        """The post that owns an indicator, by its key; None for no post."""
        return self.held.get(post) if post else None

    def name(self, department: str) -> Bilingual:
        """A department's name by its code; empty for one that is not there."""
        head = self.heads.get(department)
        return Pair(head.name, head.name_en) if head else NOTHING

    def body(self, department: str) -> str | None:
        """The code of the body that a department answers to; None for one that is not there."""
        return self.heads[department].body if department in self.heads else None

    def matter(
        self, indicator: tuple[int, str], place: UnitPlace | None, owner: PostHeld | None, *, kind: str
    ) -> Resource:
        """An indicator's value at a unit, or of a whole: then it belongs to the department of the indicator's owner."""
        key, code = indicator
        more: dict[str, Any] = {
            "owner_person": (owner.holder_code or None) if owner else None,
            "subject": "hr" if kind == "hr" else "",
            "concerned": self.definers.get(key, frozenset()),
        }
        if place is not None:
            return unit_matter(place, **more)
        department = owner.department if owner else ""
        return Resource("indicator", code, self.body(department), department or None, **more)


def definers_of(*, as_of: date) -> dict[int, frozenset[str]]:
    """Who has said what each indicator means, by its key, and so may not report its values. One query."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = DefinitionChange.objects.filter(changed_on__lte=as_of).exclude(by_person="")
    for indicator, person, changes in rows.values_list("indicator", "by_person", "changes"):
        if MEANS & changes.keys():
            found[indicator].add(person)
    return {key: frozenset(persons) for key, persons in found.items()}


def reach_of(acting_role: ActingRole, *, as_of: date) -> Q:
    """The targets near a role, and those of no unit: of its own unit or department, or measured by its own post.

    All of them for a central role, or one without a department.
    """
    role_assignment = acting_role.role_assignment
    if role_assignment.is_central or not role_assignment.department:
        return Q()
    posts = Appointment.objects.on(as_of).filter(person__code=role_assignment.person_code).values("post")
    own = Q(goal__unit__code=role_assignment.unit)
    if not role_assignment.unit:
        own = Q(goal__unit__in=units_inside(role_assignment.department, as_of=as_of))
    return own | Q(goal__unit__isnull=True) | Q(indicator__owner__in=posts)


def is_near(acting_role: ActingRole, department: str, unit: str, owner: PostHeld | None) -> bool:
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

    Nothing is read for a role that may not even report a value of its own place. The number of queries does not grow
    with the values.
    """
    if not may(acting_role, ENTER, own_value(acting_role.role_assignment)):
        return []
    found = series_of(year=period.year, as_of=acting_role.today, near=acting_role)
    is_open = {code: period.is_open(code) for code in {each.department for each in found}}
    near = [each for each in found if is_open[each.department]]
    answers = access.ask_many(
        actor=actor_of(acting_role), questions=[(ENTER, each.matter) for each in near], today=acting_role.today
    )
    return _standing([each for each, is_allowed in zip(near, answers, strict=True) if is_allowed], period)


def _standing(series: Sequence[Series], period: PeriodState) -> list[Asked]:
    indicators = {each.indicator.pk for each in series}
    of_units = Q(unit__isnull=True) | Q(unit__in={each.unit.pk for each in series if each.unit})
    steps = _steps(of_units, indicators, period.start, period.end)
    before = _year_before(of_units, indicators, period)
    found = []
    for each in series:
        for sex in each.sexes:
            key = (each.indicator.pk, each.unit.pk if each.unit else None, sex)
            history = tuple(steps.get(key, ()))
            found.append(Asked(each, sex, period, history[-1] if history else None, history, before.get(key)))
    return found


def _steps(
    of_units: Q, indicators: Collection[int], start: date, end: date
) -> dict[tuple[int, int | None, str], list[ReportedValue]]:
    rows = ReportedValue.objects.filter(of_units, indicator__in=indicators, period_start=start, period_end=end)
    found: dict[tuple[int, int | None, str], list[ReportedValue]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.indicator_id, row.unit_id, row.sex].append(row)
    return found


def _year_before(
    of_units: Q, indicators: Collection[int], period: PeriodState
) -> dict[tuple[int, int | None, str], Decimal]:
    """The approved value for the same months a year earlier."""
    rows = Measurement.objects.filter(
        of_units,
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
        found_here = series_of(year=period.year, as_of=acting_role.today, near=acting_role, which=_is_submitted(period))
        for each in _standing(found_here, period):
            if (
                each.last is not None
                and each.last.state == "submitted"
                and may(acting_role, APPROVE, approval_of(each))
            ):
                found.append(each)
    return found


def _is_submitted(period: PeriodState) -> Q:
    """Targets of which some value of the period has been submitted; it may have been answered since."""
    submitted = ReportedValue.objects.filter(
        indicator=OuterRef("indicator"), period_start=period.start, period_end=period.end, state="submitted"
    )
    at_unit, of_whole = submitted.filter(unit=OuterRef("goal__unit")), submitted.filter(unit__isnull=True)
    return Q(Exists(at_unit)) | Q(Exists(of_whole), goal__unit__isnull=True)


def approval_of(each: Asked) -> Resource:
    """The matter that approving a value is: it belongs to whoever reported it, who therefore may not."""
    old = each.series.matter
    by = each.last.by_person if each.last and each.last.by_person else None
    return Resource(kind="value", id=each.key, body=old.body, department=old.department, unit=old.unit, owner_person=by)


MOST_OPEN = 6
"""More periods than these are hardly reported at once; the latest are shown."""


def open_periods(*, as_of: date) -> list[PeriodState]:
    """The periods open somewhere, the latest first; `MOST_OPEN` at most. One query."""
    return memory.once_while_reading(("open periods", as_of), lambda: _open_periods(as_of))


def _open_periods(as_of: date) -> list[PeriodState]:
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
