"""Reports as files: made by the worker, kept for a day by what they say, and asked for by a few at a time (ADR 44).

What anyone may read, anyone may ask for as Word or PDF. Writing it takes far longer than showing it, so it is
never done while a page waits. A report that says the same is the same file, whoever asks for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from spelregler import __version__
from spelregler.domain.words import Words
from spelregler.exchange.documents import Document, as_text, fill, from_text, write_pdf, write_word
from spelregler.platform import heartbeat
from spelregler.platform.attachments.store import place_of
from spelregler.platform.errors import DomainError
from spelregler.platform.kept_files import forget_old, write_whole

FOLDER = "documents"


def _word(document: Document) -> bytes:
    """In the municipality's own template where the document has one."""
    layout = document.layout
    template = _kept(layout.template) if layout else None
    if layout is None or template is None:
        return write_word(document, _logo(document))
    return fill(template, document, layout.fields)


def _pdf(document: Document) -> bytes:
    return write_pdf(document, _logo(document))


def _logo(document: Document) -> bytes | None:
    return _kept(document.logo.file) if document.logo else None


def _kept(digest: str) -> bytes | None:
    """What lies in the store; a document is made without what is gone, and the store's own check tells that it is."""
    place = place_of(digest)
    return place.read_bytes() if place.is_file() else None


WRITERS: dict[str, Callable[[Document], bytes]] = {"pdf": _pdf, "docx": _word}
KEPT_FOR = 24 * 60 * 60
MOST_BYTES = 200 * 1024 * 1024
"""On the disk; the oldest go first."""
MOST_WAITING, MOST_EACH = 40, 3
"""In all, and for each who asks."""
TRIED_AGAIN_AFTER = timedelta(minutes=10)
LAST_IN_TURN = -10
"""A file that somebody waits to see looked through goes before."""


class TooManyAsked(DomainError):
    """One client asks for more reports than others should wait for."""

    code, status = "too-many-asked", 429


class TooManyWait(DomainError):
    """More reports are asked for than the worker can be expected to reach."""

    code, status = "too-many-wait", 503


@dataclass(frozen=True)
class Asked:
    """A report that was asked for: the file once it is made, else how far it is."""

    key: str
    kind: str
    file: Path | None = None
    is_begun: bool = False
    is_broken: bool = False
    before: int = 0
    """Works that are done first."""

    @property
    def is_without_worker(self) -> bool:
        """Nobody is there to make it."""
        return self.file is None and not heartbeat.is_heard()


def ask(document: Document, *, kind: str, client: str) -> Asked:
    """The report, made or on its way. `client` is told apart from others and from nothing else.

    Refuses with `TooManyAsked` a client who waits for `MOST_EACH` already, with `TooManyWait` any where `MOST_WAITING`
    wait in all.
    """
    text = as_text(document)
    key = hashlib.sha256(f"{__version__} {kind} {text}".encode()).hexdigest()[:32]
    found = asked(key, kind)
    if found is not None:
        return found
    waiting = [work.args_kwargs["kwargs"] for work in _unfinished()]
    if sum(each["client"] == client for each in waiting) >= MOST_EACH:
        raise TooManyAsked(
            Words("You wait for {most_each} documents already.", most_each=MOST_EACH),
            way=Words("Fetch those first, or wait a while."),
        )
    if len(waiting) >= MOST_WAITING:
        raise TooManyWait(
            Words("Many documents are being made right now, so this one was not begun."),
            way=Words("Try again in a minute. Everything in the document also stands on the page."),
        )
    folder = _folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    forget_old(folder, seconds=KEPT_FOR, most_bytes=MOST_BYTES)
    write_whole(folder / f"{key}.json", text.encode())
    make_document.enqueue(key=key, kind=kind, client=client)
    return Asked(key, kind, before=len(waiting))


def asked(key: str, kind: str) -> Asked | None:
    """How far a report is that was asked for; None where it was not, or so long ago that it is gone."""
    if len(key) != 32 or not key.isalnum() or kind not in WRITERS:
        return None
    file = _folder() / f"{key}.{kind}"
    if file.is_file():
        return Asked(key, kind, file)
    for before, work in enumerate(_unfinished()):
        if work.args_kwargs["kwargs"]["key"] == key:
            return Asked(key, kind, is_begun=work.status == TaskResultStatus.RUNNING, before=before)
    since = timezone.now() - TRIED_AGAIN_AFTER
    failed = DBTaskResult.objects.failed().filter(task_path=make_document.module_path, finished_at__gt=since)
    is_broken = failed.filter(args_kwargs__kwargs__key=key).exists()
    return Asked(key, kind, is_broken=True) if is_broken else None


def forget(key: str, kind: str) -> None:
    """Take the file away."""
    (_folder() / f"{key}.{kind}").unlink(missing_ok=True)


@task(priority=LAST_IN_TURN)
def make_document(*, key: str, kind: str, client: str) -> None:
    """The worker writes the report down."""
    told, file = _folder() / f"{key}.json", _folder() / f"{key}.{kind}"
    if not file.exists():
        write_whole(file, WRITERS[kind](from_text(told.read_text(encoding="utf-8"))))
    told.unlink(missing_ok=True)


def _unfinished() -> list[DBTaskResult[..., None]]:
    """Reports that wait or are being made, the first in turn first."""
    works = DBTaskResult.objects.filter(task_path=make_document.module_path)
    unfinished = works.filter(status__in=[TaskResultStatus.RUNNING, TaskResultStatus.READY])
    return list(unfinished.order_by("enqueued_at")[: 2 * MOST_WAITING])


def _folder() -> Path:
    return Path(settings.HOME) / FOLDER
