"""The company's records, read from CSV: every row becomes a fact, or the reading stops at the row and says why."""

import csv
import io
from collections.abc import Container, Iterator
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from hostbilling.demands import Instrument, ToCredit
from hostbilling.errors import BillingError, Fault, InvalidInput, not_found
from hostbilling.lifecycle import (
    Account,
    AccountOpened,
    AddInstrument,
    CancelService,
    ChangeService,
    Command,
    CreditInvoice,
    EvidenceAdded,
    Fact,
    Hold,
    KeepService,
    NewService,
    OrderLine,
    PaymentReceived,
    PlaceHold,
    PlaceOrder,
    ReleaseHold,
    ServiceAdded,
    SwitchRenewal,
    WithdrawFromService,
)
from hostbilling.money import Money, payable
from hostbilling.parties import Address, Contact, Customer, CustomerKind, Role, VatId, VatIdStatus, country_code
from hostbilling.payments import Payment
from hostbilling.periods import Period, Term, advance
from hostbilling.renewal import Mode, PaymentChoice, Request, When, mode_of
from hostbilling.renewal.law import Channel
from hostbilling.services import Cause, Coverage, Grant, Service
from hostbilling.vat import Evidence, EvidenceKind

from . import world
from .book import BOOK

CURRENCY = "EUR"
Row = dict[str, str]
E = TypeVar("E", bound=Enum)


@frozen(kw_only=True)
class GiveBack:
    """Give a part of what a service cost back, or all (None): of its last invoice, whichever that is on the day."""

    id: str
    service_id: str
    gross: Money | None
    why: str
    on: date

    def command(self, account: Account) -> CreditInvoice:
        """Return the command for an account; raises `NotFound` where nothing was invoiced yet."""
        for invoice in reversed(account.invoices):
            lines = tuple(line.id for line in invoice.content.lines if line.service_id == self.service_id)
            if lines:
                credit = ToCredit(
                    id=self.id,
                    invoice_number=invoice.number,
                    why=self.why,
                    on=self.on,
                    line_ids=lines,
                    gross=self.gross,
                )
                return CreditInvoice(credit=credit)
        raise not_found("invoice", self.service_id, "give back what was invoiced")


Event = Command | Fact | GiveBack
"""What people do on a day."""


@frozen(kw_only=True)
class Records:
    """What the CSV files hold: opening facts and habits by customer, and what people will do on which day."""

    opening: dict[str, list[Fact]]
    habits: dict[str, str]
    events: dict[tuple[date, str], list[Event]]


def read(folder: Path, *, on: date) -> Records:
    """Return the records as they stand on a day; raises `InvalidInput` naming file, row and column."""
    opening: dict[str, list[Fact]] = {}
    habits: dict[str, str] = {}
    owners: dict[str, str] = {}
    for where, row in _rows(folder / "customers.csv", _CUSTOMER):
        with _at(where):
            _check_new(row["id"], opening)
            world.check_habit(row["habit"])
            opening[row["id"]] = [_opened(row, on)]
            habits[row["id"]] = row["habit"]
    for where, row in _rows(folder / "services.csv", _SERVICE):
        with _at(where):
            _check_new(row["id"], owners)
            _known(row["customer"], opening).append(_added(row, on))
            owners[row["id"]] = row["customer"]
    events: dict[tuple[date, str], list[Event]] = {}
    seen: set[tuple[str, ...]] = set()
    for where, row in _rows(folder / "events.csv", _EVENT):
        with _at(where):
            _known(row["customer"], opening)
            day = _event_day(row, seen, on)
            events.setdefault((day, row["customer"]), []).append(_event(row, day, owners))
    return Records(opening=opening, habits=habits, events=events)


def read_old_register(folder: Path) -> list[tuple[str, date]]:
    """Return numbers and dates of the invoices of the system before this one; none where no such file is."""
    path = folder / "old_register.csv"
    found: list[tuple[str, date]] = []
    for where, row in _rows(path, ["number", "issued_on"]) if path.exists() else ():
        with _at(where):
            found.append((row["number"], _date(row["issued_on"], "issued_on")))
    return found


def _check_new(id_: str, known: Container[str]) -> None:
    if id_ in known:
        raise _refused("id", id_, "stands in an earlier row too", "give each row its own id")


