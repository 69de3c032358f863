"""Words that mean the same to whoever searches: terms of the glossary in both languages, and what people say instead.

A row is one meaning. A word of it finds what holds another of them, after what holds the word itself. Rows are few and
short on purpose: what is only near in meaning is another matter, and finds too much.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from spelregler.domain.searching.stems import stem

MEANINGS: Final = """
mål goal objective
mått indikator nyckeltal indicator measure metric
målvärde målnivå target
mätvärde värde value
åtgärd aktivitet insats action activity
ram anslag frame appropriation allocation
prognos forecast
utfall outcome
avvikelse deviation variance
överskridande överdrag overrun
underskott deficit
överskott surplus
bokföring huvudbok ledger
verifikation voucher
omfördelning omprioritering reprioritisation reallocation
flytta flytt omföring move transfer
nämnd committee
styrelse kommunstyrelse board
fullmäktige kommunfullmäktige council
organ body
ordförande chair chairperson
ledamot politiker förtroendevald member politician councillor elected
ersättare substitute deputy
revisor revision granskare auditor audit
förvaltning department
enhet verksamhet arbetsplats unit workplace
kommun municipality
kommunchef kommundirektör
förvaltningschef director
enhetschef chef föreståndare manager head
rektor skolchef principal headteacher
medarbetare anställd personal employee staff
nämndsekreterare sekreterare registrator secretary registrar
facklig fack union
skyddsombud arbetsmiljöombud
invånare medborgare kommuninvånare resident citizen inhabitant
tjänst befattning post position
förordnande appointment
plats seat
mandatperiod term
introduktion inskolning introduction onboarding induction
utbildning kurs training course education
regel klausul bestämmelse rule clause
policy styrdokument spelregler
gräns tröskel limit threshold
bryts brott överträdelse breach violation
följs efterlevnad kept compliance
bedömning assessment
överprövning overruling override
invändning invända objection
underlag bevis evidence proof
utvärdering evaluation
uppföljning följa followup monitoring
delår delårsrapport interim
beslut decision
paragraf paragraph
protokoll minutes
uppdrag assignment
återrapportera återrapportering report
signal varning warning
dialog dialogue
ingripande intervention
självständighet frihet autonomy freedom
klagomål synpunkt complaint feedback
yttrande statement
samverkan förhandling cooperation negotiation
jämförelse jämföra comparison compare benchmark
spår logg trail log
konto inloggning login account
påminnelse notis reminder notice
kalender calendar
skola school
förskola dagis preschool kindergarten
gymnasium highschool
elev student pupil
lärare teacher
behörig behörighet legitimerad qualified certified
betyg grade
frånvaro absence absenteeism
närvaro attendance
omsorg vård care
boende hem home
hemtjänst homecare
bibliotek library
kultur culture
fritid leisure
bygglov permit
byggnad building
barn child
äldreomsorg eldercare
äldre elderly older
miljö environment
klimat climate
fil file
årsredovisning bokslut
hälsa folkhälsa health
trygg safe
trygghet safety security
lön pay salary wage
sjukfrånvaro sjukskrivning sickness
lokal premises
kostnad cost
intäkt revenue income
pengar medel money funds
"""

MOST = 12
"""So many other words are looked for at most, whatever a word may mean."""


@lru_cache(maxsize=1)
def _by_stem() -> Mapping[str, tuple[str, ...]]:
    """The words of its meanings by every stem that a word may have."""
    found: dict[str, dict[str, None]] = {}
    for row in MEANINGS.splitlines():
        words = row.split()
        for word in words:
            others = dict.fromkeys(each for each in words if each != word)
            for key in _stems(word):
                found.setdefault(key, {}).update(others)
    return {key: tuple(words)[:MOST] for key, words in found.items()}


def means_the_same(word: str) -> tuple[str, ...]:
    """Other words for the same, in both languages; none for a word that the glossary does not have."""
    known = _by_stem()
    told = (each for key in _stems(word) for each in known.get(key, ()))
    return tuple(dict.fromkeys(each for each in told if each != word))[:MOST]


def _stems(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((stem(word, "sv"), stem(word, "en"))))
