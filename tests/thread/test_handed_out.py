"""Documents that a customer asks for: the form that ends services by post, and the list of past transactions."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from hostbilling.documents import DraftCancellationForm, Kind
from hostbilling.errors import NotFound
from hostbilling.lifecycle import (
    Book,
    CancelService,
    CreditInvoice,
    FamilyPolicy,
    Papers,
    Refused,
    RenewalPolicy,
    cancellation_form,
    transaction_summary,
)
from hostbilling.periods import Period, Term
from hostbilling.presets import websupport
from hostbilling.render import document_text
from hostbilling.renewal import CancelPolicy, Request, When
from hostbilling.renewal.law import Channel
from hostbilling.services import Identifiers
from tests.refusals import faults_of
from tests.samples import eur, refusal

from .host import Host, book, service
from .test_crediting import LATER, PAID, credit, invoiced

END = date(2027, 3, 31)
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))


def by_post(notice: Term | None = None, *channels: Channel) -> Book:
    cancel = CancelPolicy(channels=channels or (Channel.POST,), notice=notice)
    renewal = RenewalPolicy(cancel=cancel)
    return evolve(book(), usual=FamilyPolicy(explicit=websupport.EXPLICIT, tacit=websupport.TACIT, renewal=renewal))


def host(asked: Book) -> Host:
    known = Identifiers(reference="shop", contract_id="K-7")
    vps = evolve(service("S1", end=END, product="vps", tacit=True), identifiers=known)
    return Host(vps, service("S2", end=date(2026, 9, 1)), book=asked)


def form(asked: Host, *service_ids: str, on: date) -> DraftCancellationForm:
    found = cancellation_form(asked.account, asked.book, id="K1", service_ids=service_ids, on=on)
    assert isinstance(found, DraftCancellationForm)
    return found


@pytest.mark.requirement("R-011", "R-061")
def test_the_form_names_each_end_and_the_last_day_on_which_a_letter_stops_the_renewal() -> None:
    asked = host(by_post(Term.months(1)))
    draft = form(asked, "S1", "S2", on=date(2027, 2, 28) - timedelta(days=200))
    vps, domain = draft.endings
    assert (vps.ends_on, vps.receive_by) == (END, date(2027, 2, 28))  # a month of notice
    assert (domain.ends_on, domain.receive_by) == (date(2026, 9, 1), None)  # nothing renews there by silence
    assert (vps.description, vps.identifiers.contract_id) == ("vps: S1.example", "K-7")
    assert asked.account.services[0].ending is None  # a form in the drawer ends nothing
    text = document_text(draft.issue(number="K1", issued_on=date(2026, 8, 12)))
    assert "Contract: K-7" in text
    assert "28 Feb 2027" in text


def test_a_letter_that_comes_too_late_ends_the_term_after() -> None:
    asked = host(by_post(Term.months(1)))
    last = date(2027, 2, 28)
    assert form(asked, "S1", on=last).endings[0].receive_by == last
    (late,) = form(asked, "S1", on=last + timedelta(days=1)).endings
    assert (late.ends_on, late.receive_by) == (date(2028, 3, 31), None)


def test_what_was_cancelled_before_keeps_its_day() -> None:
    asked = host(by_post())
    sent = date(2026, 10, 1)
    request = Request(
        id="c1", when=When.AT_END, channel=Channel.POST, declared_on=sent, received_on=sent, confirmed=True
    )
    asked.decide(CancelService(service_id="S1", request=request), sent)
    (again,) = form(asked, "S1", on=date(2026, 11, 1)).endings
    assert (again.ends_on, again.receive_by) == (END, None)


def test_no_form_where_a_letter_is_not_offered() -> None:
    asked = host(by_post(None, Channel.CUSTOMER_AREA))
    found = cancellation_form(asked.account, asked.book, id="K1", service_ids=["S1"], on=date(2026, 11, 1))
    assert isinstance(found, Refused)
    assert str(found.reasons[-1]) == "It came by post, which is not offered: customer area would do."


def test_a_form_needs_services_that_are_there() -> None:
    asked = host(by_post())
    common = {"account": asked.account, "book": asked.book, "id": "K1", "on": date(2026, 11, 1)}
    assert refusal(cancellation_form, **common, service_ids=[]) == ("document.empty", "draft.endings")
    assert refusal(cancellation_form, **common, service_ids=["S2", "S2"])[0] == "id.duplicate"
    with pytest.raises(NotFound):
        cancellation_form(asked.account, asked.book, id="K1", service_ids=["S9"], on=date(2026, 11, 1))
    assert refusal(cancellation_form, **{**common, "id": " "}, service_ids=["S1"]) == ("text.empty", "id")


@pytest.mark.requirement("R-010")
def test_a_summary_lists_what_was_issued_in_the_period() -> None:
    asked = invoiced()
    asked.decide(CreditInvoice(credit=credit(gross=eur("24.60"))), LATER)
    asked.night(LATER)
    summary = transaction_summary(asked.account, asked.book, id="X1", period=YEAR)
    assert [(row.ref.kind, row.on, str(row.amount)) for row in summary.transactions] == [
        (Kind.INVOICE, PAID, "123.00 EUR"), (Kind.CREDIT_NOTE, LATER, "-24.60 EUR"),
    ]  # fmt: skip
    before = transaction_summary(asked.account, asked.book, id="X1", period=Period(YEAR.start, LATER))
    assert [row.ref.kind for row in before.transactions] == [Kind.INVOICE]  # the last day of a period is not in it
    text = document_text(summary.issue(number="X1", issued_on=date(2027, 1, 4)))
    assert "EUR -24.60" in text.replace("\N{NO-BREAK SPACE}", " ")
    nothing = Period(date(2020, 1, 1), date(2021, 1, 1))
    assert refusal(transaction_summary, asked.account, asked.book, id="X1", period=nothing) == (
        "document.empty", "draft.transactions",
    )  # fmt: skip


nothing: Any = None


@pytest.mark.parametrize(
    ("ask", "fields"),
    [
        (
            lambda: cancellation_form(nothing, nothing, id="", service_ids=["S1"], on=nothing),
            ["account", "book", "id", "on"],
        ),
        (lambda: transaction_summary(nothing, nothing, id="X1", period=nothing), ["account", "book", "period"]),
        (lambda: cancellation_form(Host().account, book(), id="K", service_ids=[7], on=LATER), ["service_ids[0]"]),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    ],
)
def test_what_was_not_given_is_named(ask: Callable[[], object], fields: list[str]) -> None:
    assert [field for _, field in faults_of(ask)] == fields


def test_both_bear_the_name_of_who_asked_and_the_lines_of_the_seller() -> None:
    asked = invoiced()
    asked.book = evolve(asked.book, papers=Papers(particulars=("Register Bratislava I, 1/B",)))
    summary = transaction_summary(asked.account, asked.book, id="X1", period=YEAR)
    posted = host(evolve(by_post(), papers=asked.book.papers))
    for draft in (summary, form(posted, "S1", on=date(2026, 11, 1))):
        assert draft.request_id in ("X1", "K1")
        assert (draft.seller, draft.customer.name) == (asked.book.seller, "Jana")
        assert draft.particulars == ("Register Bratislava I, 1/B",)
    assert (summary.currency, summary.period) == ("EUR", YEAR)
