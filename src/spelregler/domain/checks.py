"""The check registry: a check is a named function with typed parameters, its own loader and its own judge.

Clauses are data and name a check; a package sets the parameters (architecture, "A policy is a package that
runs"). So a threshold changes by decision, and nobody edits Python for it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar, cast, get_type_hints

from spelregler.domain.findings import Judgement, ScopeKind
from spelregler.domain.measured import Unit
from spelregler.domain.words import NOTHING, Bilingual, Pair, Words, joined

F = TypeVar("F")
R = TypeVar("R")
Number = int | Decimal


class ParameterError(ValueError):
    """A parameter that a package may not set so: says which check, which parameter, and the allowed range."""

    def __init__(self, *, check: str, parameter: str, words: Bilingual) -> None:
        self.check = check
        self.parameter = parameter
        self.words = (
            Words("{check}, parameter {parameter}: {what}", check=check, parameter=parameter, what=words)
            if parameter
            else Words("{check}: {what}", check=check, what=words)
        )
        super().__init__(self.words.en)


def param(
    default: Any = MISSING,
    *,
    minimum: Number | None = None,
    maximum: Number | None = None,
    unit: Unit,
    title: Bilingual,
    number: str = "",
) -> Any:
    """A field of a parameter dataclass: what people call it, its allowed range, unit and P number in the package."""
    metadata = {"minimum": minimum, "maximum": maximum, "unit": unit, "title": title, "number": number}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True)
class NoParameters:
    """For a check that has nothing to set."""


@dataclass(frozen=True)
class Load:
    """What a loader gets to know: the date, and the package's words about the clause it loads for.

    `known` is shared by all loaders of one evaluation. `counts_from` is the municipality's start day: a loader of many
    things to count leaves out those whose time was out before it; the rest is seen to afterwards (domain.counting).
    """

    as_of: date
    clause_id: str = ""
    who: tuple[str, ...] = ()
    package: Any = None
    known: dict[Any, Any] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    counts_from: date | None = None
    units: frozenset[str] | None = None
    """The units that are asked about, by their codes; None is every one. Those above them are asked about whole."""

    def once(self, read: Callable[..., R], **asked: Any) -> R:
        """Facts as of the date that several checks need are read once in an evaluation; nobody changes them."""
        key = (read, *sorted(asked.items()))
        if key not in self.known:
            self.known[key] = read(as_of=self.as_of, **asked)
        return cast(R, self.known[key])


@dataclass(frozen=True)
class Check(Generic[F]):
    """A rule that can be asked. `load` reads facts as of a date, `judge` is pure.

    `reads` are the kinds of rows (an app's label and the model's, in lower case) that its answers rest on: when none of
    them is written, its answers stand (ADR 56). An answer about a unit rests on that unit's rows and no other unit's.
    `rests_on_reports` says that its answers carry `evidence`, which the package lets grow so old and no older.
    """

    name: str
    title: Words
    formula: Words
    scope_kinds: tuple[ScopeKind, ...]
    load: Callable[[Load], F]
    judge: Callable[..., list[Judgement]]
    reads: tuple[str, ...]
    parameters: type = NoParameters
    rests_on_reports: bool = False

    def run(self, load: Load, *, parameters: Any = None) -> list[Judgement]:
        """Load and judge in one go; parameters default to the check's own defaults."""
        chosen = self.parameters() if parameters is None else parameters
        return self.judge(self.load(load), parameters=chosen, as_of=load.as_of)


@dataclass(frozen=True)
class Parameter:
    """One settable parameter as people see it: type, default, range and unit."""

    name: str
    type: type
    default: Any
    minimum: Number | None
    maximum: Number | None
    unit: Unit
    title: Bilingual
    number: str

    @property
    def required(self) -> bool:
        return self.default is None

    @property
    def range(self) -> Bilingual:
        """What it may be, in words."""
        low = NOTHING if self.minimum is None else Words("from {least}", least=self.minimum)
        high = NOTHING if self.maximum is None else Words("to {most}", most=self.maximum)
        return joined(low, high, self.unit.value) if low or high else Words("free")


