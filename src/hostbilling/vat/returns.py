"""Periods and last days of VAT returns, corrections, invoices and records.

Law: Directive 2006/112/EC, articles 222, 364 to 369k; Implementing Regulation 282/2011, articles 57d and 61.
"""

from datetime import date, timedelta

from ..errors import refuse
from ..periods import Period, Term, advance
from .checks import check_tax_point

_UNTIL_TWENTIETH = date(2021, 7, 1)
DIGITAL_REPORTING_FROM = date(2030, 7, 1)
"""Directive (EU) 2025/516: each reverse-charged invoice is reported by itself, and within ten days."""
_QUARTERS = Term.months(3)
_YEARS_TO_KEEP = 10


def oss_period(tax_point: date) -> Period:
    """Return the quarter whose One-Stop-Shop return declares the supply.

    >>> str(oss_period(date(2026, 11, 21)))
    '2026-10-01 to 2026-12-31'
    """
    refuse(check_tax_point("tax_point", tax_point))
    return Period.of(date(tax_point.year, (tax_point.month - 1) // 3 * 3 + 1, 1), _QUARTERS)


def oss_start(*, first_supply: date, notified_on: date) -> date:
    """Return the day from which the One-Stop-Shop covers a seller (Implementing Regulation 282/2011, article 57d).

    That of the first supply, if it is notified by the 10th of the following month, else the first day of the quarter
    after the notification.

    >>> oss_start(first_supply=date(2026, 5, 2), notified_on=date(2026, 6, 11))
    datetime.date(2026, 7, 1)
    """
    refuse(check_tax_point("first_supply", first_supply), check_tax_point("notified_on", notified_on))
    tenth = advance(first_supply.replace(day=1), Term.months(1)).replace(day=10)
    next_quarter = oss_period(notified_on).end
    return min(first_supply, next_quarter) if notified_on <= tenth else next_quarter


def oss_due(tax_point: date) -> date:
    """Return the last day to file and pay: the end of the month after the quarter, before 2021-07 the 20th.

    >>> oss_due(date(2026, 11, 21)), oss_due(date(2020, 8, 1))
    (datetime.date(2027, 1, 31), datetime.date(2020, 10, 20))
    """
    after = oss_period(tax_point).end
    if after <= _UNTIL_TWENTIETH:
        return after.replace(day=20)
    return Period.of(after, Term.months(1)).last_day


def oss_correction_until(tax_point: date) -> date:
    """Return the last day on which the scheme takes a correction: three years after the return was due.

    >>> oss_correction_until(date(2020, 8, 1))
    datetime.date(2023, 10, 20)
    """
    return advance(oss_due(tax_point), Term.years(3))


def keep_records_until(tax_point: date) -> date:
    """Return the last day the scheme's records must be kept: ten years from the end of the year of the supply.

    >>> keep_records_until(date(2026, 1, 2))
    datetime.date(2036, 12, 31)
    """
    refuse(check_tax_point("tax_point", tax_point))
    return date(tax_point.year + _YEARS_TO_KEEP, 12, 31)


def invoice_by(chargeable_event: date) -> date:
    """Return the last day to invoice a reverse-charged service (article 222).

    The 15th of the following month; from 2030-07-01 ten days later (Directive 2025/516, seen in commentaries only).

    >>> invoice_by(date(2026, 12, 3))
    datetime.date(2027, 1, 15)
    """
    refuse(check_tax_point("chargeable_event", chargeable_event))
    if chargeable_event >= DIGITAL_REPORTING_FROM:
        return chargeable_event + timedelta(days=10)
    return advance(chargeable_event.replace(day=1), Term.months(1)).replace(day=15)
