"""The strings inside payment QR codes."""

import zlib
from base64 import b32hexdecode, b32hexencode
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from hostbilling.errors import InvalidInput
from hostbilling.money import payable
from hostbilling.payments.references import bysquare, epc, spayd, swiss
from hostbilling.payments.references.swiss import Person, ReferenceType
from tests.refusals import fault_of, refused
from tests.samples import eur

BELGIAN, CZECH, SLOVAK = "BE68539007547034", "CZ5855000000001265098001", "SK4523585719461382368397"
QR_IBAN, SWISS = "CH4431999123000889012", "CH9300762011623852957"
QRR = "210000000003139471430009017"
HOST = Person(name="Host AG", street="Seestrasse", house="1", postcode="8000", city="Zürich", country="ch")


# ------------------------------------------------------------------------------------------- EPC


NOT_A_NUMBER = Money(Decimal("NaN"), "EUR")


def test_epc_lines() -> None:
    text = epc.payload(iban=BELGIAN, name="Host", bic="GEBABEBB", amount=eur("12.3"), reference="RF18 5390 0754 7034")
    lines = ["BCD", "002", "1", "SCT", "GEBABEBB", "Host", BELGIAN, "EUR12.30", "", "RF18539007547034"]
    assert text.split("\n") == lines
    hinted = epc.payload(iban=BELGIAN, name="Host", text="F-7", purpose="SCVE", hint="thanks").split("\n")
    assert hinted[7:] == ["", "SCVE", "", "F-7", "thanks"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"amount": eur("0.00")}, "epc.amount"),
        ({"amount": eur("1000000000.00")}, "epc.amount"),
        ({"amount": payable("1", "CZK")}, "epc.currency"),
        ({"name": "x" * 71}, "epc.too_long"),
        ({"name": ""}, "text.empty"),
        ({"text": "x" * 141}, "epc.too_long"),
        ({"text": "a\nb"}, "epc.line_break"),
        ({"text": "a\n"}, "epc.line_break"),
        ({"hint": "x" * 71}, "epc.too_long"),
        ({"purpose": "SCVEX"}, "epc.purpose"),
        ({"purpose": "gd d"}, "epc.purpose"),
        ({"purpose": "\u00e9"}, "epc.purpose"),
        ({"text": "a\x00b"}, "epc.control"),
        ({"text": "a\tb"}, "epc.control"),
        ({"hint": "a\udcff"}, "reference.surrogate"),
        ({"name": "a\udcff"}, "reference.surrogate"),
        ({"iban": "SA0380000000608010167519"}, "epc.country"),
        ({"amount": NOT_A_NUMBER}, "money.not_finite"),
        ({"text": "F-7", "reference": "RF18539007547034"}, "epc.reference_and_text"),
        ({"reference": "RF17539007547034"}, "reference.check"),
        ({"version": "001"}, "epc.bic"),
        ({"bic": "GEBA"}, "bic.form"),
        ({"version": "003"}, "epc.version"),
        ({"iban": "BE69539007547034"}, "iban.check"),
        ({"name": "ž" * 70, "text": "ž" * 140}, "epc.bytes"),
    ],
)
def test_epc_refuses(given: dict[str, object], code: str) -> None:
    assert refused(epc.payload, **{"iban": BELGIAN, "name": "Host", **given})[0] == code


def test_epc_ends_of_the_range() -> None:
    for amount in ("0.01", "999999999.99"):
        assert f"EUR{amount}" in epc.payload(iban=BELGIAN, name="H" * 70, amount=eur(amount), text="x" * 140)
    assert epc.payload(iban=BELGIAN, name="Host", bic="GEBABEBBXXX", version="001").startswith("BCD\n001\n")


# ----------------------------------------------------------------------------------------- SPAYD


def test_spayd_members_stand_in_the_order_of_the_check_sum() -> None:
    text = spayd.payload(
        iban=CZECH, amount=payable("480.5", "CZK"), due_on=date(2026, 3, 5), message="a*b 5%",
        variable="0017", specific="3", constant="308",
    )  # fmt: skip
    assert text == (f"SPD*1.0*ACC:{CZECH}*AM:480.50*CC:CZK*DT:20260305*MSG:a%2Ab 5%25*X-KS:0308*X-SS:3*X-VS:17")
    assert spayd.canonical(text) == text
    assert spayd.check_sum(spayd.with_check_sum(text)) == spayd.check_sum(text)


