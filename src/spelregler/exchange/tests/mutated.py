"""Small whole files of each format, and the reader of each: what `changes` changes at random.

Used by the short run of the suite and by the long one, `tools/attack/files.py`.
"""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from spelregler.domain.roles.validation import validate_rules
from spelregler.domain.words import Pair
from spelregler.exchange import statistics
from spelregler.exchange.kolada import KoladaFault
from spelregler.exchange.kolada.reader import read_figures, read_groups, read_kpis, read_page
from spelregler.exchange.organisation import read_organisation, write_template
from spelregler.exchange.package import PackageError, read_package
from spelregler.exchange.sheets import Column, Kind, SheetRefused, Table, lines, read_table
from spelregler.exchange.sie import Row, SieError, SieFile, convert, iter_rows
from spelregler.exchange.sie import read as read_sie
from spelregler.exchange.stratml.document import StratmlError
from spelregler.exchange.stratml.reader import read as read_stratml

TKR = 100_000
"""Öre."""
PACKAGES = Path(__file__).parents[2] / "policies"
COLUMNS = (
    Column("code", Pair("Kod", "Code"), needed=True),
    Column("value", Pair("Värde", "Value"), kind=Kind.DECIMAL, lacking=True),
    Column("day", Pair("Dag", "Day"), kind=Kind.DAY, lacking=True),
    Column("count", Pair("Antal", "Count"), kind=Kind.INTEGER, lacking=True),
    Column("frame", Pair("Ram", "Frame"), kind=Kind.MONEY, lacking=True),
    Column("parents", Pair("Mål", "Goals"), kind=Kind.CODES, lacking=True),
)
ORGANISATION = (
    "Slag;Kod;Namn;Typ;Hör till;Plats nr;Person;E-post;Från och med;Till och med\n"
    "kommun;0481;Prov;;;;;;;\norgan;kf;Fullmäktige;fullmäktige;;;;;2023-01-01;\n"
    "plats;;;ledamot;kf;1;p1;;2023-01-01;2026-10-14\nperson;p1;Ett Namn;;;;;a@example.org;;\n"
).encode()
TABLE = 'Kod;Värde;Dag;Antal;Ram;Mål\na;1 200,5;2027-03-01;3;12,5;m1, m2\nb;"3,5\n";2027-03-02;4;−1;m3\n'.encode()
SIE = (
    b'#FLAGGA 0\r\n#PROGRAM "x" 1\r\n#FORMAT PC8\r\n#GEN 20260101\r\n#SIETYP 4\r\n#FNAMN "Prov"\r\n'
    b'#RAR 0 20260101 20261231\r\n#DIM 1 "Ansvar"\r\n#OBJEKT 1 "12" "Skolan"\r\n#KONTO 5010 "Hyra"\r\n'
    b'#IB 0 1930 100.00\r\n#PBUDGET 0 202601 5010 {1 "12"} 7.50\r\n#VER A 1 20260105 "text"\r\n{\r\n'
    b'#TRANS 5010 {1 "12"} 5.00 20260106 "rad"\r\n#TRANS 1930 {} -5.00\r\n}\r\n'
)
PLAN = (
    b'<?xml version="1.0"?><PerformancePlanOrReport xmlns="urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport" '
    b'Type="Performance_Plan"><Name>P</Name><StrategicPlanCore><Organization><Name>O</Name></Organization><Goal>'
    b"<Name>G</Name><Description>D</Description><Objective><Name>M</Name><PerformanceIndicator>"
    b"<MeasurementDimension>d</MeasurementDimension><UnitOfMeasurement>%</UnitOfMeasurement><MeasurementInstance>"
    b"<TargetResult><StartDate>2026-01-01</StartDate><NumberOfUnits>12.5</NumberOfUnits></TargetResult>"
    b"</MeasurementInstance></PerformanceIndicator></Objective></Goal></StrategicPlanCore></PerformancePlanOrReport>"
)
PAGE = json.dumps(
    {
        "values": [
            {
                "id": "N1",
                "title": "T",
                "kpi": "N1",
                "municipality": "0481",
                "period": 2025,
                "values": [{"gender": "T", "value": 6.25, "status": "", "count": 1}],
                "members": [{"member_id": "a", "member_title": "b"}],
                "publication_date": "2026-03-01",
            }
        ],
        "next_url": "",
    }
).encode()
PX = (
    'CHARSET="ANSI";\nCODEPAGE="iso-8859-1";\nTITLE="Folkmängd efter region och "\n"år; allt";\nSTUB="region","kön";\n'
    'HEADING="tabellinnehåll","år";\nSTUB[en]="region","sex";\nCONTVARIABLE="tabellinnehåll";\nVARIABLECODE("kön")="Kon";\n'
    'VALUES("region")="Nyköping","Oxelösund";\nVALUES("kön")="män","kvinnor";\nVALUES("tabellinnehåll")="Folkmängd";\n'
    'VALUES("år")="2025","2024";\nTIMEVAL("år")=TLIST(A1),"2024","2025";\nCODES("region")="0480","0481";\n'
    'CODES("kön")="1","2";\nCODES("tabellinnehåll")="BE0101N1";\nCODES("år")="2025","2024";\n'
    'DATA=\n1 2\n3 4\n6030 "6000"\n".." "-";\n'
).encode("latin-1")
JSON_STAT = json.dumps(
    {
        "class": "dataset",
        "id": ["Region", "Kon", "ContentsCode", "Tid"],
        "size": [1, 2, 1, 2],
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "dimension": {
            "Region": {"label": "region", "category": {"index": {"0481": 0}, "label": {"0481": "Oxelösund"}}},
            "Kon": {"label": "kön", "category": {"index": ["1", "2"], "label": {"1": "män", "2": "kvinnor"}}},
            "ContentsCode": {"label": "tabellinnehåll", "category": {"index": {"BE0101N1": 0}}},
            "Tid": {"label": "år", "category": {"index": {"2024": 0, "2025": 1}}},
        },
        "value": [6000, 6030.5, None, 5920],
        "status": {"2": ".."},
    }
).encode()
PXWEB = (
    '"Folkmängd efter region, kön och år"\n\n"region","kön","Folkmängd 2024","Folkmängd 2025"\n'
    '"0481 Oxelösund","män",6000,6030\n"0481 Oxelösund","kvinnor",5900,".."\n"0480 Nyköping","män",1,"-"\n'
).encode("latin-1")


