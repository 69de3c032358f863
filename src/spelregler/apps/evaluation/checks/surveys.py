"""What surveys answer, of the municipality or of each department, as figures of many (MR-32, MR-36, CP-20, 23, 25)."""

from __future__ import annotations

from collections.abc import Callable

from spelregler.apps.evaluation.models import SurveyResult
from spelregler.apps.evaluation.queries.surveys import survey_facts
from spelregler.apps.organisation.queries.departments import DEPARTMENTS, departments
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.findings import MUNICIPALITY, Scope
from spelregler.domain.surveys import OF_THE_WHOLE, THEMES, SurveyedPlace, SurveyLimits, judge_survey
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

# A result is the municipality's or a department's; it touches no unit.
belongs(SurveyResult, beside=lambda _keys: ())

TITLES = {
    "influence": Words("Employees can shape their work"),
    "goals": Words("Employees feel that their work matters for the goals"),
    "climate": Words("Employees find the work good and the climate open"),
    "service": Words("Residents are met well"),
    "users": Words("Users get the help that they need"),
}


def _loader(theme: str) -> Callable[[Load], list[SurveyedPlace]]:
    def load(load: Load) -> list[SurveyedPlace]:
        """The place or places of the theme with their results. One query in an evaluation beside the departments'."""
        found = load.once(survey_facts)
        if theme in OF_THE_WHOLE:
            return [SurveyedPlace(MUNICIPALITY, theme, tuple(found.get((theme, ""), ())))]
        return [
            SurveyedPlace(Scope("department", each.code, each.name), theme, tuple(found.get((theme, each.code), ())))
            for each in load.once(departments)
        ]

    return load


for name in THEMES:
    is_of_the_whole = name in OF_THE_WHOLE
    registry.register(
        Check(
            name=f"surveys.{name}",
            title=TITLES[name],
            formula=Words(
                "The newest survey result, in points of 100 and of at least ten answers, reaches the limit or rises, "
                "and does not fall."
            ),
            scope_kinds=("municipality",) if is_of_the_whole else ("department",),
            load=_loader(name),
            judge=judge_survey,
            # Whatever the theme, the results of all are fetched at once, with their departments.
            reads=("evaluation.surveyresult", *(("organisation.department",) if is_of_the_whole else DEPARTMENTS)),
            parameters=SurveyLimits,
        )
    )
