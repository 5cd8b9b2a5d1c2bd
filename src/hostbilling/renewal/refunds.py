"""What goes back when a contract ends early: by policy, by law, or by the consumer's withdrawal within 14 days.

Directive 2011/83/EU: who withdraws gets everything back within 14 days (article 13(1)), less the days used where the
service began at the consumer's express request (article 14(3)); a service fully performed with that consent cannot be
withdrawn from any more (article 16(a)).
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import frozen

from ..decision import Decision, LegalRef, Reason, ReasonCode
from ..errors import check_date, check_type, refuse
from ..money import Money, Rounding, is_zero, zero
from ..periods import Term, advance
from .law import Release, Withdrawal
from .ledger import Credit, PaidLine, credits_from, cut, sum_of

_ART_13 = (LegalRef(citation="Directive 2011/83/EU art. 13(1), 14(4)(a)"),)
_ART_14 = (LegalRef(citation="Directive 2011/83/EU art. 14(3)"),)
_ART_16 = (LegalRef(citation="Directive 2011/83/EU art. 16(a)"),)

PRORATA = ReasonCode("refund.prorata", "{amount} {currency} back for {days}, of what was paid.")
NONE = ReasonCode("refund.none", "Nothing goes back for the days after {on}, by policy.")
BY_LAW = ReasonCode("refund.by_law", "The customer was not informed and leaves freely: prepaid days go back.")
NOTHING_LEFT = ReasonCode("refund.nothing_left", "No paid day is left on {on}.")
ALL_BACK = ReasonCode("refund.all", "Withdrawn on {on} without a request to begin: everything goes back.", _ART_13)
LESS_USED = ReasonCode(
    "refund.less_used", "Withdrawn on {on}, begun at the customer's request: the days before are kept.", _ART_14
)
TOO_LATE = ReasonCode("refund.withdrawn_late", "Withdrawn on {on}, after {last_day}: no right any more.")
NO_RIGHT = ReasonCode("refund.no_right", "There is no right to withdraw from this contract.")
PERFORMED = ReasonCode("refund.performed", "Fully performed at the customer's request: no right any more.", _ART_16)
_FOURTEEN_DAYS = Term.days(14)


class RefundPolicy(Enum):
    """What a seller gives back of prepaid time when a contract ends before it is used up."""

    NONE = "none"
    PRORATA = "prorata"
    """The days that are left, by what was really paid for them."""


@frozen(kw_only=True)
class Refund(Decision):
    """What goes back: by line, in all, and the last day to pay it where a law says one.

    `ends_on` is the first day not used any more, None for a withdrawal without a right to it: the contract goes on.
    """

    credits: tuple[Credit, ...]
    amount: Money
    ends_on: date | None
    pay_by: date | None = None


def termination_refund(
    lines: Iterable[PaidLine],
    *,
    ends_on: date,
    policy: RefundPolicy,
    currency: str,
    rounding: Rounding,
    release: Release | None = None,
) -> Refund:
    """Return what goes back when a service ends on a day, the first one not used any more.

    `release` is the right to leave of a customer who was not told of a renewal (`renewal.law.release`): where it names
    a time for the refund and has begun, prepaid days go back whatever the policy.

    >>> from hostbilling.money import payable
    >>> from hostbilling.periods import Period
    >>> march = PaidLine(line_id="1", period=Period(date(2026, 3, 1), date(2026, 4, 1)), paid=payable("31", "EUR"))
    >>> asked = {"ends_on": date(2026, 3, 11), "currency": "EUR", "rounding": Rounding.HALF_UP}
    >>> print(termination_refund([march], policy=RefundPolicy.PRORATA, **asked).amount)
    21.00 EUR
    """
    refuse(check_type("policy", policy, RefundPolicy))
    found = credits_from(lines, ends_on, rounding=rounding)
    nothing = zero(currency)
    pay_by = _pay_by(release, ends_on)
    if not found:
        return Refund(reasons=(NOTHING_LEFT(on=ends_on),), credits=(), amount=nothing, ends_on=ends_on)
    if policy is RefundPolicy.NONE and pay_by is None:
        return Refund(reasons=(NONE(on=ends_on),), credits=(), amount=nothing, ends_on=ends_on)
    given = tuple(each for each in found if not is_zero(each.amount))
    return Refund(
        reasons=(*((BY_LAW(),) if pay_by else ()), *map(_prorata, given)),
        credits=given,
        amount=sum_of((each.amount for each in given), like=nothing),
        ends_on=ends_on,
        pay_by=pay_by,
    )


def withdrawal_refund(
    lines: Iterable[PaidLine],
    *,
    right: Withdrawal,
    withdrawn_on: date,
    begun_at_request: bool,
    currency: str,
    rounding: Rounding,
    performed: bool = False,
) -> Refund:
    """Return what goes back when a consumer withdraws from the contract that these lines were paid for.

    `right` is that of `renewal.law.withdrawal`; `withdrawn_on` the day the withdrawal was sent. `begun_at_request`: the
    customer asked expressly to begin within the 14 days, else everything goes back. `performed`: it is fully performed
    with that consent, as a registered domain may be. The day of the withdrawal is not charged.

    >>> from hostbilling.money import payable
    >>> from hostbilling.periods import Period, PlainCalendar
    >>> from hostbilling.renewal.law import CustomerClass, withdrawal
    >>> day = date(2026, 3, 1)
    >>> consumer = {"customer": CustomerClass.CONSUMER, "informed_on": day, "calendar": PlainCalendar()}
    >>> right = withdrawal(day, country="FR", **consumer)
    >>> march = PaidLine(line_id="1", period=Period(day, date(2026, 4, 1)), paid=payable("31", "EUR"))
    >>> asked = {"right": right, "withdrawn_on": date(2026, 3, 14), "currency": "EUR", "rounding": Rounding.HALF_UP}
    >>> print(withdrawal_refund([march], begun_at_request=True, **asked).amount)
    18.00 EUR
    """
    refuse(check_date("withdrawn_on", withdrawn_on))
    if right.last_day is None:
        return _not_granted(currency, NO_RIGHT)
    if withdrawn_on > right.last_day:
        return _not_granted(currency, TOO_LATE, on=withdrawn_on, last_day=right.last_day)
    if begun_at_request and performed:
        return _not_granted(currency, PERFORMED)
    paid = tuple(lines)
    from_day = withdrawn_on if begun_at_request else min((line.period.start for line in paid), default=withdrawn_on)
    found = credits_from(paid, from_day, rounding=rounding)
    return Refund(
        reasons=((LESS_USED if begun_at_request else ALL_BACK)(on=withdrawn_on), *map(_prorata, found)),
        credits=found,
        amount=sum_of((each.amount for each in found), like=zero(currency)),
        ends_on=from_day,
        pay_by=advance(withdrawn_on, _FOURTEEN_DAYS),
    )


def refunded(lines: Iterable[PaidLine], refund: Refund) -> tuple[PaidLine, ...]:
    """Return the lines as they stand once a refund was made; again, it changes nothing."""
    lines = tuple(lines)
    if refund.ends_on is None or all(line.until <= max(refund.ends_on, line.period.start) for line in lines):
        return lines
    return cut(lines, refund.ends_on, credits_given=refund.credits)


def _pay_by(release: Release | None, ends_on: date) -> date | None:
    if release is None or release.since is None or ends_on < release.since:
        return None
    return release.refund_by(ends_on)


def _prorata(credit: Credit) -> Reason:
    return PRORATA(amount=credit.amount.amount, currency=credit.amount.currency.code, days=str(credit.days))


def _not_granted(currency: str, why: ReasonCode, **facts: object) -> Refund:
    return Refund(reasons=(why(**facts),), credits=(), amount=zero(currency), ends_on=None)
