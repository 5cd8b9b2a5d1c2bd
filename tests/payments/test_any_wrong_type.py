"""What any public function or constructor says to a value of any wrong class: a refusal that can be acted on."""

import inspect
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import ModuleType
from typing import Any

import pytest

from hostbilling import payments
from hostbilling.decision import Certainty, Source
from hostbilling.demands import DeclineClass, Demand, Kind
from hostbilling.errors import BillingError, Fault
from hostbilling.money import payable
from hostbilling.payments import (
    CodeScheme,
    Cover,
    Direction,
    Due,
    Entry,
    Expected,
    Line,
    Method,
    MethodKind,
    Payment,
    ToPay,
    VatRegime,
    Wallet,
    WalletPolicy,
)
from hostbilling.payments.references import bysquare, kid, ocr, qrr, swiss
from tests.samples import TODAY, YEAR, eur

DAY = date(2026, 3, 1)
WRONG: tuple[Any, ...] = (
    None, "x", b"x", 3, 1.5, True, Decimal(1), object(), [], [None], ["x"], [3], ("a",), {"a": 1}, {3: "x"},
    DAY, datetime(2026, 1, 1), eur("1"),
)  # fmt: skip

WENT = Payment(channel="card", external_id="1", amount=eur("5"), received_on=DAY, direction=Direction.OUT)
LINE, ASKED = Line(amount=eur("5")), Expected(id="P", customer="c", references=["17"], open=eur("5"))
WALLET = Wallet(currency="EUR").put(Entry(id="a", on=DAY, amount=eur("20"), why="paid in"))
POLICY = WalletPolicy(regime=VatRegime.DEPOSIT, least=eur("1"), most=eur("9"), residual=eur("1"))
WAY = Method(id="card", kind=MethodKind.CARD)
ORDER: dict[str, Any] = {"amount": eur("1"), "country": "SK", "due_on": DAY}
DEMAND = Demand(id="D", kind=Kind.CALL, parts=(), issued_on=TODAY, due_on=YEAR.start, held=eur("0"))
SOURCE = Source(title="contract", certainty=Certainty.SECONDARY, seen_on=DAY)
HOST = swiss.Person(name="Host", postcode="8000", city="Bern", country="CH")
RF, OGM, QRR, CH, SPAYD = "RF18539007547034", "202600001711", qrr.generate("1"), "CH9300762011623852957", "SPD*1.0*A:1"
SLIP = bysquare.Payment(iban="SK4523585719461382368397", beneficiary="Host")