@dataclass(frozen=True)
class Reader:
    """One reader of files: whole files, how it is called, the refusals in words that it may answer with, and which
    figures of the file it gives, each of which must stand in it (`standing`)."""

    name: str
    seeds: tuple[bytes, ...]
    read: Callable[[bytes], Any]
    refusals: tuple[type[Exception], ...]
    figures: Callable[[Any], Iterable[Decimal | None]] = lambda _found: ()


def readers() -> list[Reader]:
    """Every reader of the product that takes a file from outside."""
    book = _workbook()
    policy = [(PACKAGES / "liten" / name).read_bytes() for name in ("policy.yaml", "parameters.yaml", "cycle.yaml")]
    rules = (PACKAGES / "liten" / "roles.cedar").read_bytes()[:4000].rpartition(b";")[0] + b";"
    money = {"file_name": "f", "columns": COLUMNS, "money_unit": "tkr"}
    return [
        Reader("xlsx", (book,), lines, (SheetRefused,)),
        Reader("xlsx table", (book,), lambda data: read_table(data, **money), (SheetRefused,), _in_table),
        Reader("csv", (TABLE, TABLE.replace(b";", b"\t"), TABLE.decode().encode("utf-16")), lines, (SheetRefused,)),
        Reader("csv table", (TABLE,), lambda data: read_table(data, **money), (SheetRefused,), _in_table),
        Reader(
            "organisation",
            (ORGANISATION, write_template(language="sv")),
            lambda data: read_organisation(data, file_name="f"),
            (SheetRefused,),
        ),
        Reader("sie", (SIE,), read_sie, (SieError,), _balances),
        Reader("sie rows", (SIE,), lambda data: list(iter_rows(data)), (SieError,), _amounts),
        Reader("sie anew", (SIE,), lambda data: list(convert(data, kind="4")[1]), (SieError,)),
        Reader("px", (PX,), _statistics, (SheetRefused,), _counted),
        Reader("json-stat", (JSON_STAT,), _statistics, (SheetRefused,), _counted),
        Reader(
            "pxweb csv",
            (PXWEB, PXWEB.replace(b",", b";"), PXWEB.replace(b",", b"\t")),
            _statistics,
            (SheetRefused,),
            _counted,
        ),
        Reader("pxweb xlsx", (_pxweb_workbook(),), _statistics, (SheetRefused,), _counted),
        Reader("stratml", (PLAN,), read_stratml, (StratmlError,)),
        Reader("kolada", (PAGE,), _kolada, (KoladaFault,), lambda found: [each.value for each in found[0]]),
        Reader("package", tuple(policy), _package, (PackageError,)),
        Reader("roles", (rules,), _rules, ()),
    ]


