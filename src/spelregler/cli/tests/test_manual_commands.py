"""Every command that the manual tells people to run is there, with the options that it names."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

import spelregler
from spelregler.cli import program

MANUAL = Path(spelregler.__file__).resolve().parents[2] / "docs" / "handbok"
COMMAND = re.compile(r"^ {4,}(?:\w+=\S+ )*spelregler (.+)$|`(?:\w+=\S+ )?spelregler ([^`]+)`", re.MULTILINE)
TOLD = sorted(
    {
        (path.name, " ".join((found[1] or found[2]).split("#")[0].split()))
        for path in MANUAL.rglob("*.md")
        for found in COMMAND.finditer(path.read_text(encoding="utf-8"))
    }
)


def test_the_manual_tells_of_commands():
    assert len(TOLD) > 40


@pytest.mark.parametrize(("chapter", "told"), TOLD)
def test_a_command_in_the_manual_is_one_of_the_program(chapter, told):
    words = shlex.split(told)
    command: click.Command = program
    while isinstance(command, click.Group) and words:
        name = words.pop(0)
        assert name in command.commands, f"{chapter}: no command {name} in {told}"
        command = command.commands[name]
    known = {option for each in command.params for option in (*each.opts, *each.secondary_opts)} | {"--help"}
    named = [word.partition("=")[0] for word in words if word.startswith("--")]
    assert [word for word in named if word not in known] == [], f"{chapter}: {told}"
