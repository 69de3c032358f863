"""What an answer rests on, and where it is seen: each room says it of its own checks when the product starts.

A rule is asked by a check, whatever a package calls the rule, so the checks are what the rooms speak of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.findings import ScopeKind
from spelregler.domain.words import NOTHING, Bilingual
from spelregler.platform.findings import Answer, checks_of


@dataclass(frozen=True, kw_only=True)
class EvidencePage:
    """Where the evidence of some checks about a kind of place is seen, by anybody; no checks is all the rest.

    `title` says what stands there: the forecasts, the decision, the goals.
    """

    scope_kind: ScopeKind
    title: Bilingual
    address: Callable[[Answer], str]
    checks: Collection[str] = ()


@dataclass(frozen=True)
class Evidence:
    """What an answer rests on and its address; nothing where no room has a page for it."""

    title: Bilingual = NOTHING
    url: str = ""


_pages: list[EvidencePage] = []


def register(*pages: EvidencePage) -> None:
    """Called by a room's AppConfig when the product starts."""
    _pages.extend(pages)


def evidence_of(found: Sequence[Answer], *, as_of: date) -> list[Evidence]:
    """What each answer rests on, in their order. What gathers places is no single answer, and shows none."""
    names = checks_of({each.clause for each in found}, as_of=as_of)
    return [_evidence(each, names.get(each.clause, ("", {}))[0]) for each in found]


def _evidence(answer: Answer, check: str) -> Evidence:
    near = [each for each in _pages if each.scope_kind == answer.scope_kind and not answer.gathers]
    named = next((each for each in near if check in each.checks), None)
    page = named or next((each for each in near if not each.checks), None)
    return Evidence(page.title, page.address(answer)) if page else Evidence()
