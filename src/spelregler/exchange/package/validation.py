"""What a readable package may still have wrong: checks, parameters, who answers, references, owners, grounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spelregler.domain.checks import ParameterError, Registry, read_parameters
from spelregler.exchange.package.model import Clause, Fault, Package

POLICY, PARAMETERS, CYCLE, INTERVENTION = "policy.yaml", "parameters.yaml", "cycle.yaml", "intervention.yaml"


def validate(package: Package, checks: Registry, roles: Collection[str]) -> list[Fault]:
    """Every fault that makes a package unfit for adoption, with its line and what to do."""
    faults = [fault for clause in package.clauses for fault in _clause_faults(package, clause, checks, roles)]
    return [*faults, *_cycle_faults(package, roles), *_intervention_faults(package), *_parameter_faults(package, roles)]


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
    try:
        read_parameters(checks.get(clause.check), package.resolved(clause))
    except KeyError as error:
        yield fault(f"hänvisningen {error.args[0]} pekar på ingen parameter.", f"{error.args[0]} is no parameter.",
                    f"Lägg till den i {PARAMETERS}.", f"Add it to {PARAMETERS}.")  # fmt: skip
    except ParameterError as error:
        yield fault(error.sv, error.en, "Rätta värdet.", "Correct the value.")


def _cycle_faults(package: Package, roles: Collection[str]) -> Iterator[Fault]:
    known = {clause.id for clause in package.clauses}
    for entry in package.cycle:
        if entry.owner not in roles:
            yield Fault(CYCLE, entry.line, f"{entry.id}: ingen äger tillfället.", f"{entry.id}: nobody owns it.",
                        "Ange en roll som owner.", "Name a role as owner.")  # fmt: skip
        for clause in entry.clauses:
            if clause not in known:
                yield Fault(CYCLE, entry.line, f"{entry.id}: regeln {clause} finns inte.",
                            f"{entry.id}: there is no rule {clause}.", "Rätta id.", "Correct the id.")  # fmt: skip


def _intervention_faults(package: Package) -> Iterator[Fault]:
    known = {clause.id for clause in package.clauses}
    for clause in (*package.conditions, *package.grounds):
        if clause not in known:
            yield Fault(INTERVENTION, 1, f"Regeln {clause} finns inte.", f"There is no rule {clause}.",
                        "Rätta id.", "Correct the id.")  # fmt: skip


def _parameter_faults(package: Package, roles: Collection[str]) -> Iterator[Fault]:
    for each in package.parameters.values():
        if each.changed_by not in roles:
            yield Fault(PARAMETERS, each.line, f"{each.id}: ingen får ändra den.", f"{each.id}: nobody may change it.",
                        "Ange en roll i changed_by.", "Name a role in changed_by.")  # fmt: skip
        if any(value is None for value in each.values.values()):
            yield Fault(PARAMETERS, each.line, f"{each.id}: värde saknas.", f"{each.id}: no value.",
                        "Ange value eller values.", "Give value or values.")  # fmt: skip
