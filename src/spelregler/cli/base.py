"""What every command stands on: the program itself, the two languages, ways to print, to stop and to show progress."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Protocol

import click

from spelregler import __version__
from spelregler.domain.words import Words

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
DAY = click.DateTime(formats=["%Y-%m-%d"])
PATIENCE, PROGRESS_STEP = 2.0, 1_000


class Said(Protocol):
    """What has both languages: words, a refusal, a fault of a file."""

    def text(self, language: str) -> str:
        """In one language."""


def start_django() -> None:
    """Start Django, for what needs the settings but no database. A setting that cannot be used is said in words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spelregler.config.settings.embedded")
    import django
    from django.core.exceptions import ImproperlyConfigured

    from spelregler.config.environment import ConfigurationError

    try:
        django.setup()
    except (ConfigurationError, ImproperlyConfigured, OSError) as error:
        stop(Words("The settings cannot be used. {error}", error=error))


def django_setup() -> None:
    """Start Django when a command needs the database, and see that it is there and at this version of the product."""
    start_django()
    from spelregler.config.upgrading import make_ready
    from spelregler.platform.errors import DomainError
    from spelregler.platform.own_words import say_own_words

    try:
        make_ready()
        say_own_words()
    except DomainError as error:
        stop(error)


def say(message: str | Said) -> None:
    """Tell the person at the keyboard something that is not data."""
    click.echo(spoken(message), err=True)


def print_json(data: Any) -> None:
    """Data as JSON, dates as text."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def language() -> str:
    """Swedish unless SPELREGLER_LANGUAGE asks for English."""
    return "en" if os.environ.get("SPELREGLER_LANGUAGE", "sv").startswith("en") else "sv"


def spoken(message: str | Said) -> str:
    """The words in the language of whoever sits at the keyboard; what is one text already as it is."""
    return message if isinstance(message, str) else message.text(language())


def stop(message: str | Said) -> None:
    """End with exit code 2 and words that say what to do."""
    say(message)
    sys.exit(2)


def console_user() -> Any:
    """Whoever sits at the keyboard, for the trail."""
    from spelregler.platform.audit.operations import Who

    return Who(name=os.environ.get("USER", "konsol"), role="system")


@contextmanager
def console_work() -> Iterator[Any]:
    """Who stands at the keyboard, and a refusal in words instead of a trace."""
    django_setup()
    from django.core.exceptions import ValidationError
    from django.db import OperationalError
    from django.utils.translation import override

    from spelregler.platform import collecting
    from spelregler.platform.audit.operations import Who
    from spelregler.platform.errors import DomainError

    collecting.search_seldom()
    try:
        yield Who(name=os.environ.get("USER", "konsol"), role="systemförvaltare")
    except DomainError as error:
        stop(error)
    except ValidationError as error:
        with override(language()):
            stop(" ".join(error.messages))
    except ValueError as error:
        stop(str(error))
    except OperationalError as error:
        said = str(error).strip()
        stop(Words("The database does not answer: {said}", said=said))
    except OSError as error:
        file, why = error.filename or "", error.strerror or error
        stop(
            Words(
                "The file {file} cannot be read or written: {why}. Check the folder, and who may write in it.",
                file=file,
                why=why,
            )
        )


def progress(**settings: Any) -> Any:
    """A progress bar on standard error; nothing where that is a file or a pipe."""
    return click.progressbar(file=sys.stderr, hidden=not sys.stderr.isatty(), **settings)


@contextmanager
def slow_progress(total: int, *, label: str = "") -> Iterator[Callable[[int], None]]:
    """A bar on standard error for what takes more than two seconds; nothing where nobody looks."""
    bar = progress(length=total, label=label)
    began, behind, shown = monotonic(), 0, False

    def step(rows: int) -> None:
        nonlocal behind, shown
        behind += rows
        if behind < PROGRESS_STEP or monotonic() - began < PATIENCE:
            return
        if not shown:
            bar.render_progress()
        bar.update(behind)
        behind, shown = 0, True

    yield step
    if shown:
        bar.finish()
        bar.render_finish()


@click.group(epilog="Example: spelregler demo --port 8000")
@click.version_option(__version__, prog_name="spelregler")
def program() -> None:
    """Spelregler: a municipality's own governance policy, running."""
