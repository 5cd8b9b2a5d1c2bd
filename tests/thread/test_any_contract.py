"""Any contract: services are ordered, renewed, changed, cancelled, kept and withdrawn from, in any order.

Whatever happens, no day is sold twice, every cent is somewhere, and what was cancelled ends.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from hostbilling.catalog import Price
from hostbilling.dunning import Gap, ReactivationTerms
from hostbilling.lifecycle import (
    Accepted,
    AnnouncePrice,
    Book,
    BringBack,
    CancelOrder,
    CancelService,
    ChangeService,
    Command,
    DeclineDebit,
    GrantDays,
    KeepService,
    NewService,
    OrderLine,
    PlaceOrder,
    Refused,
    RenewalPolicy,
    SwitchRenewal,
    WithdrawFromService,
    decide,
    replay,
)
from hostbilling.money import Money, add, exact, is_zero, payable, subtract, total
from hostbilling.periods import Term
from hostbilling.renewal import (
    CancelPolicy,
    ChangePolicy,
    Effect,
    OnRise,
    OpenRenewal,
    PaymentChoice,
    PricePolicy,
    RefundPolicy,
    Request,
    Start,
    Surplus,
    When,
)
from hostbilling.renewal.law import Channel
from hostbilling.serde import dump_fact, load_fact
from hostbilling.services import Cause, Service, ServiceState

from .host import CARD, YEAR, Host, accepts, customer, located, refuses, service
from .interrupted import Interrupted
from .test_contracts import MONTH, new_server, shop

NOTICES = (None, Term.days(10))
WAYS_OUT = (Channel.CUSTOMER_AREA, Channel.EMAIL)
ROUNDS = 12
"""More plans than this in one night, and the night never ends."""

POLICIES = st.builds(
    RenewalPolicy,
    start=st.sampled_from(Start),
    price=st.sampled_from(PricePolicy),
    on_rise=st.sampled_from(OnRise),
    refund=st.sampled_from(RefundPolicy),
    cancel=st.builds(CancelPolicy, channels=st.just(WAYS_OUT), notice=st.sampled_from(NOTICES), mid_term=st.booleans()),
    change=st.builds(
        ChangePolicy,
        upgrade=st.sampled_from(Effect),
        downgrade=st.sampled_from(Effect),
        term=st.sampled_from(Effect),
        surplus=st.sampled_from(Surplus),
        open_renewal=st.sampled_from(OpenRenewal),
    ),
)
WANTED = st.sampled_from(
    [
        {"product_id": "large"},
        {"product_id": "small"},
        {"quantity": 1},
        {"quantity": 3},
        {"term": MONTH},
        {"term": YEAR},
        {"anchor_day": 15},
        {"anchor_day": 31},
    ]
)
TERMS = st.sampled_from([MONTH, YEAR])
SHARES = st.sampled_from([1, 1, 1, 2])


def summed(amounts: Iterable[Money]) -> Money:
    return total(amounts, currency="EUR")


def with_a_way_back(book: Book, policy: RenewalPolicy) -> Book:
    """The book with terms for what is deleted, which say the same of the days without service as its renewals."""
    gap = Gap.BILLED if policy.start is Start.FROM_END else Gap.WAIVED
    terms = ReactivationTerms(within=timedelta(hours=24), gap=gap, recovery=payable("25", "EUR"))
    special = tuple((family, evolve(each, back=terms)) for family, each in book.special)
    return evolve(book, usual=evolve(book.usual, back=terms), special=special)


class AnyContract(Interrupted):
    """One account, two services that run, and what is ordered besides; half a year."""

    @initialize(policy=POLICIES, tacit=st.booleans(), law=st.booleans(), card=st.booleans(), term=TERMS)
    def begin(self, policy: RenewalPolicy, tacit: bool, law: bool, card: bool, term: Term) -> None:  # noqa: FBT001
        self.law = law
        self.day = date(2026, 1, 10) if law else date(2026, 3, 1)
        self.host = Host(
            service("S1", end=date(2026, 4, 1)),
            service("S2", end=date(2026, 4, 20), product="hosting", tacit=tacit or law),
            book=with_a_way_back(shop(policy, law=law), policy),
            customer_=customer("FR") if law else customer(),
            evidence=located("FR" if law else "SK"),
            instruments=(CARD,),
            gateway=accepts if card else refuses,
        )
        self.policy = policy
        new_server(self.host, self.day, term=term)
        new_server(self.host, self.day, term=term, id_="rack")
        self.count = 0
        self.wanted_back: set[str] = set()

    def _next(self) -> str:
        self.count += 1
        return str(self.count)

    # ---------------------------------------------------------------- what may happen: time

    @rule(nights=st.integers(min_value=1, max_value=16))
    def nights_run(self, nights: int) -> None:
        for _ in range(nights):
            self._night()
            self.day += timedelta(days=1)

    def _night(self) -> None:
        keys: set[str] = set()
        rounds = 0
        while steps := self.host.planned(self.day).steps:
            rounds += 1
            assert rounds < ROUNDS, f"a night without an end: {steps}"
            self.host.record(*[step.intended() for step in steps])
            for step in steps:
                assert step.key not in keys, f"{step.key} twice in one night"
                keys.add(step.key)
                self.host.record(self.host.perform(step, self.day))
        self.what_was_cancelled_ended()

    def what_was_cancelled_ended(self) -> None:
        for each in self.host.account.services:
            if each.ending is not None and each.ending <= self.day and not self.pending:
                assert each.is_gone, each

    @precondition(lambda self: len(self.host.facts) > 4)
    @rule(data=st.data())
    def the_world_repeats_itself(self, data: st.DataObject) -> None:
        fact = data.draw(st.sampled_from(self.host.facts[1:]))
        if getattr(fact, "key", None) is None:
            return  # what people say again counts again
        before = self.host.account
        self.host.record(fact)
        assert self.host.account == before
        self.host.facts.pop()

    # ---------------------------------------------------------------- ... money

    @precondition(lambda self: self.host.account.demands)
    @rule(data=st.data(), share=SHARES, late=st.integers(min_value=0, max_value=3))
    def money_comes(self, data: st.DataObject, share: int, late: int) -> None:
        wanted = [each for each in self.host.account.demands if each.is_open] or list(self.host.account.demands)
        demand = data.draw(st.sampled_from(wanted))
        amount = demand.missing if not is_zero(demand.missing) else payable("10.00", "EUR")
        cents = max(int(amount.amount * 100) // share, 1)
        paid = payable(f"{cents // 100}.{cents % 100:02d}", "EUR")
        self.host.pay(demand.id, str(paid.amount), self.day - timedelta(days=late), id_=self._next(), known=self.day)

    # ---------------------------------------------------------------- ... what the customer wants

    @rule(data=st.data(), term=TERMS, product=st.sampled_from(["small", "large"]), card=st.booleans())
    def a_first_order(self, data: st.DataObject, term: Term, product: str, card: bool) -> None:  # noqa: FBT001
        parents = [None, *(each.id for each in self.host.account.services if each.parent is None)]
        parent = data.draw(st.sampled_from(parents))
        id_ = f"N{self._next()}"
        self._decide(PlaceOrder(
            id=f"O-{id_}",
            lines=(OrderLine(service_id=id_, term=term),),
            new=(NewService(id=id_, product_id=product, name=f"{id_}.example", parent=parent),),
            payment=PaymentChoice(method="card" if card else "transfer"),
        ))  # fmt: skip

    @rule(data=st.data(), term=TERMS)
    def a_renewal_is_ordered(self, data: st.DataObject, term: Term) -> None:
        ids = st.sampled_from([each.id for each in self.host.account.services])
        chosen = data.draw(st.lists(ids, min_size=1, max_size=2, unique=True))
        lines = tuple(OrderLine(service_id=id_, term=term) for id_ in chosen)
        self._decide(PlaceOrder(id=f"O{self._next()}", lines=lines))

    @precondition(lambda self: self.host.account.placed or self.host.account.changes_known)
    @rule(data=st.data())
    def an_order_is_taken_back(self, data: st.DataObject) -> None:
        ids = sorted({*(each.id for each in self.host.account.placed), *self.host.account.changes_known})
        id_ = data.draw(st.sampled_from(ids))
        if isinstance(self._decide(CancelOrder(id=id_)), Accepted):
            assert not any(each.id == id_ and each.is_open for each in self.host.account.demands)

    @precondition(lambda self: any(each.state is ServiceState.DELETED for each in self.host.account.services))
    @rule(data=st.data(), term=TERMS, paid=st.sampled_from([True, True, False]))
    def what_was_deleted_is_wanted_back(self, data: st.DataObject, term: Term, paid: bool) -> None:  # noqa: FBT001
        gone = [each.id for each in self.host.account.services if each.state is ServiceState.DELETED]
        command = BringBack(id=f"B{self._next()}", service_id=data.draw(st.sampled_from(gone)), term=term)
        if not isinstance(self._decide(command), Accepted):
            return
        self.wanted_back.add(command.id)
        if not self.pending:
            self._night()
            called = next((each for each in self.host.account.demands if each.id == command.id), None)
            if paid and called is not None and called.is_open:
                self.host.pay(called.id, str(called.missing.amount), self.day, id_=self._next())
                self._night()
                assert self.host.account.service(command.service_id).state is ServiceState.ACTIVE

    def _service(self, data: st.DataObject) -> Service:
        return data.draw(st.sampled_from(self.host.account.services))

    @rule(wanted=WANTED, later=st.sampled_from([0, 0, 0, 3, 12]), paid=st.booleans(), mine=st.booleans())
    def a_change(self, wanted: dict[str, Any], later: int, paid: bool, mine: bool) -> None:  # noqa: FBT001
        """Of the server that was bought here, mostly paid in the same night."""
        effective = self.day + timedelta(days=later)
        id_ = "rack" if mine else self.host.account.services[-1].id
        change = ChangeService(id=f"U{self._next()}", service_id=id_, effective=effective, **wanted)
        if isinstance(self._decide(change), Accepted) and paid:
            self._night()
            called = next((each for each in self.host.account.demands if each.id == change.id), None)
            if called is not None and called.is_open:
                self.host.pay(called.id, str(called.missing.amount), self.day, id_=self._next())
                self._night()

    @rule(data=st.data(), when=st.sampled_from(When), by=st.sampled_from(WAYS_OUT), ahead=st.integers(0, 60))
    def a_cancellation(self, data: st.DataObject, when: When, by: Channel, ahead: int) -> None:
        each = self._service(data)
        self.silent = {line.line.line_id for line in self.host.account.bought if line.by_silence}
        at = self.day + timedelta(days=ahead) if when is When.AT_DATE else None
        asked = Request(
            id=f"C{self._next()}", when=when, channel=by, declared_on=self.day, received_on=self.day, confirmed=True,
            at=at,
        )  # fmt: skip
        done = self._decide(CancelService(service_id=each.id, request=asked))
        if when is When.AT_END and each.ending is None and isinstance(done, Accepted):
            self._ends_as_promised(each)

    def _ends_as_promised(self, before: Service) -> None:
        """On the last day to refuse it still wins, against a renewal that was charged too; a day later it does not."""
        ending = self.host.account.service(before.id).ending
        assert ending is not None
        if not before.tacit:
            assert ending <= before.ends_on
            return
        notice = timedelta(days=0 if self.policy.cancel.notice is None else 10)
        kept = [
            grant.period.end
            for grant in before.coverage.grants
            if grant.line_id not in self.silent or grant.period.start - notice < self.day
        ]
        free = self.law or any(each.announcement.leave_by for each in self.host.account.price_news)
        if self.day <= max(kept) - notice:
            assert ending == max(kept)
        elif not free:
            assert ending > max(kept)

    @rule(data=st.data())
    def kept_after_all(self, data: st.DataObject) -> None:
        cancelled = [each for each in self.host.account.services if each.ending is not None]
        each = data.draw(st.sampled_from(cancelled or list(self.host.account.services)))
        done = self._decide(KeepService(service_id=each.id))
        if each.ending is not None and each.ending <= self.day:
            assert isinstance(done, Refused)

    @rule(data=st.data(), begun=st.booleans(), told=st.booleans())
    def a_withdrawal(self, data: st.DataObject, begun: bool, told: bool) -> None:  # noqa: FBT001
        each = self._service(data)
        informed = each.concluded_on if told else None
        self._decide(WithdrawFromService(
            id=f"W{self._next()}", service_id=each.id, sent_on=self.day, informed_on=informed, begun_at_request=begun
        ))  # fmt: skip

    # ---------------------------------------------------------------- ... what the seller decides

    @rule(data=st.data(), days=st.integers(min_value=1, max_value=20))
    def goodwill(self, data: st.DataObject, days: int) -> None:
        id_ = self._service(data).id
        self._decide(GrantDays(id=f"G{self._next()}", service_id=id_, term=Term.days(days), cause=Cause.GOODWILL))

    @rule(data=st.data(), price=st.integers(20, 140), ahead=st.integers(0, 60), leave=st.booleans())
    def a_price_is_announced(self, data: st.DataObject, price: int, ahead: int, leave: bool) -> None:  # noqa: FBT001
        day = self.day + timedelta(days=ahead)
        self._decide(AnnouncePrice(
            id=f"A{self._next()}", service_id=self._service(data).id, price=payable(str(price), "EUR"), effective=day,
            leave_by=day if leave else None,
        ))  # fmt: skip

    @rule(product=st.sampled_from(["small", "hosting", "domain"]), price=st.integers(20, 140))
    def the_list_changes(self, product: str, price: int) -> None:
        catalog = self.host.book.catalog
        new = Price(product_id=product, term=YEAR, since=self.day, renewal=exact(str(price), "EUR"))
        known = [
            each for each in catalog.prices if (each.product_id, each.term, each.since) != (product, YEAR, self.day)
        ]
        self.host.book = evolve(self.host.book, catalog=evolve(catalog, prices=(*known, new)))

    @rule(data=st.data(), tacit=st.booleans())
    def renewal_is_switched(self, data: st.DataObject, tacit: bool) -> None:  # noqa: FBT001
        self._decide(SwitchRenewal(service_id=self._service(data).id, tacit=tacit))

    @rule()
    def debit_is_declined(self) -> None:
        self._decide(DeclineDebit())

    def _decide(self, command: Command) -> Any:
        before = self.host.account
        outcome = decide(before, command, self.host.book, on=self.day)
        if isinstance(outcome, Refused):
            assert outcome.reasons
            return outcome
        self.host.record(*outcome.facts)
        after = self.host.account
        again = decide(after, command, self.host.book, on=self.day)
        if isinstance(again, Accepted):
            self.host.record(*again.facts)
            assert self.host.account == after
            del self.host.facts[len(self.host.facts) - len(again.facts) :]
        return outcome

    # ---------------------------------------------------------------- what must hold, whatever happened

    @invariant()
    def every_cent_is_somewhere(self) -> None:
        account = self.host.account
        came = summed(each.amount for each in account.payments)
        back = summed(each.payment.amount for each in account.gone_back)
        invoiced = summed(each.content.totals.amounts.gross for each in account.invoices)
        credited = summed(each.content.totals.amounts.gross for each in account.credit_notes)
        held = summed(each.held for each in account.demands)
        coming = summed(
            account.demand(each.demand_id).part(id_).amounts.gross
            for each in account.to_invoice
            for id_ in each.part_ids
        )
        # what of a credit paid for a change before its credit note was issued
        credits_ = [each.used for each in account.to_credit] + [each.used for each in account.credit_later]
        used = summed(each for each in credits_ if each is not None)
        there = add(subtract(invoiced, credited), coming, held, account.wallet.balance)
        assert subtract(came, back) == subtract(there, used)
        assert account.wallet.balance.amount >= 0

    @invariant()
    def no_day_is_granted_twice(self) -> None:
        for each in self.host.account.services:
            sold = {grant.line_id for grant in each.coverage.grants if grant.cause is not Cause.GOODWILL}
            assert not [days for first, second, days in each.coverage.overlaps if {first, second} <= sold]

    @invariant()
    def what_was_bought_is_what_is_granted(self) -> None:
        account = self.host.account
        for each in account.services:
            granted = {grant.line_id: grant.period for grant in each.coverage.grants if grant.cause is Cause.PAID}
            bought = {line.line_id: line.used for line in account.lines_of(each.id) if line.used is not None}
            assert granted == bought

    @invariant()
    def nothing_is_credited_beyond_what_was_paid(self) -> None:
        account = self.host.account
        for invoice in account.invoices:
            notes = account.notes_of(invoice.number)
            for line in invoice.content.lines:
                given = summed(n.amounts.gross for note in notes for n in note.content.lines if n.id == line.id)
                assert given.amount <= line.amounts.gross.amount

    @invariant()
    def a_service_is_asked_for_once(self) -> None:
        account = self.host.account
        asked = [part.service_id for demand in account.demands for part in demand.open_parts if part.renews]
        asked += [line.service_id for order in account.orders for line in order.lines]
        assert len(asked) == len(set(asked))

    @invariant()
    def nothing_is_asked_for_days_after_the_end(self) -> None:
        account = self.host.account
        for demand in account.demands:
            for part in demand.open_parts:
                if demand.id in self.wanted_back and account.service(part.service_id).state is ServiceState.DELETED:
                    continue
                ending = account.service(part.service_id).ending
                assert ending is None or part.period.end <= ending
                assert not account.service(part.service_id).is_gone

    @invariant()
    def silence_is_lawful(self) -> None:
        if not self.law:
            return
        notice = timedelta(days=0 if self.policy.cancel.notice is None else 10)
        for each in self.host.account.bought:
            if each.by_silence:
                last_day = each.line.period.start - notice
                told = [
                    known.on
                    for known in self.host.account.told
                    if (known.service_id, known.ends) == (each.service_id, each.line.period.start)
                ]
                # Code de la consommation L215-1: one to three months before the last day to refuse
                assert any(timedelta(28) <= last_day - on <= timedelta(92) for on in told)

    @invariant()
    def planning_again_changes_nothing(self) -> None:
        first = self.host.planned(self.day)
        assert self.host.planned(self.day) == first
        assert len({step.key for step in first.steps}) == len(first.steps)

    def teardown(self) -> None:
        if not hasattr(self, "host"):
            return
        assert replay(self.host.facts) == self.host.account
        stored = [load_fact(dump_fact(fact)) for fact in self.host.facts]
        assert stored == self.host.facts


TestAnyContract = AnyContract.TestCase
TestAnyContract.settings = settings(stateful_step_count=25)
