"""A service is brought back after its end: what it costs, until when, on which call, and what is done once it is paid.

The dates are those of WebSupport for a validity that ends on 10 January 2027: off on that day, deleted on the 17th,
recoverable until the 31st, purged on 1 February.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from hostbilling.catalog import Price
from hostbilling.documents import Basis
from hostbilling.dunning import FeeFor, Gap, Phase, ReactivationTerms, Standing, standing
from hostbilling.errors import InvalidInput
from hostbilling.lifecycle import (
    Accepted,
    BringBack,
    CancelAccount,
    CancelOrder,
    CancelService,
    ChangeService,
    FamilyPolicy,
    Hold,
    HoldKind,
    IssueProforma,
    NewService,
    Ordered,
    OrderLine,
    PaymentReversed,
    PlaceHold,
    PlaceOrder,
    PurgeService,
    Refused,
    RenewalPolicy,
    RestoreService,
    ServiceSuspended,
    WithdrawFromService,
    decide,
    reactivation,
    replay,
)
from hostbilling.money import Money, payable
from hostbilling.payments import Direction, Payment, ReversalKind
from hostbilling.periods import Period, Term
from hostbilling.presets import websupport
from hostbilling.renewal import OrderState, Start, When
from hostbilling.serde import dump_fact, load_fact
from hostbilling.services import ServiceState
from tests.thread.host import YEAR, Host, book, service
from tests.thread.test_contracts import new_server, request, shop

from .test_debts import tacit

T = date(2027, 1, 10)
RECOVERY = payable("25.00", "EUR")
KNOWN = evolve(websupport.BACK, recovery=RECOVERY)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def host(until: int, terms: ReactivationTerms | None = KNOWN, **more: Any) -> Host:
    """The thread's host, with nights run up to a day that is not included; nobody paid."""
    base = book()
    policies = evolve(base.usual, back=terms, **more)
    found = Host(service("S1", end=T), book=evolve(base, usual=policies))
    found.nights(day(-30), day(until))
    return found


def refused(host_: Host, on: int, **wanted: Any) -> list[str]:
    outcome = decide(host_.account, command(**wanted), host_.book, on=day(on))
    assert isinstance(outcome, Refused), outcome
    return [str(reason) for reason in outcome.reasons]


def command(**wanted: Any) -> BringBack:
    usual: dict[str, Any] = {"id": "B1", "service_id": "S1"}
    return BringBack(**usual | wanted)


def deleted(terms: ReactivationTerms | None = KNOWN, *, on: int = 15, **more: Any) -> Host:
    """Deleted on the 17th, ordered back on the 25th, the call issued that night."""
    found = host(on, terms, **more)
    found.decide(command(), day(on))
    found.night(day(on))
    return found


# ------------------------------------------------------------------------------------- the quote


@pytest.mark.requirement("R-028", "R-029")
@pytest.mark.parametrize(
    ("on", "phase", "total"),
    [
        (-20, Phase.WORKING, None),
        (3, Phase.SUSPENDED, "123.00 EUR"),  # the open call, with VAT
        (8, Phase.RECOVERABLE, "125.00 EUR"),  # a new one, before VAT, and the recovery
        (21, Phase.RECOVERABLE, "125.00 EUR"),
        (22, Phase.GONE, None),
    ],
)
def test_a_quote_says_how_far_the_end_has_gone_and_what_coming_back_costs(
    on: int, phase: Phase, total: str | None
) -> None:
    found = host(on + 1)
    quote = reactivation(found.account, "S1", found.book, on=day(on))
    assert quote.way is not None
    assert quote.way.phase is phase
    assert (None if quote.total is None else str(quote.total)) == total
    if phase is Phase.RECOVERABLE:
        assert quote.way.last_day == day(21)
        assert (quote.demand_id, quote.period) == (None, Period(T, date(2028, 1, 10)))
    if phase is Phase.SUSPENDED:
        assert quote.demand_id == f"S1/{T}"


def test_a_quote_that_nobody_purged_in_time_is_over_all_the_same() -> None:
    found = host(9)
    quote = reactivation(found.account, "S1", found.book, on=day(22))
    assert not quote.possible
    assert str(quote) == f"Purged on {day(22)}: nothing can be recovered any more."


def test_a_fee_that_depends_on_the_case_leaves_the_total_open_until_somebody_says_it() -> None:
    found = host(9, websupport.BACK)
    quote = reactivation(found.account, "S1", found.book, on=day(9))
    assert quote.total is None
    assert str(quote.price) == "100.00 EUR"
    assert refused(found, 9) == [
        "Recovery of a deleted service depends on the case: say in the command what it costs for S1."
    ]
    for amount, gross in ((RECOVERY, "153.75 EUR"), (payable("0", "EUR"), "123.00 EUR")):
        tried = evolve(command(), fees=((FeeFor.RECOVERY, amount),))
        outcome = decide(found.account, tried, found.book, on=day(9))
        assert isinstance(outcome, Accepted)
        other = Host(book=found.book)
        other.account, other.facts = found.account, list(found.facts)
        other.record(*outcome.facts)
        (step,) = other.planned(day(9)).steps
        assert isinstance(step, IssueProforma)
        assert str(step.draft.totals.amounts.gross) == gross