def _event_day(row: Row, seen: set[tuple[str, ...]], on: date) -> date:
    """The day of an event: not before the first night, and not the same twice, as one of them would be lost."""
    day = _date(row["date"], "date")
    if day < on:
        raise _refused("date", row["date"], f"is before the first night, {on}", "start earlier or leave the row out")
    key = (row["date"], row["customer"], row["action"], row["what"])
    if key in seen:
        raise _refused(
            "what", row["what"], "was done by the same customer in an earlier row of that day", "add them up"
        )
    seen.add(key)
    return day


def _columns(names: str) -> list[str]:
    return names.split()


_CUSTOMER = _columns(
    "id name kind country postcode city language email billing_email vat_id vat_checked_on bank_country ip_country "
    "card_until habit"
)
_SERVICE = _columns("id customer product name term valid_until paid_by")
_EVENT = _columns("date customer action what value")
_METHODS = ("transfer", "card", "invoice")
_SWITCH = {"on": True, "off": False}


def _rows(path: Path, columns: list[str]) -> Iterator[tuple[str, Row]]:
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise _refused(path.name, str(path), f"cannot be read: {error.strerror}", "put the file there") from None
    except UnicodeDecodeError as error:
        raise _refused(path.name, error.object[error.start : error.end], "is no UTF-8", "save it as UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = next(reader, None)
        if head != columns:
            raise _refused(f"{path.name} row 1", head, "has other columns", f"use {','.join(columns)}")
        for row in reader:
            where = f"{path.name} row {reader.line_num}"
            if len(row) != len(columns):
                raise _refused(where, row, f"has {len(row)} columns", f"give {len(columns)}, one for each of row 1")
            yield where, dict(zip(columns, row, strict=True))
    except csv.Error as error:
        where, line = f"{path.name} row {reader.line_num}", text.split("\n")[reader.line_num - 1]
        raise _refused(where, line, f"is no CSV: {error}", "mend the quotes") from None


class _at:  # noqa: N801  # reads as a preposition
    """Say in which row an error happened."""

    def __init__(self, where: str) -> None:
        self.where = where

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, BillingError):
            raise InvalidInput(*[fault.under(self.where) for fault in error.faults]) from None


