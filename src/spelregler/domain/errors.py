"""What every refusal in the product has in common. `config.error_mapping` alone turns these into responses."""

from __future__ import annotations

from spelregler.domain.words import NOTHING, Bilingual, joined


class DomainError(Exception):
    """Something that the rules refuse. Says what, in Swedish and English, and what to do next.

    `field` names the field that it is about, as the form and the operation call it; none where it is about the whole.
    """

    code = "refused"
    status = 400

    def __init__(self, words: Bilingual, *, clause: str = "", way: Bilingual = NOTHING, field: str = "") -> None:
        super().__init__(words)
        self.words, self.clause, self.way, self.field = words, clause, way, field

    def text(self, language: str) -> str:
        """The message and the next step, in one language."""
        return joined(self.words, self.way).text(language)
