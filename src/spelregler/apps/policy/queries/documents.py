"""The register of governing documents. Reads only."""

from __future__ import annotations

from datetime import date

from spelregler.apps.organisation.models import Body
from spelregler.apps.policy.models import DocumentVersion, LocalRule
from spelregler.domain.policy import BESIDE_POLICY, MANAGER_POLICY


def document_versions(*, as_of: date) -> dict[str, DocumentVersion]:
    """The policy documents in force on the day, by document id; not those beside the policy. One query."""
    rows = DocumentVersion.objects.on(as_of).exclude(document__in=BESIDE_POLICY)
    return {each.document: each for each in rows.order_by("start")}


def versions_of(*, document: str, as_of: date) -> list[DocumentVersion]:
    """A document's versions that have begun to hold by the day, the latest first. One query."""
    return list(DocumentVersion.objects.filter(document=document, start__lte=as_of).order_by("-start"))


def version_by_pk(*, pk: int) -> DocumentVersion | None:
    """One version of a document, with its department where it is a department's own."""
    return DocumentVersion.objects.select_related("department__body").filter(pk=pk).first()


def versions_beside(*, as_of: date) -> list[DocumentVersion]:
    """The documents beside the policy, in every version that has begun to hold by the day, the latest first.

    A handful for each department, over all years. One query.
    """
    rows = DocumentVersion.objects.filter(document__in=BESIDE_POLICY, start__lte=as_of)
    return list(rows.select_related("department").order_by("-start", "-pk"))


def own_policy_on(*, department: str, as_of: date) -> DocumentVersion | None:
    """The version of the department's own manager policy that holds on the day. One query."""
    rows = DocumentVersion.objects.on(as_of).filter(document=MANAGER_POLICY, department__code=department)
    return rows.select_related("department__body").order_by("-start").first()


def local_rules_of(version: DocumentVersion, *, as_of: date) -> dict[str, LocalRule]:
    """What the version says of rules of the central policy, by rule, as far as it was written by the day. One query."""
    rows = LocalRule.objects.filter(version=version, written_on__lte=as_of).exclude(text="")
    return {each.clause: each for each in rows.order_by("clause")}


def body_names() -> list[str]:
    """The names of the bodies that may have decided a document, also those that are no more."""
    return list(Body.objects.exclude(kind=Body.Kind.AUDITORS).order_by("name").values_list("name", flat=True))