def test_without_terms_in_the_book_there_is_no_way_back_of_ours() -> None:
    found = host(9, None)
    assert refused(found, 9) == ["The book says nothing about bringing S1 back: give its family ReactivationTerms."]


# ------------------------------------------------------------------------------------- the call, paid and not


@pytest.mark.requirement("R-028")
def test_a_deleted_service_is_called_for_anew_and_restored_once_that_is_paid() -> None:
    found = deleted()
    proforma = found.account.proformas[-1].content
    assert [(line.kind.value, str(line.amounts.gross)) for line in proforma.lines] == [
        ("fee", "30.75 EUR"),
        ("service", "123.00 EUR"),
    ]
    assert found.account.demand("B1").due_on == min(day(15 + 7), day(21))
    found.pay("B1", "153.75", day(18))
    assert (
        standing(found.account.service("S1"), found.account.demand("B1"), on=day(18)) is Standing.REACTIVATION_PENDING
    )
    steps = found.night(day(18))
    assert [type(step).__name__ for step in steps] == ["IssueInvoice", "RestoreService"]
    (step,) = [step for step in steps if isinstance(step, RestoreService)]
    assert str(step.reasons[0]) == f"S1, deleted on {day(7)}, is paid until 2028-01-10: it is restored."
    assert found.account.service("S1").state is ServiceState.ACTIVE
    assert found.account.service("S1").ends_on == date(2028, 1, 10)
    assert found.account.placed[0].state is OrderState.VALIDATED
    assert found.nights(day(19), day(60)) == []  # nothing is purged
    assert replay([load_fact(dump_fact(fact)) for fact in found.facts]) == found.account


def test_an_order_that_comes_again_adds_nothing_and_one_taken_back_asks_for_nothing() -> None:
    found = deleted()
    before = found.account
    found.decide(command(), day(15))
    assert found.account == before
    found.decide(CancelOrder(id="B1"), day(16))
    assert found.account.open_part("S1") is None
    purged = [step.on for step in found.nights(day(16), day(30)) if isinstance(step, PurgeService)]
    assert purged == [day(22)]


def test_unpaid_it_is_purged_on_its_day_and_money_that_comes_later_is_in_the_wallet() -> None:
    found = deleted()
    purged = [step.on for step in found.nights(day(16), day(30)) if isinstance(step, PurgeService)]
    assert purged == [day(22)]
    assert found.account.placed[0].state is OrderState.LAPSED
    found.pay("B1", "153.75", day(23))
    assert str(found.account.wallet.balance) == "153.75 EUR"
    assert found.account.service("S1").state is ServiceState.PURGED
    assert refused(found, 24, id="B2") == [f"Purged on {day(22)}: nothing can be recovered any more."]


def test_a_payment_on_the_last_day_brings_it_back() -> None:
    found = deleted()
    found.nights(day(16), day(21))
    found.pay("B1", "153.75", day(21))
    assert "RestoreService" in [type(step).__name__ for step in found.night(day(21))]
    assert found.account.service("S1").state is ServiceState.ACTIVE


def test_a_payment_that_was_announced_holds_the_purge_back() -> None:
    found = deleted()
    said = Hold(id="H", why="paid by transfer", kind=HoldKind.ANNOUNCED, until=day(24))
    found.decide(PlaceHold(hold=said), day(20))
    found.nights(day(20), day(24))
    assert found.account.service("S1").state is ServiceState.DELETED
    found.pay("B1", "153.75", day(24))
    found.night(day(24))
    assert found.account.service("S1").state is ServiceState.ACTIVE


@pytest.mark.parametrize("restored", [False, True])
def test_a_payment_that_is_taken_back_ends_it_again(restored: bool) -> None:  # noqa: FBT001
    found = deleted()
    found.pay("B1", "153.75", day(18))
    if restored:
        found.night(day(18))
    back = Payment(
        channel="bank",
        external_id="chargeback",
        amount=payable("153.75", "EUR"),
        received_on=day(19),
        direction=Direction.OUT,
    )
    found.record(
        PaymentReversed(of="bank:B1#1", payment=back, reversal=ReversalKind.CHARGEBACK, on=day(19), known=day(19))
    )
    found.nights(day(19), day(90))
    assert found.account.service("S1").state is ServiceState.PURGED


