"""Clauses as people read them: text, who, evidence, status, and the way on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.evidence_pages import evidence_of
from spelregler.apps.policy.models import DocumentVersion
from spelregler.apps.policy.queries.findings import worst
from spelregler.apps.policy.queries.held_answers import ORDER
from spelregler.domain.checks import parameters_of, registry
from spelregler.domain.counting import EVERY
from spelregler.domain.roles import Role
from spelregler.domain.roles.vocabulary import OWNER_LABELS
from spelregler.domain.shown_facts import shown_fact
from spelregler.domain.words import Words
from spelregler.exchange.package import Clause, Package
from spelregler.exchange.package.model import is_reference
from spelregler.platform.findings import Answer, Tally
from spelregler.ui import formatting
from spelregler.ui.measured import measured


@dataclass(frozen=True)
class ClauseView:
    """One clause in the document with its status now."""

    id: str
    url: str
    title: str
    text: str
    who: str
    status: str
    reason: str
    scopes: int


@dataclass(frozen=True)
class DocumentRow:
    """A governing document, the version that holds, and how many of its rules answer what."""

    id: str
    title: str
    url: str
    version: DocumentVersion | None
    tally: list[tuple[str, int]]


def document_rows(
    package: Package | None, versions: Mapping[str, DocumentVersion], found: Iterable[Tally], language: str
) -> list[DocumentRow]:
    """The package's documents; before any package holds those that are registered."""
    if package is None:
        return [DocumentRow(each.document, each.title, "", each, []) for each in versions.values()]
    known = list(found)
    return [
        DocumentRow(
            id=each.id,
            title=pick(each.title, language),
            url=reverse("policy:document", args=[each.id]),
            version=versions.get(each.id),
            tally=tally(said for said in known if package.clause(said.clause).document == each.id),
        )
        for each in package.documents
    ]


@dataclass(frozen=True)
class SectionView:
    """A section of the document."""

    title: str
    anchor: str
    clauses: list[ClauseView]


def pick(text: Any, language: str) -> str:
    """One language of a bilingual text."""
    return str(text.sv if language == "sv" else text.en) if text else ""


def who_words(codes: Iterable[str], language: str) -> str:
    """Who is obliged, in words."""
    return ", ".join(role_word(code, language) for code in codes)


def role_word(code: str, language: str) -> str:
    """A role code in words, a body as itself; a code that is no role of the matrix is shown as it is."""
    return OWNER_LABELS[Role(code)].text(language) if code in set(Role) else code


def by_clause(found: Iterable[Tally]) -> dict[str, list[Tally]]:
    """The tallies of each clause."""
    grouped: dict[str, list[Tally]] = {}
    for each in found:
        grouped.setdefault(each.clause, []).append(each)
    return grouped


def worst_of_each(found: Iterable[Tally]) -> list[Tally]:
    """For each clause the tally that needs eyes first; where nothing is judged, what does not apply."""
    return [
        min((each for each in alike if each.status == status), key=lambda each: each.first)
        for alike in by_clause(found).values()
        if (status := worst([each.status for each in alike]))
    ]


def sections(
    package: Package, document: str, found: Collection[Tally], shown: Mapping[Tally, Answer], language: str
) -> list[SectionView]:
    """The document in reading order, with a mark at every clause; `shown` is what is told of each."""
    tallies, told = by_clause(found), {answer.clause: answer for answer in shown.values()}
    clauses = [clause for clause in package.clauses if clause.document == document]
    views = []
    for number, (title, group) in enumerate(groupby(clauses, key=lambda clause: pick(clause.section, language))):
        rows = [_clause_view(each, tallies.get(each.id, []), told.get(each.id), language) for each in group]
        views.append(SectionView(title=title, anchor=f"avsnitt-{number + 1}", clauses=rows))
    return views


def _clause_view(clause: Clause, found: Sequence[Tally], shown: Answer | None, language: str) -> ClauseView:
    return ClauseView(
        id=clause.id,
        url=reverse("policy:clause", args=[clause.id]),
        title=pick(clause.name, language),
        text=pick(clause.text, language),
        who=who_words(clause.who, language),
        status=worst([each.status for each in found]) if found else "not_assessed",
        reason=_reason(shown, found, language) if shown else "",
        scopes=sum(each.count for each in found),
    )


