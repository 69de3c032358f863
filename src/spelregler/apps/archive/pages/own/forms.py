"""The file that an archive is brought in, and whose rows of one are read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import PlainForm, SearchForm

MOST_BYTES = 100 * 1024 * 1024
"""By a page; the program takes a larger one."""


class PlaceForm(SearchForm):
    """Whose rows."""

    plats = forms.CharField(label=_("Code of a unit or body"), max_length=60, required=False)


class BringForm(PlainForm):
    """An archive, as it was fetched."""

    file = forms.FileField(
        label=_("The archive"),
        help_text=_("A zip of at most 100 MB. A larger one is brought by the program: spelregler archive bring."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty. Choose another.")},
    )
