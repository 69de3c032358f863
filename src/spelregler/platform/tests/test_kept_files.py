"""What several processes do to one folder at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from spelregler.platform.kept_files import kept_in, write_whole


def test_those_who_write_the_same_file_at_once_do_not_meet(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"

    def write(number: int) -> None:
        for _ in range(100):
            write_whole(path, bytes([number]) * 5_000)

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, range(8)))
    assert path.read_bytes() in {bytes([number]) * 5_000 for number in range(8)}
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_taken_away_meanwhile_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "here").write_bytes(b"abc")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert [(path.name, found.st_size) for path, found in kept_in(tmp_path)] == [("here", 3)]
