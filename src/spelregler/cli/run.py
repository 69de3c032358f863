"""Build, serve and examine an installation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from spelregler.cli.base import FORMAT, django_setup, print_json, program, say, spoken, start_django, stop
from spelregler.domain.words import Words

DAYS_KEPT = 7
"""What a work answered is of no use to anybody after that."""


@program.command(epilog="Example: spelregler demo --no-serve")
@click.option("--no-serve", is_flag=True, help="Build the demo and stop.")
@click.option("--port", default=8000, show_default=True, help="Where to serve it.")
@click.pass_context
def demo(context: click.Context, no_serve: bool, port: int) -> None:
    """Build the demo municipality under SPELREGLER_HOME and serve it."""
    from spelregler.config.environment import DEMO_CAST, DEMO_MARK, home
    from spelregler.demo.facts import TODAY

    os.environ["SPELREGLER_TODAY"], os.environ["SPELREGLER_DEMO"] = TODAY.isoformat(), "1"
    if not no_serve:
        # The web server's processes are forks of the one that serves: none of what the building holds may be in it.
        built = subprocess.run([sys.executable, "-m", "spelregler", "demo", "--no-serve"], check=False)
        if built.returncode:
            sys.exit(built.returncode)
        context.invoke(serve, port=port)
        return
    django_setup()
    from spelregler.apps.organisation.queries.bodies import municipality
    from spelregler.demo.build import build
    from spelregler.demo.cast import cast
    from spelregler.platform.errors import DomainError

    place = municipality()
    if place is not None and place.is_demo:
        say(Words("The demo is already in {home}. Delete the folder to build it anew.", home=home()))
    else:
        try:
            build(say=say)
        except DomainError as error:
            stop(error)
    # Whether there is a demo stands in the database; the files tell the next start its day and what to try.
    (home() / DEMO_MARK).write_text(TODAY.isoformat(), encoding="utf-8")
    tips = {each.code: {"sv": each.try_sv, "en": each.try_en} for each in cast()}
    (home() / DEMO_CAST).write_text(json.dumps(tips, ensure_ascii=False), encoding="utf-8")


@program.command(epilog="Example: spelregler serve --port 8000")
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    help="In each worker; each may hold a database connection.",
)
@click.option("--no-work", is_flag=True, help="Long work is done by `spelregler work`, started by itself.")
def serve(port: int, host: str = "127.0.0.1", workers: int = 2, threads: int = 8, no_work: bool = False) -> None:
    """Serve the municipality that lies under SPELREGLER_HOME, and do the long work that its pages ask for."""
    os.environ["SPELREGLER_THREADS"] = str(threads)
    here = f"http://{host}:{port}"
    # What mailed, printed and subscribed links begin with, where nobody has said it: this very server.
    is_told = os.environ.get("SPELREGLER_ADDRESS") or os.environ.get("SPELREGLER_ORIGINS")
    if not is_told:
        os.environ["SPELREGLER_ADDRESS"] = here
    django_setup()
    from django.conf import settings

    from spelregler.config import serving
    from spelregler.platform.errors import DomainError

    settings.SPELREGLER_THREADS = threads  # where the settings are read already
    settings.SPELREGLER_ADDRESS = settings.SPELREGLER_ADDRESS if is_told else here
    try:
        serving.must_be_possible(host=host, port=port, workers=workers, threads=threads)
        say(Words("Spelregler: {here}   (Ctrl+C ends it)", here=here))
        if settings.SPELREGLER_DEMO:
            say(
                Words(
                    "Try: open {here}/logga-in/ and be someone; beside each person stands what is worth trying.",
                    here=here,
                )
            )
        with sharing_home():
            serving.serve(host=host, port=port, workers=workers, threads=threads, with_worker=not no_work)
    except DomainError as error:
        stop(error)


@contextmanager
def sharing_home() -> Iterator[None]:
    """Nobody restores or upgrades while this serves or works."""
    from spelregler.platform.backup import home
    from spelregler.platform.errors import DomainError

    try:
        with home.shared():
            yield
    except DomainError as error:
        stop(error)


@program.command(epilog="Example: spelregler probe --port 8000")
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--worker", is_flag=True, help="Ask whether a worker works, instead of whether pages can be served.")
def probe(port: int, host: str, worker: bool) -> None:
    """Ask a server how it is, as a container's own probe does: exit code 0 when it is well, else 1."""
    from http.client import HTTPConnection, HTTPException

    try:
        server = HTTPConnection(host, port, timeout=5)
        server.request("GET", "/halsa/arbete/" if worker else "/halsa/klar/")
        answer = server.getresponse()
        click.echo(answer.read().decode(errors="replace"))
        sys.exit(0 if answer.status == 200 else 1)
    except (OSError, HTTPException) as error:
        say(Words("The server does not answer: {error}", error=error))
        sys.exit(1)


@program.command(epilog="Example: spelregler work")
@click.option("--kept-as", default="", hidden=True, help="The name that `serve`, which started this, knows it by.")
@click.option("--kept-by", default=0, hidden=True, help="The process of that `serve`.")
def work(kept_as: str, kept_by: int) -> None:
    """Do the long work that pages ask for, and each night's own. `serve` starts this by itself."""
    from spelregler.platform import processes

    if kept_by:
        processes.end_with_parent(kept_by)
    django_setup()
    from django.core.management import call_command

    from spelregler.apps.policy.findings import recounting
    from spelregler.config.nightly import see_to_it
    from spelregler.platform import working
    from spelregler.platform.search import upkeep

    with sharing_home():
        see_to_it()
        upkeep.wake()
        call_command("prune_db_task_results", min_age_days=DAYS_KEPT, verbosity=0)
        working.work(kept_as or working.name_of_worker(), looks=[recounting.take_up, upkeep.take_up])


@program.command(epilog="Example: spelregler doctor --format json")
@click.option("--pages", is_flag=True, help="Read every page of the database too; takes a while.")
@click.option("--data", is_flag=True, help="Look for what faults that are mended since may have stored.")
@FORMAT
def doctor(pages: bool, data: bool, form: str) -> None:
    """Check that the installation is sound, and say what to do where it is not."""
    start_django()
    from spelregler.config.doctor import examine

    findings = examine(pages=pages, data=data)
    if form == "json":
        print_json([each.as_dict() for each in findings])
    else:
        for finding in findings:
            mark = spoken(Words("FAULT")) if not finding.ok else spoken(Words("WARN")) if finding.warns else "ok"
            click.echo(f"{mark:5}  {spoken(finding.what)}  {spoken(finding.way)}".rstrip())
    sys.exit(0 if all(finding.ok for finding in findings) else 1)
