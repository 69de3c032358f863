"""What Cedar cannot read in the rules or in the schema, and on which line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import cedarpy

from spelregler.domain.faults import Fault
from spelregler.domain.roles import source
from spelregler.domain.words import Words

Located = dict[str, tuple[int, source.Policy]]
"""Each rule with its line, by Cedar's own position."""


def syntax_faults(text: str) -> Iterator[Fault]:
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


def schema_faults(text: str) -> Iterator[Fault]:
    """The schema can be parsed."""
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


def type_faults(policy_text: str, schema_text: str, located: Located) -> Iterator[Fault]:
    """The rules fit the schema."""
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


def locate(text: str) -> Located:
    """Each rule with its line, keyed by Cedar's own position id."""
    lines = [chunk.line for chunk in source.chunks(text)]
    bodies = source.policies_by_position(text)
    return {
        position: (line, source.policy(position=position, body=body))
        for line, (position, body) in zip(lines, bodies.items(), strict=True)
    }
