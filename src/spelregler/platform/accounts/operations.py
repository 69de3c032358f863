"""Opening and closing a person's way in. What a person may do is decided elsewhere: seats and posts."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse

from spelregler.domain.words import Words
from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.trail import told
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError

SIGN_IN_APPS = frozenset({"account", "mfa", "socialaccount", "usersessions"})
"""What the sign-in keeps of an account: addresses, second steps, links to the municipality's own, sessions."""


class NoSuchAccount(DomainError):
    """There is no account with that address."""

    code = "no-such-account"
    status = 404


def account_of(*, email: str) -> Account:
    """The account with the address, in capitals or not. Refuses with `NoSuchAccount` an address that none has."""
    account = Account.objects.filter(email__iexact=email.strip()).first()
    if account is None:
        raise NoSuchAccount(
            Words("There is no account with the address {email}.", email=email),
            way=Words("Check the address or open the account with spelregler account add."),
        )
    return account


def open_account(*, email: str, name: str, who: Who) -> Account:
    """An account is opened without a password: only its holder ever knows one (ASVS 5.0 6.4.1)."""
    account = Account(email=email.strip().lower(), name=name)
    account.set_unusable_password()
    store(account, act="open-account", who=who, subject=account.email)
    return account


def password_address(*, account: Account, who: Who, days: int = 1) -> str:
    """The address where the holder chooses a password: works once, for a day, and then no more (ASVS 5.0 6.4.1).

    Before a first password it takes the place of every earlier one: a letter that went astray opens nothing.

    A letter takes longer than a message: `days` is how long the address in it works.
    """
    details = {"days": days} if days > 1 else None
    told(who=who, act="give-password-address", subject=account.email, details=details)
    account.link_given = True
    if not account.has_usable_password():
        account.set_unusable_password()
    account.save(update_fields=["password", "link_given"])
    key = _Lasting(days).make_token(account)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(account), key])


def whole(address: str) -> str:
    """An address of ours as it is printed, mailed or put in a letter."""
    return f"{settings.SPELREGLER_ADDRESS}{address}"


class _Lasting(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc]  # the library has no types
    """A key that is sealed as if it were made later, and so lasts longer; it is tried like every other."""

    def __init__(self, days: int) -> None:
        super().__init__()
        self.more = timedelta(days=days) - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)

    def _now(self) -> datetime:
        made: datetime = super()._now()
        return made + max(self.more, timedelta())


def close_account(*, account: Account, who: Who) -> None:
    """A leaver loses access at once: the account is closed and every session ends (ASVS 5.0 7.4.2)."""
    with transaction.atomic():
        account.is_active = False
        store(account, act="close-account", who=who, subject=account.email)
        end_sessions(account=account, who=who)


def reopen_account(*, account: Account, who: Who) -> None:
    """Whoever comes back gets the same account, so that the trail stays one person's."""
    account.is_active = True
    store(account, act="reopen-account", who=who, subject=account.email)


def end_sessions(*, account: Account, who: Who, only: int | None = None) -> int:
    """End every session of the account, or one of them; only the account's own are reached."""
    with transaction.atomic():
        sessions = UserSession.objects.filter(user=account)
        chosen = list(sessions if only is None else sessions.filter(pk=only))
        for session in chosen:
            session.end()
        if chosen:
            told(who=who, act="end-sessions", subject=account.email, details={"count": len(chosen)})
    return len(chosen)


def drop_second_steps(*, account: Account, who: Who) -> int:
    """Whoever has lost every second step starts anew; sessions end, and the trail says who did it (ASVS 5.0 6.4.4)."""
    with transaction.atomic():
        steps = Authenticator.objects.filter(user=account)
        count = len(steps)
        steps.delete()
        end_sessions(account=account, who=who)
        told(who=who, act="drop-second-steps", subject=account.email, details={"count": count})
    return count


def forget_account(*, account: Account, name: str, who: Who) -> None:
    """Nobody signs in with it again, and nothing in it tells whose it was. It stays, because audit rows point here.

    Not through `store`, which would tell the trail the address once more.
    """
    with transaction.atomic():
        _end_sessions_quietly(account)
        for link in account._meta.related_objects:
            if link.related_model._meta.app_label in SIGN_IN_APPS:
                link.related_model._default_manager.filter(**{link.field.name: account}).delete()
        Account.objects.filter(pk=account.pk).update(
            email=f"tidigare-{account.pk}@anonym.invalid", name=name, is_active=False, password=make_password(None)
        )
        told(who=who, act="forget-account", subject=f"tidigare-{account.pk}")


def _end_sessions_quietly(account: Account) -> None:
    """Every session ends, without an address in the trail."""
    for session in UserSession.objects.filter(user=account):
        session.end()
