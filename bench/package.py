"""A package of thousands of rules: read, validated, asked, and a chapter beside the same among those that ship."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.measuring import best, peak_mb, spent
from bench.pages import home_of, measure

SHIPPED, TODAY = "oxelosund", date(2026, 11, 2)
UNITS = 45
CHAPTER = "/policyn/MR/2/"
DOCUMENT = '  - id: BIG\n    title: {sv: "Ett stort dokument", en: "A large document"}\n    adopted: null\n'


def enlarged(rules: int) -> Path:
    """The shipped package with so many rules: its own in turn, in chapters of fifty in a document of their own."""
    from django.conf import settings

    from spelregler.apps.policy.packages.in_force import folder_of

    folder = Path(settings.SPELREGLER_PACKAGES[0]) / f"stort-{rules}"
    shutil.copytree(folder_of(SHIPPED), folder)
    path = folder / "policy.yaml"
    text = path.read_text(encoding="utf-8")
    top, own = text.split("\nclauses:\n", 1)
    top = top.replace("\ndocuments:\n", f"\ndocuments:\n{DOCUMENT}", 1)
    each = [f"  - id: {rest}" for rest in own.split("  - id: ")[1:]]
    path.write_text(f"{top}\nclauses:\n{own.rstrip()}\n{''.join(_more(each, rules - len(each)))}", encoding="utf-8")
    return folder


def _more(rows: list[str], count: int) -> Iterator[str]:
    for number in range(count):
        lines = rows[number % len(rows)].rstrip("\n").split("\n")
        lines[0] = f"  - id: BIG-{number + 1}"
        chapter = f'    section: {{sv: "Kapitel {number // 50 + 1}", en: "Chapter {number // 50 + 1}"}}'
        kept = [line for line in lines[1:] if not line.lstrip().startswith(("document:", "section:"))]
        yield "\n".join([lines[0], "    document: BIG", chapter, *kept]) + "\n"


def measured(rules: int) -> list[dict[str, Any]]:
    """Processor time to read, validate and ask, and of a chapter's page under each package."""
    home_of(UNITS)
    from bench.pages import clients
    from spelregler.apps.policy.operations.findings import adopt_package, evaluate_and_store
    from spelregler.apps.policy.packages.in_force import forget, keep
    from spelregler.apps.policy.packages.validation import faults_of
    from spelregler.exchange.package import read_package
    from spelregler.platform import collecting
    from spelregler.platform.audit.operations import SYSTEM

    collecting.search_seldom()
    head = clients()["FC"]
    before = measure(head, "FC", CHAPTER)
    folder = enlarged(rules)
    reading, package = best(lambda: read_package(folder))
    validating, faults = spent(lambda: faults_of(folder))
    if len(package.clauses) != rules or faults:
        raise SystemExit(f"{len(package.clauses)} rules, faults: {faults[:3]}")
    forget()
    adopt_package(name=folder.name, start=TODAY, who=SYSTEM)
    keep(folder.name)
    asking, answers = spent(lambda: evaluate_and_store(as_of=TODAY))
    after = measure(head, "FC", CHAPTER)
    return [
        {
            "what": f"a package of {rules} rules, {UNITS} units",
            "read s": reading,
            "validate s": validating,
            "ask and store s": asking,
            "answers": answers,
            "chapter ms": after.ms,
            "of the same among 101": after.ms / before.ms,
            "queries": after.queries,
            "peak MB": peak_mb(),
        }
    ]
