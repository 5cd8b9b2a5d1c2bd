"""The demo's year: figures that reconcile, registers without gaps, a report that shows everything."""

import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from xml.etree import ElementTree as ET

import pytest

from examples.sqlite_host.book import INVOICES, PROFORMAS, RECEIPTS, SERIES
from examples.sqlite_host.figures import figures
from hostbilling.documents import Basis, Invoice, Proforma
from hostbilling.lifecycle import (
    Fact,
    InvoiceIssued,
    NoticeSent,
    PaymentReceived,
    ProformaIssued,
    ServiceSuspended,
    replay,
)
from hostbilling.numbering import Registered, audit
from hostbilling.parties import Role
from hostbilling.serde import dump_fact, load_fact
from hostbilling.vat import Treatment
from tests.hosts.conftest import Year
from tests.render.test_html import read
from tests.render.test_pictures import collisions, labels

START, UNTIL = date(2026, 1, 1), date(2027, 1, 1)


def histories(year: Year) -> dict[str, list[Fact]]:
    return {id_: year.store.facts(id_) for id_ in year.store.accounts()}


def issued(year: Year) -> tuple[list[Proforma], list[Invoice]]:
    facts = [fact for history in histories(year).values() for fact in history]
    return (
        [fact.proforma for fact in facts if isinstance(fact, ProformaIssued)],
        [fact.invoice for fact in facts if isinstance(fact, InvoiceIssued)],
    )


def test_it_runs_and_every_cent_is_accounted_for(year: Year) -> None:
    assert re.search(r"365 nights over 47 accounts", year.printed)
    found = figures(histories(year).values(), start=START, until=UNTIL)
    assert not found.difference.amount
    assert re.search(r"difference +0\.00 EUR", year.printed)
    # the same sums, added up here from the facts alone
    received = sum(
        fact.payment.amount.amount
        for history in histories(year).values()
        for fact in history
        if isinstance(fact, PaymentReceived)
    )
    invoiced = sum(line.amounts.gross.amount for invoice in issued(year)[1] for line in invoice.content.lines)
    held = given_back = returned = Decimal(0)
    for history in histories(year).values():
        account = replay(history)
        given_back += sum(line.amounts.gross.amount for note in account.credit_notes for line in note.content.lines)
        held += sum(entry.amount.amount for entry in account.wallet.entries)
        held += sum(demand.held.amount for demand in account.demands)
        returned += sum(each.payment.amount.amount for each in account.gone_back)
    owed = Decimal("664.20")  # a quarter of C47's server; once it is off, no other is invoiced
    assert received - returned + owed == invoiced - given_back + held
    # events.csv: 5.00 for a day without service; an upgrade with 23 of 31 days of 15.87 left; 355 of 365 days of 73.65
    # withdrawn from; a renewal of 166.80 refused on its last day
    assert given_back == Decimal("5.00") + Decimal("11.77") + Decimal("71.63") + Decimal("166.80")
    assert returned == Decimal("71.63") + Decimal("166.80")
    assert f"{received:,} EUR" in year.printed
    assert f"{invoiced:,} EUR" in year.printed


def test_months_add_up_to_the_year(year: Year) -> None:
    found = figures(histories(year).values(), start=START, until=UNTIL)
    assert list(found.months) == [f"2026-{month:02}" for month in range(1, 13)]
    proformas, invoices = issued(year)
    counts = sum((month.counts for month in found.months.values()), Counter[str]())
    assert (counts["proformas"], counts["invoices"]) == (len(proformas), len(invoices))
    assert (
        sum(month.money_in.amount for month in found.months.values()) == found.received.amount - found.returned.amount
    )
    assert sum(month.invoiced.amount for month in found.months.values()) == found.invoiced.amount
    vat = sum(net.amount + tax.amount for net, tax in found.vat.values())
    assert vat == found.invoiced.amount - found.given_back.amount


