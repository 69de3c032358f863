"""What the demo's bodies have delegated, and what has been decided by it, as the secretary entered it."""

from __future__ import annotations

from datetime import date

from spelregler.apps.decisions.models import Decision, Origin
from spelregler.apps.decisions.operations import Minutes, record_decision
from spelregler.apps.delegation.operations import DecidedSaid, bring_order, record_delegated, tell_body
from spelregler.demo.delegation import DECIDED, ORDERS
from spelregler.demo.made import Made


def build_delegation(made: Made) -> None:
    """The orders with their versions; then each decision, and the meetings that some were told at."""
    secretary = made.who("namndsekreterare", "SE")
    for order in ORDERS:
        bring_order(
            body=made.bodies[order.body],
            minutes=minuted(made, order.body, order.decided_on, order.paragraph, "Delegationsordning"),
            start=order.start,
            rows=order.rows,
            today=order.start,
            who=secretary,
        )
    meetings = {}
    for fact in DECIDED:
        said = DecidedSaid(
            fact.code,
            made.posts[fact.post],
            made.persons[made.holders[fact.post]],
            fact.decided_on,
            fact.subject,
            fact.reference,
        )
        record_delegated(body=made.bodies[fact.body], said=said, today=fact.decided_on, role="SE", who=secretary)
        if fact.told:
            meetings[fact.told] = fact.body
    for (day, paragraph), body in meetings.items():
        meeting = minuted(made, body, day, paragraph, "Anmälan av delegationsbeslut")
        tell_body(body=made.bodies[body], minutes=meeting, today=day, who=secretary)


def minuted(made: Made, body: str, day: date, paragraph: str, title: str) -> Minutes:
    """A decision that is made up, entered before the room takes it."""
    made_up = record_decision(
        body=made.bodies[body],
        decided_on=day,
        paragraph=paragraph,
        title=title,
        text=f"{title}.",
        kind=Decision.Kind.OTHER,
        origin=Origin.INVENTED,
        who=made.who("namndsekreterare", "SE"),
    )
    return Minutes(day, paragraph, meant=made_up.pk)
