"""Contracts in the conductor: begun, changed in mid-term, cancelled, withdrawn from, and renewed as the law asks."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.catalog import Catalog, Family, Price, Product, SupplyKind
from hostbilling.lifecycle import (
    Accepted,
    AnnouncePrice,
    Book,
    CancelAccount,
    CancelService,
    ChangeCustomer,
    ChangeService,
    Command,
    DeclineDebit,
    EndTransfer,
    FamilyPolicy,
    GrantDays,
    IssueProforma,
    KeepService,
    LawPolicy,
    MoveAccount,
    NewService,
    OrderLine,
    PlaceOrder,
    Refused,
    RenewalPolicy,
    Step,
    SwitchRenewal,
    TellCustomer,
    TransferOwner,
    TransferStep,
    WithdrawFromService,
    decide,
    replay,
)
from hostbilling.money import Money, add, exact, payable, subtract, total, zero
from hostbilling.parties import CustomerKind
from hostbilling.periods import Term
from hostbilling.presets import helpdesk, lws, websupport
from hostbilling.renewal import (
    AccountEvent,
    AccountState,
    CancelPolicy,
    ChangePolicy,
    Effect,
    Gap,
    Mode,
    ModeRule,
    Need,
    OnRise,
    OrderState,
    PaymentChoice,
    PricePolicy,
    RefundPolicy,
    Request,
    Start,
    Surplus,
    When,
)
from hostbilling.renewal.law import Channel
from hostbilling.serde import dump_fact, load_fact
from hostbilling.services import Cause, ServiceState

from .host import CARD, YEAR, Host, accepts, book, customer, located, service

T = date(2026, 4, 1)
MONTH = Term.months(1)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def shop(policy: RenewalPolicy | None = None, *, law: bool = False, gross: bool = False) -> Book:
    """The book of the thread with two sizes of a server, by the month and by the year."""
    base = book(gross=gross)
    products = tuple(
        Product(id=id_, name=id_, family=Family.VPS, supply=SupplyKind.ELECTRONIC, terms=(MONTH, YEAR))
        for id_ in ("small", "large")
    )
    prices = tuple(
        Price(product_id=id_, term=term, since=date(2020, 1, 1), renewal=exact(amount, "EUR"))
        for id_, term, amount in (
            ("small", MONTH, "31.00"),
            ("large", MONTH, "62.00"),
            ("small", YEAR, "365.00"),
            ("large", YEAR, "730.00"),
        )
    )
    catalog = Catalog(products=(*base.catalog.products, *products), prices=(*base.catalog.prices, *prices), gross=gross)
    renewal = policy or RenewalPolicy()
    policies = FamilyPolicy(explicit=websupport.EXPLICIT, tacit=websupport.TACIT, renewal=renewal)
    monthly = FamilyPolicy(explicit=websupport.MONTHLY, tacit=websupport.MONTHLY_TACIT, renewal=renewal)
    by_card = ModeRule(
        text="servers paid by card", families=frozenset({Family.VPS}), methods=frozenset({"card"}), mode=Mode.TACIT
    )
    return evolve(
        base,
        catalog=catalog,
        usual=policies,
        special=((Family.VPS, monthly),),
        mode_rules=(by_card,),
        law=LawPolicy() if law else None,
    )


def new_server(host: Host, on: date, *, product: str = "small", term: Term = MONTH, id_: str = "box") -> str:
    """Order a server, pay for it, and let the host set it up; returns its id."""
    new = NewService(id=id_, product_id=product, name=f"{id_}.example")
    host.decide(PlaceOrder(id=f"O-{id_}", lines=(OrderLine(service_id=id_, term=term),), new=(new,)), on)
    host.night(on)
    demand = host.account.demand(f"O-{id_}")
    host.pay(demand.id, str(demand.missing.amount), on, id_="first")
    host.night(on)
    return id_


def change(host: Host, on: date, **wanted: object) -> object:
    command = ChangeService(id=f"U-{on}", service_id="box", effective=on, **wanted)  # type: ignore[arg-type]
    outcome = decide(host.account, command, host.book, on=on)
    if isinstance(outcome, Accepted):
        host.record(*outcome.facts)
    return outcome


def request(
    id_: str, on: date, *, when: When = When.AT_END, at: date | None = None, by: Channel = Channel.CUSTOMER_AREA
) -> Request:
    return Request(id=id_, when=when, channel=by, declared_on=on, received_on=on, confirmed=True, at=at)


def state(host: Host) -> OrderState:
    return host.account.placed[0].state


def kinds(steps: Iterable[Step]) -> list[str]:
    return [type(step).__name__ for step in steps]


def invoiced(host: Host) -> Money:
    """What invoices ask for less what credit notes give back."""
    asked = total((each.content.totals.amounts.gross for each in host.account.invoices), currency="EUR")
    back = total((each.content.totals.amounts.gross for each in host.account.credit_notes), currency="EUR")
    return subtract(asked, back)


def received(host: Host) -> Money:
    return total((each.amount for each in host.account.payments), currency="EUR")


# ------------------------------------------------------------------------------------- a service begins


@pytest.mark.requirement("R-070")
@pytest.mark.requirement("R-107")
def test_a_first_order_is_paid_set_up_and_its_two_messages_are_sent() -> None:
    host = Host(book=shop())
    new = NewService(id="box", product_id="small", name="box.example")
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="box", term=MONTH),), new=(new,)), day(0))
    (call,) = host.night(day(0))
    assert isinstance(call, IssueProforma)
    assert str(call.draft.totals.amounts.gross) == "38.13 EUR"
    assert state(host) is OrderState.WAITING_FOR_PAYMENT
    assert host.night(day(3)) == []
    host.pay("O1", "38.13", day(4))
    assert state(host) is OrderState.VALIDATED
    assert kinds(host.night(day(4))) == ["IssueInvoice", "ProvideService", "SendAccess", "SendAccess"]
    box = host.account.service("box")
    assert (box.state, str(box.coverage.grants[0].period), box.anchor_day) == (
        ServiceState.ACTIVE, "2026-04-05 to 2026-05-04", 5,
    )  # fmt: skip
    assert state(host) is OrderState.ACCESS_SENT
    assert replay(host.facts) == host.account


@pytest.mark.requirement("R-039", "R-041", "R-102")
def test_a_second_order_needs_no_credentials_and_how_it_is_paid_decides_how_it_renews() -> None:
    host = Host(service("S1", end=day(200)), book=shop())
    new = NewService(id="box", product_id="small", name="box.example")
    order = PlaceOrder(
        id="O1", lines=(OrderLine(service_id="box", term=MONTH),), new=(new,), payment=PaymentChoice(method="card")
    )
    host.decide(order, day(0))
    host.night(day(0))
    host.pay("O1", "38.13", day(0))
    assert kinds(host.night(day(0))) == ["IssueInvoice", "ProvideService", "SendAccess"]
    assert host.account.service("box").tacit
    assert [each.method for each in (placed.payment for placed in host.account.placed)] == ["card"]


def test_a_first_order_that_nobody_pays_lapses_in_silence() -> None:
    host = Host(book=shop(RenewalPolicy(lapses_after=14)))
    new = NewService(id="box", product_id="small", name="box.example")
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="box", term=MONTH),), new=(new,)), day(0))
    due_on = day(3)
    steps = host.nights(day(0), due_on + timedelta(days=15))
    assert kinds(steps) == ["IssueProforma"]
    assert kinds(host.night(due_on + timedelta(days=15))) == ["LapseCall"]
    assert state(host) is OrderState.LAPSED
    assert host.account.service("box").is_gone
    host.pay("O1", "38.13", day(40))
    assert str(host.account.wallet.balance) == "38.13 EUR"
    assert host.account.service("box").coverage.end is None


@pytest.mark.requirement("R-052", "R-055")
def test_renewals_and_first_terms_in_one_order_have_one_total() -> None:
    host = Host(service("S1", end=day(20)), book=shop())
    new = NewService(id="box", product_id="small", name="box.example")
    lines = (OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="box", term=MONTH))
    host.decide(PlaceOrder(id="O1", lines=lines, new=(new,)), day(0))
    (call,) = host.night(day(0))
    assert isinstance(call, IssueProforma)
    assert str(call.draft.totals.amounts.net) == "131.00 EUR"
    assert str(host.account.placed[0].total) == "131.00 EUR"
    host.pay("O1", "161.13", day(1))
    assert host.account.service("S1").ends_on == date(2027, 4, 21)
    assert host.account.service("box").ends_on == date(2026, 5, 2)


def test_an_add_on_shares_the_end_of_its_parent_and_ends_with_it() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    new = NewService(id="extra", product_id="small", name="extra", parent="box")
    host.decide(PlaceOrder(id="O2", lines=(OrderLine(service_id="extra", term=MONTH),), new=(new,)), day(10))
    (call,) = host.night(day(10))
    assert isinstance(call, IssueProforma)
    assert str(call.draft.totals.amounts.net) == "20.67 EUR"  # 20 of the 30 days of April
    host.pay("O2", str(call.draft.totals.amounts.gross.amount), day(10))
    host.night(day(10))
    assert host.account.service("extra").ends_on == host.account.service("box").ends_on == date(2026, 5, 1)
    host.decide(CancelService(service_id="box", request=request("C1", day(12))), day(12))
    assert [host.account.service(id_).ending for id_ in ("box", "extra")] == [date(2026, 5, 1)] * 2
    host.decide(KeepService(service_id="box"), day(13))
    assert [host.account.service(id_).ending for id_ in ("box", "extra")] == [None, None]
    host.decide(CancelService(service_id="box", request=request("C2", day(14))), day(14))
    host.nights(day(14), day(31))
    assert [host.account.service(id_).state for id_ in ("box", "extra")] == [ServiceState.DELETED] * 2


def test_asking_again_for_what_is_open_returns_it() -> None:
    host = Host(service("S1", end=day(20)), book=shop())
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(0))
    host.night(day(0))
    again = decide(
        host.account, PlaceOrder(id="O2", lines=(OrderLine(service_id="S1", term=YEAR),)), host.book, on=day(1)
    )
    assert isinstance(again, Accepted)
    assert (again.facts, [reason.code for reason in again.reasons]) == ((), ["lifecycle.asked_already"])
    assert "O1" in str(again.reasons[0])
    host.decide(PlaceOrder(id="O3", lines=(OrderLine(service_id="S1", term=MONTH),)), day(1))  # another term replaces
    host.night(day(1))
    assert [each.state for each in host.account.placed] == [OrderState.CANCELLED, OrderState.WAITING_FOR_PAYMENT]
    host.pay("O3", "12.30", day(2))
    other = decide(
        host.account, PlaceOrder(id="O4", lines=(OrderLine(service_id="S1", term=MONTH),)), host.book, on=day(3)
    )
    assert isinstance(other, Accepted)
    assert other.facts  # the next period


def test_an_id_that_is_taken_cannot_be_ordered_anew() -> None:
    host = Host(service("S1", end=day(20)), book=shop())
    new = NewService(id="S1", product_id="small", name="box.example")
    order = PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=MONTH),), new=(new,))
    outcome = decide(host.account, order, host.book, on=day(0))
    assert isinstance(outcome, Refused)
    assert [reason.code for reason in outcome.reasons] == ["lifecycle.id_taken"]


def test_goodwill_lengthens_and_counts_once() -> None:
    host = Host(service("S1", end=T), book=shop())
    for _ in range(2):
        host.decide(GrantDays(id="G1", service_id="S1", term=Term.days(10), cause=Cause.GOODWILL), day(-40))
    assert host.account.service("S1").ends_on == day(10)
    assert host.account.invoices == ()


# ------------------------------------------------------------------------------------- changes in mid-term


def test_an_upgrade_credits_what_was_paid_and_charges_the_days_that_are_left() -> None:
    host = Host(book=shop())
    new_server(host, date(2026, 5, 1))
    on = date(2026, 5, 11)
    assert isinstance(change(host, on, product_id="large"), Accepted)
    (call,) = host.night(on)
    assert isinstance(call, IssueProforma)
    # 21 of 31 days: 42.00 net of the large one, 21.00 back of the small one, 23 % VAT on each
    assert str(call.draft.totals.amounts.gross) == "51.66 EUR"
    assert str(host.account.demand(f"U-{on}").missing) == str(call.draft.totals.payable) == "25.83 EUR"
    host.pay(f"U-{on}", "25.83", on)
    assert kinds(host.night(on)) == ["IssueInvoice", "IssueCreditNote", "SwitchService"]
    box = host.account.service("box")
    assert (box.product_id, box.ends_on, box.coverage.overlaps, box.coverage.holes) == (
        "large",
        date(2026, 6, 1),
        (),
        (),
    )
    assert [str(each.content.totals.amounts.gross) for each in host.account.credit_notes] == ["25.83 EUR"]
    assert str(host.account.wallet.balance) == "0.00 EUR"
    assert invoiced(host) == received(host)
    assert replay(host.facts) == host.account


def test_a_change_that_is_not_paid_by_its_day_lapses_and_changes_nothing() -> None:
    host = Host(book=shop())
    new_server(host, date(2026, 5, 1))
    before = host.account.service("box")
    on = date(2026, 5, 11)
    change(host, on, product_id="large")
    assert kinds(host.nights(on, date(2026, 5, 13))) == ["IssueProforma", "LapseCall"]
    host.pay(f"U-{on}", "25.83", date(2026, 5, 13))
    assert host.account.service("box") == before
    assert str(host.account.wallet.balance) == "25.83 EUR"
    assert host.account.credit_notes == ()


def test_a_downgrade_waits_for_the_renewal_by_default() -> None:
    host = Host(book=shop())
    new_server(host, date(2026, 5, 1), product="large")
    change(host, date(2026, 5, 2), product_id="small")
    steps = host.nights(date(2026, 5, 2), date(2026, 5, 31))
    call = next(step for step in steps if isinstance(step, IssueProforma))
    assert str(call.draft.totals.amounts.net) == "31.00 EUR"
    assert host.account.service("box").product_id == "large"
    host.pay(call.demand.id, "38.13", date(2026, 5, 31))
    assert host.account.service("box").product_id == "small"
    assert "SwitchService" in kinds(host.nights(date(2026, 5, 31), date(2026, 6, 2)))


@pytest.mark.parametrize(("surplus", "left"), [(Surplus.WALLET, "25.83"), (Surplus.FORFEIT, "0.00")])
def test_a_downgrade_now_gives_back_what_it_does_not_need(surplus: Surplus, left: str) -> None:
    policy = RenewalPolicy(change=ChangePolicy(downgrade=Effect.NOW, surplus=surplus))
    host = Host(book=shop(policy))
    new_server(host, date(2026, 5, 1), product="large")
    on = date(2026, 5, 11)
    change(host, on, product_id="small")
    host.night(on)
    assert host.account.service("box").product_id == "small"
    assert str(host.account.wallet.balance) == f"{left} EUR"
    assert subtract(received(host), invoiced(host)) == payable(left, "EUR")


def test_a_change_is_refused_while_a_renewal_is_open_or_another_waits() -> None:
    host = Host(book=shop())
    new_server(host, date(2026, 5, 1))
    host.nights(date(2026, 5, 1), date(2026, 5, 20))  # the call for June is out
    outcome = change(host, date(2026, 5, 20), product_id="large")
    assert isinstance(outcome, Refused)
    assert [reason.code for reason in outcome.reasons] == ["change.renewal_open"]


def test_what_was_paid_elsewhere_is_not_guessed() -> None:
    host = Host(service("box", end=T, product="small", term=MONTH), book=shop())
    outcome = change(host, day(-20), product_id="large")
    assert isinstance(outcome, Refused)
    assert [reason.code for reason in outcome.reasons] == ["lifecycle.paid_elsewhere"]


def test_more_of_the_same_costs_more_of_the_same() -> None:
    host = Host(book=shop())
    new_server(host, date(2026, 5, 1))
    on = date(2026, 5, 11)
    change(host, on, quantity=3)
    (call,) = host.night(on)
    assert isinstance(call, IssueProforma)
    assert str(call.draft.totals.amounts.net) == "63.00 EUR"
    assert str(host.account.demand(f"U-{on}").missing) == "51.66 EUR"
    host.pay(f"U-{on}", "51.66", on)
    host.night(on)
    assert host.account.service("box").quantity == 3


# ------------------------------------------------------------------------------------- ends


def test_a_service_that_was_cancelled_is_not_asked_for_and_ends() -> None:
    host = Host(service("S1", end=T), book=shop())
    host.nights(day(-28), day(-20))
    host.decide(CancelService(service_id="S1", request=request("C1", day(-20))), day(-20))
    assert host.account.open_part("S1") is None
    assert kinds(host.nights(day(-20), day(1))) == ["DeleteService"]
    assert kinds(host.nights(day(1), day(16))) == ["PurgeService"]


def test_a_cancellation_taken_back_in_time_changes_nothing() -> None:
    host = Host(service("S1", end=T), book=shop())
    host.nights(day(-28), day(-20))
    host.decide(CancelService(service_id="S1", request=request("C1", day(-20))), day(-20))
    host.decide(KeepService(service_id="S1"), day(-10))
    assert kinds(host.night(day(-10))) == ["IssueProforma"]
    host.pay(host.account.demands[-1].id, "123.00", day(-9))
    assert host.account.service("S1").ends_on == date(2027, 4, 1)


def tacit(end: date, *, notice: Term | None = None, law: bool = False, country: str = "SK") -> Host:
    policy = RenewalPolicy(cancel=CancelPolicy(channels=[Channel.CUSTOMER_AREA], notice=notice))
    return Host(
        service("S1", end=end, tacit=True),
        book=shop(policy, law=law),
        customer_=customer(country),
        evidence=located(country),
        instruments=(CARD,),
        gateway=accepts,
    )


def test_who_objects_on_the_last_day_gets_the_silent_renewal_back_who_comes_a_day_later_does_not() -> None:
    in_time, late = tacit(T), tacit(T)
    for host, on in ((in_time, day(0)), (late, day(1))):
        host.nights(day(-28), on)
        assert str(host.account.service("S1").ends_on) == "2027-04-01"
        host.decide(CancelService(service_id="S1", request=request("C1", on)), on)
        host.nights(on, day(4))
    assert in_time.account.service("S1").state is ServiceState.DELETED
    assert in_time.account.service("S1").ends_on == T
    assert invoiced(in_time) == zero("EUR")
    assert str(in_time.account.gone_back[0].payment.amount) == "123.00 EUR"
    assert late.account.service("S1").state is ServiceState.ACTIVE
    assert late.account.service("S1").ending == date(2027, 4, 1)
    assert str(invoiced(late)) == "123.00 EUR"


def test_a_cancellation_that_comes_too_late_leaves_the_last_renewal_as_it_was_asked_for() -> None:
    host = tacit(T, notice=MONTH)
    host.nights(day(-60), day(-20))
    asked = host.account.open_part("S1")
    host.decide(CancelService(service_id="S1", request=request("C1", day(-20))), day(-20))
    assert asked is not None
    assert host.account.open_part("S1") == asked
    host.nights(day(-20), day(1))
    assert host.account.service("S1").ends_on == host.account.service("S1").ending == date(2027, 4, 1)
    assert "IssueProforma" not in kinds(host.nights(date(2027, 2, 20), date(2027, 4, 3)))
    assert host.account.service("S1").state is ServiceState.DELETED


def test_prepaid_days_go_back_where_the_policy_says_so() -> None:
    host = Host(book=shop(RenewalPolicy(refund=RefundPolicy.PRORATA)))
    new_server(host, date(2026, 5, 1))
    on = date(2026, 5, 11)
    host.decide(CancelService(service_id="box", request=request("C1", on, when=When.IMMEDIATELY)), on)
    host.nights(on, on + timedelta(days=2))
    assert str(host.account.wallet.balance) == "25.83 EUR"  # 21 of 31 days, VAT included
    assert host.account.service("box").state is ServiceState.DELETED
    assert add(invoiced(host), host.account.wallet.balance) == received(host)


def test_a_consumer_who_withdraws_on_day_13_pays_for_the_days_used() -> None:
    host = Host(book=shop())
    bought = date(2026, 5, 1)
    new_server(host, bought)
    on = date(2026, 5, 14)
    command = WithdrawFromService(id="W1", service_id="box", sent_on=on, informed_on=bought, begun_at_request=True)
    said = [str(reason) for reason in decide(host.account, command, host.book, on=on).reasons]
    host.decide(command, on)
    assert "box: 22.14 EUR, VAT included, go back by 2026-05-28." in said
    host.nights(on, on + timedelta(days=2))
    assert host.account.service("box").state is ServiceState.DELETED
    assert str(host.account.gone_back[0].payment.amount) == "22.14 EUR"  # 18 of 31 days of 38.13
    assert str(invoiced(host)) == "15.99 EUR"
    assert str(host.account.wallet.balance) == "0.00 EUR"


def test_a_withdrawal_after_14_days_is_refused_and_one_of_a_business_too() -> None:
    for customer_, on, code in (
        (customer(), date(2026, 5, 20), "refund.withdrawn_late"),
        (customer(kind=CustomerKind.BUSINESS), date(2026, 5, 3), "refund.no_right"),
    ):
        host = Host(book=shop(), customer_=customer_)
        new_server(host, date(2026, 5, 1))
        command = WithdrawFromService(
            id="W1", service_id="box", sent_on=on, informed_on=date(2026, 5, 1), begun_at_request=True
        )
        outcome = decide(host.account, command, host.book, on=on)
        assert isinstance(outcome, Refused)
        assert code in [reason.code for reason in outcome.reasons]


def test_a_renewal_that_is_withdrawn_from_leaves_the_running_term() -> None:
    host = Host(service("S1", end=T), book=shop())
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(-30))
    host.night(day(-30))
    host.pay("O1", "123.00", day(-30))
    host.night(day(-30))
    on = day(-20)
    host.decide(
        WithdrawFromService(id="W1", service_id="S1", sent_on=on, informed_on=day(-30), begun_at_request=False), on
    )
    host.nights(on, day(-1))
    assert host.account.service("S1").ends_on == T
    assert host.account.service("S1").state is ServiceState.ACTIVE
    assert str(host.account.gone_back[0].payment.amount) == "123.00 EUR"
    host.nights(day(-1), day(1))
    assert host.account.service("S1").state is ServiceState.DELETED


# ------------------------------------------------------------------------------------- odd orders of events


def refused(host: Host, command: Command, on: date) -> list[str]:
    """The codes of a refusal."""
    outcome = decide(host.account, command, host.book, on=on)
    assert isinstance(outcome, Refused), outcome
    return [reason.code for reason in outcome.reasons]


def test_a_server_and_its_add_on_are_ordered_together() -> None:
    host = Host(book=shop())
    new = (
        NewService(id="box", product_id="small", name="box.example"),
        NewService(id="extra", product_id="small", name="extra", parent="box"),
    )
    lines = tuple(OrderLine(service_id=each.id, term=MONTH) for each in new)
    host.decide(PlaceOrder(id="O1", lines=lines, new=new), day(0))
    (call,) = host.night(day(0))
    assert isinstance(call, IssueProforma)
    assert str(call.draft.totals.amounts.net) == "62.00 EUR"
    host.pay("O1", "76.26", day(1))
    host.night(day(1))
    assert [(each.state, each.ends_on) for each in host.account.services] == [(ServiceState.ACTIVE, day(31))] * 2


def test_nothing_is_added_to_what_is_ending() -> None:
    host = Host(service("S1", end=day(20)), book=shop())
    host.decide(CancelService(service_id="S1", request=request("C1", day(0))), day(0))
    new = NewService(id="extra", product_id="small", name="extra", parent="S1")
    order = PlaceOrder(id="O1", lines=(OrderLine(service_id="extra", term=MONTH),), new=(new,))
    assert refused(host, order, day(0)) == ["lifecycle.not_renewable"]


def test_an_add_on_that_is_only_ordered_goes_with_its_parent() -> None:
    host = Host(service("S1", end=day(20)), book=shop())
    for id_ in ("called", "waiting"):
        new = NewService(id=id_, product_id="small", name=id_, parent="S1")
        host.decide(PlaceOrder(id=f"O-{id_}", lines=(OrderLine(service_id=id_, term=MONTH),), new=(new,)), day(0))
        if id_ == "called":
            host.night(day(0))
    host.decide(CancelService(service_id="S1", request=request("C1", day(0))), day(0))
    assert host.nights(day(0), day(20)) == []
    assert [host.account.service(id_).state for id_ in ("called", "waiting")] == [ServiceState.PURGED] * 2


def test_days_given_before_the_first_payment_are_no_second_thing_to_pay() -> None:
    host = Host(service("S1", end=day(40)), book=shop())
    new = NewService(id="extra", product_id="small", name="extra", parent="S1")
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="extra", term=MONTH),), new=(new,)), day(0))
    host.decide(GrantDays(id="G1", service_id="extra", term=Term.days(5), cause=Cause.TRIAL), day(0))
    assert kinds(host.night(day(0))) == ["ProvideService", "IssueProforma"]
    steps = host.nights(day(1), day(60))
    assert [step.key for step in steps if isinstance(step, IssueProforma) and "extra" in step.key]  # as any renewal
    assert "LapseCall" in kinds(steps)
    assert host.account.service("extra").is_gone


def test_a_payment_with_a_day_before_the_order_pays_it() -> None:
    host = Host(service("S1", end=T), book=shop())
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(-30))
    host.night(day(-30))
    host.pay("O1", "123.00", day(-32), known=day(-30))
    assert state(host) is OrderState.VALIDATED


def test_a_fee_for_coming_back_is_invoiced_too() -> None:
    policy = RenewalPolicy(start=Start.LATER_OF, gap=Gap.FEE, gap_fee=payable("15", "EUR"))
    host = Host(service("S1", end=T), book=shop(policy))
    host.nights(day(-28), day(4))
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(4))
    host.night(day(4))
    host.pay("O1", "141.45", day(4))
    host.night(day(4))
    assert str(invoiced(host)) == "141.45 EUR"


def test_what_is_cancelled_before_its_invoice_is_invoiced_and_credited() -> None:
    host = Host(service("S1", end=T), book=shop(RenewalPolicy(refund=RefundPolicy.PRORATA)))
    host.nights(day(-28), day(-20))
    host.pay("S1/2026-04-01", "123.00", day(-20))
    at_once = request("C1", day(-20), when=When.IMMEDIATELY)
    host.decide(CancelService(service_id="S1", request=at_once), day(-20))
    assert kinds(host.night(day(-20))) == ["IssueInvoice", "DeleteService", "IssueCreditNote"]
    assert str(host.account.invoices[0].content.lines[0].period) == "2026-04-01 to 2027-03-31"
    assert str(host.account.wallet.balance) == "123.00 EUR"
    assert invoiced(host) == zero("EUR")


def test_what_is_withdrawn_from_before_it_was_set_up_is_gone() -> None:
    host = Host(book=shop())
    new = NewService(id="box", product_id="small", name="box.example")
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="box", term=MONTH),), new=(new,)), day(0))
    host.night(day(0))
    host.pay("O1", "38.13", day(0))
    host.decide(
        WithdrawFromService(id="W1", service_id="box", sent_on=day(0), informed_on=day(0), begun_at_request=False),
        day(0),
    )
    assert "ProvideService" not in kinds(host.night(day(0)))
    assert host.account.service("box").state is ServiceState.PURGED
    assert str(host.account.gone_back[0].payment.amount) == "38.13 EUR"


def test_a_service_cancelled_for_a_day_in_the_next_term_is_asked_for_once_until_then() -> None:
    host = tacit(T)
    asked = request("C1", day(-30), when=When.AT_DATE, at=day(73))
    host.decide(CancelService(service_id="S1", request=asked), day(-30))
    steps = host.nights(day(-30), day(80))
    (call,) = [step for step in steps if isinstance(step, IssueProforma)]
    assert str(call.draft.totals.amounts.net) == "20.00 EUR"  # 73 of 365 days
    assert (host.account.service("S1").ends_on, host.account.service("S1").state) == (day(73), ServiceState.DELETED)


def test_it_is_too_late_to_keep_what_has_ended() -> None:
    host = Host(service("S1", end=T), book=shop())
    host.decide(CancelService(service_id="S1", request=request("C1", day(-20))), day(-20))
    assert refused(host, KeepService(service_id="S1"), day(0)) == ["lifecycle.ended"]
    host.nights(day(-20), day(1))
    assert refused(host, KeepService(service_id="S1"), day(1)) == ["lifecycle.gone"]


def test_what_is_ending_is_not_changed() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    host.decide(CancelService(service_id="box", request=request("C1", day(2))), day(2))
    wanted = ChangeService(id="U1", service_id="box", effective=day(2), product_id="large")
    assert refused(host, wanted, day(2)) == ["lifecycle.change_ending"]


def test_a_cancellation_takes_the_open_change_with_it() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    change(host, day(3), product_id="large")
    host.night(day(3))
    host.decide(CancelService(service_id="box", request=request("C1", day(3))), day(3))
    assert not host.account.demand(f"U-{day(3)}").is_open
    host.pay(f"U-{day(3)}", "25.83", day(3))
    assert host.account.service("box").coverage.overlaps == ()
    assert str(host.account.wallet.balance) == "25.83 EUR"


def test_an_order_takes_the_place_of_a_change_nobody_paid() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    wanted = ChangeService(id="U1", service_id="box", effective=day(9), product_id="large")
    host.decide(wanted, day(3))
    host.night(day(3))
    host.decide(PlaceOrder(id="O2", lines=(OrderLine(service_id="box", term=MONTH),)), day(3))
    host.night(day(3))
    assert host.account.changes == ()
    host.pay("U1", "25.83", day(3), id_="late")
    assert host.account.service("box").product_id == "small"
    host.pay("O2", "38.13", day(3))
    assert host.account.service("box").coverage.overlaps == ()


def test_days_are_not_given_while_a_change_waits_for_its_money() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    change(host, day(3), product_id="large")
    gift = GrantDays(id="G1", service_id="box", term=Term.days(5), cause=Cause.GOODWILL)
    assert refused(host, gift, day(3)) == ["lifecycle.change_open"]


def test_days_that_were_given_cost_their_share_of_something_larger_and_are_worth_nothing() -> None:
    host = Host(book=shop())
    new_server(host, date(2026, 5, 1))
    host.decide(GrantDays(id="G1", service_id="box", term=Term.days(10), cause=Cause.GOODWILL), date(2026, 5, 2))
    on = date(2026, 6, 1)
    change(host, on, product_id="large")
    (call,) = host.night(on)
    assert isinstance(call, IssueProforma)
    assert str(call.draft.totals.amounts.net) == "20.67 EUR"  # 10 of the 30 days of June of 62.00, nothing back
    assert host.account.demand(f"U-{on}").credit == zero("EUR")


def test_what_is_over_cannot_be_changed() -> None:
    host = Host(service("box", end=T, product="small", term=MONTH), book=shop())
    wanted = ChangeService(id="U1", service_id="box", effective=day(1), product_id="large")
    assert refused(host, wanted, day(1)) == ["change.not_covered"]


def test_a_change_that_waits_for_the_renewal_can_be_stored() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    change(host, day(2), term=YEAR)
    assert [load_fact(dump_fact(fact)) for fact in host.facts] == host.facts


def test_a_change_is_not_run_on_a_service_that_is_gone() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    host.decide(ChangeService(id="U1", service_id="box", effective=day(9), product_id="large"), day(3))
    host.night(day(3))
    host.pay("U1", str(host.account.demand("U1").missing.amount), day(3))
    host.decide(CancelService(service_id="box", request=request("C1", day(4), when=When.IMMEDIATELY)), day(4))
    assert "SwitchService" not in kinds(host.nights(day(4), day(30)))


# ------------------------------------------------------------------------------------- prices and starts


def dearer(base: Book, amount: str, *, since: date) -> Book:
    prices = (
        *base.catalog.prices,
        Price(product_id="domain", term=YEAR, since=since, renewal=exact(amount, "EUR")),
    )
    return evolve(base, catalog=evolve(base.catalog, prices=prices))


@pytest.mark.parametrize(
    ("policy", "net", "charged"),
    [
        (RenewalPolicy(on_rise=OnRise.ASK), "130.00", False),
        (RenewalPolicy(on_rise=OnRise.KEEP), "100.00", True),
        (RenewalPolicy(on_rise=OnRise.TAKE), "130.00", True),
        (RenewalPolicy(price=PricePolicy.LOCKED), "100.00", True),
        (RenewalPolicy(price=PricePolicy.ANNOUNCED), "100.00", True),
    ],
)
def test_silence_agrees_to_no_higher_price(policy: RenewalPolicy, net: str, charged: bool) -> None:  # noqa: FBT001
    host = Host(
        service("S1", end=T, tacit=True), book=dearer(shop(policy), "130.00", since=day(-40)), instruments=(CARD,),
        gateway=accepts,
    )  # fmt: skip
    steps = host.nights(day(-28), day(-5))
    call = next(step for step in steps if isinstance(step, IssueProforma))
    assert str(call.draft.totals.amounts.net) == f"{net} EUR"
    assert ("ChargeInstrument" in kinds(steps)) is charged


def test_an_announced_price_is_told_and_then_taken_and_lets_the_customer_leave() -> None:
    policy = RenewalPolicy(
        price=PricePolicy.ANNOUNCED, cancel=CancelPolicy(channels=[Channel.CUSTOMER_AREA], notice=YEAR)
    )
    host = Host(service("S1", end=T, tacit=True), book=shop(policy), instruments=(CARD,), gateway=accepts)
    news = AnnouncePrice(id="N1", service_id="S1", price=payable("120", "EUR"), effective=T, leave_by=day(-1))
    host.decide(news, day(-60))
    assert kinds(host.night(day(-60))) == ["TellPrice"]
    leaver = Host(service("S1", end=T, tacit=True), book=shop(policy))
    leaver.record(*host.facts[2:])
    leaver.decide(CancelService(service_id="S1", request=request("C1", day(-30))), day(-30))
    assert leaver.account.service("S1").ending == T
    steps = host.nights(day(-60), day(-5))
    call = next(step for step in steps if isinstance(step, IssueProforma))
    assert str(call.draft.totals.amounts.net) == "120.00 EUR"
    assert "ChargeInstrument" in kinds(steps)


@pytest.mark.parametrize(
    ("policy", "paid", "ends"),
    [
        (RenewalPolicy(start=Start.FROM_END), "123.00", "2027-04-01"),
        (RenewalPolicy(start=Start.LATER_OF), "123.00", "2027-04-06"),
        (RenewalPolicy(start=Start.FROM_END_IF_ACTIVE), "123.00", "2027-04-06"),
        (RenewalPolicy(start=Start.FROM_PAYMENT), "123.00", "2027-04-06"),
    ],
)
def test_a_late_renewal_starts_by_the_policy_of_its_family(policy: RenewalPolicy, paid: str, ends: str) -> None:
    host = Host(service("S1", end=T), book=shop(policy))
    host.nights(day(-28), day(5))
    assert host.account.service("S1").state is ServiceState.SUSPENDED
    host.pay("S1/2026-04-01", paid, day(5))
    assert str(host.account.service("S1").ends_on) == ends


@pytest.mark.parametrize(
    ("gap", "net", "covered"), [(Gap.WAIVE, "100.00", False), (Gap.BILL, "101.10", True), (Gap.FEE, "115.00", False)]
)
def test_coming_back_late_costs_what_the_policy_says(gap: Gap, net: str, covered: bool) -> None:  # noqa: FBT001
    policy = RenewalPolicy(start=Start.LATER_OF, gap=gap, gap_fee=payable("15", "EUR"))
    host = Host(service("S1", end=T), book=shop(policy))
    host.nights(day(-28), day(4))
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(4))
    call = next(step for step in host.night(day(4)) if isinstance(step, IssueProforma))
    assert str(call.draft.totals.amounts.net) == f"{net} EUR"
    host.pay("O1", str(call.draft.totals.amounts.gross.amount), day(4))
    assert (day(2) in host.account.service("S1").coverage) is covered
    assert host.account.service("S1").ends_on == date(2027, 4, 5)
    host.night(day(4))
    assert invoiced(host) == received(host)


# ------------------------------------------------------------------------------------- the law


def test_with_law_on_a_silent_renewal_tells_the_customer_in_the_window_first() -> None:
    host = tacit(T, notice=MONTH, law=True, country="FR")
    steps = host.nights(day(-150), day(5))
    told = [(str(step.on), step.rule, str(step.by)) for step in steps if isinstance(step, TellCustomer)]
    # one to three months before the last day to refuse, 1 March (L215-1): from 1 December to 1 February
    assert told == [("2025-12-01", "FR-L215-1", "2026-02-01")]
    assert "ChargeInstrument" in kinds(steps)
    assert host.account.service("S1").ends_on == date(2027, 4, 1)


def test_with_law_on_nothing_renews_by_silence_when_the_window_was_missed() -> None:
    host = tacit(T, notice=MONTH, law=True, country="FR")
    steps = host.nights(day(-40), day(5))  # the host was off until after 1 February
    assert "TellCustomer" not in kinds(steps)
    assert "ChargeInstrument" not in kinds(steps)
    (blocked,) = [each for each in host.planned(day(-10)).blocked if each.what == "tacit renewal"]
    assert "FR-L215-1" in str(blocked)
    assert host.account.service("S1").coverage.end == T


@pytest.mark.requirement("R-042", "R-049")
def test_who_orders_a_renewal_needs_no_message_of_the_law() -> None:
    host = tacit(T, notice=MONTH, law=True, country="FR")
    host.nights(day(-40), day(-30))
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(-30))
    host.nights(day(-30), day(-5))
    assert host.account.service("S1").ends_on == date(2027, 4, 1)


def test_the_law_opens_channels_that_the_seller_does_not_offer() -> None:
    policy = RenewalPolicy(cancel=CancelPolicy(channels=[Channel.POST]))
    outcomes = []
    for law in (False, True):
        host = Host(service("S1", end=T, tacit=True), book=shop(policy, law=law), customer_=customer("FR"))
        command = CancelService(service_id="S1", request=request("C1", day(-60), by=Channel.ONLINE_FUNCTION))
        outcomes.append(type(decide(host.account, command, host.book, on=day(-60))))
    assert outcomes == [Refused, Accepted]


# ------------------------------------------------------------------------------------- the account


@pytest.mark.requirement("R-109")
def test_declining_debit_makes_every_service_explicit() -> None:
    host = Host(service("S1", end=T, tacit=True), service("S2", end=T, tacit=True), book=shop(), instruments=(CARD,))
    host.decide(DeclineDebit(), day(-60))
    assert [each.tacit for each in host.account.services] == [False, False]


def test_an_account_is_cancelled_with_a_second_click_and_comes_back_through_support() -> None:
    host = Host(service("S1", end=T), service("S2", end=day(30)), book=shop())
    unsure = evolve(request("C1", day(-60)), confirmed=False)
    assert isinstance(decide(host.account, CancelAccount(request=unsure), host.book, on=day(-60)), Refused)
    host.decide(CancelAccount(request=request("C1", day(-60))), day(-60))
    assert host.account.state is AccountState.CANCELLED_PAID
    assert [each.ending for each in host.account.services] == [T, day(30)]
    again = decide(host.account, CancelAccount(request=request("C2", day(-59))), host.book, on=day(-59))
    assert isinstance(again, Refused)
    assert host.nights(day(-60), day(1)) and host.account.service("S1").is_gone  # noqa: PT018
    for event, state in (
        (AccountEvent.REQUESTED, AccountState.REACTIVATION_REQUESTED),
        (AccountEvent.REACTIVATED, AccountState.PAID),
    ):
        alone = decide(host.account, MoveAccount(event=AccountEvent.REACTIVATED, confirmed=True), host.book, on=day(2))
        assert isinstance(alone, Refused)
        host.decide(MoveAccount(event=event, confirmed=True, by_support=event is AccountEvent.REACTIVATED), day(2))
        assert host.account.state is state
    assert host.account.service("S1").is_gone  # what has ended is ordered anew
    assert host.account.service("S2").ending is None
    assert host.account.service("S2").ends_on == day(30)


@pytest.mark.requirement("R-064")
@pytest.mark.requirement("R-066")
def test_a_trial_comes_back_by_itself_and_is_paid_with_its_first_payment() -> None:
    host = Host(book=evolve(shop(), ways_back=helpdesk.WAYS_BACK, owner_rules=helpdesk.OWNERS), trial=True)
    states = [host.account.state]
    host.decide(CancelAccount(request=request("C1", day(-60))), day(-60))
    host.decide(MoveAccount(event=AccountEvent.REACTIVATED, confirmed=True), day(-59))
    states.append(host.account.state)
    new_server(host, day(-58))
    assert [*states, host.account.state] == [AccountState.TRIAL, AccountState.TRIAL, AccountState.PAID]


@pytest.mark.requirement("R-061")
def test_a_server_by_card_is_cancelled_by_post_and_the_letter_counts_when_it_arrives() -> None:
    host = Host(service("S1", end=T, tacit=True), book=shop(lws.BY_POST))
    click = decide(host.account, CancelService(service_id="S1", request=request("C1", day(-9))), host.book, on=day(-9))
    assert isinstance(click, Refused)
    letter = evolve(request("C2", day(-9), by=Channel.POST), received_on=None)
    waiting = decide(host.account, CancelService(service_id="S1", request=letter), host.book, on=day(-9))
    assert isinstance(waiting, Refused)
    host.decide(CancelService(service_id="S1", request=evolve(letter, received_on=day(-6))), day(-6))
    assert host.account.service("S1").ending == T


def test_who_declined_debit_gets_new_services_explicit_too() -> None:
    host = Host(service("S1", end=T, tacit=True), book=shop(), instruments=(CARD,))
    host.decide(DeclineDebit(), day(-60))
    order = PlaceOrder(
        id="O1",
        lines=(OrderLine(service_id="box", term=MONTH),),
        new=(NewService(id="box", product_id="small", name="box"),),
        payment=PaymentChoice(method="card"),
    )
    host.decide(order, day(-50))
    assert not host.account.service("box").tacit
    host.decide(SwitchRenewal(service_id="box", tacit=True, shown="31.00 a month, by card"), day(-49))
    assert host.account.service("box").tacit
    assert [each.shown for each in host.account.consents] == ["", "31.00 a month, by card"]


@pytest.mark.requirement("R-088")
@pytest.mark.requirement("R-104")
def test_another_owner_takes_over_once_every_domain_was_transferred() -> None:
    host = Host(service("D1", end=T), service("D2", end=T), service("W1", end=T, product="hosting"), book=shop())
    eva = evolve(customer(), name="Eva")
    assert isinstance(decide(host.account, ChangeCustomer(customer=eva), host.book, on=day(-60)), Refused)
    host.decide(TransferOwner(customer=eva), day(-60))
    assert isinstance(decide(host.account, TransferOwner(customer=eva), host.book, on=day(-59)), Refused)
    for service_id in ("D1", "D2"):
        for need in (Need.OLD_OWNER_AGREES, Need.NEW_OWNER_ACCEPTS, Need.REGISTRY_CONFIRMS):
            assert host.account.customer.name == "Jana"
            host.decide(TransferStep(service_id=service_id, need=need), day(-50))
    assert (host.account.customer, host.account.transferring) == (eva, None)
    step = TransferStep(service_id="W1", need=Need.OLD_OWNER_AGREES)
    assert isinstance(decide(host.account, step, host.book, on=day(-49)), Refused)
    assert replay(host.facts) == host.account


@pytest.mark.requirement("R-104")
def test_where_a_name_is_an_edit_another_owner_holds_at_once_and_a_transfer_can_be_given_up() -> None:
    eva = evolve(customer(), name="Eva")
    free = Host(service("D1", end=T), book=evolve(shop(), owner_rules=()))
    free.decide(TransferOwner(customer=eva), day(-60))
    assert free.account.customer == eva
    bound = Host(service("D1", end=T), book=shop())
    before = bound.account
    bound.decide(TransferOwner(customer=eva), day(-60))
    bound.decide(EndTransfer(), day(-59))
    assert bound.account == before


def with_add_on(policy: RenewalPolicy | None = None) -> Host:
    """A server and something added to it, both bought on 1 May: 38.13 each."""
    host = Host(book=shop(policy))
    on = date(2026, 5, 1)
    new_server(host, on)
    new = NewService(id="extra", product_id="small", name="extra", parent="box")
    host.decide(PlaceOrder(id="O2", lines=(OrderLine(service_id="extra", term=MONTH),), new=(new,)), on)
    host.night(on)
    host.pay("O2", "38.13", on)
    host.night(on)
    return host


def test_who_withdraws_gets_the_money_for_what_was_added_back_too() -> None:
    host, on = with_add_on(), date(2026, 5, 14)
    command = WithdrawFromService(
        id="W1", service_id="box", sent_on=on, informed_on=date(2026, 5, 1), begun_at_request=True
    )
    host.decide(command, on)
    host.nights(on, on + timedelta(days=2))
    assert str(total((each.payment.amount for each in host.account.gone_back), currency="EUR")) == "44.28 EUR"
    assert [each.state for each in host.account.services] == [ServiceState.DELETED] * 2


def test_prepaid_days_of_what_was_added_go_back_by_the_same_policy_and_once() -> None:
    for ends in ("service", "account"):
        host, on = with_add_on(RenewalPolicy(refund=RefundPolicy.PRORATA)), date(2026, 5, 11)
        asked = request("C1", on, when=When.IMMEDIATELY)
        host.decide(
            CancelService(service_id="box", request=asked) if ends == "service" else CancelAccount(request=asked), on
        )
        host.nights(on, on + timedelta(days=2))
        assert str(host.account.wallet.balance) == "51.66 EUR"  # 21 of 31 days of 38.13, twice
        assert [each.state for each in host.account.services] == [ServiceState.DELETED] * 2


def test_with_law_on_nobody_is_bound_by_silence_for_longer_than_the_law_allows() -> None:
    host = tacit(T, law=True, country="DE")  # section 309 no. 9 BGB: indefinitely, with a month of notice, and no year
    steps = host.nights(day(-60), day(5))
    assert "ChargeInstrument" not in kinds(steps)
    (blocked,) = [each for each in host.planned(day(-10)).blocked if each.what == "tacit renewal"]
    assert [reason.code for reason in blocked.reasons] == ["lifecycle.too_long"]
    business = Host(
        service("S1", end=T, tacit=True), book=shop(law=True), customer_=customer("DE", CustomerKind.BUSINESS),
        evidence=located("DE"), instruments=(CARD,), gateway=accepts,
    )  # fmt: skip
    assert "ChargeInstrument" in kinds(business.nights(day(-60), day(5)))


def test_another_owner_takes_neither_the_card_nor_the_consents_over() -> None:
    host = Host(service("D1", end=T, tacit=True), book=shop(), instruments=(CARD,))
    eva = evolve(customer(), name="Eva")
    host.decide(TransferOwner(customer=eva), day(-60))
    for need in (Need.OLD_OWNER_AGREES, Need.NEW_OWNER_ACCEPTS, Need.REGISTRY_CONFIRMS):
        host.decide(TransferStep(service_id="D1", need=need), day(-50))
    assert (host.account.instruments, host.account.evidence) == ((), ())
    assert not host.account.service("D1").tacit


def test_a_renewal_reaches_as_many_terms_ahead_as_the_policy_lets_it() -> None:
    host = Host(service("S1", end=T), book=shop(RenewalPolicy(terms_ahead=2)))
    for number in (1, 2):
        host.decide(PlaceOrder(id=f"O{number}", lines=(OrderLine(service_id="S1", term=YEAR),)), day(-60))
        host.night(day(-60))
        host.pay(f"O{number}", "123.00", day(-60))
    again = PlaceOrder(id="O3", lines=(OrderLine(service_id="S1", term=YEAR),))
    outcome = decide(host.account, again, host.book, on=day(-60))
    assert isinstance(outcome, Refused)
    assert [reason.code for reason in outcome.reasons] == ["pending.paid_ahead"]
