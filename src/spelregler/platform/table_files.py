"""Tables as files on the pages: the field that one is chosen in, how large it may be, and how one is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from spelregler.exchange.sheets import Form, SheetRefused, refuse_other_kinds
from spelregler.exchange.sie import SieError
from spelregler.platform.forms import language_of_reader

MOST_BYTES = 20 * 1024 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: dict[str, tuple[Form, str]] = {"xlsx": ("xlsx", XLSX), "csv": ("csv", "text/csv; charset=utf-8")}
LOOKED_AT = 4096
"""So many bytes tell which kind of file it is."""


class SentFileField(forms.FileField):
    """A file. A wrong kind is told at the field, by its first bytes; how large it may be, `uploads.keep` says."""

    def __init__(self, *, accept: str, refuse: Callable[[str, bytes], None], **more: Any) -> None:
        self.refuse = refuse
        said = {"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty. Choose another.")}
        super().__init__(widget=forms.FileInput(attrs={"accept": accept}), error_messages=said, **more)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[Any]:
        """The file, set to its first byte."""
        file: UploadedFile[Any] = super().clean(data, initial)
        start = file.read(LOOKED_AT)
        file.seek(0)
        try:
            self.refuse(file.name or "", start)
        except (SheetRefused, SieError) as refused:
            raise ValidationError(refused.text(language_of_reader())) from refused
        return file


class TableField(SentFileField):
    """A table: an Excel workbook or CSV."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", gettext_lazy("File"))
        super().__init__(accept=".xlsx,.csv,.txt", refuse=lambda _name, start: refuse_other_kinds(start), **more)


def as_file(data: bytes, name: str) -> HttpResponse:
    """A table to save, in the form that its name ends with."""
    _form, content_type = FORMS[name.rpartition(".")[2]]
    return HttpResponse(
        data, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
