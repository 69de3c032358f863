"""What happens when somebody comes through the municipality's own sign-in."""

from __future__ import annotations

from typing import Any

from spelregler.apps.identity.operations.groups import apply_groups, groups_not_told
from spelregler.platform import clock
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.operations import Who


def came_through_provider(*, user: Account, sociallogin: Any = None, **_: Any) -> None:
    """The groups that the provider told at this sign-in give and end posts, by the table."""
    if sociallogin is None:
        return
    source = sociallogin.account.provider
    groups, who = sociallogin.account.extra_data.get("groups"), Who(name=f"Inloggningen {source}"[:200], role="system")
    if groups is None:
        groups_not_told(account=user, source=source, who=who)
        return
    apply_groups(account=user, source=source, groups=groups, today=clock.today(), who=who)
