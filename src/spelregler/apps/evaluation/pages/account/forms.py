"""The board's own answer in the account."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from spelregler.apps.evaluation.models.yearly import LONGEST
from spelregler.platform.forms import LongField, PlainForm


class AnswerForm(PlainForm):
    """What the board makes of the evaluations."""

    text = LongField(
        label=_("What does the board conclude?"),
        help_text=_("What the evaluations show together, and what the board does about it. Write no names."),
        rows=8,
        max_length=LONGEST,
    )
