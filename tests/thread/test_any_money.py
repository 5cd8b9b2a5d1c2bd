"""Any money: orders, renewals, payments, top-ups, gifts, chargebacks, refunds, credit notes, in any order.

Documents, coverage and wallet always balance: what came in is in what was paid for, held, in the wallet, or went back.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hostbilling.demands import DeclineClass, Demand, Fill, Filling, Part, PartState, Surplus, ToCredit
from hostbilling.documents import creditable
from hostbilling.lifecycle import (
    Account,
    ApplyCharge,
    CancelService,
    ChangeService,
    ChargeAsked,
    ChargeInstrument,
    CreditGranted,
    CreditInvoice,
    Fact,
    GiveBack,
    GrantCredit,
    KeepService,
    LotExpired,
    OrderLine,
    PaymentReceived,
    PaymentRefunded,
    PaymentReversed,
    PlaceOrder,
    RenewalPolicy,
    TakeBack,
    TopUp,
    WithdrawFromService,
    decide,
    in_order,
    replay,
)
from hostbilling.lifecycle.outcome import Accepted
from hostbilling.money import Money, add, is_zero, least, payable, subtract, total, zero
from hostbilling.payments import Cover, Direction, Origin, Payment, ReversalKind, ToRefund, VatRegime, WalletPolicy
from hostbilling.renewal import CancelPolicy, RefundPolicy, Request, When
from hostbilling.renewal.law import Channel
from hostbilling.serde import dump_fact, load_fact

from .host import CARD, YEAR, Host, accepts, book, service
from .test_contracts import new_server, shop

T = date(2026, 4, 1)
NAMES = ("S1", "S2", "S3")
CENTS = st.integers(min_value=1, max_value=40_000)
SHARES = st.integers(min_value=1, max_value=4)
FILLINGS = st.builds(
    Filling,
    fill=st.sampled_from(Fill),
    surplus=st.sampled_from(Surplus),
    tolerance=st.sampled_from([None, payable("2.00", "EUR")]),
)


def money(cents: int) -> Money:
    return payable(f"{cents // 100}.{cents % 100:02d}", "EUR")


def summed(amounts: Iterable[Money]) -> Money:
    return total(amounts, currency="EUR")


class AnyMoney(RuleBasedStateMachine):
    """One account, three services, half a year."""

    host: Host

    @initialize(filling=FILLINGS, undo=st.booleans(), partial=st.booleans(), tacit=st.booleans())
    def begin(self, filling: Filling, undo: bool, partial: bool, tacit: bool) -> None:  # noqa: FBT001
        self.day = date(2026, 3, 1)
        wallet = WalletPolicy(regime=VatRegime.DEPOSIT, covers=Cover.PARTIAL if partial else Cover.FULL_ONLY)
        self.host = Host(
            service("S1", end=T),
            service("S2", end=T + timedelta(days=3), product="vps", tacit=tacit),
            service("S3", end=T + timedelta(days=20), product="hosting"),
            book=evolve(book(), filling=filling, undo_spent=undo, wallet=wallet),
            instruments=(CARD,),
            gateway=accepts,
        )
        self.count = 0

    def _next(self) -> str:
        self.count += 1
        return str(self.count)

    # ---------------------------------------------------------------- what may happen

    @rule(nights=st.integers(min_value=1, max_value=20))
    def nights_run(self, nights: int) -> None:
        for _ in range(nights):
            self.host.night(self.day)
            self.day += timedelta(days=1)

    @rule(data=st.data(), cents=CENTS)
    def money_comes(self, data: st.DataObject, cents: int) -> None:
        demand = data.draw(st.sampled_from([None, *(each.id for each in self.host.account.demands)]))
        self.host.pay(demand, str(money(cents).amount), self.day, id_=self._next())

    @precondition(lambda self: any(demand.is_open for demand in self.host.account.demands))
    @rule(data=st.data())
    def a_call_is_paid(self, data: st.DataObject) -> None:
        demand = data.draw(st.sampled_from([each for each in self.host.account.demands if each.is_open]))
        if not is_zero(demand.missing):
            self.host.pay(demand.id, str(demand.missing.amount), self.day, id_=self._next())

    @rule(cents=CENTS)
    def the_wallet_is_topped_up(self, cents: int) -> None:
        payment = Payment(channel="card", external_id=self._next(), amount=money(cents), received_on=self.day)
        self._decide(TopUp(payment=payment))

    @rule(cents=CENTS, days=st.integers(min_value=0, max_value=30))
    def a_gift(self, cents: int, days: int) -> None:
        until = self.day + timedelta(days=days)
        self._decide(GrantCredit(id=self._next(), amount=money(cents), why="welcome", until=until))

    @rule(data=st.data())
    def an_order(self, data: st.DataObject) -> None:
        chosen = data.draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
        self._decide(
            PlaceOrder(id=f"O{self._next()}", lines=tuple(OrderLine(service_id=id_, term=YEAR) for id_ in chosen))
        )

    @precondition(lambda self: self.host.account.payments)
    @rule(data=st.data(), share=SHARES)
    def a_payment_is_charged_back(self, data: st.DataObject, share: int) -> None:
        paid = data.draw(st.sampled_from(self.host.account.payments))
        left = self.host.account.left_of(paid)
        part = payable(left.amount // share, "EUR")
        if part.amount > 0:
            self._decide(TakeBack(of=paid.id, payment=self._out(part), reversal=ReversalKind.CHARGEBACK))

    @precondition(lambda self: self.host.account.payments)
    @rule(data=st.data(), share=SHARES, named=st.booleans())
    def money_is_given_back(self, data: st.DataObject, share: int, named: bool) -> None:  # noqa: FBT001
        paid = data.draw(st.sampled_from(self.host.account.payments))
        part = payable(self.host.account.left_of(paid).amount // share, "EUR")
        if part.amount > 0:
            of = paid.id if named else None
            self._decide(
                GiveBack(refund=ToRefund(id=self._next(), amount=part, payment_id=of, why="asked", on=self.day))
            )

    @precondition(lambda self: self.host.account.invoices)
    @rule(data=st.data(), gross=st.none() | CENTS)
    def an_invoice_is_credited(self, data: st.DataObject, gross: int | None) -> None:
        invoice = data.draw(st.sampled_from(self.host.account.invoices))
        line = data.draw(st.sampled_from(invoice.content.lines))
        self._decide(
            CreditInvoice(
                credit=ToCredit(
                    id=self._next(), invoice_number=invoice.number, why="goodwill", on=self.day, line_ids=(line.id,),
                    gross=None if gross is None else money(gross),
                )
            )
        )  # fmt: skip

    @precondition(lambda self: len(self.host.facts) > 4)
    @rule(data=st.data())
    def the_world_repeats_itself(self, data: st.DataObject) -> None:
        money_facts = (PaymentReceived, PaymentRefunded, PaymentReversed, CreditGranted)
        fact = data.draw(st.sampled_from(self.host.facts[1:]))
        if getattr(fact, "key", None) is None and not isinstance(fact, money_facts):
            return  # what people say again counts again
        before = self.host.account
        self.host.record(fact)
        assert self.host.account == before
        self.host.facts.pop()

    @precondition(lambda self: any(demand.is_open for demand in self.host.account.demands))
    @rule(data=st.data(), cents=CENTS)
    def paid_and_taken_back_is_as_before(self, data: st.DataObject, cents: int) -> None:
        if self.host.account.wallet.balance.amount < 0:
            return  # what comes in settles a debt, and with it other days begin
        demand = data.draw(st.sampled_from([each for each in self.host.account.demands if each.is_open]))
        before = self._stands()
        id_ = self._next()
        self.host.pay(demand.id, str(money(cents).amount), self.day, id_=id_)
        self._decide(TakeBack(
            of=f"bank:{demand.id}#{id_}", payment=self._out(money(cents)), reversal=ReversalKind.RECALL
        ))  # fmt: skip
        assert self._stands() == before

    def _out(self, amount: Money) -> Payment:
        return Payment(
            channel="bank", external_id=self._next(), amount=amount, received_on=self.day, direction=Direction.OUT
        )

    def _stands(self) -> Any:
        account = self.host.account
        return (
            {demand.id: (demand.missing, demand.held) for demand in account.demands},
            {each.id: each.coverage for each in account.services},
            (account.wallet.balance, account.wallet.debt),
            account.to_invoice,
        )

    def _decide(self, command: Any) -> None:
        outcome = decide(self.host.account, command, self.host.book, on=self.day)
        if isinstance(outcome, Accepted):
            self.host.record(*outcome.facts)

    # ---------------------------------------------------------------- what must hold, whatever happened

    @invariant()
    def money_in_is_somewhere_or_went_back(self) -> None:
        account, facts = self.host.account, self.host.facts
        came = summed(payment.amount for payment in account.payments)
        back = summed(each.payment.amount for each in account.gone_back)
        given = summed(fact.entry.amount for fact in facts if isinstance(fact, CreditGranted))
        expired = summed(entry.amount for entry in account.wallet.entries if entry.why == "expired")
        bought = summed(
            subtract(part.amounts.gross, self._credited(part))
            for demand in account.demands
            for part in demand.parts
            if part.state is PartState.PAID
        )
        held = summed(demand.held for demand in account.demands)
        forgiven = summed(demand.forgiven for demand in account.demands)
        there = add(bought, held, self._promised(), account.wallet.balance)
        assert add(came, given, expired, forgiven) == add(there, back)

    def _promised(self) -> Money:
        """What a change of plan used of credits whose notes are still to come, and has back when it is undone."""
        account = self.host.account
        paid = {part.id for demand in account.demands for part in demand.parts if part.state is PartState.PAID}
        ahead = [each.used for each in account.to_credit if each.used is not None and paid.issuperset(each.line_ids)]
        ahead += [each.used for each in account.credit_later if each.used is not None and each.line_id in paid]
        undone = (
            demand.credit
            for demand in account.demands
            if demand.is_open and any(part.state is PartState.REVERSED for part in demand.parts)
        )
        return subtract(summed(undone), summed(ahead))

    def _cut(self, part: Part) -> bool:
        """Whether days of it may have been taken away."""
        del part
        return False

    def _credited(self, part: Part) -> Money:
        notes = self.host.account.credit_notes
        return summed(line.amounts.gross for note in notes for line in note.content.lines if line.id == part.id)

    @invariant()
    def what_was_paid_is_granted_and_billed_and_what_went_back_is_neither(self) -> None:
        account = self.host.account
        waiting = [part_id for billable in account.to_invoice for part_id in billable.part_ids]
        billed = [line.id for invoice in account.invoices for line in invoice.content.lines]
        granted = {grant.line_id for each in account.services for grant in each.coverage.grants}
        assert len(set(waiting)) == len(waiting)
        assert len(set(billed)) == len(billed)
        for demand in account.demands:
            for part in demand.parts:
                if part.state is PartState.PAID:
                    assert part.id in granted or self._cut(part)
                    assert (part.id in waiting) != (part.id in billed)
                else:
                    assert part.id not in granted
                    assert part.id not in waiting
                    assert part.id not in billed or self._is_credited(account, part.id)

    @staticmethod
    def _is_credited(account: Account, line_id: str) -> bool:
        """Nothing is left of the line, or all that is left is to be credited."""
        for invoice in account.invoices:
            for each in creditable(invoice, notes=account.notes_of(invoice.number)):
                if each.line.id == line_id and not is_zero(each.left.gross):
                    return any(
                        credit.invoice_number == invoice.number and line_id in (credit.line_ids or (line_id,))
                        for credit in account.to_credit
                    )
        return True

    @invariant()
    def nobody_gets_more_back_than_was_there(self) -> None:
        account = self.host.account
        for demand in account.demands:
            assert demand.held.amount >= 0
        if account.wallet.balance.amount < 0:
            assert any(isinstance(fact, PaymentReversed) for fact in self.host.facts)
            assert account.wallet.lots == ()

    @invariant()
    def a_gift_that_comes_back_is_a_gift(self) -> None:
        """What gifts gave to demands is still worth something there, or is a gift in the wallet again."""
        account = self.host.account
        asked_by, entries = dict(account.put_to), account.wallet.entries
        gifts = {entry.id for entry in entries if entry.terms.origin is Origin.GRANTED}
        given = {fact.entry.id for fact in self.host.facts if isinstance(fact, CreditGranted)}
        drawn = {demand.id: [zero("EUR")] for demand in account.demands}
        for entry in entries:
            for lot, amount in entry.draws:
                if lot in gifts and entry.id in asked_by:
                    drawn[asked_by[entry.id]].append(amount)
        again = summed(entry.amount for entry in entries if entry.id in gifts - given)
        there = subtract(summed(amount for each in drawn.values() for amount in each), again)
        most = summed(self._most(demand, summed(drawn[demand.id])) for demand in account.demands)
        assert zero("EUR").amount <= there.amount <= most.amount

    def _most(self, demand: Demand, drawn: Money) -> Money:
        """What gifts may have in a demand."""
        return least(drawn, self._worth(demand))

    def _worth(self, demand: Demand) -> Money:
        paid = [part for part in demand.parts if part.state is PartState.PAID]
        bought = summed(subtract(part.amounts.gross, self._credited(part)) for part in paid)
        return subtract(add(demand.held, bought), demand.forgiven)

    @invariant()
    def planning_again_changes_nothing(self) -> None:
        first = self.host.planned(self.day)
        assert self.host.planned(self.day) == first
        assert len({step.key for step in first.steps}) == len(first.steps)

    def teardown(self) -> None:
        if not hasattr(self, "host"):
            return
        assert replay(self.host.facts) == self.host.account
        assert [load_fact(dump_fact(fact)) for fact in self.host.facts] == self.host.facts
        assert all(isinstance(f.lot_id, str) for f in self.host.facts if isinstance(f, LotExpired))


class AnyContract(AnyMoney):
    """The same with services bought here that change and end early: what was cut may be granted no more."""

    @initialize(
        filling=FILLINGS,
        undo=st.booleans(),
        partial=st.booleans(),
        tacit=st.booleans(),
        refund=st.sampled_from(RefundPolicy),
    )
    def begin(self, filling: Filling, undo: bool, partial: bool, tacit: bool, refund: RefundPolicy) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]  # noqa: FBT001
        self.day = date(2026, 3, 1)
        wallet = WalletPolicy(regime=VatRegime.DEPOSIT, covers=Cover.PARTIAL if partial else Cover.FULL_ONLY)
        policy = RenewalPolicy(refund=refund, cancel=CancelPolicy(channels=[Channel.CUSTOMER_AREA], mid_term=True))
        self.host = Host(
            service("S1", end=T, tacit=tacit),
            book=evolve(shop(policy), filling=filling, undo_spent=undo, wallet=wallet),
            instruments=(CARD,),
            gateway=self._gateway,
        )
        self.card_works = True
        self.count = 0
        new_server(self.host, self.day, id_="S2")
        new_server(self.host, self.day, id_="S3", term=YEAR)

    def _gateway(self, _: ChargeInstrument) -> DeclineClass | None:
        return None if self.card_works else DeclineClass.INSUFFICIENT_FUNDS

    @rule()
    def the_card_works_or_does_not(self) -> None:
        self.card_works = not self.card_works

    @precondition(lambda self: any(demand.is_open for demand in self.host.account.demands))
    @rule(data=st.data())
    def the_customer_applies_a_charge(self, data: st.DataObject) -> None:
        demand = data.draw(st.sampled_from([each for each in self.host.account.demands if each.is_open]))
        asked = ChargeAsked(id=f"A{self._next()}", demand_id=demand.id, instrument_id=CARD.id, on=self.day)
        self._decide(ApplyCharge(charge=asked))

    @rule(
        data=st.data(),
        wanted=st.sampled_from(
            [{"product_id": "large"}, {"product_id": "small"}, {"quantity": 1}, {"quantity": 3}, {"term": YEAR}]
        ),
    )
    def a_service_changes(self, data: st.DataObject, wanted: dict[str, Any]) -> None:
        name = data.draw(st.sampled_from(NAMES[1:]))
        self._decide(ChangeService(id=f"U{self._next()}", service_id=name, effective=self.day, **wanted))

    @rule(data=st.data(), when=st.sampled_from([When.AT_END, When.IMMEDIATELY]))
    def a_service_is_cancelled(self, data: st.DataObject, when: When) -> None:
        request = Request(
            id=f"C{self._next()}", when=when, channel=Channel.CUSTOMER_AREA, declared_on=self.day,
            received_on=self.day, confirmed=True,
        )  # fmt: skip
        self._decide(CancelService(service_id=data.draw(st.sampled_from(NAMES)), request=request))

    @precondition(lambda self: any(each.ending is not None for each in self.host.account.services))
    @rule(data=st.data())
    def it_is_kept_after_all(self, data: st.DataObject) -> None:
        ending = [each.id for each in self.host.account.services if each.ending is not None]
        self._decide(KeepService(service_id=data.draw(st.sampled_from(ending))))

    @rule(data=st.data())
    def a_consumer_withdraws(self, data: st.DataObject) -> None:
        each = self.host.account.service(data.draw(st.sampled_from(NAMES)))
        self._decide(WithdrawFromService(
            id=f"W{self._next()}", service_id=each.id, sent_on=self.day, informed_on=each.concluded_on,
            begun_at_request=True,
        ))  # fmt: skip

    def _most(self, demand: Demand, drawn: Money) -> Money:
        del drawn  # a change of plan takes what days cost to another demand
        return add(self._worth(demand), demand.credit)

    def _cut(self, part: Part) -> bool:
        account = self.host.account
        credited = not is_zero(self._credited(part)) or any(part.id in each.line_ids for each in account.to_credit)
        return credited or any(part.id == each.line_id for each in account.credit_later)


TestAnyContract = AnyContract.TestCase
TestAnyContract.settings = settings(stateful_step_count=20)

TestAnyMoney = AnyMoney.TestCase
TestAnyMoney.settings = settings(stateful_step_count=25)


@given(
    st.lists(st.tuples(st.sampled_from([None, "S1/2026-04-01", "S2/2026-04-01"]), CENTS), min_size=2, max_size=5),
    FILLINGS,
    st.randoms(use_true_random=False),
)
def test_permuting_the_payments_of_a_night_changes_nothing(
    sums: list[tuple[str | None, int]], filling: Filling, shuffle: Any
) -> None:
    host = Host(service("S1", end=T), service("S2", end=T), book=evolve(book(), filling=filling))
    day = date(2026, 3, 4)
    host.night(day)
    batch: list[PaymentReceived | PaymentRefunded | PaymentReversed] = []
    for place, (demand, cents) in enumerate(sums):
        payment = Payment(channel="bank", external_id=str(place), amount=money(cents), received_on=day)
        batch.append(PaymentReceived(payment=payment, demand_id=demand, on=day, known=day))
    batch.append(
        PaymentReversed(
            of="bank:0",
            payment=Payment(
                channel="bank", external_id="0", amount=money(sums[0][1]), received_on=day, direction=Direction.OUT
            ),
            reversal=ReversalKind.RECALL,
            on=day,
            known=day,
        )
    )
    other = [*batch, batch[0]]
    shuffle.shuffle(other)

    def after(facts: Iterable[Fact]) -> Account:
        return replay([*host.facts, *facts])

    assert after(in_order(other)) == after(in_order(batch))
    assert zero("EUR") == subtract(
        summed(each.amount for each in after(in_order(batch)).payments), summed(money(cents) for _, cents in sums)
    )
