"""The year in figures, read from the stored facts alone, with the sums reconciled at the end."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from attrs import define, field

from hostbilling.demands import Kind
from hostbilling.documents import Totals
from hostbilling.lifecycle import (
    Account,
    CreditNoteIssued,
    CustomerTold,
    Fact,
    InvoiceIssued,
    NoticeSent,
    PaymentReceived,
    PaymentRefunded,
    ProformaIssued,
    ServiceCancelled,
    ServiceChangeOrdered,
    ServiceDeleted,
    ServiceReactivated,
    ServiceSuspended,
    apply,
    replay,
)
from hostbilling.money import Money, add, subtract, total, zero

from .intake import CURRENCY

_COUNTED: dict[type[Fact], str] = {
    ProformaIssued: "proformas",
    NoticeSent: "reminders",
    ServiceSuspended: "suspended",
    ServiceReactivated: "reactivated",
    ServiceDeleted: "deleted",
    InvoiceIssued: "invoices",
    CreditNoteIssued: "credit notes",
    CustomerTold: "told by law",
    ServiceChangeOrdered: "changes",
    ServiceCancelled: "cancelled",
}
COUNTS = tuple(_COUNTED.values())


@define
class Month:
    """What happened in one calendar month, and what stood open at its end."""

    counts: Counter[str] = field(factory=Counter)
    money_in: Money = field(factory=lambda: zero(CURRENCY))
    invoiced: Money = field(factory=lambda: zero(CURRENCY))
    open: Money = field(factory=lambda: zero(CURRENCY))
    credited: Money = field(factory=lambda: zero(CURRENCY))
    """Put into wallets: overpaid, paid twice, topped up, or held for what was deleted."""


@define
class Figures:
    """The months of a year, VAT by place and rate, and where every cent is."""

    months: dict[str, Month] = field(factory=dict)
    vat: dict[tuple[str, str], tuple[Money, Money]] = field(factory=dict)
    received: Money = field(factory=lambda: zero(CURRENCY))
    returned: Money = field(factory=lambda: zero(CURRENCY))
    """Of what was received, to the customers' cards and accounts."""
    invoiced: Money = field(factory=lambda: zero(CURRENCY))
    given_back: Money = field(factory=lambda: zero(CURRENCY))
    """Of what was invoiced, by credit notes."""
    in_wallets: Money = field(factory=lambda: zero(CURRENCY))
    held: Money = field(factory=lambda: zero(CURRENCY))
    not_invoiced: Money = field(factory=lambda: zero(CURRENCY))
    owed: Money = field(factory=lambda: zero(CURRENCY))
    """Of what was invoiced before it was paid."""

    @property
    def difference(self) -> Money:
        """Money received less everything it became; anything but zero is an error."""
        became = add(subtract(self.invoiced, self.given_back), self.in_wallets, self.held, self.not_invoiced)
        return subtract(add(self.received, self.owed), add(self.returned, became))


def figures(histories: Iterable[list[Fact]], *, start: date, until: date) -> Figures:
    """Return the figures of all accounts for the days from `start` up to `until`."""
    found = Figures()
    for month in _months(start, until):
        found.months[month] = Month()
    for facts in histories:
        _read(facts, found)
    return found


def _months(start: date, until: date) -> list[str]:
    first, last = start.year * 12 + start.month - 1, until.year * 12 + until.month - 1
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(first, last + (until.day > 1))]


def _read(facts: list[Fact], found: Figures) -> None:
    account: Account | None = None
    open_by_month: dict[str, Money] = {}
    for index, fact in enumerate(facts):
        month = found.months.get(f"{fact.known:%Y-%m}")
        before = None if account is None else total((e.amount for e in account.wallet.entries), currency=CURRENCY)
        account = replay(facts[:1]) if index == 0 or account is None else apply(account, fact)
        if month is None:
            continue
        if kind := _COUNTED.get(type(fact)):
            month.counts[kind] += 1
        _moved(fact, month, found)
        if before is not None and account.wallet.balance.amount > before.amount:
            month.credited = add(month.credited, subtract(account.wallet.balance, before))
        open_by_month[f"{fact.known:%Y-%m}"] = _open(account)
    last = zero(CURRENCY)
    for name, month in found.months.items():
        last = open_by_month.get(name, last)
        month.open = add(month.open, last)
    if account is not None:
        _standing(account, found)


def _moved(fact: Fact, month: Month, found: Figures) -> None:
    """Count the money that a fact moves, or puts on paper."""
    match fact:
        case PaymentReceived(payment=payment):
            month.money_in = add(month.money_in, payment.amount)
            found.received = add(found.received, payment.amount)
        case PaymentRefunded(payment=payment):
            month.money_in = subtract(month.money_in, payment.amount)
            found.returned = add(found.returned, payment.amount)
        case InvoiceIssued(invoice=invoice):
            totals = invoice.content.totals
            month.invoiced = add(month.invoiced, totals.amounts.gross)
            found.invoiced = add(found.invoiced, totals.amounts.gross)
            _taxed(totals, found, of=add)
        case CreditNoteIssued(note=note):
            totals = note.content.totals
            found.given_back = add(found.given_back, totals.amounts.gross)
            _taxed(totals, found, of=subtract)
        case _:
            pass


def _open(account: Account) -> Money:
    return total((demand.missing for demand in account.demands), currency=CURRENCY)


def _taxed(totals: Totals, found: Figures, *, of: Callable[[Money, Money], Money]) -> None:
    for row in totals.by_rate:
        label = row.treatment.value.replace("_", " ") if row.rate is None else f"{row.rate} %"
        net, vat = found.vat.get((row.place or "-", label), (zero(CURRENCY), zero(CURRENCY)))
        found.vat[row.place or "-", label] = (of(net, row.amounts.net), of(vat, row.amounts.vat))


def _standing(account: Account, found: Figures) -> None:
    found.in_wallets = add(found.in_wallets, account.wallet.balance)
    found.held = add(found.held, total((demand.held for demand in account.demands), currency=CURRENCY))
    debts = (demand.asked for demand in account.demands if demand.kind is Kind.DEBT)
    found.owed = add(found.owed, total(debts, currency=CURRENCY))
    for billable in account.to_invoice:
        demand = account.demand(billable.demand_id)
        for part in demand.parts:
            if part.id in billable.part_ids:
                found.not_invoiced = add(found.not_invoiced, part.amounts.gross)
