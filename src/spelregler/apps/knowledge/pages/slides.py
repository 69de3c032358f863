"""The course on the policy: what stands on each slide, in our own words. A number comes from the package in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from spelregler.domain.reading import Unreadable
from spelregler.domain.term_training import TermTrained
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.platform import findings
from spelregler.ui.measured import day_of_year


@dataclass(frozen=True)
class Question:
    """A question with its answers, the place of the right one, and why it is right. Nobody's answer is kept."""

    text: Bilingual
    answers: tuple[Bilingual, ...]
    right: int
    why: Bilingual


@dataclass(frozen=True)
class Slide:
    """One slide: a title, a few sentences, perhaps a picture by its name, and perhaps a question."""

    title: Bilingual
    text: tuple[Bilingual, ...]
    picture: str = ""
    question: Question | None = None


def course(*, as_of: date) -> list[Slide]:
    """The slides with the numbers of the package in force on the day. What the package does not say is left out."""
    return [
        *_what_it_is(),
        *_who_does_what(),
        *_how_it_hangs_together(as_of),
        *_when_it_does_not_work(as_of),
        *_how_it_is_learnt(as_of),
    ]


def _told(*said: Bilingual | None) -> tuple[Bilingual, ...]:
    return tuple(each for each in said if each is not None)


def _what_it_is() -> list[Slide]:
    return [
        Slide(
            Words("Why there are rules of the game"),
            (
                Words("A municipality is led by people elected by the residents and run by people employed to do it."),
                Words("Both work better when it is clear who decides what. Then nobody waits for somebody else."),
                Words("This course takes about fifteen minutes. You can stop and go on whenever you like."),
            ),
        ),
        Slide(
            Words("What and how are two different questions"),
            (
                Words("The elected decide what is to be reached, and how much it may cost."),
                Words("Those who are employed decide how the work is done, within those goals and that money."),
                Words("The line between them is the most important thing in the whole policy."),
            ),
            picture="what_and_how",
        ),
    ]


def _who_does_what() -> list[Slide]:
    return [
        Slide(
            Words("What the elected do"),
            (
                Words("They listen to residents, draw up a picture of the future, set goals and give frames of money."),
                Words(
                    "They follow the results and say what they think of them: good enough, or something must be done."
                ),
                Words("They do not step into the daily work. Nobody elected sets a rota or picks a method."),
            ),
            question=Question(
                Words("A member hears that a school has too few grown-ups in the break. What is right?"),
                (
                    Words("Call the head teacher and ask for one more on duty."),
                    Words("Ask the department head, so that the answer reaches the whole committee."),
                    Words("Put it on the agenda that the school is to have two on duty."),
                ),
                1,
                Words("How breaks are staffed is the school's matter. A question goes to the department head."),
            ),
        ),
        Slide(
            Words("What those who are employed do"),
            (
                Words(
                    "They plan and do the work so that it is good for those it is there for, now and in the long run."
                ),
                Words(
                    "They give the elected good ground for decisions, carry out what is decided, and tell how it went."
                ),
                Words("When a decision cannot be carried out they say so, early and openly."),
            ),
        ),
        Slide(
            Words("Every assignment goes through the heads"),
            (
                Words("An assignment from politics goes to the chief executive or to the head of a department."),
                Words(
                    "They answer for who does it. No unit and no employee gets an assignment straight from politics."
                ),
            ),
            picture="through_heads",
            question=Question(
                Words("A committee wants to know how a new timetable works. Who gets the assignment?"),
                (Words("The unit manager"), Words("The department head"), Words("The teacher who made it")),
                1,
                Words("The department head gets it, decides who looks into it, and reports back to the committee."),
            ),
        ),
    ]


