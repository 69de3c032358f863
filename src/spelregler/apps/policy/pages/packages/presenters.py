"""Packages to choose among, and what each demands, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.policy.packages.comparing import told
from spelregler.apps.policy.packages.offers import Demands, Offer
from spelregler.apps.policy.pages.policy.presenters import pick
from spelregler.domain.terms import OURS
from spelregler.domain.words import samples
from spelregler.exchange.package import Document
from spelregler.ui.formatting import long_date


@dataclass(frozen=True)
class OfferView:
    """A package that can be chosen."""

    name: str
    title: str
    url: str
    origin: str
    version: str
    in_force: bool


def offer_view(offer: Offer, language: str) -> OfferView:
    """A package by the municipality that it was written for; one that cannot be read by its folder's name."""
    package = offer.package
    return OfferView(
        name=offer.name,
        title=package.municipality.get("name", offer.name) if package else offer.name,
        url=f"{reverse('policy:adopt')}?paket={offer.name}#demands",
        origin=_("the municipality's own") if offer.is_own else _("shipped with the product"),
        version=package.version if package else "",
        in_force=offer.in_force,
    )


@dataclass(frozen=True)
class FaultView:
    """Something wrong with a package: where, what and what to do."""

    place: str
    what: str
    todo: str


def fault_views(faults: Iterable[Mapping[str, Any]], language: str) -> list[FaultView]:
    """Every fault with its file and line."""
    return [
        FaultView(f"{each['file']}:{each['line']}", each[f"what_{language}"], each[f"todo_{language}"])
        for each in faults
    ]


@dataclass(frozen=True)
class DemandsView:
    """What a package asks of the municipality, in words."""

    facts: list[tuple[str, str]]
    documents: list[tuple[str, str]]
    faults: list[FaultView]
    changes: list[str]
    said: tuple[str, ...]
    is_changed_by_upgrade: bool
    role_rules: list[str]
    """What the role rules say otherwise than those in force, a line each."""


def demands_view(found: Demands, language: str) -> DemandsView:
    """Rules, limits, bodies and documents; and every fault with its file and line."""
    counts = {
        "all": found.clauses,
        "live": found.clauses - found.awaited,
        "awaited": found.awaited,
        "limits": found.parameters,
        "invented": found.invented,
    }
    facts = [
        (_("Rules"), _("%(all)d: %(live)d are answered by what is recorded, %(awaited)d await evidence.") % counts),
        (_("Limits"), _("%(limits)d, of which %(invented)d are proposals to look at before deciding.") % counts),
    ]
    if found.missing:
        facts.append((_("Bodies that are not entered"), ", ".join(found.missing)))
    facts.append((_("Base of the role rules"), found.base.text(language)))
    if found.terms:
        called = [f"{term.one} ({OURS[name].one})" for name, term in found.terms.items()]
        facts.append((_("Words of its own"), ", ".join(called)))
    return DemandsView(
        facts=facts if found.clauses else [],
        documents=[(pick(each.title, language), _decided(each, language)) for each in found.documents],
        faults=fault_views(found.faults, language),
        said=samples(found.terms) if found.terms else (),
        changes=told(found.changes, language) if found.changes is not None else [],
        is_changed_by_upgrade=found.changes is not None,
        role_rules=told(found.role_rules, language),
    )


def _decided(document: Document, language: str) -> str:
    """The decision that a package gives for a document, or that somebody has to enter it."""
    if document.adopted is None:
        return _("the decision is not in the package and is entered in the register")
    day = long_date(document.adopted.on, language)
    return _("%(body)s %(day)s, § %(paragraph)s, goes into the register") % {
        "body": {"KF": _("the council"), "KS": _("the executive board")}.get(
            document.adopted.body, document.adopted.body
        ),
        "day": day,
        "paragraph": document.adopted.paragraph,
    }
