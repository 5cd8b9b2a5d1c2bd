"""When a contract ends on a customer's notice.

Notice periods are counted forward from the day the notice is received, and never move to a working day here: the
customer is not bound longer for a weekend.
"""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from ...decision import Decision, Finding, ReasonCode, warning
from ...errors import Fault, InvalidInput, check_date, refuse
from ...periods import Term, advance, days_in_month
from .contract import Contract
from .duties import exceeds
from .lookup import Asked, applicable, cited, doubts, jurisdiction
from .model import Count, CustomerClass, Notice, Phase, Rule

BY_ROW = ReasonCode("law.notice", "{rule}: a notice of {notice} received on {received_on} ends it on {last_day}.")
CAPPED = ReasonCode("law.notice_capped", "{rule}: the agreed {agreed} of notice is above {longest}; {says}.")
AS_AGREED = ReasonCode("law.notice_agreed", "No row counts it: {notice} from {received_on}, free from {free_from}.")
BOUND_FOR = ReasonCode("law.bound_for", "{rule}: {bound_for} after {concluded} the customer may give notice; {says}.")
SPARED = ReasonCode("law.spared_price", "{rule} does not hold for {price} paid at once, a contract within a year.")
PRICE_MISSING = ReasonCode("law.price_missing", "{rule} depends on the term and the total price, which are not known.")
# How a country counts months whoever the customer is: Regulation 1182/71; BGB 187, 188. Elsewhere that day is free.
_COUNTS = {"BE": Count.BOUND_DAY, "DE": Count.BOUND_DAY}
_DAY = Term.days(1)
_YEAR = Term.years(1)


@frozen(kw_only=True)
class Ending(Decision):
    """The end that a notice brings: `last_day` is still bound, `free_from` the first day after it."""

    last_day: date
    free_from: date


@frozen(kw_only=True)
class Exit(Decision):
    """The first day on which a customer may give notice, and the end it brings."""

    earliest_notice: date
    ending: Ending


def counted(received_on: date, notice: Term, *, count: Count) -> date:
    """Return the last bound day of a notice.

    >>> [str(counted(date(2026, 12, 7), Term.months(1), count=count)) for count in Count]
    ['2027-01-07', '2027-01-06', '2027-01-31']
    """
    refuse(check_date("received_on", received_on))
    day = advance(received_on, notice)
    match count:
        case Count.BOUND_DAY:
            return day
        case Count.FREE_DAY:
            return advance(day, _DAY, times=-1)
        case Count.MONTH_END:
            return day.replace(day=days_in_month(day.year, day.month))


def ends_on(
    received_on: date,
    *,
    notice: Term | None,
    phase: Phase,
    country: str,
    customer: CustomerClass,
    concluded: date | None = None,
    overlay: tuple[Rule, ...] = (),
) -> Ending:
    """Return the end that a notice of the customer brings.

    `notice` is what was agreed; the law's maximum takes its place when it is longer, or when nothing was agreed.
    Where no row counts it, the same-numbered day is free, as in the Netherlands; in Belgium and Germany it is bound in
    any contract. Raises `InvalidInput` when neither
    the contract nor the law knows a notice.

    >>> found = ends_on(date(2026, 12, 31), notice=Term.months(3), phase=Phase.RENEWED, country="BE",
    ...                 customer=CustomerClass.CONSUMER)
    >>> print(found.last_day, found.reasons[0].code)
    2027-02-28 law.notice_capped
    """
    refuse(check_date("received_on", received_on))
    asked = Asked(country=country, customer=customer, on=received_on, concluded=concluded, overlay=overlay)
    rows = applicable(asked)
    findings = tuple(doubts(asked, rows))
    row = next((each for each in rows if isinstance(each, Notice) and each.known and each.caps(phase)), None)
    if row is not None:
        return _by_row(row, received_on, notice, findings)
    if notice is None:
        raise InvalidInput(Fault("law.notice", "notice", notice, "is not agreed, and no row of law knows one",
                                 "pass the notice of the contract"))  # fmt: skip
    last_day = counted(received_on, notice, count=_COUNTS.get(jurisdiction(country), Count.FREE_DAY))
    free_from = advance(last_day, _DAY)
    why = AS_AGREED(notice=notice, received_on=received_on, free_from=free_from)
    return Ending(reasons=(why,), findings=findings, last_day=last_day, free_from=free_from)


def _by_row(row: Notice, received_on: date, agreed: Term | None, findings: tuple[Finding, ...]) -> Ending:
    above = agreed is not None and exceeds(agreed, row.longest, from_=received_on)
    notice = row.longest if agreed is None or above else agreed
    last_day = counted(received_on, notice, count=row.count)
    capped = (cited(CAPPED, row, agreed=agreed, longest=row.longest),) if above else ()
    why = cited(BY_ROW, row, notice=notice, received_on=received_on, last_day=last_day)
    return Ending(
        reasons=(*capped, why), findings=findings, last_day=last_day, free_from=advance(last_day, _DAY)
    )  # fmt: skip


def earliest_exit(
    contract: Contract,
    *,
    country: str,
    customer: CustomerClass,
    on: date,
    received_on: date | None = None,
    overlay: tuple[Rule, ...] = (),
) -> Exit | None:
    """Return when the customer may leave a running term by law, whatever was agreed; None where no law says so.

    `ending` is that of a notice received on `received_on`, or on the first day that law lets it count. Needs
    `contract.concluded`; returns None without it too, and where a small price paid at once takes the right away.

    >>> contract = Contract(concluded=date(2026, 1, 31), term=Term.years(2))
    >>> found = earliest_exit(contract, country="DK", customer=CustomerClass.CONSUMER, on=date(2026, 11, 21))
    >>> print(found.earliest_notice, found.ending.last_day)
    2026-06-30 2026-07-31
    """
    asked = Asked(country=country, customer=customer, on=on, concluded=contract.concluded, overlay=overlay)
    rows = applicable(asked)
    for row in rows:
        if isinstance(row, Notice) and row.known and row.bound_for is not None and contract.concluded is not None:
            if _spared(row, contract, contract.concluded):
                return None
            first = advance(contract.concluded, row.bound_for)
            findings = (*doubts(asked, rows), *_price_doubts(row, contract))
            why = cited(BOUND_FOR, row, bound_for=row.bound_for, concluded=contract.concluded)
            counts_on = first if received_on is None else max(first, received_on)
            ending = _by_row(row, counts_on, contract.notice, findings)
            return Exit(reasons=(why,), findings=findings, earliest_notice=first, ending=ending)
    return None


def _spared(row: Notice, contract: Contract, concluded: date) -> bool:
    price, limit = contract.total_price, row.spared_up_to
    if limit is None or price is None:
        return False
    within_a_year = contract.term is None or not exceeds(contract.term, _YEAR, from_=concluded)
    return within_a_year and price.currency == limit.currency and price.amount <= limit.amount


def _price_doubts(row: Notice, contract: Contract) -> Iterator[Finding]:
    limit = row.spared_up_to
    if limit is None:
        return
    price = contract.total_price
    if price is None or price.currency != limit.currency:
        yield warning(cited(PRICE_MISSING, row))
