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
OF = {MEAN_5: Words("{value} of 5"), MEAN_10: Words("{value} of 10")}
INDEX_WORDS, SHARE_WORDS = Words("index {value}"), Words("{value} %")


@dataclass(frozen=True)
class ResultRow:
    """A result in the list."""

    pk: int
    theme: str
    place: str
    place_en: str
    survey: str
    held_on: date
    answers: int
    figure: str
    withdrawn_for: str
    may_withdraw: bool


def theme_words(language: str) -> Mapping[str, str]:
    """Each theme as the question is told."""
    return {name: sentence(words.text(language)) for name, words in THEMES.items()}


def sentence(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def rows(found: Iterable[SurveyResult], *, own: Iterable[str], as_of: date, language: str) -> list[ResultRow]:
    """The results; `own` are the themes that the reader enters."""
    themes, entered = theme_words(language), set(own)
    return [
        ResultRow(
            pk=each.pk,
            theme=themes[each.theme],
            place=each.department.name if each.department else MUNICIPALITY.sv,
            place_en=each.department.name_en if each.department else MUNICIPALITY.en,
            survey=each.survey,
            held_on=each.held_on,
            answers=each.answers,
            figure=figure(each.measure, formatting.number(each.value.normalize(), language), language),
            withdrawn_for=each.withdrawn_for if each.ended_on and each.ended_on <= as_of else "",
            may_withdraw=each.theme in entered and each.ended_on is None,
        )
        for each in found
    ]


def figure(measure: str, value: str, language: str) -> str:
    """The figure with what kind it is."""
    if measure == SHARE:
        return Words(SHARE_WORDS.message, value=value).text(language)
    return Words((OF.get(measure) or INDEX_WORDS).message, value=value).text(language)
