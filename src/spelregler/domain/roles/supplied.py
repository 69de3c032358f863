"""What the product tells the rules of who asks and of the matter, held against what a package's schema asks for.

A schema that asks for more would make every rule about it fail, and one that names something else a rule that can never
apply. Neither is a fault to Cedar, so it is looked for here.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from spelregler.domain.roles.vocabulary import Actor, Resource
from spelregler.domain.words import Bilingual, Words

ENTITIES: Mapping[str, type[Actor] | type[Resource]] = {"Actor": Actor, "Matter": Resource}
NOT_TOLD = {("Matter", "id")}
_ENTITY = re.compile(r"\bentity\s+(?P<name>Actor|Matter)\b[^{;]*\{(?P<body>[^}]*)\}")
_ATTRIBUTE = re.compile(
    r'(?:"(?P<quoted>[^"]+)"|(?P<plain>\w+))\s*(?P<optional>\?)?\s*:\s*(?P<kind>[\w:]+(?:<[^>]*>)?)'
)
_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*')


@dataclass(frozen=True)
class Attribute:
    """One attribute as a schema declares it, or as the product supplies it."""

    kind: str
    optional: bool
    line: int = 1


def supplied(entity: str) -> dict[str, Attribute]:
    """What the product tells, by name."""
    hints = typing.get_type_hints(ENTITIES[entity])
    return {
        each.name: _as_supplied(hints[each.name])
        for each in fields(ENTITIES[entity])
        if (entity, each.name) not in NOT_TOLD
    }


def _as_supplied(hint: Any) -> Attribute:
    optional = type(None) in typing.get_args(hint)
    kind = "Bool" if hint is bool else "Set<String>" if typing.get_origin(hint) is frozenset else "String"
    return Attribute(kind=kind, optional=optional)


@lru_cache(maxsize=4)  # every rule of a package is held against the same schema
def declared(schema_text: str) -> Mapping[str, Mapping[str, Attribute]]:
    """What the schema declares of the two, with the line of each attribute."""
    plain = _COMMENT.sub(lambda found: found.group(1) or "", schema_text)
    told: dict[str, dict[str, Attribute]] = {}
    for entity in _ENTITY.finditer(plain):
        begins, found = entity.start("body"), told.setdefault(entity["name"], {})
        for each in _ATTRIBUTE.finditer(entity["body"]):
            line = plain.count("\n", 0, begins + each.start()) + 1
            kind = re.sub(r"\s", "", each["kind"])
            found[each["quoted"] or each["plain"]] = Attribute(kind, bool(each["optional"]), line)
    return told


def mismatches(schema_text: str) -> Iterator[tuple[int, Bilingual]]:
    """Where the schema asks for what is not told: the line, and what is wrong."""
    for entity, attributes in declared(schema_text).items():
        known = supplied(entity)
        for name, asked in attributes.items():
            told = known.get(name)
            if told is None:
                yield (
                    asked.line,
                    Words(
                        "{entity} has the attribute {name}, which the product does not supply. No rule on it can "
                        "apply.",
                        entity=entity,
                        name=name,
                    ),
                )
            elif told.kind != asked.kind:
                yield (
                    asked.line,
                    Words(
                        "{entity}.{name} is {asked} in the schema, but the product supplies {told}.",
                        entity=entity,
                        name=name,
                        asked=asked.kind,
                        told=told.kind,
                    ),
                )
            elif told.optional and not asked.optional:
                yield (
                    asked.line,
                    Words(
                        "{entity}.{name} is required in the schema, but some matters lack it.", entity=entity, name=name
                    ),
                )


def unknown_attributes(body: Any, schema_text: str) -> list[str]:
    """What a rule asks the one who asks or the matter whether they have, and which the schema does not know."""
    told = declared(schema_text)
    known = {"principal": told.get("Actor", {}), "resource": told.get("Matter", {})}
    return [name for variable, name in _asked_for(body) if variable in known and name not in known[variable]]


def _asked_for(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for each in node:
            yield from _asked_for(each)
    if isinstance(node, dict):
        asked = node.get("has")
        if isinstance(asked, dict) and isinstance(asked.get("left"), dict):
            yield str(asked["left"].get("Var", "")), str(asked.get("attr", ""))
        for each in node.values():
            yield from _asked_for(each)
