"""What was typed when the session had ended: kept for a day, sealed, for the account that the form was shown to.

The form says whose it was by a signed mark, so that nobody else who uses the same browser is given what was written.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from spelregler.platform.accounts.sealing import seal, unseal
from spelregler.platform.sending.models import KeptForm

KEPT_FOR = timedelta(days=1)
MOST_EACH, MOST_LETTERS = 5, 200_000
"""Forms of one account, and how much one may hold."""


@dataclass(frozen=True)
class Kept:
    """One form that was not sent: where it was to go, its one-time token, its fields, and the files to choose again.

    The token is its first one: what was stored with it before, or is sent from here twice, is stored once.
    """

    key: str
    path: str
    token: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


def keep(
    *,
    account: str,
    path: str,
    token: str,
    fields: Mapping[str, Sequence[str]],
    files: Sequence[str],
    now: datetime,
) -> str | None:
    """Keep what was typed; the key to it, or None where it is more than is kept. The oldest of the account's go."""
    pairs = [(name, value) for name, each in fields.items() for value in each]
    told = json.dumps({"path": path, "token": token, "fields": pairs, "files": [*files]})
    if len(told) > MOST_LETTERS:
        return None
    key = secrets.token_urlsafe(18)
    KeptForm.objects.create(account=account, key=key, sealed=seal(told), kept_at=now)
    mine = KeptForm.objects.filter(account=account).order_by("-kept_at", "-pk")
    KeptForm.objects.filter(pk__in=[each.pk for each in mine[MOST_EACH:]]).delete()
    return key


def kept(*, account: str, key: str, now: datetime) -> Kept | None:
    """What the account's own key opens, for a day."""
    row = KeptForm.objects.filter(account=account, key=key, kept_at__gt=now - KEPT_FOR).first()
    if row is None:
        return None
    told = json.loads(unseal(row.sealed))
    fields = tuple((name, value) for name, value in told["fields"])
    return Kept(key, told["path"], told.get("token", ""), fields, tuple(told["files"]))


def throw_away(*, account: str, key: str) -> None:
    """It is sent, or not wanted."""
    KeptForm.objects.filter(account=account, key=key).delete()


def forget_kept(*, now: datetime) -> int:
    """What nobody came back for within a day; how many."""
    count, _each = KeptForm.objects.filter(kept_at__lte=now - KEPT_FOR).delete()
    return count
