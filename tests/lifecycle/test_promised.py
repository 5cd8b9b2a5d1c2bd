"""What was promised in hours: until when, seen in every plan; late, it is a case, and each sort of late another one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from hostbilling.catalog import Catalog
from hostbilling.dunning import Case
from hostbilling.errors import InvalidInput, NotFound
from hostbilling.lifecycle import (
    Book,
    Delivery,
    Fact,
    IssueInvoice,
    NewService,
    OpenCase,
    OrderLine,
    PaymentReceived,
    PlaceOrder,
    ProvideService,
    ReactivateService,
    Refused,
    Report,
    ReportMissing,
    SendAccess,
    Step,
    decide,
    late_deliveries,
    promises,
    replay,
)
from hostbilling.money import payable
from hostbilling.payments import Payment
from hostbilling.presets import websupport
from hostbilling.renewal import OrderEvent
from hostbilling.serde import dump_fact, load_fact
from hostbilling.services import ServiceState
from tests.thread.host import YEAR, Host, book, service

T = date(2026, 3, 28)  # the clocks of Bratislava go forward on the 29th
HOURS = {"vps": timedelta(hours=4), "domain": timedelta(hours=24)}


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def shop() -> Book:
    """The thread's book; servers are promised within 4 hours, domains and reactivations within 24."""
    base = book()
    products = tuple(evolve(each, delivery=HOURS.get(each.id)) for each in base.catalog.products)
    catalog = Catalog(products=products, prices=base.catalog.prices, gross=base.catalog.gross)
    return evolve(base, catalog=catalog, usual=evolve(base.usual, back=websupport.BACK))


class Slow(Host):
    """A host that does all but some kinds of steps: those have no answer."""

    never: tuple[type, ...] = ()

    def night(self, day: date) -> list[Step]:
        done: list[Step] = []
        while steps := [step for step in self.planned(day).steps if not isinstance(step, self.never)]:
            self.record(*[step.intended() for step in steps])
            for step in steps:
                self.record(self.perform(step, day))
            done.extend(steps)
        rest = self.planned(day).steps
        self.record(*[step.intended() for step in rest])
        return [*done, *rest]


def ordered(product: str = "vps", *, never: tuple[type, ...] = (ProvideService,)) -> Slow:
    host = Slow(book=shop())
    host.never = never
    new = NewService(id="box", product_id=product, name="box")
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="box", term=YEAR),), new=(new,)), day(-1))
    host.night(day(-1))
    return host


def pay(host: Host, demand_id: str, received_at: str | None, *, on: date = T, known: date | None = None) -> None:
    payment = Payment(
        channel="card",
        external_id=f"{demand_id}/{on}",
        amount=host.account.demand(demand_id).missing,
        received_on=on,
        received_at=None if received_at is None else at(received_at),
    )
    host.record(PaymentReceived(payment=payment, demand_id=demand_id, on=on, known=known or on))


def cases(steps: list[Step]) -> list[tuple[int, Case, str]]:
    return [((step.on - T).days, step.case, step.about) for step in steps if isinstance(step, OpenCase)]


# ------------------------------------------------------------------------------------- until when


@pytest.mark.requirement("R-071")
@pytest.mark.parametrize(
    ("product", "received_at", "due"),
    [
        ("vps", "2026-03-28T11:00:00+00:00", "2026-03-28T16:00:00+01:00"),
        ("domain", "2026-03-28T11:00:00+00:00", "2026-03-29T13:00:00+02:00"),  # 24 hours as they elapse
        ("vps", None, "2026-03-29T05:00:00+02:00"),  # from the end of the day: midnight, and an hour is skipped
    ],
)
def test_a_plan_says_until_when_what_was_paid_has_to_work(product: str, received_at: str | None, due: str) -> None:
    host = ordered(product)
    assert host.planned(T).promised == ()  # nothing is promised before the money is there
    pay(host, "O1", received_at)
    (found,) = host.planned(T).promised
    assert (found.what, found.about, found.promise.due.isoformat()) == (Delivery.SET_UP, "box", due)
    assert found.promise.due.tzinfo is not None
    assert promises(host.account, host.book, on=T) == (found,)


def test_what_is_done_is_promised_no_more_but_its_access_is_until_that_is_sent() -> None:
    host = ordered(never=(SendAccess,))
    pay(host, "O1", "2026-03-28T12:00:00+01:00")
    host.night(T)
    assert host.account.service("box").state is ServiceState.ACTIVE
    (found,) = host.planned(T).promised
    assert (found.what, found.about, found.promise.due.hour) == (Delivery.ACCESS, "O1", 16)


