"""The one place that talks to Kolada's server: patient, polite, and never for longer than it says.

Only addresses on the named server are called: of a `next_url` its path and query are used, and a redirect elsewhere is
refused. The certificate is always checked; plain http is for a server on the same machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests

from spelregler.domain import reading
from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.kolada import KoladaFault, Page, read_page
from spelregler.platform import clock
from spelregler.platform.errors import DomainError

TIMEOUT = (5, 30)
"""Seconds to be let in, and seconds of silence."""
ATTEMPTS = 4
CONNECTS = 2
"""How many times somebody who does not answer at all is asked: without a network that is soon said."""
MOST_WAIT = 120
"""Seconds of waiting for one answer, all attempts together; told to whoever waits."""
PAUSE = 0.2
"""Seconds between calls: five a second, which is what Kolada's other readers keep to."""
LARGEST = 64 * 1024 * 1024
MOST_PAGES = 1000
REDIRECTS = {301, 302, 303, 307, 308}
PASSING = {500, 502, 503, 504}

Say = Callable[[Words], None]


class KoladaUnreachable(DomainError):
    """There is no answer to be had. Nothing is changed; what was fetched before is kept with its day."""

    code = "kolada-unreachable"
    status = 502


class KoladaRefused(DomainError):
    """The server answered, and what it said cannot be used."""

    code = "kolada-refused"
    status = 502


class Client:
    """A reader of one Kolada server."""

    def __init__(
        self,
        server: str,
        *,
        say: Say = lambda _words: None,
        wait: Callable[[float], None] = time.sleep,
        pause: float = PAUSE,
    ) -> None:
        self.server = _server(server)
        self.requests = 0
        self._roots = [self.server, f"{self.server}v3/"] if urlsplit(self.server).path == "/" else [self.server]
        self._say, self._wait, self._pause = say, wait, pause
        self._session = requests.Session()
        self._session.headers.update({"Accept": "application/json", "User-Agent": "Spelregler"})

    def pages(self, path: str) -> Iterator[Page]:
        """Every page of an answer, in order, as far as `next_url` leads, read as the caller asks for it.

        Refuses with `KoladaUnreachable` a server that does not answer or asks for more than two minutes' waiting, with
        `KoladaRefused` an answer that cannot be used, a path that is not there, and pages without end.
        """
        seen: set[str] = set()
        url = urljoin(self._roots[0], path)
        while url:
            if url in seen or len(seen) >= MOST_PAGES:
                raise _refused(self.server, Words("the pages do not end"))
            seen.add(url)
            page = self._page(url, path)
            yield page
            url = self._here(urljoin(url, page.next_url)) if page.next_url else ""

    def _page(self, url: str, path: str) -> Page:
        data = self._get(url)
        if data is None and len(self._roots) > 1:
            self._roots.pop(0)  # the server was named without the version of its API
            data = self._get(urljoin(self._roots[0], path))
        if data is None:
            raise _refused(self.server, Words("“{path}” is not there", path=path[:80]))
        try:
            return read_page(data, document=path.split("?")[0][:60])
        except KoladaFault as fault:
            raise _refused(self.server, fault.words) from fault

    def _here(self, url: str) -> str:
        """The same path and query on the server that was named."""
        root, parts = urlsplit(self.server), urlsplit(url)
        return urlunsplit((root.scheme, root.netloc, parts.path, parts.query, ""))

    def _get(self, url: str) -> bytes | None:
        """The body of an answer; None for 404. Waits as long as it is asked to, up to two minutes in all."""
        waited = 0.0
        for attempt in range(1, ATTEMPTS + 1):
            response = self._ask(url, is_last=attempt >= CONNECTS)
            if response is not None:
                with response:
                    if response.status_code == 404:
                        return None
                    if response.ok:
                        return _body(response, self.server)
                    asked = _seconds(response, attempt)
                    self._refuse_what_passes_not(response, asked=asked, waited=waited, is_last=attempt == ATTEMPTS)
                self._say(
                    Words(
                        "Kolada asks us to wait {asked} s (at most {most} s in all).",
                        asked=f"{asked:.0f}",
                        most=MOST_WAIT,
                    ),
                )
            else:
                asked = float(2 ** (attempt - 1))
            self._wait(asked)
            waited += asked
        raise AssertionError("the last attempt answers or refuses")

    def _ask(self, url: str, *, is_last: bool) -> requests.Response | None:
        """One call; None where there was no answer and there is another attempt."""
        try:
            for _redirect in range(4):
                if self.requests:
                    self._wait(self._pause)
                self.requests += 1
                response = self._session.get(url, timeout=TIMEOUT, stream=True, allow_redirects=False)
                if response.status_code not in REDIRECTS:
                    return response
                response.close()
                url = self._same_server(urljoin(url, response.headers.get("Location", "")))
        except requests.exceptions.SSLError as error:
            raise _unreachable(self.server, Words("its certificate cannot be trusted")) from error
        except requests.RequestException as error:
            if is_last:
                raise _unreachable(self.server, Words("the server does not answer")) from error
            return None
        raise _refused(self.server, Words("the server sends the question round"))

    def _same_server(self, url: str) -> str:
        if urlsplit(url)[:2] != urlsplit(self.server)[:2]:
            raise _refused(self.server, Words("the server points to {url}", url=url[:80]))
        return url

    def _refuse_what_passes_not(
        self, response: requests.Response, *, asked: float, waited: float, is_last: bool
    ) -> None:
        code = response.status_code
        if code != 429 and code not in PASSING:
            said = _body(response, self.server)[:200].decode("utf-8", "replace")
            raise _refused(self.server, Words("answer {code}: {said}", code=code, said=said))
        if is_last or waited + asked > MOST_WAIT:
            raise _unreachable(
                self.server,
                Words("the server answers {code} and asks us to wait {asked} s", code=code, asked=f"{asked:.0f}"),
            )


