"""Late payment: from when a debtor is late, at what rate, and the time a reminder leaves (lifecycle_cases.json)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hostbilling.demands import Demand, Kind, Part
from hostbilling.dunning import (
    Channel,
    DayCount,
    InterestPolicy,
    LateTerms,
    RateOf,
    delay,
    fixed_sum,
    free_period,
    late_terms,
    segments,
)
from hostbilling.dunning.late_law import COMMERCIAL
from hostbilling.money import Amounts, Rounding, payable, zero
from hostbilling.parties import CustomerKind
from hostbilling.periods import Period, Term

WHEN = date(2026, 11, 21)
CUSTOMERS = {
    **{each.value: each for each in CustomerKind},
    "public_authority": CustomerKind.PUBLIC_BODY,
    "non_professional": CustomerKind.OTHER_LEGAL_PERSON,
}
COUNTRIES = {"UK": "GB"}
CHANNELS = {
    **{each.value: each for each in Channel},
    "email": Channel.ELECTRONIC,
    "e-mail": Channel.ELECTRONIC,
    "letter": Channel.POST,
    "postal": Channel.POST,
    "mail": Channel.POST,
}
# Where the law leaves the creditor a choice, the word of a case for the row it chose.
OPTIONS = {
    "half_year": "SK-21-2013-half-year",
    "directive": "SK-21-2013-half-year",
    "directive_half_year": "SK-21-2013-half-year",
    "first_day": "SK-21-2013-first-day",
}
FR_RULE = "FR-L441-10"
EUR = "EUR"


def late(given: Mapping[str, Any]) -> dict[str, Any]:
    terms = _terms(given)
    answer = _rule(terms) | _delay(given, terms)
    if given.get("delay_from"):
        answer |= _segments(given, terms)
    if given.get("sent") or given.get("received"):
        answer |= _reminded(given)
    return answer


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _country(given: Mapping[str, Any]) -> str:
    named: str = given.get("jurisdiction", "EU")
    return COUNTRIES.get(named, named)


def _terms(given: Mapping[str, Any]) -> LateTerms:
    days = [given.get(name) for name in ("invoice_due", "due_and_received", "delay_from", "invoice_received", "sent")]
    on = next((date.fromisoformat(day) for day in days if day), WHEN)
    customer = CUSTOMERS[
        given.get("customer", "consumer" if given.get("sent") or given.get("received") else "business")
    ]
    country = _country(given)
    # Only the debtors in business leave a Slovak creditor a choice.
    choice = country == "SK" and customer in COMMERCIAL
    option = OPTIONS.get(given.get("rule", "")) if choice else None
    return late_terms(country, customer=customer, on=on, option=option)


def _rule(terms: LateTerms) -> dict[str, Any]:
    row = terms.row
    # Where the sum depends on the size of the debt, both are in the money of the row.
    currency = row.currency if row else EUR
    asked = payable("100.00", currency)
    part = Part(
        id="D/1",
        service_id="S1",
        term=Term.years(1),
        period=Period.of(WHEN, Term.years(1)),
        amounts=Amounts(net=asked, vat=zero(currency), gross=asked),
    )
    debt = Demand(id="D", kind=Kind.DEBT, parts=(part,), issued_on=WHEN, due_on=WHEN, held=zero(currency))
    return {
        "fixed_sum_eur": fixed_sum(debt, terms=terms).amount,
        "margin_pp": row.margin if row else None,
        "l441_10": row is not None and row.id == FR_RULE,
        "changes_at_half_year": terms.changes_at_half_year,
    }


def _delay(given: Mapping[str, Any], terms: LateTerms) -> dict[str, Any]:
    received = _day(given.get("invoice_received") or given.get("due_and_received"))
    agreed = _day(given.get("agreed_due") or given.get("invoice_due"))
    if given.get("agreed_term") and received is not None:
        agreed = received + timedelta(days=int(given["agreed_term"]))
    found = delay(
        terms,
        agreed_due=agreed,
        received_on=received,
        demanded_on=_day(given.get("demand_sent")),
        told=given.get("invoice_warns", given.get("demand_mentions_interest", "demand_sent" in given)),
    )
    return {"last_day": found.last_day, "interest_from": found.since, "default_from": found.since}


def _segments(given: Mapping[str, Any], terms: LateTerms) -> dict[str, Any]:
    since, paid_on = date.fromisoformat(given["delay_from"]), _day(given.get("paid_on"))
    rate_of = terms.row.rate_of if terms.row else RateOf.HALF_YEAR
    policy = InterestPolicy(
        day_count=DayCount.ACTUAL_365,
        payment_day_counts=given.get("payment_day_counts", False),
        rounding=Rounding.HALF_UP,
    )
    until = policy.ends(paid_on) if paid_on else since + timedelta(days=1)
    if until <= since:
        return {"segments": [], "days": 0}
    found = segments(since=since, until=until, rate_of=rate_of)
    listed = [
        {
            "start": part.period.start,
            "end_exclusive": part.period.end,
            "days": part.period.days,
            "rate_of": part.rate_of,
        }
        for part in found
    ]
    return {"segments": listed, "days": sum(part.period.days for part in found), "rate_of": found[0].rate_of}


def _reminded(given: Mapping[str, Any]) -> dict[str, Any]:
    sent, received = _day(given.get("sent")), _day(given.get("received"))
    first = sent or received
    assert first is not None
    found = free_period(
        _country(given),
        customer=CUSTOMERS[given.get("customer", "consumer")],
        sent_on=first,
        channel=CHANNELS[given.get("channel", "email")],
        received_on=received,
        holidays=[date.fromisoformat(day) for day in given.get("holidays", [])],
    )
    return {
        "period_first_day": found.first_day,
        "last_free_day": found.last_day,
        "last_day": found.last_day,
        "costs_from": found.costs_from,
    }


AREAS = {"late": late}
# A rule named in words, except where it names the choice of a creditor; no day of payment moves the first of a delay.
FOR_READERS = {"rule", "paid_on", "payment_day_counts"}
