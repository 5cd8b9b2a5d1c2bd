"""The price of a renewal: locked, current or announced; and what a higher one does to a contract that renews by itself.

Whoever orders a renewal sees its price and agrees to it. Silence agrees to nothing new, so a tacit renewal takes a
higher price only after a message with its day and a right to leave before it; else the old price stays, or the
customer is asked.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from ..decision import Certainty, Decision, Finding, LegalRef, Reason, ReasonCode, Severity
from ..errors import Fault, check_date, check_type, refuse
from ..money import Money, at_least, exact, is_negative, is_zero
from ..periods import Term, counted_back
from .mode import Mode

_UNFAIR = (LegalRef(citation="Directive 93/13/EEC annex 1(j), 1(l)", certainty=Certainty.UNCHECKED),)

AGREED = ReasonCode("renewal.price_locked", "{amount} {currency}, the price of the contract, whatever the list says.")
LISTED = ReasonCode("renewal.price_current", "{amount} {currency}, the price of the list.")
UNCHANGED = ReasonCode("renewal.price_unchanged", "{amount} {currency}: no announced price is in force on {starts}.")
TOLD = ReasonCode(
    "renewal.price_announced",
    "{amount} {currency} from {effective}, announced on {sent_on}; leaving was possible until {leave_by}.",
)
UNTOLD = ReasonCode(
    "renewal.price_untold", "{amount} {currency} from {effective} was not announced {notice} ahead: it does not hold.",
    _UNFAIR,
)  # fmt: skip
SHOWN = ReasonCode("renewal.price_shown", "{amount} {currency} from {effective}: who orders sees it and agrees.")
CHEAPER = ReasonCode("renewal.price_fell", "{amount} {currency} from {effective}: a lower price needs no message.")
ASKED = ReasonCode("renewal.price_asked", "Renewing by silence would cost more, so the customer is asked this time.")
FREE = ReasonCode("renewal.price_free", "Nothing is asked: it is granted without a call and without a charge.")
RISES_SILENTLY = ReasonCode(
    "renewal.price_rises_silently", "A contract that renews by itself would go from {before} to {after} {currency}"
    " without a message.", _UNFAIR,
)  # fmt: skip


class PricePolicy(Enum):
    """Which price a renewal takes."""

    LOCKED = "locked"
    """The price of the contract, for good."""
    CURRENT = "current"
    """The price of the list on the day of the offer."""
    ANNOUNCED = "announced"
    """The price of the contract until another was announced, with its day and a right to leave."""


class OnRise(Enum):
    """What a tacit renewal does with a higher price of the list that nobody announced."""

    KEEP = "keep"
    """It renews at the old price."""
    ASK = "ask"
    """It is explicit this time: the customer orders at the new price or lets it lapse."""
    TAKE = "take"
    """It renews at the new price; reported as a finding."""


@frozen(kw_only=True)
class Announcement:
    """A price from a day on, and the message about it.

    `sent_on` is the day the message reached the customer, None as long as it did not; `leave_by` the last day on which
    the customer may leave because of it.
    """

    price: Money = field(converter=exact)
    effective: date
    sent_on: date | None = None
    leave_by: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            _check_amount("announcement.price", self.price),
            check_date("announcement.effective", self.effective),
            check_date("announcement.sent_on", self.sent_on) if self.sent_on is not None else None,
            check_date("announcement.leave_by", self.leave_by) if self.leave_by is not None else None,
        )

    def binds(self, *, notice: Term) -> bool:
        """Tell whether the message came in time and left a way out: told `notice` ahead, and able to leave after it.

        >>> from hostbilling.money import payable
        >>> told = Announcement(price=payable("12", "EUR"), effective=date(2027, 1, 1), sent_on=date(2026, 12, 1),
        ...                     leave_by=date(2026, 12, 31))
        >>> told.binds(notice=Term.months(1)), told.binds(notice=Term.months(2))
        (True, False)
        """
        if self.sent_on is None or self.leave_by is None:
            return False
        return self.sent_on <= min(counted_back(self.effective, notice), self.leave_by)


@frozen(kw_only=True)
class RenewalPrice(Decision):
    """The price of one renewal; `mode` is how it may renew at that price.

    `rises` says that it is above what was paid before, `leave_by` until when the customer may leave because of it, and
    `fee_change_on` the first day of the new price, which `renewal.law.Contract` asks for.
    """

    price: Money
    policy: PricePolicy
    mode: Mode
    rises: bool
    leave_by: date | None = None
    fee_change_on: date | None = None

    @property
    def is_free(self) -> bool:
        """Whether nothing is asked: no call, no charge, and no reminder about money."""
        return is_zero(self.price)


def renewal_price(
    policy: PricePolicy,
    *,
    agreed: Money,
    listed: Money,
    starts: date,
    mode: Mode,
    announced: Iterable[Announcement] = (),
    notice: Term | None = None,
    on_rise: OnRise = OnRise.ASK,
) -> RenewalPrice:
    """Return the price of a renewal whose period starts on a day.

    `agreed` is the price of the contract until now, `listed` that of the list on the day of the offer. ANNOUNCED goes
    by `announced` and `notice`, how long before its first day a price must be told (a month where None); `on_rise` is
    for CURRENT. A renewal by order takes any price it shows.

    >>> from hostbilling.money import payable
    >>> ten, twelve = payable("10", "EUR"), payable("12", "EUR")
    >>> asked = {"agreed": ten, "listed": twelve, "starts": date(2027, 1, 1)}
    >>> print(renewal_price(PricePolicy.LOCKED, mode=Mode.TACIT, **asked).price)
    10.00 EUR
    >>> found = renewal_price(PricePolicy.CURRENT, mode=Mode.TACIT, **asked)
    >>> print(found.price, found.mode.value)
    12.00 EUR explicit
    """
    refuse(
        check_type("policy", policy, PricePolicy),
        check_date("starts", starts),
        check_type("mode", mode, Mode),
        check_type("on_rise", on_rise, OnRise),
        _check_amount("agreed", agreed),
        _check_amount("listed", listed),
    )
    old, new = exact(agreed), exact(listed)
    match policy:
        case PricePolicy.LOCKED:
            return _priced(old, policy, mode, before=old, starts=starts, reasons=(_said(AGREED, old),))
        case PricePolicy.CURRENT:
            return _current(old, new, mode, on_rise, starts)
        case PricePolicy.ANNOUNCED:
            in_force = sorted((each for each in announced if each.effective <= starts), key=_order)
            return _announced(old, in_force, mode, starts, notice or _MONTH)


_MONTH = Term.months(1)


def _current(old: Money, new: Money, mode: Mode, on_rise: OnRise, starts: date) -> RenewalPrice:
    shown = (_said(LISTED, new),)
    if mode is Mode.EXPLICIT or at_least(old, new):
        return _priced(new, PricePolicy.CURRENT, mode, before=old, starts=starts, reasons=shown)
    match on_rise:
        case OnRise.KEEP:
            return _priced(old, PricePolicy.CURRENT, mode, before=old, starts=starts, reasons=(_said(AGREED, old),))
        case OnRise.ASK:
            reasons = (*shown, ASKED())
            return _priced(new, PricePolicy.CURRENT, Mode.EXPLICIT, before=old, starts=starts, reasons=reasons)
        case OnRise.TAKE:
            why = RISES_SILENTLY(before=old.amount, after=new.amount, currency=new.currency.code)
            findings = (Finding(reason=why, severity=Severity.WARNING),)
            return _priced(
                new, PricePolicy.CURRENT, mode, before=old, starts=starts, reasons=shown, findings=findings
            )  # fmt: skip


def _announced(old: Money, in_force: list[Announcement], mode: Mode, starts: date, notice: Term) -> RenewalPrice:
    price, reasons, leave_by = old, list[Reason](), None
    for each in in_force:
        facts = {"effective": each.effective}
        if each.price == price:
            leave_by = each.leave_by if leave_by and each.binds(notice=notice) else leave_by
        elif at_least(price, each.price):
            price, leave_by = each.price, None
            reasons.append(_said(CHEAPER, price, **facts))
        elif each.binds(notice=notice):
            price, leave_by = each.price, each.leave_by
            reasons.append(_said(TOLD, price, sent_on=each.sent_on, leave_by=leave_by, **facts))
        elif mode is Mode.EXPLICIT:
            price, leave_by = each.price, None
            reasons.append(_said(SHOWN, price, **facts))
        else:
            reasons.append(_said(UNTOLD, each.price, notice=notice, **facts))
    reasons.extend(() if reasons else (_said(UNCHANGED, old, starts=starts),))
    return _priced(
        price, PricePolicy.ANNOUNCED, mode, before=old, starts=starts, reasons=tuple(reasons), leave_by=leave_by
    )  # fmt: skip


def _priced(
    price: Money,
    policy: PricePolicy,
    mode: Mode,
    *,
    before: Money,
    starts: date,
    reasons: tuple[Reason, ...],
    findings: tuple[Finding, ...] = (),
    leave_by: date | None = None,
) -> RenewalPrice:
    rises = not at_least(before, price)
    return RenewalPrice(
        reasons=(*reasons, *((FREE(),) if is_zero(price) else ())),
        findings=findings,
        price=price,
        policy=policy,
        mode=mode,
        rises=rises,
        leave_by=leave_by,
        fee_change_on=starts if rises else None,
    )


def _said(kind: ReasonCode, price: Money, **facts: object) -> Reason:
    return kind(amount=price.amount, currency=price.currency.code, **facts)


def _order(told: Announcement) -> tuple[date, date, Decimal, date]:
    """By the first day; of two for one day the later message corrects the earlier, and the lower price wins."""
    return told.effective, told.sent_on or date.min, -told.price.amount, told.leave_by or date.min


def _check_amount(name: str, price: Money) -> Fault | None:
    if not is_negative(price):
        return None
    return Fault("renewal.price", name, str(price), "is below zero", "use a discount or a credit for that")
