"""A provider that changes its key signs with the old one and then with the new: both are taken for a while.

The sign-in library (django-allauth 65) hands one certificate to the SAML library, which reads several only as a list.
"""

from __future__ import annotations

import re
from typing import Any, Final

from allauth.socialaccount.providers.saml import utils
from onelogin.saml2.auth import OneLogin_Saml2_Auth

ONE: Final = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


def certificates_in(text: str) -> list[str]:
    """Each certificate of a PEM file; the text itself where it is a bare one, without its frame."""
    return ONE.findall(text) or ([text] if text.strip() else [])


class AuthWithEveryCertificate(OneLogin_Saml2_Auth):  # type: ignore[misc]  # the library has no types
    """Takes an answer that any of the provider's certificates verifies."""

    def __init__(self, request_data: Any, old_settings: Any = None, custom_base_path: Any = None) -> None:
        idp = old_settings["idp"]
        first, *more = certificates_in(idp["x509cert"]) or [""]
        several = {"x509certMulti": {"signing": [first, *more]}} if more else {}
        super().__init__(request_data, {**old_settings, "idp": {**idp, "x509cert": first, **several}}, custom_base_path)


def take_every_certificate() -> None:
    """Called once, when the product starts."""
    utils.OneLogin_Saml2_Auth = AuthWithEveryCertificate