def _how_it_hangs_together(as_of: date) -> list[Slide]:
    answered = findings.parameters("P08", as_of=as_of).get("value")
    return [
        Slide(
            Words("From the vision to an ordinary Tuesday"),
            (
                Words(
                    "The council's goals lead to the committee's, and those to the goals of a unit and what it does."
                ),
                Words(
                    "Everyone should be able to follow the thread from their own work up to the picture of the future."
                ),
            ),
            picture="thread",
        ),
        Slide(
            Words("Goals and money belong together"),
            _told(
                Words("Each committee and each unit has one frame of money. Inside it they move money as they need."),
                Words("Goals and money are weighed against each other: what is asked for must be possible to pay for."),
                Words(
                    "When a forecast shows that the frame will not hold the committee decides within {days} days.",
                    days=answered,
                )
                if answered
                else None,
            ),
        ),
        Slide(
            Words("Results are told, and valued"),
            (
                Words("Those who are employed follow how it goes all the time and tell it as it is, bad news too."),
                Words("The elected do more than receive the report: they say whether it is enough, and what follows."),
                Words("A figure tells where to look. It never tells who is a good colleague, and nobody gets a score."),
            ),
            question=Question(
                Words("A report shows that a goal is not met. What does the committee do?"),
                (
                    Words("Puts the report on file."),
                    Words("Says what it thinks of the result, and decides whether anything is to change."),
                    Words("Tells the unit how to work instead."),
                ),
                1,
                Words("To value the result is the committee's part. How the work changes is the operation's."),
            ),
        ),
    ]


def _when_it_does_not_work(as_of: date) -> list[Slide]:
    rules = findings.autonomy_rules(as_of=as_of)
    return [
        Slide(
            Words("The freedom of a unit"),
            (
                Words("A unit decides for itself how it works, as long as it keeps to law, policies, goals and money."),
                Words("It works together with other units, and it is open about how things go."),
                Words("A limit to that freedom must have a ground, and is there for a time only."),
            ),
        ),
        Slide(
            Words("When something does not work"),
            _told(
                Words("First comes a signal, then a talk. Often that is enough."),
                Words(
                    "Only the department's management may step in, on grounds that the policy names, and with a reason."
                ),
                Words(
                    "What is limited is looked at within {days} days, and ends after {months} months at the latest.",
                    days=rules.review_days,
                    months=rules.longest_months,
                )
                if rules
                else None,
            ),
            picture="signal",
            question=Question(
                Words("The unit's forecast turns red. What happens by itself?"),
                (
                    Words("The management takes over the money."),
                    Words("Nothing but a signal: people talk, and decide with reasons."),
                    Words("The manager gets a warning."),
                ),
                1,
                Words(
                    "A figure opens a signal and nothing more. The unit says its own word before anything is decided."
                ),
            ),
        ),
        Slide(
            Words("You have a say"),
            (
                Words("Those who work in a unit take part in its goals and its ways of working."),
                Words("Unions are heard before the employer decides, and not after."),
                Words("Residents can say what they think, and get an answer. Complaints are a way to learn."),
            ),
        ),
        Slide(
            Words("To lead, and to be led"),
            (
                Words(
                    "A manager answers for the goals, the money and the people, and has the right to decide about them."
                ),
                Words("In return a manager can ask for support, and get it, before things go wrong."),
                Words(
                    "Where leadership does not work it is taken care of early, with respect, and behind closed doors."
                ),
            ),
        ),
    ]


def _how_it_is_learnt(as_of: date) -> list[Slide]:
    new_employee, new_member = (findings.parameters(each, as_of=as_of).get("value") for each in ("P01", "P02"))
    told = findings.parameters("P04", as_of=as_of)
    share, months = told.get("share"), told.get("months")
    term = _day(findings.parameters("P03", as_of=as_of).get("value"))
    return [
        Slide(
            Words("Everybody knows the policy"),
            _told(
                Words("Whoever is new at work is introduced within {days} days.", days=new_employee)
                if new_employee
                else None,
                Words("Whoever is new in a seat is introduced within {days} days.", days=new_member)
                if new_member
                else None,
                Words("In a new term each committee is trained by {day}.", day=term) if term else None,
                Words(
                    "Each unit goes through the policy so that at least {share} % have done it in {months} months.",
                    share=share,
                    months=months,
                )
                if share and months
                else None,
                Words("How far it has come is told in numbers. No list says who has and who has not."),
            ),
        ),
        Slide(
            Words("What you can do tomorrow"),
            (
                Words("Find the thread from your own work to a goal. Ask if you cannot find it."),
                Words(
                    "Turn to the right one: what is to be reached is asked of politics, how it is done of the managers."
                ),
                Words("Say early when something does not work. That is what the rules are for."),
            ),
        ),
    ]


def _day(by: Any) -> Bilingual | None:
    """A day of the year in words; nothing where the package names none."""
    try:
        TermTrained(by=str(by)).in_year(2024)
    except (Unreadable, ValueError):
        return None
    return Pair(day_of_year(str(by), "sv"), day_of_year(str(by), "en"))