def parameters_of(check: Check[Any]) -> list[Parameter]:
    """Every parameter a package may set for a check, in order."""
    hints = get_type_hints(check.parameters)
    return [
        Parameter(
            name=each.name,
            type=hints[each.name],
            default=None if each.default is MISSING else each.default,
            minimum=each.metadata.get("minimum"),
            maximum=each.metadata.get("maximum"),
            unit=each.metadata["unit"],
            title=each.metadata["title"],
            number=each.metadata.get("number", ""),
        )
        for each in dataclasses.fields(check.parameters)
    ]


def read_parameters(check: Check[Any], raw: Mapping[str, Any]) -> Any:
    """A package's parameters as the check's own type.

    Refuses with `ParameterError` a name that the check does not have, one that must be given and is not, a value of
    another type or outside its range, and values that do not go together.
    """
    known = {parameter.name: parameter for parameter in parameters_of(check)}
    for name in raw:
        if name not in known:
            names = ", ".join(known) or "–"
            raise ParameterError(
                check=check.name,
                parameter=str(name),
                words=Words("is unknown. The check has: {names}.", names=names),
            )
    values = {name: _read(check, known[name], value) for name, value in raw.items()}
    for name, parameter in known.items():
        if name not in raw and parameter.required:
            raise ParameterError(check=check.name, parameter=name, words=Words("must be given."))
    try:
        return check.parameters(**values)
    except ValueError as error:  # a rule between two parameters, stated by the dataclass itself
        raise ParameterError(check=check.name, parameter="", words=Pair(str(error), str(error))) from error


def _read(check: Check[Any], parameter: Parameter, value: Any) -> Any:
    read = _convert(parameter.type, value)
    if read is None:
        raise ParameterError(
            check=check.name,
            parameter=parameter.name,
            words=Words(
                "{value} cannot be read ({range}).",
                value="null" if value is None else repr(value),
                range=parameter.range,
            ),
        )
    if isinstance(read, int | Decimal) and not isinstance(read, bool) and not _inside(parameter, read):
        raise ParameterError(
            check=check.name,
            parameter=parameter.name,
            words=Words(
                "{value} is outside the allowed range: {range}.",
                value=value,
                range=parameter.range,
            ),
        )
    return read


def _inside(parameter: Parameter, value: Number) -> bool:
    return (parameter.minimum is None or value >= parameter.minimum) and (
        parameter.maximum is None or value <= parameter.maximum
    )


def _convert(wanted: type, value: Any) -> Any:
    """The value in the wanted type, or None: a truth value is no number, half a day is no whole number."""
    if wanted in (int, Decimal):
        if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
            return None
        try:
            number = Decimal(str(value))  # a YAML 2.5 arrives as a float; its text is what was written
        except InvalidOperation:
            return None
        if not number.is_finite() or (wanted is int and number != number.to_integral_value()):
            return None
        return int(number) if wanted is int else number
    return value if isinstance(value, wanted) else None


class DuplicateCheckError(ValueError):
    """Two checks with one name: a clause would not know which it asked."""


class Registry:
    """The checks an installation has. Each app registers its own; a package finds them by name."""

    def __init__(self) -> None:
        self._checks: dict[str, Check[Any]] = {}

    def register(self, check: Check[Any]) -> None:
        """Add a check. Refuses with `DuplicateCheckError` a name that is given already."""
        if check.name in self._checks:
            raise DuplicateCheckError(f"check {check.name!r} is already registered")
        self._checks[check.name] = check

    def get(self, name: str) -> Check[Any]:
        """The check with a name, or KeyError."""
        return self._checks[name]

    def names(self) -> tuple[str, ...]:
        """All names, in alphabetical order."""
        return tuple(sorted(self._checks))

    def __contains__(self, name: object) -> bool:
        return name in self._checks

    def __iter__(self) -> Iterator[Check[Any]]:
        return (self._checks[name] for name in self.names())

    def __len__(self) -> int:
        return len(self._checks)


registry = Registry()
