"""What article 226 wants, told before a document is issued, and how its lines name a service."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from hostbilling.decision import Severity
from hostbilling.documents import (
    Basis,
    DraftInvoice,
    access,
    check,
    credit_in_full,
    identity,
    price_document,
    with_national_vat,
)
from hostbilling.parties import Address, CustomerKind, VatId
from hostbilling.presets import leaseweb
from hostbilling.services import Identifiers, Surface
from hostbilling.vat import Category, ExchangeRate, Mention, Scheme, Treatment, VatDecision
from tests.documents.papers import HALF_UP, ISSUED, KNOWN, invoice, item
from tests.samples import CUSTOMER, REVERSED, SELLER, decided, refusal, texts

HOME = evolve(CUSTOMER, address=evolve(CUSTOMER.address, street="Hlavná 1"))
FIRM = evolve(HOME, kind=CustomerKind.BUSINESS, vat_id=VatId(number="CZ12345678"))
MENTIONED = evolve(REVERSED, mention=Mention.REVERSE_CHARGE, recapitulative=True)
CUT = leaseweb.CUT_OVER


def draft(*decisions: VatDecision, **changes: Any) -> DraftInvoice:
    rows = [item(str(place), "10", vat) for place, vat in enumerate(decisions or (decided(),))]
    lines = price_document(rows, gross=False, rounding=HALF_UP).lines
    facts: dict[str, Any] = {"lines": lines, "adjustments": (), "customer": HOME}
    return evolve(invoice().content, **{**facts, **changes})


def found(content: DraftInvoice, issued_on: date = ISSUED) -> dict[str, Severity]:
    return {each.code.removeprefix("documents."): each.severity for each in check(content, issued_on=issued_on)}


def test_a_complete_invoice_has_nothing_to_tell() -> None:
    assert check(draft(), issued_on=ISSUED) == ()
    assert check(draft(MENTIONED, customer=FIRM), issued_on=ISSUED) == ()


def test_vat_ids_that_are_missing() -> None:
    nameless = evolve(SELLER, vat_id=None)
    assert found(draft(seller=nameless)) == {"seller_vat_id": Severity.VIOLATION}
    assert found(draft(MENTIONED)) == {"buyer_vat_id": Severity.VIOLATION}
    local = decided("21", "CZ", scheme=Scheme.LOCAL_REGISTRATION)
    assert found(draft(local, currency="EUR"))["seller_vat_id"] is Severity.VIOLATION
    registered = evolve(SELLER, registrations=(VatId(number="CZ99999999"),))
    assert "seller_vat_id" not in found(draft(local, seller=registered))


def test_addresses_that_are_not_full() -> None:
    assert found(draft(customer=CUSTOMER)) == {"address": Severity.WARNING}
    firm = evolve(CUSTOMER, kind=CustomerKind.BUSINESS)
    assert found(draft(customer=firm)) == {"address": Severity.VIOLATION}
    nowhere = evolve(SELLER, address=Address(country="SK"))
    (finding,) = check(draft(seller=nowhere), issued_on=ISSUED)
    assert str(finding) == ("violation: The address of Tatrahost s.r.o. lacks street, city.")
    assert [str(law) for law in finding.reason.law] == ["Directive 2006/112/EC, article 226(5)"]


def test_lines_that_say_too_little() -> None:
    line = draft().lines[0]
    assert found(draft(lines=(evolve(line, description=" "),))) == {"description": Severity.VIOLATION}
    assert found(draft(lines=(evolve(line, unit_price=None),))) == {"unit_price": Severity.NOTE}
    gross = price_document([item("a", "12.30")], gross=True, rounding=HALF_UP).lines
    assert found(draft(lines=gross)) == {"unit_price": Severity.NOTE}
    assert found(draft(decided(None))) == {"no_rate": Severity.VIOLATION}
    assert found(draft(REVERSED, customer=FIRM)) == {"exemption": Severity.VIOLATION}


def test_what_stands_outside_vat_stands_alone() -> None:
    outside = decided(None, "CH", Treatment.OUTSIDE_SCOPE, category=Category.OUTSIDE, mention=Mention.OUTSIDE_SCOPE)
    assert found(draft(outside)) == {}
    assert found(draft(outside, decided())) == {"mixed_outside": Severity.WARNING}


def test_vat_in_the_currency_of_the_state() -> None:
    czech = draft(decided("21", "CZ"))
    assert found(czech) == {"national_vat": Severity.VIOLATION}
    rate = ExchangeRate(quote="CZK", price="24.5", on=ISSUED, source="CNB")
    assert found(with_national_vat(czech, on=ISSUED, rates=[rate], rounding=HALF_UP)) == {}


def test_an_invoice_across_the_border_has_a_last_day() -> None:
    crossing = draft(MENTIONED, customer=FIRM)
    assert found(crossing, date(2026, 4, 15)) == {}
    assert found(crossing, date(2026, 4, 16)) == {"late": Severity.WARNING}
    note = credit_in_full(crossing.issue(number="F1", issued_on=ISSUED), reason="x")
    assert check(note, issued_on=date(2026, 9, 1)) == ()


def test_mentions_that_are_not_in_the_buyer_s_language() -> None:
    russian = evolve(FIRM, language="ru")
    assert found(draft(MENTIONED, customer=russian)) == {"mention_language": Severity.NOTE}


def test_the_foot_says_what_the_seller_s_country_wants() -> None:
    assert found(draft(particulars=())) == {"foot": Severity.WARNING}
    abroad = evolve(SELLER, address=evolve(SELLER.address, country="LU"))
    assert found(draft(seller=abroad, particulars=())) == {}


def test_cents_are_told_and_the_gravest_comes_first() -> None:
    lines = price_document([item("a", "0.01"), item("b", "0.02")], gross=True, rounding=HALF_UP).lines
    severities = [each.severity for each in check(draft(lines=lines, customer=CUSTOMER), issued_on=ISSUED)]
    assert severities == [Severity.WARNING, Severity.NOTE, Severity.NOTE, Severity.NOTE]


def test_a_document_without_lines_is_refused() -> None:
    assert refusal(draft, lines=()) == ("document.empty", "draft.lines")
    assert refusal(draft, basis=Basis.PERIOD, lines=()) == ("document.empty", "draft.lines")


# --------------------------------------------------------------------------------------- the cut-over


@pytest.mark.requirement("R-092", "R-093", "R-095", "R-098", "R-100")
def test_lines_name_the_service_as_the_day_of_the_document_wants() -> None:
    line = evolve(draft().lines[0], identifiers=KNOWN)
    new = identity(line, cut_over=CUT, document_date=date(2020, 9, 14))
    assert (new.server, new.equipment_id, new.contract_id, new.reference) == ("", "EQ-77", "K-2020-19", "LWS-db1")
    old = identity(line, cut_over=CUT, document_date=date(2020, 9, 13))
    assert (old.server, old.equipment_id, old.contract_id, old.reference) == ("LWS-db1", "", "", "")
    own = evolve(line, identifiers=Identifiers(equipment_id="EQ-1", reference="my box", legacy_name="LWS-db1"))
    assert identity(own, cut_over=None, document_date=ISSUED).reference == "my box"
    assert identity(own, cut_over=CUT, document_date=ISSUED).contract_id == ""  # older orders have none
    assert texts(line.amounts) == ("10.00", "2.30", "12.30")


@pytest.mark.requirement("R-094")
def test_the_overview_falls_back_to_the_old_id_where_the_invoice_takes_the_name() -> None:
    assert (KNOWN.shown(Surface.PORTAL), KNOWN.shown(Surface.INVOICE)) == ("84211", "LWS-db1")
    own = evolve(KNOWN, reference="my box")
    assert (own.shown(Surface.PORTAL), own.shown(Surface.INVOICE)) == ("my box", "my box")


@pytest.mark.requirement("R-014", "R-099")
def test_old_documents_leave_the_portal_and_can_still_be_sent() -> None:
    before, after = date(2020, 8, 1), date(2020, 9, 14)
    told = access(before, cut_over=CUT, on=date(2020, 9, 1))
    assert (told.in_portal, told.save_by, told.can_be_sent) == (True, date(2020, 9, 12), True)
    assert access(before, cut_over=CUT, on=date(2020, 9, 13)).save_by is None
    gone = access(before, cut_over=CUT, on=after)
    assert (gone.in_portal, gone.can_be_sent) == (False, True)
    assert str(gone.reasons[0]).endswith("2020-09-12 was the last day.")
    assert access(after, cut_over=CUT, on=after).in_portal
    assert access(before, cut_over=None, on=after).in_portal
