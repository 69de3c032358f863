"""What the first page and the search need, from every room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.queries.check_facts import goals_holding
from spelregler.apps.organisation.models import Unit
from spelregler.apps.policy.packages.in_force import NoPackageInForce, package_on

LIMIT = 20


@dataclass(frozen=True)
class Match:
    """Something that was found, with what it is."""

    label: str
    url: str
    kind: str


def matches(*, words: str, as_of: date, language: str) -> list[Match]:
    """At most twenty of each kind, of what is open to all; nobody's case, no proposal and no person is searched."""
    if len(words) < 2:
        return []
    goals = goals_holding(as_of=as_of).filter(title__icontains=words).order_by("title")[:LIMIT]
    units = Unit.objects.on(as_of).filter(name__icontains=words).order_by("name")[:LIMIT]
    decisions = Decision.objects.filter(title__icontains=words, decided_on__lte=as_of).order_by("-decided_on")[:LIMIT]
    return [
        *_rules(words, as_of, language),
        *(Match(goal.title, reverse("goals:goal", args=[goal.code]), _("goal")) for goal in goals),
        *(Match(unit.name, reverse("autonomy:unit", args=[unit.code]), _("unit")) for unit in units),
        *(Match(each.title, reverse("decisions:decision", args=[each.pk]), _("decision")) for each in decisions),
    ]


def _rules(words: str, as_of: date, language: str) -> list[Match]:
    try:
        clauses = package_on(as_of).clauses
    except NoPackageInForce:
        return []
    found = []
    for clause in clauses:
        text = clause.text.sv if language == "sv" else clause.text.en
        if words.lower() in f"{clause.id} {text}".lower():
            label = f"{clause.id} {text}"
            found.append(Match(label, reverse("policy:clause", args=[clause.id]), _("rule")))
    return found[:LIMIT]
