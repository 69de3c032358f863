"""Two engines of accessibility beside axe, with rules that it has not; `make system` installs them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import warnings
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1] / "tools" / "accessibility"
PACKAGES = HERE / "node_modules"
JAVA = ("java", "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar")
"""The checker is soon done, so it is not worth much compiling; its schemas need a deep stack."""
MISSING = "the engines of accessibility are not installed; `make system` does that, or says why it cannot"


@dataclass(frozen=True)
class Fault:
    """A rule, the page that breaks it, the kind of element that does, and where, in the engine's own words."""

    rule: str
    address: str
    tag: str
    place: str


def nu_checker(pages: Mapping[str, str], folder: Path) -> list[Fault]:
    """What the Nu HTML checker says of the HTML that the server sent: its errors and its warnings."""
    files = {str(folder / f"{number}.html"): address for number, address in enumerate(pages)}
    for file, address in files.items():
        Path(file).write_text(pages[address], encoding="utf-8")
    program = [*JAVA, _installed("vnu-jar/build/dist/vnu.jar"), "--format", "json", "--exit-zero-always"]
    said = json.loads(_said([*program, *files]).stderr)
    return [_of_html(files, each) for each in said["messages"]]


def _of_html(files: Mapping[str, str], said: Mapping[str, str]) -> Fault:
    start = int(said.get("hiliteStart", 0))
    tag = re.match(r"</?([\w-]+)", said.get("extract", "")[start:])
    place = f"{said.get('extract')} (row {said.get('lastLine')})"
    return Fault(said["message"], files[said["url"].removeprefix("file:")], tag[1] if tag else "", place)


def snapshot() -> str:
    """A script that gives the page that it is run in, as Alfa reads it."""
    source = Path(_installed("@siteimprove/alfa-dom/dist/native.js")).read_text(encoding="utf-8")
    source = source.replace("export var", "var")
    return f"async () => {{ {source}\nreturn JSON.stringify(await Native.fromNode(document)) }}"


def alfa(snapshots: Mapping[str, str]) -> list[Fault]:
    """What Siteimprove Alfa says of pages as the browser built them: WCAG A and AA, and good practice."""
    said = _said(["node", "--max-semi-space-size=64", str(HERE / "alfa.js")], json.dumps(snapshots))
    return [_of_page(each) for each in json.loads(said.stdout)]


def _of_page(said: Mapping[str, str]) -> Fault:
    tag = re.sub(r".*/|\[\d+\]", "", said["places"][-1])
    return Fault(said["rule"], said["address"], tag, f"{said['what']} {said['places']}")


def true_ones(found: Iterable[Fault], false_ones: Collection[tuple[str, str]]) -> list[Fault]:
    """Those whose rule and element are not listed as false; one that is listed must still be found."""
    by_kind = {(each.rule, each.tag) for each in found}
    assert set(false_ones) <= by_kind, "a fault that is listed as false is found no more: take it off the list"
    return [each for each in found if (each.rule, each.tag) not in false_ones]


def _said(program: list[str], of: str | None = None) -> subprocess.CompletedProcess[str]:
    if not shutil.which(program[0]):
        said = f"{program[0]} is not installed, and an engine of accessibility runs on it"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    return subprocess.run(program, input=of, check=True, capture_output=True, text=True)


def _installed(path: str) -> str:
    if not (PACKAGES / path).exists():
        warnings.warn(MISSING, stacklevel=2)
        pytest.skip(MISSING)
    return str(PACKAGES / path)
