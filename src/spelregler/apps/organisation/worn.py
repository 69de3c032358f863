"""The one role worn by whoever asks, and the day that the page is seen as of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from spelregler.apps.organisation.queries import Hat
from spelregler.platform.audit.operations import Who
from spelregler.platform.audit.places import Place

WORN_KEY = "worn-hat"
"""Where the session remembers which role is worn."""


@dataclass(frozen=True)
class Worn:
    """Who asks, in which role, in which language, about which day."""

    hat: Hat
    hats: tuple[Hat, ...]
    today: date
    as_of: date
    language: str
    municipality: str
    is_demo: bool
    account: str = ""

    @property
    def who(self) -> Who:
        """For the audit trail: the person, the one role worn and the account signed in with."""
        return Who(
            name=self.hat.person or "invånare",
            role=f"{self.hat.role} {self.hat.label_sv}",
            person=self.hat.person_code,
            account=self.account,
            place=Place(body=self.hat.body, department=self.hat.department),
        )

    def say(self, sv: str, en: str) -> str:
        """One of two texts that are data, such as a clause's."""
        return sv if self.language == "sv" or not en else en


class Request(HttpRequest):
    """A request after the middleware: the role is known. A view that writes says in which room's facts."""

    worn: Worn
    wrote_in: str
