"""What every refusal in the product has in common. `config.error_mapping` alone turns these into responses."""

from __future__ import annotations


class DomainError(Exception):
    """Something that the rules refuse. Says what, in Swedish and English, and what to do next.

    `field` names the field that it is about, as the form and the operation call it; none where it is about the whole.
    """

    code = "refused"
    status = 400

    def __init__(
        self, *, sv: str, en: str, clause: str = "", way_sv: str = "", way_en: str = "", field: str = ""
    ) -> None:
        super().__init__(sv)
        self.sv, self.en, self.clause, self.way_sv, self.way_en, self.field = sv, en, clause, way_sv, way_en, field

    def text(self, language: str) -> str:
        """The message and the next step, in one language."""
        parts = (self.sv, self.way_sv) if language == "sv" else (self.en, self.way_en)
        return " ".join(part for part in parts if part)