def test_a_foreign_domain_that_is_off_pays_for_quarantine_on_a_call_in_the_place_of_the_open_one() -> None:
    terms = evolve(websupport.BACK_FOREIGN_DOMAIN, quarantine=payable("40.00", "EUR"), recovery=RECOVERY)
    found = host(4, terms)
    quote = reactivation(found.account, "S1", found.book, on=day(3))
    assert (quote.demand_id, str(quote.total)) == (None, "140.00 EUR")
    found.decide(command(), day(3))
    found.night(day(3))
    assert [demand.is_open for demand in found.account.demands] == [False, True]
    found.pay("B1", "172.20", day(4))
    assert "ReactivateService" in [type(step).__name__ for step in found.night(day(4))]


@pytest.mark.requirement("R-026")
def test_a_service_that_is_only_off_needs_no_other_call() -> None:
    found = host(4)
    outcome = decide(found.account, command(), found.book, on=day(3))
    assert isinstance(outcome, Accepted)
    assert outcome.facts == ()
    assert str(outcome.reasons[-1]) == f"S1/{T} asks for it already: paying 123.00 EUR brings S1 back."
    found.pay(f"S1/{T}", "123.00", day(3))
    assert str(reactivation(found.account, "S1", found.book, on=day(3)).reasons[-1]) == (
        "S1 is paid until 2028-01-10: no other call is needed."
    )


def test_a_service_that_was_cancelled_comes_back_too_and_is_not_ended_again() -> None:
    found = host(-28)
    now = request("C1", day(-20), when=When.AT_END)
    found.decide(CancelService(service_id="S1", request=now), day(-20))
    found.nights(day(-20), day(5))
    assert found.account.service("S1").state is ServiceState.DELETED
    found.decide(command(), day(5))
    found.night(day(5))
    found.pay("B1", "153.75", day(6))
    found.nights(day(6), day(60))
    back = found.account.service("S1")
    assert (back.state, back.ending, back.ends_on) == (ServiceState.ACTIVE, None, date(2028, 1, 10))


def test_an_invoice_upon_the_order_waits_until_it_is_restored() -> None:
    found = deleted(invoice_on=Basis.ORDER)
    found.pay("B1", "153.75", day(18))
    assert [type(step).__name__ for step in found.planned(day(18)).steps] == ["RestoreService"]
    assert [type(step).__name__ for step in found.night(day(19))] == ["RestoreService", "IssueInvoice"]
    assert found.account.invoices[0].content.supplied_on == day(19)


def test_days_without_service_are_not_paid_for_where_renewals_count_from_the_payment() -> None:
    free = RenewalPolicy(start=Start.LATER_OF)
    found = deleted(evolve(KNOWN, gap=Gap.WAIVED), renewal=free)
    found.pay("B1", "153.75", day(18))
    assert found.account.service("S1").ends_on == date(2028, 1, 28)


# ------------------------------------------------------------------------------------- what is refused


def test_what_works_or_is_asked_for_wrongly_is_refused_with_what_to_do() -> None:
    working = host(-28)
    assert refused(working, -28) == ["S1 works: place an order to renew it."]
    gone = host(9)
    assert refused(gone, 9, fees=((FeeFor.QUARANTINE, RECOVERY),)) == [
        "Release from quarantine is not open for S1: leave it out of the command."
    ]
    (told,) = refused(gone, 9, term=Term.years(3))
    assert told.startswith("S1 cannot be renewed: there is no price for domain for 3 years")


def test_what_was_withdrawn_from_whole_is_ordered_anew() -> None:
    found = Host(book=evolve(book(), usual=evolve(book().usual, back=KNOWN)))
    new = NewService(id="box", product_id="vps", name="box")
    found.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="box", term=Term.years(1)),), new=(new,)), T)
    assert refused(found, 0, service_id="box") == [
        "box is ordered and no day of it is paid for: it is ordered as a new service."
    ]
    found.night(T)
    found.pay("O1", "123.00", T)
    found.night(T)
    found.decide(WithdrawFromService(id="W1", service_id="box", sent_on=T, informed_on=T, begun_at_request=False), T)
    found.night(T)
    assert refused(found, 1, service_id="box") == [
        "box is deleted and no day of it is paid for: it is ordered as a new service."
    ]


def test_what_is_off_for_a_debt_comes_back_with_its_payment() -> None:
    owing = tacit()
    owing.book = evolve(owing.book, usual=evolve(owing.book.usual, back=KNOWN))
    owing.nights(date(2026, 11, 1), date(2027, 3, 1))
    assert owing.account.service("S1").state is ServiceState.SUSPENDED
    (debt,) = [each for each in owing.account.debts if each.is_open]
    quote = reactivation(owing.account, "S1", owing.book, on=date(2027, 3, 1))
    assert (quote.demand_id, quote.price, quote.total) == (debt.id, debt.missing, debt.missing)
    assert str(quote.reasons[-1]).startswith(f"{debt.id} asks for it already: paying 123.00 EUR")


