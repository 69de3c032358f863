"""A mail server on loopback, as small as RFC 5321 lets it be, that can be told to refuse."""

from __future__ import annotations

import base64
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


@dataclass
class MailServer:
    """What it has taken, and what it answers: {"RCPT": "451 later"} by command, or by "RCPT <address>"."""

    port: int = 0
    letters: list[tuple[str, EmailMessage]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    signed_in: list[str] = field(default_factory=list)
    connections: int = 0


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        mail: MailServer = self.server.mail
        mail.connections += 1
        to = ""
        self.say(mail.answers.get("", "220 here"))
        for line in self.rfile:
            text = line.decode().strip()
            word = text[:4].upper()
            if refusal := mail.answers.get(word) or mail.answers.get(f"RCPT {text[8:].strip('<> ')}"):
                self.say(refusal)
            elif word == "EHLO":
                self.say("250-here\r\n250 AUTH PLAIN")
            elif word == "AUTH":
                mail.signed_in.append(base64.b64decode(text.split()[2]).decode().replace("\0", " ").strip())
                self.say("235 welcome")
            elif word == "DATA":
                self.say("354 go on")
                mail.letters.append((to, self.letter()))
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                to = text[8:].strip("<> ") if word == "RCPT" else to
                self.say("250 good")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def letter(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return message_from_bytes(b"".join(lines), policy=policy.default)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_server(port: int = 0) -> Iterator[MailServer]:
    """A server for as long as the block lasts."""
    with _Server(("127.0.0.1", port), _Handler) as server:
        server.mail = MailServer(port=server.server_address[1])
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server.mail
        finally:
            server.shutdown()


def as_set_up(settings: Any, mail: MailServer) -> None:
    """The settings of an installation that sends by the server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail.port
    settings.SPELREGLER_MAIL_FROM = "Strandby <spelregler@strandby.example>"
