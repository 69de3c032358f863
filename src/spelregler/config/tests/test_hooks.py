"""The hooks of git run what CI runs."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

import spelregler

ROOT = Path(spelregler.__file__).resolve().parents[2]


class TestTheHooksRunWhatCiRuns:
    MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
    HOOKS = [
        hook
        for repo in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
        for hook in repo["hooks"]
        if repo["repo"] == "local"
    ]
    SLOW = {"installs", "advisories", "on-sqlite", "on-postgres"}
    """Asks the network, or takes minutes: at a push only."""

    def test_nothing_is_fetched_and_every_hook_is_a_command_of_the_makefile(self):
        config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
        assert [repo["repo"] for repo in config["repos"]] == ["local"]
        targets = set(re.findall(r"^(\w+):", self.MAKEFILE, re.MULTILINE))
        for hook in self.HOOKS:
            assert hook["language"] == "system"
            assert hook["entry"].removeprefix("make ") in targets

    def test_a_commit_runs_the_quick_part_of_check_and_a_push_all_of_it(self):
        recipe = re.search(r"^check:.*\n((?:\t.+\n)+)", self.MAKEFILE, re.MULTILINE)
        assert recipe is not None
        calls = re.findall(r"\$\(MAKE\)((?: [-\w=]+)+)", recipe[1])
        checked = {word for call in calls for word in call.split() if not word.startswith("-")}
        at_commit = {hook["entry"].removeprefix("make ") for hook in self.HOOKS if "stages" not in hook}
        assert at_commit == checked - self.SLOW
        assert [hook["entry"] for hook in self.HOOKS if hook.get("stages") == ["pre-push"]] == ["make check"]
        assert "make check" in (ROOT / ".ci/run").read_text(encoding="utf-8")
