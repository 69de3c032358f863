"""The municipality's own templates, the same in every room: brought and tried, looked at, used from a day, and retired.

A room has the rows in a table of its own (`OwnTemplate`), and says which fields each kind may have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Q

from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.documents import Block, Field, Paragraph, TemplateRefused
from spelregler.platform.attachments.models import Attachment
from spelregler.platform.attachments.store import bring
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError, NotVisible

LONGEST_READ = 4 * 1024**2


class OwnTemplate(models.Model):
    """A template for one kind of document: brought, looked at, used from a day, and retired on another.

    One of a kind is used at a time, and one waits. What was made before it looks as it did then.
    """

    kind = models.CharField(max_length=10)
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    brought_on = models.DateField()
    used_from = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(used_from__isnull=False, retired_on__isnull=True),
                name="%(app_label)s_one_template_used",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(used_from__isnull=True, retired_on__isnull=True),
                name="%(app_label)s_one_template_waits",
            ),
        ]

    def __str__(self) -> str:
        return str(self.file)


Kept = TypeVar("Kept", bound=OwnTemplate)


class WordTemplateRefused(DomainError):
    """A template is a document whose fields can all be filled in, and is seen before it is used."""

    code = "word-template-refused"


def templates_now(model: type[Kept]) -> list[Kept]:
    """Those used and those that wait, by kind; at most two of each. One query."""
    rows = model._default_manager.filter(retired_on__isnull=True).select_related("file")
    return list(rows.order_by("kind", "pk"))


def template_used(model: type[Kept], kind: str) -> Kept | None:
    """What documents of the kind are made in; None for the product's own layout. One query."""
    return templates_used(model).get(kind)


def templates_used(model: type[Kept]) -> dict[str, Kept]:
    """What documents are made in, by their kind. One query."""
    rows = model._default_manager.filter(used_from__isnull=False, retired_on__isnull=True).select_related("file")
    return {each.kind: each for each in rows}


def template_by_pk(model: type[Kept], pk: int) -> Kept:
    """The template with its file. Refuses with `NotVisible` a number that none has. One query."""
    found = model._default_manager.select_related("file").filter(pk=pk).first()
    if found is None:
        raise NotVisible(Words("There is no such template."), way=Words("Go to Templates and choose there."))
    return found


def bring_template(
    model: type[Kept],
    *,
    kind: str,
    file: UploadedFile[Any] | None,
    must: Callable[[bytes], None],
    on: date,
    who: Who,
) -> Kept:
    """A template that waits to be looked at. Nothing is made in it yet; one that waited before is retired.

    `must` refuses with `TemplateRefused` what is none of the kind.

    Refuses with `WordTemplateRefused` no file, and one that is no template: an unknown field is told by its name; with
    `AttachmentRefused` or `ScanRefused` a file that is not kept.
    """
    if file is None:
        raise _refused(Words("There is no file."), Words("Choose the template."))
    data = file.read(LONGEST_READ)
    file.seek(0)
    try:
        must(data)
    except TemplateRefused as refused:
        raise _refused(refused.words, refused.way) from refused
    brought = bring(file)
    with transaction.atomic():
        lock_audit_chain()
        _retire(model, kind, is_used=False, on=on, who=who)
        attachment = brought.row(on=on)
        store(attachment, act="attach-file", who=who)
        row = model(kind=kind, file=attachment, brought_on=on)
        store(row, act="bring-word-template", who=who, details={"file": brought.name})
    return row


def use_template(template: OwnTemplate, *, on: date, who: Who) -> None:
    """Documents of the kind are made in it from now on; the one before is retired.

    Refuses with `WordTemplateRefused` one that is used or retired.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _held(template)
        if held.used_from is not None or held.retired_on is not None:
            raise _refused(Words("The template is used already, or retired."), Words("Bring it again."))
        _retire(type(held), held.kind, is_used=True, on=on, who=who)
        amend(held, to={"used_from": on}, act="use-word-template", who=who)


def retire_template(template: OwnTemplate, *, on: date, who: Who) -> None:
    """Nothing more is made in it. Where none is used, documents have the product's own layout.

    Refuses with `WordTemplateRefused` one that is retired.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _held(template)
        if held.retired_on is not None:
            raise _refused(Words("The template is retired."), Words("Bring it again."))
        amend(held, to={"retired_on": on}, act="retire-word-template", who=who)


def fields_of(lines: Mapping[str, str], parts: Mapping[str, Sequence[Block]], *, is_rich: bool = False) -> list[Field]:
    """What the fields of a template are filled with."""
    return [
        *(Field(name, [Paragraph(text)]) for name, text in lines.items()),
        *(Field(name, list(blocks), is_part=True, is_rich=is_rich) for name, blocks in parts.items()),
    ]


def _held(template: Kept) -> Kept:
    rows = type(template)._default_manager.select_for_update(of=("self",)).select_related("file")
    return rows.get(pk=template.pk)


def _retire(model: type[OwnTemplate], kind: str, *, is_used: bool, on: date, who: Who) -> None:
    """The one of the kind that is used, or that waits."""
    rows = model._default_manager.filter(kind=kind, used_from__isnull=not is_used, retired_on__isnull=True)
    for each in rows:
        amend(each, to={"retired_on": on}, act="retire-word-template", who=who)


def _refused(words: Bilingual, way: Bilingual) -> WordTemplateRefused:
    return WordTemplateRefused(words, way=way, field="file")
