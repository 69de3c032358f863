"""A seal on each row, made with a key that the database does not hold: a row put in by hand has none that fits.

A chain of hashes can be continued by anybody who can write the database, and the heads kept outside it cannot tell such
a row from one whose line was lost in a crash. The seal can: HMAC-SHA256 (RFC 2104) of the row's hash.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def _keys() -> list[str]:
    """The key that seals, and any earlier ones after it, from SPELREGLER_AUDIT_KEY or the file under HOME."""
    return str(settings.SPELREGLER_AUDIT_KEY).split()


def seal(hash: str) -> str:
    """The seal of a row with the hash."""
    return _sealed(_keys()[0], hash)


def fits(hash: object, seal: object) -> bool:
    """Whether a seal was made for the hash with a key of this installation; whatever else stands there is none."""
    given = str(seal).encode("utf-8", "surrogatepass")
    return any(hmac.compare_digest(_sealed(key, str(hash)).encode(), given) for key in _keys())


def _sealed(key: str, hash: str) -> str:
    return hmac.new(key.encode(), hash.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
