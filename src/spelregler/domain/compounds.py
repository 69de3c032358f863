"""Where a long Swedish compound may be broken: between its parts, never inside one.

Patterns made for running text break by the look of the letters (budge-tav-vikelse). The words that fill a
municipality's narrow columns are compounds of few parts, so the parts are listed; a word made of others stands whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

LONG_WORD: Final = re.compile(r"[^\W\d_]{12,}")
SHORTEST_FIRST, SHORTEST_LAST = 3, 3
"""Letters of the parts that a word may be taken apart in."""
SHORTEST: Final = 4
"""Letters that stand on each side of a break."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


LAST: Final = _listed(
    """
    analys andel anslag ansvar anvisning arbete avdelning avgift avstämning avtal avvikelse balans bedömning
    befattning begrepp behov beräkning berättelse beskrivning beslut bevis bidrag bokslut bolag budget byggnad
    chef chefs delegation dialog direktör dokument enhet enkät ersättning faktor frågor frånvaro fullmäktige
    förlust förslag försörjning förvaltning garanti gemenskap genomgång grund grupp gräns gymnasium handling
    handläggare handläggning hållning ingripande insats instruktion introduktion intäkt inventarier investering
    kartläggning katalog klass klimat kommitté koncern konsekvens kontinuitet konto kontor kontroll kopia
    kostnad krav kvalitet kö ledare ledning ledningen lista lokal lån material medborgare medel medlem
    medlemskap miljö mål målsättning möte mötet nivå nummer nyckel nämnd närvaro ombud område ordförande ordning
    organ organisation paragraf parter period person personal plan planering plats politik post procent process
    prognos program protokoll prövning ram rapport rapporterat rapportering redogörelse redovisning regel regler
    resultat resurs revision riktlinje roll råd sammanställning samordnare samtal samtycke samverkan satsning
    sekreterare service sida signal skola skolan skrivelse skyldighet sköterska spår statistik stopp strategi
    struktur styrelse styrning ställe ställning ståndpunkt stöd summa system tagande tagare tal team tid
    tillfälle tillsyn tillägg tjänst tjänsten trygghet träff underlag underskott undersökning uppdrag
    uppfyllelse uppföljning uppgift utbildning utfall utlåtande utskott utveckling utvärdering vaktmästeri val
    verksamhet vinst vision väghållning vägledning värde vård ärende år åtagande åtgärd överenskommelse
    överföring överskott överskridande övning
    """
)
"""What a compound may end with, before its ending for number and form."""

FIRST: Final = _listed(
    """
    anställnings ansvars arbets arbetsgivar arbetsmarknads arbetsmiljö arbetsplats avdelnings avgifts avtals
    avvikelse balans balanskravs barn befattnings befolknings behovs besluts biblioteks bistånds bokförings
    bolags brukar budget byggnads chefs del delegations delårs dialog digitaliserings drift drifts
    effektiviserings ekonomi elev engångs enhets ersättar familje folkhälso forsknings fram fritids frukost
    fullmakts fullmäktige förbruknings förbättrings förenings föreskrifts företags förhandlings förskol förskole
    försörjnings förtroende förtroendevalds förvaltnings förändrings genomförande granskning gransknings grund
    grundskole grupp gymnasie handikapp handlings handläggnings hem huvud hälso hållbarhets idrotts in individ
    information informations ingripande inkallnings inkomst inköps insats intern internkontroll intjänande
    introduktions investerings jämställdhets kommun kommunal kommunalförbunds kompetens koncern konsekvens
    kontroll kostnads krav kris kultur kund kvalitets ledamots ledarskaps lednings likviditets lokal
    lokalförsörjnings läns lärar lärosäte lån löne lönekartläggnings mandat medarbetar medborgar medlems miljö
    myndighets mål målgrupps månads mångfalds mötes nytto nämnd nämnds närings omsorgs omvärlds ordförande
    organisations parti pensions period person personal plan planerings presidie process produktions prognos
    prognosticerings program projekt ram rapport referens regel rehabiliterings reservations resultat resurs
    revisions revisors risk roll räddnings räkenskaps råd samarbets samhälls samordnings samråds samverkans
    september service sjuk själv skatte skol skydds social socialtjänst statistik statsbidrags strategi studie
    styr styrelse sysselsättnings systemförvaltar säkerhets tertial tillgänglighets tillsyns tillägg tilläggs
    tjänst tjänste trafik trygghets underhålls undersöknings uppdrags uppföljnings upphandlings upplysnings
    utbildnings utrednings utskotts utvecklings utvärderings val valfrihets vatten verksamhets vinter vision vux
    vuxen väg vägled växel vård vårdnads ägar äldre äldreomsorgs ärende års årsredovisnings åtgärds över
    överförings överförmyndar
    """
)
"""What a compound may begin with, its joining letter included."""

_ENDING: Final = re.compile(
    r"(?:s|n|ns|t|ts|et|ets|en|ens|er|ers|erna|ernas|na|nas|ar|ars|arna|arnas|or|orna|ornas|r|rna|rnas|de|a|as|"
    r"e|es|ts)?"
)


def with_breaks(text: str, mark: str) -> str:
    """The text with the mark between the parts of its long Swedish compounds."""
    return LONG_WORD.sub(lambda found: mark.join(parts(found.group())), text)


@lru_cache(maxsize=4096)
def parts(word: str) -> tuple[str, ...]:
    """The parts that a compound may be broken between; the whole word where none is known for certain."""
    folded = word.lower()
    for at in range(SHORTEST, len(folded) - SHORTEST + 1):
        if _is_last(folded[at:]):
            return (*_beginnings(word[:at]), word[at:])
    return (word,)


@lru_cache(maxsize=4096)
def known_parts(word: str) -> tuple[str, ...]:
    """The parts of a compound that are all listed, the last of three letters or more; the whole word where one is not.

    Where a word may be broken is a question of looks; this one is of what it means.
    """
    folded = word.lower()
    taken = parts(folded)
    if len(taken) > 1:
        return taken if all(each in FIRST or _is_last(each) for each in taken[:-1]) else (folded,)
    for at in range(SHORTEST_FIRST, len(folded) - SHORTEST_LAST + 1):
        if folded[:at] in FIRST and _is_last(folded[at:]):
            return folded[:at], folded[at:]
    return (folded,)


def _is_last(rest: str) -> bool:
    return any(
        rest[:end] in LAST and _ENDING.fullmatch(rest[end:]) for end in range(len(rest), max(2, len(rest) - 6), -1)
    )


def _beginnings(head: str) -> tuple[str, ...]:
    """A head that is a listed part, or several in a row; otherwise whole, since only its end is known."""
    folded = head.lower()
    if folded in FIRST:
        return (head,)
    for at in range(len(folded) - SHORTEST, SHORTEST - 1, -1):
        if folded[:at] in FIRST and (folded[at:] in FIRST or _is_last(folded[at:])):
            return (head[:at], head[at:])
    return (head,)
