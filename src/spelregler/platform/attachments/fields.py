"""The field that a file is attached in. What may be kept is said by the store when the form is carried out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.exchange.attached import KINDS


class AttachedField(forms.FileField):
    """A file of a kind that may be attached. Without one it is None."""

    def __init__(self, **more: Any) -> None:
        accept = ",".join(f".{each}" for each in KINDS)
        said = {"empty": gettext_lazy("The file is empty. Choose another.")}
        super().__init__(widget=forms.FileInput(attrs={"accept": accept}), error_messages=said, **more)
