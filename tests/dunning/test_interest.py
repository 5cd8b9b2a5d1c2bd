"""From when a debtor is late by law, and what interest that costs; the rows against their facts."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.decision import Certainty, Source
from hostbilling.demands import Kind, PartState
from hostbilling.dunning import (
    DayCount,
    Delay,
    Interest,
    InterestPolicy,
    KnownRate,
    LateEvent,
    LateRow,
    LateTerms,
    NeedsRates,
    Paid,
    RateOf,
    Reference,
    delay,
    interest,
    late_terms,
    segments,
)
from hostbilling.dunning.late_table import EU, EU_WITHOUT_EURO, ROWS
from hostbilling.errors import Impossible, NotFound
from hostbilling.money import Money, Rounding, payable, total
from hostbilling.parties import CustomerKind
from hostbilling.periods import Period
from tests.refusals import refused

from .debts import demand, part

NOW = date(2026, 11, 21)
BUSINESS, CONSUMER = CustomerKind.BUSINESS, CustomerKind.CONSUMER
DAY = timedelta(days=1)
PLAIN = InterestPolicy(day_count=DayCount.ACTUAL_365, payment_day_counts=False, rounding=Rounding.HALF_UP)


def eur(text: str) -> Money:
    return payable(text, "EUR")


def terms(country: str, customer: CustomerKind = BUSINESS, *, on: date = NOW, **more: Any) -> LateTerms:
    return late_terms(country, customer=customer, on=on, **more)


def row_id(country: str, customer: CustomerKind = BUSINESS, **more: Any) -> str | None:
    row = terms(country, customer, **more).row
    return None if row is None else row.id


def codes(found: LateTerms) -> list[str]:
    return [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    ("country", "customer", "expected"),
    [
        ("EU", BUSINESS, "EU-2011-7"),
        ("EU", CustomerKind.PUBLIC_BODY, "EU-2011-7"),
        ("EU", CONSUMER, None),
        ("ES", BUSINESS, "EU-2011-7"),
        ("CZ", BUSINESS, "EU-2011-7-national"),
        ("CZ", CONSUMER, None),
        ("FR", BUSINESS, "FR-L441-10"),
        ("FR", CONSUMER, "FR-1231-6"),
        ("DE", BUSINESS, "DE-288-2"),
        ("DE", CustomerKind.OTHER_LEGAL_PERSON, "DE-288-2"),
        ("DE", CONSUMER, "DE-288-1"),
        ("AT", CONSUMER, "AT-1000"),
        ("SK", BUSINESS, "SK-21-2013-half-year"),
        ("SK", CONSUMER, "SK-87-1995"),
        ("SE", CONSUMER, "SE-6-consumer"),
        ("BE", BUSINESS, "EU-2011-7"),
        ("NL", CONSUMER, None),
        ("uk", BUSINESS, "GB-1998"),
        ("GB", CONSUMER, None),
        ("US", BUSINESS, None),
    ],
)
def test_whose_rule_holds(country: str, customer: CustomerKind, expected: str | None) -> None:
    assert row_id(country, customer) == expected


def test_consumers_owe_only_what_a_national_row_grants() -> None:
    found = terms("NL", CONSUMER)
    assert str(found) == "No rule was read by which a consumer in NL owes interest by law."
    assert delay(found, received_on=NOW).since is None
    assert not found.changes_at_half_year


def test_what_nobody_read_charges_nobody() -> None:
    found = terms("FI", CONSUMER)
    assert found.row is None
    assert codes(found) == ["late.unread"]


def test_doubts_travel_with_the_answer() -> None:
    assert codes(terms("ES")) == ["late.floor_only"]
    assert codes(terms("SK")) == []
    assert codes(terms("GB")) == ["late.unchecked"]
    assert codes(terms("BE", CONSUMER)) == ["late.if_agreed"]
    assert codes(terms("EU")) == []
    assert codes(terms("EU", on=date(2028, 6, 1))) == ["table.unreviewed"]


def test_the_creditor_may_choose_where_the_law_lets_him() -> None:
    # nariadenie vlády 21/2013, 1(1): the rate of each half year and 8 points; 1(2): that of the first day and 9
    usual, chosen = terms("SK"), terms("SK", option="SK-21-2013-first-day")
    assert usual.row is not None
    assert chosen.row is not None
    assert (usual.row.margin, usual.changes_at_half_year) == (Decimal(8), True)
    assert (chosen.row.margin, chosen.changes_at_half_year) == (Decimal(9), False)
    with pytest.raises(NotFound) as caught:
        terms("SK", CONSUMER, option="SK-21-2013-first-day")
    assert caught.value.code == "option.unknown"


def test_a_row_holds_from_its_first_day() -> None:
    assert row_id("EU", on=date(2013, 3, 15)) is None
    assert row_id("EU", on=date(2013, 3, 16)) == "EU-2011-7"
    assert row_id("BE", CONSUMER, on=date(2023, 11, 30)) is None


SPANISH = LateRow(
    id="ES-3-2004", country="ES", customers={BUSINESS}, since=date(2013, 2, 24), until=date(2027, 1, 1),
    margin=Decimal(8), says="read by the host", cites="Ley 3/2004",
    source=Source(title="Ley 3/2004", certainty=Certainty.VERIFIED, seen_on=NOW),
)  # fmt: skip


def test_a_host_may_bring_rows_of_its_own() -> None:
    assert row_id("ES", overlay=(SPANISH,)) == "ES-3-2004"
    assert row_id("ES", overlay=(SPANISH,), on=date(2027, 1, 1)) == "EU-2011-7"
    assert row_id("EU", overlay=(SPANISH,)) == "EU-2011-7"
    assert row_id("FR", overlay=(evolve(SPANISH, id="FR-L441-10", country="FR"),)) == "FR-L441-10"
    assert terms("FR", overlay=(evolve(SPANISH, id="FR-L441-10", country="FR"),)).reasons[0].law[0].citation == (
        "Ley 3/2004"
    )


@pytest.mark.parametrize("row", [*ROWS, EU, EU_WITHOUT_EURO], ids=lambda row: row.id)
def test_every_row_says_where_it_was_read_and_what_it_says(row: LateRow) -> None:
    assert row.source.title
    assert row.cites
    assert row.says
    assert row.since is not None
    assert row.source.seen_on >= row.since
    assert row.until is None or row.until > row.since
    assert set(row.unchecked) <= {"margin", "fixed", "days"}
    assert [tier.start for tier in row.fixed] == sorted({tier.start for tier in row.fixed})
    assert CONSUMER not in row.customers or not row.fixed


def test_ids_are_unique() -> None:
    ids = [row.id for row in (*ROWS, EU, EU_WITHOUT_EURO)]
    assert len(ids) == len(set(ids))


# ------------------------------------------------------------------------------------ when late


def late(country: str, customer: CustomerKind = BUSINESS, **facts: Any) -> date | None:
    return delay(terms(country, customer), **facts).since


@pytest.mark.parametrize(
    ("country", "customer", "facts", "since"),
    [
        ("EU", BUSINESS, {"received_on": "2026-11-16"}, "2026-12-17"),
        ("EU", BUSINESS, {"received_on": "2026-11-16", "agreed_due": "2026-12-01"}, "2026-12-02"),
        ("EU", BUSINESS, {"due_on": "2026-12-01"}, None),
        ("FR", BUSINESS, {"agreed_due": "2026-11-30"}, "2026-12-01"),
        ("FR", CONSUMER, {"agreed_due": "2026-11-30"}, None),
        ("FR", CONSUMER, {"demanded_on": "2026-12-07"}, "2026-12-07"),
        ("DE", BUSINESS, {"received_on": "2026-11-02"}, "2026-12-03"),
        ("DE", BUSINESS, {"received_on": "2026-11-02", "due_on": "2026-11-12"}, "2026-12-13"),
        ("DE", BUSINESS, {"received_on": "2026-11-22", "due_on": "2026-11-12"}, "2026-12-23"),
        ("DE", BUSINESS, {"due_on": "2026-11-12"}, None),
        ("DE", CONSUMER, {"received_on": "2026-11-02"}, None),
        ("DE", CONSUMER, {"received_on": "2026-11-02", "told": True}, "2026-12-03"),
        ("DE", CONSUMER, {"agreed_due": "2026-11-02"}, "2026-11-03"),
        ("SE", BUSINESS, {"demanded_on": "2026-11-02", "told": True}, "2026-12-02"),
        ("SE", BUSINESS, {"demanded_on": "2026-11-02"}, None),
        ("SE", CONSUMER, {"agreed_due": "2026-11-02"}, "2026-11-03"),
        ("BE", CONSUMER, {"agreed_due": "2026-11-02"}, None),
        ("BE", CONSUMER, {"reminded_until": "2026-11-16"}, "2026-11-17"),
    ],
)
def test_from_when_a_debtor_is_late(
    country: str, customer: CustomerKind, facts: dict[str, Any], since: str | None
) -> None:
    days = {name: date.fromisoformat(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    found = late(country, customer, **days)
    assert (found.isoformat() if found else None) == since


def test_the_last_day_is_the_one_before() -> None:
    found = delay(terms("EU"), received_on=date(2026, 11, 16))
    assert found.last_day == date(2026, 12, 16)
    assert str(found) == "31 days from the receipt of the invoice on 2026-11-16: late from 2026-12-17."
    assert Delay(since=None, reasons=()).last_day is None


def test_what_is_lacking_is_said() -> None:
    assert str(delay(terms("DE", CONSUMER), received_on=NOW)) == (
        "A consumer is late by itself only if the invoice said so."
    )
    assert str(delay(terms("SE"), demanded_on=NOW)) == "A business is late by itself only if the demand said so."
    assert str(delay(terms("EU"))) == "Late only after the receipt of the invoice, of which no day is known."


def test_more_than_60_days_to_pay_must_be_expressly_agreed() -> None:
    received = date(2026, 11, 12)
    fine = delay(terms("EU"), received_on=received, agreed_due=received + 60 * DAY)
    long = delay(terms("EU"), received_on=received, agreed_due=received + 61 * DAY)
    assert fine.findings == ()
    assert [str(finding) for finding in long.findings] == [
        "warning: 61 days to pay are more than 60: they must be expressly agreed."
    ]
    assert delay(terms("EU"), agreed_due=received).findings == ()
    assert delay(terms("DE", CONSUMER), received_on=received, agreed_due=received + 90 * DAY).findings == ()


# ------------------------------------------------------------------------------------- segments


def cut(since: date, until: date, rate_of: RateOf = RateOf.HALF_YEAR) -> list[tuple[str, str, str]]:
    found = segments(since=since, until=until, rate_of=rate_of)
    return [(str(part.period.start), str(part.period.end), str(part.rate_of)) for part in found]


def test_the_rate_of_each_half_year_holds_for_its_days() -> None:
    assert cut(date(2026, 6, 30), date(2027, 1, 2)) == [
        ("2026-06-30", "2026-07-01", "2026-01-01"),
        ("2026-07-01", "2027-01-01", "2026-07-01"),
        ("2027-01-01", "2027-01-02", "2027-01-01"),
    ]
    assert cut(date(2026, 7, 1), date(2026, 7, 2)) == [("2026-07-01", "2026-07-02", "2026-07-01")]


def test_a_rate_of_the_first_day_never_changes() -> None:
    assert cut(date(2026, 12, 20), date(2028, 1, 1), RateOf.FIRST_DAY) == [("2026-12-20", "2028-01-01", "2026-12-20")]


def test_no_delay_has_no_segments() -> None:
    assert cut(NOW, NOW) == []


days = st.dates(min_value=date(2013, 1, 1), max_value=date(2040, 1, 1))


@given(since=days, length=st.integers(1, 2000))
def test_segments_tile_the_delay(since: date, length: int) -> None:
    until = since + length * DAY
    found = segments(since=since, until=until, rate_of=RateOf.HALF_YEAR)
    assert (found[0].period.start, found[-1].period.end) == (since, until)
    assert all(one.period.end == other.period.start for one, other in pairwise(found))
    assert all(part.rate_of <= part.period.start < part.rate_of + 184 * DAY for part in found)
    assert all((part.rate_of.month, part.rate_of.day) in ((1, 1), (7, 1)) for part in found)


# ------------------------------------------------------------------------------------- interest


def rate(percent: str, start: date, end: date, reference: Reference = Reference.ECB) -> KnownRate:
    return KnownRate(reference=reference, percent=Decimal(percent), held=Period(start, end))


H1 = rate("2.15", date(2026, 1, 1), date(2026, 7, 1))
H2 = rate("2.00", date(2026, 7, 1), date(2027, 1, 1))


def owed(
    amount: str = "1000.00",
    *,
    since: date = date(2026, 6, 21),
    until: date = date(2026, 7, 11),
    of: LateTerms | None = None,
    rates: Iterable[KnownRate] = (H1, H2),
    policy: InterestPolicy = PLAIN,
    **more: Any,
) -> Interest | NeedsRates:
    return interest(
        demand(part(amount)), terms=of or terms("EU"), since=since, until=until, rates=rates, policy=policy, **more
    )


def lines(found: Interest | NeedsRates) -> list[tuple[int, str, str, str]]:
    assert isinstance(found, Interest)
    assert total((line.amount for line in found.lines), currency="EUR") == found.total
    return [
        (line.period.days, str(line.principal.amount), str(float(line.percent)), str(line.amount.amount))
        for line in found.lines
    ]


def test_interest_is_worked_out_half_year_by_half_year() -> None:
    # 1000 at 10.15 % for 10 of 365 days, at 10 % for 10
    assert lines(owed()) == [(10, "1000.00", "10.15", "2.78"), (10, "1000.00", "10.0", "2.74")]
    assert str(owed().reasons[-1]) == "20 days late, from 2026-06-21 until 2026-07-11."


def test_the_day_of_the_payment_counts_if_the_policy_says_so() -> None:
    assert lines(owed(policy=evolve(PLAIN, payment_day_counts=True)))[1][0] == 11


def test_a_payment_lowers_the_principal_from_its_day_on() -> None:
    paid = [Paid(on=date(2026, 6, 26), amount=eur("400.00"))]
    assert lines(owed(paid=paid)) == [
        (5, "1000.00", "10.15", "1.39"),
        (5, "600.00", "10.15", "0.83"),
        (10, "600.00", "10.0", "1.64"),
    ]
    assert [line[0] for line in lines(owed(paid=paid, policy=evolve(PLAIN, payment_day_counts=True)))] == [6, 4, 11]


def test_money_before_the_delay_bears_nothing_and_too_much_of_it_earns_nothing() -> None:
    early = [Paid(on=date(2026, 5, 1), amount=eur("400.00"))]
    assert [line[1] for line in lines(owed(paid=early))] == ["600.00", "600.00"]
    assert [line[3] for line in lines(owed(paid=[Paid(on=date(2026, 5, 1), amount=eur("1400"))]))] == ["0.00", "0.00"]


def test_a_missing_rate_is_asked_for_and_never_guessed() -> None:
    found = owed(rates=[H1])
    assert isinstance(found, NeedsRates)
    assert found.missing == ((Reference.ECB, date(2026, 7, 1)),)
    assert str(found) == "What the main refinancing rate of the ECB was on 2026-07-01 is not known."
    other = [H1, rate("3", date(2026, 7, 1), date(2027, 1, 1), Reference.DE_BASE)]
    assert isinstance(owed(rates=other), NeedsRates)


def test_two_rates_for_a_day_are_refused() -> None:
    assert refused(owed, rates=[H1, H2, rate("3", date(2026, 7, 1), date(2026, 7, 2))]) == ("rate.twice", "rates")
    assert isinstance(owed(rates=[H1, H1, H2]), Interest)


def test_a_flat_rate_needs_none() -> None:
    assert lines(owed(of=terms("AT", CONSUMER), rates=())) == [
        (10, "1000.00", "4.0", "1.10"),
        (10, "1000.00", "4.0", "1.10"),
    ]


def test_the_rate_of_the_first_day_stays() -> None:
    first = [rate("2.15", date(2026, 6, 21), date(2026, 6, 22))]
    assert lines(owed(of=terms("SK", CONSUMER), rates=first)) == [(20, "1000.00", "7.15", "3.92")]


def test_a_leap_year_divides_by_366_where_agreed() -> None:
    over = {"since": date(2027, 12, 30), "until": date(2028, 1, 3), "of": terms("AT", CONSUMER), "rates": ()}
    exact = lines(owed("100000.00", policy=evolve(PLAIN, day_count=DayCount.ACTUAL_ACTUAL), **over))  # type: ignore[arg-type]
    assert [line[3] for line in exact] == ["21.92", "21.86"]
    assert [line[3] for line in lines(owed("100000.00", **over))] == ["21.92", "21.92"]  # type: ignore[arg-type]


def test_nothing_runs_where_no_law_grants_it_or_nobody_was_late() -> None:
    assert lines(owed(of=terms("GB", CONSUMER))) == []
    assert "no law grants it" in str(owed(of=terms("GB", CONSUMER)))
    assert lines(owed(until=date(2026, 6, 21))) == []
    assert "paid before 2026-06-21" in str(owed(until=date(2026, 6, 20)))


def test_interest_runs_on_the_principal_of_debts_only() -> None:
    parts = (
        part("1000.00"),
        part("50.00", "FEE"),
        part("7.00", "CREDITED", state=PartState.CREDITED),
        part("9.00", "GIVEN UP", state=PartState.WRITTEN_OFF),
    )
    args = {"terms": terms("EU"), "since": date(2026, 6, 21), "until": date(2026, 7, 11), "policy": PLAIN}
    found = interest(demand(*parts), besides=["FEE"], rates=[H1, H2], **args)  # type: ignore[arg-type]
    assert lines(found) == lines(owed())
    with pytest.raises(Impossible) as caught:
        interest(demand(kind=Kind.CALL), rates=[H1, H2], **args)  # type: ignore[arg-type]
    assert caught.value.code == "late.call"


def test_a_paid_debt_still_owes_the_interest_of_its_delay() -> None:
    settled = demand(part("1000.00", state=PartState.PAID))
    found = interest(
        settled, terms=terms("EU"), since=date(2026, 6, 21), until=date(2026, 7, 11), rates=[H1, H2], policy=PLAIN
    )
    assert lines(found) == lines(owed())


@pytest.mark.parametrize(
    ("code", "field", "make"),
    [
        ("value.type", "customer", lambda: late_terms("SK", customer="business", on=NOW)),  # type: ignore[arg-type]
        ("date.type", "on", lambda: terms("SK", on="2026")),  # type: ignore[arg-type]
        ("country.unknown", "country", lambda: terms("XX")),
        (
            "text.empty",
            "overlay.source",
            lambda: terms("ES", overlay=(evolve(SPANISH, source=evolve(SPANISH.source, title="")),)),
        ),
        ("date.type", "received_on", lambda: delay(terms("EU"), received_on="2026")),  # type: ignore[arg-type]
        ("value.type", "rate_of", lambda: segments(since=NOW, until=NOW, rate_of="x")),  # type: ignore[arg-type]
        ("date.type", "since", lambda: segments(since=1, until=NOW, rate_of=RateOf.FIRST_DAY)),  # type: ignore[arg-type]
        ("value.type", "rate.percent", lambda: evolve(H1, percent=2.15)),  # type: ignore[arg-type]
        ("rate.percent", "rate.percent", lambda: evolve(H1, percent=Decimal("NaN"))),
        ("value.type", "rate.reference", lambda: evolve(H1, reference="ECB")),  # type: ignore[arg-type]
        ("value.type", "rate.held", lambda: evolve(H1, held=NOW)),  # type: ignore[arg-type]
        ("value.type", "policy.day_count", lambda: evolve(PLAIN, day_count=365)),  # type: ignore[arg-type]
        ("value.type", "policy.payment_day_counts", lambda: evolve(PLAIN, payment_day_counts=1)),  # type: ignore[arg-type]
        ("value.type", "policy.rounding", lambda: evolve(PLAIN, rounding=2)),  # type: ignore[arg-type]
        ("paid.amount", "paid.amount", lambda: Paid(on=NOW, amount=eur("-1"))),
        ("date.type", "paid.on", lambda: Paid(on="x", amount=eur("1"))),  # type: ignore[arg-type]
        ("value.type", "policy", lambda: owed(policy="exact")),  # type: ignore[arg-type]
        ("date.type", "since", lambda: owed(since="x")),  # type: ignore[arg-type]
        ("date.type", "until", lambda: owed(until="x")),  # type: ignore[arg-type]
        (
            "money.currency_mismatch",
            "currency",
            lambda: owed(paid=[Paid(on=NOW - 200 * DAY, amount=payable("1", "CZK"))]),
        ),
    ],
)
def test_bad_input_is_refused(code: str, field: str, make: Any) -> None:
    assert refused(make) == (code, field)


rates = [rate(str(2 + n), date(2013 + n, 1, 1), date(2014 + n, 1, 1)) for n in range(30)]


@given(
    amount=st.integers(1, 10_000_000), since=days, length=st.integers(1, 900), at=st.integers(0, 900), back=st.data()
)
def test_interest_grows_with_time_and_shrinks_with_payments(
    amount: int, since: date, length: int, at: int, back: st.DataObject
) -> None:
    text = str(Decimal(amount).scaleb(-2))
    until = since + length * DAY
    whole, longer = (owed(text, since=since, until=day, rates=rates) for day in (until, until + 30 * DAY))
    assert isinstance(whole, Interest)
    assert isinstance(longer, Interest)
    exact = sum((Fraction(line.principal.amount) * line.percent / 100 * line.period.days / 365 for line in whole.lines),
                Fraction(0))  # fmt: skip
    assert abs(Fraction(whole.total.amount) - exact) <= Fraction(len(whole.lines), 200)
    assert longer.total >= whole.total
    some = Decimal(back.draw(st.integers(0, amount))).scaleb(-2)
    paid = owed(text, since=since, until=until, rates=rates, paid=[Paid(on=since + at * DAY, amount=eur(str(some)))])
    assert isinstance(paid, Interest)
    assert Fraction(paid.total.amount) <= Fraction(whole.total.amount) + Fraction(len(paid.lines), 200)
    assert sum(line.period.days for line in paid.lines) == length


def test_every_event_is_used_by_some_row() -> None:
    assert {row.event for row in (*ROWS, EU)} == set(LateEvent)


def test_over_years_each_day_is_divided_by_the_length_of_its_own_year() -> None:
    """The Slovak consumer's rate is that of the first day for the whole delay: one line over three years."""
    actual = evolve(PLAIN, day_count=DayCount.ACTUAL_ACTUAL)
    found = owed(
        "36500.00",
        since=date(2027, 12, 20),
        until=date(2029, 2, 10),
        of=terms("SK", CONSUMER),
        rates=[rate("5.00", date(2027, 7, 1), date(2028, 1, 1))],
        policy=actual,
    )
    # 10 % of 36500 for 12/365 and 366/366 and 40/365 of a year
    assert lines(found) == [(418, "36500.00", "10.0", "4170.00")]


def test_paid_on_the_day_the_delay_begins_nothing_runs() -> None:
    found = owed(until=date(2026, 6, 21))
    assert isinstance(found, Interest)
    assert (found.lines, found.total) == ((), eur("0"))
    assert str(found.reasons[-1]) == "No interest: paid before 2026-06-21."


def test_doubts_about_the_law_stay_with_the_interest() -> None:
    spain = terms("ES")
    assert [finding.code for finding in spain.findings] == ["late.floor_only"]
    answers = owed(of=spain), owed(of=spain, rates=()), owed(of=spain, until=date(2026, 6, 20))
    assert [answer.findings for answer in answers] == [spain.findings] * 3
    assert str(owed(of=terms("US"))) == f"{terms('US').reasons[0]}\nNo interest: no law grants it."
