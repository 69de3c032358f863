"""What the buttons of an account's own page say."""

from __future__ import annotations

from spelregler.platform.forms import ButtonForm, IdentityField


class EndSessionForm(ButtonForm):
    """Which of one's sessions is to end."""

    number = IdentityField()
