"""What a readable package may still have wrong: checks, parameters, who answers, references, owners, grounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from spelregler.domain.checks import ParameterError, Registry, read_parameters
from spelregler.domain.roles.book import common_names, matters_of, principles_of
from spelregler.exchange.package.model import Clause, Extends, Fault, Package
from spelregler.exchange.package.reader import CYCLE, INTERVENTION, PARAMETERS, POLICY

LONGEST_DAYS = 4_000


def validate(
    package: Package, checks: Registry, roles: Collection[str], bases: Mapping[int, Path] | None = None
) -> list[Fault]:
    """Every fault that makes a package unfit for adoption, with its line and what to do.

    `bases` are the versions of the product's base of role rules, each with its folder.
    """
    faults = [fault for clause in package.clauses for fault in _clause_faults(package, clause, checks, roles)]
    return [
        *faults,
        *_days_faults(package),
        *(_extends_faults(package, package.extends, bases) if package.extends and bases is not None else ()),
        *_cycle_faults(package, roles),
        *_intervention_faults(package, roles),
        *_parameter_faults(package, roles),
    ]


def _clause_faults(package: Package, clause: Clause, checks: Registry, roles: Collection[str]) -> Iterator[Fault]:
    def fault(sv: str, en: str, todo_sv: str, todo_en: str) -> Fault:
        return Fault(POLICY, clause.line, f"{clause.id}: {sv}", f"{clause.id}: {en}", todo_sv, todo_en)

    if clause.document not in {document.id for document in package.documents}:
        yield fault(f"dokumentet ”{clause.document}” finns inte.", f"no document “{clause.document}”.",
                    "Lägg till dokumentet under documents.", "Add the document under documents.")  # fmt: skip
    if not clause.who:
        yield fault("ingen svarar för regeln.", "nobody answers for the rule.",
                    "Ange minst en roll i who.", "Name at least one role in who.")  # fmt: skip
    for role in clause.who:
        if role not in roles:
            yield fault(f"rollen {role} finns inte.", f"there is no role {role}.",
                        f"Välj bland {', '.join(roles)}.", f"Choose among {', '.join(roles)}.")  # fmt: skip
    if clause.check not in checks:
        names = ", ".join(checks.names())
        yield fault(f"kontrollen ”{clause.check}” finns inte.", f"there is no check “{clause.check}”.",
                    f"Välj bland {names}.", f"Choose among {names}.")  # fmt: skip
        return
    lost = list(_lost_references(package, clause))
    for name in lost:
        yield fault(f"hänvisningen {name} pekar på ingen parameter.", f"{name} is no parameter.",
                    f"Lägg till den i {PARAMETERS}.", f"Add it to {PARAMETERS}.")  # fmt: skip
    if lost:
        return
    try:
        read_parameters(checks.get(clause.check), package.resolved(clause))
    except ParameterError as error:
        yield fault(error.sv, error.en, "Rätta värdet.", "Correct the value.")


def _lost_references(package: Package, clause: Clause) -> Iterator[str]:
    for value in clause.parameters.values():
        try:
            package.value_of(value)
        except KeyError as error:
            yield str(error.args[0])


def _days_faults(package: Package) -> Iterator[Fault]:
    """Days are whole and at least one, also where they stand among the parameters."""
    for name, value in (*package.evidence_age.items(), ("settling_days", package.settling)):
        try:
            days = package.value_of(value)
        except KeyError:
            days = None
        if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= LONGEST_DAYS:
            yield Fault(POLICY, 1, f"{name}: {value} är inget antal dagar.", f"{name}: {value} is no number of days.",
                        f"Skriv ett heltal 1–{LONGEST_DAYS} eller en parameter som är det.",
                        f"Write a whole number 1–{LONGEST_DAYS} or a parameter that is one.")  # fmt: skip


def _extends_faults(package: Package, said: Extends, bases: Mapping[int, Path]) -> Iterator[Fault]:
    """The version is there, each of its principles has a clause, and what is left out was there to leave."""

    def fault(at: str, sv: str, en: str, todo_sv: str, todo_en: str) -> Fault:
        return Fault(POLICY, said.line_of(at), f"extends: {sv}", f"extends: {en}", todo_sv, todo_en)

    folder, known = bases.get(said.base), {clause.id for clause in package.clauses}
    if folder is None:
        numbers = ", ".join(map(str, bases))
        yield fault("base", f"basen finns inte i version {said.base}.", f"the base has no version {said.base}.",
                    f"Välj bland {numbers}.", f"Choose among {numbers}.")  # fmt: skip
        return
    needed, every = principles_of(folder, without=frozenset(said.leaves_out)), principles_of(folder)
    for name in sorted(needed - set(said.principles)):
        yield fault("principles", f"principen {name} saknar regel.", f"the principle {name} has no rule.",
                    "Ange vilken regel i policy.yaml som bär den.",
                    "Name the rule of policy.yaml that carries it.")  # fmt: skip
    for name, clause in said.principles.items():
        if name not in every:
            words = ", ".join(sorted(every))
            yield fault(name, f"basen har ingen princip {name}.", f"the base has no principle {name}.",
                        f"Välj bland {words}.", f"Choose among {words}.")  # fmt: skip
        elif clause and clause not in known:
            yield fault(name, f"{name}: regeln {clause} finns inte.", f"{name}: there is no rule {clause}.",
                        "Rätta id.", "Correct the id.")  # fmt: skip
    for name in sorted(set(said.leaves_out) - common_names(folder) - matters_of(folder)):
        yield fault("leaves_out", f"{name} är varken en sak i schemat eller en vanlig regel.",
                    f"{name} is neither a matter of the schema nor a common rule.",
                    "Rätta namnet. En regel i golvet kan inte utelämnas.",
                    "Correct the name. A rule of the floor cannot be left out.")  # fmt: skip


def _cycle_faults(package: Package, roles: Collection[str]) -> Iterator[Fault]:
    known = {clause.id for clause in package.clauses}
    # An occasion of both tracks is one row in the file, so it has one fault.
    for entry in {each.line: each for each in package.cycle}.values():
        if entry.owner not in roles:
            yield Fault(CYCLE, entry.line, f"{entry.id}: ingen äger tillfället.", f"{entry.id}: nobody owns it.",
                        "Ange en roll som owner.", "Name a role as owner.")  # fmt: skip
        for clause in entry.clauses:
            if clause not in known:
                yield Fault(CYCLE, entry.line, f"{entry.id}: regeln {clause} finns inte.",
                            f"{entry.id}: there is no rule {clause}.", "Rätta id.", "Correct the id.")  # fmt: skip


def _intervention_faults(package: Package, roles: Collection[str]) -> Iterator[Fault]:
    known, rules = {clause.id for clause in package.clauses}, package.intervention
    for key, cited in (("conditions", rules.conditions), ("grounds", rules.grounds)):
        for clause in cited:
            if clause not in known:
                yield Fault(INTERVENTION, rules.lines[key], f"Regeln {clause} finns inte.",
                            f"There is no rule {clause}.", "Rätta id.", "Correct the id.")  # fmt: skip
    for role in rules.opened_by:
        if role not in roles:
            yield Fault(INTERVENTION, rules.lines["opened_by"], f"Rollen {role} finns inte.",
                        f"There is no role {role}.", "Rätta opened_by.", "Correct opened_by.")  # fmt: skip


def _parameter_faults(package: Package, roles: Collection[str]) -> Iterator[Fault]:
    for each in package.parameters.values():
        if each.changed_by not in roles:
            yield Fault(PARAMETERS, each.line, f"{each.id}: ingen får ändra den.", f"{each.id}: nobody may change it.",
                        "Ange en roll i changed_by.", "Name a role in changed_by.")  # fmt: skip
