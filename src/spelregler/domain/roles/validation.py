"""Is a package's rule book fit to be adopted? Every fault with file, line, what, and what to do.

The rule (MR-1, MR-2): ground rules are clear, and each of them rests on a clause that exists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import cedarpy

from spelregler.domain.faults import Fault
from spelregler.domain.roles import floor, source, supplied
from spelregler.domain.roles.book import Base, Book, floor_of, is_whole, read_book
from spelregler.domain.roles.floor import Breach
from spelregler.domain.roles.matrix import PROBE, example_of, probe_actor
from spelregler.domain.roles.rules import rules_of_book
from spelregler.domain.roles.vocabulary import OPERATIONS, Actor, Beside, Resource, Role
from spelregler.domain.words import NOTHING, Words

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
    faults = [*_syntax_faults(policy_text), *_schema_faults(schema_text)]
    if faults:
        return faults
    try:
        located = _located(policy_text)
    except ValueError as error:  # a string or comment of one rule can reach into the next, so that each alone is right
        what = Words("The rules cannot be parsed: {error}", error=error)
        return [Fault(source.POLICY_FILE, 1, what, Words("Correct the syntax."))]
    faults = [
        *_type_faults(policy_text, schema_text, located),
        *(_supply_faults(schema_text) if is_own else ()),
        *_never_faults(policy_text, schema_text, located),
        *_named_unit_faults(policy_text, located),
        *(fault for line, rule in located.values() for fault in _rule_faults(line, rule, known_clauses)),
        *_duplicates(located),
    ]
    is_sound = not faults
    faults += _reach_faults(policy_text, located)
    faults += _rewriting_faults(base, located, is_own=is_own) if base else ()
    if is_sound:
        faults += _asked_faults(folder, base, policy_text, located)
    return sorted(faults, key=lambda fault: (fault.file, fault.line))


def _missing(name: str) -> Fault:
    return Fault(name, 1, Words("The file is missing."), Words("Add it to the package."))


def _syntax_faults(text: str) -> Iterator[Fault]:
    """Cedar says what is wrong but not where, so each rule is parsed alone."""
    for chunk in source.chunks(text):
        try:
            cedarpy.PolicySet.from_str(chunk.text)
            if json.loads(cedarpy.policies_to_json_str(chunk.text))["templates"]:
                yield _template(chunk.line + _slot_offset(chunk.text))
        except ValueError as error:
            line = chunk.line + _offset(chunk.text, str(error))
            yield Fault(
                source.POLICY_FILE,
                line,
                Words("The rule cannot be parsed: {error}", error=error),
                Words("Correct the syntax; a rule ends with a semicolon."),
            )


def _slot_offset(text: str) -> int:
    """Lines down to the slot."""
    found = re.search(r"\?(principal|resource)\b", text)
    return text.count("\n", 0, found.start()) if found else 0


def _template(line: int) -> Fault:
    return Fault(
        source.POLICY_FILE,
        line,
        Words("The rule is a template with an open slot (?principal or ?resource), and nothing fills it in."),
        Words("Write whom or what the rule is about."),
    )


def _supply_faults(schema_text: str) -> Iterator[Fault]:
    """The schema held against what the product tells the rules."""
    for line, words in supplied.mismatches(schema_text):
        yield Fault(
            source.SCHEMA_FILE,
            line,
            words,
            Words("Remove the attribute, or write it as a shipped package has it."),
        )


def _never_faults(policy_text: str, schema_text: str, located: dict[str, tuple[int, source.Policy]]) -> Iterator[Fault]:
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


Located = dict[str, tuple[int, source.Policy]]


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


def _reach_faults(policy_text: str, located: Located) -> Iterator[Fault]:
    """A permit says what it permits and whom; one for anybody, or for anything, is no rule about who may do what."""
    for position, body in source.policies_by_position(policy_text).items():
        line, rule = located[position]
        if rule.forbids:
            continue
        if not floor.names_operations(rule):
            yield Fault(
                source.POLICY_FILE,
                line,
                Words(
                    "Rule {id} permits more than it names: it does not say which operations it is about.", id=rule.id
                ),
                Words('Name each operation, such as action in Action::"frame_per_committee:decide".'),
            )
        if not floor.names_roles(body):
            yield Fault(
                source.POLICY_FILE,
                line,
                Words("Rule {id} permits anybody: it names no role. The two parties would mix.", id=rule.id),
                Words('Name the role, such as principal in Role::"N".'),
            )


def _rewriting_faults(base: Base, located: Located, *, is_own: bool) -> Iterator[Fault]:
    """A rule of the floor is the product's. An older package may hold it too, as a forbid."""
    names = floor_of(base.folder)
    for line, rule in located.values():
        if rule.id in names and not (is_own and rule.forbids):
            yield Fault(
                source.POLICY_FILE,
                line,
                Words("Rule {id} belongs to the product's floor and cannot be rewritten.", id=rule.id),
                Words("Remove it from the package, or give the rule of your own another @id."),
            )


