"""The municipality's own sign-in, described in a file: SPELREGLER_IDENTITY, or identity.toml under SPELREGLER_HOME.

[[oidc]]
id = "kommunen"                     # stands in the addresses: /konto/oidc/kommunen/svar/
name = "Kommunens inloggning"       # stands on the button
issuer = "https://login.kommun.example"
client_id = "spelregler"
client_secret_file = "/etc/spelregler/oidc-secret"     # or client_secret = "…"
groups_claim = "groups"             # where the groups stand (help: Inloggning); also email_claim, name_claim
opens_accounts = true               # whoever the provider lets in gets an account
links_by_email = true               # an account with the same address is taken to be the same person's

[[saml]]
id = "federationen"
name = "Federationen"
entity_id = "https://idp.kommun.example"
sso_url = "https://idp.kommun.example/sso"
certificate_file = "/etc/spelregler/idp.pem"            # one certificate, or the old and the new one
email_attribute = "mail"            # also name_, groups_ and uid_attribute, opens_accounts, links_by_email

[people]
match_by = "email"                  # or user_name, number: what a directory's account and a person are the same by
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from spelregler.config.environment import ConfigurationError

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
KNOWN = {
    "oidc": {
        "id", "name", "issuer", "client_id", "client_secret", "client_secret_file", "groups_claim",
        "email_claim", "name_claim", "no_claim_means_no_groups", "opens_accounts", "links_by_email", "scope",
        "token_auth_method",
    },
    "saml": {
        "id", "name", "entity_id", "sso_url", "certificate_file", "uid_attribute", "email_attribute",
        "name_attribute", "groups_attribute", "no_claim_means_no_groups", "opens_accounts", "links_by_email",
    },
}  # fmt: skip
NEEDED = {
    "oidc": ("id", "name", "issuer", "client_id"),
    "saml": ("id", "name", "entity_id", "sso_url", "certificate_file"),
}
MATCH_BY = ("email", "user_name", "number")
ADDRESS = {"oidc": "issuer", "saml": "sso_url"}


@dataclass(frozen=True)
class Identity:
    """The providers in the form that the sign-in library reads, and where forms may lead the visitor."""

    providers: dict[str, Any] = field(default_factory=dict)
    origins: list[str] = field(default_factory=list)
    match_by: str = "email"


def read_identity(path: Path) -> Identity:
    """No file means no provider; a file that cannot be used stops the start and says where."""
    if not path.exists():
        return Identity()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: {error}") from error
    match_by = _match_by(path, told.pop("people", {}))
    for kind, tables in told.items():
        if kind not in KNOWN:
            raise ConfigurationError(
                f"{path}: [[{kind}]] is not known; write {' or '.join(f'[[{k}]]' for k in KNOWN)} or [people]."
            )
        for table in tables:
            _check(path, kind, table)
    return Identity(
        providers={
            "oidc": {"APPS": [_oidc(each) for each in told.get("oidc", [])]},
            "saml": {"APPS": [_saml(each) for each in told.get("saml", [])]},
        },
        origins=sorted({_origin(each[ADDRESS[kind]]) for kind, tables in told.items() for each in tables}),
        match_by=match_by,
    )


def _match_by(path: Path, people: dict[str, Any]) -> str:
    chosen = people.get("match_by", MATCH_BY[0])
    if set(people) - {"match_by"} or chosen not in MATCH_BY:
        raise ConfigurationError(f"{path}: [people] holds match_by, which is one of {', '.join(MATCH_BY)}.")
    return str(chosen)


def _check(path: Path, kind: str, table: dict[str, Any]) -> None:
    place = f"{path}: [[{kind}]] {table.get('id', '?')}"
    if unknown := set(table) - KNOWN[kind]:
        raise ConfigurationError(f"{place}: {', '.join(sorted(unknown))} is not known.")
    for name in NEEDED[kind]:
        if not table.get(name):
            raise ConfigurationError(f"{place}: {name} is missing.")
    parts = urlsplit(table[ADDRESS[kind]])
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ConfigurationError(f"{place}: {ADDRESS[kind]} has to begin with https://.")


def _oidc(table: dict[str, Any]) -> dict[str, Any]:
    kept = KNOWN["oidc"] - {"id", "name", "issuer", "client_id", "client_secret", "client_secret_file"}
    return {
        "provider_id": table["id"],
        "name": table["name"],
        "client_id": table["client_id"],
        "secret": _secret(table),
        "settings": {"server_url": table["issuer"], **{name: table[name] for name in sorted(kept) if name in table}},
    }


def _saml(table: dict[str, Any]) -> dict[str, Any]:
    kept = set(table) - {"id", "name", "entity_id", "sso_url", "certificate_file"}
    certificate = Path(table["certificate_file"]).read_text(encoding="utf-8")  # one, or an old and a new
    return {
        "provider_id": table["id"],
        "client_id": table["id"],
        "name": table["name"],
        "settings": {
            "idp": {"entity_id": table["entity_id"], "sso_url": table["sso_url"], "x509cert": certificate},
            **{name: table[name] for name in sorted(kept)},
        },
    }


def _secret(table: dict[str, Any]) -> str:
    if file := table.get("client_secret_file"):
        return Path(file).read_text(encoding="utf-8").strip()
    return str(table.get("client_secret", ""))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
