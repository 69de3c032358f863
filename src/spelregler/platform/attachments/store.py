"""The one store of attached files: under `attachments` in the home, each by the SHA-256 of what is in it.

A file is looked at and scanned before it has its place, is whole there or not there, and is never written again, so a
copy of the home may be taken at any time. It is sent only as something to save, never shown as a page.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, StreamingHttpResponse

from spelregler.domain.words import Words
from spelregler.exchange.attached import MOST_BYTES, AttachedRefused, kind_of
from spelregler.platform.attachments.models import LONGEST_NAME, Attachment
from spelregler.platform.attachments.scanning import must_be_clean
from spelregler.platform.errors import DomainError, NotVisible

FOLDER = "attachments"
Sent = TypeVar("Sent", bound=StreamingHttpResponse)


class AttachmentRefused(DomainError):
    """No file, one that is too large, or one of a kind that is not kept."""

    code = "attachment-refused"


@dataclass(frozen=True)
class Brought:
    """A file that lies in the store, and has no row yet."""

    name: str
    content_type: str
    size: int
    sha256: str

    def row(self, *, on: date) -> Attachment:
        """Its row, for the operation that attaches it to store."""
        return Attachment(
            name=self.name, content_type=self.content_type, size=self.size, sha256=self.sha256, kept_on=on
        )


def bring(file: UploadedFile[Any]) -> Brought:
    """Look at the file, have it scanned, and put it in the store. Called before the transaction: a scan takes time.

    What is brought twice lies there once. Where the operation stores no row afterwards the file lies there for nobody,
    and is swept (`upkeep`).

    Refuses with `AttachmentRefused` an empty file, one over 10 MB, and one of another kind or that is not what its name
    says; with `ScanRefused` what the municipality's virus scanner does not call clean.
    """
    size = file.size or 0
    if not 0 < size <= MOST_BYTES:
        raise AttachmentRefused(
            Words("The file is empty or larger than {most} MB.", most=MOST_BYTES // 1024**2),
            way=Words("Choose another, or say where the evidence is kept and leave the file out."),
            field="file",
        )
    handle, temporary = tempfile.mkstemp(dir=_folder("uploads"))
    new = Path(temporary)
    try:
        digest = hashlib.sha256()
        with open(handle, "w+b") as out:
            for piece in file.chunks():
                digest.update(piece)
                out.write(piece)
            try:
                kind = kind_of(file.name or "", out)
            except AttachedRefused as refused:
                raise AttachmentRefused(refused.words, way=refused.way, field="file") from refused
        must_be_clean(new)
        place = place_of(digest.hexdigest())
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.replace(new, place)
    finally:
        new.unlink(missing_ok=True)
    return Brought(_name(file.name or "", kind.ending), kind.content_type, size, digest.hexdigest())


def as_download(attachment: Attachment) -> FileResponse:
    """The file to save, after it was held against its digest. Whoever reads it was asked before this is called.

    Refuses with `NotVisible` a file that is gone from the store or has become another.
    """
    place = place_of(attachment.sha256)
    if not place.is_file() or digest_of(place) != attachment.sha256:
        raise NotVisible(
            Words("The file is not in the store as it was kept."),
            way=Words("Tell whoever runs the system: it has to be restored from a backup."),
        )
    return only_to_save(
        FileResponse(
            place.open("rb"), as_attachment=True, filename=attachment.name, content_type=attachment.content_type
        )
    )


def only_to_save(answer: Sent) -> Sent:
    """A file that somebody has brought is never shown as a page, and nothing on the way keeps it."""
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def digest_of(place: Path) -> str:
    """The digest of a file as it is now."""
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _name(sent_as: str, ending: str) -> str:
    """The last part of the name as it was sent, in letters that any system keeps; never empty."""
    last = Path(sent_as.replace("\\", "/")).name
    plain = "".join(each for each in last if each.isprintable() and each not in '/:*?"<>|')
    stem = plain.rpartition(".")[0].strip(" .")[: LONGEST_NAME - len(ending) - 1]
    return f"{stem or 'underlag'}.{ending}"


def place_of(sha256: str) -> Path:
    """Where a file lies. Only a digest is a name in the store, so no name leads out of it.

    Refuses with `ValueError` what is no digest.
    """
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError(f"no digest: {sha256!r}")
    return Path(settings.HOME) / FOLDER / sha256[:2] / sha256


def _folder(name: str) -> Path:
    folder = Path(settings.HOME) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