GOOD: dict[str, dict[str, Any]] = {
    "Line": {"amount": eur("5"), "references": "17", "text": "thanks"},
    "identities": {"lines": [LINE]},
    "Expected": {"id": "P", "customer": "c", "references": ["17"], "open": eur("5")},
    "of_demand": {"demand": DEMAND, "customer": "c", "references": ["17"]},
    "Applied": {"identity": "T1", "document": "P", "amount": eur("5")},
    "applied_by": {"matches": []},
    "match_all": {"lines": [LINE], "expected": [ASKED]},
    "suggest": {"line": LINE, "expected": [ASKED]},
    "pair": {"line": LINE, "parts": [(ASKED, eur("5"))], "by": "eva", "on": DAY, "proof": "ticket", "identity": "T1"},
    "Payment": {"channel": "card", "external_id": "1", "amount": eur("5"), "received_on": DAY},
    "fill": {"demand": DEMAND},
    "settle": {"demand": DEMAND, "amount": eur("1")},
    "ToRefund": {"id": "r", "amount": eur("1"), "why": "twice", "on": DAY},
    "GoneBack": {"of": "card:1", "payment": WENT},
    "methods": {"order": ToPay(**ORDER), "offered": [WAY], "on": DAY},
    "Method": {"id": "card", "kind": MethodKind.CARD},
    "ToPay": ORDER,
    "classify": {"code": "51", "scheme": CodeScheme.ISO_8583},
    "CodeRow": {"scheme": CodeScheme.STRIPE, "code": "x", "why": DeclineClass.OTHER, "source": SOURCE},
    "Entry": {"id": "e", "on": DAY, "amount": eur("1"), "why": "paid in"},
    "Wallet": {"currency": "EUR"},
    "taxed_before": {"wallet": WALLET.spend(eur("1"), id="s", on=DAY, why="bought"), "entry_id": "s"},
    "Wallet.spendable": {"self": WALLET, "on": DAY},
    "Wallet.until": {"self": WALLET, "on": DAY},
    "Wallet.put": {"self": WALLET, "entry": WALLET.entries[0]},
    "Wallet.spend": {"self": WALLET, "amount": eur("1"), "id": "s", "on": DAY, "why": "bought"},
    "Wallet.expire": {"self": WALLET, "on": DAY},
    "Wallet.reverse": {"self": WALLET, "lot_id": "a", "id": "r", "on": DAY, "why": "taken back"},
    "Wallet.take_back": {"self": WALLET, "amount": eur("1"), "id": "r", "on": DAY, "why": "taken back"},
    "Wallet.refund": {"self": WALLET, "id": "r", "on": DAY},
    "Lot.usable": {"self": WALLET.lots[0], "on": DAY},
    "Terms": {},
    "WalletPolicy": {"regime": VatRegime.DEPOSIT},
    "WalletPolicy.terms": {"self": POLICY, "on": DAY},
    "WalletPolicy.against": {"self": POLICY, "wallet": WALLET, "amount": eur("1")},
    "WalletPolicy.notes": {"self": POLICY, "wallet": WALLET},
    "statement": {"wallet": WALLET, "since": DAY, "until": DAY},
    "balance_on": {"wallet": WALLET, "before": DAY},
    "Due": {"id": "D", "due_on": DAY, "amount": eur("1")},
    "cover": {"credit": eur("1"), "due": [Due(id="D", due_on=DAY, amount=eur("1"))], "how": Cover.PARTIAL},
    "top_up": {"gross": eur("1"), "regime": VatRegime.PREPAYMENT, "rate": Decimal(20)},
    "rf.check_digits": {"base": "1"},
    "rf.generate": {"base": "1"},
    "rf.parse": {"text": RF},
    "rf.printed": {"reference": RF},
    "rf.is_shaped": {"text": RF},
    "rf.body": {"reference": RF},
    "rf.twin": {"reference": RF},
    "ogm.check_digits": {"base": "1"},
    "ogm.generate": {"base": "1"},
    "ogm.parse": {"text": OGM},
    "ogm.printed": {"reference": OGM},
    "viite.check_digits": {"base": "123"},
    "viite.generate": {"base": "123"},
    "viite.parse": {"text": "123453"},
    "viite.printed": {"reference": "123453"},
    "viite.as_rf": {"reference": "1234561"},
    "viite.from_rf": {"text": "RF341234561"},
    "ocr.check_digits": {"base": "1"},
    "ocr.generate": {"base": "1"},
    "ocr.parse": {"text": "123455"},
    "ocr.printed": {"reference": "123455"},
    "kid.check_digits": {"base": "1", "modulus": 10},
    "kid.generate": {"base": "1", "modulus": 10},
    "kid.parse": {"text": "602243", "modulus": 10},
    "kid.printed": {"reference": "602243", "modulus": 10},
    "qrr.check_digits": {"base": "1"},
    "qrr.generate": {"base": "1"},
    "qrr.parse": {"text": QRR},
    "qrr.printed": {"reference": QRR},
    "symbols.Symbols": {},
    "symbols.generate": {"base": "1"},
    "symbols.constant": {"base": "1"},
    "symbols.from_number": {"number": "F-1"},
    "symbols.parse": {"text": "VS 1"},
    "symbols.variables": {"text": "VS 1"},
    "symbols.printed": {"symbol": "1"},
    "unique.key": {"reference": "1"},
    "unique.same_as": {"reference": "1"},
    "unique.by_reference": {"references": {"d1": "1"}},
    "epc.payload": {"iban": "BE68539007547034", "name": "Host"},
    "spayd.payload": {"iban": "CZ5855000000001265098001"},
    "spayd.with_check_sum": {"text": SPAYD},
    "spayd.check_sum": {"text": SPAYD},
    "spayd.canonical": {"text": SPAYD},
    "spayd.amount_text": {"amount": eur("1")},
    "spayd.escaped": {"value": "a"},
    "bysquare.Payment": {"iban": "SK4523585719461382368397"},
    "bysquare.encode": {"payment": SLIP},
    "bysquare.pack": {"text": "a"},
    "bysquare.decode": {"code": bysquare.pack("a")},
    "swiss.Person": {"name": "Host", "postcode": "8000", "city": "Bern", "country": "CH"},
    "swiss.payload": {"iban": CH, "creditor": HOST, "amount": payable("1", "CHF")},
    "swiss.reference_type": {"reference": RF},
    "swiss.check_pair": {"reference": RF, "qr_iban": False},
    "swiss.needs_qr_iban": {"kind": swiss.ReferenceType.QRR},
    "accounts.iban": {"text": CH},
    "accounts.check_bic": {"field": "bic", "bic": "GIBASKBX"},
    "accounts.is_swiss": {"account": CH},
    "accounts.is_qr_iban": {"account": CH},
}
ANSWERS = (
    "Match Outcome Allocation Suggestion Settlement Offered Decline Refund Lot Statement Row Covered TopUp Taxed"
    " bysquare.Decoded"
).split()
"""What only comes back: nobody hands it in."""


