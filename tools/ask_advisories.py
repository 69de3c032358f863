"""Ask pip-audit whether anything in the locks has a known fault, and say what the answer is worth.

    python tools/ask_advisories.py            says it; a warning stops nobody (`make check`)
    python tools/ask_advisories.py --strict   1 where something is open or was not asked about (before a release)

An advisory is somebody else's news: it may come at any hour, and the network may be gone. Neither may stop a change
that has nothing to do with it, so `make check` warns. What could not be asked is told as not asked, never as no faults.
What we live with for a while stands in `advisories.toml`, with a last day.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements-dev.txt"
"""Everything: what the product needs is in it too."""
KNOWN = Path(__file__).with_name("advisories.toml")
PATIENCE = 180
ASK = ("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "10")


@dataclass(frozen=True, kw_only=True)
class Known:
    """An advisory that we live with until a day, and why."""

    id: str
    package: str
    until: date
    why: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was asked about, and what is open, lived with, past its day, or no longer told of."""

    asked: int
    not_asked: int
    open: Sequence[str] = ()
    lived_with: Sequence[str] = ()
    expired: Sequence[str] = ()
    gone: Sequence[str] = ()

    @property
    def is_clean(self) -> bool:
        """Everything was asked about, and nothing is open."""
        return bool(self.asked) and not (self.not_asked or self.open or self.expired)


def known(text: str) -> list[Known]:
    """The dated list; an entry without id, package, day or reason is a fault of ours."""
    return [Known(**entry) for entry in tomllib.loads(text)["known"]]


def weigh(answer: dict[str, Any], lived: Sequence[Known], *, today: date) -> Report:
    """Sort what pip-audit said by what we have said of it. A package that it skipped was not asked about."""
    listed = {(entry.package, entry.id): entry for entry in lived}
    asked = [each for each in answer["dependencies"] if "skip_reason" not in each]
    opened: list[str] = []
    kept: list[str] = []
    expired: list[str] = []
    seen: set[Known] = set()
    for each in asked:
        for fault in each.get("vulns", []):
            words = f"{each['name']} {each['version']}: {fault['id']}, put right in {_versions(fault)}"
            names = [fault["id"], *fault.get("aliases", [])]
            entry = next((listed[each["name"], name] for name in names if (each["name"], name) in listed), None)
            if entry is None:
                opened.append(words)
                continue
            seen.add(entry)
            (kept if today <= entry.until else expired).append(f"{words}; until {entry.until}: {entry.why}")
    gone = [f"{entry.package}: {entry.id}" for entry in lived if asked and entry not in seen]
    return Report(
        asked=len(asked),
        not_asked=len(answer["dependencies"]) - len(asked),
        open=opened,
        lived_with=kept,
        expired=expired,
        gone=gone,
    )


def _versions(fault: dict[str, Any]) -> str:
    return " or ".join(fault.get("fix_versions") or ["no version yet"])


def ask() -> dict[str, Any] | None:
    """What pip-audit answers; None where it could not ask at all."""
    try:
        command = [sys.executable, "-m", "pip_audit", "-r", str(LOCK), *ASK]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
        answer: dict[str, Any] = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    return answer if isinstance(answer.get("dependencies"), list) else None


def tell(report: Report) -> list[str]:
    """The report in lines, what is worst first."""
    lines = [f"OPEN     {each}" for each in report.open]
    lines += [f"EXPIRED  {each}" for each in report.expired]
    lines += [f"known    {each}" for each in report.lived_with]
    lines += [f"gone     {each}: take it out of {KNOWN.name}" for each in report.gone]
    if report.not_asked:
        lines.append(f"NOT ASKED about {report.not_asked} of {report.asked + report.not_asked} packages: no answer.")
    if report.asked and not (report.open or report.expired):
        lines.append(f"No open advisory about the {report.asked} packages that were asked about.")
    return lines


def main(arguments: Sequence[str]) -> int:
    """Ask and say; with --strict anything short of a clean answer is 1."""
    lived = known(KNOWN.read_text(encoding="utf-8"))
    answer = ask()
    if answer is None:
        print("NOT ASKED: nobody could be asked for advisories. That is no answer about the packages.")
        return 1 if "--strict" in arguments else 0
    report = weigh(answer, lived, today=datetime.now(UTC).date())  # noqa: TID251  a tool, outside the house
    print("\n".join(tell(report)))
    return 1 if "--strict" in arguments and not report.is_clean else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
