"""What is to be given back of an invoice, before the credit note for it is drafted."""

from datetime import date

from attrs import field, frozen
from attrs.converters import optional

from ..errors import Fault, check_date, check_text, check_unique, refuse
from ..money import Money, payable


@frozen(kw_only=True)
class ToCredit:
    """What is to be credited of an issued invoice, from the day `on`, and `why`, as the customer will read it.

    All that is left of it, or of the lines `line_ids`; with `gross` that amount of them, VAT included. `id` is the
    host's own and names this credit for ever. `used` is what of it paid for something already, as in a change of plan:
    only the rest is the customer's to spend.
    """

    id: str
    invoice_number: str
    why: str
    on: date
    line_ids: tuple[str, ...] = ()
    gross: Money | None = field(default=None, converter=optional(payable))
    used: Money | None = field(default=None, converter=optional(payable))

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("to_credit.id", self.id),
            check_text("to_credit.invoice_number", self.invoice_number),
            check_text("to_credit.why", self.why),
            check_date("to_credit.on", self.on),
            check_unique("to_credit.line_ids", self.line_ids),
            Fault("to_credit.gross", "to_credit.gross", str(self.gross.amount), "is not above zero",
                  "give what is to be paid back, or None for all that is left")
            if self.gross is not None and self.gross.amount <= 0
            else None,
        )  # fmt: skip