@pytest.mark.requirement("R-026")
def test_a_service_that_is_off_is_promised_back_from_its_payment_and_never_from_before_it_was_off() -> None:
    host = Slow(service("S1", end=T), book=shop())
    host.never = (ReactivateService,)
    host.nights(day(-30), day(3))
    pay(host, f"S1/{T}", "2026-03-30T10:00:00+02:00", on=day(2))
    (found,) = host.planned(day(3)).promised
    assert (found.what, found.promise.due.isoformat()) == (Delivery.REACTIVATION, "2026-03-31T10:00:00+02:00")
    early = Slow(service("S1", end=T), book=shop())
    early.never = (ReactivateService,)
    early.nights(day(-30), day(3))
    pay(early, f"S1/{T}", None, on=day(-2), known=day(3))  # a value date before the suspension
    (found,) = early.planned(day(3)).promised
    assert found.promise.due.isoformat() == "2026-03-29T00:00:00+01:00"


def test_who_promises_nothing_is_late_with_nothing() -> None:
    host = Slow(book=book())
    host.never = (ProvideService,)
    new = NewService(id="box", product_id="vps", name="box")
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="box", term=YEAR),), new=(new,)), day(-1))
    host.night(day(-1))
    pay(host, "O1", None)
    assert host.planned(T).promised == ()
    assert cases(host.nights(T, day(20))) == []


# ------------------------------------------------------------------------------------- late


@pytest.mark.requirement("R-072")
def test_what_is_not_there_in_time_is_a_case_once_and_only_as_long_as_it_is_missing() -> None:
    host = ordered()
    pay(host, "O1", "2026-03-28T12:00:00+01:00")
    steps = host.nights(T, day(9))
    assert cases(steps) == [(1, Case.LATE_DELIVERY, "box")]
    (step,) = [each for each in steps if isinstance(each, OpenCase)]
    assert str(step.reasons[0]) == (
        "Promised for 2026-03-28T16:00:00+01:00 and paid, but not done yet: somebody has to see to it."
    )
    quick = ordered(never=())
    pay(quick, "O1", "2026-03-28T12:00:00+01:00")
    assert cases(quick.nights(T, day(9))) == []


def test_a_host_that_looks_every_hour_gets_the_case_in_the_hour_and_not_again_at_night() -> None:
    host = ordered()
    pay(host, "O1", "2026-03-28T12:00:00+01:00")
    host.night(T)
    look = [at(f"2026-03-28T{hour}:00:00+01:00") for hour in (15, 16, 17)]
    found = [[*late_deliveries(host.account, host.book, on=T, now=now)] for now in look]
    assert [len(each) for each in found] == [0, 0, 1]
    ((step,),) = found[2:]
    host.record(step.intended(), step.done(known=T))
    assert [*late_deliveries(host.account, host.book, on=T, now=at("2026-03-28T18:00:00+01:00"))] == []
    assert cases(host.nights(day(1), day(9))) == []
    assert replay([load_fact(dump_fact(fact)) for fact in host.facts]) == host.account


def test_access_that_was_not_sent_is_a_search_for_the_mail() -> None:
    host = ordered(never=(SendAccess,))
    pay(host, "O1", "2026-03-28T12:00:00+01:00")
    assert cases(host.nights(T, day(9))) == [(1, Case.MAIL_DELIVERY, "O1")]


class NoInvoices(Host):
    """A host whose invoices cannot be issued until a day."""

    until = day(9)

    def perform(self, step: Step, day: date) -> Fact:
        if isinstance(step, IssueInvoice) and day < self.until:
            return step.failed(why="the printer is on fire", known=day)
        return super().perform(step, day)


@pytest.mark.requirement("R-021")
def test_an_invoice_that_something_keeps_is_a_case_two_days_after_the_payment() -> None:
    host = NoInvoices(service("S1", end=day(20)), book=shop())
    host.nights(day(-10), T)
    host.pay(f"S1/{day(20)}", "123.00", T)
    assert cases(host.nights(T, day(5))) == [(2, Case.LATE_DELIVERY, f"S1/{day(20)}")]
    later = NoInvoices(service("S1", end=day(20)), book=evolve(shop(), papers=evolve(shop().papers, invoice_within=4)))
    later.nights(day(-10), T)
    later.pay(f"S1/{day(20)}", "123.00", T)
    assert cases(later.nights(T, day(9))) == [(4, Case.LATE_DELIVERY, f"S1/{day(20)}")]


def test_a_payment_that_is_paired_late_opens_no_case_as_its_invoice_goes_out_that_night() -> None:
    host = Host(service("S1", end=day(20)), book=shop())
    host.nights(day(-10), day(5))
    host.pay(f"S1/{day(20)}", "123.00", T, known=day(5))
    assert [type(step).__name__ for step in host.night(day(5))] == ["IssueInvoice"]


# ------------------------------------------------------------------------------------- what customers say


def reported(host: Host, on: date, **about: Any) -> None:
    number = len(host.account.reports) + 1
    host.decide(ReportMissing(report=Report(id=f"R{number}", on=on, **about)), on)


@pytest.mark.requirement("R-072")
def test_an_order_said_to_be_paid_whose_payment_nobody_found_is_a_search_for_the_payment() -> None:
    host = ordered()
    reported(host, T, order_id="O1", paid_on=T)
    # 4 hours after the end of the 28th, looked at the night after
    assert cases(host.nights(T, day(9))) == [(2, Case.PAYMENT_TRACING, "R1")]