class _as(_at):  # noqa: N801  # reads as a preposition
    """Say in which column an error happened, whatever the library calls the field."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, BillingError):
            raise InvalidInput(*[evolve(fault, field=self.where) for fault in error.faults]) from None


def _refused(field: str, value: object, problem: str, remedy: str) -> InvalidInput:
    return InvalidInput(Fault("csv.row", field, value, problem, remedy))


def _date(text: str, column: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise _refused(column, text, "is no date", "write it as 2026-12-31")
    return found


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


def _term(text: str, column: str) -> Term:
    units = {"day": Term.days, "month": Term.months, "year": Term.years}
    count, _, unit = text.partition(" ")
    if not (count.isascii() and count.isdigit() and int(count)) or unit.removesuffix("s") not in units:
        raise _refused(column, text, "is no term", "write it like '12 months' or '1 year'")
    return units[unit.removesuffix("s")](int(count))


def _country(text: str, column: str) -> str:
    with _as(column):
        return country_code(text)


def _service_of(row: Row, id_: str, owners: dict[str, str]) -> str:
    if owners.get(id_) != row["customer"]:
        raise _refused("what", id_, f"is no service of {row['customer']}", "name one of services.csv")
    return id_


def _opened(row: Row, on: date) -> AccountOpened:
    contacts = [Contact(role=Role.CONTACT, email=row["email"])]
    if row["billing_email"]:
        contacts.append(Contact(role=Role.BILLING, email=row["billing_email"]))
    vat_id = None
    if row["vat_checked_on"] and not row["vat_id"]:
        raise _refused("vat_checked_on", row["vat_checked_on"], "stands without a VAT id", "give the id too")
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
        Evidence(kind=kind, country=_country(row[column], column))
        for kind, column in ((EvidenceKind.BANK, "bank_country"), (EvidenceKind.IP_GEOLOCATION, "ip_country"))
        if row[column]
    ]
    cards = [_card(row["id"], row["card_until"], "card_until")] if row["card_until"] else []
    return AccountOpened(
        id=row["id"],
        customer=customer,
        currency=CURRENCY,
        instruments=tuple(cards),
        evidence=tuple(evidence),
        on=on,
        known=on,
    )


def _card(customer: str, until: str, column: str) -> Instrument:
    return Instrument(id=f"card-{customer}", label="card on file", usable_until=_date(until, column))


def _added(row: Row, on: date) -> ServiceAdded:
    product = BOOK.catalog.product(row["product"])
    term, end = _term(row["term"], "term"), _date(row["valid_until"], "valid_until")
    if term not in product.terms:
        offered = " or ".join(map(str, product.terms))
        raise _refused("term", row["term"], f"is no term of {product.id}", f"use {offered}")
    if row["paid_by"] not in _METHODS:
        raise _refused("paid_by", row["paid_by"], "is not known", f"use {' or '.join(_METHODS)}")
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


def _first_order(row: Row, day: date, owners: dict[str, str]) -> PlaceOrder:
    """An order of something new: `what` names the service and its product, `value` the term and how it is paid."""
    id_, _, product = row["what"].partition(" ")
    term, _, method = row["value"].partition(" by ")
    if method not in _METHODS:
        raise _refused("value", row["value"], "does not say how it is paid", f"end it in 'by {_METHODS[0]}'")
    _check_new(id_, owners)
    owners[id_] = row["customer"]
    with _as("what"):
        new = NewService(id=id_, product_id=BOOK.catalog.product(product).id, name=f"{id_.lower()}.example")
    line = OrderLine(service_id=id_, term=_term(term, "value"))
    return PlaceOrder(id=f"order-{day}-{id_}", lines=(line,), new=(new,), payment=PaymentChoice(method=method))


def _event(row: Row, day: date, owners: dict[str, str]) -> Event:  # noqa: C901, PLR0911, PLR0912  # one an action
    what, value = row["what"], row["value"]
    match row["action"]:
        case "order":
            terms = [_term(text, "value") for text in value.split("+")]
            services = [_service_of(row, id_, owners) for id_ in what.split()]
            if len(terms) != len(services):
                raise _refused("value", value, "does not name a term for each service", "write '1 year+1 year'")
            lines = tuple(OrderLine(service_id=id_, term=term) for id_, term in zip(services, terms, strict=True))
            with _as("what"):
                return PlaceOrder(id=f"order-{day}-{'+'.join(services)}", lines=lines)
        case "switch":
            if value not in _SWITCH:
                raise _refused("value", value, "is neither on nor off", "write on or off")
            return SwitchRenewal(service_id=_service_of(row, what, owners), tacit=_SWITCH[value])
        case "new":
            return _first_order(row, day, owners)
        case "change":
            with _as("value"):
                product, _, on = value.partition(" from ")
                effective = _date(on, "value") if on else day
                BOOK.catalog.product(product)
            service_id = _service_of(row, what, owners)
            return ChangeService(
                id=f"change-{day}-{what}", service_id=service_id, product_id=product, effective=effective
            )
        case "cancel":
            request = Request(
                id=f"cancel-{day}-{what}",
                when=_choice(When, value, "value"),
                channel=Channel.CUSTOMER_AREA,
                declared_on=day,
                received_on=day,
                confirmed=True,
            )
            return CancelService(service_id=_service_of(row, what, owners), request=request)
        case "keep":
            return KeepService(service_id=_service_of(row, what, owners))
        case "withdraw":
            return WithdrawFromService(
                id=f"withdraw-{day}-{what}",
                service_id=_service_of(row, what, owners),
                sent_on=day,
                informed_on=_date(value, "value"),
                begun_at_request=True,
            )
        case "hold":
            return PlaceHold(hold=Hold(id=what, why=value))
        case "release":
            return ReleaseHold(id=what)
        case "card":
            return AddInstrument(instrument=_card(row["customer"], value, "value"))
        case "evidence":
            item = Evidence(kind=_choice(EvidenceKind, what, "what"), country=_country(value, "value"))
            return EvidenceAdded(evidence=item, on=day, known=day)
        case "top_up":
            with _as("value"):
                amount = payable(value, CURRENCY)
                payment = Payment(channel="bank", external_id=f"top-up-{day}-{what}", amount=amount, received_on=day)
            return PaymentReceived(payment=payment, demand_id=None, on=day, known=day)
        case "credit":
            given, _, why = value.partition(" ")
            with _as("value"):
                gross = None if given == "all" else payable(given, CURRENCY)
            service_id = _service_of(row, what, owners)
            return GiveBack(id=f"credit-{day}-{what}", service_id=service_id, gross=gross, why=why, on=day)
        case action:
            known = "order, new, change, cancel, keep, withdraw, switch, hold, release, card, evidence, top_up, credit"
            raise _refused("action", action, "is not known", f"use {known}")
