"""The demo's internal control, as those who prepare it and the secretary entered it."""

from __future__ import annotations

from datetime import date

from spelregler.apps.control import operations
from spelregler.apps.control.models import Control, Deviation
from spelregler.apps.control.operations import ActionSaid, ControlSaid, ResultSaid
from spelregler.demo.build_delegation import minuted
from spelregler.demo.control import PLANS, ControlFact, PlanFact
from spelregler.demo.made import Made


def build_control(made: Made) -> None:
    """The plans with their risks and controls; then what the controls found, and what was done."""
    for fact in PLANS:
        for control, said in _plan(made, fact):
            _carried_out(made, control, said)


def _plan(made: Made, fact: PlanFact) -> list[tuple[Control, ControlFact]]:
    secretary, found = made.who("namndsekreterare", "SE"), []
    plan = operations.begin_plan(body=made.bodies[fact.body], year=fact.year, begin_with=None, who=secretary)
    for each in fact.risks:
        risk = operations.put_risk(
            plan=plan,
            title=each.title,
            likelihood=each.likelihood,
            consequence=each.consequence,
            was=None,
            who=secretary,
        )
        for tried in each.controls:
            said = ControlSaid(tried.title, "", made.posts[tried.owner], tried.due_on)
            found.append((operations.put_control(risk=risk, said=said, was=None, who=secretary), tried))
    if fact.decided:
        day, paragraph = fact.decided
        minutes = minuted(made, fact.body, day, paragraph, f"Plan för intern kontroll {fact.year}")
        operations.decide_plan(plan=plan, minutes=minutes, today=day, who=secretary)
        for control, _said in found:
            control.risk.plan.refresh_from_db()
    return found


def _carried_out(made: Made, control: Control, said: ControlFact) -> None:
    if said.held_on is None:
        return
    who, owner = made.who(said.owner, "FC"), made.posts[said.owner]
    action = ActionSaid(said.action, owner, said.action_due) if said.action else None
    result = ResultSaid(said.held_on, said.found, action=action)
    operations.record_result(control=control, said=result, today=said.held_on, who=who)
    closed: date | None = said.closed_on
    if closed is not None:
        deviation = Deviation.objects.get(result__control=control)
        operations.close_deviation(deviation=deviation, closed_with=said.action, on=closed, who=who)
