"""What is to be reviewed before it is disclosed is marked field by field, with its legal ground."""

from __future__ import annotations

from typing import TypeAlias

from django.db import transaction

from spelregler.apps.registry.models import CaseFile, Party, Record, RecordFile
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend
from spelregler.platform.errors import DomainError

Markable: TypeAlias = CaseFile | Party | Record | RecordFile
FIELDS: dict[type[Markable], tuple[str, ...]] = {
    CaseFile: ("title",),
    Party: ("name",),
    Record: ("subject", "correspondent"),
    RecordFile: ("file",),
}
"""What may be marked, of what."""


class MarkRefused(DomainError):
    """A mark is about one field, and names the law that it is to be reviewed by."""

    code = "mark-refused"


def mark(*, row: Markable, field: str, ground: str, who: Who) -> Markable:
    """The field is to be reviewed before it is disclosed, by the law that `ground` names; without one the mark ends.

    A mark decides nothing: whether something is given out is tried when somebody asks for it.

    Refuses with `MarkRefused` a field that cannot be marked.
    """
    if field not in FIELDS[type(row)]:
        raise MarkRefused(Words("That cannot be marked."), way=Words("Choose what is to be reviewed."), field="field")
    with transaction.atomic():
        held = type(row).objects.select_for_update().get(pk=row.pk)
        act = "mark-for-review" if ground.strip() else "end-mark"
        amend(held, to={f"{field}_ground": ground.strip()}, act=act, who=who, details={"field": field})
    return held
