"""What a form of the minutes says, as the operations take it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spelregler.apps.frames.operations import Minutes
from spelregler.apps.organisation.models import Body


def minutes_of(body: Body, said: Mapping[str, Any]) -> Minutes:
    """Day, paragraph and text of the body's decision."""
    return Minutes(body=body, decided_on=said["decided_on"], paragraph=said["paragraph"], text=said["text"])
