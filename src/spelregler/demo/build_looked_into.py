"""The demo's commissioned evaluations and scans, as the secretary entered them."""

from __future__ import annotations

from spelregler.apps.followup import operations
from spelregler.apps.followup.operations import CommissionSaid, EvaluationSaid, FollowUpSaid, Seen, Subject
from spelregler.demo.build_delegation import minuted
from spelregler.demo.looked_into import EVALUATIONS, SCANS, EvaluationFact, ScanFact
from spelregler.demo.made import Made


def build_looked_into(made: Made) -> None:
    """What the bodies commissioned, and what became of it."""
    for fact in EVALUATIONS:
        _evaluation(made, fact)
    for each in SCANS:
        _scan(made, each)


def _scan(made: Made, fact: ScanFact) -> None:
    secretary = made.who("namndsekreterare", "SE")
    said = Seen(fact.title, fact.held_on, "\n".join(fact.points))
    row = operations.record_scan(body=made.bodies.get(fact.body), said=said, today=fact.held_on, who=secretary)
    for code, year, how, day in fact.used:
        operations.use_scan(scan=row, body=made.bodies[code], year=year, how=how, today=day, who=secretary)


def _evaluation(made: Made, fact: EvaluationFact) -> None:
    secretary, (day, paragraph) = made.who("namndsekreterare", "SE"), fact.decided
    said = CommissionSaid(
        title=fact.title,
        why=fact.why,
        due_on=fact.due_on,
        minutes=minuted(made, fact.body, day, paragraph, f"Utvärdering beställs: {fact.title}"),
        subject=Subject(department=made.departments.get(fact.department)),
    )
    row = operations.commission_evaluation(body=made.bodies[fact.body], said=said, today=day, who=secretary)
    if fact.handed_on is None:
        return
    handed = operations.hand_in_evaluation(
        evaluation=row, said=EvaluationSaid(fact.handed_on, fact.found), today=fact.handed_on, who=secretary
    )
    if fact.followed is not None:
        day, paragraph = fact.followed
        minutes = minuted(made, fact.body, day, paragraph, f"Vad utvärderingen leder till: {fact.title}")
        told = FollowUpSaid(fact.leads_to, minutes)
        operations.follow_evaluation(handed_in=handed, said=told, today=day, who=secretary)
