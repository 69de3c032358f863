"""The checks on the governing documents themselves (MR-1, CP-1), and on those beside the policy (MR-52, CP-5)."""

from __future__ import annotations

from spelregler.apps.organisation.models import Department
from spelregler.apps.policy.models import DocumentVersion
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.findings import MUNICIPALITY, Scope
from spelregler.domain.period import Period
from spelregler.domain.policy import (
    MANAGER_POLICY,
    PERSONNEL_PROGRAMME,
    GoverningDocument,
    InForce,
    OwnReview,
    judge_beside_policy,
    judge_in_force,
)
from spelregler.domain.policy import DocumentVersion as Version
from spelregler.domain.roles import Role
from spelregler.domain.words import Words


def load_documents(load: Load) -> list[GoverningDocument]:
    """The document that the clause belongs to, in all its versions; one query."""
    document = load.package.document(load.package.clause(load.clause_id).document)
    rows = DocumentVersion.objects.filter(document=document.id, start__lte=load.as_of)
    versions = tuple(_version(each, load) for each in rows.order_by("start"))
    scope = Scope("document", document.id, document.title.sv)
    return [GoverningDocument(document=scope, owner=load.who[0], versions=versions)]


def load_programme(load: Load) -> list[GoverningDocument]:
    """The personnel policy programme, in all its versions; one query. HR enters it."""
    rows = DocumentVersion.objects.filter(document=PERSONNEL_PROGRAMME, start__lte=load.as_of)
    versions = tuple(_version(each, load) for each in rows.order_by("start"))
    return [GoverningDocument(document=MUNICIPALITY, owner=Role.HR, versions=versions)]


def load_manager_policies(load: Load) -> list[GoverningDocument]:
    """Each department on the day with its own manager policy, in all its versions; two queries."""
    found: dict[int | None, list[Version]] = {}
    rows = DocumentVersion.objects.filter(document=MANAGER_POLICY, start__lte=load.as_of)
    for each in rows.order_by("start"):
        found.setdefault(each.department_id, []).append(_version(each, load))
    return [
        GoverningDocument(
            document=Scope("department", each.code, each.name), owner=Role.FC, versions=tuple(found.get(each.pk, ()))
        )
        for each in Department.objects.on(load.as_of).order_by("name")
    ]


def _version(row: DocumentVersion, load: Load) -> Version:
    """A version as it was known on the day: a review that came later is not known yet."""
    is_reviewed = row.reviewed_on is not None and row.reviewed_on <= load.as_of
    return Version(
        label=row.version,
        in_force=Period(row.start, row.end),
        body=row.adopted_by,
        decided_on=row.adopted_on,
        paragraph=f"§ {row.paragraph.removeprefix('§').strip()}" if row.paragraph else "",
        reviewed_on=row.reviewed_on if is_reviewed else None,
        review_by=row.review_by,
    )


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
registry.register(
    Check(
        name="policy.programme_in_force",
        title=Words("The personnel policy programme is in force and reviewed"),
        formula=Words(
            "One version of the programme in force; last review + limit in years, or the set day, ≥ the day."
        ),
        scope_kinds=("municipality",),
        load=load_programme,
        judge=judge_beside_policy,
        reads=("policy.documentversion",),
        parameters=OwnReview,
    )
)
registry.register(
    Check(
        name="policy.manager_policies_in_force",
        title=Words("Each department's own manager policy is in force and reviewed"),
        formula=Words(
            "One version of the department's own manager policy in force; last review + limit in years, or the set "
            "day, ≥ the day."
        ),
        scope_kinds=("department",),
        load=load_manager_policies,
        judge=judge_beside_policy,
        reads=("policy.documentversion", "organisation.department"),
        parameters=OwnReview,
    )
)
