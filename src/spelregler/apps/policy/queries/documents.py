"""The register of governing documents. Reads only."""

from __future__ import annotations

from datetime import date

from spelregler.apps.organisation.models import Body
from spelregler.apps.policy.models import DocumentVersion


def document_versions(*, as_of: date) -> dict[str, DocumentVersion]:
    """The policy documents in force on the day, by document id. One query."""
    return {each.document: each for each in DocumentVersion.objects.on(as_of).order_by("start")}


def versions_of(*, document: str, as_of: date) -> list[DocumentVersion]:
    """A document's versions that have begun to hold by the day, the latest first. One query."""
    return list(DocumentVersion.objects.filter(document=document, start__lte=as_of).order_by("-start"))


def version_by_pk(*, pk: int) -> DocumentVersion | None:
    """One version of a document."""
    return DocumentVersion.objects.filter(pk=pk).first()


def body_names() -> list[str]:
    """The names of the bodies that may have decided a document, also those that are no more."""
    return list(Body.objects.exclude(kind=Body.Kind.AUDITORS).order_by("name").values_list("name", flat=True))
