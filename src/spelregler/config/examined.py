"""What an examination of the installation says, for a person and for a program."""

from __future__ import annotations

from dataclasses import dataclass

from spelregler.domain.words import NOTHING, Bilingual


@dataclass(frozen=True)
class Examined:
    """Is it good, what was seen, and what to do where it is not, or may become so (`warns`)."""

    ok: bool
    what: Bilingual
    todo: Bilingual = NOTHING
    warns: bool = False

    @property
    def way(self) -> Bilingual:
        """What to do, where there is something to do."""
        return self.todo if self.warns or not self.ok else NOTHING

    def as_dict(self) -> dict[str, bool | str]:
        """For a program."""
        what, way = self.what, self.way
        return {
            "ok": self.ok,
            "warns": self.warns,
            "what_sv": what.sv,
            "what_en": what.en,
            "todo_sv": way.sv,
            "todo_en": way.en,
        }
