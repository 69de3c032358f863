"""Where the sign-in library (django-allauth) asks us: closed doors, lock-out, and who an account belongs to."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import valid_email_or_none
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from spelregler.domain.words import Words
from spelregler.platform.accounts import trail
from spelregler.platform.accounts.models import Account
from spelregler.platform.errors import DomainError

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
        """The library's own notices are not ours; what happened stands in the trail."""


class NoAccountHere(DomainError):
    """The municipality's sign-in knows the person, and this installation does not."""

    code = "no-account-here"
    status = 403


class NoAddressTold(DomainError):
    """The provider said who it is and gave no address to open or find an account by."""

    code = "no-address-told"
    status = 403


class MunicipalAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    """People who come through the municipality's own sign-in (OpenID Connect, SAML)."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """A person the provider vouches for gets the account with the same address only where that is agreed.

        Otherwise whoever can choose an address at some provider could take over a stranger's account.

        Refuses with `NoAddressTold` a sign-in without an address, with `NoAccountHere` one that no account is, or may
        be, opened for.
        """
        if sociallogin.is_existing:
            return
        email = (sociallogin.user.email or "").lower()
        account = Account.objects.filter(email__iexact=email).first() if email else None
        agreed = _agreed(self, request, sociallogin)
        if account is not None and agreed.get("links_by_email"):
            sociallogin.connect(request, account)
        elif not email:
            trail.told_no_address(provider=sociallogin.account.provider)
            raise NoAddressTold(
                Words("The municipality's sign-in knows you but told no e-mail address, and an account has one."),
                way=Words(
                    "Ask whoever runs the system to name in identity.toml what holds the address: "
                    "email_claim (OpenID Connect) or email_attribute (SAML)."
                ),
            )
        elif account is not None or not agreed.get("opens_accounts"):
            trail.turned_away(provider=sociallogin.account.provider, email=email)
            raise NoAccountHere(
                Words("The municipality's sign-in knows you, but there is no account for you here."),
                way=Words("Ask the system administrator to open or connect your account."),
            )

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """`pre_social_login` has seen to it that this provider may open accounts."""
        return True

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Account:
        """Address and name as the provider tells them."""
        account: Account = sociallogin.user
        account.email = (valid_email_or_none(data.get("email")) or "").lower()
        account.name = (data.get("name") or account.email)[:200]
        return account

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """A sign-in that the provider or we refused leaves a row that says why, without any token."""
        why = str(exception) if isinstance(exception, OAuth2Error) else type(exception or error).__name__
        trail.refused_at_provider(provider=provider.sub_id, why=why[:80])


def _agreed(adapter: MunicipalAdapter, request: HttpRequest, sociallogin: SocialLogin) -> dict[str, Any]:
    """What the identity file says of this provider."""
    app = adapter.get_app(request, provider=sociallogin.account.provider)
    agreed: dict[str, Any] = app.settings
    return agreed


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
