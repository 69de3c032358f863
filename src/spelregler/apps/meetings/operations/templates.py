"""A Word template is brought and tried, used for what is made from then on, and retired."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from spelregler.apps.meetings.files.template_fields import LINES, PARTS
from spelregler.apps.meetings.models import WordTemplate
from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.documents import TemplateRefused, must_be_template
from spelregler.platform.attachments.store import bring
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError

LONGEST_READ = 4 * 1024**2


class WordTemplateRefused(DomainError):
    """A template is a Word document whose fields can all be filled in, and is seen before it is used."""

    code = "word-template-refused"


def bring_template(*, kind: str, file: UploadedFile[Any] | None, on: date, who: Who) -> WordTemplate:
    """A template that waits to be looked at. Nothing is made in it yet; one that waited before is retired.

    Refuses with `WordTemplateRefused` no file, and one that is no template: an unknown field is told by its name; with
    `AttachmentRefused` or `ScanRefused` a file that is not kept.
    """
    if file is None:
        raise _refused(Words("There is no file."), Words("Choose the template."))
    data = file.read(LONGEST_READ)
    file.seek(0)
    try:
        must_be_template(data, lines=LINES[kind], parts=PARTS[kind])
    except TemplateRefused as refused:
        raise _refused(refused.words, refused.way) from refused
    brought = bring(file)
    with transaction.atomic():
        lock_audit_chain()
        _retire(kind, is_used=False, on=on, who=who)
        attachment = brought.row(on=on)
        store(attachment, act="attach-file", who=who)
        row = WordTemplate(kind=kind, file=attachment, brought_on=on)
        store(row, act="bring-word-template", who=who, details={"file": brought.name})
    return row


def use_template(*, template: WordTemplate, on: date, who: Who) -> None:
    """Documents of the kind are made in it from now on; the one before is retired.

    Refuses with `WordTemplateRefused` one that is used or retired.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _held(template)
        if held.used_from is not None or held.retired_on is not None:
            raise _refused(Words("The template is used already, or retired."), Words("Bring it again."))
        _retire(held.kind, is_used=True, on=on, who=who)
        amend(held, to={"used_from": on}, act="use-word-template", who=who)


def retire_template(*, template: WordTemplate, on: date, who: Who) -> None:
    """Nothing more is made in it. Where none is used, documents have the product's own layout.

    Refuses with `WordTemplateRefused` one that is retired.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _held(template)
        if held.retired_on is not None:
            raise _refused(Words("The template is retired."), Words("Bring it again."))
        amend(held, to={"retired_on": on}, act="retire-word-template", who=who)


def _held(template: WordTemplate) -> WordTemplate:
    return WordTemplate.objects.select_for_update(of=("self",)).select_related("file").get(pk=template.pk)


def _retire(kind: str, *, is_used: bool, on: date, who: Who) -> None:
    """The one of the kind that is used, or that waits."""
    for each in WordTemplate.objects.filter(kind=kind, used_from__isnull=not is_used, retired_on__isnull=True):
        amend(each, to={"retired_on": on}, act="retire-word-template", who=who)


def _refused(words: Bilingual, way: Bilingual) -> WordTemplateRefused:
    return WordTemplateRefused(words, way=way, field="file")
