"""`spelregler audit`: the trail, verified, exported and kept as long as was decided."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from spelregler.cli.base import (
    DAY,
    FORMAT,
    console_user,
    django_setup,
    language,
    print_json,
    program,
    say,
    slow_progress,
    spoken,
    stop,
)
from spelregler.domain.words import Words


@program.group()
def audit() -> None:
    """The audit trail."""


@audit.command(name="verify", epilog="Example: spelregler audit verify --checkpoint checkpoint.json")
@click.option("--checkpoint", "kept", help="A checkpoint kept elsewhere: the line, or a file that holds it.")
@FORMAT
def audit_verify(kept: str | None, form: str) -> None:
    """Find changed, removed and inserted rows, the last one included, and print a checkpoint to keep elsewhere."""
    django_setup()
    from spelregler.platform.audit.models import AuditRow
    from spelregler.platform.audit.verification import checkpoint_of, verify

    checkpoint = checkpoint_of(text_or_file(kept)) if kept else None
    if kept and checkpoint is None:
        stop(Words("The checkpoint cannot be read. Give the line that audit verify printed, or a file that holds it."))
    with slow_progress(AuditRow.objects.count()) as step:
        verdict = verify(checkpoint=checkpoint, progress=step)
    if form == "json":
        print_json(verdict.as_dict())
    else:
        for flaw in verdict.flaws:
            click.echo(flaw.words.text(language()))
        for lack in verdict.lacks:
            click.echo(lack.words.text(language()))
        for remark in verdict.remarks:
            say(Words("Note: {remark}", remark=remark.words))
        rows, count = verdict.rows, verdict.flaw_count
        if verdict.lacks:
            say(Words("If you know what happened: spelregler audit accept --reason …"))
        if verdict.is_whole:
            click.echo(spoken(Words("The chain is whole: {rows} rows.", rows=rows)))
            click.echo(str(verdict.checkpoint))
        else:
            # No checkpoint: kept elsewhere, it would vouch for what is broken.
            click.echo(spoken(Words("The chain is broken: {count} faults.", count=count)))
    sys.exit(0 if verdict.is_whole and not verdict.lacks else 1)


@audit.command(name="accept", epilog='Example: spelregler audit accept --reason "power failure on 3 November"')
@click.option("--reason", required=True, help="What happened; it stands in the trail with your name.")
def audit_accept(reason: str) -> None:
    """Answer for lost heads and a clock that was moved back. Changed and removed rows cannot be accepted."""
    django_setup()
    from spelregler.platform.audit.acceptance import accept
    from spelregler.platform.errors import DomainError

    try:
        count = accept(reason=reason, who=console_user())
    except DomainError as error:
        stop(error)
    click.echo(spoken(Words("{count} rows are answered for, in the trail.", count=count)))


@audit.command(
    name="export", epilog="Example: spelregler audit export --from 2026-01-01 --to 2027-01-01 --out spar.jsonl"
)
@click.option("--from", "start", type=DAY, help="The first day; the beginning when left out.")
@click.option("--to", "end", type=DAY, help="The day after the last; the end when left out.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, allow_dash=True), default="-", show_default=True)
def audit_export(start: datetime | None, end: datetime | None, out: str) -> None:
    """Write the rows as JSON Lines with their hashes, so that another program can verify them."""
    django_setup()
    from spelregler.platform.audit.models import AuditRow
    from spelregler.platform.audit.queries import exported

    first, after, written = start.date() if start else None, end.date() if end else None, 0
    try:
        with click.open_file(out, "w", encoding="utf-8") as file, slow_progress(AuditRow.objects.count()) as step:
            for row in exported(start=first, end=after):
                step(1)
                if row is not None:
                    written += 1
                    file.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    except (OSError, click.FileError) as error:
        why = error.message if isinstance(error, click.FileError) else error.strerror
        stop(Words("{out} cannot be written: {why}", out=out, why=why))
    say(Words("{written} rows.", written=written))


@audit.command(
    name="retention",
    epilog="Example: spelregler audit retention --body kommunstyrelsen --decided-on 2026-10-01 --paragraph 101",
)
@click.option("--years", type=click.IntRange(1, 999), default=10, show_default=True)
@click.option("--body", required=True, help="The body that decided.")
@click.option("--decided-on", "decided_on", type=DAY, required=True)
@click.option("--paragraph", required=True, help="The paragraph of the minutes.")
def audit_retention(years: int, body: str, decided_on: datetime, paragraph: str) -> None:
    """Register the municipality's decision on how long the trail is kept."""
    django_setup()
    from spelregler.platform.audit.retention import decide_retention
    from spelregler.platform.errors import DomainError

    day, who = decided_on.date(), console_user()
    try:
        decided = decide_retention(years=years, body=body, decided_on=day, paragraph=paragraph, who=who)
    except DomainError as error:
        stop(error)
    click.echo(str(decided))


@audit.command(name="trim", epilog="Example: spelregler audit trim")
def audit_trim() -> None:
    """Remove rows older than the decided retention. What is kept still proves itself."""
    django_setup()
    from spelregler.platform import clock
    from spelregler.platform.audit.retention import trim
    from spelregler.platform.errors import DomainError

    try:
        removed = trim(now=clock.now(), who=console_user())
    except DomainError as error:
        stop(error)
    click.echo(spoken(Words("{removed} rows were removed.", removed=removed)))


def text_or_file(value: str) -> str:
    """What a file holds, or the value itself where there is no such file."""
    try:
        return Path(value).read_text(encoding="utf-8") if Path(value).is_file() else value
    except (OSError, UnicodeDecodeError):
        return value
