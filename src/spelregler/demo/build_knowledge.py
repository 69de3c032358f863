"""Who knows the policy in the demo, as those who lead it recorded it."""

from __future__ import annotations

from spelregler.apps.knowledge.operations import Informed, record_information
from spelregler.demo.knowledge import INFORMATION
from spelregler.demo.made import Made
from spelregler.demo.people import manager_post


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
