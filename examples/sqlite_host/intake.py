"""The company's records, read from CSV: every row becomes a fact, or the reading stops at the row and says why."""

import csv
from collections.abc import Iterator
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from hostbilling.demands import Instrument
from hostbilling.errors import BillingError, Fault, InvalidInput
from hostbilling.lifecycle import (
    AccountOpened,
    AddInstrument,
    Command,
    EvidenceAdded,
    Fact,
    OrderLine,
    PaymentReceived,
    PlaceHold,
    PlaceOrder,
    ReleaseHold,
    ServiceAdded,
    SwitchRenewal,
)
from hostbilling.money import payable
from hostbilling.parties import Address, Contact, Customer, CustomerKind, Role, VatId, VatIdStatus
from hostbilling.payments import Payment
from hostbilling.periods import Period, Term, advance
from hostbilling.renewal import Mode, mode_of
from hostbilling.services import Cause, Coverage, Grant, Service
from hostbilling.vat import Evidence, EvidenceKind

from .book import BOOK

CURRENCY = "EUR"
Row = dict[str, str]
E = TypeVar("E", bound=Enum)


@frozen(kw_only=True)
class Records:
    """What the CSV files hold: opening facts and habits by customer, and what people will do on which day."""

    opening: dict[str, list[Fact]]
    habits: dict[str, str]
    events: dict[tuple[date, str], list[Command | Fact]]


def read(folder: Path, *, on: date) -> Records:
    """Return the records as they stand on a day; raises `InvalidInput` naming file, row and column."""
    opening: dict[str, list[Fact]] = {}
    habits: dict[str, str] = {}
    for where, row in _rows(folder / "customers.csv", _CUSTOMER):
        with _at(where):
            opening[row["id"]] = [_opened(row, on)]
            habits[row["id"]] = row["habit"]
    for where, row in _rows(folder / "services.csv", _SERVICE):
        with _at(where):
            _known(row["customer"], opening).append(_added(row, on))
    events: dict[tuple[date, str], list[Command | Fact]] = {}
    for where, row in _rows(folder / "events.csv", _EVENT):
        with _at(where):
            _known(row["customer"], opening)
            day = _date(row["date"], "date")
            events.setdefault((day, row["customer"]), []).append(_event(row, day))
    return Records(opening=opening, habits=habits, events=events)


def _columns(names: str) -> list[str]:
    return names.split()


_CUSTOMER = _columns(
    "id name kind country postcode city language email billing_email vat_id vat_checked_on bank_country ip_country "
    "card_until habit"
)
_SERVICE = _columns("id customer product name term valid_until paid_by")
_EVENT = _columns("date customer action what value")


def _rows(path: Path, columns: list[str]) -> Iterator[tuple[str, Row]]:
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file, strict=True)
        if reader.fieldnames != columns:
            raise _refused(f"{path.name} row 1", reader.fieldnames, "has other columns", f"use {','.join(columns)}")
        for row in reader:
            where = f"{path.name} row {reader.line_num}"
            if None in row or None in row.values():
                raise _refused(where, list(row.values()), "is cut short or too long", f"give {len(columns)} columns")
            yield where, row


class _at:  # noqa: N801  # reads as a preposition
    """Say in which row an error happened."""

    def __init__(self, where: str) -> None:
        self.where = where

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, BillingError):
            raise InvalidInput(*[fault.under(self.where) for fault in error.faults]) from None


def _refused(field: str, value: object, problem: str, remedy: str) -> InvalidInput:
    return InvalidInput(Fault("csv.row", field, value, problem, remedy))


