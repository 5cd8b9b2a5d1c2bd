"""Where the new period starts, and what becomes of days that nobody paid for.

Early is the same under every policy: the new days follow the last paid one, and none is lost. Late is where sellers
differ, so the policy has a name and each renewal records it. Days between the end and a late return are billed, waived
or settled by a fee, in one answer; nothing accrues silently.
"""

from datetime import date, timedelta
from enum import Enum

from attrs import frozen

from ..catalog import Family
from ..decision import Decision, Finding, ReasonCode, Severity
from ..errors import Fault, check_date, check_type, refuse
from ..money import Money, Rounding, exact, is_negative, total
from ..periods import Cycle, Period, Term
from ..proration import Prorated, prorate
from ..services import Start

STARTS = ReasonCode("renewal.starts", "{term} paid on {paid_on}, by {policy}: from {start} to {last_day}.")
CARRIED = ReasonCode("renewal.carried", "{days} days were left on {paid_on} and come first.")
GAP = ReasonCode("renewal.gap", "Nothing covers {gap}.")
STILL_OVER = ReasonCode(
    "renewal.still_over", "Paid on {paid_on}, the new period is over since {end}: one term is too little."
)
GAP_BILLED = ReasonCode("renewal.gap_billed", "{gap} is billed: {amount} {currency}.")
GAP_WAIVED = ReasonCode("renewal.gap_waived", "{gap} is waived.")
GAP_FEE = ReasonCode("renewal.gap_fee", "Coming back late costs {amount} {currency}, whatever the days.")


class Gap(Enum):
    """What a customer who comes back late pays for the days without cover."""

    WAIVE = "waive"
    BILL = "bill"
    """The days at the price of the renewal, which then covers them."""
    FEE = "fee"
    """A fixed amount."""


@frozen(kw_only=True)
class StartRule:
    """A row of the table: services of `families` start by `start` and settle a gap by `gap`; a fee needs its amount."""

    families: frozenset[Family]
    start: Start
    gap: Gap = Gap.WAIVE
    fee: Money | None = None

    def __attrs_post_init__(self) -> None:
        refuse(check_type("start", self.start, Start), check_type("gap", self.gap, Gap), _check_fee(self.gap, self.fee))


def start_rule(family: Family, *, rules: tuple[StartRule, ...]) -> StartRule:
    """Return the rule of a family, the last that names it; without one it starts FROM_END.

    >>> start_rule(Family.VPS, rules=()).start.value
    'from_end'
    """
    named = [rule for rule in rules if family in rule.families]
    return named[-1] if named else StartRule(families=frozenset({family}), start=Start.FROM_END)


@frozen(kw_only=True)
class NewPeriod(Decision):
    """The days a renewal grants; `start` is the policy to record with it, `gap` the days before it without cover.

    `anchor_day` is the day of the month that later periods come back to.
    """

    period: Period
    start: Start
    anchor_day: int
    gap: Period | None


def new_period(
    end: date, *, term: Term, paid_on: date, start: Start, active: bool, anchor_day: int | None = None
) -> NewPeriod:
    """Return the days that a renewal paid on a day grants to a service valid until `end`, the first day uncovered.

    `active` tells whether the service still worked when it was paid; `anchor_day` keeps a 31st through short months.
    A term that is over already when it is paid is granted as the policy says, with a finding.

    >>> late = {"term": Term.months(1), "paid_on": date(2026, 3, 10), "active": True}
    >>> print(new_period(date(2026, 3, 1), start=Start.FROM_END, **late).period)
    2026-03-01 to 2026-03-31
    >>> found = new_period(date(2026, 3, 1), start=Start.LATER_OF, **late)
    >>> print(found.period, "after", found.gap)
    2026-03-10 to 2026-04-09 after 2026-03-01 to 2026-03-09
    """
    refuse(check_date("end", end), check_date("paid_on", paid_on), check_type("start", start, Start))
    first = _first_day(end, paid_on, start, active=active)
    if first > end:
        period, anchor = Period.of(first, term), first.day
    elif start is Start.FROM_PAYMENT and paid_on < end:
        laid = Period.of(paid_on, term)
        period = Period(end, end + timedelta(days=laid.days))
        anchor = period.end.day
    else:
        anchor = end.day if anchor_day is None else anchor_day
        period = Period.of(end, term, anchor_day=anchor)
    gap = Period(end, first) if first > end else None
    facts = {"term": term, "paid_on": paid_on, "policy": start, "start": period.start, "last_day": period.last_day}
    left = (CARRIED(days=(end - paid_on).days, paid_on=paid_on),) if paid_on < end else ()
    return NewPeriod(
        reasons=(STARTS(**facts), *left, *((GAP(gap=str(gap)),) if gap else ())),
        findings=_too_little(period, paid_on),
        period=period,
        start=start,
        anchor_day=anchor,
        gap=gap,
    )


