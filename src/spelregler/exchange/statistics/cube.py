"""A whole table as one row of figures, and of it what one region has: PX and JSON-stat are both told so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from spelregler.domain.words import Words
from spelregler.exchange.sheets import Cell
from spelregler.exchange.statistics.model import FEWER, Dimension, Figure, Label, Region, Role, Statistics, refused
from spelregler.exchange.statistics.words import role_of

MOST_FIGURES = 200_000
"""What one region may have: every year, sex and age of it is far fewer."""
MOST_VARIABLES = 20
"""Each figure has a label of every one; a table of a database has some ten at most."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable, its code, what it is about, and its values in the order of the figures."""

    name: str
    code: str
    role: Role
    labels: tuple[Label, ...]


def role_of_variable(name: str, code: str) -> Role:
    """By its code or its name."""
    return role_of(code) or role_of(name) or Role.OTHER


def of_region(
    variables: Sequence[Variable], region: Region, cells: Callable[[Collection[int]], Mapping[int, Cell]]
) -> Statistics:
    """The figures of the region. `cells` gives those of the places that are asked for, counted from 0.

    Refuses with `StatisticsRefused` a file without regions, with the region twice, or past a bound.
    """
    if len(variables) > MOST_VARIABLES:
        raise refused(
            Words("The file has more than {most_variables} variables.", most_variables=MOST_VARIABLES),
            todo=FEWER,
        )
    at = next((place for place, each in enumerate(variables) if each.role == Role.REGION), None)
    if at is None:
        raise refused(Words("The file has no variable for the region."))
    own = [place for place, label in enumerate(variables[at].labels) if _is_own(label, region)]
    if len(own) > 1:
        raise refused(Words("The municipality is in the file more than once."))
    wanted = [own if place == at else range(len(each.labels)) for place, each in enumerate(variables)]
    if prod(map(len, wanted)) > MOST_FIGURES:
        raise refused(
            Words("The municipality has more than {most_figures} values in the file.", most_figures=MOST_FIGURES),
            todo=FEWER,
        )
    places: dict[int, tuple[int, ...]] = {}
    for chosen in product(*wanted):
        place = 0
        for variable, one in zip(variables, chosen, strict=True):
            place = place * len(variable.labels) + one
        places[place] = chosen
    found = cells(places.keys())
    return Statistics(
        dimensions=tuple(Dimension(each.name, each.role, each.code) for each in variables if each.role != Role.REGION),
        figures=[
            Figure(
                labels=tuple(
                    variable.labels[one]
                    for variable, one in zip(variables, chosen, strict=True)
                    if variable.role != Role.REGION
                ),
                value=found.get(place, ""),
                row=place + 1,
            )
            for place, chosen in places.items()
        ],
    )


def _is_own(label: Label, region: Region) -> bool:
    return region.is_told_by(label.code) or region.is_told_by(label.text)
