"""What the trail tells the person whom it is about: who read or changed what is theirs, and what they did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.domain.roles import Resource
from spelregler.platform.audit.queries import PAGE, Acts, acts_by, readings_of
from spelregler.ui.page import Pager

READ = "audit_log:read"
BY_ME = "av-mig"
ACTS: dict[str, object] = {
    "accept-trail": gettext_lazy("answered for lost lines of the trail"),
    "account-matches-nobody": gettext_lazy("found nobody in the organisation to give an account to"),
    "add-action": gettext_lazy("added an action"),
    "add-body": gettext_lazy("entered a body"),
    "add-department": gettext_lazy("entered a department"),
    "add-indicator": gettext_lazy("added an indicator"),
    "add-municipality": gettext_lazy("entered the municipality"),
    "add-person": gettext_lazy("entered a person"),
    "add-post": gettext_lazy("entered a post"),
    "add-seat": gettext_lazy("entered a seat"),
    "add-second-step": gettext_lazy("added a second step to the sign-in"),
    "add-term": gettext_lazy("entered a term of office"),
    "add-unit": gettext_lazy("entered a unit"),
    "adopt-package": gettext_lazy("adopted a policy package"),
    "adopt-proposal": gettext_lazy("adopted a proposed budget"),
    "adopt-vision": gettext_lazy("adopted a vision"),
    "anonymise-person": gettext_lazy("made a person anonymous"),
    "answer-evaluation": gettext_lazy("wrote what a body answered about itself"),
    "answer-forecast": gettext_lazy("answered a forecast"),
    "answer-miss": gettext_lazy("answered a missed target"),
    "answer-self-check": gettext_lazy("entered a body's self-check"),
    "appoint": gettext_lazy("appointed to a post"),
    "approve-value": gettext_lazy("approved a value"),
    "attach-file": gettext_lazy("attached a file"),
    "backup": gettext_lazy("made a backup"),
    "begin-kolada-fetch": gettext_lazy("began to fetch from Kolada"),
    "begin-leaving": gettext_lazy("registered that somebody leaves"),
    "call-in-substitute": gettext_lazy("called in a substitute"),
    "carry-action": gettext_lazy("carried an action to another unit"),
    "carry-goal": gettext_lazy("carried a goal to another unit"),
    "carry-out-later-change": gettext_lazy("carried out a change from its day"),
    "carry-over": gettext_lazy("carried over between years"),
    "carry-target": gettext_lazy("carried a target to another unit"),
    "change-account": gettext_lazy("changed an account's name or address"),
    "change-action": gettext_lazy("changed an action"),
    "change-function": gettext_lazy("changed what somebody is in a body"),
    "change-goal": gettext_lazy("changed a goal"),
    "change-indicator": gettext_lazy("changed an indicator"),
    "change-line": gettext_lazy("changed a line of a frame"),
    "bring-package": gettext_lazy("brought a policy package from files"),
    "write-local-rule": gettext_lazy("wrote what a department's own manager policy says of a rule"),
    "change-package": gettext_lazy("changed a policy package of the municipality's own"),
    "change-password": gettext_lazy("changed the password"),
    "choose-dimensions": gettext_lazy("chose the ledger's dimensions"),
    "choose-internal": gettext_lazy("chose the internal accounts"),
    "choose-key-measures": gettext_lazy("chose key measures"),
    "choose-mail-days": gettext_lazy("chose when to get mail about what waits"),
    "choose-password": gettext_lazy("chose a password"),
    "choose-table": gettext_lazy("said what a ledger table's columns hold"),
    "close-account": gettext_lazy("closed an account"),
    "close-leaving": gettext_lazy("closed a handover"),
    "close-post": gettext_lazy("closed a post"),
    "close-seat": gettext_lazy("took away a seat"),
    "close-signal": gettext_lazy("closed a signal"),
    "close-unit": gettext_lazy("closed a unit"),
    "copy-package": gettext_lazy("copied a policy package"),
    "correct-account": gettext_lazy("began a new account to the council"),
    "correct-document": gettext_lazy("corrected a governing document"),
    "correct-evaluation": gettext_lazy("began a correction of an evaluation"),
    "correct-measurement": gettext_lazy("corrected a measurement"),
    "date-instruction": gettext_lazy("dated an instruction for a head"),
    "decide-account": gettext_lazy("entered the board's decision on the account"),
    "decide-anonymity": gettext_lazy("registered when those who have left are made anonymous"),
    "decide-deficit": gettext_lazy("decided on a deficit"),
    "decide-evaluation": gettext_lazy("entered the decision on an evaluation"),
    "decide-goal": gettext_lazy("decided a goal"),
    "decide-group-mapping": gettext_lazy("registered which post a group gives"),
    "decide-plan": gettext_lazy("decided a plan"),
    "decide-retention": gettext_lazy("decided how long the trail is kept"),
    "decide-unit-move": gettext_lazy("answered a proposed move between units"),
    "define-indicator": gettext_lazy("changed an indicator's definition"),
    "deprovision-group": gettext_lazy("removed a group by provisioning"),
    "deprovision-user": gettext_lazy("removed a user by provisioning"),
    "draft-proposal": gettext_lazy("began a budget proposal"),
    "drop-kolada-fetch": gettext_lazy("left a fetch from Kolada unfinished"),
    "drop-second-steps": gettext_lazy("took away an account's second steps"),
    "ease-intervention": gettext_lazy("eased an intervention"),
    "employ": gettext_lazy("entered an employment"),
    "end-appointment": gettext_lazy("ended an appointment"),
    "end-body": gettext_lazy("ended a body"),
    "end-committee-frame": gettext_lazy("ended a committee's frame"),
    "end-council-budget": gettext_lazy("ended the council's budget"),
    "end-department": gettext_lazy("ended a department"),
    "end-document": gettext_lazy("ended a governing document's version"),
    "end-employment": gettext_lazy("ended an employment"),
    "end-goal": gettext_lazy("ended a goal"),
    "end-group-mapping": gettext_lazy("ended which post a group gives"),
    "end-intervention": gettext_lazy("ended an intervention"),
    "end-key-measures": gettext_lazy("ended a choice of key measures"),
    "end-kolada-fetch": gettext_lazy("finished fetching from Kolada"),
    "end-line": gettext_lazy("ended how a line of a frame stood"),
    "end-membership": gettext_lazy("ended a membership"),
    "end-move-limit": gettext_lazy("ended a limit for moves between units"),
    "end-package": gettext_lazy("ended a policy package"),
    "end-placement": gettext_lazy("ended a unit's place"),
    "end-serving-body": gettext_lazy("ended a department's work for a further body"),
    "end-sessions": gettext_lazy("ended sessions"),
    "end-target": gettext_lazy("ended a target"),
    "end-unit-frame": gettext_lazy("ended a unit's frame"),
    "end-vision": gettext_lazy("ended a vision"),
    "end-watch": gettext_lazy("ended that somebody sees the own list"),
    "enter-later-change": gettext_lazy("entered a change for a day to come"),
    "evaluate": gettext_lazy("asked the checks"),
    "fetch-kolada-catalogue": gettext_lazy("fetched Kolada's catalogue"),
    "fetch-kolada-values": gettext_lazy("fetched figures from Kolada"),
    "finish-action": gettext_lazy("finished an action"),
    "follow-kpi": gettext_lazy("chose to follow a key figure"),
    "follow-up-job-assignment": gettext_lazy("followed up a job assignment"),
    "forget-account": gettext_lazy("took away the account of somebody who has left"),
    "give-account": gettext_lazy("connected a person to an account"),
    "give-assignment": gettext_lazy("gave an assignment"),
    "give-calendar-address": gettext_lazy("made an address for the own calendar"),
    "give-job-assignment": gettext_lazy("gave a job assignment"),
    "give-later-day": gettext_lazy("gave an assignment another day"),
    "give-password-address": gettext_lazy("gave an address for choosing a password"),
    "give-scim-token": gettext_lazy("gave a key to provisioning"),
    "give-statement": gettext_lazy("gave the unit's statement"),
    "group-gave-no-post": gettext_lazy("a group could not give its post"),
    "group-took-no-post": gettext_lazy("a group could not take its post back"),
    "groups-not-told": gettext_lazy("was told no groups by the sign-in, so posts stand"),
    "hand-on": gettext_lazy("handed on to another owner"),
    "hand-over-account": gettext_lazy("entered that the council received the account"),
    "import-commitments": gettext_lazy("imported what is committed"),
    "import-ledger": gettext_lazy("imported a ledger"),
    "judge-goal": gettext_lazy("judged a goal"),
    "judge-sound-management": gettext_lazy("judged sound financial management"),
    "keep-earlier-body": gettext_lazy("kept to which body a department answered before"),
    "keep-introduction": gettext_lazy("kept an introduction"),
    "keep-unit-name": gettext_lazy("kept a unit's earlier name"),
    "link-goals": gettext_lazy("linked goals"),
    "lock-period": gettext_lazy("locked a period"),
    "merge-unit": gettext_lazy("merged a unit"),
    "move-between-lines": gettext_lazy("moved money inside a frame"),
    "move-between-units": gettext_lazy("moved money between units"),
    "move-department": gettext_lazy("let a department answer to another body"),
    "move-employment": gettext_lazy("moved an employment to another unit"),
    "move-forecast-event": gettext_lazy("moved a known event to another unit"),
    "name-coordinator": gettext_lazy("named the coordinating body of a goal"),
    "name-responsibility-code": gettext_lazy("named a responsibility code"),
    "name-watcher": gettext_lazy("let somebody see the own list while away"),
    "note-consequence": gettext_lazy("described what a proposal leads to"),
    "object-to-assessment": gettext_lazy("objected to an assessment"),
    "object-to-overruling": gettext_lazy("objected to an overruling"),
    "open-account": gettext_lazy("opened an account"),
    "open-account-to-council": gettext_lazy("began an account to the council"),
    "open-evaluation": gettext_lazy("opened a yearly evaluation"),
    "open-period": gettext_lazy("opened a period"),
    "open-seat": gettext_lazy("opened a seat again"),
    "open-signal": gettext_lazy("opened a signal"),
    "order-substitutes": gettext_lazy("ordered the substitutes"),
    "place-unit": gettext_lazy("placed a unit"),
    "plan-restoration-step": gettext_lazy("planned a year of restoring a deficit"),
    "propose-goal": gettext_lazy("proposed a goal"),
    "propose-improvements": gettext_lazy("wrote proposals for improvement in an evaluation"),
    "propose-unit-move": gettext_lazy("proposed a move between units"),
    "provision-group": gettext_lazy("kept a group by provisioning"),
    "provision-user": gettext_lazy("kept a user by provisioning"),
    "publish-feedback": gettext_lazy("registered that feedback is published"),
    "read-record": gettext_lazy("read"),
    "record-assessment": gettext_lazy("assessed how a rule is followed"),
    "record-attendance": gettext_lazy("recorded how many took part in a training"),
    "record-basis": gettext_lazy("registered the decision behind a change"),
    "record-decision": gettext_lazy("recorded a decision"),
    "record-dialogue": gettext_lazy("recorded a dialogue with residents"),
    "record-employee-introduction": gettext_lazy("registered an employee's introduction"),
    "record-evidence": gettext_lazy("recorded evidence"),
    "record-introduction": gettext_lazy("recorded an introduction"),
    "record-measurement": gettext_lazy("recorded a measurement"),
    "record-overruling": gettext_lazy("overruled a computed answer"),
    "record-training": gettext_lazy("registered a training"),
    "record-unit-information": gettext_lazy("recorded that a unit has gone through the policy"),
    "record-year-figures": gettext_lazy("recorded a year's figures"),
    "refuse-later-change": gettext_lazy("could not carry out a change on its day"),
    "refused": gettext_lazy("was refused by a rule"),
    "register-area": gettext_lazy("entered whom a representative speaks for"),
    "register-document": gettext_lazy("registered a document"),
    "register-instruction": gettext_lazy("entered an instruction for a head"),
    "register-person": gettext_lazy("registered a person"),
    "release-ledger-file": gettext_lazy("let a ledger file be imported once more"),
    "remove-second-step": gettext_lazy("removed a second step from the sign-in"),
    "rename-body": gettext_lazy("renamed a body"),
    "rename-department": gettext_lazy("renamed a department"),
    "rename-line": gettext_lazy("renamed a line of a frame"),
    "rename-post": gettext_lazy("renamed a post"),
    "rename-unit": gettext_lazy("renamed a unit"),
    "renew-chain": gettext_lazy("renewed the chain of the trail"),
    "renew-intervention": gettext_lazy("renewed an intervention"),
    "renew-recovery-codes": gettext_lazy("renewed the recovery codes"),
    "reopen-account": gettext_lazy("reopened an account"),
    "reopen-plan": gettext_lazy("took a plan up again"),
    "replace-assessment": gettext_lazy("put a newer assessment in the place of one"),
    "replace-ledger-month": gettext_lazy("took over a month of the ledger"),
    "replace-overruling": gettext_lazy("put a newer overruling in the place of one"),
    "report-back": gettext_lazy("reported an assignment back"),
    "report-forecast": gettext_lazy("reported a forecast"),
    "reprioritise": gettext_lazy("reprioritised between frames"),
    "restore": gettext_lazy("restored a backup"),
    "return-value": gettext_lazy("returned a value"),
    "review-document": gettext_lazy("recorded the review of a governing document"),
    "review-intervention": gettext_lazy("reviewed an intervention"),
    "revoke-scim-token": gettext_lazy("revoked a key to provisioning"),
    "roll-over": gettext_lazy("carried a plan into the next year"),
    "save-amounts": gettext_lazy("changed a proposal's amounts"),
    "save-value": gettext_lazy("saved a draft of a value"),
    "seat-member": gettext_lazy("seated a member"),
    "second-step-failed": gettext_lazy("failed the second step of a sign-in"),
    "send-mail": gettext_lazy("sent a letter"),
    "serve-body": gettext_lazy("let a department work for a further body"),
    "set-committee-frame": gettext_lazy("set a committee's frame"),
    "set-council-budget": gettext_lazy("set the council's budget"),
    "set-financial-target": gettext_lazy("set a financial target"),
    "set-line": gettext_lazy("set a line of a frame"),
    "set-move-limit": gettext_lazy("set a limit for moves between units"),
    "set-next-review": gettext_lazy("set the next review of an intervention"),
    "set-start-day": gettext_lazy("set the start day"),
    "set-target": gettext_lazy("set a target"),
    "set-unit-frame": gettext_lazy("set a unit's frame"),
    "sign-in": gettext_lazy("signed in"),
    "sign-in-failed": gettext_lazy("failed to sign in"),
    "sign-in-locked": gettext_lazy("was locked out after many failures"),
    "sign-in-without-account": gettext_lazy("was turned away for want of an account"),
    "sign-in-without-address": gettext_lazy("was turned away, as the sign-in told no address"),
    "sign-out": gettext_lazy("signed out"),
    "sign-policy-reading": gettext_lazy("said of themselves that they have read the policy"),
    "start-intervention": gettext_lazy("started an intervention"),
    "submit-proposal": gettext_lazy("submitted a budget proposal"),
    "submit-value": gettext_lazy("submitted a value"),
    "take-back-event": gettext_lazy("took back a known event in a forecast"),
    "take-back-value": gettext_lazy("took back a submitted value"),
    "take-stand": gettext_lazy("took a stand on a signal"),
    "tell-effect": gettext_lazy("told what an assignment led to"),
    "tell-event": gettext_lazy("told of a known event in a forecast"),
    "test-mail": gettext_lazy("tried the sending of mail"),
    "undo-appointment": gettext_lazy("undid an appointment"),
    "undo-body": gettext_lazy("undid a body"),
    "undo-department": gettext_lazy("undid a department"),
    "undo-employment": gettext_lazy("undid an employment"),
    "undo-instruction": gettext_lazy("undid an instruction"),
    "undo-key-measures": gettext_lazy("undid a choice of key measures"),
    "undo-membership": gettext_lazy("undid a membership"),
    "undo-person": gettext_lazy("undid a person"),
    "undo-placement": gettext_lazy("undid a unit's place"),
    "undo-post": gettext_lazy("undid a post"),
    "undo-roll-over": gettext_lazy("undid a roll-over"),
    "undo-seat": gettext_lazy("undid a seat"),
    "undo-term": gettext_lazy("undid a term"),
    "undo-training": gettext_lazy("undid a training"),
    "undo-unit": gettext_lazy("undid a unit"),
    "undo-unit-change": gettext_lazy("undid a change of units"),
    "undo-watch": gettext_lazy("undid that somebody sees the own list"),
    "unfollow-kpi": gettext_lazy("chose to follow a key figure no more"),
    "unlink-goals": gettext_lazy("took goals apart"),
    "upgrade": gettext_lazy("upgraded the database"),
    "use-second-step": gettext_lazy("used a second step"),
    "weigh-values": gettext_lazy("weighed which figures can be shown"),
    "withdraw-appointment": gettext_lazy("withdrew an appointment"),
    "withdraw-assessment": gettext_lazy("withdrew an assessment"),
    "withdraw-attendance": gettext_lazy("withdrew how many took part in a training"),
    "withdraw-calendar-address": gettext_lazy("took the address for the own calendar away"),
    "withdraw-group-mapping": gettext_lazy("withdrew which post a group gives"),
    "withdraw-later-change": gettext_lazy("took back a change that had not been carried out"),
    "withdraw-overruling": gettext_lazy("withdrew an overruling"),
    "withdraw-unit-information": gettext_lazy("withdrew that a unit has gone through the policy"),
    "write-boards-answer": gettext_lazy("wrote the board's answer in the account"),
    "write-evaluation-part": gettext_lazy("wrote a part of an evaluation"),
}
"""The acts of the trail in words. One that has no words yet is shown by its own name, never hidden."""


@dataclass(frozen=True)
class Row:
    """One act in words."""

    at: datetime
    who: str
    did: str
    subject: str


@dataclass(frozen=True)
class Trail:
    """One page of the two lists, and the way to the other."""

    is_by_me: bool
    rows: tuple[Row, ...]
    pager: Pager
    other_url: str


def matter(acting_role: ActingRole) -> Resource:
    """The trail of the one who asks: everyone may see who read what concerns themselves, where the rules say so."""
    me = acting_role.person_code
    return Resource(kind="trail", id=me or "none", department=acting_role.department or None, owner_person=me or None)


def address(acting_role: ActingRole) -> str:
    """Where the trail is, for a role that will not be refused there."""
    return reverse("home:my_trail") if may(acting_role, READ, matter(acting_role)) else ""


def my_trail(acting_role: ActingRole, *, which: str, page: int) -> Trail:
    """What concerns the person, or with `av-mig` what the person did; fifty a page."""
    by_me = which == BY_ME
    ask: Callable[..., Acts] = acts_by if by_me else readings_of
    found = ask(person=acting_role.person_code, page=page)
    here = reverse("home:my_trail")
    rows = [
        Row(
            at=localtime(each.at),
            who=f"{each.actor}, {each.role}",
            did=str(ACTS.get(each.act, each.act)),
            subject=each.subject,
        )
        for each in found.rows
    ]
    pager = Pager.of(found.number, total=found.total, most=PAGE, address=here, vad=BY_ME if by_me else "")
    return Trail(is_by_me=by_me, rows=tuple(rows), pager=pager, other_url=here if by_me else f"{here}?vad={BY_ME}")


def lead(*, by_me: bool) -> str:
    """What the list is, and what it is not."""
    if by_me:
        return _("What you have done here, in each of your roles. The trail cannot be changed, by you or by anyone.")
    return _("Who has read or changed what is registered about you, in which role and when.")
