"""Is a package's rule book fit to be adopted? Every fault with file, line, what, and what to do.

The rule (MR-1, MR-2): ground rules are clear, and each of them rests on a clause that exists.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spelregler.domain.faults import Fault
from spelregler.domain.roles import source, supplied
from spelregler.domain.roles.book import Base, is_whole
from spelregler.domain.roles.floor_faults import asked_faults, reach_faults, rewriting_faults
from spelregler.domain.roles.matrix import example_of
from spelregler.domain.roles.syntax_faults import Located, locate, schema_faults, syntax_faults, type_faults
from spelregler.domain.words import Words

REQUIRED = ("id", "clause", "reason_sv", "reason_en")
REQUIRED_OF_FORBIDS = ("way_sv", "way_en")


def validate_rules(folder: Path, known_clauses: set[str], base: Base | None) -> list[Fault]:
    """All faults of `roles.cedar`, and of `roles.cedarschema` where the package has one; none means fit for use.

    Refuses what breaks the floor of the `base`: a permit beyond it, or one that says not what or whom it permits.
    """
    needed = [source.POLICY_FILE] if base else [source.POLICY_FILE, source.SCHEMA_FILE]
    missing = [_missing(name) for name in needed if not (folder / name).is_file()]
    if missing:
        return missing
    is_own = base is None or is_whole(folder)
    try:
        policy_text = source.read(folder=folder, name=source.POLICY_FILE)
        schema_text = source.read(folder=folder if base is None or is_own else base.folder, name=source.SCHEMA_FILE)
    except source.Unfit as unfit:
        return [Fault(unfit.name, unfit.line, unfit.words, Words("Correct the file."))]
    faults = [*syntax_faults(policy_text), *schema_faults(schema_text)]
    if faults:
        return faults
    try:
        located = locate(policy_text)
    except ValueError as error:  # a string or comment of one rule can reach into the next, so that each alone is right
        what = Words("The rules cannot be parsed: {error}", error=error)
        return [Fault(source.POLICY_FILE, 1, what, Words("Correct the syntax."))]
    faults = [
        *type_faults(policy_text, schema_text, located),
        *(_supply_faults(schema_text) if is_own else ()),
        *_never_faults(policy_text, schema_text, located),
        *_named_unit_faults(policy_text, located),
        *(fault for line, rule in located.values() for fault in _rule_faults(line, rule, known_clauses)),
        *_duplicates(located),
    ]
    is_sound = not faults
    faults += reach_faults(policy_text, located)
    faults += rewriting_faults(base, located, is_own=is_own) if base else ()
    if is_sound:
        faults += asked_faults(folder, base, policy_text, located)
    return sorted(faults, key=lambda fault: (fault.file, fault.line))


def _missing(name: str) -> Fault:
    return Fault(name, 1, Words("The file is missing."), Words("Add it to the package."))


def _supply_faults(schema_text: str) -> Iterator[Fault]:
    """The schema held against what the product tells the rules."""
    for line, words in supplied.mismatches(schema_text):
        yield Fault(
            source.SCHEMA_FILE,
            line,
            words,
            Words("Remove the attribute, or write it as a shipped package has it."),
        )


def _never_faults(policy_text: str, schema_text: str, located: Located) -> Iterator[Fault]:
    """A rule that asks for an attribute that is not in the schema can never apply; to Cedar that is no error."""
    for position, body in source.policies_by_position(policy_text).items():
        line, rule = located[position]
        for name in dict.fromkeys(supplied.unknown_attributes(body.get("conditions", []), schema_text)):
            yield Fault(
                source.POLICY_FILE,
                line,
                Words(
                    "Rule {id} asks for {name}, which is not in the schema. It can never apply.", id=rule.id, name=name
                ),
                Words("Spell it as in {schema_file}.", schema_file=source.SCHEMA_FILE),
            )


def _named_unit_faults(policy_text: str, located: Located) -> Iterator[Fault]:
    """A rule is about whoever has a tie to a unit, never about one unit by its code: units are alike before the rules.

    Lists of a municipality's units rest on it: the rules are asked once for the units of a department.
    """
    for position, body in source.policies_by_position(policy_text).items():
        line, rule = located[position]
        if _compares_unit(body.get("conditions", [])):
            yield Fault(
                source.POLICY_FILE,
                line,
                Words("Rule {id} is about a unit by its code. Units are alike before the rules.", id=rule.id),
                Words("Compare with the unit of whoever asks: principal.unit == resource.unit."),
            )


def _compares_unit(node: object) -> bool:
    """Whether a condition holds somebody's unit, or a matter's, against anything but the other's."""
    if isinstance(node, list):
        return any(map(_compares_unit, node))
    if not isinstance(node, dict):
        return False
    sides = [side for side in node.values() if isinstance(side, dict)]
    units = [side["."]["attr"] == "unit" for side in sides if "." in side]
    if any(units) and not (len(units) == len(node) and all(units)):
        return True
    return any(map(_compares_unit, node.values()))


def _rule_faults(line: int, rule: source.Policy, known_clauses: set[str]) -> Iterator[Fault]:
    required = REQUIRED + (REQUIRED_OF_FORBIDS if rule.forbids else ())
    for name in required:
        if not rule.text(name).strip():
            yield Fault(
                source.POLICY_FILE,
                line,
                Words("Rule {id} lacks @{name}.", id=rule.id, name=name),
                Words('Write @{name}("…") before the rule.', name=name),
            )
    clause = rule.text("clause")
    if clause and clause not in known_clauses:
        yield Fault(
            source.POLICY_FILE,
            line,
            Words("Rule {id} cites {clause}, which is not in the package.", id=rule.id, clause=clause),
            Words("Cite a clause of policy.yaml."),
        )
    yield from _example_faults(line, rule)


def _example_faults(line: int, rule: source.Policy) -> Iterator[Fault]:
    try:
        example_of(rule)
    except ValueError as error:
        yield Fault(
            source.POLICY_FILE,
            line,
            Words("Rule {id} has an example that cannot be tried: {error}", id=rule.id, error=error),
            Words('Write @example("attribute=value") with an attribute of the schema.'),
        )


def _duplicates(located: Located) -> Iterator[Fault]:
    seen: set[str] = set()
    for line, rule in located.values():
        if rule.id in seen:
            yield Fault(
                source.POLICY_FILE,
                line,
                Words("Two rules are called {id}.", id=rule.id),
                Words("Give each its own @id."),
            )
        seen.add(rule.id)
