"""The municipality's own sign-in by SAML 2.0, as the library sees it."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from spelregler.platform import clock

STRICT = {
    "strict": True,
    "want_assertion_signed": True,
    "reject_deprecated_algorithm": True,
    "reject_idp_initiated_sso": True,
    "want_name_id": True,
}
"""What is asked of every answer; no set-up can turn it off."""
ADDRESS_FORMAT = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
REMEMBERED_SECONDS = 24 * 3600


class AssertionRefused(Exception):
    """The answer was used before, or nobody here asked for it."""


class StrictSamlProvider(SAMLProvider):  # type: ignore[misc]  # the library has no types
    """One provider per table [[saml]] in the identity file."""

    id = "saml"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.app.settings = {**self.app.settings, "advanced": STRICT}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **_: Any
    ) -> HttpResponse:
        """Send the visitor to the provider. Only for signing in, whatever the address asks for."""
        response: HttpResponse = super().redirect(request, AuthProcess.LOGIN, next_url=next_url)
        return response

    def sociallogin_from_response(self, request: HttpRequest, auth: Any) -> SocialLogin:
        """An assertion is used once (SAML profiles §4.1.4.5; ASVS 5.0 6.8.3), by whichever browser comes first."""
        lives = int(auth.get_last_assertion_not_on_or_after() or 0) - int(clock.now().timestamp())
        if (name := self.app.settings.get("uid_attribute")) and not _first(auth, name):
            self._refuse(request, f"{name} not told")
        key = f"accounts:assertion:{self.sub_id}:{auth.get_last_assertion_id()}"
        if not cache.add(key, True, timeout=max(lives, 0) + REMEMBERED_SECONDS):
            self._refuse(request, "replayed")
        return super().sociallogin_from_response(request, auth)

    def unstash_redirect_state(self, request: HttpRequest, state_id: str) -> dict[str, Any]:
        """The answer belongs to a question of this browser's own."""
        try:
            state: dict[str, Any] = super().unstash_redirect_state(request, state_id)
        except PermissionDenied:
            self._refuse(request, "not asked for")
        return state

    def _refuse(self, request: HttpRequest, why: str) -> None:
        raise ImmediateHttpResponse(render_authentication_error(request, self, exception=AssertionRefused(why)))

    def extract_uid(self, data: Any) -> str:
        """The attribute that the identity file names, or the provider's lasting name for the person."""
        name = self.app.settings.get("uid_attribute")
        return str(_first(data, name) if name else data.get_nameid())

    def extract_common_fields(self, data: Any) -> dict[str, Any]:
        """What an account needs: address and name, no more."""
        told = self.app.settings
        return {
            "email": _first(data, told.get("email_attribute", "mail")) or _address_in_name(data),
            "name": _first(data, told.get("name_attribute", "displayName")),
        }

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        """The groups, which the table of groups reads; nothing else of the person."""
        settings, attributes = self.app.settings, data.get_attributes()
        told = attributes.get(settings.get("groups_attribute", "groups"))
        if told is None and not settings.get("no_claim_means_no_groups"):
            return {"groups": None}
        return {"groups": sorted({str(each) for each in told or () if each})}


def _first(data: Any, name: str) -> str:
    values = data.get_attributes().get(name) or [""]
    return str(values[0] or "")


def _address_in_name(data: Any) -> str:
    """Some providers tell the address as the person's name only, in the format that says so (SAML core §8.3.2)."""
    return str(data.get_nameid() or "") if data.get_nameid_format() == ADDRESS_FORMAT else ""


provider_classes = [StrictSamlProvider]