def public() -> Iterator[tuple[str, Any]]:
    """Every function and class of the package, and of each module of references, by its name."""
    for name in payments.__all__:
        yield name, getattr(payments, name)
    for module in vars(payments.references).values():
        if isinstance(module, ModuleType) and module.__name__.startswith(payments.references.__name__):
            short = module.__name__.rpartition(".")[2]
            own = {
                name: each for name, each in vars(module).items() if getattr(each, "__module__", "") == module.__name__
            }
            yield from ((f"{short}.{name}", each) for name, each in own.items() if not _is_inner(name))


def _is_inner(name: str) -> bool:
    return name.startswith("_") or "mutmut" in name  # `make mutants` adds such copies


def called(name: str) -> Any:
    found: Any = payments if "." not in name or name[0].isupper() else payments.references
    for part in name.split("."):
        found = getattr(found, part)
    return found


def test_every_public_thing_is_asked() -> None:
    asked = {
        name
        for name, each in public()
        if callable(each) and not (isinstance(each, type) and issubclass(each, Enum)) and name not in ANSWERS
    }
    internal = {name for name in asked if name.split(".")[0] in ("shape", "checksums")}
    assert asked - internal == {name for name in GOOD if not name.startswith(("Lot.", "Wallet.", "WalletPolicy."))}


@pytest.mark.parametrize("name", GOOD)
def test_a_value_of_a_wrong_class_is_refused_with_its_field_and_a_remedy(name: str) -> None:
    call, good = called(name), GOOD[name]
    call(**good)
    for argument in inspect.signature(call).parameters:
        for value in WRONG if argument != "self" else ():
            for fault in refused(call, {**good, argument: value}):
                assert fault.field
                assert fault.problem
                assert fault.remedy


def refused(call: Any, arguments: dict[str, Any]) -> tuple[Fault, ...]:
    """Return what it is refused for, if it is; any other error fails the test by itself."""
    try:
        call(**arguments)
    except BillingError as error:
        return error.faults
    return ()


