"""What somebody reports, judged by what it rests on: read once however many entries there are, and then decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from spelregler.apps.goals.models import Indicator, ReportedValue, Target
from spelregler.apps.goals.operations.measured import Naming, Place, Placed, at_places, place_of
from spelregler.apps.goals.operations.periods import Span, said_of
from spelregler.apps.organisation.models import Placement, Unit
from spelregler.domain.goals.values import ValueState, is_opened, may_follow, ratio_value, sexes_add_up
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.platform.audit.cleaning import clean
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

STEP = Decimal("0.0001")
MOST = Decimal(10) ** 12
"""Four decimals and twelve digits before them are kept."""

HALF_A_UNIT = Decimal("0.5")


@dataclass(frozen=True)
class Entry(Naming):
    """What somebody reports for an indicator, a unit or none, a period and a sex. A blank is None, a typed 0 is 0."""

    indicator: Indicator
    unit: Unit | None
    period_start: date
    period_end: date
    sex: str
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comment: str = ""

    @property
    def is_blank(self) -> bool:
        """Nothing is reported: no row is made, for missing is never zero."""
        return self.value is None and self.numerator is None and self.denominator is None


@dataclass(frozen=True)
class Fault:
    """What is wrong with one entry: which row, which column, and what to do."""

    row: int
    column: str
    words: Bilingual


class ValuesRefused(DomainError):
    """Some entries cannot be taken; none is stored, and each fault names its row and column."""

    code = "values-refused"

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0]
        super().__init__(first.words, clause="MR-30")
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Reported:
    """Where values stand, whose periods they are of and when those are open, and the years that are aimed at."""

    steps: Mapping[tuple[Place, str], ReportedValue]
    units: Mapping[int, str]
    wholes: Mapping[int, str]
    said: Mapping[Span, Sequence[tuple[str, bool]]]
    aimed: frozenset[tuple[int, int]]

    @classmethod
    def about(cls, values: Sequence[Entry | ReportedValue], *, on: date) -> Reported:
        """Five queries."""
        places = {place_of(each) for each in values}
        indicators = {place[0] for place in places}
        steps: dict[tuple[Place, str], ReportedValue] = {}
        rows = ReportedValue.objects.filter(at_places(places), replaced_by__isnull=True)
        for row in rows.select_related("indicator", "unit").order_by("pk"):
            steps.setdefault((place_of(row), row.sex), row)
        columns = ("pk", "owner__unit", "owner__department__code")
        wholes = {place[0] for place in places if place[1] is None}
        owners = list(Indicator.objects.filter(pk__in=wholes).values_list(*columns))
        units = _departments({each.unit_id for each in values} | {unit for _key, unit, _code in owners}, on=on)
        return cls(
            steps,
            units,
            {key: units.get(unit, "") if unit else department or "" for key, unit, department in owners},
            said_of({(each.period_start, each.period_end) for each in values}, on=on),
            frozenset(Target.objects.on(on).filter(indicator__in=indicators).values_list("indicator", "year")),
        )

    def last(self, each: Entry | ReportedValue) -> ReportedValue | None:
        """Where the value stands: the step that no other has replaced."""
        return self.steps.get((place_of(each), each.sex))

    def is_open(self, each: Placed) -> bool:
        """Whether the period is open to the department whose it is."""
        said = self.said.get((each.period_start, each.period_end), ())
        return is_opened(said, department=self._department_of(each))

    def is_aimed(self, each: Placed) -> bool:
        """Whether the indicator has a target for the year in which the period ends."""
        return (each.indicator_id, (each.period_end - ONE_DAY).year) in self.aimed

    def _department_of(self, each: Placed) -> str:
        """The unit's, or that of the post which owns the indicator."""
        if each.unit_id is not None:
            return self.units.get(each.unit_id, "")
        return self.wholes.get(each.indicator_id, "")


def _departments(units: set[int | None], *, on: date) -> dict[int, str]:
    rows = Placement.objects.on(on).filter(unit__in=units - {None}).order_by("-pk")
    return dict(rows.values_list("unit", "department__code"))


@dataclass(frozen=True)
class Judged:
    """What is wrong with some entries; and without a fault, the steps that they become, not yet stored."""

    state: ValueState
    faults: tuple[Fault, ...]
    rows: tuple[ReportedValue, ...]


def judge_entries(entries: Sequence[Entry], *, submit: bool, on: date, who: Who) -> Judged:
    """Each entry beside where its value stands, and women and men beside all. Six queries; nothing is stored."""
    state = ValueState.SUBMITTED if submit else ValueState.DRAFT
    known = Reported.about(entries, on=on) if entries else None
    faults, rows = [], []
    done = [_filled(entry) for entry in entries]
    for number, entry in enumerate(done):
        last = known.last(entry) if known else None
        if known is None or (entry.is_blank and (last is None or submit)):
            continue
        row = _row(entry, last, state=state, on=on, who=who)
        found = _fault(entry, last, state, known) or _unclean(row)
        if found:
            faults.append(Fault(number, *found))
        elif not _is_same(entry, last, state):
            rows.append(row)
    faults += _unequal_sexes(done) if submit else []
    return Judged(state, tuple(faults), () if faults else tuple(rows))