def test_vat_of_every_invoice_is_its_rate_times_net_rounded_once(year: Year) -> None:
    for invoice in issued(year)[1]:
        for row in invoice.content.totals.by_rate:
            net, vat = Fraction(row.amounts.net.amount) * 100, Fraction(row.amounts.vat.amount) * 100
            assert vat == floor(net * Fraction(row.rate or 0) / 100 + Fraction(1, 2))


def test_the_registers_have_no_gap_and_pass_their_audit(year: Year) -> None:
    proformas, invoices = issued(year)
    assert sorted(each.number for each in proformas) == [f"PF2026-{n:05}" for n in range(1, len(proformas) + 1)]
    assert sorted(each.number for each in invoices) == [f"2026{n:06}" for n in range(1, len(invoices) + 1)]
    for series in SERIES:
        rows: list[Registered] = [*year.store.taken_over(series).entries, *year.store.register(series)]
        found = audit(rows, series=[series], states=[year.store.series_state(series)])
        wrong = [finding for finding in found.findings if finding.severity.value == "violation"]
        # The system before left a gap, a date out of order and a number used twice; ours left nothing.
        assert [dict(each.reason.facts)["period"] for each in wrong] == ["2025"] * (3 if series is INVOICES else 0)
    by_number = [each.issued_on for each in sorted(invoices, key=lambda each: each.number)]
    assert by_number == sorted(by_number)


@pytest.mark.requirement("R-013")
def test_a_proforma_never_takes_a_number_of_the_invoices(year: Year) -> None:
    proformas, invoices = issued(year)
    numbers = {each.number for each in proformas}
    assert not numbers & {each.number for each in invoices}
    assert {given.number for given in year.store.register(PROFORMAS)} == numbers
    assert {given.number for given in year.store.register(INVOICES)} == {each.number for each in invoices}
    assert len(numbers) > len(invoices)  # what nobody paid used up no invoice number
    assert "This is a call for payment, not a tax document." in read(year.report).text


@pytest.mark.requirement("R-086")
def test_documents_go_to_the_accountant_and_endings_to_the_customer(year: Year) -> None:
    mail = year.store.db.execute("SELECT recipient, subject FROM mail").fetchall()
    billed = {recipient for recipient, subject in mail if subject.startswith(("Proforma ", "Invoice "))}
    ended = {recipient for recipient, subject in mail if subject.startswith("deletion_notice")}
    assert len(ended) > 3
    for history in histories(year).values():
        customer = replay(history).customer
        contact, billing = customer.recipient(Role.CONTACT).email, customer.recipient(Role.BILLING).email
        if billing != contact:
            assert billing in billed
            assert contact not in billed
        assert billing == contact or billing not in ended


def test_mail_went_out_once_for_every_document(year: Year) -> None:
    subjects = Counter(row[0] for row in year.store.db.execute("SELECT subject FROM mail"))
    proformas, invoices = issued(year)
    for document, word in [(each, "Proforma") for each in proformas] + [(each, "Invoice") for each in invoices]:
        assert subjects[f"{word} {document.number}"] == 1


def test_customers_of_every_kind_are_taxed_as_they_should(year: Year) -> None:
    # by hand, from the CSV: who is a business with an id, who a consumer, who outside the Union
    expected = {
        "C01": {(Treatment.STANDARD, "SK", Decimal(23))},
        "C08": {(Treatment.REVERSE_CHARGE, "CZ", None)},
        "C12": {(Treatment.STANDARD, "DE", Decimal(19))},
        "C24": {(Treatment.STANDARD, "HU", Decimal(27))},
        "C30": {(Treatment.REVERSE_CHARGE, "GR", None)},
        "C34": {(Treatment.OUTSIDE_SCOPE, "CH", None)},
    }
    for id_, keys in expected.items():
        invoices = replay(year.store.facts(id_)).invoices
        found = {(r.treatment, r.place, r.rate) for each in invoices for r in each.content.totals.by_rate}
        assert found == keys, id_


