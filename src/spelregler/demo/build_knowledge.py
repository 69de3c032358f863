"""Who knows the policy in the demo, as those who lead it recorded it."""

from __future__ import annotations

from spelregler.apps.knowledge.operations import (
    Attended,
    Informed,
    answer_self_check,
    record_attendance,
    record_information,
    sign_reading,
)
from spelregler.apps.knowledge.queries.bodies import seated_in
from spelregler.apps.knowledge.queries.readings import version_in_force
from spelregler.demo.facts import TODAY
from spelregler.demo.knowledge import CATCHES_UP, CAUGHT_UP, INFORMATION, READ_ON, READERS, SELF_CHECKS, TRAINED
from spelregler.demo.made import DEMO, Made
from spelregler.demo.people import COMMITTEES_TRAINED, manager_post
from spelregler.platform.findings import self_check


def build_knowledge(made: Made) -> None:
    """Some units are up to date, some can still catch up, and the most have recorded nothing."""
    for fact in INFORMATION:
        record_information(
            unit=made.units[fact.unit],
            said=Informed(fact.kind, fact.held_on, fact.took_part, fact.of_how_many),
            today=fact.held_on,
            role="EC",
            who=made.who(manager_post(fact.unit), "EC"),
        )
    _read(made)
    for code in TRAINED:
        _train(made, code)
    questions = self_check(as_of=TODAY)
    for check in SELF_CHECKS:
        answer_self_check(
            body=made.bodies[check.body],
            questions=questions,
            answers=dict(zip((name for name, _text in questions), check.answers, strict=True)),
            agreed=check.agreed,
            today=check.answered_on,
            role="SE",
            who=DEMO,
        )


def _read(made: Made) -> None:
    """Some have said of themselves that they have read the version in force."""
    version = version_in_force(as_of=READ_ON)
    for unit in READERS:
        post = manager_post(unit)
        sign_reading(
            person=made.persons[made.holders[post]],
            version_from=version.since if version else None,
            is_catch_up=False,
            today=READ_ON,
            who=made.who(post, "EC"),
        )


def _train(made: Made, code: str) -> None:
    """All but two of those who sat in the body then took part; in one body one of them caught it up."""
    body = made.bodies[code]
    seats = seated_in(body=body, as_of=COMMITTEES_TRAINED)
    said = [Attended(False, COMMITTEES_TRAINED, seats - 2)]
    if code == CATCHES_UP:
        said.append(Attended(True, CAUGHT_UP, 2))
    for each in said:
        record_attendance(body=body, said=each, today=each.held_on, role="SE", who=DEMO)
