"""Whether the elected and the officials talk with each other (MR-22)."""

from __future__ import annotations

from spelregler.apps.followup.models import Dialogue
from spelregler.apps.followup.queries.dialogues import bodies_talking
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.dialogues import BodyDialogues, DialoguesHeld, judge_dialogues_held
from spelregler.domain.findings import Scope
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

# A dialogue is a body's; it touches no unit.
belongs(Dialogue, beside=lambda _keys: ())


def load_dialogues(load: Load) -> list[BodyDialogues]:
    """The executive board and every committee with its dialogues. Two queries."""
    return [BodyDialogues(Scope("committee", body.code, body.name), days) for body, days in load.once(bodies_talking)]


registry.register(
    Check(
        name="followup.dialogues_held",
        title=Words("Politics and officials talk with each other"),
        formula=Words("Results and budget dialogues of the body in the past 365 days ≥ the times a year."),
        scope_kinds=("committee",),
        load=load_dialogues,
        judge=judge_dialogues_held,
        reads=("followup.dialogue", "organisation.body"),
        parameters=DialoguesHeld,
    )
)
