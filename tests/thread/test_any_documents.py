"""Any life of documents: drafts, issues, payments, credits and withdrawals over a register of numbers.

No path may change an issued document, lose a link or use a number twice, and the register audits clean.
"""

import pickle
from datetime import date, timedelta
from typing import Any

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from hostbilling.catalog import Family
from hostbilling.decision import Severity
from hostbilling.demands import Fill, Filling, ToCredit
from hostbilling.demands import Kind as DemandKind
from hostbilling.documents import (
    Basis,
    Chain,
    Document,
    Invoice,
    Kind,
    Proforma,
    before,
    check_sums,
    credit_in_full,
    ref_of,
)
from hostbilling.lifecycle import (
    Accepted,
    AcceptQuote,
    ChangeCustomer,
    Command,
    CreditInvoice,
    FamilyPolicy,
    OrderLine,
    Papers,
    PaymentReceived,
    PlaceOrder,
    QuoteOrder,
    Refused,
    decide,
    replay,
)
from hostbilling.money import add, payable, subtract, total, zero
from hostbilling.numbering import Assigned, Request, Series, allocate, audit
from hostbilling.parties import Address
from hostbilling.presets import websupport

from .host import CARD, CREDIT_NOTES, INVOICES, ORDERS, PROFORMAS, QUOTES, YEAR, Host, book, service
from .interrupted import Interrupted

T = date(2026, 4, 1)
SERVICES = ("S1", "S2", "S3")
CHOSEN = st.lists(st.sampled_from(SERVICES), min_size=1, max_size=3, unique=True)


SERIES = (QUOTES, ORDERS, PROFORMAS, INVOICES, CREDIT_NOTES)


