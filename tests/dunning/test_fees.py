"""What a late debtor is charged once, and what reminding and collecting may cost by law."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.decision import Certainty, Source
from hostbilling.demands import Demand, Kind, PartState
from hostbilling.dunning import (
    Channel,
    Fee,
    LateFee,
    Reminder,
    ReminderRow,
    Tier,
    collection_costs,
    fixed_sum,
    free_period,
    late_fee,
    late_terms,
    open_principal,
    principal,
    reminder_fee,
    reminder_row,
)
from hostbilling.dunning.fees import by_size
from hostbilling.dunning.reminder_table import ROWS
from hostbilling.money import Money, Rounding, at_least, payable
from hostbilling.parties import CustomerKind
from tests.refusals import fault_of, refused, ruled_out

from .debts import DUE, demand, part

NOW = date(2026, 11, 21)
BUSINESS, CONSUMER = CustomerKind.BUSINESS, CustomerKind.CONSUMER
DAY = timedelta(days=1)
LATE = DUE + DAY
UP = Rounding.HALF_UP
CALL = demand(kind=Kind.CALL)


def eur(text: str) -> Money:
    return payable(text, "EUR")


def money(found: Fee) -> str:
    return str(found.amount)


def why(found: Fee) -> str:
    return str(found.reasons[-1])


# ------------------------------------------------------------------------------- fixed sums


def summed(country: str, amount: str = "100", customer: CustomerKind = BUSINESS, currency: str = "EUR") -> str:
    terms = late_terms(country, customer=customer, on=NOW)
    return money(fixed_sum(demand(part(amount, currency=currency)), terms=terms))


@pytest.mark.parametrize(
    ("country", "customer", "expected"),
    [
        ("EU", BUSINESS, "40.00 EUR"),
        ("FR", BUSINESS, "40.00 EUR"),
        ("FR", CONSUMER, "0.00 EUR"),
        ("DE", CONSUMER, "0.00 EUR"),
        ("SE", BUSINESS, "450.00 SEK"),
        ("SE", CONSUMER, "0.00 EUR"),
        ("NL", CONSUMER, "0.00 EUR"),
    ],
)
def test_a_fixed_sum_is_for_businesses(country: str, customer: CustomerKind, expected: str) -> None:
    assert summed(country, customer=customer) == expected


@pytest.mark.parametrize(
    ("country", "amount", "currency", "expected"),
    [
        ("GB", "999.99", "GBP", "40.00 GBP"),
        ("GB", "1000", "GBP", "70.00 GBP"),
        ("GB", "10000", "GBP", "100.00 GBP"),
        ("IE", "1000", "EUR", "40.00 EUR"),
        ("IE", "1000.01", "EUR", "70.00 EUR"),
        ("IE", "10000", "EUR", "70.00 EUR"),
        ("IE", "10000.01", "EUR", "100.00 EUR"),
    ],
)
def test_a_fixed_sum_may_grow_with_the_debt(country: str, amount: str, currency: str, expected: str) -> None:
    assert summed(country, amount, currency=currency) == expected


def test_a_fixed_sum_is_owed_once() -> None:
    terms = late_terms("FR", customer=BUSINESS, on=NOW)
    first = fixed_sum(demand(), terms=terms)
    assert first.is_owed
    assert first.key == "D1/fixed_sum"
    assert why(first) == "40.00 EUR, owed once for a debt of 100.00 EUR."
    again = fixed_sum(demand(), terms=terms, charged=[first.key])
    assert not again.is_owed
    assert why(again) == "D1/fixed_sum was charged before."


def test_nothing_owed_earns_no_fixed_sum() -> None:
    terms = late_terms("FR", customer=BUSINESS, on=NOW)
    settled = fixed_sum(demand(part("100", state=PartState.CREDITED)), terms=terms)
    assert (settled.key, money(settled), why(settled)) == ("D1/fixed_sum", "0.00 EUR", "No principal of D1 is open.")
    assert not fixed_sum(demand(), terms=terms, besides=["P1"]).is_owed
    assert fixed_sum(demand(part("100", state=PartState.PAID)), terms=terms).is_owed


def test_every_answer_carries_its_key_and_says_why() -> None:
    consumer = fixed_sum(demand(), terms=late_terms("FR", customer=CONSUMER, on=NOW))
    assert (consumer.key, why(consumer)) == ("D1/fixed_sum", "No fixed sum is owed by law.")
    again = fixed_sum(demand(), terms=late_terms("FR", customer=BUSINESS, on=NOW), charged=["D1/fixed_sum"])
    assert (again.key, money(again), again.findings) == ("D1/fixed_sum", "0.00 EUR", ())


def test_what_is_doubtful_about_the_law_stays_with_a_fixed_sum() -> None:
    ireland = late_terms("IE", customer=BUSINESS, on=NOW)  # its sums rest on general knowledge
    assert [finding.code for finding in ireland.findings] == ["late.unchecked"]
    owed = fixed_sum(demand(), terms=ireland)
    assert (money(owed), owed.findings) == ("40.00 EUR", ireland.findings)
    assert fixed_sum(demand(part("1", state=PartState.CREDITED)), terms=ireland).findings == ireland.findings
    unread = late_terms("DK", customer=CONSUMER, on=NOW)
    assert [finding.code for finding in unread.findings] == ["late.unread"]
    assert fixed_sum(demand(), terms=unread).findings == unread.findings


def test_the_size_of_a_debt_is_read_in_the_currency_of_the_law() -> None:
    assert refused(summed, "GB", "100") == ("money.currency_mismatch", "currency")
    assert summed("FR", "100", currency="CZK") == "40.00 EUR"


# --------------------------------------------------------------------------------- principal


def test_principal_leaves_out_fees_and_what_is_not_owed() -> None:
    debt = demand(
        part("100"),
        part("20", "FEE"),
        part("30", "PAID", state=PartState.PAID),
        part("5", "GONE", state=PartState.WRITTEN_OFF),
        held="40",
    )
    assert str(principal(debt, besides=["FEE"])) == "130.00 EUR"
    assert str(open_principal(debt, besides=["FEE"])) == "60.00 EUR"
    assert str(open_principal(demand(held="120"))) == "0.00 EUR"


# --------------------------------------------------------------------------------- late fees

FIVE = LateFee(step="second_reminder", fixed=payable("5", "EUR"))


def charge(fee: LateFee, debt: Demand | None = None, *, on: date = LATE, **more: Any) -> Fee:
    return late_fee(fee, debt or demand(), on=on, rounding=UP, **more)


@pytest.mark.parametrize(
    ("fee", "expected"),
    [
        (FIVE, "5.00 EUR"),
        (evolve(FIVE, percent=Decimal("1.255")), "6.26 EUR"),
        (evolve(FIVE, percent=Decimal(1), least=payable("8", "EUR")), "8.00 EUR"),
        (evolve(FIVE, percent=Decimal(1), least=payable("4", "EUR")), "6.00 EUR"),
        (evolve(FIVE, percent=Decimal(10), most=payable("12", "EUR")), "12.00 EUR"),
        (evolve(FIVE, percent=Decimal(1), most=payable("12", "EUR")), "6.00 EUR"),
        (evolve(FIVE, least=payable("7", "EUR"), most=payable("7", "EUR")), "7.00 EUR"),
    ],
)
def test_a_late_fee_is_fixed_and_proportional_within_its_bounds(fee: LateFee, expected: str) -> None:
    assert money(charge(fee)) == expected


def test_a_late_fee_is_charged_once_for_a_debt_and_step() -> None:
    first = charge(FIVE)
    assert first.key == "D1/second_reminder/fee"
    assert why(first) == "5.00 EUR for second_reminder, on an open principal of 100.00 EUR."
    again = charge(FIVE, charged={first.key})
    assert not again.is_owed
    assert (again.key, why(again)) == (first.key, "D1/second_reminder/fee was charged before.")
    assert charge(evolve(FIVE, step="third_reminder"), charged={first.key}).is_owed


def test_a_late_fee_is_never_on_fees_and_never_in_time() -> None:
    half = evolve(FIVE, fixed=payable("0", "EUR"), percent=Decimal(50))
    with_fee = demand(part("100"), part("50.00", "D1/second_reminder/fee"))
    assert money(charge(half, with_fee, besides=["D1/second_reminder/fee"])) == "50.00 EUR"
    assert money(charge(half, demand(held="60"))) == "20.00 EUR"
    in_time, settled = charge(half, on=DUE), charge(half, demand(held="100"))
    assert why(in_time) == "D1 is not overdue on 2026-03-16."
    assert why(settled) == "No principal of D1 is open."
    assert in_time.key == settled.key == "D1/second_reminder/fee"
    assert in_time.findings == settled.findings == ()
    assert not charge(half, demand(part("100", state=PartState.PAID))).is_owed


# --------------------------------------------------------------------------------- free period


def free(country: str, sent: str, channel: Channel, **more: Any) -> tuple[str, str, str]:
    found = free_period(country, customer=CONSUMER, sent_on=date.fromisoformat(sent), channel=channel, **more)
    return str(found.first_day), str(found.last_day), str(found.costs_from)


def test_a_belgian_reminder_by_mail_counts_from_the_day_after() -> None:
    assert free("BE", "2026-11-09", Channel.ELECTRONIC) == ("2026-11-10", "2026-11-23", "2026-11-24")
    assert free("BE", "2026-11-09", Channel.ELECTRONIC, received_on=date(2026, 11, 20))[0] == "2026-11-10"


def test_a_belgian_letter_counts_from_the_third_working_day() -> None:
    holidays = [date(2026, 11, 11)]
    assert free("BE", "2026-11-09", Channel.POST, holidays=holidays) == ("2026-11-13", "2026-11-26", "2026-11-27")
    assert free("BE", "2026-11-05", Channel.POST)[0] == "2026-11-10"
    assert free("BE", "2026-11-05", Channel.POST, received_on=date(2026, 11, 6))[0] == "2026-11-10"


def test_a_dutch_reminder_leaves_14_full_days_after_it_arrived() -> None:
    received = date(2026, 11, 9)
    assert free("NL", "2026-11-06", Channel.POST, received_on=received) == ("2026-11-10", "2026-11-23", "2026-11-24")
    assert free("NL", "2026-11-09", Channel.ELECTRONIC) == ("2026-11-10", "2026-11-23", "2026-11-24")
    # Posted on a Friday: Saturday is the first day of post, Tuesday the second.
    assert free("NL", "2026-11-06", Channel.POST)[0] == "2026-11-11"


def test_elsewhere_no_time_is_prescribed() -> None:
    assert free("SK", "2026-11-09", Channel.POST) == ("None", "None", "None")
    assert free("SE", "2026-11-09", Channel.POST) == ("None", "None", "None")
    found = free_period("BE", customer=BUSINESS, sent_on=NOW, channel=Channel.POST)
    assert str(found) == "No rule was read by which a reminder in BE must leave time."


@given(sent=st.dates(date(2024, 1, 1), date(2035, 1, 1)), country=st.sampled_from(["BE", "NL"]))
def test_the_free_time_is_14_days_and_post_never_shortens_it(sent: date, country: str) -> None:
    mail, letter = (free_period(country, customer=CONSUMER, sent_on=sent, channel=each) for each in Channel)
    for found in (mail, letter):
        assert found.first_day is not None
        assert found.last_day == found.first_day + 13 * DAY
        assert found.costs_from == found.first_day + 14 * DAY
    assert letter.first_day >= mail.first_day  # type: ignore[operator]


# ------------------------------------------------------------------------------ reminder fees

SECOND = Reminder(number=2, on=NOW, last_on=NOW - 20 * DAY, agreed=True, costs_from=NOW - 5 * DAY)


def asked(
    country: str, wanted: Money, reminder: Reminder = SECOND, customer: CustomerKind = CONSUMER, **more: Any
) -> Fee:
    debt = demand(part("100", currency=wanted.currency.code))
    return reminder_fee(debt, wanted, reminder=reminder, country=country, customer=customer, **more)


@pytest.mark.parametrize(
    ("country", "wanted", "expected"),
    [
        ("BE", payable("10", "EUR"), "7.50 EUR"),
        ("BE", payable("5", "EUR"), "5.00 EUR"),
        ("SE", payable("90", "SEK"), "60.00 SEK"),
        ("DK", payable("150", "DKK"), "100.00 DKK"),
        ("FI", payable("6", "EUR"), "5.00 EUR"),
        ("NL", payable("6", "EUR"), "0.00 EUR"),
        ("SK", payable("6", "EUR"), "0.00 EUR"),
        ("DE", payable("6", "EUR"), "0.00 EUR"),
        ("FR", payable("6", "EUR"), "0.00 EUR"),
    ],
)
def test_the_law_caps_what_a_reminder_costs(country: str, wanted: Money, expected: str) -> None:
    assert money(asked(country, wanted)) == expected


def test_without_a_rule_a_business_is_charged_what_is_asked_and_a_consumer_nothing() -> None:
    of_business = asked("SK", eur("6"), customer=CustomerKind.BUSINESS)
    assert [str(finding) for finding in of_business.findings] == [
        "warning: No rule was read on what a reminder may cost in SK."
    ]
    assert of_business.reasons == (of_business.findings[0].reason,)
    assert (of_business.key, money(of_business)) == ("D1/reminder 2/fee", "6.00 EUR")
    of_consumer = asked("SK", eur("6"))
    assert [str(finding) for finding in of_consumer.findings] == [
        "warning: No rule was read on what a reminder may cost a consumer in SK: nothing is charged."
    ]
    assert not of_consumer.is_owed


def test_a_seller_that_read_the_law_gives_a_row_of_its_own() -> None:
    read = ReminderRow(
        id="SK-own", country="SK", customers={CONSUMER}, since=date(2026, 1, 1), most=eur("3"),
        says="what posting costs", cites="our counsel", source=Source(
            title="opinion of our counsel", certainty=Certainty.SECONDARY, seen_on=NOW
        ),
    )  # fmt: skip
    found = asked("SK", eur("6"), overlay=(read,))
    assert (money(found), found.findings) == ("3.00 EUR", ())


def test_in_france_the_creditor_bears_what_collecting_costs_whatever_was_agreed() -> None:
    found = asked("FR", eur("6"))  # CPCE L111-8
    assert not found.is_owed
    assert str(found) == (
        "FR-L111-8: nothing, because what collecting without an enforceable title costs is borne by the creditor,"
        " whatever the contract says. (CPCE L111-8)"
    )


def test_no_reminder_costs_anything_within_the_time_of_the_first() -> None:
    sent = date(2026, 11, 25)
    over = free_period("BE", customer=CONSUMER, sent_on=sent, channel=Channel.ELECTRONIC).costs_from
    assert over == date(2026, 12, 10)
    known = evolve(SECOND, on=over, last_on=sent, costs_from=over)
    assert str(asked("BE", eur("6"), evolve(known, on=date(2026, 12, 9)))).startswith(
        "BE-XIX: nothing, because the time of the first reminder ends only before 2026-12-10."
    )
    assert asked("BE", eur("6"), evolve(known, on=date(2026, 12, 10))).is_owed
    unknown = evolve(known, on=date(2026, 12, 10), costs_from=None)
    assert "it is not known when the time of the first reminder is over" in str(asked("BE", eur("6"), unknown))


def test_a_capped_fee_says_what_was_asked_and_what_is_allowed() -> None:
    found = asked("BE", eur("10"), postage=eur("1.80"))
    assert str(found) == "BE-XIX: 9.30 EUR of 11.80 EUR asked for. (CDE XIX.2-XIX.4)"
    assert found.key == "D1/reminder 2/fee"


def test_a_cap_from_memory_counts_and_says_so() -> None:
    assert [finding.code for finding in asked("FI", eur("6")).findings] == ["reminder.from_memory"]
    early = evolve(SECOND, last_on=NOW - DAY)
    assert [finding.code for finding in asked("FI", eur("6"), early).findings] == ["reminder.from_memory"]
    assert asked("BE", eur("6")).findings == ()
    assert [f.code for f in asked("BE", eur("6"), evolve(SECOND, on=date(2028, 6, 1))).findings] == ["table.unreviewed"]


@pytest.mark.parametrize(
    ("country", "wanted", "reminder", "reason"),
    [
        ("BE", "6", evolve(SECOND, number=1), "a first reminder is free"),
        ("BE", "6", evolve(SECOND, agreed=False), "the contract does not provide for it"),
        ("BE", "6", evolve(SECOND, due_day=3), "the reminders of 3 due days a year are free"),
        ("NL", "6", SECOND, "it is part of the costs of collecting"),
        ("FI", "6", evolve(SECOND, last_on=NOW - 13 * DAY), "the one before is less than 14 days old"),
    ],
)
def test_when_a_reminder_is_free(country: str, wanted: str, reminder: Reminder, reason: str) -> None:
    found = asked(country, eur(wanted), reminder)
    assert (found.is_owed, found.key) == (False, f"D1/reminder {reminder.number}/fee")
    (told,) = found.reasons
    assert str(told).endswith(f": nothing, because {reason}.")
    row = reminder_row(country, customer=CONSUMER, on=NOW)
    assert row is not None
    assert str(told).startswith(row.id)
    assert told.law == row.law


def test_the_limits_themselves_are_within() -> None:
    assert asked("BE", eur("6"), evolve(SECOND, due_day=4)).is_owed
    assert not asked("BE", eur("6"), evolve(SECOND, due_day=1)).is_owed
    assert asked("FI", eur("5"), evolve(SECOND, last_on=NOW - 14 * DAY)).is_owed
    assert asked("FI", eur("5"), evolve(SECOND, number=1, last_on=None)).is_owed
    danish = payable("100", "DKK")
    assert asked("DK", danish, evolve(SECOND, charged=2)).is_owed
    assert "3 were charged already" in str(asked("DK", danish, evolve(SECOND, charged=3)))


def test_the_postage_comes_on_top_only_where_the_law_says_so() -> None:
    assert money(asked("BE", eur("10"), postage=eur("1.80"))) == "9.30 EUR"
    assert money(asked("FI", eur("5"), postage=eur("1.80"))) == "5.00 EUR"
    assert money(asked("SK", eur("5"), customer=CustomerKind.BUSINESS, postage=eur("1.80"))) == "6.80 EUR"


def test_a_reminder_is_charged_once() -> None:
    key = asked("SK", eur("5")).key
    again = asked("SK", eur("5"), charged=[key])
    assert not again.is_owed
    assert again.key == key
    assert str(again) == "D1/reminder 2/fee: nothing, because it was charged before."


# --------------------------------------------------------------------------- collection costs


def collected(country: str, amount: str, *, agreed: bool = True, on: date = NOW, **more: Any) -> Fee:
    facts: dict[str, Any] = {"country": country, "customer": CONSUMER, "costs_from": on, "rounding": UP, **more}
    return collection_costs(demand(part(amount)), on=on, agreed=agreed, **facts)


@pytest.mark.parametrize(
    ("country", "amount", "expected"),
    [
        ("BE", "150", "20.00 EUR"),
        ("BE", "150.01", "30.00 EUR"),
        ("BE", "300", "45.00 EUR"),
        ("BE", "500", "65.00 EUR"),
        ("BE", "700", "75.00 EUR"),
        ("BE", "40000", "2000.00 EUR"),
        ("NL", "100", "40.00 EUR"),
        ("NL", "1000", "150.00 EUR"),
        ("NL", "2500", "375.00 EUR"),
        ("NL", "9000", "375.00 EUR"),
        ("SK", "100", "0.00 EUR"),
        ("SE", "100", "0.00 EUR"),
    ],
)
def test_what_collecting_may_cost(country: str, amount: str, expected: str) -> None:
    assert money(collected(country, amount)) == expected


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"costs_from": None}, "no first reminder was sent"),
        ({"costs_from": NOW + DAY}, "the time of the first reminder ends only before 2026-11-22"),
        ({"agreed": False}, "the contract does not provide for them"),
        ({"charged": ["D1/collection"]}, "they were charged before"),
        ({"besides": ["P1"]}, "nothing is open"),
    ],
)
def test_when_collecting_costs_nothing(more: dict[str, Any], reason: str) -> None:
    found = collected("BE", "300", **more)
    assert (found.is_owed, found.key) == (False, "D1/collection")
    assert str(found) == f"BE-XIX: nothing, because {reason}. (CDE XIX.2-XIX.4)"


def test_costs_that_must_be_agreed_are_not_owed_unless_that_is_said() -> None:
    facts: dict[str, Any] = {"country": "BE", "customer": CONSUMER, "on": NOW, "costs_from": NOW, "rounding": UP}
    assert not collection_costs(demand(), **facts).is_owed


def test_without_a_rule_collecting_costs_nothing_that_is_not_proved() -> None:
    found = collected("SK", "100")
    assert (found.key, str(found)) == ("D1/collection", "No rule was read on what collecting may cost in SK.")
    assert money(collected("SK", "100", overlay=(COLLECTED,))) == "12.00 EUR"


def test_what_is_doubtful_about_a_rule_stays_with_the_costs() -> None:
    late = date(2028, 6, 1)  # 18 months after the table was read
    assert [finding.code for finding in collected("NL", "100", on=late).findings] == ["table.unreviewed"]
    free_of_cost = collected("NL", "100", on=late, costs_from=None)
    assert [finding.code for finding in free_of_cost.findings] == ["table.unreviewed"]


def test_the_rule_of_the_country_is_cited() -> None:
    found = collected("NL", "1000", agreed=False)
    assert str(found) == "NL-6-96: 150.00 EUR for collecting 1000.00 EUR. (BW 6:96(5)-(6))"
    assert found.key == "D1/collection"


# -------------------------------------------------------------------------------- rows, input

SLOVAK = ReminderRow(
    id="SK-own", country="SK", customers={CONSUMER}, since=date(2020, 1, 1), until=date(2027, 1, 1),
    most=payable("3", "EUR"), says="read by the host", cites="own",
    source=Source(title="own reading", certainty=Certainty.VERIFIED, seen_on=NOW),
)  # fmt: skip


COLLECTED = evolve(SLOVAK, id="SK-collected", most=None, costs=(Tier(fixed=Decimal(12)),))


def test_a_host_may_bring_rows_of_its_own() -> None:
    assert money(asked("SK", eur("6"), overlay=(SLOVAK,))) == "3.00 EUR"
    assert reminder_row("SK", customer=CONSUMER, on=date(2027, 1, 1), overlay=(SLOVAK,)) is None
    assert reminder_row("SK", customer=BUSINESS, on=NOW, overlay=(SLOVAK,)) is None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_says_where_it_was_read(row: ReminderRow) -> None:
    assert row.source.title
    assert row.cites
    assert row.says
    assert row.since is not None
    assert row.source.seen_on >= row.since
    assert row.most is None or row.most.currency.code == row.currency
    assert [tier.start for tier in row.costs] == sorted({tier.start for tier in row.costs})


def test_one_row_for_a_customer_of_a_country() -> None:
    for kind in CustomerKind:
        countries = [row.country for row in ROWS if row.applies(kind, on=NOW)]
        assert len(countries) == len(set(countries))


@pytest.mark.parametrize(
    "owed",
    [
        lambda: fixed_sum(CALL, terms=late_terms("FR", customer=BUSINESS, on=NOW)),
        lambda: charge(FIVE, CALL),
        lambda: reminder_fee(CALL, eur("5"), reminder=SECOND, country="SK", customer=CONSUMER),
        lambda: collection_costs(CALL, country="BE", customer=CONSUMER, on=NOW, costs_from=None, rounding=UP),
    ],
)
def test_a_call_is_never_charged_for(owed: Any) -> None:
    assert ruled_out(owed) == ("late.call", "demand", "D1")


@pytest.mark.parametrize(
    ("code", "field", "make"),
    [
        ("text.empty", "fee.step", lambda: evolve(FIVE, step="")),
        ("fee.negative", "fee.fixed", lambda: evolve(FIVE, fixed=eur("-1"))),
        ("fee.negative", "fee.least", lambda: evolve(FIVE, least=eur("-1"))),
        ("fee.negative", "fee.most", lambda: evolve(FIVE, most=eur("-1"))),
        ("fee.percent", "fee.percent", lambda: evolve(FIVE, percent=Decimal("-0.1"))),
        ("fee.percent", "fee.percent", lambda: evolve(FIVE, percent=Decimal("100.1"))),
        ("fee.percent", "fee.percent", lambda: evolve(FIVE, percent=Decimal("NaN"))),
        ("fee.percent", "fee.percent", lambda: evolve(FIVE, percent=5)),  # type: ignore[arg-type]
        ("fee.bounds", "fee.most", lambda: evolve(FIVE, least=eur("5"), most=eur("4"))),
        ("date.type", "on", lambda: charge(FIVE, on="x")),  # type: ignore[arg-type]
        ("count.low", "reminder.number", lambda: Reminder(number=0, on=NOW)),
        ("count.low", "reminder.charged", lambda: Reminder(number=1, on=NOW, charged=-1)),
        ("count.low", "reminder.due_day", lambda: Reminder(number=1, on=NOW, due_day=0)),
        ("date.type", "reminder.on", lambda: Reminder(number=1, on="x")),  # type: ignore[arg-type]
        ("date.type", "reminder.costs_from", lambda: Reminder(number=1, on=NOW, costs_from="x")),  # type: ignore[arg-type]
        ("reminder.order", "reminder.last_on", lambda: Reminder(number=2, on=NOW, last_on=NOW + DAY)),
        ("date.type", "reminder.last_on", lambda: Reminder(number=1, on=NOW, last_on="x")),  # type: ignore[arg-type]
        ("reminder.negative", "wanted", lambda: asked("SK", eur("-1"))),
        ("reminder.negative", "postage", lambda: asked("SK", eur("1"), postage=eur("-1"))),
        ("money.currency_mismatch", "currency", lambda: asked("SE", eur("1"))),
        ("value.type", "customer", lambda: asked("SK", eur("1"), customer="consumer")),  # type: ignore[arg-type]
        (
            "text.empty",
            "overlay.source",
            lambda: asked("SK", eur("1"), overlay=(evolve(SLOVAK, source=evolve(SLOVAK.source, title="")),)),
        ),
        ("value.type", "channel", lambda: free("BE", "2026-11-09", "post")),  # type: ignore[arg-type]
        (
            "date.type",
            "sent_on",
            lambda: free_period("BE", customer=CONSUMER, sent_on="x", channel=Channel.POST),  # type: ignore[arg-type]
        ),
        ("date.type", "received_on", lambda: free("BE", "2026-11-09", Channel.POST, received_on="x")),
    ],
)
def test_bad_input_is_refused(code: str, field: str, make: Any) -> None:
    assert refused(make) == (code, field)


@pytest.mark.parametrize(
    ("value", "make"),
    [
        ("-1.00 EUR", lambda: evolve(FIVE, fixed=eur("-1"))),
        (Decimal(101), lambda: evolve(FIVE, percent=Decimal(101))),
        ("4.00 EUR", lambda: evolve(FIVE, least=eur("5"), most=eur("4"))),
        ("-2.00 EUR", lambda: asked("SK", eur("-2"))),
    ],
)
def test_a_refusal_shows_what_was_wrong(value: object, make: Any) -> None:
    assert fault_of(make).value == value


cents = st.integers(0, 5_000_000).map(lambda count: eur(str(Decimal(count).scaleb(-2))))


@given(small=cents, more=cents)
def test_costs_never_fall_as_the_debt_grows(small: Money, more: Money) -> None:
    large = eur(str(small.amount + more.amount))
    for row in ROWS:
        if row.costs:
            one, other = (by_size(row.costs, debt, currency="EUR", rounding=UP) for debt in (small, large))
            assert at_least(other, one)


@given(held=cents, percent=st.integers(0, 100), fees=cents)
def test_fees_do_not_grow_on_fees(held: Money, percent: int, fees: Money) -> None:
    rule = LateFee(step="late", fixed=eur("0"), percent=Decimal(percent))
    plain, with_fees = (
        demand(part("100"), held=str(held.amount)),
        demand(part("100"), part(str(fees.amount), "FEES"), held=str(held.amount)),
    )
    assert charge(rule, with_fees, besides=["FEES"]).amount == charge(rule, plain).amount


def test_a_tier_may_start_with_its_own_amount_or_above_it() -> None:
    tiers = (Tier(fixed=Decimal(1)), Tier(start=Decimal(10), reached=True, fixed=Decimal(2)))
    assert str(by_size(tiers, eur("10"), currency="EUR", rounding=UP)) == "2.00 EUR"
    assert str(by_size(tiers, eur("9.99"), currency="EUR", rounding=UP)) == "1.00 EUR"