@pytest.mark.requirement("R-072")
def test_an_order_that_is_there_without_its_mail_is_a_search_for_the_mail_and_then_another_address() -> None:
    host = ordered(never=())
    pay(host, "O1", "2026-03-28T12:00:00+01:00")
    host.night(T)
    reported(host, day(1), order_id="O1")
    assert cases(host.nights(day(1), day(3))) == [(1, Case.MAIL_DELIVERY, "R1")]
    reported(host, day(3), order_id="O1")
    assert cases(host.nights(day(3), day(9))) == [(3, Case.CHANGE_OF_MAIL, "R2")]


def about(steps: list[Step], report: str) -> list[tuple[int, Case, str]]:
    return [each for each in cases(steps) if each[2] == report]


@pytest.mark.parametrize(("product", "on"), [("vps", 1), ("domain", 2), ("hosting", 1)])
def test_an_order_that_is_paid_and_not_there_is_late_once_its_promise_is_over(product: str, on: int) -> None:
    host = ordered(product)
    pay(host, "O1", "2026-03-28T12:00:00+01:00")
    reported(host, T, order_id="O1")
    found = about(host.nights(T, day(9)), "R1")  # hosting is promised nothing, and is looked for at once
    assert [(each, case) for each, case, _ in found] == [(on, Case.LATE_DELIVERY)]


def test_what_comes_after_the_report_is_no_case_and_what_came_before_it_is() -> None:
    host = ordered(never=())
    pay(host, "O1", "2026-03-28T12:00:00+01:00")
    reported(host, T, order_id="O1")  # said in the morning, and the mail goes out that night
    host.night(T)
    assert [each.on for each in host.account.placed[0].history if each.event is OrderEvent.DETAILS_SENT] == [T]
    assert about(host.nights(day(1), day(9)), "R1") == [(1, Case.MAIL_DELIVERY, "R1")]
    slow = ordered(never=(SendAccess,))
    pay(slow, "O1", "2026-03-28T12:00:00+01:00")
    reported(slow, T, order_id="O1")
    sent = [step for step in slow.night(T) if isinstance(step, SendAccess)]
    slow.record(*[step.done(known=day(1)) for step in sent])
    assert about(slow.nights(day(1), day(9)), "R1") == []


@pytest.mark.requirement("R-021", "R-072")
def test_an_invoice_said_to_be_missing_is_a_lost_payment_or_a_lost_mail() -> None:
    lost = Host(service("S1", end=day(20)), book=shop())
    lost.nights(day(-10), T)
    reported(lost, T, paid_on=T)
    assert cases(lost.nights(T, day(9))) == [(2, Case.PAYMENT_TRACING, "R1")]
    mailed = Host(service("S1", end=day(20)), book=shop())
    mailed.nights(day(-10), T)
    mailed.pay(f"S1/{day(20)}", "123.00", T)
    mailed.night(T)
    reported(mailed, day(1), paid_on=T)
    assert cases(mailed.nights(day(1), day(9))) == [(2, Case.MAIL_DELIVERY, "R1")]
    reported(mailed, day(9), paid_on=T)  # it was sent again and has not come either
    assert cases(mailed.nights(day(9), day(12))) == [(9, Case.CHANGE_OF_MAIL, "R2")]


def test_an_invoice_that_comes_after_all_needs_no_search() -> None:
    host = Host(service("S1", end=day(20)), book=shop())
    host.nights(day(-10), T)
    reported(host, T, paid_on=T)
    host.pay(f"S1/{day(20)}", "123.00", T, known=day(1))
    assert cases(host.nights(day(1), day(9))) == []
    assert host.account.invoices[0].issued_on == T  # dated as of the payment, and sent the day after the report


def test_a_report_counts_once_and_is_about_something_there_is() -> None:
    host = ordered()
    reported(host, T, order_id="O1")
    before = host.account
    host.decide(ReportMissing(report=Report(id="R1", on=T, paid_on=T)), T)
    assert host.account == before
    with pytest.raises(NotFound, match="use the id of an order"):
        decide(host.account, ReportMissing(report=Report(id="R2", on=T, order_id="O7")), host.book, on=T)
    future = ReportMissing(report=Report(id="R2", on=T, paid_on=day(1)))
    assert isinstance(decide(host.account, future, host.book, on=T), Refused)
    with pytest.raises(InvalidInput, match="says neither which order nor which payment"):
        Report(id="R2", on=T)


# ------------------------------------------------------------------------------------- the instant of a payment


def test_a_payment_told_again_with_another_instant_is_the_same_payment() -> None:
    noon = datetime(2026, 3, 28, 11, tzinfo=UTC)
    told = Payment(channel="card", external_id="1", amount=payable("1", "EUR"), received_on=T, received_at=noon)
    assert told == evolve(told, received_at=None)
    for wrong, code in (
        (datetime(2026, 3, 28, 11), "instant.naive"),
        (at("2026-03-25T11:00:00+01:00"), "payment.instant"),
    ):
        with pytest.raises(InvalidInput) as refused:
            evolve(told, received_at=wrong)
        assert refused.value.code == code
