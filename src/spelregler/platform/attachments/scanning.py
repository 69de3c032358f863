"""The municipality's own virus scanner, asked about each file before it is kept.

`SPELREGLER_SCAN_COMMAND` is the command; the file's path is put last. It answers as clamdscan does: 0 for a clean file,
1 for one with something in it, anything else where it could not tell. What could not be told is not kept.
"""

from __future__ import annotations

import logging
import shlex
import subprocess
from pathlib import Path

from django.conf import settings

from spelregler.domain.words import Words
from spelregler.platform.errors import DomainError

LONGEST_SECONDS = 60
CLEAN, FOUND = 0, 1
log = logging.getLogger(__name__)


class ScanRefused(DomainError):
    """The scanner found something in the file, or could not look at it."""

    code = "scan-refused"


def command() -> list[str]:
    """The command with its arguments; empty where the municipality has none."""
    return shlex.split(settings.SPELREGLER_SCAN_COMMAND)


def must_be_clean(path: Path) -> None:
    """Ask the scanner about the file; nothing where there is none.

    Refuses with `ScanRefused` a file that the scanner finds something in, and every file while the scanner cannot be
    started, does not answer within a minute or says that it could not look.
    """
    asked = command()
    if not asked:
        return
    try:
        ran = subprocess.run(  # noqa: S603 - the command is the installation's own setting, and no shell reads it
            [*asked, str(path)], capture_output=True, timeout=LONGEST_SECONDS, check=False
        )
        code = ran.returncode
    except (OSError, subprocess.TimeoutExpired) as error:
        log.error("the virus scanner could not be asked: %s", type(error).__name__)
        code = -1
    if code == CLEAN:
        return
    if code == FOUND:
        raise ScanRefused(
            Words("The virus scanner has found something in the file. It is not kept."),
            way=Words("Tell whoever looks after the municipality's computers, and attach nothing from the same place."),
            field="file",
        )
    log.error("the virus scanner could not look at a file: %s", code)
    raise ScanRefused(
        Words("The virus scanner could not look at the file, so it is not kept."),
        way=Words("Try again later, or say where the evidence is kept and leave the file out."),
        field="file",
    )
