"""Any life of an account: hypothesis plays customer, bank, card gateway, mail and a cron that misses nights."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from hostbilling.demands import DeclineClass, ToCredit
from hostbilling.lifecycle import (
    Accepted,
    ChargeInstrument,
    CreditInvoice,
    Hold,
    OrderLine,
    PaymentReceived,
    PlaceHold,
    PlaceOrder,
    ReleaseHold,
    ServiceDeleted,
    ServiceSuspended,
    SwitchRenewal,
    decide,
    replay,
)
from hostbilling.money import Money, add, payable, subtract, total, zero
from hostbilling.serde import dump_fact, load_fact
from hostbilling.services import ServiceState

from .host import CARD, YEAR, Host, service
from .interrupted import Interrupted

T = date(2026, 4, 1)
PROMISED = timedelta(days=7)


class AnyLife(Interrupted):
    """One account, three services, a few months."""

    @initialize(tacit=st.booleans(), cards=st.lists(st.sampled_from([None, *DeclineClass]), min_size=1))
    def begin(self, tacit: bool, cards: list[DeclineClass | None]) -> None:  # noqa: FBT001
        self.day = date(2026, 2, 20)
        answers = iter(cards)
        self.host = Host(
            service("S1", end=T),
            service("S2", end=T + timedelta(days=5), product="vps", tacit=tacit),
            service("S3", end=T + timedelta(days=40), product="hosting"),
            instruments=(CARD,),
            gateway=lambda _: next(answers, None),
        )
        self.paid = 0
        self.orders = 0
        self.credits = 0
        self.granted: dict[str, set[str]] = {}
        self.again: set[int] = set()

    # ---------------------------------------------------------------- what may happen

    @rule(nights=st.integers(min_value=1, max_value=15))
    def nights_run(self, nights: int) -> None:
        for _ in range(nights):
            self.host.night(self.day)
            self.day += timedelta(days=1)

    @precondition(lambda self: len(self.host.facts) > 4)
    @rule(data=st.data())
    def the_world_repeats_itself(self, data: st.DataObject) -> None:
        fact = data.draw(st.sampled_from(self.host.facts[1:]))
        if getattr(fact, "key", None) is None and not isinstance(fact, PaymentReceived):
            return  # what people say again counts again
        before = self.host.account
        self.again.add(len(self.host.facts))
        self.host.record(fact)
        assert self.host.account == before

    @rule()
    def mail_breaks_or_works_again(self) -> None:
        self.host.mail_works = not self.host.mail_works

    @rule(data=st.data(), cents=st.integers(min_value=1, max_value=20_000), late=st.integers(min_value=0, max_value=9))
    def money_comes(self, data: st.DataObject, cents: int, late: int) -> None:
        demands = [None, *(demand.id for demand in self.host.account.demands)]
        demand = data.draw(st.sampled_from(demands))
        self.paid += 1
        amount = f"{cents // 100}.{cents % 100:02d}"
        self.host.pay(demand, amount, self.day - timedelta(days=late), id_=str(self.paid), known=self.day)

    @precondition(lambda self: any(demand.is_open for demand in self.host.account.demands))
    @rule(data=st.data())
    def a_call_is_paid(self, data: st.DataObject) -> None:
        demand = data.draw(st.sampled_from([each for each in self.host.account.demands if each.is_open]))
        if demand.missing.amount > 0:
            self.paid += 1
            self.host.pay(demand.id, str(demand.missing.amount), self.day, id_=str(self.paid))

    @rule(data=st.data())
    def an_order(self, data: st.DataObject) -> None:
        chosen = data.draw(st.lists(st.sampled_from(["S1", "S2", "S3"]), min_size=1, max_size=3, unique=True))
        self.orders += 1
        command = PlaceOrder(id=f"O{self.orders}", lines=tuple(OrderLine(service_id=id_, term=YEAR) for id_ in chosen))
        self._decide(command)

    @rule(on=st.booleans())
    def renewal_is_switched(self, on: bool) -> None:  # noqa: FBT001
        self._decide(SwitchRenewal(service_id="S2", tacit=on))

    @precondition(lambda self: self.host.account.invoices)
    @rule(data=st.data(), cents=st.integers(min_value=1, max_value=15_000) | st.none())
    def something_is_given_back(self, data: st.DataObject, cents: int | None) -> None:
        invoice = data.draw(st.sampled_from(self.host.account.invoices))
        gross = None if cents is None else payable(f"{cents // 100}.{cents % 100:02d}", "EUR")
        self.credits += 1
        credit = ToCredit(
            id=f"K{self.credits}", invoice_number=invoice.number, why="an outage", on=self.day, gross=gross
        )
        self._decide(CreditInvoice(credit=credit))

    @rule()
    def a_hold(self) -> None:
        holds = self.host.account.holds
        self._decide(ReleaseHold(id=holds[0].id) if holds else PlaceHold(hold=Hold(id="H", why="disputed")))

    def _decide(self, command: Any) -> None:
        outcome = decide(self.host.account, command, self.host.book, on=self.day)
        if isinstance(outcome, Accepted):
            self.host.record(*outcome.facts)

    # ---------------------------------------------------------------- what must hold, whatever happened

    @invariant()
    def every_cent_is_somewhere(self) -> None:
        account = self.host.account
        came = {f.payment.id: f.payment.amount for f in self.host.facts if isinstance(f, PaymentReceived)}
        received = self._sum(came.values())
        invoiced = self._sum(invoice.content.totals.amounts.gross for invoice in account.invoices)
        given_back = self._sum(note.content.totals.amounts.gross for note in account.credit_notes)
        held = self._sum(demand.held for demand in account.demands)
        waiting = self._sum(
            part.amounts.gross
            for billable in account.to_invoice
            for part in account.demand(billable.demand_id).parts
            if part.id in billable.part_ids
        )
        assert subtract(received, add(subtract(invoiced, given_back), held, waiting, account.wallet.balance)) == zero(
            "EUR"
        )
        assert account.wallet.balance.amount >= 0

    @staticmethod
    def _sum(amounts: Any) -> Money:
        return total(amounts, currency="EUR")

    @invariant()
    def periods_tile_and_are_never_taken_back(self) -> None:
        for each in self.host.account.services:
            grants = each.coverage.grants
            assert all(a.period.end <= b.period.start for a, b in pairwise(grants))
            ids = {grant.line_id for grant in grants}
            assert self.granted.get(each.id, set()) <= ids
            self.granted[each.id] = ids

    @invariant()
    def nothing_adverse_without_cause(self) -> None:
        off: dict[str, date] = {}
        for place, fact in enumerate(self.host.facts):
            if isinstance(fact, ServiceSuspended) and place not in self.again:
                off[fact.service_id] = fact.on
            if isinstance(fact, ServiceDeleted) and place not in self.again:
                assert fact.on - off[fact.service_id] >= PROMISED
        for demand in self.host.account.demands:
            for part in demand.parts:
                stopped = part.done_on("service_deactivated")
                told = part.done_on("reminder_before_deactivation") or part.done_on("proforma_issued")
                if stopped is not None:
                    assert told is not None
                    assert stopped >= max(part.period.start, demand.due_on)
                if part.done_on("service_deleted") is not None:
                    assert part.done_on("deletion_notice") is not None

    @invariant()
    def a_service_is_asked_for_once(self) -> None:
        asked = [part.service_id for demand in self.host.account.demands for part in demand.open_parts]
        asked += [line.service_id for order in self.host.account.orders for line in order.lines]
        assert len(asked) == len(set(asked))

    @invariant()
    def only_what_renews_tacitly_is_charged(self) -> None:
        for step in self.host.planned(self.day).steps:
            if isinstance(step, ChargeInstrument):
                demand = self.host.account.demand(step.demand_id)
                assert any(self.host.account.service(part.service_id).tacit for part in demand.open_parts)

    @invariant()
    def no_service_is_off_that_was_paid_before_it_was_switched_off(self) -> None:
        for each in self.host.account.services:
            if each.state is ServiceState.DELETED and each.changed_on is not None:
                assert each.changed_on not in each.coverage

    @invariant()
    def numbers_have_no_gap(self) -> None:
        for issued in (self.host.account.invoices, self.host.account.credit_notes):
            assert [int(document.number[-4:]) for document in issued] == list(range(1, len(issued) + 1))

    @invariant()
    def credit_notes_never_exceed_their_invoice(self) -> None:
        for invoice in self.host.account.invoices:
            given = [note.content.totals.amounts for note in self.host.account.notes_of(invoice.number)]
            whole = invoice.content.totals.amounts
            assert self._sum(each.gross for each in given).amount <= whole.gross.amount
            assert self._sum(each.vat for each in given).amount <= whole.vat.amount

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
        assert replay(stored) == self.host.account


TestAnyLife = AnyLife.TestCase
TestAnyLife.settings = settings(stateful_step_count=25)
