"""What is searched for in an order, and how a new version is begun."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.versions import VersionForm
from spelregler.platform.forms import SearchForm, WordsField


class OrderSearch(SearchForm):
    """Some words of the types of decisions."""

    q = WordsField(label=_("Words in the order"), max_length=80)


class NewVersionForm(VersionForm):
    """The decision that gave the version, the first day on which it holds, and whether it begins with today's rows."""

    begins_with = forms.BooleanField(label=_("Begin with the rows of the order in force"), required=False, initial=True)
