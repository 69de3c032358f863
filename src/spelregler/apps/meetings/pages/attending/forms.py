"""Who was at a meeting, as the secretary marks it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.meetings.models import Attendance
from spelregler.apps.meetings.operations import Attended
from spelregler.apps.organisation.models import Membership
from spelregler.platform.forms import LongField, PlainForm


class AttendanceForm(PlainForm):
    """Those who were there, from afar, who led, and who adjust. Who serves follows from the order of call-in."""

    present = forms.MultipleChoiceField(
        label=gettext_lazy("Who was there?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    remote = forms.MultipleChoiceField(
        label=gettext_lazy("From afar"), widget=forms.CheckboxSelectMultiple, required=False
    )
    leads = forms.ChoiceField(label=gettext_lazy("Who led the meeting?"), required=False)
    adjusters = forms.MultipleChoiceField(
        label=gettext_lazy("Who adjusts beside them?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = LongField(
        label=gettext_lazy("Others who were there"),
        rows=2,
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Officials and others, by their posts. They neither move nor vote."),
    )

    def __init__(
        self, *args: Any, places: Sequence[Membership], held: Iterable[Attendance], others: str, **more: Any
    ) -> None:
        rows = list(held)
        initial = {
            "present": [str(each.membership_id) for each in rows]
            or [str(each.pk) for each in places if not each.seat.is_substitute],
            "remote": [str(each.membership_id) for each in rows if each.is_remote],
            "leads": next((str(each.membership_id) for each in rows if each.leads), _chair(places)),
            "adjusters": [str(each.membership_id) for each in rows if each.adjusts],
            "others": others,
        }
        super().__init__(*args, initial=initial, **more)
        self.named = [(str(each.pk), _called(each)) for each in places]
        for name in ("present", "remote", "adjusters"):
            self.offer(name, self.named)
        self.offer("leads", [("", "–"), *self.named])

    @property
    def marked(self) -> list[BoundField]:
        """The fields whose boxes stand in the table."""
        return [self[name] for name in ("present", "remote", "adjusters")]

    @property
    def rows(self) -> list[tuple[str, list[BoundWidget]]]:
        """Each of those who have a place, with the boxes for there, from afar and adjusts."""
        columns = [self.boxes(name) for name in ("present", "remote", "adjusters")]
        return [(name, [boxes[key] for boxes in columns]) for key, name in self.named]

    @property
    def said(self) -> Attended:
        """What was marked."""
        told = self.cleaned_data
        return Attended(
            present=[int(each) for each in told["present"]],
            remote=[int(each) for each in told["remote"]],
            leads=int(told["leads"]) if told["leads"] else None,
            adjusters=[int(each) for each in told["adjusters"]],
            others=told["others"],
        )


def _called(place: Membership) -> str:
    if place.seat.is_substitute:
        return _("%(name)s, substitute %(number)d") % {"name": place.person.name, "number": place.order}
    if place.function == Membership.Function.CHAIR:
        return _("%(name)s, chair") % {"name": place.person.name}
    return place.person.name


def _chair(places: Sequence[Membership]) -> str:
    return next((str(each.pk) for each in places if each.function == Membership.Function.CHAIR), "")