def test_a_closed_account_a_taken_id_and_another_currency_bring_nothing_back() -> None:
    found = host(-28)
    found.decide(CancelAccount(request=request("C1", day(-20))), day(-20))
    found.nights(day(-20), day(5))
    assert refused(found, 5) == [
        "The account is cancelled paid and takes no orders: bring it back first, with MoveAccount."
    ]
    crowns = host(9, websupport.BACK)
    assert refused(crowns, 9, fees=((FeeFor.RECOVERY, payable("600", "CZK")),)) == [
        "600.00 CZK is no price for an account in EUR."
    ]
    named = Host(book=shop())
    new_server(named, T)
    named.decide(ChangeService(id="B1", service_id="box", effective=day(5), quantity=2), T)
    assert refused(named, 1, service_id="box") == ["B1 names a change already: give the order another id."]


def test_a_term_with_a_price_that_is_not_offered_any_more_is_no_choice() -> None:
    found = host(9)
    catalog = found.book.catalog
    three = Term.years(3)
    price = Price(product_id="domain", term=three, since=date(2020, 1, 1), renewal=payable("270", "EUR"))
    found.book = evolve(found.book, catalog=evolve(catalog, prices=(*catalog.prices, price)))
    assert refused(found, 9, term=three) == ["domain is not offered for 3 years, only for 1 year, 1 month."]


def test_while_its_data_is_being_removed_nothing_is_sold_for_it() -> None:
    found = host(22)
    (step,) = [each for each in found.planned(day(22)).steps if isinstance(each, PurgeService)]
    found.record(step.intended())
    assert refused(found, 21) == ["S1 is being deleted: wait for the outcome."]


def test_an_order_that_brings_back_says_so_and_what_it_costs_on_the_order() -> None:
    found = host(9)
    outcome = decide(found.account, command(), found.book, on=day(9))
    assert isinstance(outcome, Accepted)
    quote = reactivation(found.account, "S1", found.book, on=day(9))
    assert "B1" in str(outcome.reasons[0])
    assert "S1" in str(outcome.reasons[0])
    assert outcome.reasons[1:] == quote.reasons
    (ordered,) = outcome.facts
    assert isinstance(ordered, Ordered)
    assert (ordered.on, ordered.known, ordered.order.id) == (day(9), day(9), "B1")
    assert ordered.placed is not None
    (offer,) = ordered.placed.offers
    assert (str(offer.price), offer.service_id, offer.extends, offer.term) == ("125.00 EUR", "S1", T, YEAR)
    assert (ordered.placed.placed_on, ordered.placed.contact.email) == (day(9), "books@example.org")


def test_what_is_off_though_it_is_paid_for_costs_nothing_to_bring_back() -> None:
    found = host(-27)
    found.pay(f"S1/{T}", "123.00", day(-27))
    found.record(ServiceSuspended(key="staff", service_id="S1", stage="staff", on=day(-20), known=day(-20)))
    quote = reactivation(found.account, "S1", found.book, on=day(-20))
    assert (quote.demand_id, quote.price, quote.term, quote.period) == (None, None, None, None)
    assert quote.reasons[-1].code == "lifecycle.paid_already"
    assert str(date(T.year + 1, T.month, T.day)) in str(quote.reasons[-1])


def test_that_holds_for_a_service_that_was_paid_for_and_cancelled_too() -> None:
    found = host(-27)
    found.pay(f"S1/{T}", "123.00", day(-27))
    at_once = request("C1", day(-26), when=When.IMMEDIATELY)
    found.decide(CancelService(service_id="S1", request=at_once), day(-26))
    on = -26
    while not (steps := [each for each in found.planned(day(on)).steps if isinstance(each, PurgeService)]):
        found.night(day(on))
        on += 1
    assert steps[0].key == "S1/purge"
    found.record(steps[0].intended())
    assert refused(found, on - 1) == ["S1 is being deleted: wait for the outcome."]


def test_the_book_says_once_whether_days_without_service_are_billed() -> None:
    with pytest.raises(InvalidInput, match="is not what renewal"):
        FamilyPolicy(explicit=websupport.EXPLICIT, tacit=websupport.TACIT, back=evolve(websupport.BACK, gap=Gap.WAIVED))


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"id": ""}, "back.id"),
        ({"service_id": None}, "back.service_id"),
        ({"term": "1 year"}, "back.term"),
        ({"payment": "card"}, "back.payment"),
        ({"fees": (("recovery", RECOVERY),)}, "back.fees"),
        ({"fees": ((FeeFor.RECOVERY, Money("-1", "EUR")),)}, "back.fees"),
    ],
)
def test_a_command_says_which_field_is_wrong(wanted: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as told:
        command(**wanted)
    assert [fault.field for fault in told.value.faults] == [field]
