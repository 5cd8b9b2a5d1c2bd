"""What an answer from a table of law carries: its row and country, the days it counted, and every doubt."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from hostbilling.decision import Certainty, Source
from hostbilling.dunning import Channel, LateRow, ReminderRow, delay, free_period, late_terms, reminder_row
from hostbilling.dunning.late_table import ROWS as LATE_ROWS
from hostbilling.dunning.reminder_table import ROWS
from hostbilling.errors import NotFound
from hostbilling.parties import CustomerKind
from hostbilling.periods import PlainCalendar
from tests.refusals import refused

NOW = date(2026, 11, 21)
BUSINESS, CONSUMER = CustomerKind.BUSINESS, CustomerKind.CONSUMER


def late_row(id_: str) -> LateRow:
    return next(row for row in LATE_ROWS if row.id == id_)


def reminder(id_: str) -> ReminderRow:
    return next(row for row in ROWS if row.id == id_)


# --------------------------------------------------------------------------------- reminders


def test_dutch_post_is_carried_on_saturdays_and_not_on_mondays() -> None:
    thursday = free_period("NL", customer=CONSUMER, sent_on=date(2026, 11, 5), channel=Channel.POST)
    assert thursday.first_day == date(2026, 11, 8)  # Friday, Saturday
    saturday = free_period("NL", customer=CONSUMER, sent_on=date(2026, 11, 7), channel=Channel.POST)
    assert saturday.first_day == date(2026, 11, 12)  # Tuesday, Wednesday


def test_the_time_of_a_reminder_says_its_days_and_its_law() -> None:
    found = free_period("NL", customer=CONSUMER, sent_on=date(2026, 11, 9), channel=Channel.ELECTRONIC)
    assert str(found) == "NL-6-96: 14 days from 2026-11-10 to 2026-11-23. (BW 6:96(5)-(6))"


def test_a_doubt_about_a_reminder_stays_with_its_time() -> None:
    guessed = Source(title="general knowledge", certainty=Certainty.UNCHECKED, seen_on=date(2024, 1, 1))
    row = evolve(reminder("NL-6-96"), id="NL-own", source=guessed)
    found = free_period("NL", customer=CONSUMER, sent_on=NOW, channel=Channel.ELECTRONIC, overlay=(row,))
    assert [str(finding) for finding in found.findings] == [
        f"warning: NL-own rests on general knowledge: {row.says}.",
        "warning: general knowledge was last reviewed on 2024-01-01, more than 18 months before 2026-11-21.",
    ]
    assert refused(reminder_row, "NL", customer=CONSUMER, on="x") == ("date.type", "on")


# ---------------------------------------------------------------------------------- late payment


@pytest.mark.parametrize(
    ("country", "customer", "row", "findings"),
    [
        ("sk", CONSUMER, "SK-87-1995", []),
        (
            "DK",
            CONSUMER,
            None,
            ["DK-RTL is not known well enough to charge anybody: 8 points above the reference rate."],
        ),
        ("ES", BUSINESS, "EU-2011-7", ["The law of ES was not read: the floor of the directive is used."]),
        ("CZ", BUSINESS, "EU-2011-7-national", ["The law of CZ was not read: the floor of the directive is used."]),
        ("BE", CONSUMER, "BE-XIX", ["BE-XIX is owed only if the contract provides for it."]),
        ("GB", BUSINESS, "GB-1998", ["In GB-1998 these rest on general knowledge: fixed."]),
        ("US", BUSINESS, None, []),
    ],
)
def test_terms_name_the_customer_the_row_and_the_doubts(
    country: str, customer: CustomerKind, row: str | None, findings: list[str]
) -> None:
    found = late_terms(country, customer=customer, on=NOW)
    assert (found.country, found.customer) == (country.upper(), customer)
    assert (found.row.id if found.row else None) == row
    assert [str(finding.reason) for finding in found.findings] == findings
    said = f"{row}: {found.row.says}." if found.row else None
    assert said is None or str(found.reasons[0]) == said


def test_a_row_from_memory_is_told_beside_the_one_that_is_used() -> None:
    guessed = Source(title="hearsay", certainty=Certainty.UNCHECKED, seen_on=NOW)
    own = evolve(late_row("SK-87-1995"), id="SK-own", source=guessed, says="ten percent")
    found = late_terms("SK", customer=CONSUMER, on=NOW, overlay=(own,))
    assert found.row is not None
    assert found.row.id == "SK-87-1995"
    assert [str(each.reason) for each in found.findings] == [
        "SK-own is not known well enough to charge anybody: ten percent."
    ]
    unread = evolve(own, id="BE-own", country="BE", customers={CONSUMER})
    belgian = late_terms("BE", customer=CONSUMER, on=NOW, overlay=(unread,))
    assert [each.code for each in belgian.findings] == ["late.unread", "late.if_agreed"]


def test_the_directive_stands_behind_a_state_as_long_as_that_is_one() -> None:
    before, since = (late_terms("HR", customer=BUSINESS, on=day) for day in (date(2013, 6, 30), date(2013, 7, 1)))
    assert before.row is None
    assert since.row is not None
    assert since.row.id == "EU-2011-7"


def test_an_unknown_option_says_what_was_asked() -> None:
    with pytest.raises(NotFound) as caught:
        late_terms("SK", customer=BUSINESS, on=NOW, option="SK-else")
    (fault,) = caught.value.faults
    assert (fault.value, fault.remedy) == ("SK-else", "use the id of a row of SK for a business")


@pytest.mark.parametrize("name", ["agreed_due", "due_on", "received_on", "demanded_on", "reminded_until"])
def test_every_day_of_a_delay_is_a_date(name: str) -> None:
    days: dict[str, Any] = {name: "2026-11-21"}
    terms = late_terms("SK", customer=BUSINESS, on=NOW)
    assert refused(lambda: delay(terms, **days)) == ("date.type", name)


def test_a_delay_says_what_it_was_counted_from() -> None:
    nothing = late_terms("US", customer=BUSINESS, on=NOW)
    assert delay(nothing).reasons == nothing.reasons
    found = delay(late_terms("SK", customer=BUSINESS, on=NOW), agreed_due=date(2026, 12, 1))
    assert str(found) == "Payable until 2026-12-01, as agreed; late from the day after."


def test_a_long_time_to_pay_is_measured_from_the_receipt_and_not_without_one() -> None:
    zero_days = evolve(late_row("SK-21-2013-first-day"), id="SK-own", longest=0)
    terms = late_terms("SK", customer=BUSINESS, on=NOW, option="SK-own", overlay=(zero_days,))
    monday = date(2026, 11, 23)
    assert delay(terms, agreed_due=monday).findings == ()
    assert [each.code for each in delay(terms, agreed_due=monday, received_on=date(2026, 11, 20)).findings] == [
        "late.long_term"
    ]


# BGB 193: a Sunday, a Saturday or a holiday on which something is to be paid gives way to the next working day.
@pytest.mark.parametrize(
    ("agreed", "since"),
    [
        (date(2026, 11, 15), date(2026, 11, 17)),  # Sunday: payable on Monday
        (date(2026, 11, 14), date(2026, 11, 17)),  # Saturday
        (date(2026, 11, 16), date(2026, 11, 17)),
        (date(2026, 12, 25), date(2026, 12, 29)),  # a holiday before a weekend
    ],
)
def test_in_germany_a_due_day_that_is_no_working_day_gives_way_to_the_next(agreed: date, since: date) -> None:
    christmas = PlainCalendar(holidays=[date(2026, 12, 25)])
    for customer in (BUSINESS, CONSUMER):
        found = delay(late_terms("DE", customer=customer, on=NOW), agreed_due=agreed, calendar=christmas)
        assert (found.since, found.findings) == (since, ())


def test_a_due_day_of_a_weekend_is_told_where_nobody_can_say_what_it_becomes() -> None:
    sunday = date(2026, 11, 15)
    german = delay(late_terms("DE", customer=BUSINESS, on=NOW), agreed_due=sunday)
    assert (german.since, [each.code for each in german.findings]) == (date(2026, 11, 16), ["late.moves"])
    slovak = delay(late_terms("SK", customer=BUSINESS, on=NOW), agreed_due=sunday, calendar=PlainCalendar())
    assert (slovak.since, [each.code for each in slovak.findings]) == (date(2026, 11, 16), ["late.may_move"])
