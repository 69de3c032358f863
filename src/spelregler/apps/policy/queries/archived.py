"""What an archive holds of this room: packages with their files, documents and answers, a row at a time. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import F

from spelregler.apps.decisions.queries.archived import decision_told
from spelregler.apps.policy.models import Adoption, DocumentVersion, Finding, LocalRule
from spelregler.apps.policy.packages.in_force import NoPackageInForce, digest_in, folder_adopted
from spelregler.exchange.archive import Row, iso
from spelregler.exchange.package.packed import TAKEN, files_in

AT_ONCE = 2_000


def adoption_rows() -> Iterator[Row]:
    """Every adoption, the first first. `is_lacking` where its files are gone. One query."""
    for each in Adoption.objects.select_related("decision__body").order_by("start", "pk"):
        yield {
            "package": each.package,
            "version": each.version,
            "digest": each.digest,
            "base": each.base,
            "start": each.start.isoformat(),
            "end": iso(each.end),
            "decision": decision_told(each.decision),
            "is_lacking": _folder_of(each) is None,
        }


def adopted_files() -> Iterator[tuple[str, dict[str, bytes]]]:
    """The files of each package that was adopted, by digest; none of one whose files are gone. One query."""
    found = {each.digest: each for each in Adoption.objects.order_by("digest", "pk")}
    for digest, adoption in found.items():
        folder = _folder_of(adoption)
        yield digest, {name: data for name, data in files_in(folder).items() if name in TAKEN} if folder else {}


def _folder_of(adoption: Adoption) -> Path | None:
    """Where the files lie as they were decided. Those that have become others since are none of the decision's."""
    try:
        folder = folder_adopted(adoption)
    except NoPackageInForce:
        return None
    return folder if digest_in(folder) == adoption.digest else None


def document_rows() -> Iterator[Row]:
    """Every version of the governing documents, with what a department's own says rule by rule. Two queries."""
    rules: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for rule in LocalRule.objects.order_by("version", "clause"):
        rules[rule.version_id].append(
            {
                "clause": rule.clause,
                "text": rule.text,
                "written_on": rule.written_on.isoformat(),
                "stated_on": iso(rule.stated_on),
                "stated_role": rule.stated_role,
            }
        )
    rows = DocumentVersion.objects.select_related("department").order_by("document", "department__code", "start", "pk")
    for each in rows:
        yield {
            "document": each.document,
            "title": each.title,
            "version": each.version,
            "adopted_by": each.adopted_by,
            "adopted_on": iso(each.adopted_on),
            "paragraph": each.paragraph,
            "reviewed_on": iso(each.reviewed_on),
            "review_by": iso(each.review_by),
            "owner": each.owner,
            "department": each.department.code if each.department else "",
            "start": each.start.isoformat(),
            "end": iso(each.end),
            "rules": rules[each.pk],
        }


def clauses_answered() -> list[str]:
    """The rules that have been answered, in order. One query."""
    return sorted(Finding.objects.order_by().values_list("clause", flat=True).distinct())


def answers_in_all() -> int:
    """How many answers there are about all rules. One query."""
    return Finding.objects.count()


def answer_rows(clause: str) -> Iterator[Row]:
    """Every answer about a rule, the first first, fetched 2 000 at a time. One query."""
    rows = Finding.objects.filter(clause=clause).order_by("seen_from", "scope_kind", "scope", F("seen_to").asc(), "pk")
    for each in rows.iterator(chunk_size=AT_ONCE):
        yield {
            "place": {"kind": each.scope_kind, "code": each.scope, "name": each.scope_name},
            "status": each.status,
            "since": iso(each.since),
            "reason_sv": each.reason_sv,
            "reason_en": each.reason_en,
            "inputs": each.inputs,
            "parameters": each.parameters,
            "expected_of": each.expected_of,
            "seen_from": each.seen_from.isoformat(),
            "seen_to": iso(each.seen_to),
        }
