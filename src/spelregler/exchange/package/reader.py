"""The files of a package into plain values. Every fault is collected with its line; a faulty package is refused."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from spelregler.exchange.package.model import (
    Clause,
    Committee,
    CycleEntry,
    Document,
    Fault,
    Package,
    PackageError,
    PolicyParameter,
    Text,
)

FILES = ("policy.yaml", "parameters.yaml", "cycle.yaml", "intervention.yaml")
FREQUENCIES = ("nightly", "monthly", "quarterly", "yearly", "per_interim", "per_term", "event")
KINDS = ("A", "M", "S", "A+M", "A+S")
CLAUSE_KEYS = {"id", "document", "section", "text", "who", "kind", "frequency", "module"} | {
    "check", "parameters", "evidence", "breach"
}  # fmt: skip


class Lines(dict[str, Any]):
    """A mapping that remembers the line it starts on."""

    line = 1


class _Loader(yaml.SafeLoader):
    """Plain YAML; figures with decimals become Decimal, and every mapping knows its line."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Lines:
    found = Lines()
    found.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise yaml.constructor.ConstructorError(None, None, f"duplicate key {key}", key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


def _decimal(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    try:
        return Decimal(str(node.value))
    except InvalidOperation:
        raise yaml.constructor.ConstructorError(None, None, f"{node.value} is no number", node.start_mark) from None


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)


class _Reading:
    """Collects faults while the files are read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []

    def fault(self, file: str, line: int, sv: str, en: str, todo_sv: str, todo_en: str) -> None:
        self.faults.append(Fault(file, line, sv, en, todo_sv, todo_en))

    def load(self, file: str) -> Lines:
        """One file as a mapping; empty, with a fault, where it cannot be read."""
        path = self.folder / file
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            self.fault(file, 1, "Filen saknas eller är inte UTF-8.", "The file is missing or not UTF-8.",
                       "Lägg dit filen.", "Add the file.")  # fmt: skip
            return Lines()
        if self._tab(file, text):
            return Lines()
        try:
            # The loader builds plain values only, like SafeLoader that it is made from.
            found = yaml.load(text, Loader=_Loader)  # noqa: S506
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.fault(file, line, f"Går inte att läsa: {error.problem}.", f"Cannot be read: {error.problem}.",
                       "Rätta raden.", "Correct the line.")  # fmt: skip
            return Lines()
        if not isinstance(found, Lines):
            self.fault(file, 1, "Filen ska börja med nycklar.", "The file is to start with keys.",
                       "Se ett medföljande paket.", "See a shipped package.")  # fmt: skip
            return Lines()
        return found

    def _tab(self, file: str, text: str) -> bool:
        for number, line in enumerate(text.split("\n"), start=1):
            if "\t" in line:
                column = line.index("\t") + 1
                self.fault(file, number, f"Tabulator i kolumn {column}.", f"Tab in column {column}.",
                           "Byt den mot mellanslag.", "Replace it with spaces.")  # fmt: skip
                return True
        return False

    def text(self, file: str, holder: Lines, key: str) -> Text:
        """A bilingual text, or a fault."""
        found = holder.get(key)
        if not isinstance(found, Mapping) or not all(isinstance(found.get(c), str) and found[c] for c in ("sv", "en")):
            name = holder.get("id", "")
            self.fault(file, holder.line, f"{name}: {key} ska ha sv och en.", f"{name}: {key} needs sv and en.",
                       "Skriv texten på båda språken.", "Write the text in both languages.")  # fmt: skip
            return Text("", "")
        return Text(found["sv"], found["en"])

    def one_of(self, file: str, holder: Lines, key: str, allowed: tuple[str, ...]) -> str:
        """A word out of a closed list, or a fault."""
        found = str(holder.get(key, ""))
        if found not in allowed:
            name, words = holder.get("id", ""), ", ".join(allowed)
            self.fault(file, holder.line, f"{name}: {key} är ”{found}”.", f"{name}: {key} is “{found}”.",
                       f"Välj ett av: {words}.", f"Choose one of: {words}.")  # fmt: skip
        return found

    def rows(self, file: str, holder: Lines, key: str) -> list[Lines]:
        """A list of mappings, or a fault; ids are unique within it."""
        found = holder.get(key)
        if not isinstance(found, list) or not all(isinstance(each, Lines) for each in found):
            self.fault(file, holder.line, f"{key} ska vara en lista.", f"{key} is to be a list.",
                       "Se ett medföljande paket.", "See a shipped package.")  # fmt: skip
            return []
        seen: set[str] = set()
        for each in found:
            name = str(each.get("id", each.get("code", "")))
            if not name or name in seen:
                sv, en = (f"{name} finns två gånger.", f"{name} stands twice.") if name else ("id saknas.", "No id.")
                self.fault(file, each.line, sv, en, "Ge varje rad ett eget id.", "Give every row an id of its own.")
            seen.add(name)
        return found


def read_package(folder: Path) -> Package:
    """The package in a folder; PackageError with every fault where it cannot be given out."""
    reading = _Reading(folder)
    policy, parameters, cycle, intervention = (reading.load(file) for file in FILES)
    package = Package(
        name=str(policy.get("package", "")),
        version=str(policy.get("version", "")),
        municipality=policy.get("municipality") or {},
        documents=_documents(reading, policy),
        committees=_committees(reading, policy),
        clauses=_clauses(reading, policy),
        parameters=_parameters(reading, parameters),
        cycle=_cycle(reading, cycle),
        conditions=tuple(intervention.get("conditions") or ()),
        grounds=tuple(intervention.get("grounds") or ()),
        intervention=intervention,
    )
    if reading.faults:
        raise PackageError(reading.faults)
    return package


def _documents(reading: _Reading, policy: Lines) -> tuple[Document, ...]:
    file = FILES[0]
    rows = reading.rows(file, policy, "documents")
    return tuple(Document(str(each.get("id")), reading.text(file, each, "title")) for each in rows)


def _committees(reading: _Reading, policy: Lines) -> tuple[Committee, ...]:
    file = FILES[0]
    rows = reading.rows(file, policy, "committees")
    return tuple(Committee(str(each.get("code")), reading.text(file, each, "name")) for each in rows)


def _clauses(reading: _Reading, policy: Lines) -> tuple[Clause, ...]:
    return tuple(_clause(reading, each) for each in reading.rows(FILES[0], policy, "clauses"))


def _clause(reading: _Reading, row: Lines) -> Clause:
    file = FILES[0]
    name = str(row.get("id", ""))
    for key in sorted(set(row) - CLAUSE_KEYS):
        reading.fault(file, row.line, f"{name}: nyckeln {key} är okänd.", f"{name}: the key {key} is unknown.",
                      "Ta bort den eller rätta stavningen.", "Remove it or correct the spelling.")  # fmt: skip
    who, parameters = row.get("who") or [], row.get("parameters") or {}
    return Clause(
        id=name,
        document=str(row.get("document", "")),
        section=reading.text(file, row, "section"),
        text=reading.text(file, row, "text"),
        who=tuple(str(each) for each in who) if isinstance(who, list) else (str(who),),
        kind=reading.one_of(file, row, "kind", KINDS),
        frequency=reading.one_of(file, row, "frequency", FREQUENCIES),
        module=str(row.get("module", "")),
        check=str(row.get("check", "")),
        parameters=dict(parameters) if isinstance(parameters, Mapping) else {},
        evidence=reading.text(file, row, "evidence"),
        breach=reading.text(file, row, "breach"),
        line=row.line,
    )


def _parameters(reading: _Reading, holder: Lines) -> dict[str, PolicyParameter]:
    file = FILES[1]
    return {
        str(each.get("id")): PolicyParameter(
            id=str(each.get("id")),
            title=reading.text(file, each, "title"),
            values=dict(each["values"]) if isinstance(each.get("values"), Mapping) else {"value": each.get("value")},
            unit=str(each.get("unit", "")),
            source=str(each.get("source", "")),
            invented=bool(each.get("invented")),
            changed_by=str(each.get("changed_by", "")),
            line=each.line,
        )
        for each in reading.rows(file, holder, "parameters")
    }


def _cycle(reading: _Reading, holder: Lines) -> tuple[CycleEntry, ...]:
    file = FILES[2]
    return tuple(
        CycleEntry(
            track=track,
            id=str(each.get("id")),
            title=reading.text(file, each, "title"),
            when=each.get("when") or {},
            owner=str(each.get("owner", "")),
            clauses=tuple(each.get("clauses") or ()),
            line=each.line,
        )
        for track in holder
        for each in reading.rows(file, holder, track)
    )