def _filled(entry: Entry) -> Entry:
    """The value follows from numerator and denominator where only they are given."""
    if entry.value is not None or entry.numerator is None or not entry.denominator:
        return entry
    value = ratio_value(entry.numerator, entry.denominator, unit_of_measure=entry.indicator.unit_of_measure)
    return replace(entry, value=value)


def _fault(
    entry: Entry, last: ReportedValue | None, state: ValueState, known: Reported
) -> tuple[str, Bilingual] | None:
    return _period_fault(entry, known) or _state_fault(last, state, entry) or _number_fault(entry)


def _period_fault(entry: Entry, known: Reported) -> tuple[str, Bilingual] | None:
    if not known.is_open(entry):
        return (
            "period",
            Words("The period is locked. The controller opens it, with a reason."),
        )
    if not known.is_aimed(entry):
        year = (entry.period_end - ONE_DAY).year
        return (
            "period",
            Words("The indicator has no target for {year}. Set one on a goal that uses it.", year=year),
        )
    return None


def _state_fault(last: ReportedValue | None, state: ValueState, entry: Entry) -> tuple[str, Bilingual] | None:
    if last is None or may_follow(state, after=ValueState(last.state)) or _is_same(entry, last, ValueState(last.state)):
        return None
    return (
        "value",
        Words("The value is submitted and awaits approval. Ask the approver to return it."),
    )


def _number_fault(entry: Entry) -> tuple[str, Bilingual] | None:
    for column in ("value", "numerator", "denominator"):
        number = getattr(entry, column)
        if number is not None and (abs(number) >= MOST or number != number.quantize(STEP)):
            return (
                column,
                Words("The number has more than four decimals or is too large."),
            )
    if (entry.numerator is None) != (entry.denominator is None):
        column = "numerator" if entry.numerator is None else "denominator"
        return column, Words("Give both numerator and denominator, or neither.")
    if entry.denominator is not None and entry.denominator <= 0:
        return (
            "denominator",
            Words("There is no share of nobody. Leave the row empty."),
        )
    if entry.value is not None and entry.numerator is not None and entry.denominator is not None:
        share = ratio_value(entry.numerator, entry.denominator, unit_of_measure=entry.indicator.unit_of_measure)
        if abs(share - entry.value) > HALF_A_UNIT / 10**entry.indicator.decimals:
            shown = f"{share.quantize(Decimal(1).scaleb(-entry.indicator.decimals)):f}"
            return (
                "value",
                Words("Numerator and denominator give {share}.", share=Pair(shown.replace(".", ","), shown)),
            )
    return None


def _unequal_sexes(entries: Sequence[Entry]) -> list[Fault]:
    """Women and men are all, in numerator, in denominator, and in the value itself where it counts persons."""
    groups: dict[tuple[object, ...], dict[str, tuple[int, Entry]]] = {}
    for row, entry in enumerate(entries):
        key = (entry.indicator.pk, entry.unit, entry.period_start, entry.period_end)
        groups.setdefault(key, {})[entry.sex] = (row, entry)
    found = []
    for group in groups.values():
        row, any_entry = group.get("T", next(iter(group.values())))
        columns = ["numerator", "denominator"] + (["value"] if any_entry.indicator.small_numbers == "count" else [])
        for column in columns:
            if not sexes_add_up({sex: getattr(entry, column) for sex, (_, entry) in group.items()}):
                found.append(
                    Fault(
                        row,
                        column,
                        Words("Women and men together do not make all. Check the three rows."),
                    )
                )
    return found


def _is_same(entry: Entry, last: ReportedValue | None, state: ValueState) -> bool:
    return last is not None and (
        (last.state, last.value, last.numerator, last.denominator, last.comment)
        == (state.value, entry.value, entry.numerator, entry.denominator, entry.comment)
    )


def _row(entry: Entry, last: ReportedValue | None, *, state: ValueState, on: date, who: Who) -> ReportedValue:
    return ReportedValue(
        indicator=entry.indicator,
        unit=entry.unit,
        period_start=entry.period_start,
        period_end=entry.period_end,
        sex=entry.sex,
        value=entry.value,
        numerator=entry.numerator,
        denominator=entry.denominator,
        comment=entry.comment,
        state=state.value,
        by=who.name,
        by_person=who.person,
        role=who.role,
        recorded_on=on,
        replaces=last,
    )


def _unclean(row: ReportedValue) -> tuple[str, Bilingual] | None:
    """What no rule says and the row cannot hold, such as too long a comment."""
    try:
        clean(row)
    except ValidationError as error:
        column, said = next(iter(error.message_dict.items()))
        return column, Pair(" ".join(map(str, said)))
    return None
