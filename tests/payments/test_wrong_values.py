"""Every wrong value of a payment, a policy, a method or a refund: which field is named."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from hostbilling.decision import Certainty, Source
from hostbilling.demands import DeclineClass
from hostbilling.money import payable
from hostbilling.payments import (
    CodeRow,
    CodeScheme,
    Cover,
    Direction,
    Due,
    Entry,
    GoneBack,
    Method,
    MethodKind,
    Origin,
    Payment,
    RefundTo,
    ReversalKind,
    Terms,
    ToPay,
    ToRefund,
    VatRegime,
    Wallet,
    WalletPolicy,
    balance_on,
    classify,
    cover,
    match_all,
    methods,
    statement,
    top_up,
)
from hostbilling.payments.references import bysquare, epc, spayd, swiss, symbols
from tests.samples import eur, faults, refusal

DAY = date(2026, 3, 1)
SOURCE = Source(title="our contract", certainty=Certainty.SECONDARY, seen_on=DAY)
CAME = Payment(channel="card", external_id="1", amount=eur("5"), received_on=DAY)
WENT = Payment(channel="card", external_id="1", amount=eur("5"), received_on=DAY, direction=Direction.OUT)
HELD = Wallet(currency="EUR").put(Entry(id="a", on=DAY, amount=eur("20"), why="paid in"))
BE, CH, CZ = "BE68539007547034", "CH9300762011623852957", "CZ5855000000001265098001"
POLICY = WalletPolicy(regime=VatRegime.DEPOSIT)
HOST = swiss.Person(name="Host", postcode="8000", city="Bern", country="CH")
NOTHING: Any = None
TEXT: Any = "partial"
terms = POLICY.terms
EMPTY = Wallet(currency="EUR")
spendable, expire, take_back = EMPTY.spendable, EMPTY.expire, HELD.take_back

GOOD: dict[Any, dict[str, Any]] = {
    CodeRow: {"scheme": CodeScheme.STRIPE, "code": "x", "why": DeclineClass.OTHER, "source": SOURCE},
    Due: {"id": "D", "due_on": DAY, "amount": eur("1")},
    Payment: {"channel": "card", "external_id": "1", "amount": eur("5"), "received_on": DAY},
    Method: {"id": "card", "kind": MethodKind.CARD, "least": eur("1.00"), "most": eur("1.00")},
    ToPay: {"amount": eur("1"), "country": "SK", "due_on": DAY},
    WalletPolicy: {"regime": VatRegime.DEPOSIT},
    Terms: {},
    ToRefund: {"id": "r", "amount": eur("1"), "why": "twice", "on": DAY},
    GoneBack: {"of": "card:1", "payment": WENT},
    Entry: {"id": "e", "on": DAY, "amount": eur("1"), "why": "paid in"},
    statement: {"wallet": Wallet(currency="EUR"), "since": DAY, "until": DAY},
    terms: {"on": DAY},
    spendable: {"on": DAY},
    expire: {"on": DAY},
    top_up: {"gross": eur("1"), "regime": VatRegime.DEPOSIT},
    take_back: {"amount": eur("1"), "id": "r", "on": DAY, "why": "x"},
}

WRONG: list[tuple[Any, str, object, tuple[str, str]]] = [
    (CodeRow, "scheme", "stripe", ("value.type", "row.scheme")),
    (CodeRow, "code", " ", ("text.empty", "row.code")),
    (CodeRow, "why", "other", ("value.type", "row.why")),
    (CodeRow, "source", "our contract", ("value.type", "row.source")),
    (Due, "id", "", ("text.empty", "due.id")),
    (Due, "due_on", "2026-03-01", ("date.type", "due.due_on")),
    (Due, "amount", "1.00 EUR", ("value.type", "due.amount")),
    (Payment, "channel", "", ("text.empty", "payment.channel")),
    (Payment, "external_id", "", ("text.empty", "payment.external_id")),
    (Payment, "received_on", None, ("date.type", "payment.received_on")),
    (Payment, "channel", "card ", ("payment.blanks", "payment.channel")),
    (Payment, "external_id", "\t1", ("payment.blanks", "payment.external_id")),
    (Payment, "amount", "5.00", ("value.type", "payment.amount")),
    (Payment, "direction", "in", ("value.type", "payment.direction")),
    (Payment, "received_at", date(2026, 3, 1), ("value.type", "payment.received_at")),
    (Payment, "received_at", datetime(2026, 3, 1), ("instant.naive", "payment.received_at")),
    (Payment, "received_at", datetime(2026, 3, 3, tzinfo=UTC), ("payment.instant", "payment.received_at")),
    (Payment, "received_at", datetime(2026, 2, 27, 23, tzinfo=UTC), ("payment.instant", "payment.received_at")),
    (top_up, "regime", "deposit", ("value.type", "top_up.regime")),
    (Method, "id", "", ("text.empty", "method.id")),
    (Method, "kind", "card", ("value.type", "method.kind")),
    (Method, "countries", {"SK", "XX"}, ("country.unknown", "country")),
    (Method, "currencies", {"EURO"}, ("money.currency", "currency")),
    (Method, "most", eur("0.99"), ("method.most", "method.most")),
    (Method, "most", payable("9", "CZK"), ("method.most", "method.most")),
    (Method, "least", 1.5, ("value.type", "method.least")),
    (Method, "least", eur("-0.01"), ("limits.negative", "method.least")),
    (Method, "days", -1, ("count.low", "method.days")),
    (ToPay, "country", "", ("text.empty", "country")),
    (ToPay, "amount", 12.3, ("value.type", "to_pay.amount")),
    (ToPay, "spendable", payable("99", "CZK"), ("to_pay.spendable", "to_pay.spendable")),
    (ToPay, "due_on", None, ("date.type", "to_pay.due_on")),
    (WalletPolicy, "regime", "deposit", ("value.type", "wallet_policy.regime")),
    (WalletPolicy, "covers", "partial", ("value.type", "wallet_policy.covers")),
    (WalletPolicy, "refundable", 1, ("value.type", "wallet_policy.refundable")),
    (WalletPolicy, "least", eur("-0.01"), ("limits.negative", "wallet_policy.least")),
    (WalletPolicy, "most", eur("-0.01"), ("limits.negative", "wallet_policy.most")),
    (WalletPolicy, "residual", eur("-0.01"), ("limits.negative", "wallet_policy.residual")),
    (WalletPolicy, "residual", 5, ("value.type", "wallet_policy.residual")),
    (WalletPolicy, "order", ["age"], ("value.type", "wallet_policy.order[0]")),
    (WalletPolicy, "lasts", 24, ("value.type", "wallet_policy.lasts")),
    (Terms, "priority", -1, ("count.low", "terms.priority")),
    (Terms, "expires_on", "2026", ("date.type", "terms.expires_on")),
    (Terms, "regime", "deposit", ("value.type", "terms.regime")),
    (Terms, "kept", 1, ("value.type", "terms.kept")),
    (ToRefund, "id", "", ("text.empty", "to_refund.id")),
    (ToRefund, "why", "", ("text.empty", "to_refund.why")),
    (ToRefund, "payment_id", "", ("text.empty", "to_refund.payment_id")),
    (ToRefund, "on", None, ("date.type", "to_refund.on")),
    (ToRefund, "amount", 1, ("value.type", "to_refund.amount")),
    (ToRefund, "amount", eur("0"), ("to_refund.amount", "to_refund.amount")),
    (ToRefund, "amount", eur("-1"), ("to_refund.amount", "to_refund.amount")),
    (GoneBack, "of", "", ("text.empty", "gone_back.of")),
    (GoneBack, "payment", CAME, ("gone_back.payment", "gone_back.payment")),
    (GoneBack, "payment", "card:1", ("value.type", "gone_back.payment")),
    (GoneBack, "reversal", "recall", ("value.type", "gone_back.reversal")),
    (Entry, "id", "", ("text.empty", "entry.id")),
    (Entry, "on", None, ("date.type", "entry.on")),
    (Entry, "draws", (("a", eur("-1")), ("a", eur("0"))), ("id.duplicate", "entry.draws")),
    (statement, "since", None, ("date.type", "since")),
    (statement, "until", None, ("date.type", "until")),
    (terms, "on", None, ("date.type", "on")),
    (spendable, "on", None, ("date.type", "on")),
    (expire, "on", None, ("date.type", "on")),
]


@pytest.mark.parametrize(("call", "name", "value", "said"), WRONG)
def test_a_wrong_value_names_its_field(call: Any, name: str, value: object, said: tuple[str, str]) -> None:
    call(**GOOD[call])
    assert refusal(call, **{**GOOD[call], name: value}) == said


@pytest.mark.parametrize(
    ("call", "name", "value", "said"),
    [
        (Payment, "amount", eur("-5"), "is not above zero, got '-5.00'; record a refund with direction OUT"),
        (Payment, "channel", "a:b", "holds a colon, got 'a:b'; name it like 'bank' or 'card'"),
        (Payment, "channel", "-a", "begins with a minus, got '-a'; name it like 'bank' or 'card'"),
        (Payment, "external_id", "1 ", "begins or ends with a blank, got '1 '; strip it"),
        (GoneBack, "payment", CAME, "came in, got 'card:1'; pass the payment that went OUT"),
        (Method, "least", eur("-0.01"), "is below zero, got '-0.01 EUR'; pass 0 or more, or leave it out"),
        (Method, "most", payable("9", "CZK"),
         "is in another currency than the least, 1.00 EUR, got '9.00 CZK'; let an amount of the least fit"),
        (ToPay, "spendable", payable("99", "CZK"),
         "is not in EUR, got '99.00 CZK'; pass what the wallet of that currency can pay, or leave it out"),
        (ToPay, "amount", eur("-1"), "is below zero, got '-1.00 EUR'; pass what is to be paid"),
        (ToRefund, "amount", eur("0"), "is not above zero, got '0.00'; give what is to be paid back"),
        (Payment, "received_at", datetime(2026, 3, 3, tzinfo=UTC),
         ("is not on 2026-03-01, got datetime.datetime(2026, 3, 3, 0, 0, tzinfo=datetime.timezone.utc);"
         " pass the instant of that day")),
        (Terms, "rate", Decimal(20),
         ("stands beside no regime that is taxed at once, got Decimal('20');"
         " choose PREPAYMENT or SINGLE_PURPOSE, or leave it out")),
        (top_up, "gross", eur("0"), "is not above zero, got '0.00 EUR'; pass what was paid in"),
        (take_back, "amount", eur("-1"), "is not above zero, got '-1.00 EUR'; pass what went back"),
        (statement, "until", date(2026, 2, 1),
         "is before 2026-03-01, got datetime.date(2026, 2, 1); give the last day"),
    ],
)  # fmt: skip
def test_a_wrong_value_in_words(call: Any, name: str, value: object, said: str) -> None:
    (fault,) = faults(call, **{**GOOD[call], name: value})
    assert fault.field.split(".")[-1] == name
    assert str(fault) == f"{fault.field} {said} [{fault.code}]"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Wallet(currency="XXQ"), ("money.currency", "currency")),
        (lambda: ToPay(amount=eur("-1"), country="SK", due_on=DAY), ("to_pay.amount", "to_pay.amount")),
        (lambda: top_up(eur("0"), regime=VatRegime.DEPOSIT), ("top_up.gross", "top_up.gross")),
        (lambda: top_up(eur("-1"), regime=VatRegime.DEPOSIT), ("top_up.gross", "top_up.gross")),
        (
            lambda: WalletPolicy(regime=VatRegime.DEPOSIT, least=eur("30"), most=eur("29.99")),
            ("wallet_policy.most", "wallet_policy.most"),
        ),
        (
            lambda: WalletPolicy(regime=VatRegime.DEPOSIT, least=payable("1", "USD"), most=eur("30")),
            ("wallet_policy.most", "wallet_policy.most"),
        ),
        (lambda: Wallet(currency="EUR", entries=HELD.entries * 2), ("id.duplicate", "wallet.entries")),
        (lambda: HELD.take_back(eur("-1"), id="r", on=DAY, why="x"), ("wallet.take_back", "amount")),
        (lambda: HELD.take_back(eur("0"), id="r", on=DAY, why="x"), ("wallet.take_back", "amount")),
        (lambda: HELD.spend(eur("21"), id="s", on=DAY, why="x"), ("wallet.overdrawn", "amount")),
        (lambda: POLICY.against(Wallet(currency="CZK"), eur("5")), ("money.currency_mismatch", "currency")),
        (lambda: cover(eur("5"), [Due(**GOOD[Due])] * 2, how=Cover.PARTIAL), ("id.duplicate", "due")),
        (lambda: methods(ToPay(**GOOD[ToPay]), [Method(**GOOD[Method])] * 2, on=DAY), ("id.duplicate", "offered")),
        (lambda: spayd.payload(iban=CZ, variable="12345678901"), ("reference.too_long", "spayd.variable")),
        (lambda: spayd.payload(iban=CZ, specific="abc"), ("reference.digits", "spayd.specific")),
        (lambda: spayd.payload(iban=CZ, constant="12345"), ("reference.too_long", "spayd.constant")),
        (lambda: str(symbols.Symbols(variable="x")), ("reference.digits", "symbols.variable")),
        (lambda: str(symbols.Symbols(specific="x")), ("reference.digits", "symbols.specific")),
        (lambda: str(symbols.Symbols(constant="x")), ("reference.digits", "symbols.constant")),
        (lambda: cover(eur("5"), [], how=TEXT), ("value.type", "how")),
        (lambda: match_all([], [], seen="ed9d98ec"), ("value.list", "seen")),
        (lambda: symbols.parse(NOTHING), ("value.type", "text")),
        (lambda: bysquare.decode(NOTHING), ("value.type", "code")),
        (lambda: epc.payload(iban=BE, name="Host", amount=TEXT), ("value.type", "epc.amount")),
        (lambda: swiss.payload(iban=CH, creditor=HOST, amount=TEXT), ("value.type", "amount")),
        (lambda: epc.payload(iban="BE68539007547035", name="Host"), ("iban.check", "iban")),
        (lambda: spayd.payload(iban="CZ58"), ("iban.form", "iban")),
        (lambda: epc.payload(iban=NOTHING, name="Host"), ("text.type", "iban")),
    ],
)
def test_what_a_newcomer_passes_by_mistake(call: Any, said: tuple[str, str]) -> None:
    assert refusal(call) == said


@pytest.mark.parametrize("day", [date(2026, 2, 28), DAY, date(2026, 3, 2)])
def test_the_instant_of_a_payment_is_on_its_day_somewhere_on_earth(day: date) -> None:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert Payment(**GOOD[Payment], received_at=at) == Payment(**GOOD[Payment])


def test_balance_on_asks_for_a_wallet() -> None:
    assert refusal(balance_on, None, before=DAY) == ("value.type", "wallet")


def test_a_wallet_may_take_just_one_top_up_of_the_least() -> None:
    policy = WalletPolicy(regime=VatRegime.DEPOSIT, least=eur("30"), most=eur("30"))
    assert policy.against(Wallet(currency="EUR"), eur("30")) == ()


def test_codes_and_their_scheme_are_asked_for() -> None:
    assert refusal(classify, "", scheme=CodeScheme.STRIPE) == ("text.empty", "code")
    assert refusal(classify, "51", scheme="iso_8583") == ("value.type", "scheme")


def test_a_code_is_explained_by_the_row_that_classed_it() -> None:
    row = CodeRow(scheme=CodeScheme.STRIPE, code="x9", why=DeclineClass.OTHER, source=SOURCE)
    found = classify("X9", scheme=CodeScheme.STRIPE, overlay=[row])
    assert (found.source, str(found)) == (SOURCE, f"X9 of stripe means other, according to {SOURCE}.")
    unknown = classify("X9", scheme=CodeScheme.SEPA, overlay=[row])
    assert (unknown.source, str(unknown)) == (None, "Nobody has classed X9 of sepa yet: a person looks at it.")


def test_a_statement_says_for_which_days_it_is() -> None:
    found = statement(Wallet(currency="EUR"), since=DAY, until=date(2026, 3, 31))
    assert (found.since, found.until, str(found.closing)) == (DAY, date(2026, 3, 31), "0.00 EUR")
    assert str(balance_on(Wallet(currency="EUR"), before=DAY)) == "0.00 EUR"


def test_enumerations_are_stored_by_these_names() -> None:
    assert [each.value for each in (*RefundTo, *ReversalKind, *Cover, *Origin)] == [
        "source", "wallet", "chargeback", "debit_return", "recall", "partial", "full_only",
        "paid", "granted", "overpaid", "refunded",
    ]  # fmt: skip
