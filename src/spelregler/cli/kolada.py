"""`spelregler kolada`: search the catalogue, choose what to follow, and fetch what has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

import click

from spelregler.cli.base import FORMAT, console_work, print_json, program, say, slow_progress, spoken, stop
from spelregler.domain.words import Words

MOST = 25
BETTER = {"higher": Words("higher is better"), "lower": Words("lower is better")}
NEITHER = Words("neither higher nor lower is better")


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
        mark = spoken(Words("  (followed)")) if each.is_followed else ""
        click.echo(f"{each.kolada_id}  {each.title}{mark}")
    say(Words("{count} of {total}. Source: Kolada", count=len(found), total=total))


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
        from spelregler.apps.comparison.operations import following
        from spelregler.apps.comparison.queries import followed as queries
        from spelregler.platform import clock

        wanted = list(dict.fromkeys(each.upper() for each in kpis))
        need_catalogue(who, for_kpis=wanted)
        rows: list[dict[str, Any]] = []
        with transaction.atomic():  # all of them or none
            for kpi in wanted:
                direction = better or queries.direction_of(kolada_id=kpi)
                followed, is_new = following.follow_kpi(
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
        click.echo(f"{row['kpi']}  {row['title']}: {spoken(BETTER.get(row['direction'], NEITHER))}")
    say(Words("Fetch the figures: spelregler kolada sync"))


@kolada.command(epilog="Example: spelregler kolada unfollow N00945")
@click.argument("kpis", nargs=-1, required=True, metavar="KPI...")
@FORMAT
def unfollow(kpis: tuple[str, ...], form: str) -> None:
    """Follow key figures no more. What was fetched is kept."""
    from django.db import transaction

    with console_work() as who:
        from spelregler.apps.comparison.operations import following
        from spelregler.platform import clock

        wanted = list(dict.fromkeys(each.upper() for each in kpis))
        with transaction.atomic():
            for kpi in wanted:
                following.unfollow_kpi(kolada_id=kpi, today=clock.today(), who=who)
    if form == "json":
        print_json({"unfollowed": wanted})
        return
    click.echo(spoken(Words("Followed no more: {wanted}", wanted=", ".join(wanted))))


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
        click.echo(spoken(Words("Fetched less than {days} days ago. Nothing was fetched.", days=days)))
        return
    print_report(report)


def print_report(report: Any) -> None:
    """What a fetch did, for a person."""
    stored, carried = report.stored, report.carried
    if not report.kpis:
        click.echo(spoken(Words("No key figures are followed.")))
        say(Words("Choose some: spelregler kolada follow N01951"))
        return
    if report.resumed:
        say(Words("An interrupted fetch went on from where it was."))
    click.echo(
        spoken(
            Words(
                "{count} key figures: {new} new values, {changed} changed, {deleted} deleted, {same} the same.",
                count=len(report.kpis),
                new=stored.new,
                changed=stored.changed,
                deleted=stored.deleted,
                same=stored.same,
            )
        )
    )
    click.echo(
        spoken(
            Words(
                "To own indicators: {recorded} new values, {corrected} corrected.",
                recorded=carried.recorded,
                corrected=carried.corrected,
            )
        )
    )
    for each in carried.left[:MOST]:
        click.echo(f"  {each.indicator} {each.year} {each.sex}: {spoken(each.why)}")
    if len(carried.left) > MOST:
        left = len(carried.left) - MOST
        click.echo(spoken(Words("  … and {left} more; --format json shows all", left=left)))
    say(Words("Source: Kolada"))


@contextmanager
def stage(calls: int) -> Iterator[Callable[[int], None]]:
    """A bar of the calls for what takes its time."""
    with slow_progress(calls, label=spoken(Words("Fetching from Kolada"))) as step:
        yield step


def client() -> Any:
    """A reader of the server that SPELREGLER_KOLADA_URL names."""
    from django.conf import settings

    from spelregler.apps.comparison.kolada.client import Client

    return Client(settings.SPELREGLER_KOLADA_URL, say=say)


def own_code() -> str:
    """The code of the municipality of this installation."""
    from spelregler.apps.organisation.queries.bodies import municipality

    place = municipality()
    if place is None:
        stop(Words("No municipality is entered yet."))
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
        say(Words("Fetching Kolada's catalogue …"))
        fetch_catalogue(client=client(), own=own_code(), today=today, who=who)


def vars_of(found: Any) -> dict[str, Any]:
    """A row of the catalogue by name."""
    return {name: getattr(found, name) for name in found.__dataclass_fields__}
