"""The program `spelregler`.

Exit codes: 0 all is well, 1 something was found (a fault in a package, a broken check), 2 the command or its input
cannot be used. Data goes to standard output, everything else to standard error.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import click

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
DAY = click.DateTime(formats=["%Y-%m-%d"])
PATIENCE, PROGRESS_STEP = 2.0, 1_000


def django_setup() -> None:
    """Start Django when a command needs the database, and not before: `sie check` does without."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spelregler.config.settings.embedded")
    import django

    django.setup()


def say(message: str) -> None:
    """Tell the person at the keyboard something that is not data."""
    click.echo(message, err=True)


def print_json(data: Any) -> None:
    """Data as JSON, dates as text."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def language() -> str:
    """Swedish unless SPELREGLER_LANGUAGE asks for English."""
    return "en" if os.environ.get("SPELREGLER_LANGUAGE", "sv").startswith("en") else "sv"


def pick(sv: str, en: str) -> str:
    """The words in the language of whoever sits at the keyboard."""
    return en if language() == "en" else sv


def stop(message: str) -> None:
    """End with exit code 2 and words that say what to do."""
    say(message)
    sys.exit(2)


@contextmanager
def import_stage(stage: str, length: int) -> Iterator[Callable[[int], None]]:
    """A bar for each stage of an import that takes its time."""
    label = {"read": pick("Läser", "Reading"), "store": pick("Lagrar", "Storing")}[stage]
    with slow_progress(length, label=label) as step:
        yield step


def progress(**settings: Any) -> Any:
    """A progress bar on standard error; nothing where that is a file or a pipe."""
    return click.progressbar(file=sys.stderr, hidden=not sys.stderr.isatty(), **settings)


@click.group(epilog="Example: spelregler demo --port 8000")
@click.version_option("0.1.0", prog_name="spelregler")
def program() -> None:
    """Spelregler: a municipality's own governance policy, running."""


@program.command(epilog="Example: spelregler demo --no-serve")
@click.option("--no-serve", is_flag=True, help="Build the demo and stop.")
@click.option("--port", default=8000, show_default=True, help="Where to serve it.")
@click.pass_context
def demo(context: click.Context, no_serve: bool, port: int) -> None:
    """Build the demo municipality under SPELREGLER_HOME and serve it."""
    from spelregler.config.environment import DEMO_CAST, DEMO_MARK, home
    from spelregler.demo.facts import TODAY

    os.environ["SPELREGLER_TODAY"], os.environ["SPELREGLER_DEMO"] = TODAY.isoformat(), "1"
    migrate()
    from spelregler.apps.organisation.queries import municipality
    from spelregler.demo.build import build
    from spelregler.demo.cast import cast
    from spelregler.platform.errors import DomainError

    place = municipality()
    if place is not None and place.is_demo:
        say(
            pick(
                f"Demon finns redan i {home()}. Radera mappen för att bygga den på nytt.",
                f"The demo is already in {home()}. Delete the folder to build it anew.",
            )
        )
    else:
        try:
            build(say=lambda sv, en: say(pick(sv, en)))
        except DomainError as error:
            stop(error.text(language()))
    # Whether there is a demo stands in the database; the files tell the next start its day and what to try.
    (home() / DEMO_MARK).write_text(TODAY.isoformat(), encoding="utf-8")
    tips = {each.code: {"sv": each.try_sv, "en": each.try_en} for each in cast()}
    (home() / DEMO_CAST).write_text(json.dumps(tips, ensure_ascii=False), encoding="utf-8")
    if not no_serve:
        context.invoke(serve, port=port)


def migrate() -> None:
    """Bring the database to this version of the product."""
    django_setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


@program.command(epilog="Example: spelregler serve --port 8000")
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=2, show_default=True)
def serve(port: int, host: str = "127.0.0.1", workers: int = 2) -> None:
    """Serve the municipality that lies under SPELREGLER_HOME."""
    migrate()
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces

    here = f"http://{host}:{port}"
    say(pick(f"Spelregler: {here}   (Ctrl+C avslutar)", f"Spelregler: {here}   (Ctrl+C ends it)"))
    if settings.SPELREGLER_DEMO:
        say(
            pick(
                f"Prova: öppna {here}/logga-in/ och bli någon; vid varje person står vad som är värt att prova.",
                f"Try: open {here}/logga-in/ and be someone; beside each person stands what is worth trying.",
            )
        )
    Granian(
        "spelregler.config.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers
    ).serve()


