"""The one role worn by whoever asks, and the day that the page is seen as of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries import Hat, hats_of, municipality
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
    is_begun: bool = True

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


def worn_again(*, person_code: str, hat_code: str, account: str, language: str, today: date) -> Worn | None:
    """The role in which somebody began a work that goes on without them; None where it is theirs no longer."""
    person = Person.objects.filter(code=person_code).first()
    hats = tuple(hats_of(person=person, as_of=today)) if person else ()
    hat = next((each for each in hats if each.code == hat_code), None)
    place = municipality()
    if hat is None:
        return None
    return Worn(
        hat=hat,
        hats=hats,
        today=today,
        as_of=today,
        language=language,
        municipality=place.name if place else "Spelregler",
        is_demo=bool(place and place.is_demo),
        account=account,
    )


class Request(HttpRequest):
    """A request after the middleware: the role is known."""

    worn: Worn