def _asked_faults(folder: Path, base: Base | None, policy_text: str, located: Located) -> Iterator[Fault]:
    """What only shows when the rules are asked: a rule that cannot be evaluated, and a permit beyond the floor."""
    try:
        book = read_book(folder, base)
        errors, beyond = _asked(_Asked(folder, base, policy_text, book.schema, book))
    except ValueError as unread:
        yield _unproven(1, "", str(unread))
        return
    lines = {rule.id: line for line, rule in located.values()}
    told: set[str] = set()
    for error in errors:
        named = re.search(r"policy `(.+?)`", error)
        name = named[1] if named else ""
        if name not in told:
            told.add(name)
            yield _unproven(lines.get(name, 1), name, error)
    for breach in beyond:
        yield _breach_fault(lines.get(breach.permit, 1), breach, book)


def _breach_fault(line: int, breach: Breach, book: Book) -> Fault:
    name, _, operation = breach.action.partition(":")
    row = next(row for row in book.rows if row.name == name)
    does, rule = OPERATIONS[operation], book.rules[breach.floor].told
    more = Words(" It is so in {more} more places.", more=breach.more) if breach.more else NOTHING
    return Fault(
        source.POLICY_FILE,
        line,
        Words(
            "Rule {permit} goes beyond the floor: it gives the role {role} “{row}” ({meaning}), "
            "where the floor always says no ({floor}). {rule}{more}",
            permit=breach.permit,
            floor=breach.floor,
            role=breach.role.label,
            row=row.label,
            meaning=does.meaning,
            rule=rule.said("reason"),
            more=more,
        ),
        Words("Remove the role or the operation from the rule."),
    )


@dataclass(frozen=True)
class _Asked:
    """What is asked, known by its texts: the book is made of them."""

    folder: Path
    base: Base | None
    policy_text: str
    schema_text: str
    book: Book = field(compare=False)


@lru_cache(maxsize=8)
def _asked(about: _Asked) -> tuple[tuple[str, ...], tuple[Breach, ...]]:
    """Thousands of questions take a second, so a page that shows the same files again does not ask them again.

    Every action is asked by every role, of a matter with everything and of one with only what every matter has.
    """
    rules, bare, found = rules_of_book(about.book), Resource(kind=PROBE.kind, id=PROBE.id), dict[str, None]()
    for row in rules.rows:
        questions = [(f"{row.name}:{each}", matter) for each in row.operations for matter in (PROBE, bare)]
        for actor in (*map(probe_actor, Role), Actor(role=Beside.ADMINISTRATOR, person="p")):
            for verdict in rules.verdicts(actor=actor, questions=questions):
                found.update(dict.fromkeys(verdict.errors))
    return tuple(found), () if about.base is None or found else tuple(floor.breaches(about.book))


def _unproven(line: int, name: str, error: str) -> Fault:
    return Fault(
        source.POLICY_FILE,
        line,
        Words("Rule {name} cannot be evaluated on what the product supplies: {error}", name=name, error=error),
        Words("Rewrite the condition; an attribute that may be missing is asked for with has."),
    )


def _schema_faults(text: str) -> Iterator[Fault]:
    try:
        cedarpy.Schema.from_str(text)
    except ValueError as error:
        yield Fault(
            source.SCHEMA_FILE,
            1 + _offset(text, str(error)),
            Words("The schema cannot be parsed: {error}", error=error),
            Words("Correct the schema."),
        )


def _offset(text: str, message: str) -> int:
    """Lines down to the token that the message quotes, when it occurs only once; else the first line."""
    quoted = re.search(r"unexpected token `(.+?)`", message)
    if quoted is None or text.count(quoted[1]) != 1:
        return 0
    return text[: text.index(quoted[1])].count("\n")


def _located(text: str) -> dict[str, tuple[int, source.Policy]]:
    """Each rule with its line, keyed by Cedar's own position id."""
    lines = [chunk.line for chunk in source.chunks(text)]
    bodies = source.policies_by_position(text)
    return {
        position: (line, source.policy(position=position, body=body))
        for line, (position, body) in zip(lines, bodies.items(), strict=True)
    }


def _type_faults(policy_text: str, schema_text: str, located: dict[str, tuple[int, source.Policy]]) -> Iterator[Fault]:
    schema = cedarpy.Schema.from_str(schema_text)
    for error in cedarpy.validate_policies(policy_text, schema).errors:
        line, rule = located.get(error.policy_id, (1, None))
        name = rule.id if rule else error.policy_id
        what = error.error.removeprefix(f"for policy `{error.policy_id}`, ")
        yield Fault(
            source.POLICY_FILE,
            line,
            Words("Rule {name} does not match the schema: {what}", name=name, what=what),
            Words("Correct the rule or add what is missing to {schema_file}.", schema_file=source.SCHEMA_FILE),
        )


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


def _duplicates(located: dict[str, tuple[int, source.Policy]]) -> Iterator[Fault]:
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
