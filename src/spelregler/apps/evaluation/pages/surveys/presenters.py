"""Survey results as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from spelregler.apps.evaluation.models import SurveyResult
from spelregler.domain.surveys import MEAN_5, MEAN_10, SHARE, THEMES
from spelregler.domain.words import Words
from spelregler.ui import formatting

MUNICIPALITY = Words("The whole municipality")


@dataclass(frozen=True)
class ResultRow:
    """A result in the list. One that was taken back has its figures and the reason for those who enter it alone."""

    pk: int
    theme: str
    place: str
    place_en: str
    survey: str
    held_on: date
    answers: int | None
    figure: str
    is_withdrawn: bool
    withdrawn_for: str
    may_withdraw: bool


def theme_words(language: str) -> Mapping[str, str]:
    """Each theme as the question is told."""
    return {name: sentence(words.text(language)) for name, words in THEMES.items()}


def sentence(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def rows(found: Iterable[SurveyResult], *, own: Iterable[str], is_now: bool, language: str) -> list[ResultRow]:
    """The results; `own` are the themes that the reader enters. On an earlier day nothing is changed.

    What is taken back today is so in the pictures of the days before as well: whoever may not read its figures now
    does not read them by choosing an earlier day.
    """
    themes, entered = theme_words(language), set(own)
    return [_row(each, themes[each.theme], each.theme in entered, is_now, language) for each in found]


def _row(row: SurveyResult, theme: str, enters: bool, is_now: bool, language: str) -> ResultRow:
    is_withdrawn = row.ended_on is not None
    is_read = enters or not is_withdrawn
    return ResultRow(
        pk=row.pk,
        theme=theme,
        place=row.department.name if row.department else MUNICIPALITY.sv,
        place_en=row.department.name_en if row.department else MUNICIPALITY.en,
        survey=row.survey,
        held_on=row.held_on,
        answers=row.answers if is_read else None,
        figure=figure(row.measure, formatting.number(row.value.normalize(), language), language) if is_read else "–",
        is_withdrawn=is_withdrawn,
        withdrawn_for=row.withdrawn_for if enters else "",
        may_withdraw=enters and is_now and not is_withdrawn,
    )


def figure(measure: str, value: str, language: str) -> str:
    """The figure with what kind it is."""
    words = {
        SHARE: Words("{value} %", value=value),
        MEAN_5: Words("{value} of 5", value=value),
        MEAN_10: Words("{value} of 10", value=value),
    }
    return words.get(measure, Words("index {value}", value=value)).text(language)
