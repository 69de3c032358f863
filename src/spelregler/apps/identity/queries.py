"""What a person sees of their own account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

from spelregler.platform.accounts.models import Account

MOST_SESSIONS = 50


@dataclass(frozen=True)
class OpenSession:
    """One place where the account is signed in."""

    number: int
    began: datetime
    address: str
    browser: str
    current: bool


def open_sessions(*, account: Account, key: str | None) -> list[OpenSession]:
    """Where the account is signed in now, the latest first; sessions that have ended are not shown."""
    living = UserSession.objects.purge_and_list(account)
    newest = sorted(living, key=lambda each: each.created_at, reverse=True)[:MOST_SESSIONS]
    return [
        OpenSession(
            number=each.pk,
            began=each.created_at,
            address=each.ip,
            browser=each.user_agent,
            current=each.session_key == key,
        )
        for each in newest
    ]
