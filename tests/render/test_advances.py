"""An advance and its credit note say that they are, in every language."""

import pytest
from attrs import evolve

from hostbilling.documents import DraftInvoice, Invoice, Prepaid, advance_lines, credit_in_full, price_lines
from hostbilling.i18n import LANGUAGES
from hostbilling.money import Rounding
from hostbilling.render import View, view
from tests.documents.papers import BUYERS, ISSUED, ITEMS, item
from tests.samples import SELLER, decided, eur

HALF_UP = Rounding.HALF_UP
FOR = {
    "en": ("Advance invoice", "Advance for Web hosting"),
    "de": ("Anzahlungsrechnung", "Anzahlung für Web hosting"),
    "fr": ("Facture d’acompte", "Acompte pour Web hosting"),
    "sk": ("Faktúra k prijatej platbe", "Prijatá platba: Web hosting"),
    "cs": ("Faktura k přijaté platbě", "Přijatá platba: Web hosting"),
    "sv": ("Förskottsfaktura", "Förskott: Web hosting"),
    "ru": ("Счёт-фактура на аванс", "Аванс: Web hosting"),
}


def advance(language: str) -> Invoice:
    asked = price_lines([item("host", "100", decided("20", "AT"), description="Web hosting")], gross=False,
                        rounding=HALF_UP)  # fmt: skip
    lines = advance_lines(eur("40"), asked, [line.vat for line in asked], key="p/advance/1", rounding=HALF_UP)
    draft = DraftInvoice(
        demand_id="D1", seller=SELLER, customer=BUYERS[language], currency="EUR", lines=lines, supplied_on=ISSUED,
        due_days=14, prepaid=(Prepaid(amount=eur("40"), on=ISSUED, reference="bank-1"),),
    )  # fmt: skip
    return draft.issue(number="F1", issued_on=ISSUED)


def description(shown: View) -> str:
    return shown.tables[0].rows[0].cells[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_named_after_what_it_is(language: str) -> None:
    paper = advance(language)
    note = credit_in_full(paper, reason="paid in full").issue(number="C1", issued_on=ISSUED)
    name, line = FOR[language]
    assert view(paper).name == name
    assert (description(view(paper)), description(view(note))) == (line, line)


def test_it_tells_when_it_was_paid_and_that_its_credit_note_moves_no_money() -> None:
    paper = advance("en")
    shown = view(paper)
    assert "Date of payment" in dict(shown.facts)
    assert "Date of supply" not in dict(shown.facts)
    assert shown.notes[-1] == "Paid, in part. A credit note takes this advance back once all is invoiced."
    note = view(credit_in_full(paper, reason="paid in full").issue(number="C1", issued_on=ISSUED))
    assert "Date of payment" in dict(note.facts)
    assert "This takes back an advance, at its rates and tax point; no money moves by it." in note.notes
    assert "Given back" not in {each.label for each in note.sums}


def test_other_invoices_and_their_credit_notes_say_what_they_said() -> None:
    lines = price_lines(ITEMS[:1], gross=False, rounding=HALF_UP)
    paper = evolve(advance("en"), content=evolve(advance("en").content, lines=lines))
    shown, note = view(paper), view(credit_in_full(paper, reason="x").issue(number="C1", issued_on=ISSUED))
    assert (shown.name, description(shown)) == ("Invoice", "Web hosting: shop.example")
    assert "Date of supply" in dict(shown.facts)
    assert "Given back" in {each.label for each in note.sums}
