"""Holds a document against the published schemas, as far as OParl and Popolo use them, and against what we promise."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[5] / ".." / "shared" / "data"
KINDS = {"string": str, "integer": int, "boolean": bool, "object": dict, "array": list, "null": type(None)}


@cache
def schema(standard: str, name: str) -> dict[str, Any]:
    folder = {"oparl": "schema", "popolo": "schemas"}[standard]
    return json.loads((SHARED / standard / folder / f"{name}.json").read_text("utf-8"))


def faults(standard: str, name: str, told: Any, where: str = "") -> list[str]:
    """What in the thing the schema does not allow, with its place."""
    return _faults(standard, schema(standard, name), told, where or name)


def _faults(standard: str, rule: dict[str, Any], told: Any, where: str) -> list[str]:
    if isinstance(rule.get("$ref"), str):
        rule = schema(standard, rule["$ref"].rpartition("/")[2].partition(".")[0])
    if "schema" in rule and rule.get("type") == "object":
        rule = schema(standard, rule["schema"].partition(".")[0])
    found = []
    kinds = rule.get("type", [])
    allowed = [kinds] if isinstance(kinds, str) else kinds
    if allowed and not any(_is(told, each) for each in allowed):
        return [f"{where}: {told!r} is not {allowed}"]
    if isinstance(told, str):
        if "pattern" in rule and not re.search(rule["pattern"], told):
            found.append(f"{where}: {told!r} is not {rule['pattern']}")
        if not _has_format(told, rule.get("format", "")):
            found.append(f"{where}: {told!r} is no {rule['format']}")
    if isinstance(told, list) and "items" in rule:
        for number, each in enumerate(told):
            found += _faults(standard, rule["items"], each, f"{where}[{number}]")
    if isinstance(told, dict) and "properties" in rule:
        needed = rule["required"] if isinstance(rule.get("required"), list) else []
        needed += [name for name, each in rule["properties"].items() if each.get("required") is True]
        found += [f"{where}: {name} is missing" for name in needed if name not in told]
        for name, value in told.items():
            if name not in rule["properties"]:
                found.append(f"{where}: {name} is not known")
            else:
                found += _faults(standard, rule["properties"][name], value, f"{where}.{name}")
    return found


def _is(told: Any, kind: str) -> bool:
    return isinstance(told, KINDS[kind]) and not (kind == "integer" and isinstance(told, bool))


def _has_format(text: str, form: str) -> bool:
    try:
        match form:
            case "url" | "uri":
                return re.match(r"https?://[^ ]+$", text) is not None
            case "date":
                return str(date.fromisoformat(text)) == text  # noqa: TID251  the form itself is tried
            case "date-time":
                return datetime.fromisoformat(text).tzinfo is not None and text[19] in "+-"
    except ValueError:
        return False
    return True
