"""Where the sign-in library (django-allauth) asks us: closed doors, lock-out, and who an account belongs to."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from spelregler.platform.accounts import trail
from spelregler.platform.accounts.models import Account

LOCK_MINUTES = 15
FAILURES_BEFORE_LOCK = 5


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts are opened by an administrator or by provisioning, never by the visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: who belongs to the municipality is known by the municipality."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Five failures lock the address for a quarter of an hour, whether it exists or not (ASVS 5.0 6.3.1)."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            email = str(credentials.get("email", "")).lower()
            key = f"accounts:locked:{hashlib.sha256(email.encode()).hexdigest()}"
            if cache.add(key, True, timeout=LOCK_MINUTES * 60):
                trail.locked_out(email=email)
            raise

    def reauthenticate(self, user: Account, password: str) -> bool:
        """The one who is signed in shows again that it is they, with the account's own address."""
        from allauth.core import context

        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail leaves the product yet; what happened stands in the trail."""


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Second steps: authenticator app, recovery codes, passkeys."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey is bound to this host name and shows the product's name."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Spelregler"}

    def encrypt(self, text: str) -> str:
        """Secrets of authenticator apps and recovery codes are unreadable in a copy of the database alone."""
        from spelregler.platform.accounts.sealing import seal

        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        from spelregler.platform.accounts.sealing import unseal

        return unseal(encrypted_text)
