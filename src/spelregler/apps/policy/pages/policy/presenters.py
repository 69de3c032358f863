"""Clauses as people read them: text, who, evidence, status, and the way on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import asked_of, places_of
from spelregler.apps.acting.evidence_pages import evidence_of
from spelregler.apps.acting.overruled import how_many_overruled, overrulable, overruled_marks, overruled_words
from spelregler.apps.acting.rule_marks import what_now
from spelregler.apps.policy.models import DocumentVersion
from spelregler.apps.policy.queries.findings import worst
from spelregler.apps.policy.queries.held_answers import ORDER
from spelregler.domain.assessment import AWAITED
from spelregler.domain.checks import parameters_of, registry
from spelregler.domain.counting import EVERY
from spelregler.domain.roles import Role
from spelregler.domain.roles.vocabulary import OWNER_LABELS, owner_called
from spelregler.domain.shown_facts import shown_fact
from spelregler.domain.words import Words
from spelregler.exchange.package import Clause, Package
from spelregler.exchange.package.model import is_reference
from spelregler.platform.findings import Answer, Tally
from spelregler.ui import formatting
from spelregler.ui.measured import measured
from spelregler.ui.page import OverruledMark


@dataclass(frozen=True)
class ClauseView:
    """One clause in the document with its status now and the way on: who, on what evidence, why, and what to do."""

    id: str
    url: str
    title: str
    text: str
    who: str
    status: str
    reason: str
    evidence: str
    evidence_url: str
    now: Mapping[str, str]
    """Who is to act (`who`), what is to be done (`now`), and for that role the way there (`now_url`)."""
    overruled: OverruledMark | None
    """What somebody says beside the answer that is shown."""
    overruled_count: str
    """How many of the clause's answers are overruled, in words; empty for none."""
    laws: Sequence[str] = ()
    """Law that the package names beside the rule, which an older document does not know of."""


@dataclass(frozen=True)
class ChapterRow:
    """A chapter of a document, and how many of its rules answer what."""

    title: str
    url: str
    rules: int
    tally: list[tuple[str, str]]


@dataclass(frozen=True)
class DocumentRow:
    """A governing document, the version that holds, its chapters, and how many of its rules answer what."""

    id: str
    title: str
    url: str
    version: DocumentVersion | None
    tally: list[tuple[str, str]]
    chapters: list[ChapterRow]
    overruled: str = ""
    """How many of the answers are overruled, in words; the counts are of the computed ones."""


def document_rows(
    package: Package | None, versions: Mapping[str, DocumentVersion], found: Iterable[Tally], acting_role: ActingRole
) -> list[DocumentRow]:
    """The package's documents; before any package holds those that are registered."""
    if package is None:
        return [DocumentRow(each.document, each.title, "", each, [], []) for each in versions.values()]
    known, language = by_clause(found), acting_role.language
    overruled = how_many_overruled(acting_role, known.keys())
    return [
        DocumentRow(
            id=each.id,
            title=pick(each.title, language),
            url=reverse("policy:document", args=[each.id]),
            version=versions.get(each.id),
            tally=tally(said for alike in known.values() for said in alike if is_in(package, said.clause, each.id)),
            chapters=[
                ChapterRow(
                    title=chapter.title,
                    url=reverse("policy:chapter", args=[each.id, chapter.number]),
                    rules=len(chapter.clauses),
                    tally=tally(said for clause in chapter.clauses for said in known.get(clause.id, ())),
                )
                for chapter in chapters_of(package, each.id, language)
            ],
            overruled=overruled_words(
                sum(count for clause, count in overruled.items() if is_in(package, clause, each.id))
            ),
        )
        for each in package.documents
    ]


def is_in(package: Package, clause: str, document: str) -> bool:
    """Whether the clause stands in the document."""
    return package.clause(clause).document == document


@dataclass(frozen=True)
class Chapter:
    """A chapter of a document in reading order: clauses in a row under one heading."""

    number: int
    title: str
    clauses: list[Clause]


def chapters_of(package: Package, document: str, language: str) -> list[Chapter]:
    """The chapters of a document, numbered from 1."""
    clauses = [clause for clause in package.clauses if clause.document == document]
    grouped = groupby(clauses, key=lambda clause: pick(clause.section, language))
    return [Chapter(number, title, list(group)) for number, (title, group) in enumerate(grouped, start=1)]


@dataclass(frozen=True)
class SectionView:
    """A section of the document."""

    title: str
    anchor: str
    url: str
    clauses: list[ClauseView]


def pick(text: Any, language: str) -> str:
    """One language of a bilingual text."""
    return str(text.sv if language == "sv" else text.en) if text else ""


