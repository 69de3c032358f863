"""What this room lets be searched for: cases and registered records, and no draft, sender or party (ADR 60).

A title that is to be reviewed is found by those who may read it; for everybody else the case has its number alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.searching import Kind
from spelregler.apps.organisation.models import Body
from spelregler.apps.registry.access.rights import MARKED, OPEN
from spelregler.apps.registry.models import CaseFile, Record
from spelregler.apps.registry.queries.cases import cases_by_pk
from spelregler.domain.words import Bilingual, Pair, Words, joined
from spelregler.platform.search.sources import Keys, Source, Thing

MOSTLY_SEEN = 120
"""The registry is open: of so many cases or records a page is full, whoever asks, unless every fifth is marked."""
NUMBER_ALONE = "n"
"""What the key begins with of a case whose title is to be reviewed, told by its number."""


def _pks(keys: Collection[str]) -> set[int]:
    return {int(each.removeprefix(NUMBER_ALONE)) for each in keys}


def _cases(keys: Keys) -> Iterator[Thing]:
    rows = CaseFile.objects.select_related("body").order_by("pk")
    for each in (rows if keys is None else rows.filter(pk__in=_pks(keys))).iterator():
        address, place = reverse("registry:case", args=[each.pk]), Pair(each.body.name, each.body.name_en)
        title: Bilingual = Pair(f"{each.number} {each.title}")
        if each.title_ground:
            hidden = joined(Pair(each.number), Words("To be reviewed before it is disclosed"))
            yield Thing(
                key=f"{NUMBER_ALONE}{each.pk}", address=address, title=hidden, place=place, start=each.opened_on
            )
        yield Thing(key=str(each.pk), address=address, title=title, place=place, start=each.opened_on)


def _cases_seen(acting_role: ActingRole, keys: Collection[str]) -> Collection[str]:
    """A case with a marked title is seen either by its title or by its number alone, never by both."""
    seen = OPEN.let_through(acting_role, cases_by_pk(_pks(keys)))
    marked = {each.pk for each in MARKED.let_through(acting_role, [each for each in seen if each.title_ground])}
    return {
        f"{NUMBER_ALONE}{each.pk}" if each.title_ground and each.pk not in marked else str(each.pk) for each in seen
    }


def _records(keys: Keys) -> Iterator[Thing]:
    rows = Record.objects.filter(number__isnull=False, disposal__isnull=True).order_by("pk")
    rows = rows.select_related("case_file", "memo")
    for each in (rows if keys is None else rows.filter(pk__in=_pks(keys))).iterator():
        page = "registry:memo" if hasattr(each, "memo") else "registry:record"
        assert each.registered_on is not None  # noqa: S101 - it has a number
        yield Thing(
            key=str(each.pk),
            address=reverse(page, args=[each.pk]),
            title=Pair(each.subject),
            place=Pair(f"{each.case_file.number}, {each.number}"),
            start=each.registered_on,
        )


def _records_seen(acting_role: ActingRole, keys: Collection[str]) -> Collection[str]:
    rows = list(
        Record.objects.filter(pk__in=_pks(keys)).select_related(
            "memo", "case_file__body", "case_file__responsible__department", "case_file__responsible__unit"
        )
    )
    cases = {each.case_file.pk: each.case_file for each in rows}
    seen = {each.pk for each in OPEN.let_through(acting_role, cases.values())}
    marked = {each.pk for each in MARKED.let_through(acting_role, cases.values())}
    return {
        str(each.pk)
        for each in rows
        if each.case_file_id in seen and (not each.subject_ground or each.case_file_id in marked)
    }


def keys_of_body(body: str, keys: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """Which of some things, by their keys within each kind, are of the body's cases. Two queries."""
    cases = {each: int(each.removeprefix(NUMBER_ALONE)) for each in keys["case_file"]}
    own = set(CaseFile.objects.filter(pk__in=cases.values(), body__code=body).values_list("pk", flat=True))
    records = Record.objects.filter(pk__in=_pks(keys["record"]), case_file__body__code=body)
    return {
        "case_file": {key for key, pk in cases.items() if pk in own},
        "record": {str(each) for each in records.values_list("pk", flat=True)},
    }


def _keys(rows: Iterable[int]) -> Iterator[str]:
    for each in rows:
        yield from (str(each), f"{NUMBER_ALONE}{each}")


def _numbers(rows: Iterable[int]) -> Iterator[str]:
    return map(str, rows)


SEARCHED = (
    Kind(
        Source(
            kind="case_file",
            things=_cases,
            follows={
                CaseFile: _keys,
                Body: lambda rows: _keys(CaseFile.objects.filter(body__in=rows).values_list("pk", flat=True)),
            },
        ),
        place=8,
        one=_("case"),
        many=_("Cases"),
        seen=_cases_seen,
        candidates=MOSTLY_SEEN,
    ),
    Kind(
        Source(
            kind="record",
            things=_records,
            follows={
                Record: _numbers,
                CaseFile: lambda rows: _numbers(Record.objects.filter(case_file__in=rows).values_list("pk", flat=True)),
            },
        ),
        place=9,
        one=_("record"),
        many=_("Records"),
        seen=_records_seen,
        candidates=MOSTLY_SEEN,
    ),
)
"""The kinds of things that this room lets be searched for."""
