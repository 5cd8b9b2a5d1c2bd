"""What the book decides about documents: upon what invoices are made, what stands on them, which series they take."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.catalog import Family
from hostbilling.demands import Kind as DemandKind
from hostbilling.documents import Basis, Chain, Invoice, Kind, PaidBy, Proforma, Ref, access, identity, ref_of
from hostbilling.errors import NotFound
from hostbilling.lifecycle import (
    Book,
    ChangeCustomer,
    CreditInvoice,
    FamilyPolicy,
    IssueInvoice,
    IssueProforma,
    LawPolicy,
    OrderLine,
    Papers,
    PlaceOrder,
    replay,
)
from hostbilling.numbering import DocumentKind, Reset, Series
from hostbilling.parties import Address, VatId, VatIdStatus
from hostbilling.periods import Term
from hostbilling.presets import leaseweb, websupport
from hostbilling.render import document_text
from hostbilling.serde import dump_fact, load_fact
from hostbilling.services import Cause, Identifiers, ServiceState
from hostbilling.vat import ExchangeRate
from tests.samples import eur, refusal

from .host import CREDIT_NOTES, INVOICES, PROFORMAS, START, Host, book, customer, located, service
from .test_crediting import credit

T = date(2026, 4, 1)
CALLED = T - timedelta(days=28)
PAID = T - timedelta(days=20)


def invoiced_on(basis: Basis) -> Book:
    policy = FamilyPolicy(explicit=websupport.EXPLICIT, tacit=websupport.TACIT, invoice_on=basis)
    return evolve(book(), special=((Family.VPS, policy),))


def issued(host: Host) -> list[Proforma | Invoice]:
    return [*host.account.proformas, *host.account.invoices]


def paid_off(host: Host, on: date) -> None:
    for demand in host.account.demands:
        if demand.missing.amount > 0:
            host.pay(demand.id, str(demand.missing.amount), on)
    host.night(on)


# ------------------------------------------------------------------------------------------ what stands on them


@pytest.mark.requirement("R-092", "R-093", "R-095", "R-098", "R-100")
def test_lines_carry_the_ids_of_their_service_and_the_layout_of_their_day() -> None:
    known = Identifiers(equipment_id="EQ-7", contract_id="K-2020-1", legacy_name="LWS-db1", legacy_id="84211")
    papers = Papers(particulars=("Register Bratislava I, 1/B",), cut_over=leaseweb.CUT_OVER)
    host = Host(evolve(service("S1", end=T), identifiers=known), book=evolve(book(), papers=papers))
    host.nights(CALLED, PAID)
    paid_off(host, PAID)
    for document in issued(host):
        content = document.content
        assert content.particulars == ("Register Bratislava I, 1/B",)
        assert content.lines[0].identifiers == known
        shown = identity(content.lines[0], cut_over=content.cut_over, document_date=document.issued_on)
        assert (shown.equipment_id, shown.contract_id, shown.reference) == ("EQ-7", "K-2020-1", "LWS-db1")
        text = document_text(document)
        assert all(word in text for word in ("EQ-7", "K-2020-1", "LWS-db1", "Register Bratislava I, 1/B"))
        before = identity(content.lines[0], cut_over=content.cut_over, document_date=date(2020, 9, 13))
        assert (before.server, before.contract_id) == ("LWS-db1", "")


@pytest.mark.requirement("R-080")
def test_new_details_reach_the_next_document_and_no_issued_one() -> None:
    host = Host(service("S1", end=T), service("S2", end=T + timedelta(days=60)))
    host.nights(CALLED, PAID)
    paid_off(host, PAID)
    before = issued(host)
    texts = [document_text(document) for document in before]
    moved = evolve(host.account.customer, address=Address(country="SK", city="Nitra", street="Nová 9"), language="de")
    host.decide(ChangeCustomer(customer=moved), PAID)
    assert issued(host) == before
    assert [document_text(document) for document in before] == texts
    host.nights(PAID, T + timedelta(days=40))
    paid_off(host, T + timedelta(days=40))
    new: list[Proforma | Invoice] = [host.account.proformas[-1], host.account.invoices[-1]]
    for document in new:
        assert document.content.customer.address.city == "Nitra"
        assert "Nitra" in document_text(document)
    host.decide(CreditInvoice(credit=credit(number=before[-1].number)), T + timedelta(days=41))
    host.night(T + timedelta(days=41))
    assert host.account.credit_notes[0].content.customer == before[-1].content.customer  # it corrects that invoice


def test_what_the_law_misses_is_on_the_step_before_anything_is_issued() -> None:
    host = Host(service("S1", end=T))
    host.nights(CALLED, PAID)
    host.pay(host.account.demands[0].id, "123.00", PAID)
    (step,) = (each for each in host.planned(PAID).steps if isinstance(each, IssueInvoice))
    codes = {finding.code for finding in step.findings}
    assert "documents.foot" in codes  # the book has no particulars
    assert "documents.address" in codes
    address = Address(country="SK", city="Bratislava", street="Panská 1")
    seller = evolve(host.book.seller, address=address)
    host.book = evolve(host.book, seller=seller, papers=Papers(particulars=("Register Bratislava I, 1/B",)))
    (step,) = (each for each in host.planned(PAID).steps if isinstance(each, IssueInvoice))
    assert {str(finding.severity.value) for finding in step.findings} <= {"warning"}


@pytest.mark.requirement("R-006")
def test_an_invoice_names_its_call_with_the_day() -> None:
    host = Host(service("S1", end=T))
    host.nights(CALLED, PAID)
    paid_off(host, PAID)
    (call,), (invoice,) = host.account.proformas, host.account.invoices
    (ref,) = (ref for ref in invoice.content.before if ref.kind is Kind.PROFORMA)
    assert (ref.number, ref.on) == (call.number, CALLED)
    (payment,) = host.account.payments
    (paid,) = invoice.content.prepaid
    assert (paid.amount, paid.on, paid.by, paid.reference) == (eur("123.00"), PAID, PaidBy.PAYMENT, payment.id)
    chain = Chain(documents=(call, invoice))
    assert [ref.kind for ref in chain.whole(ref_of(call))] == [Kind.PROFORMA, Kind.PAYMENT, Kind.INVOICE]
    assert chain.after(Ref(kind=Kind.PAYMENT, number=payment.id)) == (ref_of(invoice),)
    assert invoice.content.to_pay == eur("0.00")


def test_an_invoice_tells_what_came_by_bank_and_what_from_the_wallet() -> None:
    host = Host(service("S1", end=T))
    host.nights(CALLED, PAID)
    (demand,) = host.account.demands
    host.pay(demand.id, "40.00", PAID - timedelta(days=3))
    host.pay(None, "200.00", PAID)
    host.night(PAID)
    (invoice,) = host.account.invoices
    assert [(paid.amount, paid.by, paid.on) for paid in invoice.content.prepaid] == [
        (eur("40.00"), PaidBy.PAYMENT, PAID - timedelta(days=3)),
        (eur("83.00"), PaidBy.WALLET, PAID),
    ]
    assert host.account.wallet.balance == eur("117.00")


def test_money_beyond_the_price_is_not_on_the_invoice() -> None:
    host = Host(service("S1", end=T))
    host.nights(CALLED, PAID)
    host.pay(host.account.demands[0].id, "150.00", PAID)
    host.night(PAID)
    assert [paid.amount for paid in host.account.invoices[0].content.prepaid] == [eur("123.00")]


# ------------------------------------------------------------------------------------------ upon what


@pytest.mark.requirement("R-007")
def test_upon_the_order_an_invoice_waits_until_what_was_paid_is_carried_out() -> None:
    host = Host(service("S1", end=T, product="vps"), book=invoiced_on(Basis.ORDER))
    host.nights(CALLED, T + timedelta(days=2))
    assert host.account.service("S1").state is ServiceState.SUSPENDED
    paid = T + timedelta(days=2)
    host.pay(host.account.demands[0].id, str(host.account.demands[0].missing.amount), paid)
    kinds = [type(step) for step in host.planned(paid).steps]
    assert IssueInvoice not in kinds
    done = paid + timedelta(days=1)
    (step,) = host.planned(paid).steps
    host.record(step.intended(), host.perform(step, done))
    host.night(done)
    (invoice,) = host.account.invoices
    assert (invoice.content.basis, invoice.content.supplied_on, invoice.issued_on) == (Basis.ORDER, done, done)
    assert invoice.content.is_paid
    assert invoice.content.lines[0].vat.tax_point == paid  # VAT fell due with the payment
    assert invoice.due_on == done + timedelta(days=14)


@pytest.mark.requirement("R-007")
def test_upon_the_order_an_invoice_for_what_works_already_is_made_with_the_payment() -> None:
    host = Host(service("S1", end=T, product="vps"), book=invoiced_on(Basis.ORDER))
    host.nights(CALLED, PAID)
    host.pay(host.account.demands[0].id, "123.00", PAID)
    (step,) = (each for each in host.night(PAID) if isinstance(each, IssueInvoice))
    assert step.to.email == "books@example.org"  # goes out by mail
    (invoice,) = host.account.invoices  # and is there to be fetched
    assert (invoice.content.basis, invoice.issued_on) == (Basis.ORDER, PAID)


@pytest.mark.requirement("R-105")
def test_a_period_is_invoiced_as_it_begins_and_settled_later() -> None:
    host = Host(service("S1", end=T, product="vps", tacit=True), book=invoiced_on(Basis.PERIOD))
    done = host.nights(CALLED, T + timedelta(days=2))
    assert [type(step) for step in done] == [IssueInvoice]  # no call for it
    (invoice,) = host.account.invoices
    (debt,) = host.account.demands
    assert (invoice.issued_on, invoice.content.basis, invoice.content.is_paid) == (T, Basis.PERIOD, False)
    assert invoice.content.to_pay == eur("123.00")
    assert (debt.kind, debt.document, debt.due_on, debt.missing) == (
        DemandKind.DEBT,
        invoice.number,
        invoice.due_on,
        eur("123.00"),
    )
    covered = host.account.service("S1").coverage.grants[-1]
    assert (covered.cause, covered.period) == (Cause.INVOICED, invoice.content.lines[0].period)
    host.pay(debt.id, "23.00", T + timedelta(days=5))
    assert host.account.demands[0].missing == eur("100.00")
    host.pay(debt.id, "110.00", T + timedelta(days=6), id_="2")
    assert not host.account.demands[0].is_open
    assert host.account.wallet.balance == eur("10.00")
    paid_for = host.account.service("S1").coverage.grants[-1]
    assert (paid_for.cause, paid_for.period) == (Cause.PAID, covered.period)  # not granted again
    assert not host.planned(T + timedelta(days=6)).steps
    stored = [load_fact(dump_fact(fact)) for fact in host.facts]
    assert replay(stored) == host.account


def test_a_debt_that_is_open_does_not_stop_the_next_period() -> None:
    host = Host(service("S1", end=T, product="vps", tacit=True), book=invoiced_on(Basis.PERIOD))
    host.nights(T, T + timedelta(days=366))
    assert [invoice.content.lines[0].period.start for invoice in host.account.invoices] == [T, date(2027, 4, 1)]
    assert len({demand.id for demand in host.account.demands if demand.is_open}) == 2


def test_missed_nights_move_the_invoice_and_not_the_period() -> None:
    host = Host(service("S1", end=T, product="vps", tacit=True), book=invoiced_on(Basis.PERIOD))
    host.night(T + timedelta(days=9))
    (invoice,) = host.account.invoices
    assert (invoice.issued_on, invoice.content.lines[0].period.start) == (T + timedelta(days=9), T)


def test_what_renews_only_if_ordered_is_never_owed() -> None:
    host = Host(service("S1", end=T, product="vps"), book=invoiced_on(Basis.PERIOD))
    steps = host.nights(CALLED, T)
    assert IssueProforma in {type(step) for step in steps}
    assert not host.account.invoices


@pytest.mark.parametrize(("gross", "missing", "wallet"), [("23.00", "100.00", "0.00"), (None, "0.00", "0.00")])
def test_a_credit_note_lowers_what_is_owed_before_it_fills_the_wallet(
    gross: str | None, missing: str, wallet: str
) -> None:
    host = Host(service("S1", end=T, product="vps", tacit=True), book=invoiced_on(Basis.PERIOD))
    host.night(T)
    asked = credit(gross=None if gross is None else eur(gross))
    host.decide(CreditInvoice(credit=evolve(asked, on=T)), T)
    host.night(T)
    assert host.account.demands[0].missing == eur(missing)
    assert host.account.wallet.balance == eur(wallet)


def test_a_credit_note_gives_back_what_was_paid_beyond_the_rest() -> None:
    host = Host(service("S1", end=T, product="vps", tacit=True), book=invoiced_on(Basis.PERIOD))
    host.night(T)
    host.pay(host.account.demands[0].id, "100.00", T)
    host.decide(CreditInvoice(credit=evolve(credit(gross=eur("50.00")), on=T)), T)
    host.night(T)
    assert not host.account.demands[0].is_open
    assert host.account.wallet.balance == eur("27.00")


def test_a_period_without_vat_or_price_is_held_back() -> None:
    unknown = evolve(customer(), address=Address(country="DE"))
    host = Host(
        service("S1", end=T, product="vps", tacit=True), book=invoiced_on(Basis.PERIOD), customer_=unknown, evidence=()
    )
    (held,) = host.planned(T).blocked
    assert (held.what, held.reasons[0].code) == ("invoice", "lifecycle.vat_open")
    nowhere = Host(evolve(service("S1", end=T, tacit=True), product_id="gone"))
    assert {blockage.reasons[0].code for blockage in nowhere.planned(T).blocked} == {"lifecycle.not_in_book"}


def test_an_invoice_names_its_call_and_the_payments_with_their_days() -> None:
    host = Host(service("S1", end=T))
    host.nights(CALLED, PAID)
    host.pay(host.account.demands[0].id, "100.00", PAID)
    host.pay(host.account.demands[0].id, "23.00", PAID + timedelta(days=1), id_="2")
    host.night(PAID + timedelta(days=1))
    (invoice,) = host.account.invoices
    assert [(each.kind, each.number, each.on) for each in invoice.content.follows] == [
        (Kind.PROFORMA, host.account.proformas[0].number, host.account.proformas[0].issued_on),
        (Kind.PAYMENT, "bank:S1/2026-04-01#1", PAID),
        (Kind.PAYMENT, "bank:S1/2026-04-01#2", PAID + timedelta(days=1)),
    ]
    assert [(each.amount, each.on) for each in invoice.content.prepaid] == [
        (eur("100.00"), PAID), (eur("23.00"), PAID + timedelta(days=1)),
    ]  # fmt: skip


def test_a_period_that_silence_may_not_renew_is_not_invoiced() -> None:
    with_law = evolve(invoiced_on(Basis.PERIOD), law=LawPolicy())
    host = Host(
        service("S1", end=T, product="vps", tacit=True),
        book=with_law, customer_=customer("FR"), evidence=located("FR"),
    )  # fmt: skip
    planned = host.planned(T)
    assert planned.steps == ()
    (held,) = planned.blocked
    assert (held.service_id, held.what, [reason.code for reason in held.reasons]) == (
        "S1", "invoice", ["lifecycle.untold"],
    )  # fmt: skip


def test_lines_of_an_order_name_its_lines_up_to_the_invoice() -> None:
    host = Host(*(service(id_, end=T + timedelta(days=200)) for id_ in ("S1", "S2")))
    lines = tuple(OrderLine(service_id=id_, term=Term.years(1)) for id_ in ("S2", "S1"))
    host.decide(PlaceOrder(id="O1", lines=lines), PAID)
    host.night(PAID)
    paid_off(host, PAID)
    for document in issued(host):
        assert [(line.service_id, line.order_line) for line in document.content.lines] == [("S2", "1"), ("S1", "2")]
        assert document_text(document).count("Order line:") == 2
    assert len(issued(host)) == 2


# ------------------------------------------------------------------------------------------ numbers


def test_the_book_names_the_series_of_each_kind() -> None:
    papers = Papers(series=(PROFORMAS, INVOICES, CREDIT_NOTES))
    assert papers.series_of(IssueProforma.document) is PROFORMAS
    assert papers.series_of(IssueInvoice.document) is INVOICES
    with pytest.raises(NotFound, match="receipt"):
        papers.series_of(DocumentKind.RECEIPT)


def test_two_series_for_one_kind_or_one_number_are_refused() -> None:
    other = Series(id="G", pattern="G{YYYY}-{seq:4}", reset=Reset.YEARLY)
    assert refusal(Papers, series=(INVOICES, other)) == ("papers.kind", "papers.series")
    alike = Series(id="H", pattern="F{YYYY}-{seq:4}", reset=Reset.YEARLY, documents={DocumentKind.RECEIPT})
    assert refusal(Papers, series=(INVOICES, alike))[0] == "series.collision"


# ------------------------------------------------------------------------------------------ who may still see them


@pytest.mark.requirement("R-103")
def test_a_withheld_invoice_does_not_stop_new_ones_from_being_mailed() -> None:
    change = evolve(leaseweb.CUT_OVER, on=date(2026, 3, 20))
    host = Host(
        service("S1", end=T),
        service("S2", end=T + timedelta(days=9)),
        book=evolve(book(), papers=Papers(cut_over=change)),
    )
    host.nights(CALLED, PAID)
    paid_off(host, PAID)
    host.nights(PAID, T)
    paid_off(host, T)
    old, new = host.account.invoices
    on = T + timedelta(days=1)
    assert not access(old.issued_on, cut_over=old.content.cut_over, on=on).in_portal
    assert access(old.issued_on, cut_over=old.content.cut_over, on=on).can_be_sent
    assert access(new.issued_on, cut_over=new.content.cut_over, on=on).in_portal


def test_the_vat_id_of_the_day_stays_on_the_invoice() -> None:
    host = Host(service("S1", end=T))
    host.nights(CALLED, PAID)
    paid_off(host, PAID)
    before = host.account.invoices[0].content.customer.vat_id
    held = VatId(number="SK2022749619", status=VatIdStatus.VALID, checked_on=START)
    host.decide(ChangeCustomer(customer=evolve(host.account.customer, vat_id=held)), PAID)
    assert host.account.invoices[0].content.customer.vat_id == before


# ------------------------------------------------------------------------------------------ VAT in national currency


def koruna(price: str, on: date) -> ExchangeRate:
    return ExchangeRate(quote="CZK", price=price, on=on, source="CNB")


def czech(*rates: ExchangeRate, end: date = T) -> Host:
    """A Czech consumer pays in euro: the VAT of the One-Stop Shop is owed to a state with a currency of its own."""
    asked = evolve(book(), exchange_rates=rates)
    return Host(service("S1", end=end), book=asked, customer_=customer("CZ"), evidence=located("CZ"))


def test_an_invoice_states_its_vat_in_national_currency_at_the_last_rate_of_the_book() -> None:
    before, after = PAID - timedelta(days=3), PAID + timedelta(days=1)
    host = czech(koruna("20.00", CALLED), koruna("24.50", before), koruna("30.00", after))
    host.nights(CALLED, PAID)
    paid_off(host, PAID)
    (invoice,) = host.account.invoices
    stated = invoice.content.national_vat
    assert stated is not None
    assert str(stated.amount) == "514.50 CZK"  # 21 % of 100.00, at the rate published last
    assert str(stated.reason).endswith(f"CNB of {before}.")
    assert "514,50 CZK" in document_text(invoice, language="cs").replace("\N{NO-BREAK SPACE}", " ")
    host.decide(CreditInvoice(credit=evolve(credit(number=invoice.number, gross=eur("24.20")), on=after)), after)
    host.night(after)
    (note,) = host.account.credit_notes
    assert note.content.national_vat is not None
    assert str(note.content.national_vat.amount) == "102.90 CZK"  # 4.20, at the rate of the invoice


@pytest.mark.parametrize("rates", [(), (koruna("24.50", PAID - timedelta(days=32)),), (koruna("24.50", T),)])
def test_without_a_rate_of_the_month_the_step_says_what_the_invoice_lacks(rates: tuple[ExchangeRate, ...]) -> None:
    host = czech(*rates)
    host.nights(CALLED, PAID)
    (demand,) = host.account.demands
    host.pay(demand.id, str(demand.missing.amount), PAID)
    (step,) = [each for each in host.planned(PAID).steps if isinstance(each, IssueInvoice)]
    assert step.draft.national_vat is None
    assert "documents.national_vat" in {each.code for each in step.findings}


def test_a_rate_of_thirty_one_days_is_still_good() -> None:
    host = czech(koruna("24.50", PAID - timedelta(days=31)))
    host.nights(CALLED, PAID)
    paid_off(host, PAID)
    assert host.account.invoices[0].content.national_vat is not None


def test_the_book_takes_rates_and_nothing_else() -> None:
    assert refusal(evolve, book(), exchange_rates=("24.50",)) == ("value.type", "book.exchange_rates")
