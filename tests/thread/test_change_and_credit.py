"""What was paid for a line goes back once: as the credit of a change of plan, by a credit note, or in a chargeback."""

from datetime import date, timedelta

import pytest

from hostbilling.demands import PartState, ToCredit
from hostbilling.lifecycle import Accepted, ChangeService, Command, CreditInvoice, RenewalPolicy, TakeBack, decide
from hostbilling.money import add, subtract, total
from hostbilling.payments import Direction, Payment, ReversalKind
from hostbilling.renewal import CancelPolicy
from hostbilling.renewal.law import Channel

from .host import Host, service
from .test_contracts import new_server, shop

END = date(2026, 4, 1)
SHOP = shop(RenewalPolicy(cancel=CancelPolicy(channels=[Channel.CUSTOMER_AREA], mid_term=True)))


def changing(*, credited_first: bool) -> Host:
    """A server of one month that is to become a larger one tonight, and whose invoice is credited whole."""
    host = Host(service("S1", end=END), book=SHOP)
    on = date(2026, 3, 1)
    new_server(host, on, id_="S2")
    (invoice,) = host.account.invoices
    credit = ToCredit(id="C9", invoice_number=invoice.number, why="goodwill", on=on)
    commands: list[Command] = [
        CreditInvoice(credit=credit),
        ChangeService(id="U1", service_id="S2", effective=on, product_id="large"),
    ]
    for command in commands if credited_first else reversed(commands):
        host.decide(command, on)
    host.nights(on, on + timedelta(days=3))
    return host


@pytest.mark.parametrize("credited_first", [True, False])
def test_what_is_credited_pays_for_no_change_of_plan_as_well(credited_first: bool) -> None:  # noqa: FBT001
    host = changing(credited_first=credited_first)
    paid_in = total((payment.amount for payment in host.account.payments), currency="EUR")
    calls = [part for demand in host.account.demands for part in demand.parts if part.state is PartState.PAID]
    credited = total((note.content.totals.amounts.gross for note in host.account.credit_notes), currency="EUR")
    bought = subtract(total((part.amounts.gross for part in calls), currency="EUR"), credited)
    assert add(bought, host.account.wallet.balance) == paid_in
    assert host.account.to_credit == ()
    assert [each for each in host.planned(date(2026, 3, 4)).blocked if each.what == "credit note"] == []


def test_a_change_that_falls_away_is_told() -> None:
    host = Host(service("S1", end=END), book=SHOP)
    on = date(2026, 3, 1)
    new_server(host, on, id_="S2")
    host.decide(ChangeService(id="U1", service_id="S2", effective=on, product_id="large"), on)
    (paid,) = host.account.payments
    out = Payment(channel="bank", external_id="b", amount=paid.amount, received_on=on, direction=Direction.OUT)
    taken = TakeBack(of=paid.id, payment=out, reversal=ReversalKind.CHARGEBACK)
    outcome = decide(host.account, taken, host.book, on=on)
    assert isinstance(outcome, Accepted)
    assert any("Change U1 of S2" in str(reason) for reason in outcome.reasons)
    host.record(*outcome.facts)
    assert host.account.changes == ()
