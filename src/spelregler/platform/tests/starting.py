"""The program and lines of Python, each in a process of its own that need not read the libraries in anew.

Most of a start is reading in what others have written. A process that has done it waits, and each start is a fork of
it. What is the product's own and what asks for settings is read in by each start.
"""

from __future__ import annotations

import os
import pkgutil
import runpy
import subprocess
import sys
import time
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import spelregler.domain

LIBRARIES = (
    *("cedarpy", "click", "cryptography.hazmat.primitives.asymmetric.ec", "jwt", "lxml.etree", "psycopg", "requests"),
    *("django.core.management", "django.core.serializers.json", "django.db.models", "django.forms", "django.http"),
    *("django.template.loader", "django.urls", "django.views", "django_stubs_ext", "django_tasks", "yaml"),
    *("onelogin.saml2.utils", "xmlsec"),
)
"""What can be read in without settings, and takes long."""

_forks = get_context("forkserver")


def program(arguments: Sequence[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run `spelregler`."""
    return _ran(arguments, None, environment)


def lines(code: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run some lines of Python."""
    return _ran([], code, environment)


def _ran(arguments: Sequence[str], code: str | None, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    pure = [each.name for each in pkgutil.walk_packages(spelregler.domain.__path__, "spelregler.domain.")]
    _forks.set_forkserver_preload([*LIBRARIES, *(name for name in pure if ".tests" not in name)])
    with TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        process = _forks.Process(target=_run, args=(arguments, code, environment, Path.cwd(), out, err))
        process.start()
        process.join()
        told = [each.read_text(encoding="utf-8") for each in (out, err)]
    return subprocess.CompletedProcess(list(arguments), process.exitcode or 0, *told)


def _run(
    arguments: Sequence[str], code: str | None, environment: dict[str, str], folder: Path, out: Path, err: Path
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    for number, file in ((1, out), (2, err)):
        os.dup2(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND), number)
    sys.argv = ["spelregler", *arguments]
    if code is None:
        runpy.run_module("spelregler", run_name="__main__", alter_sys=True)
    else:
        exec(compile(code, "<lines>", "exec"), {"__name__": "__main__"})
