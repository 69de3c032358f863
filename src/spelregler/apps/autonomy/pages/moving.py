"""Money moved between a unit's own lines: the form and the act, the same on both pages where it is done (MR-38)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.autonomy.pages.line_rows import LineRow, line_rows, moved_words
from spelregler.apps.autonomy.pages.shared import own_frame
from spelregler.apps.autonomy.queries import interventions
from spelregler.apps.frames import operations
from spelregler.apps.frames.queries import unit_money
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.forms import PlainForm, TkrField
from spelregler.ui import formatting


class MoveForm(PlainForm):
    """From which of the unit's own lines, to which, how much and what for (MR-38)."""

    from_line = forms.ChoiceField(label=gettext_lazy("From line"))
    to_line = forms.ChoiceField(label=gettext_lazy("To line"))
    amount = TkrField(label=gettext_lazy("Amount, tkr"))
    reason = forms.CharField(label=gettext_lazy("What for"), max_length=200, required=False)

    def __init__(self, *args: Any, lines: Iterable[LineRow], language: str, **more: Any) -> None:
        super().__init__(*args, auto_id="move-%s", **more)
        offered = [
            (str(each.number), f"{each.label}, {formatting.money(each.amount, language, exact=True)}") for each in lines
        ]
        for name in ("from_line", "to_line"):
            self.offer(name, offered)
        self.fields["to_line"].initial = offered[-1][0] if offered else None


def move_sent(request: Request, place: UnitPlace) -> tuple[MoveForm, str]:
    """The form as it was sent, and what is told where the money is moved; no words where it is not."""
    acting_role, frame = request.acting_role, own_frame(request, place.code)
    lines = {str(each.number): each for each in unit_money.lines_of(unit_frame=frame)}
    form = MoveForm(request.POST, lines=line_rows(lines.values()), language=acting_role.language)
    words: list[str] = []

    def act(said: dict[str, Any]) -> None:
        made = operations.move_between_lines(
            unit_frame=frame,
            from_line=lines[said["from_line"]],
            to_line=lines[said["to_line"]],
            amount_ore=said["amount"].ore,
            reason=said["reason"],
            moved_on=acting_role.today,
            who=acting_role.who,
            intervention_limits=interventions.limit_on_money_moves(unit=place.code, as_of=acting_role.today),
        )
        words.append(moved_words(made, acting_role.language))

    form.carried_out(act)
    return form, "".join(words)