class RegisteringHost(Host):
    """A host that keeps its registers, and asks them before it gives a number."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.registers: dict[str, list[Assigned]] = {each.id: [] for each in SERIES}

    def _number(self, series: Series, key: str, wish: date, today: date) -> tuple[str, date]:
        known = [each for each in self.registers[series.id] if each.request_id == key]
        asked = [Request(id=key, series=series.id, date=wish)]
        found = allocate(self.series[series.id], asked, series=series, known=known, today=today)
        assert found.ok, found
        self.series[series.id] = found.state
        self.registers[series.id].extend(found.fresh)
        return found.assigned[0].number, found.assigned[0].issue_date


class AnyDocuments(Interrupted):
    """One account whose documents go every way they can; `keeping` is the host, as what keeps the registers."""

    keeping: RegisteringHost

    @initialize(
        confirmed=st.booleans(),
        together=st.booleans(),
        basis=st.sampled_from(Basis),
        fill=st.sampled_from(Fill),
        cents=st.integers(min_value=1, max_value=20) | st.integers(min_value=1, max_value=9_999),
    )
    def begin(self, confirmed: bool, together: bool, basis: Basis, fill: Fill, cents: int) -> None:  # noqa: FBT001
        self.day = date(2026, 2, 20)
        priced = book(price=f"{cents // 100}.{cents % 100:02d}")
        policy = FamilyPolicy(explicit=websupport.EXPLICIT, tacit=websupport.TACIT, invoice_on=basis)
        self.host = self.keeping = RegisteringHost(
            service("S1", end=T),
            service("S2", end=T, product="vps", tacit=basis is Basis.PERIOD),
            service("S3", end=T + timedelta(days=4)),
            instruments=(CARD,),
            book=evolve(
                priced,
                special=((Family.VPS, policy),),
                papers=Papers(
                    one_call_a_day=together, quote_days=14, confirmed_since=date(2026, 1, 1) if confirmed else None
                ),
                filling=Filling(fill=fill),
            ),
        )
        self.made = 0
        self.issued: dict[tuple[Kind, str], bytes] = {}

    # ---------------------------------------------------------------- what may happen

    @rule(nights=st.integers(min_value=1, max_value=30))
    def nights_run(self, nights: int) -> None:
        self.host.nights(self.day, self.day + timedelta(days=nights))
        self.day += timedelta(days=nights)

    @precondition(lambda self: any(demand.missing.amount > 0 for demand in self.host.account.demands))
    @rule(data=st.data(), share=st.integers(min_value=1, max_value=3))
    def money_comes(self, data: st.DataObject, share: int) -> None:
        asked = [demand for demand in self.host.account.demands if demand.missing.amount > 0]
        demand = data.draw(st.sampled_from(asked))
        cents = max(int(demand.missing.amount * 100) * share // 2, 1)
        self.host.pay(demand.id, f"{cents // 100}.{cents % 100:02d}", self.day, id_=self._id("p"))

    @rule(cents=st.integers(min_value=1, max_value=30_000))
    def the_wallet_is_topped_up(self, cents: int) -> None:
        self.host.pay(None, f"{cents // 100}.{cents % 100:02d}", self.day, id_=self._id("w"))

    @rule(chosen=CHOSEN)
    def something_is_ordered(self, chosen: list[str]) -> None:
        lines = tuple(OrderLine(service_id=id_, term=YEAR) for id_ in chosen)
        self._decide(PlaceOrder(id=self._id("O"), lines=lines))

    @rule(chosen=CHOSEN, form=st.booleans())
    def something_is_quoted(self, chosen: list[str], form: bool) -> None:  # noqa: FBT001
        lines = tuple(OrderLine(service_id=id_, term=YEAR) for id_ in chosen)
        self._decide(QuoteOrder(order=PlaceOrder(id=self._id("O"), lines=lines), form=form))

    @precondition(lambda self: self.host.account.quotes)
    @rule(data=st.data())
    def a_quote_is_accepted(self, data: st.DataObject) -> None:
        quote = data.draw(st.sampled_from(self.host.account.quotes))
        outcome = decide(self.host.account, AcceptQuote(id=quote.id), self.host.book, on=self.day)
        known = quote.valid_until
        if known is None or (self.day > known and all(each.id != quote.id for each in self.host.account.placed)):
            assert isinstance(outcome, Refused)
        self._decide(AcceptQuote(id=quote.id))

    @precondition(lambda self: self.host.account.invoices)
    @rule(data=st.data(), cents=st.integers(min_value=1, max_value=20_000) | st.none(), one=st.booleans())
    def something_is_given_back(self, data: st.DataObject, cents: int | None, one: bool) -> None:  # noqa: FBT001
        invoice = data.draw(st.sampled_from(self.host.account.invoices))
        gross = None if cents is None else payable(f"{cents // 100}.{cents % 100:02d}", "EUR")
        lines = (invoice.content.lines[0].id,) if one else ()
        credit = ToCredit(
            id=self._id("K"), invoice_number=invoice.number, why="outage", on=self.day, gross=gross, line_ids=lines
        )
        self._decide(CreditInvoice(credit=credit))

    @rule(city=st.sampled_from(["Nitra", "Košice", "Žilina"]))
    def the_customer_moves(self, city: str) -> None:
        self._decide(
            ChangeCustomer(customer=evolve(self.host.account.customer, address=Address(country="SK", city=city)))
        )

    @precondition(lambda self: len(self.host.facts) > 4)
    @rule(data=st.data())
    def the_world_repeats_itself(self, data: st.DataObject) -> None:
        fact = data.draw(st.sampled_from(self.host.facts[1:]))
        if getattr(fact, "key", None) is None and not isinstance(fact, PaymentReceived):
            return
        account = self.host.account
        self.host.record(fact)
        assert self.host.account == account

    def _id(self, letter: str) -> str:
        self.made += 1
        return f"{letter}{self.made}"

    def _decide(self, command: Command) -> None:
        outcome = decide(self.host.account, command, self.host.book, on=self.day)
        if isinstance(outcome, Accepted):
            self.host.record(*outcome.facts)

    # ---------------------------------------------------------------- what must hold, whatever happened

    @property
    def documents(self) -> list[Document]:
        account = self.host.account
        quotes = [each.document for each in account.quotes if each.document is not None]
        return [*quotes, *account.confirmations, *account.proformas, *account.invoices, *account.credit_notes]

    @invariant()
    def no_issued_document_changes_or_goes(self) -> None:
        now = {ref_of(document).key: document for document in self.documents}
        assert len(now) == len(self.documents)
        for key, stored in self.issued.items():
            assert now[key] == pickle.loads(stored)  # noqa: S301  # made below
        for key, document in now.items():
            self.issued.setdefault(key, pickle.dumps(document))

    @invariant()
    def every_number_is_in_its_register_once(self) -> None:
        given = [(each.number, each.issue_date) for series in SERIES for each in self.keeping.registers[series.id]]
        assert sorted(given) == sorted((each.number, each.issued_on) for each in self.documents)

    @invariant()
    def links_lead_both_ways(self) -> None:
        chain = Chain(documents=self.documents)
        assert chain.missing == ()
        for document in chain.documents:
            for ref in before(document):
                assert ref_of(document) in chain.after(ref)
        paid = {payment.id for payment in self.host.account.payments}
        for invoice in self.host.account.invoices:
            kinds = {ref.kind for ref in invoice.content.before}
            assert (Kind.PROFORMA in kinds) == (invoice.content.basis is not Basis.PERIOD)
            assert {ref.number for ref in invoice.content.before if ref.kind is Kind.PAYMENT} <= paid

    @invariant()
    def sums_hold_on_every_document(self) -> None:
        by_line = self.host.book.filling.fill is Fill.BY_LINE  # what was paid of a line stays: its share of the VAT
        asking: list[Proforma | Invoice] = [*self.host.account.proformas, *self.host.account.invoices]
        for document in asking:
            parted = by_line and isinstance(document, Invoice)
            assert check_sums(document.content) == () or parted
        for part in [*asking, *self.host.account.credit_notes]:
            assert all(found.severity is Severity.NOTE for found in check_sums(part.content))

    @invariant()
    def every_cent_is_somewhere(self) -> None:
        account = self.host.account
        received = total((payment.amount for payment in account.payments), currency="EUR")
        invoiced = total((each.content.totals.amounts.gross for each in account.invoices), currency="EUR")
        credited = total((each.content.totals.amounts.gross for each in account.credit_notes), currency="EUR")
        held = total((demand.held for demand in account.demands), currency="EUR")
        owed = total((each.asked for each in account.demands if each.kind is DemandKind.DEBT), currency="EUR")
        parts = [account.demand(each.demand_id).part(id_) for each in account.to_invoice for id_ in each.part_ids]
        waiting = total((part.amounts.gross for part in parts), currency="EUR")
        now = add(subtract(invoiced, credited), held, waiting, account.wallet.balance)
        assert subtract(add(received, owed), now) == zero("EUR")

    def teardown(self) -> None:
        if not hasattr(self, "host"):
            return
        account = self.host.account
        for series in SERIES:
            states = [self.keeping.series[series.id]]
            found = audit(self.keeping.registers[series.id], series=[series], states=states)
            assert not [each for each in found.findings if each.severity is Severity.VIOLATION], found.report()
        for invoice in account.invoices:
            notes = account.notes_of(invoice.number)
            gross = invoice.content.totals.amounts.gross
            given = total((note.content.totals.amounts.gross for note in notes), currency="EUR")
            if given != gross:
                rest = credit_in_full(invoice, reason="all of it", notes=notes)
                assert add(given, rest.totals.amounts.gross) == gross
        assert replay(self.host.facts) == account


TestAnyDocuments = AnyDocuments.TestCase
TestAnyDocuments.settings = settings(stateful_step_count=25)
