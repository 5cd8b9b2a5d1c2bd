"""The smallest host there can be: facts in a list, the real allocator, a world that does as it is told."""

from collections.abc import Callable
from datetime import date, timedelta

from hostbilling.catalog import Catalog, Family, Price, Product, SupplyKind
from hostbilling.decision import Reason
from hostbilling.demands import DeclineClass, Instrument
from hostbilling.lifecycle import (
    Accepted,
    Account,
    AccountOpened,
    Book,
    ChargeInstrument,
    Command,
    Fact,
    FamilyPolicy,
    IssueCreditNote,
    IssueInvoice,
    IssueOrderConfirmation,
    IssueOrderForm,
    IssueProforma,
    IssueQuote,
    IssueReceipt,
    IssueTopUpReceipt,
    PaymentReceived,
    Plan,
    RefundPayment,
    ServiceAdded,
    Step,
    apply,
    decide,
    plan,
    replay,
)
from hostbilling.money import Rounding, exact, payable
from hostbilling.numbering import (
    UNIQUE_ONLY,
    DocumentKind,
    Late,
    Request,
    Reset,
    Series,
    SeriesState,
    allocate,
    initial_state,
)
from hostbilling.parties import Address, Contact, Customer, CustomerKind, Role, Seller, VatId, VatIdStatus
from hostbilling.payments import Payment
from hostbilling.periods import Period, Term
from hostbilling.presets import websupport
from hostbilling.services import Cause, Coverage, Grant, Service
from hostbilling.vat import Evidence, EvidenceKind, Oss, SellerVat

START = date(2026, 1, 1)
YEAR = Term.years(1)


def book(*, gross: bool = False, price: str = "100.00") -> Book:
    products = [("domain", Family.DOMAIN), ("vps", Family.VPS), ("hosting", Family.SHARED_HOSTING)]
    return Book(
        seller=Seller(
            id="tatra",
            name="Tatra s.r.o.",
            address=Address(country="SK", city="Bratislava"),
            zone="Europe/Bratislava",
            vat_id=VatId(number="SK2120000006", status=VatIdStatus.VALID, checked_on=START),
        ),
        vat=SellerVat(country="SK", oss=Oss.UNION),
        catalog=Catalog(
            products=tuple(
                Product(id=id_, name=id_, family=family, supply=SupplyKind.ELECTRONIC, terms=(YEAR, Term.months(1)))
                for id_, family in products
            ),
            prices=tuple(
                Price(product_id=id_, term=term, since=date(2020, 1, 1), renewal=exact(amount, "EUR"))
                for id_, _ in products
                for term, amount in ((YEAR, price), (Term.months(1), "10.00"))
            ),
            gross=gross,
        ),
        usual=FamilyPolicy(explicit=websupport.EXPLICIT, tacit=websupport.TACIT),
        invoice_due_days=14,
        rounding=Rounding.HALF_UP,
    )


def customer(country: str = "SK", kind: CustomerKind = CustomerKind.CONSUMER, *, vat_id: str | None = None) -> Customer:
    return Customer(
        id="c1",
        name="Jana",
        kind=kind,
        address=Address(country=country),
        contacts=(
            Contact(role=Role.CONTACT, email="jana@example.org"),
            Contact(role=Role.BILLING, email="books@example.org"),
        ),
        vat_id=VatId(number=vat_id, status=VatIdStatus.VALID, checked_on=START) if vat_id else None,
    )


def located(country: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(kind=kind, country=country) for kind in (EvidenceKind.BANK, EvidenceKind.IP_GEOLOCATION))


def service(id_: str, *, end: date, product: str = "domain", term: Term = YEAR, tacit: bool = False) -> Service:
    opening = Grant(
        line_id=f"{id_}/opening", period=Period(min(START, end - timedelta(days=1)), end), cause=Cause.OPENING
    )
    return Service(
        id=id_,
        product_id=product,
        name=f"{id_}.example",
        term=term,
        anchor_day=end.day,
        coverage=Coverage().grant(opening),
        tacit=tacit,
    )


CARD = Instrument(id="card", label="card", usable_until=date(2030, 12, 31))
QUOTES = Series(
    id="Q", pattern="Q{YYYY}-{seq:4}", reset=Reset.YEARLY, policy=UNIQUE_ONLY, documents={DocumentKind.QUOTE}
)
ORDERS = Series(
    id="O", pattern="O{YYYY}-{seq:4}", reset=Reset.YEARLY, policy=UNIQUE_ONLY, documents={DocumentKind.ORDER}
)
PROFORMAS = Series(
    id="P", pattern="P{YYYY}-{seq:4}", reset=Reset.YEARLY, policy=UNIQUE_ONLY, documents={DocumentKind.PROFORMA}
)
INVOICES = Series(id="F", pattern="F{YYYY}-{seq:4}", reset=Reset.YEARLY, late=Late.NEXT_LAWFUL_DATE)
CREDIT_NOTES = Series(
    id="C",
    pattern="C{YYYY}-{seq:4}",
    reset=Reset.YEARLY,
    late=Late.NEXT_LAWFUL_DATE,
    documents={DocumentKind.CREDIT_NOTE},
)
RECEIPTS = Series(
    id="R",
    pattern="R{YYYY}-{seq:4}",
    reset=Reset.YEARLY,
    policy=UNIQUE_ONLY,
    documents={DocumentKind.RECEIPT, DocumentKind.TOP_UP_RECEIPT},
)

