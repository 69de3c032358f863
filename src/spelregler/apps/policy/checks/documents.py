"""The check on the governing documents themselves (MR-1, CP-1)."""

from __future__ import annotations

from spelregler.apps.policy.models import DocumentVersion
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.findings import Scope
from spelregler.domain.period import Period
from spelregler.domain.policy import DocumentVersion as Version
from spelregler.domain.policy import GoverningDocument, InForce, judge_in_force
from spelregler.domain.words import Words


def load_documents(load: Load) -> list[GoverningDocument]:
    """The document that the clause belongs to, in all its versions; one query."""
    document = load.package.document(load.package.clause(load.clause_id).document)
    versions = tuple(
        Version(
            label=each.version,
            in_force=Period(each.start, each.end),
            body=each.adopted_by,
            decided_on=each.adopted_on,
            paragraph=f"§ {each.paragraph.removeprefix('§').strip()}" if each.paragraph else "",
            reviewed_on=each.reviewed_on if each.reviewed_on and each.reviewed_on <= load.as_of else None,
        )
        for each in DocumentVersion.objects.filter(document=document.id, start__lte=load.as_of).order_by("start")
    )
    scope = Scope("document", document.id, document.title.sv)
    return [GoverningDocument(document=scope, owner=load.who[0], versions=versions)]


registry.register(
    Check(
        name="policy.in_force",
        title=Words("The document is in force and reviewed"),
        formula=Words("Exactly one version in force, with body, date and §; last review + limit in years ≥ the day."),
        scope_kinds=("document",),
        load=load_documents,
        judge=judge_in_force,
        reads=("policy.documentversion",),
        parameters=InForce,
    )
)