def _first_day(end: date, paid_on: date, start: Start, *, active: bool) -> date:
    match start:
        case Start.FROM_END:
            return end
        case Start.FROM_END_IF_ACTIVE if active:
            return end
        case Start.FROM_PAYMENT | Start.LATER_OF | Start.FROM_END_IF_ACTIVE:
            return max(end, paid_on)


def _too_little(period: Period, paid_on: date) -> tuple[Finding, ...]:
    if paid_on < period.end:
        return ()
    return (Finding(reason=STILL_OVER(paid_on=paid_on, end=period.end), severity=Severity.WARNING),)


@frozen(kw_only=True)
class LatePrice(Decision):
    """What a late return costs beside the renewal: nothing, the days of the gap (`billed`, then covered) or a fee."""

    amount: Money
    billed: tuple[Prorated, ...]


def late_price(
    renewed: NewPeriod, *, gap: Gap, price: Money, term: Term, rounding: Rounding, fee: Money | None = None
) -> LatePrice:
    """Return what the days without cover cost, by real days of the terms they would have belonged to.

    `price` is that of one `term`; FEE needs `fee`. A renewal without a gap costs nothing more, whatever the policy.

    >>> from hostbilling.money import payable
    >>> late = new_period(date(2026, 3, 1), term=Term.months(1), paid_on=date(2026, 3, 11), start=Start.LATER_OF,
    ...                   active=False)
    >>> asked = {"price": payable("31", "EUR"), "term": Term.months(1), "rounding": Rounding.HALF_UP}
    >>> print(late_price(late, gap=Gap.BILL, **asked).explain())
    2026-03-01 to 2026-03-10 is billed: 10.00 EUR.
    """
    refuse(check_type("gap", gap, Gap), _check_fee(gap, fee))
    currency = price.currency.code
    nothing = total((), currency=currency)
    if renewed.gap is None:
        return LatePrice(reasons=(), amount=nothing, billed=())
    match gap:
        case Gap.WAIVE:
            return LatePrice(reasons=(GAP_WAIVED(gap=str(renewed.gap)),), amount=nothing, billed=())
        case Gap.FEE:
            amount = total([fee] if fee is not None else [], currency=currency)
            why = GAP_FEE(amount=amount.amount, currency=currency)
            return LatePrice(reasons=(why,), amount=amount, billed=())
        case Gap.BILL:
            billed = _by_term(renewed.gap, price, term, rounding)
            amount = total((each.amount for each in billed), currency=currency)
            why = GAP_BILLED(gap=str(renewed.gap), amount=amount.amount, currency=currency)
            return LatePrice(reasons=(why,), amount=amount, billed=billed)


def _by_term(gap: Period, price: Money, term: Term, rounding: Rounding) -> tuple[Prorated, ...]:
    cycle = Cycle(gap.start, term)
    parts = gap.split(*cycle.dates(gap.start, gap.end))
    return tuple(prorate(price, part=part, whole=cycle.containing(part.start), rounding=rounding) for part in parts)


def _check_fee(gap: Gap, fee: Money | None) -> Fault | None:
    if gap is Gap.FEE and fee is None:
        return Fault("gap.fee", "fee", fee, "is not given", "say what coming back late costs")
    if fee is not None and is_negative(exact(fee)):
        return Fault("gap.fee", "fee", str(fee), "is below zero", "pass what the customer pays")
    return None
