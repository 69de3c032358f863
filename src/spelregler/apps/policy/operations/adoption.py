"""How a municipality begins to run a package: the council has decided it, and the package is without fault."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision, refuse_other_kind
from spelregler.apps.organisation.models import Body
from spelregler.apps.policy.models import Adoption, DocumentVersion
from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.apps.policy.operations.governing_documents import Adopted, register_document
from spelregler.apps.policy.packages.in_force import (
    NoPackageInForce,
    adoption_on,
    digest_in,
    folder_of,
    forget,
    keep,
    load_package,
)
from spelregler.apps.policy.packages.validation import faults_of
from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.package import read_package
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

DECIDERS = {"KF": Body.Kind.COUNCIL, "KS": Body.Kind.EXECUTIVE_BOARD}
"""The bodies that a package names by their role: there is one of each."""


class AdoptionRefused(DomainError):
    """A package judges only after the council has decided it, once, and only without a fault."""

    code = "adoption-refused"


class PackageFaulty(DomainError):
    """A package with a fault is not adopted (MR-1)."""

    code = "package-faulty"


def adopt(
    *, source: str, body: str, decided_on: date, paragraph: str, start: date, who: Who, meant: int | None = None
) -> Adoption:
    """The council's decision puts a faultless package in force from a day, never before it was decided (MR-1).

    `source` is a package's name, or a folder outside the installation, which is then copied into it. The documents that
    the package names are registered with their own decisions, where the package knows them and they are not there yet.

    Refuses with `AdoptionRefused` another body than the council, a day before the decision, another package by the
    name, the very package that is in force, and a day no later than an adoption to come; with `PackageFaulty` a package
    with a fault, with `NoPackageInForce` one that is not there, with `DecisionRefused` minutes that are not whole, with
    `OtherDecision` a paragraph that is a decision of another kind, unless `meant` is its key; as `register_document`
    does.
    """
    deciding = _council(body)
    if start < decided_on:
        raise _refused(
            Words(
                "The package cannot hold from {start}, before the decision of {decided_on}.",
                start=start,
                decided_on=decided_on,
            ),
            Words("Give the day of the decision or a later one."),
        )
    folder = folder_named(source)
    faults = faults_of(folder)
    if faults:
        raise PackageFaulty(
            Words(
                "The package {folder} has {faults_count} faults, first {faults}:{line}.",
                folder=folder.name,
                faults_count=len(faults),
                faults=faults[0]["file"],
                line=faults[0]["line"],
            ),
            clause="MR-1",
            way=Words("See them all with spelregler policy validate {folder}.", folder=folder),
        )
    is_new = _is_new(folder)
    _refuse_twice(folder, start)
    name = folder.name
    with transaction.atomic():
        decision = _decision(deciding, decided_on, paragraph, folder, who, meant)
        if is_new:
            shutil.copytree(folder, Path(settings.SPELREGLER_PACKAGES[0]) / name)
        adopted = adopt_package(name=name, start=start, who=who, decision=decision)
        keep(name)
        _register_documents(name, on=decided_on, who=who)
        return adopted


def _register_documents(name: str, *, on: date, who: Who) -> None:
    """A document that is not in the register, with the decision that the package gives; else a person enters it."""
    for each in load_package(name).documents:
        known = each.adopted
        is_told = known is not None and bool(known.paragraph) and known.on <= on
        if known is None or not is_told or DocumentVersion.objects.filter(document=each.id).exists():
            continue
        body = Body.objects.filter(kind=DECIDERS[known.body]).first() if known.body in DECIDERS else None
        register_document(
            document=each.id,
            title=each.title.sv,
            adopted=Adopted(
                version=str(known.on.year),
                body=body.name if body else known.body,
                decided_on=known.on,
                paragraph=known.paragraph,
                start=known.on,
            ),
            on=on,
            who=who,
        )


def _council(code: str) -> Body:
    body: Body | None = Body.objects.filter(code=code).first()
    if body is None or body.kind != Body.Kind.COUNCIL:
        known = ", ".join(Body.objects.filter(kind=Body.Kind.COUNCIL).values_list("code", flat=True)) or "–"
        raise _refused(
            Words("A policy package is adopted by the council; {code} is not the council.", code=code),
            Words(
                "Give the council's code: {known}. The organisation is entered by spelregler import organisation.",
                known=known,
            ),
        )
    return body


def folder_named(source: str) -> Path:
    """A folder that is there, else a package of the installation by its name.

    Refuses with `NoPackageInForce` a name that is neither.
    """
    folder = Path(source).resolve()
    return folder if (folder / "policy.yaml").is_file() else folder_of(source)


def _is_new(folder: Path) -> bool:
    """Whether the installation has no package by the name. One that is there is not exchanged under its decision."""
    try:
        held = folder_of(folder.name)
    except NoPackageInForce:
        return True
    if held.resolve() != folder.resolve() and _files(held) != _files(folder):
        raise _refused(
            Words("Another package is already called {folder}.", folder=folder.name),
            Words(
                "Give the folder its own name, such as {folder}-2, so that the older decision keeps its package.",
                folder=folder.name,
            ),
        )
    return False


def _files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def _refuse_twice(folder: Path, start: date) -> None:
    """Adopting what is in force already changes nothing; and what is decided for later is not slipped under."""
    later = Adoption.objects.filter(start__gte=start).order_by("start").first()
    if later is not None:
        raise _refused(
            Words("{later} is already adopted from {start}.", later=later, start=later.start),
            Words("Choose a later day."),
        )
    held = adoption_on(start)
    forget()
    if held is not None and (held.package, held.digest) == (folder.name, digest_in(folder)):
        raise _refused(
            Words("That very package is in force since {start}; nothing is changed.", start=held.start),
            Words("Adopt a package that differs from it."),
        )


def _decision(body: Body, decided_on: date, paragraph: str, folder: Path, who: Who, meant: int | None) -> Decision:
    """The minuted decision, as it is registered already or as it is registered now."""
    clean = paragraph.strip().removeprefix("§").strip()
    held = Decision.objects.filter(body=body, decided_on=decided_on, paragraph=clean).first()
    refuse_other_kind(held, kinds=(Decision.Kind.POLICY,), meant=meant)
    return held or record_decision(
        body=body,
        decided_on=decided_on,
        paragraph=clean,
        title=f"Policypaketet {folder.name}",
        text=f"Policypaketet {folder.name} {read_package(folder).version} antas.",
        kind=Decision.Kind.POLICY,
        who=who,
    )


def _refused(words: Bilingual, way: Bilingual) -> AdoptionRefused:
    return AdoptionRefused(words, clause="MR-1", way=way)
