"""Which figures of a table are the ones that are asked for. Nothing that parts them is passed over.

A dimension that nobody chose from is no total: the refusal names it and its values. Women and men stand apart, and
the figures of one sex are never those of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spelregler.domain.words import Words
from spelregler.exchange.statistics.model import Dimension, Figure, Label, Role, Statistics, refused
from spelregler.exchange.statistics.words import is_total, may_be_one_sex, sex_of

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Picked:
    """A figure for a year and a sex."""

    year: Label
    sex: str
    figure: Figure


def picked(
    statistics: Statistics, *, column: str = "", sex: str = "", only: Mapping[str, str] | None = None
) -> list[Picked]:
    """The figures of the column, the sex and the values that are told.

    Refuses with `StatisticsRefused`, with names, a dimension or a value that is not there, several columns, a dimension
    that is not chosen from, a sex that is spoken of but not told, and a table without years.
    """
    left = dict(only or {})
    figures = list(statistics.figures)
    roles = _roles(statistics.dimensions, figures)
    for at, dimension in enumerate(statistics.dimensions):
        said = next((name for name in left if dimension.is_called(name)), None)
        if said is not None:
            figures = _of_value(figures, at, dimension, left.pop(said))
        elif dimension.role == Role.CONTENT:
            figures = _of_column(figures, at, column)
        elif dimension.role == Role.OTHER and roles.get(Role.SEX) != at:
            figures = _of_total(figures, at, dimension)
    if left:
        _refuse_unknown(left, statistics.dimensions)
    if Role.TIME not in roles:
        raise refused(Words("The file has no years."))
    years = [figure.labels[roles[Role.TIME]] for figure in figures]
    sexes = _sexes(figures, statistics.dimensions, roles, sex)
    return [
        Picked(year, of, figure) for year, of, figure in zip(years, sexes, figures, strict=True) if not sex or of == sex
    ]


def _roles(dimensions: Sequence[Dimension], figures: Sequence[Figure]) -> dict[Role, int]:
    """What each dimension is about. One that nobody knows by name but that parts women and men is of the sexes."""
    roles = {each.role: at for at, each in enumerate(dimensions)}
    for at, dimension in enumerate(dimensions):
        labels = _labels(figures, at) if dimension.role == Role.OTHER and Role.SEX not in roles else []
        if any(map(may_be_one_sex, labels)) and all(map(sex_of, labels)):
            roles[Role.SEX] = at
    return roles


def _labels(figures: Iterable[Figure], at: int) -> list[Label]:
    return list(dict.fromkeys(figure.labels[at] for figure in figures))


def _named(labels: Sequence[Label]) -> str:
    more = ", …" if len(labels) > MOST_NAMED else ""
    return ", ".join(map(str, labels[:MOST_NAMED])) + more


def _of_value(figures: list[Figure], at: int, dimension: Dimension, said: str) -> list[Figure]:
    found = [figure for figure in figures if figure.labels[at].is_called(said)]
    if not found:
        names = _named(_labels(figures, at))
        raise refused(
            Words(
                "“{said}” is not in {dimension}, which has: {names}.", said=said, dimension=dimension.name, names=names
            ),
            todo=Words("Choose one of them."),
        )
    return found


def _of_column(figures: list[Figure], at: int, column: str) -> list[Figure]:
    """The column with the figures: the one that is told, or the only one."""
    labels = _labels(figures, at)
    wanted = [label for label in labels if label.is_called(column)] if column else labels
    if not wanted or (not column and len(wanted) > 1):
        names = _named(labels)
        raise refused(
            Words("Say which column is meant: {names}.", names=names),
            todo=Words("Tell it with --column."),
        )
    return [figure for figure in figures if figure.labels[at] in wanted]


def _of_total(figures: list[Figure], at: int, dimension: Dimension) -> list[Figure]:
    labels = _labels(figures, at)
    if all(map(is_total, labels)):
        return figures
    example = f'--only "{dimension.name}={labels[0]}"'
    raise refused(
        Words(
            "The column {dimension} is not chosen from. It has: {labels}.",
            dimension=dimension.name,
            labels=_named(labels),
        ),
        todo=Words(
            "Say which value is meant, for example {example}, or save the table without the column.", example=example
        ),
    )


def _refuse_unknown(said: Mapping[str, str], dimensions: Sequence[Dimension]) -> None:
    names = ", ".join(each.name for each in dimensions if each.name)
    raise refused(
        Words("The file has no column {said}. It has: {names}.", said=", ".join(said), names=names),
        todo=Words("Tell one of them with --only."),
    )


def _sexes(
    figures: Sequence[Figure], dimensions: Sequence[Dimension], roles: Mapping[Role, int], told: str
) -> list[str]:
    """The sex of each figure: from its own dimension, else what is told, else all where nothing speaks of a sex."""
    aside = [at for at, each in enumerate(dimensions) if each.role in (Role.CONTENT, Role.OTHER)]
    if Role.SEX in roles:
        at = roles[Role.SEX]
        return [_known(figure.labels[at], dimensions[at]) for figure in figures]
    for label in (label for at in aside for label in _labels(figures, at)):
        if not told and may_be_one_sex(label):
            raise refused(
                Words("“{label}” does not say whether the figures are of all or of one sex.", label=label),
                todo=Words("Tell it with --sex: all, women or men."),
            )
    return [told or "T" for _figure in figures]


def _known(label: Label, dimension: Dimension) -> str:
    found = sex_of(label)
    if found is None:
        raise refused(
            Words(
                "“{label}” in the column {dimension} is no sex that can be read.", label=label, dimension=dimension.name
            ),
            todo=Words("Save the table with women, men or total."),
        )
    return found
