"""A version is said in several places, and they agree."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import yaml

import spelregler

ROOT = Path(spelregler.__file__).resolve().parents[2]


class TestTheVersionIsOne:
    """pyproject reads it from the package (tests/test_version.py); releases are told to readers and catalogues."""

    CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    RELEASES = re.findall(r"^## (\d+\.\d+\.\d+) – (\d{4}-\d\d-\d\d)$", CHANGELOG, re.MULTILINE)

    def test_the_catalogues_entry_is_the_latest_release(self):
        said = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
        assert (said["softwareVersion"], said["releaseDate"]) == self.RELEASES[0]

    def test_the_package_is_the_latest_release_or_on_its_way_to_the_next(self):
        version, _, on_its_way = spelregler.__version__.partition(".dev")
        numbers = [tuple(int(part) for part in each.split(".")) for each in (version, self.RELEASES[0][0])]
        assert numbers[0] > numbers[1] if on_its_way else numbers[0] == numbers[1]
        assert bool(on_its_way) == ("## Unreleased" in self.CHANGELOG)

    def test_a_tagged_commit_has_the_version_of_its_tag(self):
        asked = subprocess.run(
            ["git", "tag", "--points-at", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        tags = [tag for tag in asked.stdout.split() if re.fullmatch(r"v\d+\.\d+\.\d+", tag)]
        assert all(tag == f"v{spelregler.__version__}" for tag in tags)

    def test_the_manual_says_what_each_release_demands(self):
        manual = (ROOT / "docs/handbok/systemforvaltare/versioner.md").read_text(encoding="utf-8")
        wanted = [version for version, _ in self.RELEASES]
        assert re.findall(r"^## (\d+\.\d+\.\d+)$", manual, re.MULTILINE) == wanted
        assert ("## Nästa version" in manual) == ("## Unreleased" in self.CHANGELOG)
