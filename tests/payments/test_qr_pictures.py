"""Each payment string, drawn as a QR code and read again by another program."""

import base64
import io
import re
from datetime import date

import pytest
import zxingcpp
from PIL import Image

from hostbilling.money import payable
from hostbilling.payments.references import bysquare, epc, spayd, swiss
from hostbilling.render import qr_figure
from tests.samples import eur

SLOVAK, CZECH, SWISS = "SK4523585719461382368397", "CZ5855000000001265098001", "CH4431999123000889012"
ZURICH = swiss.Person(name="Höster AG", street="Seestrasse", house="1", postcode="8000", city="Zürich", country="CH")

CODES = {
    "epc": epc.payload(iban=SLOVAK, name="Höster s.r.o.", amount=eur("12.30"), reference="RF18539007547034"),
    "spayd": spayd.payload(
        iban=CZECH,
        amount=payable("480.5", "CZK"),
        due_on=date(2026, 3, 5),
        message="Příští rok + doména",
        variable="17",
    ),
    "bysquare": bysquare.encode(
        bysquare.Payment(iban=SLOVAK, amount=eur("25.30"), variable="2026000017", beneficiary="Höster", note="doména")
    ),
    "swiss": swiss.payload(
        iban=SWISS, creditor=ZURICH, amount=payable("99.95", "CHF"), reference="210000000003139471430009017"
    ),
}


@pytest.mark.parametrize("code", CODES)
def test_a_drawn_code_says_what_it_was_made_from(code: str) -> None:
    html = qr_figure(CODES[code], label="to pay")
    (picture,) = re.findall(r'src="data:image/png;base64,([^"]+)"', html)
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(base64.b64decode(picture))))
    assert (found.text, found.ec_level) == (CODES[code], "M")


def test_a_by_square_picture_names_payment_and_payee() -> None:
    found = bysquare.decode(CODES["bysquare"])
    assert (found.crc_ok, found.fields[3:7], found.fields[10], found.fields[12], found.fields[16]) == (
        True, ("25.30", "EUR", "", "2026000017"), "doména", SLOVAK, "Höster",
    )  # fmt: skip
