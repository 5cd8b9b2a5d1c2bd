"""One movement of money between the customer and the seller, and what makes it the same one when it is told again."""

from datetime import date, datetime
from enum import Enum

from attrs import field, frozen

from ..errors import Fault, check_declared, check_instant, check_text, check_type, refuse
from ..money import Money, as_payable, is_negative, is_zero

_OUT = "-"


class Direction(Enum):
    """Which way money went. Banks and gateways give what goes back the reference of what came in."""

    IN = "in"
    OUT = "out"


@frozen(kw_only=True)
class Payment:
    """Money that came or went back: `channel`, `external_id` and `direction` together are its identity.

    A channel holds no colon and begins with no minus, so that no two payments share an identity written as one text.
    `received_on` is the bank's value date, which decides what the payment was in time for; `amount` is above zero
    either way. `received_at` is the instant, where the channel tells it: promises in hours count from it, and without
    it from the end of the day. It is no part of what makes two payments the same.
    """

    channel: str
    external_id: str
    amount: Money = field(converter=as_payable)
    received_on: date
    direction: Direction = Direction.IN
    received_at: datetime | None = field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("payment", self))
        refuse(
            _check_name("payment.channel", self.channel) or _check_channel(self.channel),
            _check_name("payment.external_id", self.external_id),
            None if self.received_at is None else _check_instant(self.received_at, self.received_on),
            Fault("payment.amount", "payment.amount", str(self.amount.amount), "is not above zero",
                  "record a refund with direction OUT")
            if is_negative(self.amount) or is_zero(self.amount)
            else None,
        )  # fmt: skip

    @property
    def id(self) -> str:
        """Its identity as one text; what went out begins with a minus."""
        return f"{_OUT if self.direction is Direction.OUT else ''}{self.channel}:{self.external_id}"


def check_direction(path: str, payment: Payment, direction: Direction) -> Fault | None:
    """Fault unless it is a payment that went that way."""
    wrong = check_type(path, payment, Payment)
    if wrong is not None or payment.direction is direction:
        return wrong
    if direction is Direction.OUT:
        return Fault("payment.direction", path, payment.id, "came in", "pass direction OUT")
    return Fault("payment.direction", path, payment.id, "went out", "record who took or gave it back")


def _check_instant(at: datetime, on: date) -> Fault | None:
    """Fault unless an instant can be on that day somewhere on earth."""
    wrong = check_instant("payment.received_at", at)
    if wrong is not None or abs((at.date() - on).days) <= 1:
        return wrong
    return Fault("payment.instant", "payment.received_at", at, f"is not on {on}", "pass the instant of that day")


def _check_name(field: str, name: str) -> Fault | None:
    """Fault unless a name is text without blanks around it: with them one payment would be two."""
    wrong = check_text(field, name)
    if wrong is not None or name == name.strip():
        return wrong
    return Fault("payment.blanks", field, name, "begins or ends with a blank", "strip it")


def _check_channel(channel: str) -> Fault | None:
    problem = "holds a colon" if ":" in channel else "begins with a minus" if channel.startswith(_OUT) else None
    if problem is None:
        return None
    return Fault("payment.channel", "payment.channel", channel, problem, "name it like 'bank' or 'card'")
