"""Next year's plan begun at one school, and two job assignments, made as the pages make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from spelregler.apps.goals import operations
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Person, Unit
from spelregler.platform.audit.operations import Who

SCHOOL, CARRIED_ON, GIVEN_ON = "ramdalsskolan", date(2026, 10, 26), date(2026, 2, 9)
ASSIGNMENTS = (
    (SCHOOL, "larare-ramdalsskolan", "Undervisar i årskurs 4 och håller i skolans arbete med läsning."),
    ("oxeloskolan", "larare-oxeloskolan", "Undervisar i matematik i årskurs 7 till 9 och leder ämneslaget."),
)


def plan_ahead(*, units: Mapping[str, Unit], holder: Callable[[str], Person], who: Callable[[str, str], Who]) -> None:
    """Two managers have given a teacher an assignment, and one of them carries the plan into the next year."""
    for code, post, text in ASSIGNMENTS:
        operations.give_job_assignment(
            person=holder(post),
            unit=units[code],
            year=2026,
            text=text,
            goals=list(Goal.objects.filter(unit=units[code]).order_by("code")[:2]),
            on=GIVEN_ON,
            who=who(f"chef-{code}", "EC"),
        )
    owner = operations.PlanOwner(unit=units[SCHOOL])
    chosen = [line.key for line in operations.preview(owner, into=2027)]
    operations.roll_over(owner=owner, into=2027, chosen=chosen, on=CARRIED_ON, who=who(f"chef-{SCHOOL}", "EC"))
