"""A package's files as they are sent, and a file of it as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from spelregler.apps.policy.pages.drafting.shared import SeenForm
from spelregler.apps.policy.pages.packages.forms import CopyForm
from spelregler.exchange import limits
from spelregler.exchange.package.packed import MOST_SENT, TAKEN, PackedRefused, Unpacked, unpacked
from spelregler.platform.forms import LongField, language_of_reader

MOST_FILES = 20


class _SeveralFiles(forms.FileInput):
    """Files are chosen several at once."""

    allow_multiple_selected = True


class PackageFilesField(forms.FileField):
    """The files of a package, or a zip of them; what they are together is told at the field."""

    def __init__(self, **more: Any) -> None:
        said = {"required": _("Choose the files."), "empty": _("The file is empty. Choose another.")}
        accept = ".zip,.yaml,.cedar,.cedarschema"
        super().__init__(
            widget=_SeveralFiles(attrs={"accept": accept, "multiple": True}),
            label=_("The package's files, or a zip of them"),
            help_text=", ".join(TAKEN[:-1]),
            error_messages=said,
            **more,
        )

    def clean(self, data: Any, initial: Any = None) -> Unpacked:
        """What is a package's among what was sent."""
        files: Sequence[UploadedFile[Any]] = [
            super(PackageFilesField, self).clean(each, initial) for each in (data or [None])
        ]
        if len(files) > MOST_FILES or sum(each.size or 0 for each in files) > MOST_SENT:
            raise ValidationError(_("That is more than a package holds. Choose the files of one package."))
        try:
            return unpacked([(each.name or "", each.read()) for each in files])
        except PackedRefused as refused:
            language = language_of_reader()
            raise ValidationError(f"{refused.words.text(language)} {refused.way.text(language)}") from refused


class BringForm(CopyForm):
    """A package from files, under a name of its own."""

    chosen = PackageFilesField()


class BringAnewForm(SeenForm):
    """Files that take the place of those of a package."""

    chosen = PackageFilesField()


class FileTextForm(SeenForm):
    """One file of the package, as text."""

    text = LongField(label=_("The file"), rows=30, max_length=limits.PACKAGE_FILE, strip=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].widget.attrs.update({"class": "ds-input lines file", "spellcheck": "false"})

    @property
    def written(self) -> str:
        """What was typed, with the ends of lines that a file has; a browser sends others."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")