def _reason(shown: Answer, found: Sequence[Tally], language: str) -> str:
    total = sum(each.count for each in found)
    if total == 1:
        return shown.reason(language)
    alike = sum(each.count for each in found if each.status == shown.status)
    place = _("%(name)s: ") % {"name": shown.scope_name}
    rest = _(" (%(alike)d of %(all)d alike)") % {"alike": alike, "all": total} if alike > 1 else ""
    return f"{place}{shown.reason(language)}{rest}"


@dataclass(frozen=True)
class LimitUsed:
    """A limit that the rule is judged with, in words; `number` where it is one of the package's own limits."""

    title: str
    value: str
    number: str


@dataclass(frozen=True)
class CheckView:
    """How a clause is judged: formula in words and the limits used."""

    title: str
    formula: str
    limits: list[LimitUsed]


def check_view(package: Package, clause: Clause, language: str) -> CheckView:
    """The formula behind a clause, for anyone to read."""
    check = registry.get(clause.check)
    known = {each.name: each for each in parameters_of(check)}
    return CheckView(
        title=check.title.text(language),
        formula=check.formula.text(language),
        limits=[
            LimitUsed(
                title=known[name].title.text(language),
                value=measured(value, known[name].unit, language),
                number=_number(clause, name),
            )
            for name, value in package.resolved(clause).items()
        ],
    )


LAWS = {
    "KL": Words("the Local Government Act"),
    "FL": Words("the Administrative Procedure Act"),
    "MBL": Words("the Co-Determination Act"),
}


def law_words(law: str, language: str) -> str:
    """A line of law with the law's name: 6 kap. 38 § kommunallagen."""
    short, _space, place = law.partition(" ")
    return f"{place} {LAWS[short].text(language)}" if short in LAWS else law


def age_words(package: Package, clause: Clause, language: str) -> str:
    """How old the evidence may be and what an older one is worth; empty for what does not rest on reports."""
    limit = package.age_limit(clause)
    if limit is None or not registry.get(clause.check).rests_on_reports:
        return ""
    words = _("The evidence is to come %(every)s and holds for at most %(days)d days. Older gives: %(old)s.") % {
        "every": EVERY[limit.every].text(language),
        "days": limit.days,
        "old": formatting.status_word(limit.old, language),
    }
    if not limit.quiet_months:
        return words
    months = [formatting.month_name(month, language) for month in sorted(limit.quiet_months)]
    return words + " " + _("Months that do not count: %(months)s.") % {"months": ", ".join(months)}


def _number(clause: Clause, name: str) -> str:
    """The number of the limit that a parameter refers to, such as P07."""
    raw = clause.parameters.get(name, "")
    return raw.partition(".")[0] if isinstance(raw, str) and is_reference(raw) else ""


@dataclass(frozen=True)
class AnswerView:
    """One scope's answer on a clause's page."""

    name: str
    status: str
    reason: str
    since: date | None
    expected_of: str
    facts: list[tuple[str, str]]
    evidence: str
    evidence_url: str


def answer_views(found: Sequence[Answer], language: str, *, as_of: date) -> list[AnswerView]:
    """Each scope's answer in the reader's language with the way to what it rests on, in the order given."""
    return [
        AnswerView(
            name=answer.scope_name,
            status=answer.status,
            reason=answer.reason(language),
            since=answer.since,
            expected_of=role_word(answer.expected_of, language) if answer.expected_of else "",
            facts=fact_words(answer.inputs, language),
            evidence=evidence.title.text(language),
            evidence_url=evidence.url,
        )
        for answer, evidence in zip(found, evidence_of(found, as_of=as_of), strict=True)
    ]


def fact_words(inputs: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    """What an answer was judged by, in words. What an earlier version showed under a name that is gone is left out."""
    told = [(shown_fact(name, value), value) for name, value in inputs.items()]
    return [
        (
            shown.title.text(language),
            shown.says[value].text(language) if value in shown.says else measured(value, shown.unit, language),
        )
        for shown, value in told
        if shown is not None
    ]


def tally(found: Iterable[Tally]) -> list[tuple[str, int]]:
    """How many clauses answer what, shown as counts and never as one score."""
    statuses = [worst([each.status for each in alike]) for alike in by_clause(found).values()]
    return [(status, statuses.count(status)) for status in ORDER if status in statuses]