Gateway = Callable[[ChargeInstrument], DeclineClass | None]


def accepts(_: ChargeInstrument) -> None:
    """A gateway that takes every card."""


def refuses(_: ChargeInstrument) -> DeclineClass:
    return DeclineClass.INSUFFICIENT_FUNDS


def told(reasons: tuple[object, ...]) -> bool:
    """Whether there is a reason, and nothing stands for one."""
    return bool(reasons) and all(isinstance(each, Reason) for each in reasons)


class Host:
    """Holds one account and runs its nights."""

    def __init__(
        self,
        *services: Service,
        book: Book | None = None,
        customer_: Customer | None = None,
        evidence: tuple[Evidence, ...] = located("SK"),
        instruments: tuple[Instrument, ...] = (),
        gateway: Gateway = refuses,
        trial: bool = False,
    ) -> None:
        self.book = book or _BOOK
        self.gateway = gateway
        self.mail_works = True
        self.series: dict[str, SeriesState] = {
            each.id: initial_state(each) for each in (QUOTES, ORDERS, PROFORMAS, INVOICES, CREDIT_NOTES, RECEIPTS)
        }
        opened = AccountOpened(
            id="a1",
            customer=customer_ or customer(),
            currency="EUR",
            instruments=instruments,
            evidence=evidence,
            trial=trial,
            on=START,
            known=START,
        )
        self.facts: list[Fact] = [opened]
        self.account: Account = replay(self.facts)
        for each in services:
            self.record(ServiceAdded(service=each, on=START, known=START))

    def record(self, *facts: Fact) -> None:
        for fact in facts:
            self.account = apply(self.account, fact)
            self.facts.append(fact)
            assert apply(self.account, fact) == self.account, f"told twice, it counts twice: {fact}"

    def decide(self, command: Command, on: date) -> None:
        outcome = decide(self.account, command, self.book, on=on)
        assert isinstance(outcome, Accepted), outcome
        assert told(outcome.reasons), f"answered without a reason: {command}"
        self.record(*outcome.facts)

    def pay(self, demand_id: str | None, amount: str, on: date, *, id_: str = "1", known: date | None = None) -> None:
        payment = Payment(
            channel="bank", external_id=f"{demand_id}#{id_}", amount=payable(amount, "EUR"), received_on=on
        )
        self.record(PaymentReceived(payment=payment, demand_id=demand_id, on=on, known=known or on))

    def planned(self, day: date) -> Plan:
        found = plan(self.account, self.book, on=day)
        silent = [type(each).__name__ for each in (*found.steps, *found.blocked) if not told(each.reasons)]
        assert not silent, f"done, or held back, without a reason: {silent}"
        return found

    def night(self, day: date) -> list[Step]:
        done: list[Step] = []
        while steps := self.planned(day).steps:
            self.record(*[step.intended() for step in steps])
            for step in steps:
                self.record(self.perform(step, day))
            done.extend(steps)
            if not self.mail_works:
                break
        return done

    def nights(self, start: date, until: date) -> list[Step]:
        done: list[Step] = []
        day = start
        while day < until:
            done.extend(self.night(day))
            day += timedelta(days=1)
        return done

    def perform(self, step: Step, day: date) -> Fact:
        match step:
            case IssueQuote() | IssueOrderForm() | IssueOrderConfirmation() | IssueProforma():
                series = next(each for each in (QUOTES, ORDERS, PROFORMAS) if step.document in each.documents)
                number, _ = self._number(series, step.key, step.on, day)
                return step.done(number=number, known=day)
            case IssueInvoice():
                number, issued_on = self._number(INVOICES, step.key, step.draft.supplied_on, day)
                return step.done(number=number, issued_on=issued_on, known=day)
            case IssueCreditNote():
                number, issued_on = self._number(CREDIT_NOTES, step.key, step.on, day)
                return step.done(number=number, issued_on=issued_on, known=day)
            case IssueReceipt() | IssueTopUpReceipt():
                number, issued_on = self._number(RECEIPTS, step.key, step.on, day)
                return step.done(number=number, issued_on=issued_on, known=day)
            case ChargeInstrument():
                why = self.gateway(step)
                if why is not None:
                    return step.declined(why, known=day)
                payment = Payment(channel="card", external_id=step.key, amount=step.amount, received_on=day)
                return step.paid(payment, known=day)
            case _ if not self.mail_works:
                return step.failed(why="mail is down", known=day)
            case RefundPayment():
                return step.done(external_id=step.key, known=day)
            case _:
                return step.done(known=day)

    def _number(self, series: Series, key: str, wish: date, today: date) -> tuple[str, date]:
        request = Request(id=key, series=series.id, date=wish)
        found = allocate(self.series[series.id], [request], series=series, known=(), today=today)
        assert found.ok, found
        self.series[series.id] = found.state
        return found.assigned[0].number, found.assigned[0].issue_date


_BOOK = book()
