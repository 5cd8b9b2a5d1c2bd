"""Receipts by policy: for the wallet, and for every payment where the seller says so."""

from datetime import date, timedelta

from attrs import evolve

from hostbilling.documents import Kind, Receipt, TopUpReceipt, ref_of
from hostbilling.lifecycle import Book, IssueTopUpReceipt, Papers, PaymentReceived, ReceiptPolicy, replay
from hostbilling.numbering import DocumentKind
from hostbilling.payments import Payment, Terms, VatRegime
from hostbilling.render import document_text
from tests.samples import eur, refusal

from .host import RECEIPTS, Host, book, service

T = date(2026, 4, 1)
CALLED = T - timedelta(days=28)
PAID = T - timedelta(days=20)


def confirming(*, every: bool = False, since: date = CALLED) -> Book:
    return evolve(book(), papers=Papers(receipts=ReceiptPolicy(since=since, every=every), series=(RECEIPTS,)))


def topped_up(host: Host, amount: str, on: date) -> None:
    payment = Payment(channel="bank", external_id=f"top-up {on}", amount=eur(amount), received_on=on)
    host.record(
        PaymentReceived(payment=payment, demand_id=None, terms=Terms(regime=VatRegime.DEPOSIT), on=on, known=on)
    )


def test_without_a_policy_there_is_none() -> None:
    host = Host(service("S1", end=T))
    topped_up(host, "20.00", PAID)
    host.night(PAID)
    assert host.account.receipts == ()


def test_money_for_the_wallet_is_confirmed_with_what_the_wallet_holds_after_it() -> None:
    host = Host(service("S1", end=T + timedelta(days=99)), book=confirming())
    topped_up(host, "20.00", PAID)
    topped_up(host, "5.00", PAID + timedelta(days=1))
    host.night(PAID + timedelta(days=1))
    first, second = host.account.receipts
    assert isinstance(first, TopUpReceipt)
    assert isinstance(second, TopUpReceipt)
    assert (first.number, first.content.amount, first.content.balance) == ("R2026-0001", eur("20.00"), eur("20.00"))
    assert (second.content.amount, second.content.balance) == (eur("5.00"), eur("25.00"))
    assert first.content.top_up.amounts.vat == eur("0.00")
    assert "R2026-0001" in document_text(first)
    assert not host.planned(PAID + timedelta(days=2)).steps
    assert replay(host.facts) == host.account


def test_two_numbers_for_one_receipt_are_told() -> None:
    host = Host(service("S1", end=T + timedelta(days=99)), book=confirming())
    topped_up(host, "20.00", PAID)
    (step,) = host.planned(PAID).steps
    assert isinstance(step, IssueTopUpReceipt)
    first, second = (step.done(number=number, issued_on=PAID, known=PAID) for number in ("R1", "R2"))
    host.record(step.intended(), first, first)
    assert refusal(host.record, second) == ("document.twice", "number")


def test_money_that_belongs_to_nothing_is_confirmed_plainly() -> None:
    host = Host(service("S1", end=T + timedelta(days=99)), book=confirming())
    host.pay(None, "7.00", PAID)
    host.night(PAID)
    (receipt,) = host.account.receipts
    assert isinstance(receipt, Receipt)
    assert receipt.content.amount == eur("7.00")


def test_an_invoice_confirms_its_payment_unless_every_payment_has_a_receipt() -> None:
    for every in (False, True):
        host = Host(service("S1", end=T), book=confirming(every=every))
        host.nights(CALLED, PAID)
        host.pay(host.account.demands[0].id, "40.00", PAID)
        host.night(PAID)
        assert len(host.account.receipts) == every
        if every:
            (receipt,) = host.account.receipts
            assert receipt.content.amount == eur("40.00")
            assert [ref.kind for ref in receipt.content.follows] == [Kind.PROFORMA]
            assert receipt.content.follows == (ref_of(host.account.proformas[0]),)


def test_what_came_before_the_policy_has_none() -> None:
    host = Host(service("S1", end=T + timedelta(days=99)), book=confirming(since=PAID + timedelta(days=1)))
    topped_up(host, "20.00", PAID)
    topped_up(host, "5.00", PAID + timedelta(days=1))
    host.night(PAID + timedelta(days=1))
    assert [each.content.amount for each in host.account.receipts] == [eur("5.00")]


def test_both_kinds_can_share_a_series() -> None:
    papers = confirming().papers
    assert papers.series_of(DocumentKind.RECEIPT) is papers.series_of(DocumentKind.TOP_UP_RECEIPT) is RECEIPTS
