"""`spelregler kolada`: search the catalogue, choose what to follow, and fetch what has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

import click

from spelregler.cli.base import FORMAT, console_work, pick, print_json, program, say, slow_progress, stop

MOST = 25
BETTER = {"higher": ("högre är bättre", "higher is better"), "lower": ("lägre är bättre", "lower is better")}
NEITHER = ("varken högre eller lägre är bättre", "neither higher nor lower is better")


@program.group()
def kolada() -> None:
    """Kolada: the open key figures of every Swedish municipality."""


@kolada.command(epilog="Example: spelregler kolada search behöriga gymnasiet")
@click.argument("words", nargs=-1, required=True)
@FORMAT
def search(words: tuple[str, ...], form: str) -> None:
    """Search the catalogue, which is fetched the first time."""
    with console_work() as who:
        from spelregler.apps.comparison.queries import followed as queries

        need_catalogue(who)
        found, total = queries.search(words=" ".join(words), most=MOST)
    if form == "json":
        print_json({"source": "Källa: Kolada", "total": total, "kpis": [vars_of(each) for each in found]})
        return
    for each in found:
        mark = pick("  (följs)", "  (followed)") if each.is_followed else ""
        click.echo(f"{each.kolada_id}  {each.title}{mark}")
    say(pick(f"{len(found)} av {total}. Källa: Kolada", f"{len(found)} of {total}. Source: Kolada"))


@kolada.command(epilog="Example: spelregler kolada follow N00945 N15436 --better higher")
@click.argument("kpis", nargs=-1, required=True, metavar="KPI...")
@click.option("--better", type=click.Choice(["higher", "lower", "none"]), help="Which way is good.")
@click.option("--group", help="The reference group to compare with, such as G37495.")
@FORMAT
def follow(kpis: tuple[str, ...], better: str | None, group: str | None, form: str) -> None:
    """Follow key figures: they are fetched for every municipality from the next sync on.

    Kolada does not say which way is good. Without --better it is what the indicator with the same id says, else none.
    """
    from django.db import transaction

    with console_work() as who:
        from spelregler.apps.comparison import operations
        from spelregler.apps.comparison.queries import followed as queries
        from spelregler.platform import clock

        wanted = list(dict.fromkeys(each.upper() for each in kpis))
        need_catalogue(who, for_kpis=wanted)
        rows: list[dict[str, Any]] = []
        with transaction.atomic():  # all of them or none
            for kpi in wanted:
                direction = better or queries.direction_of(kolada_id=kpi)
                followed, is_new = operations.follow_kpi(
                    kolada_id=kpi, direction=direction, group=group, today=clock.today(), who=who
                )
                title, chosen = followed.kpi.title, followed.group.kolada_id if followed.group else None
                rows.append(
                    {"kpi": kpi, "title": title, "direction": followed.direction, "group": chosen, "new": is_new}
                )
    if form == "json":
        print_json({"source": "Källa: Kolada", "followed": rows})
        return
    for row in rows:
        click.echo(f"{row['kpi']}  {row['title']}: {pick(*BETTER.get(row['direction'], NEITHER))}")
    say(pick("Hämta värdena: spelregler kolada sync", "Fetch the figures: spelregler kolada sync"))


@kolada.command(epilog="Example: spelregler kolada unfollow N00945")
@click.argument("kpis", nargs=-1, required=True, metavar="KPI...")
@FORMAT
def unfollow(kpis: tuple[str, ...], form: str) -> None:
    """Follow key figures no more. What was fetched is kept."""
    from django.db import transaction

    with console_work() as who:
        from spelregler.apps.comparison import operations
        from spelregler.platform import clock

        wanted = list(dict.fromkeys(each.upper() for each in kpis))
        with transaction.atomic():
            for kpi in wanted:
                operations.unfollow_kpi(kolada_id=kpi, today=clock.today(), who=who)
    if form == "json":
        print_json({"unfollowed": wanted})
        return
    click.echo(pick("Följs inte längre: ", "Followed no more: ") + ", ".join(wanted))


@kolada.command(epilog="Example: spelregler kolada sync --due")
@click.option("--due", is_flag=True, help="Only when SPELREGLER_KOLADA_DAYS (7) have passed since the last time.")
@FORMAT
def sync(due: bool, form: str) -> None:
    """Fetch what has changed since last time, for every municipality. An interrupted fetch goes on where it was."""
    with console_work() as who:
        from django.conf import settings

        from spelregler.apps.comparison.kolada.fetching import fetch_values
        from spelregler.apps.policy.operations.findings import evaluate_and_store
        from spelregler.platform import clock

        today, days = clock.today(), settings.SPELREGLER_KOLADA_DAYS
        report = fetch_values(
            client=client(), own=own_code(), today=today, who=who, due_after=days if due else None, stage=stage
        )
        if report.carried.recorded or report.carried.corrected:
            evaluate_and_store(as_of=today)
    if form == "json":
        print_json(report.as_dict())
        return
    if not report.is_due:
        click.echo(
            pick(f"Hämtat för mindre än {days} dagar sedan.", f"Fetched less than {days} days ago.")
            + pick(" Inget hämtades.", " Nothing was fetched.")
        )
        return
    print_report(report)


def print_report(report: Any) -> None:
    """What a fetch did, for a person."""
    stored, carried = report.stored, report.carried
    if not report.kpis:
        click.echo(pick("Inga nyckeltal följs.", "No key figures are followed."))
        say(pick("Välj några: spelregler kolada follow N01951", "Choose some: spelregler kolada follow N01951"))
        return
    if report.resumed:
        say(pick("En avbruten hämtning fortsatte där den slutade.", "An interrupted fetch went on from where it was."))
    click.echo(
        pick(
            f"{len(report.kpis)} nyckeltal: {stored.new} nya värden, {stored.changed} ändrade, {stored.deleted} "
            f"borttagna, {stored.same} oförändrade.",
            f"{len(report.kpis)} key figures: {stored.new} new values, {stored.changed} changed, {stored.deleted} "
            f"deleted, {stored.same} the same.",
        )
    )
    click.echo(
        pick(
            f"Till egna mått: {carried.recorded} nya värden, {carried.corrected} rättade.",
            f"To own indicators: {carried.recorded} new values, {carried.corrected} corrected.",
        )
    )
    for each in carried.left[:MOST]:
        click.echo(f"  {each.indicator} {each.year} {each.sex}: {pick(each.sv, each.en)}")
    if len(carried.left) > MOST:
        left = len(carried.left) - MOST
        click.echo(pick(f"  … och {left} till; --format json visar alla", f"  … and {left} more; --format json"))
    say(pick("Källa: Kolada", "Source: Kolada"))


@contextmanager
def stage(calls: int) -> Iterator[Callable[[int], None]]:
    """A bar of the calls for what takes its time."""
    with slow_progress(calls, label=pick("Hämtar från Kolada", "Fetching from Kolada")) as step:
        yield step


def client() -> Any:
    """A reader of the server that SPELREGLER_KOLADA_URL names."""
    from django.conf import settings

    from spelregler.apps.comparison.kolada.client import Client

    return Client(settings.SPELREGLER_KOLADA_URL, say=lambda sv, en: say(pick(sv, en)))


def own_code() -> str:
    """The code of the municipality of this installation."""
    from spelregler.apps.organisation.queries.bodies import municipality

    place = municipality()
    if place is None:
        stop(pick("Ingen kommun är inlagd än.", "No municipality is entered yet."))
    return place.code  # type: ignore[union-attr]  # stop() ends the program


def need_catalogue(who: Any, *, for_kpis: Collection[str] = ()) -> None:
    """The catalogue is fetched the first time that it is asked for, and when it may have become too old to know."""
    from spelregler.apps.comparison.kolada.fetching import fetch_catalogue
    from spelregler.apps.comparison.queries import followed as queries
    from spelregler.platform import clock

    fetched_on, today = queries.catalogue_day(), clock.today()
    if for_kpis and queries.are_known(kolada_ids=for_kpis):
        return
    if fetched_on is None or (for_kpis and fetched_on < today):
        say(pick("Hämtar Koladas katalog …", "Fetching Kolada's catalogue …"))
        fetch_catalogue(client=client(), own=own_code(), today=today, who=who)


def vars_of(found: Any) -> dict[str, Any]:
    """A row of the catalogue by name."""
    return {name: getattr(found, name) for name in found.__dataclass_fields__}