def who_words(codes: Iterable[str], language: str) -> str:
    """Who is obliged, in words."""
    return ", ".join(owner_called(code).text(language) for code in codes)


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
    package: Package, document: str, found: Collection[Tally], shown: Mapping[Tally, Answer], acting_role: ActingRole
) -> list[SectionView]:
    """The document in reading order, with a mark at every clause; `shown` is what is told of each."""
    views = clause_views(found, shown, acting_role)
    return [
        SectionView(
            title=chapter.title,
            anchor=f"avsnitt-{chapter.number}",
            url=reverse("policy:chapter", args=[document, chapter.number]),
            clauses=[views(each) for each in chapter.clauses],
        )
        for chapter in chapters_of(package, document, acting_role.language)
    ]


def clause_views(
    found: Collection[Tally], shown: Mapping[Tally, Answer], acting_role: ActingRole
) -> Callable[[Clause], ClauseView]:
    """How each clause is shown, with the way on from it."""
    tallies, answers = by_clause(found), list(shown.values())
    told = {answer.clause: answer for answer in answers}
    rests_on = dict(zip(told, evidence_of(answers, as_of=acting_role.as_of), strict=True))
    said = dict(zip(told, overruled_marks(answers, acting_role), strict=True))
    overruled = how_many_overruled(acting_role, tallies.keys())

    def view(clause: Clause) -> ClauseView:
        alike, answer = tallies.get(clause.id, []), told.get(clause.id)
        evidence, language = rests_on.get(clause.id), acting_role.language
        return ClauseView(
            id=clause.id,
            url=reverse("policy:clause", args=[clause.id]),
            title=pick(clause.name, language),
            text=pick(clause.text, language),
            who=who_words(clause.who, language),
            status=worst([each.status for each in alike]) if alike else "not_assessed",
            reason=_reason(answer, alike, language) if answer else "",
            evidence=(evidence.title.text(language) if evidence else "") or pick(clause.evidence, language),
            evidence_url=evidence.url if evidence else "",
            now=_now(clause, answer, evidence.url if evidence else "", acting_role) if answer else {},
            overruled=said.get(clause.id),
            overruled_count=overruled_words(overruled.get(clause.id, 0)),
            laws=[law_words(each, language) for each in clause.law],
        )

    return view


def _now(clause: Clause, answer: Answer, evidence_url: str, acting_role: ActingRole) -> Mapping[str, str]:
    """What is to be done now. Missing evidence is brought by somebody; by nobody where no room takes it yet."""
    lacks = answer.status == "not_assessed" and clause.check != AWAITED
    if not lacks or answer.expected_of not in set(Role):
        return what_now(answer, acting_role)
    near = places_of(acting_role.role_assignment)
    is_near = bool({(answer.scope_kind, answer.scope), (answer.scope_kind, "")} & near)
    return {
        "who": OWNER_LABELS[Role(answer.expected_of)].text(acting_role.language),
        "now": _("See to it that what is missing is entered"),
        "now_url": evidence_url if is_near and answer.expected_of in asked_of(acting_role.role) else "",
    }


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
    overruled: OverruledMark | None
    overrule: str
    """Where the reader's own role may overrule the answer; empty where it may not."""


def answer_views(found: Sequence[Answer], acting_role: ActingRole) -> list[AnswerView]:
    """Each scope's answer in the reader's language with the way to what it rests on, in the order given."""
    language, as_of = acting_role.language, acting_role.as_of
    said, may_say = overruled_marks(found, acting_role), overrulable(found, acting_role)
    return [
        AnswerView(
            name=answer.scope_name,
            status=answer.status,
            reason=answer.reason(language),
            since=answer.since,
            expected_of=owner_called(answer.expected_of).text(language) if answer.expected_of else "",
            facts=fact_words(answer.inputs, language),
            evidence=evidence.title.text(language),
            evidence_url=evidence.url,
            overruled=mark,
            overrule=address,
        )
        for answer, evidence, mark, address in zip(found, evidence_of(found, as_of=as_of), said, may_say, strict=True)
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


def tally(found: Iterable[Tally]) -> list[tuple[str, str]]:
    """How many clauses answer what, as counts in words and never as one score."""
    statuses = [worst([each.status for each in alike]) for alike in by_clause(found).values()]
    return [(status, counted(status, statuses.count(status))) for status in ORDER if status in statuses]


def counted(status: str, n: int) -> str:
    """So many rules with a status, in words: 3 broken."""
    words = {
        "breach": ngettext("%(n)s broken", "%(n)s broken", n),
        "not_assessed": ngettext("%(n)s not assessed", "%(n)s not assessed", n),
        "attention": ngettext("%(n)s to take care of", "%(n)s to take care of", n),
        "kept": ngettext("%(n)s kept", "%(n)s kept", n),
        "ensured": ngettext("%(n)s ensured by the system", "%(n)s ensured by the system", n),
        "not_applicable": ngettext("%(n)s not applicable", "%(n)s not applicable", n),
    }
    return words[status] % {"n": n}


def places_tally(found: Iterable[Tally]) -> list[tuple[str, str]]:
    """How many places are answered about with what, as counts in words; what is gathered counts as so many."""
    known = list(found)
    counts = {status: sum(each.gathers or each.count for each in known if each.status == status) for status in ORDER}
    return [(status, counted(status, n)) for status, n in counts.items() if n]
