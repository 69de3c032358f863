"""Known faults of what we depend on: weighed with what we have said of them, and a warning that stops nobody."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import spelregler

TOOL = Path(spelregler.__file__).resolve().parents[2] / "tools" / "ask_advisories.py"


@pytest.fixture(scope="module")
def asking() -> ModuleType:
    """The program, which no package holds."""
    spec = importlib.util.spec_from_file_location(TOOL.stem, TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[TOOL.stem] = module
    spec.loader.exec_module(module)
    return module


class TestAdvisoriesAreWeighed:
    TODAY = date(2027, 1, 15)
    FAULT = {"id": "PYSEC-2027-1", "aliases": ["CVE-2027-9"], "fix_versions": ["2.1"]}

    def answer(self, *faults):
        return {
            "dependencies": [
                {"name": "django", "version": "5.2.9", "vulns": []},
                {"name": "lxml", "version": "2.0", "vulns": list(faults)},
                {"name": "hidden", "skip_reason": "not found"},
            ]
        }

    def lived(self, asking, until):
        return [asking.Known(id="CVE-2027-9", package="lxml", until=until, why="not used")]

    def test_one_that_nobody_has_spoken_of_is_open(self, asking):
        report = asking.weigh(self.answer(self.FAULT), [], today=self.TODAY)
        assert report.open == ["lxml 2.0: PYSEC-2027-1, put right in 2.1"]
        assert not report.is_clean

    def test_one_that_we_live_with_is_found_by_any_of_its_names_until_its_day(self, asking):
        last = asking.weigh(self.answer(self.FAULT), self.lived(asking, self.TODAY), today=self.TODAY)
        assert (len(last.lived_with), last.open, last.expired) == (1, [], [])
        after = asking.weigh(self.answer(self.FAULT), self.lived(asking, date(2027, 1, 14)), today=self.TODAY)
        assert (len(after.expired), after.lived_with) == (1, [])

    def test_one_that_is_told_of_no_longer_is_to_be_taken_out(self, asking):
        report = asking.weigh(self.answer(), self.lived(asking, self.TODAY), today=self.TODAY)
        assert report.gone == ["lxml: CVE-2027-9"]

    def test_what_was_skipped_was_not_asked_about_and_is_never_clean(self, asking):
        report = asking.weigh(self.answer(), [], today=self.TODAY)
        assert (report.asked, report.not_asked) == (2, 1)
        assert not report.is_clean
        nobody = asking.weigh({"dependencies": [{"name": "a", "skip_reason": "no"}]}, [], today=self.TODAY)
        assert asking.tell(nobody) == ["NOT ASKED about 1 of 1 packages: no answer."]

    @pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--strict"], 1)])
    def test_without_a_network_it_says_so_and_stops_nobody(self, asking, monkeypatch, capsys, arguments, code):
        monkeypatch.setattr(asking, "ask", lambda: None)
        assert asking.main(arguments) == code
        assert "NOT ASKED" in capsys.readouterr().out

    @pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--strict"], 1)])
    def test_news_warns_at_a_change_and_stops_a_release(self, asking, monkeypatch, capsys, arguments, code):
        monkeypatch.setattr(asking, "ask", lambda: self.answer(self.FAULT))
        assert asking.main(arguments) == code
        assert "OPEN" in capsys.readouterr().out

    def test_the_list_is_readable_and_each_entry_has_its_reason(self, asking):
        for entry in asking.known(asking.KNOWN.read_text(encoding="utf-8")):
            assert isinstance(entry.until, date)
            assert entry.why
        with pytest.raises(TypeError):
            asking.known('[[known]]\nid = "X"\npackage = "y"\n')
