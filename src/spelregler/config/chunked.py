"""A body sent in pieces, without its length told (RFC 9112 §7.1): read whole, within a bound, before Django sees it.

Django takes a request without Content-Length to have no body, so a directory that sends its users in pieces was told
that its JSON is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

MOST = 2_621_440
"""As much as Django reads into memory of a body that is no file (DATA_UPLOAD_MAX_MEMORY_SIZE)."""
TOO_LONG = b"Send Content-Length: a body in pieces may be 2.5 MB at most.\n"
Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]


def with_whole_bodies(application: Application) -> Application:
    """The application, told the length of a body that came in pieces; 411 where it is too long to be held."""

    def answer(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower() and not environ.get("CONTENT_LENGTH"):
            body = environ["wsgi.input"].read(MOST + 1)
            if len(body) > MOST:
                start("411 Length Required", [("Content-Type", "text/plain; charset=utf-8")])
                return [TOO_LONG]
            environ = {**environ, "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
        return application(environ, start)

    return answer
