"""The form in which a key figure is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spelregler.apps.comparison.presenters import directions
from spelregler.apps.comparison.queries.followed import GroupChoice
from spelregler.domain.comparison import Direction
from spelregler.platform.forms import PlainForm


class FollowForm(PlainForm):
    """Which way is good for a key figure, and with whom it is compared (MR-30)."""

    kpi = forms.CharField(widget=forms.HiddenInput, max_length=20)
    direction = forms.ChoiceField(label=_("Which way is good?"), initial=Direction.NONE)
    group = forms.ChoiceField(label=_("Reference group"), required=False)

    def __init__(self, *args: Any, groups: Sequence[GroupChoice] = (), title: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        if title:  # one of several forms on a page
            self.fields["direction"].label = gettext("Which way is good for %(title)s?") % {"title": title}
        self.offer("direction", directions())
        self.offer("group", [("", _("The general one")), *((each.kolada_id, each.title) for each in groups)])

    def clean_group(self) -> str | None:
        """None keeps the group that was chosen: where a key figure is found, none is asked about."""
        return str(self.cleaned_data["group"]) if "group" in self.data else None