@pytest.mark.parametrize(
    ("name", "argument", "field"),
    [
        ("applied_by", "matches", "matches"),
        ("match_all", "lines", "lines"),
        ("match_all", "expected", "expected"),
        ("match_all", "applied", "applied"),
        ("match_all", "owners", "owners"),
        ("match_all", "seen", "seen"),
        ("match_all", "tolerances", "tolerances"),
        ("suggest", "line", "line"),
        ("pair", "line", "line"),
        ("pair", "parts", "parts"),
        ("Line", "references", "line.references"),
        ("Expected", "references", "expected.references"),
        ("Expected", "standing", "expected.standing"),
        ("Applied", "identity", "applied.identity"),
        ("methods", "order", "order"),
        ("methods", "offered", "offered"),
        ("Method", "currencies", "method.currencies"),
        ("ToPay", "tacit", "to_pay.tacit"),
        ("settle", "demand", "demand"),
        ("fill", "demand", "demand"),
        ("of_demand", "demand", "demand"),
        ("cover", "due", "due"),
        ("classify", "overlay", "overlay"),
        ("statement", "wallet", "wallet"),
        ("balance_on", "before", "before"),
        ("Wallet", "entries", "wallet.entries"),
        ("Wallet.spendable", "on", "on"),
        ("Wallet.until", "on", "on"),
        ("Wallet.expire", "on", "on"),
        ("Wallet.expire", "only", "only"),
        ("Wallet.refund", "id", "id"),
        ("Wallet.take_back", "first", "first"),
        ("Wallet.take_back", "id", "id"),
        ("Wallet.take_back", "on", "on"),
        ("Lot.usable", "on", "on"),
        ("WalletPolicy.against", "wallet", "wallet"),
        ("WalletPolicy.notes", "wallet", "wallet"),
        ("statement", "since", "since"),
        ("Due", "due_on", "due.due_on"),
        ("ToRefund", "why", "to_refund.why"),
        ("pair", "identity", "identity"),
        ("pair", "owner", "owner"),
        ("Line", "return_of", "line.return_of"),
        ("Line", "value_on", "line.value_on"),
        ("Expected", "customer_name", "expected.customer_name"),
        ("Applied", "account", "applied.account"),
        ("Method", "countries", "method.countries"),
        ("Method", "businesses_only", "method.businesses_only"),
        ("ToPay", "top_up", "to_pay.top_up"),
        ("ToPay", "instruments", "to_pay.instruments"),
        ("identities", "lines", "lines"),
        ("suggest", "expected", "expected"),
        ("suggest", "owners", "owners"),
        ("rf.is_shaped", "text", "text"),
        ("rf.body", "reference", "reference"),
        ("accounts.is_swiss", "account", "account"),
        ("symbols.variables", "text", "text"),
        ("symbols.Symbols", "variable", "symbols.variable"),
        ("unique.key", "reference", "reference"),
        ("unique.same_as", "reference", "reference"),
        ("ocr.generate", "level", "level"),
        ("ocr.check_digits", "level", "level"),
        ("ocr.parse", "level", "level"),
        ("spayd.payload", "variable", "spayd.variable"),
        ("spayd.payload", "specific", "spayd.specific"),
        ("spayd.payload", "constant", "spayd.constant"),
        ("spayd.canonical", "text", "spayd"),
        ("spayd.escaped", "value", "value"),
        ("epc.payload", "name", "epc.name"),
        ("epc.payload", "text", "epc.text"),
        ("epc.payload", "purpose", "epc.purpose"),
        ("epc.payload", "reference", "epc.reference"),
        ("epc.payload", "version", "epc.version"),
        ("bysquare.encode", "payment", "payment"),
        ("bysquare.pack", "text", "text"),
        ("bysquare.Payment", "bic", "payment.bic"),
        ("bysquare.Payment", "due_on", "payment.due_on"),
        ("swiss.payload", "debtor", "debtor"),
        ("swiss.payload", "reference", "reference"),
        ("swiss.payload", "message", "message"),
        ("Wallet.put", "entry", "entry"),
        ("Wallet.spend", "order", "order"),
        ("Entry", "terms", "entry.terms"),
        ("Entry", "draws", "entry.draws"),
        ("Terms", "origin", "terms.origin"),
        ("bysquare.Payment", "note", "payment.note"),
        ("bysquare.Payment", "amount", "payment.amount"),
        ("swiss.Person", "street", "person.street"),
        ("swiss.payload", "creditor", "creditor"),
        ("epc.payload", "hint", "epc.hint"),
        ("spayd.payload", "message", "spayd.message"),
        ("ocr.parse", "lengths", "lengths"),
        ("unique.by_reference", "references", "references"),
    ],
)
def test_a_number_where_it_means_nothing_is_named_by_its_field(name: str, argument: str, field: str) -> None:
    (fault,) = refused(called(name), {**GOOD[name], argument: 3})
    assert (fault.field, fault.value) == (field, 3)


@pytest.mark.parametrize(
    ("name", "argument", "field"),
    [
        ("match_all", "lines", "lines[0]"),
        ("match_all", "seen", "seen[0]"),
        ("methods", "offered", "offered[0]"),
        ("pair", "parts", "parts[0]"),
        ("Expected", "references", "expected.references[0]"),
        ("Wallet.spend", "order", "order[0]"),
    ],
)
def test_a_member_of_a_wrong_class_is_named_by_its_place(name: str, argument: str, field: str) -> None:
    (fault,) = refused(called(name), {**GOOD[name], argument: [3]})
    assert (fault.field, fault.value) == (field, 3)


def test_what_may_be_agreed_stands_in_the_refusal() -> None:
    (fault,) = refused(kid.generate, {"base": "1", "modulus": "10"})
    assert str(fault) == "modulus is not used for KID, got '10'; pass 10 or 11, as agreed with the bank [kid.modulus]"
    (fault,) = refused(ocr.parse, {"text": "123455", "level": ocr.Level.FIXED, "lengths": "6"})
    assert str(fault) == "lengths is no list, got '6'; pass a list of int [value.list]"