def test_spayd_writes_what_is_not_plain_ascii_as_percent_codes_of_utf_8() -> None:
    assert spayd.escaped("Mimořádný vklad + 5 % *\n~ ") == "Mimo%C5%99%C3%A1dn%C3%BD vklad %2B 5 %25 %2A%0A~ "
    assert spayd.payload(iban=CZECH, message="č" * 60).endswith("*MSG:" + "%C4%8D" * 60)


def test_spayd_check_sum_is_of_the_sorted_members() -> None:
    assert spayd.check_sum("SPD*1.0*B:2*A:1*") == spayd.check_sum("SPD*1.0*A:1*B:2")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"amount": payable("12345678.90", "CZK")}, "spayd.amount_too_long"),
        ({"amount": payable("0", "CZK")}, "spayd.amount"),
        ({"amount": payable("-1", "CZK")}, "spayd.amount"),
        ({"message": "x" * 61}, "spayd.message_too_long"),
        ({"due_on": "2026-03-05"}, "date.type"),
        ({"variable": "F17"}, "reference.digits"),
        ({"iban": "CZ5955000000001265098001"}, "iban.check"),
    ],
)
def test_spayd_refuses(given: dict[str, object], code: str) -> None:
    assert refused(spayd.payload, **{"iban": CZECH, **given})[0] == code


def test_the_shortest_spayd_names_the_account_alone() -> None:
    assert spayd.payload(iban=CZECH) == f"SPD*1.0*ACC:{CZECH}"


@pytest.mark.parametrize(("field", "value"), [("message", "x" * 61), ("due_on", "2026-03-05")])
def test_spayd_names_what_is_wrong(field: str, value: str) -> None:
    fault = fault_of(spayd.payload, iban=CZECH, **{field: value})
    assert (fault.field, fault.value) == (f"spayd.{field}", value)


def test_spayd_longest() -> None:
    text = spayd.payload(iban=CZECH, amount=payable("9999999.99", "CZK"), message="x" * 60)
    assert "AM:9999999.99*" in text
    assert refused(spayd.check_sum, "BCD") == ("spayd.form", "spayd")


# -------------------------------------------------------------------------------------- PAY by square


# The vector of xseman/bysquare, made by another encoder.
VECTOR = (
    "0004I0006UC5LT8E21H3IC1K9R40P82GJL22NTU0586BBEOEKDMQSVUUBAOP1C0FFE14"
    "UJA1F1LJMV0FONE35J05TRC77FTIMV87NKNANNOFJB684000"
)


def test_by_square_reads_what_others_wrote() -> None:
    found = bysquare.decode(VECTOR)
    assert (found.version, found.length, found.crc_ok) == ("1.0.0", 73, True)
    assert found.fields[0] == "2015001"
    assert found.fields[12] == SLOVAK
    assert found.fields[16] == "John Doe"


def test_by_square_fields() -> None:
    payment = bysquare.Payment(
        iban=SLOVAK, amount=eur("25.3"), due_on=date(2026, 3, 5), variable="0017", constant="308", specific="9",
        note="a\tb\nc", bic="GIBASKBX", beneficiary="Host", street="Panská 1", city="Bratislava", invoice="F-7",
    )  # fmt: skip
    found = bysquare.decode(bysquare.encode(payment))
    assert found.version == "1.2.0"
    assert found.crc_ok
    assert found.fields == (
        "F-7", "1", "1", "25.30", "EUR", "20260305", "17", "0308", "9", "", "a b c",
        "1", SLOVAK, "GIBASKBX", "0", "0", "Host", "Panská 1", "Bratislava",
    )  # fmt: skip


