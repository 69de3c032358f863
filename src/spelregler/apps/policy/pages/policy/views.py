"""The living policy: the documents and their chapters, the text with a mark at every clause, and each clause's page."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may
from spelregler.apps.acting.rule_marks import nearest
from spelregler.apps.acting.told_beside import told_beside
from spelregler.apps.acting.visibility import in_english, seen_answers, units_seen_about, with_english_names
from spelregler.apps.policy.access import PACKAGE, Action
from spelregler.apps.policy.packages.in_force import adoption_on, package_on
from spelregler.apps.policy.pages.policy import presenters, year_presenters
from spelregler.apps.policy.queries import documents as documents_queries
from spelregler.apps.policy.queries import findings
from spelregler.domain.words import Words
from spelregler.exchange.package import Clause, Package
from spelregler.platform.errors import NotVisible
from spelregler.platform.findings import Wanted
from spelregler.ui.page import Pager, page_asked

PER_PAGE = 50
EVERYWHERE = "alla"
"""In an address: about every place, not only the reader's own."""


def _missing() -> NotVisible:
    return NotVisible(
        Words("The rule or document is not in the package in force."),
        way=Words("Go to The policy and choose there."),
    )


def documents(request: Request) -> HttpResponse:
    """Every governing document, with how many of its rules are followed, not followed and not assessed."""
    acting_role = request.acting_role
    package = package_on(acting_role.as_of) if adoption_on(acting_role.as_of) else None
    found = seen_answers(acting_role).tallies()
    versions = documents_queries.document_versions(as_of=acting_role.as_of)
    rows = presenters.document_rows(package, versions, found, acting_role)
    page = page_shell(
        request,
        title=_("The policy"),
        lead=_("The rules of the game, read as text, with how each is followed right now."),
        current="policy:documents",
        modules=("POL", "EVAL"),
    )
    may_enter = acting_role.as_of == acting_role.today and may(acting_role, Action.ENTER, PACKAGE)
    context = {
        "page": page,
        "rows": rows,
        "is_adopted": package is not None,
        "may_enter": may_enter,
        "course_url": address_of("course"),
        "archives_url": address_of("archives") if may(acting_role, Action.ARCHIVES, PACKAGE) else "",
        "turns": year_presenters.turn_views(package, seen_answers(acting_role), acting_role) if package else [],
    }
    return render(request, "policy/documents.html", context)


def document(request: Request, document: str) -> HttpResponse:
    """One document in reading order, with a mark in the margin at every clause."""
    acting_role = request.acting_role
    package = package_on(acting_role.as_of)
    shown = next((each for each in package.documents if each.id == document), None)
    if shown is None:
        raise _missing()
    ids = [clause.id for clause in package.clauses if clause.document == document]
    seen = seen_answers(acting_role)
    wanted = Wanted(clauses=ids)
    found = seen.tallies(wanted)
    worst = seen.first_of(presenters.worst_of_each(found), wanted)
    title = presenters.pick(shown.title, acting_role.language)
    page = page_shell(
        request,
        title=title,
        crumbs=[(_("The policy"), reverse("policy:documents")), (title, "")],
        current="policy:documents",
    )
    context = {
        "page": page,
        "sections": presenters.sections(package, document, found, worst, acting_role),
        "tally": presenters.tally(found),
        "version": documents_queries.document_versions(as_of=acting_role.as_of).get(document),
        "versions": documents_queries.versions_of(document=document, as_of=acting_role.as_of),
        "may_enter": acting_role.as_of == acting_role.today and may(acting_role, Action.ENTER, PACKAGE),
        "document": document,
    }
    return render(request, "policy/document.html", context)


