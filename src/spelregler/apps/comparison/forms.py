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
from spelregler.platform.forms import PlainForm, SearchForm, WordsField


class CatalogueSearch(SearchForm):
    """Which key figures of Kolada's."""

    q = WordsField(label=_("Words or id"), max_length=200)


class GroupSearch(SearchForm):
    """With which municipalities the figures are compared."""

    grupp = forms.ChoiceField(label=_("Compare with"))

    def __init__(self, *args: Any, groups: Sequence[GroupChoice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.groups = groups
        named: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
        for each in groups:
            named[each.is_own].append((each.kolada_id, each.title))
        parts = ((_("Municipalities like ours"), named[True]), (_("Other groups that we belong to"), named[False]))
        chosen_for_each = ("", _("The group chosen for each key figure"))
        self.offer("grupp", [chosen_for_each, *((words, some) for words, some in parts if some)])


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
