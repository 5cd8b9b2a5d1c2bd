"""The nightly run: record what came in, plan, store the steps, perform them, store what happened.

It may be stopped anywhere and started again. A step is stored before it is performed and answered in the same
transaction that stores the answer, so it is performed again only if nobody knows whether it was; mail and card
gateway are asked with the step's key, so that asking twice does it once.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import evolve

from hostbilling.errors import Fault, InvalidInput
from hostbilling.lifecycle import (
    Accepted,
    Account,
    ChargeInstrument,
    Command,
    Fact,
    IssueCreditNote,
    IssueInvoice,
    IssueOrderConfirmation,
    IssueOrderForm,
    IssueProforma,
    IssueQuote,
    IssueReceipt,
    IssueTopUpReceipt,
    PaymentReceived,
    RefundPayment,
    Refused,
    SendAccess,
    SendNotice,
    ServiceAdded,
    Step,
    TellCustomer,
    apply,
    decide,
    is_still_due,
    plan,
    replay,
)
from hostbilling.lifecycle.facts import Intended
from hostbilling.numbering import Assigned
from hostbilling.payments import Payment

from . import world
from .book import BOOK
from .intake import Event, GiveBack, Records
from .store import Store

Issue = (
    IssueQuote | IssueOrderForm | IssueOrderConfirmation | IssueProforma | IssueInvoice | IssueCreditNote
    | IssueReceipt | IssueTopUpReceipt
)  # fmt: skip


class Host:
    """A running host: its store, its records, and the accounts as they stand."""

    def __init__(self, store: Store, records: Records) -> None:
        self.store = store
        self.records = records
        known = set(store.accounts())
        if lost := sorted(known - set(records.opening)):
            raise InvalidInput(
                Fault("host.lost", "customers.csv", lost[0], "is in the store, but not in the file", "put the row back")
            )
        for account, facts in records.opening.items():
            if account not in known:
                with store.transaction():
                    for fact in facts:
                        store.add_fact(account, fact)
        self.accounts = {id_: replay(store.facts(id_)) for id_ in store.accounts()}
        for account in sorted(known):  # rows added to the files since
            self.happen(account, [fact for fact in records.opening[account] if isinstance(fact, ServiceAdded)])

    def run(self, *, start: date, until: date) -> Iterable[date]:
        """Run every night from the last unfinished one up to, not including, `until`; yield each when finished."""
        last = self.store.last_night()
        day = start if last is None else last + timedelta(days=1)
        while day < until:
            self.night(day, since=day)
            yield day
            day += timedelta(days=1)

    def night(self, day: date, *, since: date) -> None:
        """Run one night, with everything that came in from the day `since`, if earlier nights were missed."""
        for account in self.accounts:
            came = since
            while came <= day:
                self._came_in(account, came, known=day)
                came += timedelta(days=1)
            self._answer_leftovers(account, day)
            while steps := self._planned(account, day):
                self._answer(account, steps, day)
        self.store.finish_night(day)

    # ---------------------------------------------------------------- one account

    def _came_in(self, id_: str, day: date, *, known: date) -> None:
        habit = self.records.habits[id_]
        for demand, payment in list(world.payments(self.accounts[id_], habit, day)):
            self.happen(id_, [PaymentReceived(payment=payment, demand_id=demand.id, on=day, known=known)])
        for place, event in enumerate(self.records.events.get((day, id_), [])):
            facts: tuple[Fact, ...] = ()
            with self.store.transaction():
                if self.store.take_event(f"{day}/{id_}/{place}"):
                    facts = self._decided(id_, event, day, known=known)
                    for fact in facts:
                        self.store.add_fact(id_, fact)
            self.accounts[id_] = _after(self.accounts[id_], facts)

    def _decided(self, id_: str, event: Event, day: date, *, known: date) -> tuple[Fact, ...]:
        if isinstance(event, GiveBack):
            event = event.command(self.accounts[id_])
        if not isinstance(event, Command):
            return (evolve(event, known=known),)
        outcome = decide(self.accounts[id_], event, BOOK, on=day)
        match outcome:
            case Accepted(facts=facts):
                return facts
            case Refused(reasons=reasons):
                self.store.hold_back(day, [f"{id_}, {type(event).__name__}: {' '.join(map(str, reasons))}"])
                return ()

    def _planned(self, id_: str, day: date) -> tuple[Step, ...]:
        planned = plan(self.accounts[id_], BOOK, on=day)
        if planned.blocked:
            with self.store.transaction():
                self.store.hold_back(day, [str(blockage) for blockage in planned.blocked])
        if planned.steps:
            intents: list[Intended] = [step.intended() for step in planned.steps]
            with self.store.transaction():
                for place, step in enumerate(planned.steps):
                    self.store.add_step(id_, place, step)
                    self.store.add_fact(id_, intents[place])
            self.accounts[id_] = _after(self.accounts[id_], intents)
        return planned.steps

    def _answer_leftovers(self, id_: str, day: date) -> None:
        """Perform what an interrupted night left in the outbox, unless money that came since makes it needless."""
        for step in self.store.pending(id_):
            if is_still_due(self.accounts[id_], BOOK, step, on=day):
                self._answer(id_, [step], day)
                continue
            fact = step.failed(why="not due any more", known=day)
            with self.store.transaction():
                self.store.add_fact(id_, fact)
                self.store.drop_step(id_, step.key)
            self.accounts[id_] = apply(self.accounts[id_], fact)

    def _answer(self, id_: str, steps: Iterable[Step], day: date) -> None:
        for step in steps:
            with self.store.transaction():
                fact = self._perform(id_, step, day)
                self.store.add_fact(id_, fact)
                self.store.drop_step(id_, step.key)
            self.accounts[id_] = apply(self.accounts[id_], fact)

    def happen(self, id_: str, facts: Iterable[Fact]) -> None:
        """Store facts that are news; a fact the account already holds is left out."""
        for fact in facts:
            after = apply(self.accounts[id_], fact)
            if after != self.accounts[id_]:
                with self.store.transaction():
                    self.store.add_fact(id_, fact)
                self.accounts[id_] = after

    def _perform(self, id_: str, step: Step, day: date) -> Fact:
        match step:
            case IssueQuote() | IssueOrderForm() | IssueOrderConfirmation() | IssueProforma():
                given = self._numbered(step, day, wish=step.on)
                return step.done(number=given.number, known=day)
            case IssueInvoice():
                given = self._numbered(step, day, wish=step.draft.supplied_on)
                return step.done(number=given.number, issued_on=given.issue_date, known=day)
            case IssueCreditNote() | IssueReceipt() | IssueTopUpReceipt():
                given = self._numbered(step, day, wish=step.on)
                return step.done(number=given.number, issued_on=given.issue_date, known=day)
            case SendNotice():
                self.store.send(step.key, day=day, to=step.to.email, subject=f"{step.template} {step.document}")
                return step.done(known=day)
            case ChargeInstrument():
                why = world.charge(step, self.records.habits[id_])
                if why is not None:
                    return step.declined(why, known=day)
                payment = Payment(channel="card", external_id=step.key, amount=step.amount, received_on=day)
                return step.paid(payment, known=day)
            case TellCustomer():
                self.store.send(step.key, day=day, to=step.to.email, subject=f"{step.service_id} renews on {step.ends}")
                return step.done(known=day)
            case SendAccess():
                self.store.send(step.key, day=day, to=step.to.email, subject=f"{step.message.value} {step.order_id}")
                return step.done(known=day)
            case RefundPayment():
                return step.done(external_id=step.key, known=day)
            case _:
                return step.done(known=day)

    def _numbered(self, step: Issue, day: date, *, wish: date) -> Assigned:
        """Number a document in the series the book names for its kind, and mail it."""
        given = self.store.number(BOOK.papers.series_of(step.document), request=step.key, wish=wish, today=day)
        name = step.document.value.replace("_", " ").capitalize()
        self.store.send(step.key, day=day, to=step.to.email, subject=f"{name} {given.number}")
        return given


def _after(account: Account, facts: Iterable[Fact]) -> Account:
    for fact in facts:
        account = apply(account, fact)
    return account