@given(st.text(max_size=60), st.sampled_from(bysquare.VERSIONS))
def test_by_square_reads_back_what_it_writes(note: str, version: str) -> None:
    payment = bysquare.Payment(iban=SLOVAK, note=note, beneficiary="Host")
    code = bysquare.encode(payment, version=version)
    found = bysquare.decode(code.lower())
    assert (found.version, found.text, found.crc_ok) == (version, payment.text, True)
    assert set(code) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUV")


def test_by_square_tells_a_damaged_string() -> None:
    packed = bytes((0, 0, 7, 0)) + bysquare._compressed(b"\0\0\0\0abc")
    found = bysquare.decode(b32hexencode(packed).decode().rstrip("="))
    assert (found.text, found.crc_ok) == ("abc", False)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "AAAA!",
        "0004",
        "0004I000",
        "0",
        "000F" + VECTOR[4:],
        VECTOR[:40] + "VVVVVVVV",
        VECTOR[:12] + "V" + VECTOR[13:],
    ],
)
def test_by_square_refuses_what_it_cannot_read(code: str) -> None:
    try:
        found = bysquare.decode(code)
    except ValueError:
        assert refused(bysquare.decode, code) == ("bysquare.form", "code")
    else:
        assert not found.crc_ok


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: bysquare.encode(bysquare.Payment(iban=SLOVAK)), "bysquare.beneficiary"),
        (lambda: bysquare.encode(bysquare.Payment(iban=SLOVAK), version="2"), "bysquare.version"),
        (lambda: bysquare.Payment(iban=SLOVAK, amount=eur("0")), "bysquare.amount"),
        (lambda: bysquare.Payment(iban=SLOVAK, due_on="tomorrow"), "date.type"),  # type: ignore[arg-type]
        (lambda: bysquare.Payment(iban="SK00"), "iban.form"),
        (lambda: bysquare.Payment(iban=SLOVAK, bic="GIBA\tSKBX"), "bic.form"),
        (
            lambda: bysquare.Payment(iban=SLOVAK, variable="17", reference="RF18539007547034"),
            "bysquare.reference_and_symbols",
        ),
        (lambda: bysquare.pack("x" * 551), "bysquare.too_long"),
    ],
)
def test_by_square_refuses(call: Callable[[], object], code: str) -> None:
    assert refused(call)[0] == code


@pytest.mark.parametrize(
    ("field", "most"),
    [("invoice", 10), ("reference", 35), ("note", 140), ("beneficiary", 70), ("street", 70), ("city", 70)],
)
def test_what_a_by_square_payment_may_hold_at_most(field: str, most: int) -> None:
    full: dict[str, Any] = {"iban": SLOVAK, "beneficiary": "Host", field: "x" * most}
    assert "x" * most in bysquare.decode(bysquare.encode(bysquare.Payment(**full))).fields
    longer = {**full, field: "x" * (most + 1)}
    assert refused(bysquare.Payment, **longer) == ("bysquare.too_long", f"payment.{field}")


def test_by_square_of_any_amount_names_the_currency_all_the_same() -> None:
    found = bysquare.decode(bysquare.encode(bysquare.Payment(iban=SLOVAK, beneficiary="Host", reference="RF18")))
    assert (found.fields[3:5], found.fields[9]) == (("", "EUR"), "RF18")
    assert bysquare.decode(bysquare.pack("x" * 550)).text == "x" * 550


def test_the_shortest_by_square_leaves_everything_else_empty() -> None:
    code = bysquare.encode(bysquare.Payment(iban=SLOVAK, beneficiary="Host"))
    found = bysquare.decode(code)
    assert found.fields == ("", "1", "1", "", "EUR", *[""] * 6, "1", SLOVAK, "", "0", "0", "Host", "", "")
    assert found.check_sum == f"{zlib.crc32(found.text.encode()):08x}"
    assert b32hexdecode(code[:8])[:2] == bytes((2, 0))  # type 0, version 1.2.0; document type 0, reserved
    crowns = bysquare.Payment(iban=SLOVAK, beneficiary="Host", amount=payable("5", "CZK"))
    assert bysquare.decode(bysquare.encode(crowns)).fields[3:5] == ("5.00", "CZK")


