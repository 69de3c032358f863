"""The demo's cast to sign in as. Reads only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries.role_assignments import role_assignments_by_person

MOST_CAST = 40


@dataclass(frozen=True)
class CastMember:
    """Someone to be in the demonstration."""

    code: str
    name: str
    roles: str
    what_to_try: str = ""


def cast(*, as_of: date, language: str) -> list[CastMember]:
    """Everyone with an account and at least one role on the day; bounded."""
    people = list(Person.objects.filter(account__is_active=True).order_by("pk")[:MOST_CAST])
    role_assignments, file = role_assignments_by_person(people=people, as_of=as_of), Path(settings.SPELREGLER_CAST)
    tips = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return [
        CastMember(
            code=each.code,
            name=each.name,
            roles="; ".join(role_assignment.label(language) for role_assignment in role_assignments[each.pk]),
            what_to_try=tips.get(each.code, {}).get(language, ""),
        )
        for each in people
        if role_assignments[each.pk]
    ]


def cast_member(code: str) -> Person | None:
    """The person behind a choice on the log-in page."""
    return Person.objects.filter(code=code, account__is_active=True).select_related("account").first()