def _server(named: str) -> str:
    """The root with a slash at its end. Plain http leaves this machine for nobody."""
    parts = urlsplit(named.strip())
    if parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or "")):
        return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/") + "/", "", ""))
    raise KoladaRefused(
        Words("SPELREGLER_KOLADA_URL={named} cannot be used.", named=f"{named!r}"),
        way=Words("Give an address that begins with https://. Plain http is for this machine only (127.0.0.1)."),
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _body(response: requests.Response, server: str) -> bytes:
    """The whole body, as long as it is of a sane size."""
    data = bytearray()
    try:
        for piece in response.iter_content(64 * 1024):
            data += piece
            if len(data) > LARGEST:
                raise _refused(server, Words("the answer is unreasonably large"))
    except requests.RequestException as error:
        raise _unreachable(server, Words("the answer was cut off")) from error
    return bytes(data)


def _seconds(response: requests.Response, attempt: int) -> float:
    """How long to wait: what `Retry-After` says, in seconds or as a moment (RFC 9110, 10.2.3); else 1, 2, 4 s."""
    asked = response.headers.get("Retry-After", "").strip()
    if (seconds := reading.read_or(reading.count, asked, None)) is not None:
        return float(seconds)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - clock.now()).total_seconds())
    except (TypeError, ValueError):
        return float(2 ** (attempt - 1))


def _unreachable(server: str, why: Bilingual) -> KoladaUnreachable:
    return KoladaUnreachable(
        Words("Kolada ({server}) cannot be reached: {why}.", server=server, why=why),
        way=Words(
            "Nothing is changed; the figures fetched before are kept with their date. Check the "
            "network and run the command again; it goes on from where it was."
        ),
    )


def _refused(server: str, why: Bilingual) -> KoladaRefused:
    return KoladaRefused(
        Words("Kolada ({server}): {why}.", server=server, why=why),
        way=Words("Nothing of that answer is stored. Check SPELREGLER_KOLADA_URL and run the command again."),
    )