def _date(text: str, column: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refused(column, text, "is no date", "write it as 2026-12-31") from None


def _choice(kind: type[E], text: str, column: str) -> E:
    try:
        return kind(text)
    except ValueError:
        known = ", ".join(str(each.value) for each in kind)
        raise _refused(column, text, "is not known", f"use one of {known}") from None


def _known(customer: str, opening: dict[str, list[Fact]]) -> list[Fact]:
    if customer not in opening:
        raise _refused("customer", customer, "is not in customers.csv", "add it there")
    return opening[customer]


def _term(text: str) -> Term:
    units = {"day": Term.days, "month": Term.months, "year": Term.years}
    count, _, unit = text.partition(" ")
    if not count.isdigit() or unit.removesuffix("s") not in units:
        raise _refused("term", text, "is no term", "write it like '12 months' or '1 year'")
    return units[unit.removesuffix("s")](int(count))


def _opened(row: Row, on: date) -> AccountOpened:
    contacts = [Contact(role=Role.CONTACT, email=row["email"])]
    if row["billing_email"]:
        contacts.append(Contact(role=Role.BILLING, email=row["billing_email"]))
    vat_id = None
    if row["vat_id"]:
        checked = _date(row["vat_checked_on"], "vat_checked_on")
        vat_id = VatId(number=row["vat_id"], status=VatIdStatus.VALID, checked_on=checked)
    customer = Customer(
        id=row["id"],
        name=row["name"],
        kind=_choice(CustomerKind, row["kind"], "kind"),
        address=Address(country=row["country"], postcode=row["postcode"], city=row["city"]),
        contacts=tuple(contacts),
        vat_id=vat_id,
        language=row["language"],
    )
    evidence = [
        Evidence(kind=kind, country=row[column])
        for kind, column in ((EvidenceKind.BANK, "bank_country"), (EvidenceKind.IP_GEOLOCATION, "ip_country"))
        if row[column]
    ]
    cards = [_card(row["id"], row["card_until"])] if row["card_until"] else []
    return AccountOpened(
        id=row["id"],
        customer=customer,
        currency=CURRENCY,
        instruments=tuple(cards),
        evidence=tuple(evidence),
        on=on,
        known=on,
    )


def _card(customer: str, until: str) -> Instrument:
    return Instrument(id=f"card-{customer}", label="card on file", usable_until=_date(until, "card_until"))


def _added(row: Row, on: date) -> ServiceAdded:
    product = BOOK.catalog.product(row["product"])
    term, end = _term(row["term"]), _date(row["valid_until"], "valid_until")
    running = Period(min(advance(end, term, times=-1), on), end)
    mode = mode_of(product.family, paid_by=row["paid_by"], switch=None, rules=BOOK.mode_rules).mode
    service = Service(
        id=row["id"],
        product_id=product.id,
        name=row["name"],
        term=term,
        anchor_day=end.day,
        coverage=Coverage().grant(Grant(line_id=f"{row['id']}/opening", period=running, cause=Cause.OPENING)),
        tacit=mode is Mode.TACIT,
    )
    return ServiceAdded(service=service, on=on, known=on)


def _event(row: Row, day: date) -> Command | Fact:  # one return an action
    what, value = row["what"], row["value"]
    match row["action"]:
        case "order":
            terms = [_term(text) for text in value.split("+")]
            services = what.split()
            if len(terms) != len(services):
                raise _refused("value", value, "does not name a term for each service", "write '1 year+1 year'")
            lines = tuple(OrderLine(service_id=id_, term=term) for id_, term in zip(services, terms, strict=True))
            return PlaceOrder(id=f"order-{row['customer']}-{day}", lines=lines)
        case "switch":
            return SwitchRenewal(service_id=what, tacit=value == "on")
        case "hold":
            return PlaceHold(id=what, why=value)
        case "release":
            return ReleaseHold(id=what)
        case "card":
            return AddInstrument(instrument=_card(row["customer"], value))
        case "evidence":
            item = Evidence(kind=_choice(EvidenceKind, what, "what"), country=value)
            return EvidenceAdded(evidence=item, on=day, known=day)
        case "top_up":
            payment = Payment(
                channel="bank", external_id=f"top-up-{day}", amount=payable(value, CURRENCY), received_on=day
            )
            return PaymentReceived(payment=payment, demand_id=None, on=day, known=day)
        case action:
            raise _refused("action", action, "is not known", "use order, switch, hold, release, card, evidence, top_up")
