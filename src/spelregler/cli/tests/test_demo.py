"""`spelregler demo` leaves what it built with behind before it serves."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from spelregler.cli import program, run

BUILDING = [sys.executable, "-m", "spelregler", "demo", "--no-serve"]


@pytest.mark.parametrize(("code", "ports"), [(0, [8123]), (2, [])])
def test_the_demo_is_built_in_a_process_of_its_own_and_then_served(monkeypatch, code: int, ports: list[int]) -> None:
    begun: list[list[str]] = []
    served: list[int] = []

    def built(command: list[str], **_more: object) -> subprocess.CompletedProcess[str]:
        begun.append(command)
        return subprocess.CompletedProcess(command, code)

    for name in ("SPELREGLER_TODAY", "SPELREGLER_DEMO"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(run.subprocess, "run", built)
    monkeypatch.setattr(run, "serve", lambda port: served.append(port))
    result = CliRunner().invoke(program, ["demo", "--port", "8123"])
    assert (result.exit_code, begun, served) == (code, [BUILDING], ports)