def _in_table(found: Table) -> Iterable[Decimal | None]:
    for row in found.rows:
        yield row["value"]
        yield from (Decimal(row[name] or 0) / by for name, by in (("count", 1), ("frame", TKR)))


def _balances(found: SieFile) -> Iterable[Decimal]:
    return (each.amount for each in found.balances)


def _amounts(found: list[Row]) -> Iterable[Decimal]:
    return (Decimal(each.amount_ore) / 100 for each in found)


def _counted(found: statistics.Statistics) -> Iterable[Decimal]:
    return (each.value for each in found.figures if isinstance(each.value, Decimal))


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Kod", "Värde", "Dag", "Antal", "Ram", "Mål"])
    book.active.append(["a", 1.5, "2027-03-01", 3, 12.5, "m1, m2"])
    book.active.append(["b", "1 200,5", None, 4, -1, "=1+1"])
    book.create_sheet("Två").append([1])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _pxweb_workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (
        ["Folkmängd efter region, kön och år"],
        [],
        [None, None, None, "2024", "2025"],
        ["0481", "Oxelösund", "män", 6000, 6030],
        [None, None, "kvinnor", 5900, ".."],
        ["0480", "Nyköping", "män", 1, "-"],
        [],
        ["Källa: SCB"],
    ):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _statistics(data: bytes) -> object:
    found = statistics.read(data, statistics.region_of("0481", "Oxelösund"))
    for chosen in ({}, {"column": "Folkmängd", "sex": "K"}, {"only": {"kön": "män"}}):
        with contextlib.suppress(SheetRefused):
            statistics.picked(found, **chosen)  # type: ignore[arg-type]
    return found


def _kolada(data: bytes) -> object:
    entries = read_page(data, document="data").values
    return list(read_figures(entries)), read_kpis(entries), read_groups(entries)


def _package(data: bytes) -> object:
    with tempfile.TemporaryDirectory() as folder:
        for file in (PACKAGES / "liten").glob("*.yaml"):
            (Path(folder) / file.name).write_bytes(file.read_bytes())
        known = {"cycle": b"both:", "parameters": b"parameters:"}
        name = next((name for name, word in known.items() if word in data[:200]), "policy")
        (Path(folder) / f"{name}.yaml").write_bytes(data)
        return read_package(Path(folder))


def _rules(data: bytes) -> object:
    with tempfile.TemporaryDirectory() as folder:
        schema = PACKAGES / "base" / "1" / "roles.cedarschema"
        (Path(folder) / schema.name).write_bytes(schema.read_bytes())
        (Path(folder) / "roles.cedar").write_bytes(data)
        return validate_rules(Path(folder), {"MR-1"}, None)