@program.group(name="import")
def import_() -> None:
    """Bring in files: plan, show, and with --apply store."""


@import_.command(epilog="Example: spelregler import ledger 2026.SE --responsibility 1 --activity 20 --apply")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--responsibility", type=int, help="The SIE dimension that is ansvar. Remembered.")
@click.option("--activity", type=int, help="The SIE dimension that is verksamhet. Remembered.")
@click.option("--apply", "store", is_flag=True, help="Store it. Without this nothing is stored.")
@FORMAT
def ledger(file: Path, responsibility: int | None, activity: int | None, store: bool, form: str) -> None:
    """Read a SIE file, show what it would change, and with --apply store it in one transaction."""
    django_setup()
    from spelregler.apps.frames.ledger import import_file
    from spelregler.platform import clock
    from spelregler.platform.audit.operations import Who
    from spelregler.platform.errors import DomainError

    try:
        report = import_file(
            data=file.read_bytes(),
            file_name=file.name,
            responsibility=responsibility,
            activity=activity,
            store=store,
            today=clock.today(),
            who=Who(name=os.environ.get("USER", "konsol"), role="CT"),
            stage=import_stage,
        )
    except DomainError as error:
        stop(f"{file.name}: {error.text(language())}")
    if form == "json":
        print_json(report)
        return
    print_import(report)
    if not store:
        say(pick("Inget är lagrat. Lägg till --apply för att lagra.", "Nothing is stored. Add --apply to store it."))


IMPORT_WORDS = {
    "file": ("fil", "file"),
    "company": ("företag", "company"),
    "responsibility_dimension": ("dimension för ansvar", "dimension of responsibility"),
    "activity_dimension": ("dimension för verksamhet", "dimension of activity"),
    "first_month": ("från", "from"),
    "last_month": ("till", "to"),
    "vouchers": ("verifikationer", "vouchers"),
    "rows": ("rader", "rows"),
    "ksumma": ("kontrollsumma", "checksum"),
    "months": (
        "månader (nettokostnad, skillnad, skillnad i finans; kr)",
        "months (net cost, difference, difference in finance; SEK)",
    ),
    "replaces": ("ersätter", "replaces"),
    "net_cost_tkr": ("nettokostnad, tkr", "net cost, SEK thousand"),
    "finance_tkr": ("finans, tkr", "finance, SEK thousand"),
    "unknown_tkr": ("utan enhet, tkr", "without a unit, SEK thousand"),
    "units": ("enheter och månader (tkr)", "units and months (SEK thousand)"),
    "unknown_codes": ("ansvar utan enhet (tkr)", "responsibility codes without a unit (SEK thousand)"),
    "unbalanced": ("verifikationer i obalans (kr)", "vouchers out of balance (SEK)"),
    "warnings": ("anmärkningar", "remarks"),
    "stored": ("lagrat", "stored"),
    "new": ("ny", "new"),
    "same": ("oförändrad", "same"),
    "changed": ("ändrad", "changed"),
    "ok": ("stämmer", "ok"),
    "none": ("finns inte", "none"),
    True: ("ja", "yes"),
    False: ("nej", "no"),
    None: ("–", "–"),
}
MOST_ROWS = 60
"""Rows of one kind on the screen; `--format json` has all."""


def import_word(value: Any) -> str:
    """A word of an import's report in the reader's language; names and figures as they are."""
    is_word = isinstance(value, str | bool) or value is None
    return pick(*IMPORT_WORDS[value]) if is_word and value in IMPORT_WORDS else str(value)


def print_import(report: dict[str, Any]) -> None:
    """A ledger's plan for a person to read before it is stored."""
    for key, value in report.items():
        if not isinstance(value, list):
            click.echo(f"{import_word(key)}: {value if key in ('file', 'company') else import_word(value)}")
            continue
        click.echo(f"{import_word(key)}: {len(value)}")
        for row in value[:MOST_ROWS]:
            shown = [row[language()]] if key == "warnings" else map(str, row.values())
            if key == "months":
                shown = map(import_word, row.values())
            click.echo("  " + "  ".join(shown))
        if len(value) > MOST_ROWS:
            left = len(value) - MOST_ROWS
            click.echo(pick(f"  … och {left} till; --format json visar alla", f"  … and {left} more; --format json"))


