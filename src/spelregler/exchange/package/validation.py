"""What a readable package may still have wrong: checks, parameters, who answers, references, owners, grounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from spelregler.domain.checks import ParameterError, Registry, read_parameters
from spelregler.domain.faults import Fault
from spelregler.domain.roles.book import common_names, matters_of, principles_of
from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.package.model import LONGEST_TITLE, Clause, Extends, Package
from spelregler.exchange.package.reader import CYCLE, INTERVENTION, PARAMETERS, POLICY

LONGEST_DAYS = 4_000
MOST_QUESTIONS, LONGEST_QUESTION, LONGEST_NAME = 10, 200, 40


def validate(
    package: Package, checks: Registry, roles: Collection[str], bases: Mapping[int, Path] | None = None
) -> list[Fault]:
    """Every fault that makes a package unfit for adoption, with its line and what to do.

    `bases` are the versions of the product's base of role rules, each with its folder.
    """
    faults = [fault for clause in package.clauses for fault in _clause_faults(package, clause, checks, roles)]
    return [
        *faults,
        *_days_faults(package),
        *_question_faults(package),
        *(_extends_faults(package, package.extends, bases) if package.extends and bases is not None else ()),
        *_cycle_faults(package, roles),
        *_intervention_faults(package, roles),
        *_parameter_faults(package, roles),
    ]


def _clause_faults(package: Package, clause: Clause, checks: Registry, roles: Collection[str]) -> Iterator[Fault]:
    def fault(words: Bilingual, todo: Bilingual) -> Fault:
        return Fault(POLICY, clause.line, Words("{id}: {said}", id=clause.id, said=words), todo)

    if clause.document not in {document.id for document in package.documents}:
        yield fault(
            Words("no document “{document}”.", document=clause.document), Words("Add the document under documents.")
        )
    if clause.title is None:
        yield fault(
            Words("the rule has no title."), Words("Name it in a few words, in both languages: title: {sv: …, en: …}.")
        )
    elif max(len(clause.title.sv), len(clause.title.en)) > LONGEST_TITLE:
        yield fault(
            Words("the title is longer than {most} letters.", most=LONGEST_TITLE),
            Words("Shorten it. What the rule says in full stands in text."),
        )
    if not clause.who:
        yield fault(Words("nobody answers for the rule."), Words("Name at least one role in who."))
    for role in clause.who:
        if role not in roles:
            yield fault(
                Words("there is no role {role}.", role=role), Words("Choose among {names}.", names=", ".join(roles))
            )
    for each in clause.beside:
        if each == clause.id or each not in {other.id for other in package.clauses}:
            yield fault(
                Words("beside: {each} is no other rule of the package.", each=each),
                Words("Name rules whose computed answers help whoever assesses this one."),
            )
    if clause.check not in checks:
        names = ", ".join(checks.names())
        yield fault(
            Words("there is no check “{check}”.", check=clause.check), Words("Choose among {names}.", names=names)
        )
        return
    lost = list(_lost_references(package, clause))
    for name in lost:
        yield fault(
            Words("{name} is no parameter.", name=name), Words("Add it to {parameters}.", parameters=PARAMETERS)
        )
    if lost:
        return
    try:
        read_parameters(checks.get(clause.check), package.resolved(clause))
    except ParameterError as error:
        yield fault(error.words, Words("Correct the value."))


def _lost_references(package: Package, clause: Clause) -> Iterator[str]:
    for value in clause.parameters.values():
        try:
            package.value_of(value)
        except KeyError as error:
            yield str(error.args[0])


def _days_faults(package: Package) -> Iterator[Fault]:
    """Days are whole and at least one, also where they stand among the parameters."""
    for name, value in (*package.evidence_age.items(), ("settling_days", package.settling)):
        try:
            days = package.value_of(value)
        except KeyError:
            days = None
        if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= LONGEST_DAYS:
            yield Fault(
                POLICY,
                1,
                Words("{name}: {value} is no number of days.", name=name, value=value),
                Words("Write a whole number 1–{longest_days} or a parameter that is one.", longest_days=LONGEST_DAYS),
            )


def _question_faults(package: Package) -> Iterator[Fault]:
    """A body goes through the questions at one meeting, so they are few and short."""
    for number, each in enumerate(package.evaluation_questions, start=1):
        if number > MOST_QUESTIONS:
            yield Fault(
                POLICY,
                each.line,
                Words("evaluation_questions: there are more than {most} questions.", most=MOST_QUESTIONS),
                Words("Keep those that lead to the most talk."),
            )
        if max(len(each.text.sv), len(each.text.en)) > LONGEST_QUESTION or len(each.id) > LONGEST_NAME:
            yield Fault(
                POLICY,
                each.line,
                Words("evaluation_questions: {id}: the question is too long.", id=each.id),
                Words("Write at most {most} letters, and a short id.", most=LONGEST_QUESTION),
            )


def _extends_faults(package: Package, said: Extends, bases: Mapping[int, Path]) -> Iterator[Fault]:
    """The version is there, each of its principles has a clause, and what is left out was there to leave."""

    def fault(at: str, what: Bilingual, todo: Bilingual) -> Fault:
        return Fault(POLICY, said.line_of(at), Words("extends: {what}", what=what), todo)

    folder, known = bases.get(said.base), {clause.id for clause in package.clauses}
    if folder is None:
        yield fault(
            "base",
            Words("the base has no version {base}.", base=said.base),
            Words("Choose among {names}.", names=", ".join(map(str, bases))),
        )
        return
    needed, every = principles_of(folder, without=frozenset(said.leaves_out)), principles_of(folder)
    for name in sorted(needed - set(said.principles)):
        yield fault(
            "principles",
            Words("the principle {name} has no rule.", name=name),
            Words("Name the rule of policy.yaml that carries it."),
        )
    for name, clause in said.principles.items():
        if name not in every:
            yield fault(
                name,
                Words("the base has no principle {name}.", name=name),
                Words("Choose among {names}.", names=", ".join(sorted(every))),
            )
        elif clause and clause not in known:
            yield fault(
                name, Words("{name}: there is no rule {clause}.", name=name, clause=clause), Words("Correct the id.")
            )
    for name in sorted(set(said.leaves_out) - common_names(folder) - matters_of(folder)):
        yield fault(
            "leaves_out",
            Words("{name} is neither a matter of the schema nor a common rule.", name=name),
            Words("Correct the name. A rule of the floor cannot be left out."),
        )


def _cycle_faults(package: Package, roles: Collection[str]) -> Iterator[Fault]:
    known = {clause.id for clause in package.clauses}
    # An occasion of both tracks is one row in the file, so it has one fault.
    for entry in {each.line: each for each in package.cycle}.values():
        if entry.owner not in roles:
            yield Fault(CYCLE, entry.line, Words("{id}: nobody owns it.", id=entry.id), Words("Name a role as owner."))
        for role in entry.concerns:
            if role not in roles or role == entry.owner:
                yield Fault(
                    CYCLE,
                    entry.line,
                    Words("{id}: {role} is no other role that takes part.", id=entry.id, role=role),
                    Words("Name roles other than the owner under concerns."),
                )
        for clause in entry.clauses:
            if clause not in known:
                yield Fault(
                    CYCLE,
                    entry.line,
                    Words("{id}: there is no rule {clause}.", id=entry.id, clause=clause),
                    Words("Correct the id."),
                )


def _intervention_faults(package: Package, roles: Collection[str]) -> Iterator[Fault]:
    known, rules = {clause.id for clause in package.clauses}, package.intervention
    for key, cited in (("conditions", rules.conditions), ("grounds", rules.grounds)):
        for clause in cited:
            if clause not in known:
                yield Fault(
                    INTERVENTION,
                    rules.lines[key],
                    Words("There is no rule {clause}.", clause=clause),
                    Words("Correct the id."),
                )
    for role in rules.opened_by:
        if role not in roles:
            yield Fault(
                INTERVENTION,
                rules.lines["opened_by"],
                Words("There is no role {role}.", role=role),
                Words("Correct opened_by."),
            )


def _parameter_faults(package: Package, roles: Collection[str]) -> Iterator[Fault]:
    for each in package.parameters.values():
        if each.changed_by not in roles:
            yield Fault(
                PARAMETERS,
                each.line,
                Words("{id}: nobody may change it.", id=each.id),
                Words("Name a role in changed_by."),
            )
        for name in sorted(set(each.values) - {"value", *each.names}):
            yield Fault(
                PARAMETERS,
                each.line,
                Words("{id}: the value {name} has no name for those who read.", id=each.id, name=name),
                Words("Add it under names, in both languages."),
            )
