"""Numbers, amounts and percentages as a language writes them, digit by digit.

Babel gives the signs and the grouping only: its own formatting computes in the caller's decimal context, where it
fails at low precision, and prints 10.50 dinars as 10. The digits here are those of the number itself.
"""

from decimal import Decimal
from functools import cache
from typing import Any

from attrs import frozen

from ..money import Money, digits_of, exact
from .locales import locale_of


@frozen(kw_only=True)
class Signs:
    """How a locale writes numbers: its signs, its groups (the one at the point, all others), and amounts."""

    point: str
    group: str
    minus: str
    first: int
    others: int
    amount: str
    percent: str


@cache
def signs(language: str) -> Signs:
    """Return the signs of the locale of a BCP 47 tag."""
    locale: Any = locale_of(language)
    symbols = locale.number_symbols["latn"]
    first, others = locale.decimal_formats[None].grouping
    return Signs(
        point=symbols["decimal"],
        group=symbols["group"].replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"),
        minus=symbols["minusSign"],
        first=first,
        others=others,
        amount=_placed(locale.currency_formats["standard"].pattern, "\N{CURRENCY SIGN}"),
        percent=_placed(locale.percent_formats[None].pattern, "%"),
    )


def _placed(pattern: str, sign: str) -> str:
    """Return `{sign}{number}` in the order of a pattern, with the blank it has; a code always keeps one."""
    positive = pattern.partition(";")[0]
    blank = "\N{NO-BREAK SPACE}" if sign != "%" or any(each.isspace() for each in positive) else ""
    return f"{{sign}}{blank}{{number}}" if positive.startswith(sign) else f"{{number}}{blank}{{sign}}"


def number(value: Decimal, language: str, *, digits: int = 0) -> str:
    """Return a number with all the digits it has, at least `digits` after the point.

    >>> number(Decimal("-1234567.5"), "de", digits=2)
    '-1.234.567,50'
    """
    how = signs(language)
    whole, _, part = f"{value.copy_abs():f}".partition(".")
    part = part.ljust(digits, "0")
    text = f"{_grouped(whole, how)}{how.point}{part}" if part else _grouped(whole, how)
    return f"{how.minus}{text}" if value < 0 else text


def _grouped(digits: str, how: Signs) -> str:
    groups = [digits[-how.first :]]
    rest = digits[: -how.first]
    while rest:
        groups.insert(0, rest[-how.others :])
        rest = rest[: -how.others]
    return how.group.join(groups)


def quantity(value: Decimal, language: str) -> str:
    """Return a number without the zeros at its end.

    >>> quantity(Decimal("12.500"), "sk"), quantity(Decimal("100"), "sk")
    ('12,5', '100')
    """
    text = f"{value:f}"
    return number(Decimal(text.rstrip("0").rstrip(".") if "." in text else text), language)


def amount(money: Money, language: str) -> str:
    """Return an amount with the digits of its currency, more where it has more, and the currency's code.

    >>> amount(exact("1234.5", "RSD"), "fr").replace(chr(160), " ")
    '1 234,50 RSD'
    """
    checked = exact(money)
    code = checked.currency.code
    return signs(language).amount.format(number=number(checked.amount, language, digits=digits_of(code)), sign=code)


def percent(rate: Decimal, language: str) -> str:
    """Return a rate in percent.

    >>> percent(Decimal("25.5"), "en")
    '25.5%'
    """
    return signs(language).percent.format(number=quantity(rate, language), sign="%")