@program.command(epilog="Example: spelregler evaluate --as-of 2026-11-02 --format json")
@click.option("--as-of", "as_of", type=DAY, help="The day to judge; today when left out.")
@FORMAT
def evaluate(as_of: datetime | None, form: str) -> None:
    """Ask every clause's check as of a day, and store the answers that changed."""
    django_setup()
    from spelregler.apps.policy.operations import evaluate_and_store
    from spelregler.apps.policy.packages import package_on
    from spelregler.platform import clock
    from spelregler.platform.errors import DomainError

    day = as_of.date() if as_of else clock.today()
    try:
        with progress(length=len(package_on(day).clauses), label=pick("Regler", "Rules")) as bar:
            results = evaluate_and_store(as_of=day, asked=bar.update)
    except DomainError as error:
        stop(error.text(language()))
    rows = [
        {
            "clause": each.clause,
            "scope_kind": each.judgement.scope.kind,
            "scope": each.judgement.scope.key,
            "status": str(each.judgement.status),
            "since": each.judgement.since,
            "reason_sv": each.judgement.reason_sv,
            "reason_en": each.judgement.reason_en,
            "inputs": each.judgement.inputs,
            "parameters": each.parameters,
        }
        for each in results
    ]
    if form == "json":
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['clause']:7} {row['status']:14} {row['scope']:28} {row[f'reason_{language()}']}")


@program.group()
def policy() -> None:
    """Policy packages."""


@policy.command(epilog="Example: spelregler policy validate src/spelregler/policies/oxelosund")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@FORMAT
def validate(folder: Path, form: str) -> None:
    """Say every fault of a package: file, line, what, and what to do. Exit code 1 if there is any."""
    django_setup()
    from spelregler.apps.policy.validation import faults_of

    faults = faults_of(folder)
    if form == "json":
        print_json(faults)
    else:
        for fault in faults:
            click.echo(f"{fault['file']}:{fault['line']}: {fault[f'what_{language()}']} {fault[f'todo_{language()}']}")
        if not faults:
            say(pick(f"{folder.name}: inga fel.", f"{folder.name}: no faults."))
    sys.exit(1 if faults else 0)


@program.group()
def sie() -> None:
    """SIE accounting files."""


@sie.command(epilog="Example: spelregler sie check 2026.SE --format json")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@FORMAT
def check(files: tuple[Path, ...], form: str) -> None:
    """Count and sum SIE files, verify their checksum, and report unbalanced vouchers."""
    from spelregler.exchange.sie import SieError, summary, watched

    found, failed = [], False
    size = sum(file.stat().st_size for file in files)
    with slow_progress(2 * size, label=pick("Läser", "Reading")) as step:  # each file is looked through, then read
        for file in files:
            try:
                with file.open("rb") as stream:
                    found.append(summary(watched(stream, step), file.name, language=language()))
            except SieError as error:
                failed = True
                say(f"{file.name}: {error.text(language())}")
    if form == "json":
        print_json(found)
    else:
        for row in found:
            click.echo("  ".join(f"{key}={value}" for key, value in row.items()))
    sys.exit(2 if failed else 0)


@program.group()
def roles() -> None:
    """The rules about who may do what."""


