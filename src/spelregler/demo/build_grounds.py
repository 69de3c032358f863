"""What limits units, which posts decide and what was held with unions, entered as those who know it would."""

from __future__ import annotations

from spelregler.apps.autonomy.operations import Limits, enter_how_limit, say_limited
from spelregler.apps.delegation.operations import HeldWithUnion, record_union, say_task
from spelregler.apps.organisation.models import Department
from spelregler.demo.grounds import HELD, LIMITS, SAID, TASKS
from spelregler.demo.made import DEMO, Made


def build_grounds(made: Made) -> None:
    """Each row on the day that it is of."""
    places = {each.code: each for each in Department.objects.select_related("body")}
    for department, unit, what, ground, rests_on, start in LIMITS:
        said = Limits(what, start, made.units.get(unit), places.get(department), ground, rests_on)
        enter_how_limit(said=said, today=start, role="FC" if department else "HR", who=DEMO)
    unit, what, said_on = SAID
    say_limited(unit=made.units[unit], what=what, today=said_on, role="EC", who=DEMO)
    for post, task, body, code, start in TASKS:
        say_task(
            post=made.posts[post], task=task, start=start, today=start, who=DEMO, body=made.bodies[body], code=code
        )
    for department, kind, held_on, union, subject, post in HELD:
        person = made.persons[made.holders[post]]
        held = HeldWithUnion(kind, held_on, union, subject, made.posts[post], person, places[department])
        record_union(said=held, today=held_on, who=DEMO)
