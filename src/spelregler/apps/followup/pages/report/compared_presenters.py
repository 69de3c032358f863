"""Two versions of a report beside each other: what was written otherwise, and which figures had become others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from spelregler.apps.followup.pages.report.presenters import SectionView


@dataclass(frozen=True)
class Piece:
    """Words that stand in both, that were taken out, or that were put in; what was taken out stands first."""

    same: str = ""
    out: str = ""
    put: str = ""


@dataclass(frozen=True)
class FigureChange:
    """A figure before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class SectionChange:
    """A section with what differs in it."""

    title: str
    pieces: Sequence[Piece]
    figures: Sequence[FigureChange]


def compared(older: Sequence[SectionView], newer: Sequence[SectionView]) -> list[SectionChange]:
    """The sections that differ, in the newer's order and then those that only the older has."""
    before, after = ({each.title: each for each in side} for side in (older, newer))
    found = []
    for title in [*after, *(title for title in before if title not in after)]:
        one, other = before.get(title), after.get(title)
        was, now = (_text(each) if each else "" for each in (one, other))
        figures = _figures(dict(_lines(one)) if one else {}, dict(_lines(other)) if other else {})
        if was != now or figures:
            found.append(SectionChange(title, list(_pieces(was, now)), figures))
    return found


def _text(section: SectionView) -> str:
    """What is written, and then what was taken up with whose it is."""
    return "\n\n".join([section.text, *(f"{source}: {text}" for source, text in section.quotes)]).strip()


def _pieces(was: str, now: str) -> Iterator[Piece]:
    one, other = was.split(), now.split()
    for kind, first, last, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        out, put = " ".join(one[first:last]), " ".join(other[start:end])
        yield Piece(same=out) if kind == "equal" else Piece(out=out, put=put)


def _lines(section: SectionView) -> Iterator[tuple[str, str]]:
    for each in (*section.money, *section.parts):
        yield each.label, each.amount
    for goal in section.goals:
        yield goal.label, goal.value


def _figures(before: dict[str, str], after: dict[str, str]) -> list[FigureChange]:
    labels = [*after, *(label for label in before if label not in after)]
    return [
        FigureChange(label, before.get(label, "–"), after.get(label, "–"))
        for label in labels
        if before.get(label) != after.get(label)
    ]
