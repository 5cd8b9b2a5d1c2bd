"""Using a credit for what is open: the oldest due first, in part or in full only."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from ..errors import Fault, check_declared, check_text, check_type, check_unique, each_of, refuse
from ..money import Money, as_payable, at_least, is_negative, is_zero, least, payable, subtract


class Cover(Enum):
    """Whether a credit may pay a part of a document."""

    PARTIAL = "partial"
    FULL_ONLY = "full_only"
    """A document that it cannot pay in full is left out, and the next one tried."""


@frozen(kw_only=True)
class Due:
    """An amount that is open, and the day it is due."""

    id: str
    due_on: date
    amount: Money = field(converter=as_payable)

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("due", self), check_text("due.id", self.id))


@frozen(kw_only=True)
class Covered:
    """What a credit paid on which document, and what is left of it."""

    applied: tuple[tuple[str, Money], ...]
    left: Money


def cover(credit: Money, due: Iterable[Due], *, how: Cover) -> Covered:
    """Return what a credit pays; raises `InvalidInput` for another currency and for a document named twice.

    Property: what is applied and what is left add up to the credit.

    >>> open_ones = [Due(id="P1", due_on=date(2026, 1, 5), amount=payable("30", "EUR"))]
    >>> cover(payable("20", "EUR"), open_ones, how=Cover.FULL_ONLY).applied
    ()
    """
    refuse(check_type("how", how, Cover))
    left = payable(credit)
    if is_negative(left):
        refuse(Fault("cover.credit", "credit", str(left), "is below zero", "settle the debt first"))
    open_ones = each_of("due", due, Due)
    refuse(check_unique("due", [each.id for each in open_ones]))
    applied: list[tuple[str, Money]] = []
    for each in sorted(open_ones, key=lambda one: one.due_on):
        amount = least(left, each.amount)
        if is_zero(amount) or is_negative(amount) or (how is Cover.FULL_ONLY and not at_least(left, each.amount)):
            continue
        applied.append((each.id, amount))
        left = subtract(left, amount)
    return Covered(applied=tuple(applied), left=left)
