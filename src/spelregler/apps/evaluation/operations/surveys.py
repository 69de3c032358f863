"""Survey results are recorded as figures of many, and taken back where they were wrong.

Fewer than ten answers are refused before anything is stored (ADR 12): nobody is to be recognised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from spelregler.apps.evaluation.models import SurveyResult
from spelregler.apps.organisation.models import Department
from spelregler.domain.findings import MUNICIPALITY
from spelregler.domain.suppression import FEWEST_ANSWERS
from spelregler.domain.surveys import NEAR, OF_THE_WHOLE, SCALES, Counted, Told, told_together
from spelregler.domain.words import Bilingual, Words, joined
from spelregler.platform import findings
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class SurveyRefused(DomainError):
    """A result is of at least ten answers, on its scale, and recorded once (MR-36)."""

    code = "survey-refused"


@dataclass(frozen=True)
class Surveyed:
    """A figure as it was said: of which theme, where (None is the municipality), by which survey and of how many."""

    theme: str
    department: Department | None
    survey: str
    held_on: date
    answers: int
    measure: str
    value: Decimal

    @property
    def counted(self) -> Counted:
        """How many answered what, where."""
        place = self.department.code if self.department else ""
        return Counted(self.theme, place, self.survey, self.held_on, self.answers)


def record_results(*, said: Sequence[Surveyed], today: date, role: str, who: Who) -> list[SurveyResult]:
    """Results of surveys, all or none, judged as one (MR-36, CP-23).

    Refuses with `SurveyRefused` fewer than ten answers, what would give away the answers of fewer than ten together
    with what has been told of the same survey on any day, also what was taken back, departments that are more than the
    municipality, a figure off its scale, a day to come, what is judged for another kind of place, and what is recorded
    already.
    """
    with transaction.atomic():
        lock_audit_chain()  # what would give a few away is told by what others have recorded
        held = _Held.of(said)
        for each in said:
            held.judge(each, today=today)
        return [_stored(each, today=today, role=role, who=who) for each in said]


def refused_of(said: Sequence[Surveyed], *, today: date) -> Mapping[int, SurveyRefused]:
    """What would be refused, by its place in the list; nothing is stored. One query, however many."""
    held, found = _Held.of(said), dict[int, SurveyRefused]()
    for number, each in enumerate(said):
        try:
            held.judge(each, today=today)
        except SurveyRefused as refused:
            found[number] = refused
    return found


def withdraw_result(*, result: SurveyResult, reason: str, on: date, who: Who) -> None:
    """What was recorded by mistake counts no longer. Its figures and the reason are read by those who enter them alone:
    what the rule answered meanwhile keeps its state and days, and tells the figures no more.

    Refuses with `SurveyRefused` one that is withdrawn already, and one without a reason.
    """
    with transaction.atomic():
        held = SurveyResult.objects.select_for_update().get(pk=result.pk)
        if held.ended_on is not None:
            raise _refused(Words("It is withdrawn already."), "", Words("Read what counts now."))
        if not reason.strip():
            raise _refused(Words("The reason is missing."), "reason", Words("Say in a few words what was wrong."))
        with findings.retold(check=f"surveys.{held.theme}", place=_place(held), naming=held.held_on.isoformat()):
            amend(held, to={"ended_on": on, "withdrawn_for": reason.strip()}, act="withdraw-survey-result", who=who)


def _place(result: SurveyResult) -> findings.Place:
    if result.department is None:
        return MUNICIPALITY.kind, MUNICIPALITY.key
    return "department", result.department.code


class _Held:
    """How many answered each question at each place, as recorded and as said now."""

    def __init__(self, known: list[Counted]) -> None:
        self.known = known

    @classmethod
    def of(cls, said: Sequence[Surveyed]) -> _Held:
        """What is recorded of the same themes on days that are near, also what was taken back. One query."""
        if not said:
            return cls([])
        days, near = [each.held_on for each in said], timedelta(days=NEAR)
        asked = Q(theme__in={each.theme for each in said}, held_on__range=(min(days) - near, max(days) + near))
        rows = SurveyResult.objects.filter(asked).order_by("held_on", "pk")
        found = rows.values_list("theme", "department__code", "survey", "held_on", "answers", "ended_on")
        return cls(
            [
                Counted(theme, code or "", survey, day, answers, stands=ended_on is None)
                for theme, code, survey, day, answers, ended_on in found
            ]
        )

    def judge(self, said: Surveyed, *, today: date) -> None:
        """One of them, with those before it in place."""
        _refuse_figure(said)
        if said.held_on > today:
            words = Words("{held_on} has not been yet.", held_on=said.held_on)
            raise _refused(words, "held_on", Words("Record it when it has been held, with the day on which it was."))
        if said.department and said.theme in OF_THE_WHOLE:
            words = Words("That question is judged for the municipality, not for a department.")
            raise _refused(words, "department", Words("Leave the department empty."))
        _refuse_together(said, self.known)
        self.known.append(said.counted)


def _refuse_together(said: Surveyed, known: Sequence[Counted]) -> None:
    told, other = told_together(said.counted, known)
    if other is None:
        return
    another = Words("Is it another survey? Then give it a name of its own.")
    if told is Told.TWICE:
        words = Words("That is recorded already for {held_on}.", held_on=other.held_on)
        way: Bilingual = Words("Take the earlier one back first, if the number was wrong.")
        if other.held_on == said.held_on:
            raise _refused(words, "held_on", way)
        raise _refused(words, "survey", joined(way, another))
    if told is Told.FEW_ADDED:
        words = Words(
            "{answers} answers were read before they were taken back. Fewer than {fewest} more or less would be told "
            "apart.",
            answers=other.answers,
            fewest=FEWEST_ANSWERS,
        )
        way = Words(
            "Correct the figure for the same {answers} answers, or wait until the number differs by at least {fewest}.",
            answers=other.answers,
            fewest=FEWEST_ANSWERS,
        )
        raise _refused(words, "answers", way)
    if told is Told.MORE_THAN_THE_WHOLE:
        words = Words(
            "The departments' answers are more than the {answers} of the municipality.", answers=other.answers
        )
        way = Words("Check the numbers: whoever answered in a department is one of the municipality's too.")
        raise _refused(words, "answers", way if other.held_on == said.held_on else joined(way, another))
    words = Words("Together the figures tell what fewer than {fewest} answered.", fewest=FEWEST_ANSWERS)
    way = Words("Leave one of the departments out, or the municipality's own figure.")
    raise _refused(words, "answers", way if other.held_on == said.held_on else joined(way, another))


def _refuse_figure(said: Surveyed) -> None:
    if said.answers < FEWEST_ANSWERS:
        raise _refused(
            Words("{answers} answers are too few: at least {fewest}.", answers=said.answers, fewest=FEWEST_ANSWERS),
            "answers",
            Words("Leave it out, so that nobody can be recognised."),
        )
    lowest, highest = SCALES[said.measure]
    if not lowest <= said.value <= highest:
        raise _refused(
            Words("{value} is not between {lowest} and {highest}.", value=said.value, lowest=lowest, highest=highest),
            "value",
            Words("Check the figure, and what kind of figure it is."),
        )


def _stored(said: Surveyed, *, today: date, role: str, who: Who) -> SurveyResult:
    row = SurveyResult(
        theme=said.theme,
        department=said.department,
        survey=said.survey,
        held_on=said.held_on,
        answers=said.answers,
        measure=said.measure,
        value=said.value,
        role=role,
        recorded_on=today,
    )
    store(row, act="record-survey-result", who=who)
    return row


def _refused(words: Bilingual, field: str, way: Bilingual) -> SurveyRefused:
    return SurveyRefused(words, clause="MR-36", way=way, field=field)
