"""What a package demands, in words: which facts each rule needs, and the page where they are entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.organisation.models import Body
from spelregler.apps.policy.packages.offers import Offer, offers
from spelregler.apps.policy.queries.named_clauses import NamedClause, named_clauses
from spelregler.domain.checks import registry
from spelregler.domain.words import Words
from spelregler.exchange.package import Package
from spelregler.platform.errors import NotVisible

AWAITED = "evidence.awaited"
PAGES = {
    "autonomy.signal_answered": "autonomy:field",
    "autonomy.how_limits_grounded": "autonomy:limits",
    "delegation.tasks_delegated": "delegation:tasks",
    "delegation.union_records": "delegation:union",
    "autonomy.goal_signal_answered": "autonomy:field",
    "autonomy.overrun_signal_answered": "autonomy:field",
    "decisions.assignments_addressed": "decisions:list",
    "decisions.questions_answered": "decisions:questions",
    "frames.deviation_answered": "frames:forecasts",
    "frames.every_committee_steered": "start:earlier",
    "frames.moves_are_free": "frames:moves",
    "frames.one_net_frame": "start:earlier",
    "frames.sums_hold": "start:earlier",
    "frames.unit_within_frame": "frames:ledger",
    "organisation.members_introduced": "organisation:introductions",
    "organisation.one_head_per_department": "organisation:overview",
    "evaluation.looked_at": "evaluation:list",
    "followup.dialogues_held": "followup:dialogues",
    "followup.evaluations_used": "followup:evaluations",
    "followup.scans_used": "followup:scans",
    "followup.body_informed": "meetings:list",
    "policy.in_force": "policy:register_document",
    "policy.manager_policies_in_force": "policy:beside",
    "policy.programme_in_force": "policy:beside",
    "goals.decided_by_political_body": "goals:chain",
    "goals.goals_measurable": "goals:indicators",
    "goals.followed_up": "goals:report",
}
"""The page of the facts that a check asks for, where its room's first page is not that."""
ROOMS = {
    "assessed": "evaluation:list",
    "evaluation": "evaluation:years",
    "knowledge": "knowledge:audiences",
    "autonomy": "autonomy:field",
    "decisions": "decisions:list",
    "delegation": "delegation:start",
    "followup": "followup:reports",
    "control": "control:start",
    "frames": "frames:overview",
    "goals": "goals:chain",
    "organisation": "organisation:overview",
    "policy": "policy:documents",
    "meetings": "meetings:list",
    "registry": "registry:list",
    "surveys": "evaluation:surveys",
}


@dataclass(frozen=True)
class Need:
    """What one check answers for, the facts that it needs, and where they are entered."""

    title: str
    clauses: tuple[NamedClause, ...]
    evidence: tuple[str, ...]
    url: str
    page: str


@dataclass(frozen=True)
class BodyNeed:
    """A body that the package names, and whether the organisation has it."""

    name: str
    code: str
    is_in: bool


def offer_called(name: str, *, today: date) -> Offer:
    """The package by its folder's name."""
    found = next((each for each in offers(as_of=today) if each.name == name), None)
    if found is None:
        raise NotVisible(
            Words("There is no package called {name}.", name=name),
            way=Words("Choose one on the page Policy package."),
        )
    return found


def needs(package: Package, language: str) -> list[Need]:
    """Every check that the package asks, in the order of its clauses; rules that only await evidence are left out."""
    by_check: dict[str, list[tuple[str, str]]] = {}
    for clause in package.clauses:
        if clause.check in registry and clause.check != AWAITED:
            words = clause.evidence.sv if language == "sv" else clause.evidence.en
            by_check.setdefault(clause.check, []).append((clause.id, words))
    return [
        Need(
            title=registry.get(name).title.text(language),
            clauses=tuple(named_clauses(package, (clause for clause, _words in found), language)),
            evidence=tuple(dict.fromkeys(words for _clause, words in found)),
            url=reverse(page_of(name)),
            page=page_words(page_of(name)),
        )
        for name, found in by_check.items()
    ]


def page_of(check: str) -> str:
    """The name of the page where the facts of a check are entered."""
    return PAGES.get(check) or ROOMS[check.partition(".")[0]]


def page_words(name: str) -> str:
    """What the page is called where people meet it."""
    return {
        "autonomy:field": _("Units"),
        "autonomy:limits": _("Limits on freedom"),
        "delegation:tasks": _("Posts that are to decide"),
        "delegation:union": _("Information and negotiation with unions"),
        "evaluation:list": _("Assessments"),
        "evaluation:years": _("Yearly evaluation"),
        "knowledge:audiences": _("Who knows the policy"),
        "policy:beside": _("Governing documents beside the policy"),
        "decisions:list": _("Decisions"),
        "followup:dialogues": _("Dialogues"),
        "followup:evaluations": _("Commissioned evaluations"),
        "followup:scans": _("Scans of the surroundings"),
        "followup:reports": _("Reports"),
        "evaluation:surveys": _("Survey results"),
        "decisions:questions": _("Questions to the administration"),
        "delegation:start": _("Delegation"),
        "control:start": _("Internal control"),
        "frames:forecasts": _("Forecasts"),
        "frames:ledger": _("The ledger"),
        "frames:moves": _("Move money"),
        "frames:overview": _("Frames"),
        "goals:chain": _("The plans, owner by owner"),
        "goals:indicators": _("Indicators"),
        "goals:report": _("Report values"),
        "organisation:introductions": _("Introductions"),
        "organisation:overview": _("The organisation"),
        "policy:documents": _("The policy"),
        "policy:register_document": _("Register a document"),
        "meetings:list": _("Meetings"),
        "registry:list": _("Registry"),
        "start:earlier": _("What held before the start day"),
    }[name]


def bodies_of(package: Package, *, today: date, language: str) -> list[BodyNeed]:
    """The bodies that the package names, and which of them the organisation has on the day."""
    known = set(Body.objects.on(today).values_list("code", flat=True))
    return [
        BodyNeed(each.name.sv if language == "sv" else each.name.en, each.code, each.code in known)
        for each in package.committees
    ]
