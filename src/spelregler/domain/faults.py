"""What is wrong with a package that somebody wrote: the one form in which its files' faults are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spelregler.domain.words import Bilingual


@dataclass(frozen=True)
class Fault:
    """Something wrong with a package: which file, which line, what, and what to do."""

    file: str
    line: int
    what: Bilingual
    todo: Bilingual

    def as_dict(self) -> dict[str, Any]:
        """For a program or a page."""
        texts = {"what_sv": self.what.sv, "what_en": self.what.en, "todo_sv": self.todo.sv, "todo_en": self.todo.en}
        return {"file": self.file, "line": self.line, **texts}
