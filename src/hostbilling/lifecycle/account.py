"""An account: one customer of one seller in one currency, and everything that must be decided together."""

from datetime import date
from typing import TypeVar

from attrs import evolve, frozen

from ..demands import Attempt, Bill, Demand, Instrument, Kind, Part, ToCredit, ToInvoice
from ..documents import (
    CreditNote,
    Invoice,
    OrderConfirmation,
    Proforma,
    Receipt,
    TopUpReceipt,
)
from ..dunning import LateCosts
from ..errors import check_date, check_text, not_found, refuse
from ..money import Money, subtract, total
from ..parties import Customer
from ..payments import GoneBack, Payment, ToRefund, Wallet
from ..renewal import AccountEvent, AccountState, Consent, OrderEvent, PaidLine, PlacedOrder
from ..services import Service
from ..vat import Evidence
from .asked import ChargeAsked, Order, OrderQuote, Report
from .contracts import Bought, LineCredit, PriceNews, ServiceChange, Switching, Told, Transferring
from .drawn import Drawn
from .holds import Hold

_Kept = TypeVar("_Kept", bound=Service | Demand)


@frozen(kw_only=True)
class Account:
    """The state that the facts made; never changed, only succeeded by another.

    `intended` holds the keys of steps under way, `failed` those that could not be performed, with the last day on
    which they were tried: they wait for the next; `answered` those that are over. `put_to` tells which payment, and
    which entry of the wallet, went to which demand, `drawn` which of it has terms of its own.
    What is in `to_refund` is still in the wallet, reserved; `refunds` are all that a person decided.
    `to_bill` is invoiced before it is paid; `fees` are the keys of the fees and the interest that were ever charged,
    `costs` what being late costs by the id of a debt.
    `orders` are those whose call was not issued yet, `placed` all there ever were; `changes` were ordered and not
    made, `switching` made and not yet run so. `refused` is why instruments must not be charged before they are
    corrected.
    `reports` say what has not come, each with the number of invoices there were then.
    `moved` is what last moved the `state`, and when. `ended_by` are the requests that ended something, each with what
    it ended: one that was taken back counts no more.
    """

    id: str
    customer: Customer
    currency: str
    opened_on: date
    wallet: Wallet
    services: tuple[Service, ...] = ()
    demands: tuple[Demand, ...] = ()
    orders: tuple[Order, ...] = ()
    to_invoice: tuple[ToInvoice, ...] = ()
    to_credit: tuple[ToCredit, ...] = ()
    quotes: tuple[OrderQuote, ...] = ()
    confirmations: tuple[OrderConfirmation, ...] = ()
    proformas: tuple[Proforma, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    credit_notes: tuple[CreditNote, ...] = ()
    receipts: tuple[Receipt | TopUpReceipt, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    refused: tuple[Attempt, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    holds: tuple[Hold, ...] = ()
    reports: tuple[tuple[Report, int], ...] = ()
    payments: tuple[Payment, ...] = ()
    put_to: tuple[tuple[str, str], ...] = ()
    drawn: tuple[Drawn, ...] = ()
    charges_asked: tuple[ChargeAsked, ...] = ()
    to_refund: tuple[ToRefund, ...] = ()
    refunds: tuple[ToRefund, ...] = ()
    gone_back: tuple[GoneBack, ...] = ()
    to_bill: tuple[Bill, ...] = ()
    fees: tuple[str, ...] = ()
    costs: tuple[tuple[str, LateCosts], ...] = ()
    placed: tuple[PlacedOrder, ...] = ()
    consents: tuple[Consent, ...] = ()
    bought: tuple[Bought, ...] = ()
    credit_later: tuple[LineCredit, ...] = ()
    changes: tuple[ServiceChange, ...] = ()
    changes_known: frozenset[str] = frozenset()
    switching: tuple[Switching, ...] = ()
    told: tuple[Told, ...] = ()
    price_news: tuple[PriceNews, ...] = ()
    transferring: Transferring | None = None
    state: AccountState = AccountState.PAID
    moved: tuple[AccountEvent, date] | None = None
    ended_by: frozenset[tuple[str, str]] = frozenset()
    intended: frozenset[str] = frozenset()
    failed: tuple[tuple[str, date], ...] = ()
    answered: frozenset[str] = frozenset()

    def __attrs_post_init__(self) -> None:
        refuse(check_text("account.id", self.id), check_date("account.opened_on", self.opened_on))

    def service(self, service_id: str) -> Service:
        """Return a service; raises `NotFound`."""
        for service in self.services:
            if service.id == service_id:
                return service
        raise not_found("service", service_id, f"use an id of account {self.id}")

    def demand(self, demand_id: str) -> Demand:
        """Return a demand; raises `NotFound`."""
        for demand in self.demands:
            if demand.id == demand_id:
                return demand
        raise not_found("demand", demand_id, f"use an id of account {self.id}")

    def proforma(self, number: str) -> Proforma:
        """Return an issued proforma; raises `NotFound`."""
        for proforma in self.proformas:
            if proforma.number == number:
                return proforma
        raise not_found("proforma", number, f"use a number of account {self.id}")

    def invoice(self, number: str) -> Invoice:
        """Return an issued invoice; raises `NotFound`."""
        for invoice in self.invoices:
            if invoice.number == number:
                return invoice
        raise not_found("invoice", number, f"use a number of account {self.id}")

    def quote(self, quote_id: str) -> OrderQuote:
        """Return what was quoted; raises `NotFound`."""
        for quoted in self.quotes:
            if quoted.id == quote_id:
                return quoted
        raise not_found("quote", quote_id, f"use the id of a quote of account {self.id}")

    def notes_of(self, invoice_number: str) -> tuple[CreditNote, ...]:
        """Return the credit notes that were issued for an invoice."""
        return tuple(note for note in self.credit_notes if note.content.invoice_number == invoice_number)

    def instrument(self, instrument_id: str) -> Instrument:
        """Return an instrument; raises `NotFound`."""
        for instrument in self.instruments:
            if instrument.id == instrument_id:
                return instrument
        raise not_found("instrument", instrument_id, f"use an id of account {self.id}")

    def payment(self, payment_id: str) -> Payment:
        """Return a payment that came; raises `NotFound`."""
        for payment in self.payments:
            if payment.id == payment_id:
                return payment
        raise not_found("payment", payment_id, f"use an id of account {self.id}")

    def numbers_of(self, demand_id: str) -> tuple[str, ...]:
        """Return the numbers of all documents that ever asked for a demand: money may still come for each of them."""
        called = [each.number for each in self.proformas if each.content.demand_id == demand_id]
        owed = any(each.id == demand_id for each in self.debts)
        invoiced = [each.number for each in self.invoices if owed and each.content.demand_id == demand_id]
        return (*called, *invoiced)

    def left_of(self, payment: Payment) -> Money:
        """Return what did not go back of a payment; below zero when more went back than came."""
        back = (each.payment.amount for each in self.gone_back if each.of == payment.id)
        return subtract(payment.amount, total(back, currency=self.currency))

    def spendable(self, on: date) -> Money:
        """Return what the wallet can pay on a day besides what is reserved to be refunded; it may be below zero."""
        reserved = total((refund.amount for refund in self.to_refund), currency=self.currency)
        return subtract(self.wallet.spendable(on), reserved)

    def lines_of(self, service_id: str) -> tuple[PaidLine, ...]:
        """Return what was really paid for a service, by line."""
        return tuple(each.line for each in self.bought if each.service_id == service_id)

    def latest_demand(self, service_id: str) -> Demand | None:
        """Return the last demand for a term of a service, None if there never was one."""
        for demand in reversed(self.demands):
            if demand.renewal_of(service_id) is not None:
                return demand
        return None

    def open_part(self, service_id: str) -> tuple[Demand, Part] | None:
        """Return the demand and part that ask for a term of a service now."""
        for demand in self.demands:
            for part in demand.open_parts:
                if part.service_id == service_id and part.renews:
                    return demand, part
        return None

    @property
    def debts(self) -> tuple[Demand, ...]:
        """The debts, paid ones included."""
        return tuple(demand for demand in self.demands if demand.kind is Kind.DEBT)

    def with_service(self, service: Service) -> "Account":
        """Return the account with the service of the same id replaced, or added."""
        return evolve(self, services=_placed(self.services, service))

    def with_demand(self, demand: Demand) -> "Account":
        """Return the account with the demand of the same id replaced, or added."""
        return evolve(self, demands=_placed(self.demands, demand))

    def renews_by_silence(self, demand: Demand) -> bool:
        """Tell whether a demand is for tacit renewals alone, and nobody ordered it or asked to be charged for it."""
        ordered = any(order.id == demand.id for order in self.placed)
        ordered = ordered or any(charge.demand_id == demand.id for charge in self.charges_asked)
        asked = demand.open_parts
        return not ordered and all(part.renews and self.service(part.service_id).tacit for part in asked)

    def with_order_event(self, order_id: str, event: OrderEvent, *, on: date) -> "Account":
        """Return the account with one more line in the history of an order, unchanged for what is no order.

        A payment may carry a day before the order: it counts from the order on.
        """
        placed = tuple(
            each.after(event, on=max(on, each.placed_on)) if each.id == order_id else each for each in self.placed
        )
        return evolve(self, placed=placed)


def _placed(values: tuple[_Kept, ...], value: _Kept) -> tuple[_Kept, ...]:
    kept = [value if known.id == value.id else known for known in values]
    return tuple(kept) if value in kept else (*kept, value)
