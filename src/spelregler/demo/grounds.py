"""What limits units, which posts decide, and what was held with unions in the demo. All of it is made up."""

from __future__ import annotations

from datetime import date

from spelregler.demo.organisation import AOF, UTB
from spelregler.domain.union_records import Kind

LARARE, KOMMUNAL = "Lärarfacket (påhittat)", "Vårdfacket (påhittat)"
HEAD = "chef-utbildningsforvaltningen"
LIMITS = (
    ("", "", "Arbetsmiljöarbetet följs upp varje år", "law", "AFS 2023:1", date(2026, 1, 1)),
    (
        UTB,
        "",
        "Resultaten följs upp vid samma tillfällen",
        "policy",
        "Spelreglerna, MR-14",
        date(2026, 1, 1),
    ),
    (
        AOF,
        "",
        "Avvikelser antecknas i förvaltningens system",
        "policy",
        "Planen för intern kontroll",
        date(2026, 2, 2),
    ),
)
"""Department, unit, what limits, the ground, what it rests on, and from when."""
SAID = ("oxeloskolan", "Möbler köps bara genom förvaltningens inköpare", date(2026, 9, 21))
"""A unit says that something limits it; nobody has answered."""
TASKS = (
    (HEAD, "Ger skolskjuts i särskilda fall", "un", "3.2", date(2026, 1, 1)),
    ("chef-ramdalsskolan", "Anställer personal i skolan", "un", "1.1", date(2026, 1, 1)),
    ("chef-bjorntorp", "Hyr ut lägenheter i boendet", "von", "4.1", date(2026, 1, 1)),
)
"""Post, task, body and type. One has lost the type to the department head."""
HELD = (
    (
        UTB,
        Kind.NEGOTIATION,
        date(2026, 5, 12),
        LARARE,
        "Ändrad organisation i elevhälsan",
        HEAD,
    ),
    (UTB, Kind.INFORMATION, date(2026, 10, 6), KOMMUNAL, "Budgeten 2027", HEAD),
    (AOF, Kind.INFORMATION, date(2026, 9, 15), KOMMUNAL, "Nya arbetskläder", "chef-bjorntorp"),
)
"""Department, kind, day, union, subject, and the post for the employer."""
