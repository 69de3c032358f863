"""Rules for passwords beside Django's own."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEAST_OF_ONES_OWN = 8


class OwnWordsValidator:
    """A password is more than words that everybody here would guess: what is left without them is eight characters.

    ASVS 5.0 6.1.2 and 6.2.11. The words stand in SPELREGLER_PASSWORD_WORDS.
    """

    def validate(self, password: str, user: object | None = None) -> None:
        """Refuse a password that is mostly the municipality's own words."""
        left = password.lower()
        for word in settings.SPELREGLER_PASSWORD_WORDS:
            left = left.replace(word, "")
        if len(left) < LEAST_OF_ONES_OWN and left != password.lower():
            raise ValidationError(
                _("The password is mostly words that are easy to guess here. Choose other words."), code="own_words"
            )

    def get_help_text(self) -> str:
        """Shown beside the field."""
        return _("Several words that only you would put together make a good password.")