def test_by_square_before_1_2_needs_no_name() -> None:
    assert bysquare.decode(bysquare.encode(bysquare.Payment(iban=SLOVAK), version="1.1.0")).version == "1.1.0"


# ------------------------------------------------------------------------------------------- Swiss


def test_swiss_lines() -> None:
    text = swiss.payload(iban=QR_IBAN, creditor=HOST, amount=payable("12.3", "CHF"), reference=QRR, message="F-7")
    creditor = ["S", "Host AG", "Seestrasse", "1", "8000", "Zürich", "CH"]
    assert text.split("\n") == [
        "SPC", "0200", "1", QR_IBAN, *creditor, *[""] * 7, "12.30", "CHF", *[""] * 7, "QRR", QRR, "F-7", "EPD",
    ]  # fmt: skip
    open_bill = swiss.payload(iban=SWISS, creditor=HOST, currency="EUR", debtor=HOST).split("\n")
    assert open_bill[18:] == ["", "EUR", *creditor, "NON", "", "", "EPD"]


@pytest.mark.parametrize(
    ("reference", "qr_iban", "found"),
    [(QRR, True, ReferenceType.QRR), ("RF18539007547034", False, ReferenceType.SCOR), ("", False, ReferenceType.NON)],
)
def test_swiss_accounts_and_their_references(reference: str, qr_iban: bool, found: ReferenceType) -> None:  # noqa: FBT001
    assert swiss.check_pair(reference, qr_iban=qr_iban) is found
    code, field = refused(swiss.check_pair, reference, qr_iban=not qr_iban)
    assert (code, field) == ("swiss.pair", "reference")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"iban": SLOVAK}, "swiss.iban"),
        ({"currency": "USD"}, "swiss.currency"),
        ({"amount": eur("1")}, "swiss.currency"),
        ({"amount": payable("0", "CHF")}, "swiss.amount"),
        ({"amount": payable("1000000000", "CHF")}, "swiss.amount"),
        ({"message": "x" * 141}, "swiss.line"),
        ({"message": "a\nb"}, "swiss.line"),
        ({"message": "счёт 17"}, "swiss.characters"),
        ({"message": "a\tb"}, "swiss.characters"),
        ({"reference": QRR}, "swiss.pair"),
        ({"reference": "RF17539007547034"}, "reference.check"),
        ({"reference": QRR[:-1] + "6", "iban": QR_IBAN}, "reference.check"),
        ({"creditor": Person(name="ž" * 70, street="ž" * 70, postcode="ž" * 16, city="ž" * 35, country="CH"),
          "debtor": Person(name="ž" * 70, street="ž" * 70, postcode="ž" * 16, city="ž" * 35, country="CH"),
          "message": "ž" * 140}, "swiss.bytes"),
    ],
)  # fmt: skip
def test_swiss_refuses(given: dict[str, object], code: str) -> None:
    assert refused(swiss.payload, **{"iban": SWISS, "creditor": HOST, **given})[0] == code


def test_a_swiss_string_holds_997_bytes_and_no_more() -> None:
    full = Person(name="ž" * 70, street="ž" * 70, postcode="ž" * 16, city="ž" * 35, country="CH")
    bill: dict[str, Any] = {"iban": SWISS, "creditor": full, "debtor": full}
    message = "ž" * 20 + "x" * (997 - 40 - len(swiss.payload(**bill).encode()))
    assert len(swiss.payload(**bill, message=message).encode()) == swiss.MAX_BYTES
    fault = fault_of(swiss.payload, **bill, message=f"{message}x")
    assert (fault.code, fault.field, fault.remedy) == ("swiss.bytes", "payload", "shorten the names or the message")
    assert str(fault.value).startswith("SPC")


def test_a_swiss_reference_is_text() -> None:
    assert refused(swiss.payload, iban=SWISS, creditor=HOST, reference=17) == ("value.type", "reference")


def test_a_swiss_bill_knows_the_letters_of_every_language_written_in_latin_ones() -> None:
    said = "Zażółć gęślą jaźń, Příliš žluťoučký kůň, Ștefan Țepeș, ħ ÿ 5 €, «ça» ~"
    assert said in swiss.payload(iban=SWISS, creditor=HOST, message=said)
    assert refused(evolve, HOST, name="Κώστας") == ("swiss.characters", "person.name")


