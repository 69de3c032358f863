"""The fixed cast for "log in as": one person per role, with a sentence on what to try."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spelregler.demo.people import (
    CHAIR_OF_EDUCATION,
    DUAL_ROLE,
    code_of,
    head_post,
    holder_of,
    manager_post,
    seat_holder,
)


@dataclass(frozen=True)
class CastMember:
    """Somebody to log in as."""

    person: str
    role: str
    role_sv: str
    role_en: str
    try_sv: str
    try_en: str

    @property
    def code(self) -> str:
        """The code of the person in the database."""
        return code_of(self.person)

    @property
    def email(self) -> str:
        """An address that leads nowhere."""
        return f"{self.code}@demo.invalid"

    def role_words(self, language: str) -> str:
        """The role in one language."""
        return self.role_sv if language == "sv" else self.role_en

    def what_to_try(self, language: str) -> str:
        """What to try, in one language."""
        return self.try_sv if language == "sv" else self.try_en


@cache
def cast() -> tuple[CastMember, ...]:
    """The whole cast, elected representatives first. Whoever is not logged in is a resident."""
    return (*_elected(), *_leading(), *_others())


def _elected() -> Iterator[CastMember]:
    yield CastMember(
        CHAIR_OF_EDUCATION,
        "Np",
        "Ordförande, utbildningsnämnden",
        "Chair, education committee",
        "Se att septemberprognosen väntar på nämndens beslut, och försök sedan flytta pengar på en skola.",
        "See that the September forecast awaits the committee's decision, then try to move money at a school.",
    )
    yield CastMember(
        seat_holder(body="un", function="member", skip=4),
        "N",
        "Ledamot, utbildningsnämnden",
        "Member, education committee",
        "Följ den röda tråden från nämndens mål till en åtgärd på Oxelöskolan.",
        "Follow the red thread from the committee's goal to an action at Oxelöskolan.",
    )
    yield CastMember(
        seat_holder(body="kf", function="chair"),
        "KFp",
        "Ordförande, kommunfullmäktige",
        "Chair, municipal council",
        "Kontrollera att ramarna går ihop till 900 000 tkr och finans innan budgeten för 2027.",
        "Check that the frames add up to 900 000 tkr and finance before the budget for 2027.",
    )
    yield CastMember(
        seat_holder(body="kf", function="member", introduced=False),
        "KF",
        "Nyvald ledamot, kommunfullmäktige",
        "Newly elected member, municipal council",
        "Se vad som väntas av dig: du har ännu inte fått din introduktion.",
        "See what is expected of you: you still await your introduction.",
    )
    yield CastMember(
        seat_holder(body="ks", function="member", skip=1),
        "KS",
        "Ledamot, kommunstyrelsen",
        "Member, executive board",
        "Titta på hela spelplanen: vilka avvikelser har en nämnd ännu inte besvarat?",
        "Look at the whole field: which deviations has a committee not answered yet?",
    )
    yield CastMember(
        seat_holder(body="rev", function="chair"),
        "RE",
        "Revisor",
        "Municipal auditor",
        "Gå från en regel till det beslut och de siffror som den bedöms på.",
        "Go from a rule to the decision and the figures that it is judged on.",
    )


def _leading() -> Iterator[CastMember]:
    yield CastMember(
        holder_of("kommunchef"),
        "KC",
        "Kommunchef",
        "Chief executive",
        "Se vilka signaler som saknar ställningstagande och vilka uppdrag som är försenade.",
        "See which signals nobody has answered and which assignments are late.",
    )
    yield CastMember(
        holder_of(head_post("utbildningsforvaltningen")),
        "FC",
        "Förvaltningschef, utbildning",
        "Head, education",
        "Läs Oxelöskolans yttrande och se vad dialogen ska prövas mot den 12 november.",
        "Read Oxelöskolan's statement and see what the dialogue is reviewed against on 12 November.",
    )
    yield CastMember(
        holder_of(head_post("aldreomsorgsforvaltningen")),
        "FC",
        "Förvaltningschef, äldreomsorg",
        "Head, care of older people",
        "Ta ställning till signalen om klagomål på Björntorp, med skäl.",
        "Take a stand on the signal about complaints at Björntorp, with a reason.",
    )
    yield CastMember(
        holder_of(manager_post("oxeloskolan")),
        "EC",
        "Rektor, Oxelöskolan",
        "Head teacher, Oxelöskolan",
        "Flytta pengar mellan egna poster: ingen behöver godkänna det.",
        "Move money between your own lines: nobody has to approve it.",
    )
    yield CastMember(
        holder_of(manager_post("bjorntorp")),
        "EC",
        "Enhetschef, Björntorp",
        "Unit manager, Björntorp",
        "Skriv enhetens eget yttrande om klagomålen.",
        "Write the unit's own statement on the complaints.",
    )


def _others() -> Iterator[CastMember]:
    yield CastMember(
        holder_of("larare-oxeloskolan"),
        "EM",
        "Lärare, Oxelöskolan",
        "Teacher, Oxelöskolan",
        "Se hur din skolas arbete leder till kommunens mål.",
        "See how your school's work leads to the municipality's goals.",
    )
    yield CastMember(
        DUAL_ROLE,
        "KF",
        "Nyvald i fullmäktige och lärare, Ramdalsskolan",
        "New in the council and teacher, Ramdalsskolan",
        "Byt roll i sidhuvudet: en roll bärs åt gången, och sidan ändras.",
        "Change role in the header: one role is worn at a time, and the page changes.",
    )
    yield CastMember(
        holder_of("controller"),
        "CT",
        "Controller",
        "Controller",
        "Öppna den inlästa SIE-filen och jämför utfall och prognos per enhet.",
        "Open the imported SIE file and compare outcome and forecast per unit.",
    )
    yield CastMember(
        holder_of("hr-strateg"),
        "HR",
        "HR-strateg",
        "HR strategist",
        "Se målen om sjukfrånvaro och vilka enheter som arbetar med dem.",
        "See the goals on sick leave and which units work on them.",
    )
    yield CastMember(
        holder_of("namndsekreterare"),
        "SE",
        "Nämndsekreterare",
        "Committee secretary",
        "Registrera ett beslut med organ, datum och paragraf.",
        "Register a decision with body, date and paragraph.",
    )
    yield CastMember(
        holder_of("fackligt-ombud"),
        "UN",
        "Fackligt ombud",
        "Union representative",
        "Se vilka signaler som kan leda till samverkan.",
        "See which signals may lead to cooperation.",
    )
    yield CastMember(
        holder_of("skyddsombud"),
        "SO",
        "Huvudskyddsombud",
        "Chief safety representative",
        "Läs vad Björntorps klagomål handlar om.",
        "Read what the complaints at Björntorp are about.",
    )
