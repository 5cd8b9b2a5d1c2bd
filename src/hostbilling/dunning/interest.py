"""Interest on a debt that is paid late: on what was still owed, half year by half year, each line rounded once."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from ..decision import Decision, ReasonCode
from ..demands import Demand
from ..errors import Fault, check_date, check_type, each_of, refuse
from ..money import Money, Rounding, greatest, is_negative, payable, share, subtract, total, zero
from ..periods import Period
from .late_law import LateRow, Reference
from .late_terms import LateTerms
from .principal import principal
from .reference_rates import KnownRate, Segment, known_percent, segments

RUNS = ReasonCode("late.runs", "{days} days late, from {since} until {until}.")
NONE_OWED = ReasonCode("late.none_owed", "No interest: {why}.")
NEEDS_RATE = ReasonCode("late.needs_rate", "What the {reference} was on {on} is not known.")

_YEAR = 365


class DayCount(Enum):
    """By how many days the interest of a year is divided."""

    ACTUAL_365 = "actual_365"
    ACTUAL_ACTUAL = "actual_actual"
    """By 366 for the days of a leap year."""


@frozen(kw_only=True)
class InterestPolicy:
    """What the law leaves open: the day count, whether the day of a payment still bears interest, the rounding."""

    day_count: DayCount
    payment_day_counts: bool
    rounding: Rounding

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("policy.day_count", self.day_count, DayCount),
            check_type("policy.payment_day_counts", self.payment_day_counts, bool),
            check_type("policy.rounding", self.rounding, Rounding),
        )

    def ends(self, paid_on: date) -> date:
        """Return the first day on which what was paid bears no interest any more."""
        return paid_on + timedelta(days=int(self.payment_day_counts))


@frozen(kw_only=True)
class Paid:
    """Money that came for the principal of a debt; `on` is its value date."""

    on: date
    amount: Money = field(converter=payable)

    def __attrs_post_init__(self) -> None:
        refuse(
            check_date("paid.on", self.on),
            Fault("paid.amount", "paid.amount", str(self.amount), "is below zero", "give what was received")
            if is_negative(self.amount)
            else None,
        )


@frozen(kw_only=True)
class InterestLine:
    """Interest for some days on what was owed then: `margin` points above `reference`, None for a flat rate."""

    period: Period
    principal: Money
    margin: Decimal
    reference: Decimal | None
    amount: Money

    @property
    def percent(self) -> Fraction:
        """The rate for a year, in percent."""
        return Fraction(self.margin) + Fraction(self.reference or 0)


@frozen(kw_only=True)
class Interest(Decision):
    """The interest of a debt up to a day; the lines add up to `total`."""

    lines: tuple[InterestLine, ...]
    total: Money


@frozen(kw_only=True)
class NeedsRates(Decision):
    """The interest cannot be worked out before these rates are known."""

    missing: tuple[tuple[Reference, date], ...]


def interest(
    demand: Demand,
    *,
    terms: LateTerms,
    policy: InterestPolicy,
    since: date,
    until: date,
    rates: Iterable[KnownRate],
    paid: Iterable[Paid] = (),
    besides: Iterable[str] = (),
) -> Interest | NeedsRates:
    """Return the interest on the principal of a debt, from the first day of `delay` until a day.

    `until` is the day everything was paid, or the day of asking; `paid` what came before and lowered the principal.
    `besides` are the ids of parts that are fees or interest themselves: they bear none.
    Raises `Impossible` for a call, and `InvalidInput` for money of another currency or two rates for one day.
    """
    refuse(
        check_date("since", since),
        check_date("until", until),
        check_type("policy", policy, InterestPolicy),
        check_type("terms", terms, LateTerms),
    )
    given, before = each_of("rates", rates, KnownRate), each_of("paid", paid, Paid)
    whole = principal(demand, besides=besides)
    ended = policy.ends(until)
    row = terms.row
    if row is None:
        return _nothing(whole, "no law grants it", terms)
    if ended <= since:
        return _nothing(whole, f"paid before {since}", terms)
    steps = [(policy.ends(each.on), each.amount) for each in before]
    cut = [
        Segment(period=piece, rate_of=part.rate_of)
        for part in segments(since=since, until=ended, rate_of=row.rate_of)
        for piece in part.period.split(*(day for day, _ in steps))
    ]
    if row.reference is not None and (missing := _missing(cut, row.reference, given)):
        needs = tuple(NEEDS_RATE(reference=row.reference.value, on=day) for day in missing)
        return NeedsRates(
            missing=tuple((row.reference, day) for day in missing), reasons=needs, findings=terms.findings
        )
    lines = tuple(_line(part, _left(whole, steps, part.period.start), row, given, policy) for part in cut)
    runs = RUNS(days=(ended - since).days, since=since, until=ended)
    return Interest(
        lines=lines,
        total=total((line.amount for line in lines), currency=whole.currency.code),
        reasons=(*terms.reasons, runs),
        findings=terms.findings,
    )


def _nothing(whole: Money, why: str, terms: LateTerms) -> Interest:
    reasons = (*terms.reasons, NONE_OWED(why=why))
    return Interest(lines=(), total=zero(whole.currency.code), reasons=reasons, findings=terms.findings)


def _missing(cut: list[Segment], reference: Reference, rates: tuple[KnownRate, ...]) -> list[date]:
    days = dict.fromkeys(part.rate_of for part in cut)
    return [day for day in days if known_percent(rates, reference, on=day) is None]


def _left(whole: Money, steps: list[tuple[date, Money]], on: date) -> Money:
    came = total((amount for day, amount in steps if day <= on), currency=whole.currency.code)
    return greatest(subtract(whole, came), zero(whole.currency.code))


def _line(
    part: Segment, left: Money, row: LateRow, rates: tuple[KnownRate, ...], policy: InterestPolicy
) -> InterestLine:
    reference = known_percent(rates, row.reference, on=part.rate_of) if row.reference is not None else None
    yearly = (Fraction(row.margin) + Fraction(reference or 0)) / 100
    amount = share(left, yearly * _years(part.period, policy.day_count), rounding=policy.rounding)
    return InterestLine(period=part.period, principal=left, margin=row.margin, reference=reference, amount=amount)


def _years(period: Period, day_count: DayCount) -> Fraction:
    if day_count is DayCount.ACTUAL_365:
        return Fraction(period.days, _YEAR)
    years = range(period.start.year + 1, period.end.year + 1)
    pieces = period.split(*(date(year, 1, 1) for year in years))
    return sum((Fraction(piece.days, _length(piece.start.year)) for piece in pieces), Fraction(0))


def _length(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1
