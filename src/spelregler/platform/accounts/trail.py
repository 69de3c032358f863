"""What signing in leaves in the audit trail, however it is done: password, passkey, the municipality's own sign-in.

The sign-in library tells of each event by a signal; this is the one place that listens. A row holds the e-mail
address that was given and never a password, a code or a key (ASVS 5.0 16.2.5, 16.3.1).
"""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.operations import Who, record

told = partial(record, subject_key="accounts.account")
"""An act about an account, which no rule of the municipality rests on."""
UNKNOWN = Who(name="okänd", role="ej inloggad")
NO_ADDRESS = "(ingen e-postadress)"


def who_is(account: Account) -> Who:
    """The holder of an account, acting on the account itself and in no role."""
    return Who(name=account.name, role="konto", account=str(account.pk))


def address_only(given: object) -> str:
    """What was written as e-mail address if it is one; a password written in the wrong field is never kept."""
    text = str(given or "")
    try:
        validate_email(text)
    except ValidationError:
        return NO_ADDRESS
    return text[:200]


def listen() -> None:
    """Connect every event; called once, when the product starts."""
    user_logged_in.connect(signed_in, dispatch_uid="trail")
    user_logged_out.connect(signed_out, dispatch_uid="trail")
    user_login_failed.connect(sign_in_failed, dispatch_uid="trail")
    authentication_failed.connect(second_step_failed, dispatch_uid="trail")
    for signal, act in (
        (password_changed, "change-password"),
        (password_set, "choose-password"),
        (password_reset, "choose-password"),
        (authenticator_added, "add-second-step"),
        (authenticator_removed, "remove-second-step"),
        (authenticator_reset, "renew-recovery-codes"),
        (authenticator_used, "use-second-step"),
    ):
        signal.connect(_noting(act), dispatch_uid=f"trail-{act}", weak=False)


def signed_in(*, user: Account, request: Any = None, **_: Any) -> None:
    """A sign-in leaves a row with the ways that were used: password, passkey, the municipality's sign-in."""
    session = getattr(request, "session", {})
    methods = [each.get("provider") or each["method"] for each in session.get("account_authentication_methods", [])]
    told(who=who_is(user), act="sign-in", subject=user.email, details={"with": methods})


def signed_out(*, user: Account | None, **_: Any) -> None:
    """A sign-out leaves a row; whoever was not signed in cannot sign out."""
    if user is not None:
        told(who=who_is(user), act="sign-out", subject=user.email)


def sign_in_failed(*, credentials: dict[str, Any], **_: Any) -> None:
    """A failed sign-in leaves a row with the address given and nothing else."""
    told(who=UNKNOWN, act="sign-in-failed", subject=address_only(credentials.get("email")))


def locked_out(*, email: str) -> None:
    """Too many failures lock an address for a while; that leaves one row, not one per further attempt."""
    told(who=UNKNOWN, act="sign-in-locked", subject=address_only(email))


def refused_at_provider(*, provider: str, why: str) -> None:
    """A sign-in through the municipality's own provider that failed leaves a row with the reason."""
    told(who=UNKNOWN, act="sign-in-failed", subject=provider, details={"why": why})


def turned_away(*, provider: str, email: str) -> None:
    """Somebody whom the provider knows and this installation does not leaves a row."""
    told(who=UNKNOWN, act="sign-in-without-account", subject=address_only(email), details={"provider": provider})


def told_no_address(*, provider: str) -> None:
    """Somebody whom the provider knows, without an address: the set-up is at fault, not the person."""
    told(who=UNKNOWN, act="sign-in-without-address", subject=provider)


def second_step_failed(*, user: Account, **_: Any) -> None:
    """A wrong code or key after a right password leaves a row: somebody may hold the password who should not."""
    told(who=UNKNOWN, act="second-step-failed", subject=user.email)


def _noting(act: str) -> Any:
    def note(*, user: Account, **more: Any) -> None:
        kind = getattr(more.get("authenticator"), "type", "")
        told(who=who_is(user), act=act, subject=user.email, details={"kind": kind} if kind else {})

    return note
