"""SPELREGLER_MAIL_URL: which server carries our mail, in one line."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from spelregler.config.environment import ConfigurationError

PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


@dataclass(frozen=True)
class Mail:
    """A mail server and whom our letters come from; without a sender there is no mail."""

    scheme: str = "smtp"
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    sender: str = ""


def read_mail(url: str, *, sender: str) -> Mail:
    """The two variables together or neither; a name or password with odd characters is written as in any address."""
    if not url and not sender:
        return Mail()
    if not url or not sender:
        raise ConfigurationError("Set both SPELREGLER_MAIL_URL and SPELREGLER_MAIL_FROM, or neither.")
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in PORTS or not parts.hostname or port == -1:
        # The address holds a password, so it is not repeated here.
        raise ConfigurationError(
            f"SPELREGLER_MAIL_URL: write smtp://user:password@host:port; the first word is one of {', '.join(PORTS)}."
        )
    if "@" not in parseaddr(sender)[1]:
        raise ConfigurationError(f"SPELREGLER_MAIL_FROM={sender!r}: write an address, or Name <address>.")
    return Mail(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
    )
