"""A Word template for the notice or the minutes is brought and tried. It is used and retired as in every room."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from spelregler.apps.meetings.files.template_fields import LINES, PARTS
from spelregler.apps.meetings.models import WordTemplate
from spelregler.exchange.documents import must_be_template
from spelregler.platform import own_templates
from spelregler.platform.audit.operations import Who


def bring_template(*, kind: str, file: UploadedFile[Any] | None, on: date, who: Who) -> WordTemplate:
    """A template that waits to be looked at. Nothing is made in it yet; one that waited before is retired.

    Refuses with `WordTemplateRefused` no file, and one that is no template: an unknown field is told by its name; with
    `AttachmentRefused` or `ScanRefused` a file that is not kept.
    """

    def must(data: bytes) -> None:
        must_be_template(data, lines=LINES[kind], parts=PARTS[kind])

    return own_templates.bring_template(WordTemplate, kind=kind, file=file, must=must, on=on, who=who)
