"""Shares of prices and of amounts (proration.*, money.*, rounding.* and their kin in engine_cases.json)."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from hostbilling.money import (
    Money,
    Rounding,
    TieBreak,
    allocate,
    allocate_by_key,
    exact,
    gross_from_net,
    negate,
    payable,
    share,
    zero,
)
from hostbilling.periods import BillingPeriod, BillingSchedule, Period, Term, Timing
from hostbilling.proration import DayShare, Profile, day_share, prorate
from tests.cases.areas.periods import TERMS, day_of, schedule, term

# "Rounding is half up, away from zero for credits, once per line."
HALF_UP = Rounding.HALF_UP
PROFILES = {"actual/actual-period": Profile.DIRECT, "30/360": Profile.THIRTY_360}


def nine_places(fraction: Fraction) -> Decimal:
    """A fraction as the cases print it."""
    context = Context(prec=60, rounding=ROUND_HALF_UP)
    return context.divide(Decimal(fraction.numerator), Decimal(fraction.denominator)).quantize(
        Decimal("1e-9"), context=context
    )


def euros(cents: int) -> Money:
    return payable(f"{cents}e-2", "EUR")


def cents(amount: Money) -> Fraction:
    return Fraction(amount.amount) * 100


def part_of(given: Mapping[str, Any]) -> Period | None:
    """The days a case asks about, None when it ends them on the day they begin."""
    start, end = day_of(given, "from"), day_of(given, "to")
    return None if start == end else Period(start, end)


# -------------------------------------------------------------------------------- parts of periods


def part_of_price(given: Mapping[str, Any]) -> Money:
    part, price = part_of(given), exact(given["price"], "EUR")
    whole = Period.of(day_of(given, "from"), Term.days(given["period_days"]))
    if part is None:
        return zero("EUR")
    return prorate(price, part=part, whole=whole, rounding=HALF_UP, profile=Profile.DIRECT).amount


def charge(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"amount": part_of_price(given)}


def credit(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"amount": negate(part_of_price(given))}


def amount(given: Mapping[str, Any]) -> dict[str, Any]:
    currency = given.get("currency", "EUR")
    price = exact(given["addon_price" if "addon_price" in given else "amount"], currency)
    stub = stub_of(given) if "addon_start" in given else full_period_of(given)
    if stub is None:
        return {"amount": zero(currency)}
    found = prorate(price, part=stub.part, whole=stub.whole, rounding=HALF_UP, profile=Profile.DIRECT)
    return {"amount": found.amount, "stub": [stub.part.start, stub.part.end]}


def stub_of(given: Mapping[str, Any]) -> BillingPeriod:
    """The days from the start of an add-on to the anchor day, of the whole period that ends there."""
    start = day_of(given, "addon_start")
    length = term(given) if "period" in given else TERMS["monthly"]
    return next(BillingSchedule.to_day(start, length, anchor_day=given["aligned_to_anchor"]).periods())


def full_period_of(given: Mapping[str, Any]) -> BillingPeriod | None:
    """The days of the full period that are covered, None for none."""
    whole, asked = Period(*map(date.fromisoformat, given["full_period"])), part_of(given)
    covered = whole.overlap(asked) if asked else None
    return BillingPeriod(part=covered, whole=whole) if covered else None


def day_count(given: Mapping[str, Any]) -> dict[str, Any]:
    whole, part = Period.of(day_of(given, "period_start"), term(given)), part_of(given)
    profile = PROFILES[given["day_count"]]
    if part is None:
        return {"days": 0, "denominator": whole.days, "fraction_decimal9": 0}
    found: DayShare = day_share(part, whole=whole, profile=profile)
    return {
        "days": found.numerator,
        "denominator": found.denominator,
        "fraction_decimal9": nine_places(found.fraction),
    }


def cycles_in_advance(given: Mapping[str, Any]) -> dict[str, Any]:
    # A service that ended on the day it began has no days, and the library no schedule for it.
    never = given["service_start"] == given.get("service_end")
    due = schedule(given, ends=not never).due(day_of(given, "bill_run_date"), timing=Timing.IN_ADVANCE)
    due = () if never else due
    billed = sum((period.share for period in due), Fraction(0))
    return {"cycles_billed": billed, "cycles_decimal9": nine_places(billed)}


def round_to_cent(given: Mapping[str, Any]) -> dict[str, Any]:
    used = Fraction(given["billed_days"], given["period_days"])
    return {"amount_cents": cents(share(euros(given["price_cents"]), used, rounding=HALF_UP))}


def credit_note(given: Mapping[str, Any]) -> dict[str, Any]:
    if "net_cents" in given:
        net = euros(given["net_cents"])
    else:
        unused = Fraction(given["unused_days"], given["period_days"])
        net = share(euros(given["price_cents"]), unused, rounding=HALF_UP)
    found = gross_from_net(net, rate=Decimal(given["tax_rate"]), rounding=HALF_UP)
    return {"net_cents": cents(found.net), "tax_cents": cents(found.vat), "total_cents": cents(found.gross)}


# -------------------------------------------------------------------------------------- allocation


def allocation(given: Mapping[str, Any]) -> dict[str, Any]:
    whole, unit = exact(given["amount"], "EUR"), Decimal(given["unit"])
    weights, said = given["weights"], given.get("tie_break", "earlier position")
    ties = TieBreak.LATER if "later" in said else TieBreak.EARLIER
    if not isinstance(weights, Mapping):
        return {"shares": allocate(whole, weights, ties=ties, unit=unit)}
    if "key" in said:
        return {"shares": allocate_by_key(whole, dict(weights), unit=unit)}
    shares = allocate(whole, [*weights.values()], ties=ties, unit=unit)
    return {"shares": dict(zip(weights, shares, strict=True))}


AREAS = {
    "anchor_change.stub": charge,
    "arrears.cancel": charge,
    "money.allocate": allocation,
    "plan_change.credit": credit,
    "plan_change.new_stub": charge,
    "proration.amount": amount,
    "proration.cancel_in_first_period": cycles_in_advance,
    "proration.day_count": day_count,
    "proration.in_advance.cycles": cycles_in_advance,
    "proration.round_to_cent": round_to_cent,
    "rounding.credit_note": credit_note,
    "transfer.close_old": credit,
}
FOR_READERS = {"mode", "requested_total_cents"}
