"""Every document in every language, as HTML and as plain text: whole, escaped, self-contained, in its own words."""

import re
import unicodedata
from collections import Counter

import pytest
from attrs import evolve

from hostbilling.documents import Basis, CancellationForm, CreditNote, Document, Invoice, Prepaid, ref_of
from hostbilling.i18n import LANGUAGES
from hostbilling.render import document_html, document_page, document_text, view
from tests.documents.papers import BUYERS, FOOT, ISSUED, MANY, invoice, papers
from tests.render.test_html import read
from tests.samples import eur, refusal

ALL = [(language, document) for language in LANGUAGES for document in papers(language)]
NAMES = [f"{language}-{ref_of(document).kind.value}" for language, document in ALL]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("language", "document"), ALL, ids=NAMES)
def test_a_page_is_whole_and_asks_nobody(language: str, document: Document) -> None:
    html = document_page(document)
    shown = read(html)
    assert f'<html lang="{language}">' in html
    assert not {"script", "link", "img", "iframe"} & set(shown.tags)
    assert not re.search(r"https?:|//|url\(|@import", html)
    assert shown.tags["h1"] == shown.tags["main"] == 1
    text = " ".join(shown.text)
    assert BUYERS[language].name in text
    assert document.number in text
    assert "{" not in text.partition("}")[2].rpartition("}")[2]  # every sentence is filled in


@pytest.mark.parametrize(("language", "document"), ALL, ids=NAMES)
def test_text_says_what_the_page_says_within_its_width(language: str, document: Document) -> None:
    shown = view(document)
    text = document_text(document, width=72)
    assert max(map(len, text.splitlines())) <= 72
    together = re.sub(r"\s+", "", text)
    words = [shown.name, document.number, *(value for _, value in shown.facts), *shown.notes]
    words += [cell for table in shown.tables for row in table.rows for cell in (*row.cells, *row.details)]
    words += [part for each in shown.sums for part in (each.label, each.value)]
    for word in words:
        assert re.sub(r"\s+", "", word) in together
    assert shown.language == language
    assert "None" not in text


@pytest.mark.parametrize(("language", "document"), ALL, ids=NAMES)
def test_tables_can_be_read_aloud(language: str, document: Document) -> None:
    html = document_html(document, explained=False)
    shown = read(html)
    scopes = [value for name, value in shown.attributes if name == "scope"]
    assert len(scopes) == shown.tags["th"]  # each heading says what it heads
    assert shown.tags["caption"] == shown.tags["thead"]
    # laid out as blocks on a narrow screen, a table is one only where it says so, and each cell brings its heading
    roles = Counter(value for name, value in shown.attributes if name == "role")
    labels = {value for name, value in shown.attributes if name == "data-label"}
    assert (roles["table"], roles["columnheader"]) == (shown.tags["thead"], scopes.count("col"))
    assert labels == {column.label for table in view(document).tables for column in table.columns[1:]}
    assert f'lang="{language}"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invoice_in_the_buyer_s_words(language: str) -> None:
    sums = {each.label: plain(each.value) for each in view(invoice(language)).sums}
    total = {"en": "EUR 257.26"}.get(language, "257,26 EUR")
    assert total in sums.values()
    rows = view(invoice(language)).tables[0].rows
    price = {"en": "EUR 0.0125"}.get(language, "0,0125 EUR")
    assert plain(rows[1].cells[3]) == price
    assert "EQ-77" in rows[0].details[0]
    assert "K-2020-19" in rows[0].details[0]


def test_another_language_can_be_asked_for() -> None:
    bill = invoice("sk")
    assert document_text(bill).startswith("Faktúra F1")
    assert document_text(bill, language="de").startswith("Rechnung F1")
    assert document_text(bill, language="pt").startswith("Invoice F1")


def test_prepaid_rounding_and_national_vat_stand_under_the_total() -> None:
    bill = next(each for each in papers() if isinstance(each, Invoice))
    content = evolve(bill.content, cash_rounding=eur("0.04"))
    labels = [each.label for each in view(evolve(bill, content=content)).sums]
    assert labels[-5:] == ["Total", "From the wallet", "Paid", "Rounding", "To pay"]
    note = "At 23% the cents of net and VAT cannot meet the rate exactly."
    assert note not in document_text(bill)


def test_an_invoice_says_what_of_it_is_still_to_be_paid() -> None:
    def said(*prepaid: str) -> str:
        paid = tuple(Prepaid(amount=eur(amount), on=ISSUED) for amount in prepaid)
        return plain(" ".join(view(invoice(basis=Basis.ORDER, prepaid=paid)).notes))

    assert "Not paid yet." in said()
    assert "Not paid yet." in said("0.00")
    assert "Paid in part; EUR 237.26 is still to be paid." in said("20")  # of 257.26
    assert "Paid. This invoice confirms" in said("257.26")


def test_only_issued_documents_are_shown() -> None:
    for wrong in (invoice().content, None, "F1"):
        for show in (document_page, document_html, document_text, view):
            assert refusal(show, wrong) == ("render.document", "document")
    assert refusal(document_text, invoice(), width="80") == ("count.type", "width")
    assert refusal(document_page, invoice(), language=5) == ("value.type", "language")
    assert document_text(invoice(), width=0) == document_text(invoice(), width=30)


def test_french_sets_a_space_before_the_colon() -> None:
    assert "N° de TVA\N{NO-BREAK SPACE}: SK2120000006" in document_page(invoice("fr"))
    assert "VAT id: SK2120000006" in document_page(invoice("en"))


def test_a_column_that_would_be_empty_is_left_out() -> None:
    note = next(each for each in papers() if isinstance(each, CreditNote))  # by amount: what is left has no unit price
    heads = [column.label for column in view(note).tables[0].columns]
    assert heads == ["Description", "Period", "Quantity", "Net", "VAT", "Gross"]
    assert {len(row.cells) for row in view(note).tables[0].rows} == {6}
    assert "Unit price" not in document_html(note, explained=False)
    assert "Unit price" not in document_text(note)
    first, *others = invoice().content.lines
    mixed = evolve(invoice(), content=evolve(invoice().content, lines=(evolve(first, unit_price=None), *others)))
    rows = view(mixed).tables[0].rows
    assert (rows[0].cells[3], plain(rows[1].cells[3])) == ("", "EUR 0.0125")  # one price is enough for the column
    letter = next(each for each in papers() if isinstance(each, CancellationForm))
    ending = evolve(letter.content.endings[0], receive_by=None)
    shown = view(evolve(letter, content=evolve(letter.content, endings=(ending,))))
    assert [column.label for column in shown.tables[0].columns] == ["Service", "Ends on"]


def test_forty_lines_repeat_their_heading_on_paper() -> None:
    html = document_page(invoice("sk", MANY))
    assert len(re.findall(r"<td[^>]*>Domain:", html)) == 40
    assert "thead { display: table-header-group; }" in html
    assert "break-inside: avoid" in html


def test_the_foot_and_the_layout_of_old_documents() -> None:
    text = document_text(invoice())
    assert all(line in text for line in FOOT)
    assert unicodedata.is_normalized("NFC", text)
    assert f"{ISSUED.year}" in text