def test_swiss_addresses_are_checked() -> None:
    whole = {"name": "Host", "postcode": "8000", "city": "Zürich", "country": "CH"}
    assert refused(Person, **{**whole, "city": ""}) == ("text.empty", "person.city")
    assert refused(Person, **{**whole, "street": "x" * 71}) == ("swiss.line", "person.street")
    assert refused(Person, **{**whole, "country": "XX"}) == ("country.unknown", "country")


@pytest.mark.parametrize(
    ("field", "most"), [("name", 70), ("street", 70), ("house", 16), ("postcode", 16), ("city", 35)]
)
def test_what_a_swiss_address_may_hold_at_most(field: str, most: int) -> None:
    assert getattr(evolve(HOST, **{field: "7" * most}), field) == "7" * most
    assert refused(evolve, HOST, **{field: "7" * (most + 1)})[1].endswith(field)


def test_the_smallest_and_the_largest_swiss_amount() -> None:
    for amount in ("0.01", "999999999.99"):
        bill = swiss.payload(iban=SWISS, creditor=HOST, amount=payable(amount, "CHF")).split("\n")
        assert bill[18] == amount
    for amount in ("0.00", "1000000000.00"):
        assert refused(swiss.payload, iban=SWISS, creditor=HOST, amount=payable(amount, "CHF"))[0] == "swiss.amount"


def test_an_epc_string_may_fill_its_331_bytes() -> None:
    def size(umlauts: int) -> str:
        name, hint, text = "Ö" * 70, "h" * 70, "ö" * umlauts + "t" * (60 - umlauts)
        return epc.payload(iban="BE68539007547034", name=name, hint=hint, text=text, amount=payable("1.00", "EUR"))

    full = max(range(60), key=lambda count: _bytes_or_none(size, count))
    assert _bytes_or_none(size, full) == epc.MAX_BYTES
    assert refused(size, full + 1)[0] == "epc.bytes"


def _bytes_or_none(make: Callable[[int], str], count: int) -> int:
    try:
        return len(make(count).encode())
    except InvalidInput:
        return -1


def test_half_a_character_is_refused_in_every_string() -> None:
    half = "\udcff"
    assert refused(spayd.payload, iban=CZECH, message=half) == ("reference.surrogate", "spayd.message")
    assert refused(spayd.check_sum, f"{spayd.PREFIX}MSG:{half}") == ("reference.surrogate", "spayd")
    assert refused(spayd.escaped, half) == ("reference.surrogate", "value")
    assert refused(bysquare.Payment, iban=SLOVAK, note=half) == ("reference.surrogate", "payment.note")
    assert refused(bysquare.pack, half) == ("reference.surrogate", "text")


def test_a_by_square_payment_is_checked_when_it_is_made() -> None:
    for name, wrong in (("variable", "abc"), ("variable", "0"), ("specific", "12345678901"), ("constant", "abc")):
        assert refused(bysquare.Payment, iban=SLOVAK, **{name: wrong})[1] == f"payment.{name}"
    assert refused(bysquare.Payment, iban=SLOVAK, amount=NOT_A_NUMBER)[0] == "money.not_finite"
    blank = bysquare.Payment(iban=SLOVAK, beneficiary="  ")
    assert refused(bysquare.encode, blank) == ("bysquare.beneficiary", "payment.beneficiary")


def test_a_reference_that_is_no_text_has_no_type() -> None:
    assert refused(swiss.reference_type, None) == ("value.type", "reference")


def test_an_amount_that_is_no_number_is_refused_in_every_string() -> None:
    francs = Money(Decimal("NaN"), "CHF")
    assert refused(spayd.payload, iban=CZECH, amount=NOT_A_NUMBER)[0] == "money.not_finite"
    bill = {"iban": "CH9300762011623852957", "creditor": HOST, "amount": francs}
    assert refused(swiss.payload, **bill)[0] == "money.not_finite"
