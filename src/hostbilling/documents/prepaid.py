"""What was paid before a document asks: it lowers what is left to pay and never touches VAT (BT-113)."""

from datetime import date
from enum import Enum

from attrs import field, frozen

from ..errors import Fault, check_declared, refuse
from ..money import Money, as_payable, is_negative


class PaidBy(Enum):
    """Where the money came from."""

    PAYMENT = "payment"
    WALLET = "wallet"
    DEPOSIT = "deposit"
    CREDIT_NOTE = "credit_note"


@frozen(kw_only=True)
class Prepaid:
    """An amount that was paid already, on which day and from where; `reference` finds it again."""

    amount: Money = field(converter=as_payable)
    on: date
    by: PaidBy = PaidBy.PAYMENT
    reference: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("prepaid", self))
        refuse(
            Fault("prepaid.negative", "prepaid.amount", self.amount, "is below zero", "give what was paid")
            if is_negative(self.amount)
            else None,
        )
