"""A package is read whole or refused: every fault with its file, its line and what to do, in both languages."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from spelregler.exchange.package import Fault, PackageError, read_package

PACKAGES = Path(__file__).parents[3] / "policies"


def changed(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """The tiny package with one change."""
    folder = tmp_path / "package"
    shutil.copytree(PACKAGES / "liten", folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def faults_in(folder: Path) -> list[Fault]:
    with pytest.raises(PackageError) as caught:
        read_package(folder)
    return caught.value.faults


CASES = [
    ("policy.yaml", "    who: [EC]", "\twho: [EC]", "Tab in column 1."),
    ("policy.yaml", 'version: "1"', 'version: "\x01"', "Column 11: here is a character that the file cannot hold."),
    ("policy.yaml", 'version: "1"', "version: 1994-13-45", "“1994-13-45” cannot be read."),
    ("policy.yaml", 'version: "1"', "version: 1", "version is to be a text."),
    ("policy.yaml", 'version: "1"', "version: !!python/name:os.system x", "is not used."),
    ("policy.yaml", 'version: "1"', "version: &a [*a]", "Anchors"),
    ("policy.yaml", 'version: "1"', "version: " + "[" * 5000, "Too many levels"),
    ("policy.yaml", 'version: "1"', "? [a]\n: b", "A key is to be a word."),
    ("policy.yaml", "version:", "verzion:", "the key verzion is unknown."),
    ("policy.yaml", 'code: "9901"', "code: 0123", "“0123” cannot be read."),
    ("policy.yaml", "date: 2024-03-18", "date: 2024-02-30", "“2024-02-30” cannot be read."),
    ("policy.yaml", "date: 2024-03-18", 'date: "18 mars"', "“18 mars” is no date."),
    ("policy.yaml", "id: GR-2", "id: GR-1", "GR-1: id stands twice, first in line"),
    ("policy.yaml", "code: skol", "code: ks", "ks: code stands twice, first in line"),
    ("policy.yaml", "    kind: A\n", "    kind: A\n    kind: M\n", "The key kind stands twice."),
    ("policy.yaml", "    kind: A\n", "    kind: B\n", "GR-1: kind is “B”."),
    ("policy.yaml", "    check: frames.sums_hold\n", "", "GR-6: check is missing."),
    ("policy.yaml", "who: [EC]", "who: EC", "GR-4: who is to be a list of words."),
    ("policy.yaml", "who: [EC]", "who: [EC, EC]", "GR-4: who: EC stands twice."),
    ("policy.yaml", 'sv: "Ramarna går ihop."', 'sv: " "', "GR-6: text needs sv and en."),
    ("policy.yaml", "{review_years: P26}", "[P26]", "GR-1: parameters is to hold keys and values."),
    ("parameters.yaml", "    value: 90\n", "", "P02: give either value or values."),
    ("parameters.yaml", "    value: 90\n", "    value: 02-30\n", "P02: value: “02-30” is not usable."),
    ("parameters.yaml", "    unit:", "    unitt:", "P02: the key unitt is unknown."),
    ("parameters.yaml", "invented: true", "invented: kanske", "P02: invented is “kanske”."),
    ("cycle.yaml", "month: 5", "month: 13", "month is “13”."),
    ("cycle.yaml", "{month: 9, day: 30}", "{month: 2, day: 30}", "no day 30 in month 2."),
    ("cycle.yaml", "{month: 9, day: 30}", "{every: dag}", "every is “dag”."),
    ("cycle.yaml", "when: {month: 5, day: 31}", "when: maj", "tertial: when is to hold keys and values."),
    ("cycle.yaml", "id: board-proposal", "id: tertial", "tertial: id stands twice, first in line"),
    ("intervention.yaml", "conditions: [GR-4]", "conditions: []", "conditions is empty."),
    ("intervention.yaml", "review_days: 14", "review_days: 400", "review_days is “400”."),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), CASES)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    folder = changed(tmp_path, file, old, new)

    faults = faults_in(folder)

    fault = next(each for each in faults if said in each.what.en)
    before = (PACKAGES / "liten" / file).read_text(encoding="utf-8").split(old)[0]
    row = before.count("\n") + 1
    assert fault.file == file
    assert row - 9 <= fault.line <= row + 2  # a missing key is told at the start of its row
    assert all((fault.what.sv, fault.todo.sv, fault.todo.en))


def test_the_tab_is_told_at_its_line_and_column(tmp_path: Path) -> None:
    fault = faults_in(changed(tmp_path, "policy.yaml", "package: liten", "package:\tliten"))[0]
    assert (fault.line, fault.what.sv, fault.todo.sv) == (2, "Tabulator i kolumn 9.", "Byt den mot mellanslag.")


@pytest.mark.parametrize(
    ("new", "line", "said"),
    [
        ("package: a: b", 2, "Kolumn 11: ett kolon står där inget nytt värde kan börja"),
        ('package: "liten', 3, "raden hänger inte ihop med raderna ovanför"),
        ("package: [liten", 3, "hakparentes saknar komma eller stängs aldrig"),
        ("package: @liten", 2, "Kolumn 10: värdet börjar med ett tecken som behöver citattecken"),
        ("  package: liten", 3, "raden hänger inte ihop med raderna ovanför"),
    ],
)
def test_what_is_no_yaml_is_told_in_swedish_with_its_column(tmp_path: Path, new: str, line: int, said: str) -> None:
    fault = faults_in(changed(tmp_path, "policy.yaml", "package: liten", new))[0]
    assert said in fault.what.sv
    assert fault.what.sv.startswith("Kolumn ")
    assert fault.line == line


def test_every_fault_is_told_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    folder = changed(tmp_path, "policy.yaml", "kind: A", "kind: B")
    (folder / "cycle.yaml").unlink()
    (folder / "parameters.yaml").write_bytes(b"parameters: []\n# \xe5\n")

    found = [(fault.file, fault.line) for fault in faults_in(folder)]

    assert found == [("policy.yaml", 92), ("parameters.yaml", 2), ("cycle.yaml", 1)]


def test_what_is_written_is_what_is_read() -> None:
    package = read_package(PACKAGES / "liten")
    adopted = package.document("GR").adopted

    assert package.parameter("P07", "notice") == Decimal("-0.5")
    assert isinstance(package.parameter("P07", "notice"), Decimal)
    assert adopted is not None
    assert (adopted.body, adopted.on, adopted.paragraph) == ("KF", date(2024, 3, 18), "27")
    assert package.resolved(package.clause("GR-1")) == {"review_years": 2}
    assert package.resolved(package.clause("GR-4"))["floor_tkr"] == 50
    with pytest.raises(KeyError, match=r"P99\.x"):
        package.value_of("P99.x")


def test_an_occasion_of_both_tracks_stands_once_in_the_file_and_in_each_track() -> None:
    package = read_package(PACKAGES / "liten")

    autumn, june = ({each.id: each for each in package.cycle if each.track == name} for name in ("autumn", "june"))

    assert set(autumn) == set(june) == {"tertial", "interim-committee", "board-proposal", "council-budget"}
    assert autumn["tertial"].line == june["tertial"].line
    assert (autumn["council-budget"].when.month, june["council-budget"].when.month) == (11, 6)