def test_all_that_was_stored_comes_back(year: Year) -> None:
    count = 0
    for _, body in year.store.db.execute("SELECT account, body FROM facts ORDER BY account, seq"):
        plain = json.loads(body)
        fact = load_fact(plain)
        assert dump_fact(fact) == plain
        count += 1
    assert count > 1000


# --------------------------------------------------------------------------------------- the page


def test_the_report_shows_every_document(year: Year) -> None:
    text = read(year.report).text
    proformas, invoices = issued(year)
    for number in [each.number for each in (*proformas, *invoices)]:
        assert any(number in line for line in text)  # the word before it is in the customer's language


def test_the_report_shows_the_published_example_day_for_day(year: Year) -> None:
    shown = read(year.report)
    # the source's rules for a service paid until 19 December 2026
    example = [
        ["2026-11-21", "proforma issued"],
        ["2026-12-05", "proforma due"],
        ["2026-12-05", "reminder due day"],
        ["2026-12-12", "reminder before deactivation"],
        ["2026-12-19", "service deactivated"],
        ["2026-12-26", "deletion notice"],
        ["2026-12-26", "service deleted"],
        ["2026-12-26", "proforma deleted"],
        ["2027-01-09", "recoverable until"],
        ["2027-01-10", "purged"],
    ]
    assert [row[:2] for row in shown.rows[1 : 1 + len(example)]] == example
    pictures = re.findall(r"<svg.*?</svg>", year.report, re.DOTALL)
    assert labels(pictures[0]) == [f"{day[5:]} {what}" for day, what in example]


def test_every_service_has_a_readable_picture(year: Year) -> None:
    pictures = re.findall(r"<svg.*?</svg>", year.report, re.DOTALL)
    assert len(pictures) == 1 + sum(len(replay(history).services) for history in histories(year).values())
    for picture in pictures:
        ET.fromstring(picture)  # noqa: S314
        assert collisions(picture) == []


def test_the_report_is_one_file_that_asks_nobody_for_anything(year: Year) -> None:
    shown = read(year.report)
    assert not {"script", "link", "img", "iframe", "object"} & set(shown.tags)
    assert not {"src", "href"} & {name for name, _ in shown.attributes}
    assert set(re.findall(r"https?://[^\"' <]*", year.report)) <= {"http://www.w3.org/2000/svg"}


@pytest.mark.requirement("R-014", "R-099")
def test_wallet_money_has_receipts_and_older_documents_come_by_mail_only(year: Year) -> None:
    receipts = [receipt for history in histories(year).values() for receipt in replay(history).receipts]
    assert receipts
    assert {given.number for given in year.store.register(RECEIPTS)} == {each.number for each in receipts}
    assert sorted(each.number for each in receipts) == [f"R2026-{n:05}" for n in range(1, len(receipts) + 1)]
    text = read(year.report).text
    assert "Documents from before 2026-07-01 are not in the portal any more; 2026-06-29 was the last day." in text


def test_what_is_invoiced_by_period_is_a_debt_until_it_is_paid(year: Year) -> None:
    prompt, half = replay(year.store.facts("C46")), replay(year.store.facts("C47"))
    assert [(each.issued_on, each.content.basis) for each in prompt.invoices] == [
        (day, Basis.PERIOD) for day in (date(2026, 2, 10), date(2026, 5, 10), date(2026, 8, 10), date(2026, 11, 10))
    ]
    gross = Decimal("664.20")  # 540.00 and 23 %
    assert {each.content.to_pay.amount for each in prompt.invoices} == {gross}
    assert not [each for each in prompt.demands if each.asked.amount]
    told = [fact.stage for fact in year.store.facts("C47") if isinstance(fact, NoticeSent)]
    assert told[:2] == ["payment_reminder", "last_reminder"]
    off = [fact.on for fact in year.store.facts("C47") if isinstance(fact, ServiceSuspended)]
    assert off == [date(2026, 5, 12)]  # issued on 31 March, due on 14 April, 28 days late
    owed = sum(each.asked.amount for each in half.demands)
    assert owed == gross
    assert re.search(rf"still owed +{owed:,} EUR", year.printed)
