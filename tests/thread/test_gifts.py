"""A gift pays like money and is never paid out, whatever becomes of what it paid for."""

from datetime import date

from attrs import evolve

from hostbilling.demands import ToCredit
from hostbilling.lifecycle import (
    ChangeService,
    CreditInvoice,
    GrantCredit,
    NewService,
    OrderLine,
    PlaceOrder,
    WithdrawFromService,
)
from hostbilling.money import payable
from hostbilling.payments import Cover, Origin, VatRegime, WalletPolicy

from .host import Host
from .test_contracts import MONTH, shop

MAY = date(2026, 5, 1)


def given(amount: str) -> Host:
    """A host that sold a server for May at 38.13, of which a gift paid some and a transfer the rest."""
    host = Host(book=evolve(shop(), wallet=WalletPolicy(regime=VatRegime.DEPOSIT, covers=Cover.PARTIAL)))
    host.decide(GrantCredit(id="g", amount=payable(amount, "EUR"), why="welcome"), MAY)
    new = NewService(id="box", product_id="small", name="box.example")
    host.decide(PlaceOrder(id="O", lines=(OrderLine(service_id="box", term=MONTH),), new=(new,)), MAY)
    host.night(MAY)
    missing = str(host.account.demand("O").missing.amount)
    if missing != "0.00":
        host.pay("O", missing, MAY)
        host.night(MAY)
    assert host.account.service("box").ends_on == date(2026, 6, 1)
    return host


def lots(host: Host) -> list[tuple[str, Origin]]:
    return [(str(lot.left.amount), lot.terms.origin) for lot in host.account.wallet.lots]


def test_who_withdraws_gets_back_what_was_paid_and_the_rest_of_the_gift_as_a_gift() -> None:
    host, on = given("20"), date(2026, 5, 14)
    host.decide(WithdrawFromService(id="W1", service_id="box", sent_on=on, informed_on=MAY, begun_at_request=True), on)
    host.nights(on, date(2026, 5, 16))
    # 22.14 of 38.13 are given back for 18 of 31 days: 18.13 were paid, the rest was given.
    assert [str(each.payment.amount) for each in host.account.gone_back] == ["18.13 EUR"]
    assert lots(host) == [("4.01", Origin.GRANTED)]
    assert host.account.to_refund == ()
    assert host.planned(date(2026, 5, 16)).blocked == ()


def test_a_gift_that_paid_for_days_which_a_change_replaced_is_a_gift_when_the_change_is_credited() -> None:
    host, on = given("38.13"), date(2026, 5, 11)
    host.decide(ChangeService(id="U", service_id="box", effective=on, product_id="large"), on)
    host.night(on)
    assert str(host.account.demand("U").missing) == "25.83 EUR"  # 21 of 31 days of 76.26, less those of 38.13
    host.pay("U", "25.83", on)
    host.night(on)
    assert host.account.service("box").product_id == "large"
    bill = host.account.invoices[-1].number
    host.decide(CreditInvoice(credit=ToCredit(id="K", invoice_number=bill, why="sorry", on=on)), on)
    host.night(on)
    assert lots(host) == [("25.83", Origin.PAID), ("25.83", Origin.GRANTED)]
