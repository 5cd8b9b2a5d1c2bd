"""Documents as HTML: everything a reader needs is on the page, nothing comes from elsewhere, names are only names."""

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser

import pytest
from attrs import evolve

from hostbilling.decision import LegalRef, ReasonCode
from hostbilling.documents import DraftInvoice, DraftProforma, Item, price_lines
from hostbilling.money import Rounding, exact
from hostbilling.render import document_html, page
from hostbilling.render.html import money_text
from tests.samples import CUSTOMER, EUR, REVERSED, SELLER, YEAR, decided, eur

DOMESTIC = ReasonCode("vat.domestic", "Taxed at home, in {place}.", law=(LegalRef(citation="Article 44"),))
SWAPPED = ReasonCode("vat.swapped", "The customer owes the VAT.")
LINES = price_lines(
    [
        Item(id="D1/S1", service_id="S1", description="Web hosting: shop", period=YEAR, price=exact("1059.88", EUR),
             vat=decided("23", reasons=(DOMESTIC(place="SK"),))),
        Item(id="D1/S2", service_id="S2", description="Domain: shop.example", period=YEAR, price=exact("18.50", EUR),
             vat=evolve(REVERSED, reasons=(SWAPPED(),))),
    ],
    gross=False,
    rounding=Rounding.HALF_UP,
)  # fmt: skip
CALL = DraftProforma(
    demand_id="D1", seller=SELLER, customer=CUSTOMER, currency=EUR, lines=LINES, due_on=date(2026, 3, 18)
)
PAID = DraftInvoice(
    demand_id="D1", proforma_number="PF2026-00007", seller=SELLER, customer=CUSTOMER, currency=EUR, lines=LINES,
    supplied_on=date(2026, 3, 9), due_days=14,
)  # fmt: skip
PROFORMA = CALL.issue(number="PF2026-00007", issued_on=date(2026, 3, 4))
INVOICE = PAID.issue(number="2026000012", issued_on=date(2026, 3, 11))


class Reader(HTMLParser):
    """Collects rows of cells and all text, and holds every tag to its end."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.rows: list[list[str]] = []
        self.facts: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs
        if tag not in {"br", "meta"}:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        data = data.replace("\N{NO-BREAK SPACE}", " ")
        if self.open and self.open[-1] in {"td", "th"}:
            self.rows[-1][-1] += data
        if self.open and self.open[-1] == "dt":
            self.facts[data] = ""
        if self.open and self.open[-1] == "dd":
            self.facts[[*self.facts][-1]] += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_a_proforma_shows_number_dates_amounts_and_why_vat() -> None:
    shown = read(document_html(PROFORMA))
    assert "Proforma PF2026-00007" in shown.text
    # 23 % of 1,059.88 is 243.7724
    year = "1 Apr 2026 – 31 Mar 2027"
    assert shown.facts == {"Date of issue": "4 Mar 2026", "Payable until": "18 Mar 2026"}
    assert shown.rows == [
        ["Description", "Period", "Quantity", "Unit price", "Net", "VAT", "Gross"],
        ["Web hosting: shop", year, "1 pcs", "EUR 1,059.88", "EUR 1,059.88", "23%", "EUR 1,303.65"],
        ["Domain: shop.example", year, "1 pcs", "EUR 18.50", "EUR 18.50", "Reverse charge", "EUR 18.50"],
        ["VAT", "Net", "VAT", "Gross"],
        ["Reverse charge (Czechia)", "EUR 18.50", "EUR 0.00", "EUR 18.50"],
        ["23% (Slovakia)", "EUR 1,059.88", "EUR 243.77", "EUR 1,303.65"],
        ["Net", "EUR 1,078.38"],
        ["VAT", "EUR 243.77"],
        ["Total", "EUR 1,322.15"],
    ]
    assert "This is a call for payment, not a tax document." in shown.text
    assert "Taxed at home, in SK. (Article 44)" in shown.text
    assert "The customer owes the VAT." in shown.text


@pytest.mark.requirement("R-005")
def test_an_invoice_confirms_the_payment_and_names_its_proforma() -> None:
    shown = read(document_html(INVOICE))
    assert "Invoice 2026000012" in shown.text
    assert shown.facts == {
        "Date of issue": "11 Mar 2026",
        "Date of supply": "9 Mar 2026",
        "Due date": "25 Mar 2026",
        "Follows": "Proforma PF2026-00007",
    }
    assert shown.rows[-2:] == [["Total", "EUR 1,322.15"], ["To pay", "EUR 0.00"]]
    assert "Paid. This invoice confirms the payment." in shown.text
    assert "Issued on 11 Mar 2026 although paid on 9 Mar 2026: numbers follow dates." in shown.text
    assert "not a tax document" not in "".join(shown.text)


@pytest.mark.requirement("R-083")
def test_seller_and_customer_stand_on_it_with_the_seller_s_vat_id() -> None:
    for document in (PROFORMA, INVOICE):
        text = read(document_html(document)).text
        assert {"Tatrahost s.r.o.", "Panská 1", "811 01 Bratislava", "Slovakia", "VAT id: SK2120000006"} <= set(text)
        assert {"Jana Nováková", "04001 Košice"} <= set(text)
        assert sum("VAT id" in each for each in text) == 1  # the customer has none


def test_the_same_reason_is_said_once() -> None:
    lines = tuple(evolve(line, vat=LINES[0].vat) for line in LINES)
    html = document_html(evolve(PROFORMA, content=evolve(CALL, lines=lines)))
    assert html.count("Taxed at home") == 1


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "</section><h1>", "a & b", '" onload="x', "\x00 \ud800"])
def test_hostile_names_stay_words(name: str) -> None:
    named = evolve(CUSTOMER, name=f"x{name}", address=evolve(CUSTOMER.address, street=name, city=name))
    lines = (evolve(LINES[0], description=name),)
    plain = evolve(CUSTOMER, address=evolve(CUSTOMER.address, street="Hlavná 1"))
    harmless = read(
        document_html(evolve(CALL, customer=plain, lines=(LINES[0],)).issue(number="N1", issued_on=date(2026, 3, 4)))
    )
    html = document_html(evolve(CALL, customer=named, lines=lines).issue(number=f"N{name}", issued_on=date(2026, 3, 4)))
    html.encode()
    shown = read(html)
    assert shown.tags == harmless.tags
    assert [key for key, _ in shown.attributes] == [key for key, _ in harmless.attributes]
    printable = re.sub("[\x00\ud800]", "\N{REPLACEMENT CHARACTER}", name)
    assert f"x{printable}" in "".join(shown.text)


def test_a_page_is_whole_and_asks_nobody_for_anything() -> None:
    html = page("A & B <2026>", document_html(PROFORMA) + document_html(INVOICE))
    shown = read(html)
    assert html.startswith("<!DOCTYPE html>")
    assert "A & B <2026>" in shown.text
    assert shown.tags["section"] == 2
    assert not {"script", "link", "img", "iframe", "base", "object", "embed"} & set(shown.tags)
    assert not {"src", "href", "srcset", "style", "onload", "onclick"} & {name for name, _ in shown.attributes}
    assert not re.search(r"https?:|//|url\(|@import", html)


def test_amounts_are_grouped_and_keep_the_digits_of_their_currency() -> None:
    assert money_text(eur("1234567.80")) == "1,234,567.80 EUR"
    assert money_text(exact("1234", "JPY")) == "1,234 JPY"
    assert money_text(eur("-0.50")) == "-0.50 EUR"
