"""Every refusal, word by word: what is wrong, what came, what to do."""
# ruff: noqa: E501  # a message is one line

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from hostbilling.errors import BillingError
from hostbilling.money import payable
from hostbilling.payments import (
    Cover,
    Entry,
    Expected,
    Line,
    Method,
    MethodKind,
    VatRegime,
    Wallet,
    cover,
    match_all,
    pair,
    top_up,
)
from hostbilling.payments.references import (
    accounts,
    bysquare,
    epc,
    kid,
    ocr,
    ogm,
    rf,
    spayd,
    swiss,
    symbols,
    unique,
    viite,
)
from hostbilling.payments.references.swiss import Person

BE, CH = "BE68539007547034", "CH9300762011623852957"
HOST = Person(name="Host", postcode="8000", city="Bern", country="CH")
ON = date(2026, 11, 21)
LINE = Line(amount=payable("9", "EUR"))
P = Expected(id="P", customer="c", references=["1"], open=payable("5", "EUR"))
NO_REGIME: Any = None
BY_SQUARE: Any = bysquare.Payment
WALLET = Wallet(currency="EUR").put(Entry(id="e", on=ON, amount=payable("5", "EUR"), why=""))

SAID: list[tuple[Callable[[], object], str]] = [
    (
        lambda: rf.generate("F-17"),
        "reference holds other characters, got 'F-17'; use A to Z and 0 to 9 only [reference.characters]",
    ),
    (
        lambda: rf.generate("A" * 22),
        "reference is longer than 21, got 'AAAAAAAAAAAAAAAAAAAAAA'; give 1 to 21 characters [reference.too_long]",
    ),
    (
        lambda: rf.parse("REF2026"),
        "reference is no reference of this kind, got 'REF2026'; write RF, two digits, then up to 21 letters and digits [reference.form]",
    ),
    (
        lambda: ogm.parse("+++1"),
        "reference is no reference of this kind, got '+++1'; write twelve digits, such as +++090/9337/55493+++ [reference.form]",
    ),
    (
        lambda: viite.generate("12"),
        "reference is shorter than 3, got '12'; give 3 to 19 characters [reference.too_short]",
    ),
    (
        lambda: symbols.generate("F17"),
        "reference holds more than digits, got 'F17'; use the digits 0 to 9 only [reference.digits]",
    ),
    (
        lambda: symbols.from_number("F-A"),
        "number has no digits, got 'F-A'; give the demand a symbol of its own [reference.digits]",
    ),
    (lambda: symbols.from_number(""), "number is empty, got ''; give at least one visible character [text.empty]"),
    (
        lambda: ocr.generate("1", level=ocr.Level.FIXED),
        "length is no agreed length, got None; pass 2 to 25 [ocr.length]",
    ),
    (
        lambda: ocr.parse("18", level=ocr.Level.FIXED, lengths=[9, 11]),
        "reference has no agreed length, got '18'; give 9 or 11 [ocr.length]",
    ),
    (
        lambda: kid.generate("1", modulus=97),
        "modulus is not used for KID, got 97; pass 10 or 11, as agreed with the bank [kid.modulus]",
    ),
    (
        lambda: accounts.iban("X"),
        "iban is no IBAN, got 'X'; write two letters, two digits, then 11 to 30 letters and digits [iban.form]",
    ),
    (
        lambda: unique.by_reference({"a": "17", "b": "017"}),
        "references[b] is the reference of a too, got '017'; give each demand its own [reference.shared]",
    ),
    (
        lambda: unique.by_reference({"a": "0"}),
        "references[a] names nothing, got '0'; give every demand a reference [reference.empty]",
    ),
    (
        lambda: epc.payload(iban=BE, name="x" * 71),
        "epc.name is longer than 70 characters, got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; cut it to 70 [epc.too_long]",
    ),
    (
        lambda: epc.payload(iban=BE, name="a\nb"),
        "epc.name holds a line break, got 'a\\nb'; write it on one line [epc.line_break]",
    ),
    (
        lambda: epc.payload(iban=BE, name="Host", reference="RF18539007547034", text="F-7"),
        "epc.text stands beside a reference, got 'F-7'; give one of the two [epc.reference_and_text]",
    ),
    (
        lambda: epc.payload(iban=BE, name="Host", version="9"),
        "epc.version is not a version, got '9'; pass 001 or 002 [epc.version]",
    ),
    (
        lambda: epc.payload(iban=BE, name="Host", version="001"),
        "epc.bic is missing, and version 001 asks for it, got ''; give it, or use version 002 [epc.bic]",
    ),
    (
        lambda: epc.payload(iban=BE, name="Host", bic="X"),
        "epc.bic is no BIC, got 'X'; give 8 or 11 capitals and digits, or leave it out [bic.form]",
    ),
    (
        lambda: epc.payload(iban=BE, name="Host", amount=payable("1", "CZK")),
        "epc.amount is not in euro, got '1.00 CZK'; ask for euro, or leave it out [epc.currency]",
    ),
    (
        lambda: epc.payload(iban=BE, name="Host", amount=payable("0", "EUR")),
        "epc.amount is out of range, got '0.00 EUR'; ask for 0.01 to 999999999.99 [epc.amount]",
    ),
    (
        lambda: spayd.payload(iban=BE, amount=payable("12345678.90", "CZK")),
        "spayd.amount has more than 10 characters, got '12345678.90'; ask for it in two payments, or without a code [spayd.amount_too_long]",
    ),
    (
        lambda: spayd.payload(iban=BE, amount=payable("0", "CZK")),
        "spayd.amount is not above zero, got '0.00'; ask for money, or omit it [spayd.amount]",
    ),
    (lambda: spayd.check_sum("BCD"), "spayd is no SPAYD, got 'BCD'; begin with SPD*1.0* [spayd.form]"),
    (
        lambda: bysquare.encode(bysquare.Payment(iban=BE)),
        "payment.beneficiary is missing, got ''; give the name of the account's owner [bysquare.beneficiary]",
    ),
    (
        lambda: bysquare.pack("x", version="2"),
        "version is not a version, got '2'; pass one of 1.0.0, 1.1.0, 1.2.0 [bysquare.version]",
    ),
    (lambda: bysquare.decode("!"), "code is no PAY by square, got '!'; pass the string of the QR code [bysquare.form]"),
    (
        lambda: bysquare.Payment(iban=BE, amount=payable("0", "EUR")),
        "payment.amount is not above zero, got '0.00 EUR'; ask for money, or omit it [bysquare.amount]",
    ),
    (
        lambda: bysquare.Payment(iban=BE, invoice="2026-000017"),
        "payment.invoice is longer than 10 characters, got '2026-000017'; shorten it, or leave it out [bysquare.too_long]",
    ),
    (
        lambda: bysquare.pack("x" * 551),
        f"text is longer than 550 characters, got '{'x' * 199}...; leave something out [bysquare.too_long]",
    ),
    *(
        (
            partial(BY_SQUARE, iban=BE, reference="RF18", **{symbol: "17"}),
            "payment.reference stands beside symbols, got 'RF18'; give one of the two [bysquare.reference_and_symbols]",
        )
        for symbol in ("variable", "specific", "constant")
    ),
    (
        lambda: bysquare.Payment(iban=BE, bic="gibaskbx"),
        "payment.bic is no BIC, got 'gibaskbx'; give 8 or 11 capitals and digits, or leave it out [bic.form]",
    ),
    (
        lambda: swiss.payload(iban=CH, creditor=HOST, message="счёт"),
        "message holds other characters than Latin ones, got 'счёт'; transliterate it [swiss.characters]",
    ),
    (
        lambda: Method(id="m", kind=MethodKind.CARD, least=payable("5", "EUR"), most=payable("4", "EUR")),
        "method.most is less than the least, 5.00 EUR, got '4.00 EUR'; let an amount of the least fit [method.most]",
    ),
    (
        lambda: pair(LINE, [("P", payable("5", "EUR"))], by="e", on=ON, proof="p", identity="i"),  # type: ignore[list-item]
        "parts[0] is no document with an amount, got ('P', Money('5.00', 'EUR')); pass (Expected, Money) [pairing.part]",
    ),
    (
        lambda: Entry(id="x", on=ON, amount=payable("-3", "EUR"), why="", draws=(("e",),)),  # type: ignore[arg-type]
        "entry.draws[0] is no lot with an amount, got ('e',); pass (id of the lot, Money) [entry.draws]",
    ),
    (
        lambda: WALLET.put(Entry(id="e", on=ON, amount=payable("6", "EUR"), why="")),
        "entry.id stands for 5.00 EUR already, got 'e'; give another movement another id [wallet.otherwise]",
    ),
    (
        lambda: swiss.check_pair("RF18539007547034", qr_iban=True),
        "reference is SCOR, which a QR-IBAN does not take, got 'RF18539007547034'; use a QR reference [swiss.pair]",
    ),
    (
        lambda: swiss.check_pair("210000000003139471430009017", qr_iban=False),
        "reference is QRR, which an ordinary IBAN does not take, got '210000000003139471430009017'; use an RF reference, or none [swiss.pair]",
    ),
    (
        lambda: swiss.payload(iban=BE, creditor=HOST),
        "iban is no account of CH or LI, got 'BE68539007547034'; use another kind of code [swiss.iban]",
    ),
    (
        lambda: swiss.payload(iban=CH, creditor=HOST, currency="USD"),
        "currency cannot be asked for, got 'USD'; use CHF or EUR [swiss.currency]",
    ),
    (
        lambda: swiss.payload(iban=CH, creditor=HOST, amount=payable("1", "EUR")),
        "amount is not in CHF, got '1.00 EUR'; ask for one currency [swiss.currency]",
    ),
    (
        lambda: swiss.payload(iban=CH, creditor=HOST, amount=payable("0", "CHF")),
        "amount is out of range, got '0.00 CHF'; ask for 0.01 to 999999999.99 [swiss.amount]",
    ),
    (
        lambda: swiss.payload(iban=CH, creditor=HOST, message="a\nb"),
        "message is no single line of at most 140 characters, got 'a\\nb'; shorten it [swiss.line]",
    ),
    (
        lambda: match_all([], [], tolerances=[payable("-1", "EUR")]),
        "tolerances is below zero, got '-1.00 EUR'; pass what may be missing [matching.tolerance]",
    ),
    (
        lambda: Expected(id="P", customer="c", references=["1"], open=payable("-1", "EUR")),
        "expected.open is below zero, got '-1.00 EUR'; settle what it holds first [expected.open]",
    ),
    (
        lambda: pair(LINE, [(P, payable("0", "EUR"))], by="e", on=ON, proof="p", identity="i"),
        "parts[0] is not above zero, got '0.00 EUR'; leave the document out [pairing.amount]",
    ),
    (
        lambda: pair(LINE, [(P, payable("6", "EUR"))], by="e", on=ON, proof="p", identity="i"),
        "parts[0] is more than P asks for, 5.00 EUR, got '6.00 EUR'; give the rest to another document, or leave it for the wallet [pairing.amount]",
    ),
    (
        lambda: pair(
            Line(amount=payable("1", "EUR")), [(P, payable("5", "EUR"))], by="e", on=ON, proof="p", identity="i"
        ),
        "parts is more than the 1.00 EUR the line brought, got '5.00 EUR'; give the documents less [pairing.too_much]",
    ),
    (
        lambda: pair(LINE, [], by="e", on=ON, proof="p", identity="i"),
        "owner is not known, and 9.00 EUR are left, got None; name the customer [pairing.owner]",
    ),
    (
        lambda: top_up(payable("1", "EUR"), regime=NO_REGIME),
        "top_up.regime is not chosen, got None; say what the money is for VAT [top_up.regime]",
    ),
    (
        lambda: top_up(payable("1", "EUR"), regime=VatRegime.PREPAYMENT),
        "top_up.rate is needed to tax it at once, got None; pass the percentage [top_up.rate]",
    ),
    (
        lambda: cover(payable("-1", "EUR"), [], how=Cover.PARTIAL),
        "credit is below zero, got '-1.00 EUR'; settle the debt first [cover.credit]",
    ),
    (
        lambda: WALLET.spend(payable("0", "EUR"), id="s", on=ON, why=""),
        "amount is not above zero, got '0.00'; pass what is to be spent [wallet.spend]",
    ),
    (
        lambda: WALLET.spend(payable("9", "EUR"), id="s", on=ON, why=""),
        "amount is more than the 5.00 EUR usable on 2026-11-21, got '9.00 EUR'; spend that at most [wallet.overdrawn]",
    ),
    (
        lambda: WALLET.reverse("x", id="r", on=ON, why=""),
        "lot is not known, got 'x'; pass the id of the entry that brought the money in [lot.unknown]",
    ),
    (
        lambda: WALLET.reverse("e", id="r", on=ON, why="", amount=payable("9", "EUR")),
        "amount is no part of the 5.00 EUR that came and were not taken back, got '9.00'; pass what was taken back [wallet.reversal]",
    ),
    (
        lambda: Entry(id="x", on=ON, amount=payable("-3", "EUR"), why="", draws=(("e", payable("2", "EUR")),)),
        "entry.draws is not what its lots give, got '-3.00 EUR'; draw its amount [entry.draws]",
    ),
]


@pytest.mark.parametrize(("call", "said"), SAID)
def test_a_refusal_in_words(call: Callable[[], object], said: str) -> None:
    with pytest.raises(BillingError) as caught:
        call()
    assert str(caught.value) == said