@roles.command(epilog="Example: spelregler roles matrix --format csv")
@click.option("--package", help="A package by its folder's name; the installation's own when left out.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def matrix(package: str | None, form: str) -> None:
    """Print the permission matrix as computed from the package's role rules."""
    django_setup()
    from django.conf import settings

    from spelregler.apps.policy.packages import rules_of
    from spelregler.platform.errors import DomainError

    try:
        rows = [row.as_dict() for row in rules_of(package or settings.SPELREGLER_PACKAGE).matrix()]
    except DomainError as error:
        stop(error.text(language()))
    if form == "json":
        print_json(rows)
        return
    if form == "csv":
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        return
    widths = {key: max(len(key), *(len(str(row[key])) for row in rows)) for key in rows[0]}
    for row in [dict(zip(rows[0], rows[0], strict=True)), *rows]:
        click.echo("  ".join(str(row[key]).ljust(widths[key]) for key in rows[0]))


@program.command(epilog="Example: spelregler doctor --format json")
@FORMAT
def doctor(form: str) -> None:
    """Check that the installation is sound, and say what to do where it is not."""
    django_setup()
    from spelregler.config.doctor import examine

    findings = examine()
    if form == "json":
        print_json(findings)
    else:
        for finding in findings:
            mark = "ok" if finding["ok"] else pick("FEL", "FAULT")
            click.echo(f"{mark:5}  {finding[f'what_{language()}']}  {finding[f'todo_{language()}']}".rstrip())
    sys.exit(0 if all(finding["ok"] for finding in findings) else 1)


@program.group()
def account() -> None:
    """People's way in. Nobody but the holder ever knows a password."""


@account.command(name="add", epilog="Example: spelregler account add eva.ek@kommun.example 'Eva Ek' --person eva-ek")
@click.argument("email")
@click.argument("name")
@click.option("--person", default="", help="The code of the person in the organisation whose account it is.")
def account_add(email: str, name: str, person: str) -> None:
    """Open an account, and print the address where its holder chooses a password: works once, for a day."""
    with _account_work() as who:
        from django.db import transaction

        from spelregler.apps.organisation.operations import give_account
        from spelregler.platform.accounts.operations import open_account, password_address

        with transaction.atomic():
            opened = open_account(email=email, name=name, who=who)
            if person:
                give_account(person=person, account=opened, who=who)
            click.echo(password_address(account=opened, who=who))


@account.command(name="password", epilog="Example: spelregler account password eva.ek@kommun.example")
@click.argument("email")
def account_password(email: str) -> None:
    """Print a new address for choosing a password. Be sure of whom you give it to."""
    with _account_work() as who:
        from spelregler.platform.accounts.operations import account_of, password_address

        click.echo(password_address(account=account_of(email=email), who=who))


@account.command(name="close", epilog="Example: spelregler account close eva.ek@kommun.example")
@click.argument("email")
def account_close(email: str) -> None:
    """Close an account: every session ends at once."""
    with _account_work() as who:
        from spelregler.platform.accounts.operations import account_of, close_account

        close_account(account=account_of(email=email), who=who)


@account.command(name="reopen", epilog="Example: spelregler account reopen eva.ek@kommun.example")
@click.argument("email")
def account_reopen(email: str) -> None:
    """Open a closed account again."""
    with _account_work() as who:
        from spelregler.platform.accounts.operations import account_of, reopen_account

        reopen_account(account=account_of(email=email), who=who)


@account.command(name="drop-steps", epilog="Example: spelregler account drop-steps eva.ek@kommun.example")
@click.argument("email")
def account_drop_steps(email: str) -> None:
    """Take away every second step, for whoever has lost all of theirs. Be sure of who asks."""
    with _account_work() as who:
        from spelregler.platform.accounts.operations import account_of, drop_second_steps

        click.echo(drop_second_steps(account=account_of(email=email), who=who))


@program.group()
def identity() -> None:
    """What the municipality's own sign-in and provisioning give."""


@identity.command(name="groups", epilog="Example: spelregler identity groups --format json")
@FORMAT
def identity_groups(form: str) -> None:
    """List which groups give which posts today, and by whose decision."""
    django_setup()
    from spelregler.apps.identity.queries import mappings
    from spelregler.platform import clock

    rows = [asdict(each) for each in mappings(as_of=clock.today())]
    if form == "json":
        print_json(rows)
        return
    for row in rows:
        click.echo("  ".join(str(value) for value in row.values()))


@identity.command(
    name="give", epilog="Example: spelregler identity give scim rektorer ec-1 --decision un 2026-09-01 44"
)
@click.argument("source")
@click.argument("group")
@click.argument("post")
@click.option("--decision", nargs=3, required=True, help="Body, date and paragraph of the decision.")
@click.option("--from", "start", type=DAY, help="The day when it begins to hold; today when left out.")
def identity_give(source: str, group: str, post: str, decision: tuple[str, str, str], start: datetime | None) -> None:
    """Let a group at a source (a provider's id, or scim) give a post. It has to be decided first."""
    with _account_work() as who:
        from spelregler.apps.identity.operations import decide_mapping
        from spelregler.apps.identity.queries import body_and_post
        from spelregler.platform import clock

        code, decided_on, paragraph = decision
        body, chosen = body_and_post(body=code, post=post)
        decide_mapping(
            source=source,
            group=group,
            post=chosen,
            body=body,
            decided_on=date.fromisoformat(decided_on),
            paragraph=paragraph,
            start=start.date() if start else clock.today(),
            who=who,
        )


@identity.command(name="stop", epilog="Example: spelregler identity stop 3")
@click.argument("number", type=int)
def identity_stop(number: int) -> None:
    """End a row of the table of groups today, and every post that it has given."""
    with _account_work() as who:
        from spelregler.apps.identity.operations import end_mapping
        from spelregler.apps.identity.queries import mapping_by_number
        from spelregler.platform import clock

        end_mapping(mapping=mapping_by_number(number), on=clock.today(), who=who)


@identity.command(name="token", epilog="Example: spelregler identity token Entra")
@click.argument("name")
def identity_token(name: str) -> None:
    """Make a key for provisioning (SCIM) and print it. It is shown now and never again."""
    with _account_work() as who:
        from spelregler.apps.identity.provisioning import give_token
        from spelregler.platform import clock

        click.echo(give_token(name=name, now=clock.now(), who=who))


@identity.command(name="revoke", epilog="Example: spelregler identity revoke Entra")
@click.argument("name")
def identity_revoke(name: str) -> None:
    """Revoke a key for provisioning: it opens nothing from now on."""
    with _account_work() as who:
        from spelregler.apps.identity.provisioning import revoke_token
        from spelregler.platform import clock

        revoke_token(name=name, now=clock.now(), who=who)


@contextmanager
def _account_work() -> Iterator[Any]:
    """Who stands at the keyboard, and a refusal in words instead of a trace."""
    django_setup()
    from django.core.exceptions import ValidationError

    from spelregler.platform.audit.operations import Who
    from spelregler.platform.errors import DomainError

    try:
        yield Who(name=os.environ.get("USER", "konsol"), role="systemförvaltare")
    except DomainError as error:
        stop(error.text(language()))
    except ValidationError as error:
        stop(" ".join(error.messages))
    except ValueError as error:
        stop(str(error))


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
        stop(
            pick(
                "Kontrollvärdet går inte att läsa. Ange raden som audit verify skrev ut, eller en fil med den.",
                "The checkpoint cannot be read. Give the line that audit verify printed, or a file that holds it.",
            )
        )
    with slow_progress(AuditRow.objects.count()) as step:
        verdict = verify(checkpoint=checkpoint, progress=step)
    if form == "json":
        print_json(verdict.as_dict())
    else:
        for flaw in verdict.flaws:
            click.echo(flaw.text(language()))
        for remark in verdict.remarks:
            say(pick("Anm. ", "Note: ") + remark.text(language()))
        rows, count = verdict.rows, verdict.flaw_count
        if verdict.is_whole:
            click.echo(pick(f"Kedjan är hel: {rows} rader.", f"The chain is whole: {rows} rows."))
            click.echo(str(verdict.checkpoint))
        else:
            # No checkpoint: kept elsewhere, it would vouch for what is broken.
            click.echo(pick(f"Kedjan är bruten: {count} fel.", f"The chain is broken: {count} faults."))
    sys.exit(0 if verdict.is_whole else 1)


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
    except OSError as error:
        stop(pick(f"Det går inte att skriva {out}: {error}", f"{out} cannot be written: {error}"))
    say(pick(f"{written} rader.", f"{written} rows."))


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
    from spelregler.platform.audit.operations import decide_retention

    decided = decide_retention(
        years=years, body=body, decided_on=decided_on.date(), paragraph=paragraph, who=console_user()
    )
    click.echo(str(decided))


@audit.command(name="trim", epilog="Example: spelregler audit trim")
def audit_trim() -> None:
    """Remove rows older than the decided retention. What is kept still proves itself."""
    django_setup()
    from spelregler.platform import clock
    from spelregler.platform.audit.operations import trim
    from spelregler.platform.errors import DomainError

    try:
        removed = trim(now=clock.now(), who=console_user())
    except DomainError as error:
        stop(error.text(language()))
    click.echo(pick(f"{removed} rader togs bort.", f"{removed} rows were removed."))


def text_or_file(value: str) -> str:
    """What a file holds, or the value itself where there is no such file."""
    try:
        return Path(value).read_text(encoding="utf-8") if Path(value).is_file() else value
    except (OSError, UnicodeDecodeError):
        return value


def console_user() -> Any:
    """Whoever sits at the keyboard, for the trail."""
    from spelregler.platform.audit.operations import Who

    return Who(name=os.environ.get("USER", "konsol"), role="system")


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


def main(arguments: list[str] | None = None) -> None:
    """Run the program."""
    program.main(args=arguments, prog_name="spelregler")
