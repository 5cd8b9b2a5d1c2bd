"""Amounts: the one place that adds, multiplies and rounds.

Hosts hold `moneyed.Money`, so it is the amount at every border. It can be changed, accepts NaN and floats,
and computes in the thread's decimal context; therefore amounts enter through two doors that copy and check,
`exact` (a price, any scale) and `payable` (what can be paid: the currency's digits), and nobody else computes
with them. What comes out is a Money that cannot be changed. No rounding happens without a `Rounding` being named.
"""

from moneyed import Money

from .allocation import TieBreak, allocate, allocate_by_key, split
from .amounts import (
    add,
    as_payable,
    at_least,
    digits_of,
    exact,
    greatest,
    is_negative,
    is_zero,
    least,
    negate,
    payable,
    subtract,
    times,
    total,
    zero,
)
from .rounding import Rounding, rounded, share
from .taxed import Amounts, gross_from_net, net_from_gross

__all__ = [
    "Amounts", "Money", "Rounding", "TieBreak", "add", "allocate", "allocate_by_key", "as_payable", "at_least",
    "digits_of", "exact", "greatest", "gross_from_net", "is_negative", "is_zero", "least", "negate", "net_from_gross",
    "payable", "rounded", "share", "split", "subtract", "times", "total", "zero",
]  # fmt: skip
