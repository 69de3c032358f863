"""What surveys answer, in aggregates alone: never a person, and nothing of fewer than ten answers.

MR-32, MR-36, CP-20, CP-23 and CP-25 ask what people think. A result is one figure of a question, at a place and on a
day, turned into points of 100 so that years can be compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from spelregler.domain.checks import param
from spelregler.domain.findings import InputValue, Judgement, Scope, Status, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import add_months
from spelregler.domain.suppression import FEWEST_ANSWERS
from spelregler.domain.words import Bilingual, Words, joined

SHARE, INDEX, MEAN_5, MEAN_10 = "share", "index", "mean_5", "mean_10"
SCALES: Mapping[str, tuple[int, int]] = {SHARE: (0, 100), INDEX: (0, 100), MEAN_5: (1, 5), MEAN_10: (1, 10)}
"""The lowest and highest that a figure can be, by what kind of figure it is."""

INFLUENCE, GOALS, CLIMATE, SERVICE, USERS = "influence", "goals", "climate", "service", "users"
THEMES: Mapping[str, Bilingual] = {
    INFLUENCE: Words("employees: I can shape how my work is done"),
    GOALS: Words("employees: my work matters for the goals"),
    CLIMATE: Words("employees: it is good to work here, and easy to speak up"),
    SERVICE: Words("residents: how one is met by the municipality"),
    USERS: Words("users: the help that one gets meets what one needs"),
}
"""What a result is about, as a question of the survey is."""
OF_THE_WHOLE = (SERVICE,)
"""The themes that are judged for the municipality; the others for each department."""


@dataclass(frozen=True)
class SurveyFact:
    """A result: the last day on which people answered, how many did, and the figure with its kind.

    One that has been taken back since counted on earlier days. How it stood then is told; its figures are not.
    """

    held_on: date
    answers: int
    measure: str
    value: Decimal
    is_taken_back: bool = False

    @property
    def points(self) -> Decimal:
        """The figure between 0 and 100."""
        lowest, highest = SCALES[self.measure]
        return (self.value - lowest) * 100 / (highest - lowest)


@dataclass(frozen=True)
class SurveyedPlace:
    """A place with its results on a theme, and who brings them where they lack."""

    scope: Scope
    theme: str
    results: tuple[SurveyFact, ...] = ()


@dataclass(frozen=True)
class SurveyLimits:
    """What a result is to reach, how much is a change, and for how long it counts."""

    at_least: int = param(
        0, minimum=0, maximum=100, unit=Unit.NUMBER, title=Words("Lowest result of 100 (0: only how it changes)")
    )
    change: int = param(2, minimum=1, maximum=20, unit=Unit.NUMBER, title=Words("Points of 100 that count as a change"))
    months: int = param(24, minimum=6, maximum=48, unit=Unit.MONTHS, title=Words("How long a survey counts"))


def judge_survey(facts: Sequence[SurveyedPlace], *, parameters: SurveyLimits, as_of: date) -> list[Judgement]:
    """MR-32, MR-36, CP-20, CP-23, CP-25: the newest result reaches the limit or rises, and does not fall.

    Points of 100. With a limit: reached and not falling is kept, reached and falling is to be watched, below and rising
    is kept, below is a breach once there is an earlier result to compare with. Without: falling is to be watched, and a
    breach the second time. One judgement per place; nothing known without a result within the months, or without one
    to compare with where only the change is judged. Only results of the same kind of figure are compared.
    """
    if not facts:
        return [nothing_known(missing=Words("departments"), expected_of="HR")]
    return [_judged(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _judged(fact: SurveyedPlace, *, parameters: SurveyLimits, as_of: date) -> Judgement:
    known = sorted((each for each in fact.results if each.held_on <= as_of), key=lambda each: each.held_on)
    if not known or add_months(known[-1].held_on, parameters.months) <= as_of:
        return _lacking(fact, parameters)
    newest, alike = known[-1], [each for each in known if each.measure == known[-1].measure]
    before = alike[-2] if len(alike) > 1 else None
    if before is None and not parameters.at_least:
        missing = Words("an earlier result of the same kind to compare with ({theme})", theme=THEMES[fact.theme])
        return nothing_known(scope=fact.scope, missing=missing, expected_of=_brings(fact))
    turn = _turn(newest, before, parameters)
    fell_before = len(alike) > 2 and _turn(alike[-2], alike[-3], parameters) < 0
    status = _status(newest, turn, parameters, is_first=before is None, fell_before=fell_before)
    acts = "" if status == Status.KEPT else _acts(fact)
    if newest.is_taken_back or (before and before.is_taken_back):
        words = Words("It rested on a survey result that has been taken back since. Its figures are not told.")
        return Judgement(fact.scope, status, words, {"survey_on": newest.held_on.isoformat()}, newest.held_on, acts)
    inputs: dict[str, InputValue] = {
        "survey_points": _whole(newest.points),
        "survey_answers": newest.answers,
        "survey_on": newest.held_on.isoformat(),
    }
    if before:
        inputs["survey_points_before"] = _whole(before.points)
    if parameters.at_least:
        inputs["survey_limit"] = parameters.at_least
    return Judgement(
        fact.scope,
        status,
        _words(newest, before, turn, parameters),
        inputs,
        newest.held_on,
        acts,
    )


def _turn(newest: SurveyFact, before: SurveyFact | None, parameters: SurveyLimits) -> int:
    """1 where it rises, -1 where it falls, 0 for less than a change or nothing to compare with."""
    if before is None:
        return 0
    change = newest.points - before.points
    return (change >= parameters.change) - (change <= -parameters.change)


def _status(newest: SurveyFact, turn: int, parameters: SurveyLimits, *, is_first: bool, fell_before: bool) -> Status:
    if not parameters.at_least:
        if turn >= 0:
            return Status.KEPT
        return Status.BREACH if fell_before else Status.ATTENTION
    if newest.points >= parameters.at_least:
        return Status.ATTENTION if turn < 0 else Status.KEPT
    if turn > 0:
        return Status.KEPT
    return Status.ATTENTION if is_first else Status.BREACH


def _words(newest: SurveyFact, before: SurveyFact | None, turn: int, parameters: SurveyLimits) -> Bilingual:
    said: list[Bilingual] = [
        Words(
            "{points} of 100 in the survey of {day}, {answers} answers.",
            points=_whole(newest.points),
            day=newest.held_on,
            answers=newest.answers,
        )
    ]
    if parameters.at_least:
        said.append(Words("At least {limit} is asked for.", limit=parameters.at_least))
    if before:
        points, day = _whole(before.points), before.held_on
        if turn > 0:
            said.append(Words("It rises: it was {points} on {day}.", points=points, day=day))
        elif turn < 0:
            said.append(Words("It falls: it was {points} on {day}.", points=points, day=day))
        else:
            said.append(Words("About as before: it was {points} on {day}.", points=points, day=day))
    return joined(*said)


def _lacking(fact: SurveyedPlace, parameters: SurveyLimits) -> Judgement:
    missing = Words(
        "a survey result of the past {months} months with at least {fewest} answers ({theme})",
        months=parameters.months,
        fewest=FEWEST_ANSWERS,
        theme=THEMES[fact.theme],
    )
    return nothing_known(scope=fact.scope, missing=missing, expected_of=_brings(fact))


def _brings(fact: SurveyedPlace) -> str:
    return "CT" if fact.theme in (SERVICE, USERS) else "HR"


def _acts(fact: SurveyedPlace) -> str:
    return "KC" if fact.theme in OF_THE_WHOLE else "FC"


def _whole(points: Decimal) -> int:
    return int(points.quantize(Decimal(1), ROUND_HALF_UP))


# What may be recorded ---------------------------------------------------------------------------------------------


NEAR = 183
"""Days within which results under one name are of one survey: less than the half-year between two of them."""


@dataclass(frozen=True)
class Counted:
    """How many answered a question at a place (empty: the municipality), in a survey with its last day.

    One that was taken back stands no longer, but has been read.
    """

    theme: str
    place: str
    survey: str
    held_on: date
    answers: int
    stands: bool = True

    def is_of_one_survey_with(self, other: Counted) -> bool:
        """The same question on the same day, or within half a year under the same name, however it is spaced."""
        if self.theme != other.theme:
            return False
        days = abs((self.held_on - other.held_on).days)
        return days == 0 or (days < NEAR and _named(self.survey) == _named(other.survey))


class Told(Enum):
    """What a new result would make of those that are known already."""

    NOTHING = "nothing"
    TWICE = "twice"
    MORE_THAN_THE_WHOLE = "more_than_the_whole"
    OF_FEW = "of_few"
    FEW_ADDED = "few_added"


def told_together(new: Counted, known: Sequence[Counted]) -> tuple[Told, Counted | None]:
    """MR-36: what a reader would work out from the new result and those of the same survey, and from which of them.

    A place has one result of a survey, and the departments are never more than the municipality. What is left of the
    municipality's answers, when the departments' are taken away, is nobody or at least ten. Of several results of a
    department the one nearest in days to the municipality's counts, one that stands before one that was taken back.
    What takes the place of one that was taken back is of as many answers, or differs by at least ten: both have been
    read, and those between them are a group too.
    """
    here = [each for each in known if each.place == new.place and each.stands and each.is_of_one_survey_with(new)]
    if here:
        return Told.TWICE, here[0]
    for gone in (each for each in known if each.place == new.place and each.is_of_one_survey_with(new)):
        if 0 < abs(new.answers - gone.answers) < FEWEST_ANSWERS:
            return Told.FEW_ADDED, gone
    everything = [*known, new]
    for whole in (each for each in everything if not each.place and each.is_of_one_survey_with(new)):
        if not whole.stands and any(
            not each.place and each.stands and each.is_of_one_survey_with(whole) for each in everything
        ):
            continue
        parts = _parts(whole, everything)
        left = whole.answers - sum(each.answers for each in parts)
        if parts and 0 < left < FEWEST_ANSWERS:
            return Told.OF_FEW, whole
        if left < 0 and whole.stands and all(each.stands for each in parts):
            return Told.MORE_THAN_THE_WHOLE, whole
    return Told.NOTHING, None


def _parts(whole: Counted, known: Sequence[Counted]) -> list[Counted]:
    """A result of each department in the municipality's survey."""
    found: dict[str, Counted] = {}
    for each in sorted(known, key=lambda one: (not one.stands, abs((one.held_on - whole.held_on).days))):
        if each.place and each.is_of_one_survey_with(whole):
            found.setdefault(each.place, each)
    return list(found.values())


def _named(survey: str) -> str:
    return " ".join(survey.split()).casefold()
