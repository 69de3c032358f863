"""A report's own template, or the mark, is brought and tried. It is used and retired as in every room."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from spelregler.apps.followup.files.template_fields import LINES, PARTS, SECTIONS
from spelregler.apps.followup.models import ReportTemplate
from spelregler.exchange.documents import must_be_mark, must_be_template
from spelregler.platform import own_templates
from spelregler.platform.audit.operations import Who


def bring_report_template(*, kind: str, file: UploadedFile[Any] | None, on: date, who: Who) -> ReportTemplate:
    """A template or a mark that waits to be looked at; one that waited before is retired.

    Refuses with `WordTemplateRefused` no file, one that is no template (an unknown field is told by its name and
    place) or has no place for what is written, and a mark that is no PNG or JPEG of at most 300 kB; with
    `AttachmentRefused` or `ScanRefused` a file that is not kept.
    """

    def must(data: bytes) -> None:
        if kind == ReportTemplate.Kind.LOGO:
            must_be_mark(data)
        else:
            must_be_template(data, lines=LINES[kind], parts=PARTS, rich=PARTS, needed=(SECTIONS,))

    return own_templates.bring_template(ReportTemplate, kind=kind, file=file, must=must, on=on, who=who)
