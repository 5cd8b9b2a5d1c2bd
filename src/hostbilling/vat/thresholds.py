"""The three limits on a seller's running totals: destination, one item of evidence, small business abroad.

Law: Directive 2006/112/EC, articles 59c, 284 and 288a; Implementing Regulation 282/2011, article 24b. A total equal to
a limit is within it.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from .. import money
from ..money import Rounding
from ..union import is_member
from . import reasons as why
from .model import Problem, Total
from .places import Located
from .rates import find_rate
from .seller import Totals
from .working import Case, Stop

DESTINATION_LIMIT = Decimal(10_000)
DESTINATION_LIMIT_FROM = date(2019, 1, 1)
GOODS_COUNTED_FROM = date(2021, 7, 1)
ONE_ITEM_LIMIT = Decimal(100_000)
ONE_ITEM_FROM = date(2019, 1, 1)
EX_LIMIT = Decimal(100_000)
EX_FROM = date(2025, 1, 1)


def _within(totals: Totals, limit: Decimal) -> bool:
    return totals.this_year <= limit and totals.prior_year <= limit


def in_one_state(case: Case) -> bool:
    """Tell whether the seller is established in a single member state, and in no other."""
    return case.in_union and all(
        state == case.seat.state or not is_member(state, on=case.on) for state in case.seller.establishments
    )


def stays_within_threshold(case: Case, consumer: Located) -> bool:
    """Tell whether article 59c keeps the supply at the seller, this supply included; explains it if so.

    Raises `Stop` when the amount of the supply decides and is not known.
    """
    totals = case.seller.cross_border
    if case.on < DESTINATION_LIMIT_FROM or totals is None or not in_one_state(case):
        return False
    if totals.is_opted(on=case.on):
        code = why.OPTED if case.on >= GOODS_COUNTED_FROM else why.OPTED_BEFORE_2021_07
        case.because(code, since=totals.opted_from, until=totals.bound_until)
        return False
    limit = totals.limit if totals.limit is not None else DESTINATION_LIMIT
    if not _within(totals, limit) or Fraction(totals.this_year) + Fraction(_net(case, totals.currency)) > limit:
        return False
    code = why.BELOW_THRESHOLD if case.on >= GOODS_COUNTED_FROM else why.BELOW_THRESHOLD_BEFORE_2021_07
    case.because(code, customer=consumer.place, limit=limit, currency=totals.currency, place=case.seat.place)
    return True


def _net(case: Case, currency: str) -> Decimal:
    """The net amount of the supply in `currency`; of a gross price, at the seller's own rate."""
    supply = case.supply
    if supply.threshold_net is not None:
        return supply.threshold_net
    if supply.original_tax_point is not None:  # a correction's own amount does not say what the original added
        raise Stop(Problem.NEEDS_AMOUNT, why.NO_AMOUNT(), ("supply.threshold_net",))
    if supply.net is not None and supply.net.currency.code == currency:
        return supply.net.amount
    if supply.gross is not None and supply.gross.currency.code == currency:
        row = find_rate(case.seat.place, on=case.on, region=case.seat.region, overlay=case.seller.rates)
        if row is not None and row.rate is not None:
            return money.net_from_gross(supply.gross, rate=row.rate, rounding=Rounding.HALF_UP).net.amount
    unpriced = supply.net is None and supply.gross is None
    raise Stop(Problem.NEEDS_AMOUNT, why.NO_AMOUNT(), ("supply.net" if unpriced else "supply.threshold_net",))


def one_item_is_enough(case: Case) -> bool:
    """Tell whether one item of evidence from a third party suffices for this seller."""
    totals = case.seller.one_item
    if totals is None or case.on < ONE_ITEM_FROM:
        return False
    established = case.in_union or any(is_member(state, on=case.on) for state in case.seller.establishments)
    return established and _within(totals, totals.limit if totals.limit is not None else ONE_ITEM_LIMIT)


def is_exempt_abroad(case: Case, state: str) -> bool:
    """Tell whether the seller's EX number exempts it in `state`; warns where its turnover has ended that."""
    small = case.seller.small_business
    if small is None or state not in small.ex_states or case.on < EX_FROM or not case.in_union:
        return False
    if max(small.union_turnover, small.prior_union_turnover) <= EX_LIMIT:
        return True
    case.warn(why.EX_LOST, limit=EX_LIMIT)
    return False


def totals_to_increment(case: Case, where: Located) -> tuple[Total, ...]:
    """Return the running totals that this supply adds to."""
    consumer = case.consumer_at
    abroad = consumer is not None and consumer.state is not None and consumer.state != case.home
    counted = abroad and case.home is not None and case.on >= DESTINATION_LIMIT_FROM
    found = [Total.CROSS_BORDER, Total.ONE_ITEM] if counted else []
    if case.in_union and where.state is not None and case.on >= EX_FROM:
        found.append(Total.UNION_TURNOVER)
    return tuple(found)
