"""Accounts and groups as the municipality's personnel or directory system keeps them here (SCIM, RFC 7643–7644).

What comes from there is the truth about who is employed. A person removed there is closed here, never deleted: the
trail points at the account. What a group gives stands in the table of groups (`operations`).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from spelregler.apps.identity.models import ScimGroup, ScimToken, ScimUser
from spelregler.apps.identity.operations.groups import apply_groups
from spelregler.apps.organisation.models import Person
from spelregler.domain.words import Words
from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.operations import close_account, open_account, reopen_account
from spelregler.platform.audit.operations import Who, record, store
from spelregler.platform.errors import DomainError

SOURCE = "scim"
"""How the table of groups names what comes by provisioning."""


class AlreadyKnown(DomainError):
    """Another user or group has that name."""

    code = "already-known"
    status = 409


class TokenRefused(DomainError):
    """A key has a name of its own."""

    code = "token-refused"


class NoSuchToken(DomainError):
    """There is no key with that name."""

    code = "no-such-token"
    status = 404


@dataclass(frozen=True, kw_only=True)
class UserFacts:
    """What provisioning says of a person, as plain values."""

    user_name: str
    email: str
    name: str
    active: bool = True
    external_id: str = ""
    told: dict[str, Any] = field(default_factory=dict)


def give_token(*, name: str, now: datetime, who: Who) -> str:
    """A key to provisioning: 256 random bits, shown once; only its digest is kept.

    Refuses with `TokenRefused` no name, and one that another key has or has had: the trail tells them apart by it.
    """
    if not name.strip() or ScimToken.objects.filter(name=name.strip()).exists():
        raise TokenRefused(
            Words("A key has a name of its own, and “{name}” cannot be used.", name=name),
            way=Words("Choose a name that no other key has or has had, for example the system's."),
            field="name",
        )
    name, key = name.strip(), secrets.token_urlsafe(32)
    store(ScimToken(name=name, digest=_digest(key), created_at=now), act="give-scim-token", who=who, subject=name)
    return key


def revoke_token(*, name: str, now: datetime, who: Who) -> None:
    """A revoked key opens nothing from that moment. Refuses with `NoSuchToken` a name that no valid key has."""
    token = ScimToken.objects.filter(name=name, revoked_at__isnull=True).first()
    if token is None:
        raise NoSuchToken(
            Words("There is no valid key called {name}.", name=name),
            way=Words("Check the name."),
        )
    token.revoked_at = now
    store(token, act="revoke-scim-token", who=who, subject=name)


def holder_of(key: str) -> Who | None:
    """The system that has the key; None if it is no key, or revoked."""
    token = ScimToken.objects.filter(digest=_digest(key), revoked_at__isnull=True).first()
    return Who(name=f"SCIM {token.name}", role="system") if token else None


def create_user(*, facts: UserFacts, now: datetime, today: date, who: Who) -> ScimUser:
    """A new person gets an account; somebody who was removed and comes back gets the same one (RFC 7644 3.3).

    Refuses with `AlreadyKnown` a user name that another has, in capitals or not, and an address that is somebody's
    here.
    """
    with transaction.atomic():
        _refuse_taken_name(facts.user_name, but=0)
        account = Account.objects.filter(email__iexact=facts.email).first()
        known = ScimUser.objects.filter(account=account).first() if account else None
        if known is not None and not known.removed:
            raise _already(facts.email)
        account = account or open_account(email=facts.email, name=facts.name, who=who)
        user = known or ScimUser(account=account, created_at=now)
        user.removed = False
        return change_user(user=user, facts=facts, now=now, today=today, who=who)


def change_user(*, user: ScimUser, facts: UserFacts, now: datetime, today: date, who: Who) -> ScimUser:
    """Name, address and whether the account is open follow what provisioning says; closed means closed at once.

    Refuses with `AlreadyKnown` a user name or an address that another has.
    """
    with transaction.atomic():
        _refuse_taken_name(facts.user_name, but=user.pk)
        user.user_name, user.external_id = facts.user_name, facts.external_id
        user.told, user.changed_at = facts.told, now
        _keep_in_step(user.account, facts, who=who)
        store(user, act="provision-user", who=who, subject=user.account.email, details={"active": facts.active})
        _groups_of(user, today=today, who=who)
    return user


def remove_user(*, user: ScimUser, now: datetime, today: date, who: Who) -> None:
    """A leaver: the account is closed, every session ends, every post that a group gave ends. The account stays.

    The last who runs the system keeps that post, with a closed account, and the trail says why.
    """
    with transaction.atomic():
        user.removed, user.changed_at, user.told = True, now, {}
        user.groups.clear()
        close_account(account=user.account, who=who)
        apply_groups(account=user.account, source=SOURCE, groups=(), today=today, who=who)
        # The name is free for somebody else; the account keeps whose it was.
        user.user_name = f"removed:{user.pk}"
        store(user, act="deprovision-user", who=who, subject=user.account.email)


def keep_group(*, group: ScimGroup, members: Collection[ScimUser], now: datetime, today: date, who: Who) -> ScimGroup:
    """A group has these members from now on; whoever came or left has from today what the table says.

    Refuses with `AlreadyKnown` a name that another group has.
    """
    if ScimGroup.objects.filter(name__iexact=group.name).exclude(pk=group.pk).exists():
        raise _already(group.name)
    with transaction.atomic():
        before = list(group.members.all()) if group.pk else []
        if not group.pk:
            group.created_at = now
        group.changed_at = now
        store(group, act="provision-group", who=who, subject=group.name, details={"members": len(members)})
        group.members.set(members)
        _apply_to({*before, *members}, today=today, who=who)
    return group


def remove_group(*, group: ScimGroup, today: date, who: Who) -> None:
    """A group that is gone gives nothing: its members lose what it gave."""
    with transaction.atomic():
        members = list(group.members.all())
        record(who=who, act="deprovision-group", subject=group.name, details={"members": len(members)})
        group.delete()
        _apply_to(members, today=today, who=who)


def _apply_to(users: Iterable[ScimUser], *, today: date, who: Who) -> None:
    for user in users:
        _groups_of(user, today=today, who=who)


def _groups_of(user: ScimUser, *, today: date, who: Who) -> None:
    # A closed account holds nothing, whatever groups it is still in.
    groups = list(user.groups.values_list("name", flat=True)) if user.account.is_active else []
    apply_groups(account=user.account, source=SOURCE, groups=groups, today=today, who=who)


def _keep_in_step(account: Account, facts: UserFacts, *, who: Who) -> None:
    email, name = facts.email.lower(), facts.name[:200]
    if (account.email, account.name) != (email, name):
        if Account.objects.filter(email__iexact=email).exclude(pk=account.pk).exists():
            raise _already(email)
        account.email, account.name = email, name
        store(account, act="change-account", who=who, subject=email)
        # The sign-in library keeps addresses of its own; an earlier one must not go on opening the account.
        EmailAddress.objects.filter(user=account).exclude(email__iexact=email).delete()
    if account.is_active and not facts.active:
        close_account(account=account, who=who)
    elif facts.active and not account.is_active:
        reopen_account(account=account, who=who)


def _refuse_taken_name(name: str, *, but: int = 0) -> None:
    if ScimUser.objects.filter(user_name__iexact=name).exclude(pk=but).exists():
        raise _already(name)


def _already(name: str) -> AlreadyKnown:
    return AlreadyKnown(Words("{name} already exists.", name=name))


def _digest(key: str) -> str:
    # 256 random bits cannot be guessed, so a plain digest is enough; a slow one would only slow every call down.
    return hashlib.sha256(key.encode()).hexdigest()


def forget(person: Person, who: Who) -> None:
    """What the directory told of somebody who is made anonymous goes with the name."""
    ScimUser.objects.filter(account__person=person).delete()