def chapter(request: Request, document: str, number: int) -> HttpResponse:
    """A chapter's rules with the year of each; for whoever answers for a place about that place, or about all."""
    acting_role = request.acting_role
    package, language = package_on(acting_role.as_of), acting_role.language
    chapters = presenters.chapters_of(package, document, language)
    if not 0 < number <= len(chapters):
        raise _missing()
    shown, is_bound = chapters[number - 1], bool(acting_role.place[1])
    own = is_bound and request.GET.get("plats") != EVERYWHERE
    seen = seen_answers(acting_role)
    wanted = year_presenters.wanted_about([each.id for each in shown.clauses], acting_role, own=own)
    tallies = presenters.by_clause(seen.tallies(wanted))
    kind = acting_role.place[0] if own else ""
    found = [each for alike in tallies.values() for each in nearest(alike, kind)]
    worst = seen.first_of(presenters.worst_of_each(found), wanted)
    view = presenters.clause_views(found, worst, acting_role)
    clauses = [view(each) for each in shown.clauses]
    title = presenters.pick(package.document(document).title, language)
    page = page_shell(
        request,
        title=shown.title,
        crumbs=[
            (_("The policy"), reverse("policy:documents")),
            (title, reverse("policy:document", args=[document])),
            (shown.title, ""),
        ],
        current="policy:documents",
    )
    context = {
        "page": page,
        "clauses": clauses,
        "tally": presenters.tally(found),
        "year": year_presenters.year_table(clauses, seen, acting_role, own=own),
        "own_place": acting_role.role_assignment.place_name.text(language) if is_bound else "",
        "is_own": own,
        "before": chapters[number - 2] if number > 1 else None,
        "after": chapters[number] if number < len(chapters) else None,
        "document": document,
    }
    return render(request, "policy/chapter.html", context)


def _history(acting_role: ActingRole, clause: str) -> list[findings.Change]:
    """How the answers have changed, each under its place's name in the reader's language."""
    found = findings.history(
        clause=clause,
        language=acting_role.language,
        as_of=acting_role.as_of,
        units=units_seen_about(acting_role, clause),
    )
    english = in_english(acting_role, [each.place for each in found])
    return [
        replace(
            each,
            scope=english.get(each.place, each.scope),
            reason=with_english_names(acting_role, each.reason),
        )
        for each in found
    ]


def clause(request: Request, clause: str) -> HttpResponse:
    """Rule → who → evidence → status → now, and the formula that judged."""
    acting_role = request.acting_role
    package = package_on(acting_role.as_of)
    shown = package.clause(clause) if clause in {each.id for each in package.clauses} else None
    if shown is None:
        raise _missing()
    seen, wanted = seen_answers(acting_role), Wanted(clauses=[clause])
    found = seen.tallies(wanted)
    worst = seen.first_of(presenters.worst_of_each(found), wanted)
    total = sum(each.count for each in found if not each.gathers)
    asked = request.GET
    pager = Pager.of(page_asked(asked.get("sida", "")), total=total, most=PER_PAGE, per=asked.get("per", ""))
    page = page_shell(
        request,
        title=presenters.pick(shown.name, acting_role.language),
        lead=presenters.pick(shown.text, acting_role.language),
        crumbs=_clause_crumbs(package, shown, acting_role.language),
        current="policy:documents",
    )
    context = {
        "page": page,
        "clause": shown,
        "section": presenters.pick(shown.section, acting_role.language),
        "who": presenters.who_words(shown.who, acting_role.language),
        "evidence": presenters.pick(shown.evidence, acting_role.language),
        "breach": presenters.pick(shown.breach, acting_role.language),
        "covers": presenters.pick(shown.covers, acting_role.language),
        "age": presenters.age_words(package, shown, acting_role.language),
        "check": presenters.check_view(package, shown, acting_role.language),
        "status": findings.worst([each.status for each in found]) if found else "not_assessed",
        "answers": presenters.answer_views(seen.answers(wanted, start=pager.start, limit=PER_PAGE), acting_role),
        "pager": pager,
        "strips": year_presenters.rule_strips(shown, seen, acting_role),
        "onward": presenters.clause_views(found, worst, acting_role)(shown),
        "tally": presenters.places_tally(found),
        "told_beside": told_beside(acting_role, clause),
        "history": _history(acting_role, clause),
    }
    return render(request, "policy/clause.html", context)


def _clause_crumbs(package: Package, shown: Clause, language: str) -> list[tuple[str, str]]:
    document = package.document(shown.document)
    return [
        (_("The policy"), reverse("policy:documents")),
        (presenters.pick(document.title, language), reverse("policy:document", args=[document.id])),
        (presenters.pick(shown.name, language), ""),
    ]
