"""The sign-in library's messages are those that we say in our own words."""

from __future__ import annotations

import gettext
from pathlib import Path

import allauth
import pytest
from django.utils import translation

from spelregler.platform.accounts.library_words import SAID_BY_THE_LIBRARY

THEIRS = gettext.translation("django", Path(allauth.__file__).parent / "locale", ["sv"])


@pytest.mark.parametrize("said", SAID_BY_THE_LIBRARY)
def test_the_library_says_it_and_we_say_it_otherwise(said: str) -> None:
    theirs = THEIRS.gettext(said)
    assert theirs != said, "the library has other words now"
    with translation.override("sv"):
        assert translation.gettext(said) not in (said, theirs)
