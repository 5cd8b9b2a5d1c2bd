"""Means of payment on file, and why a charge of one was refused."""

from datetime import date
from enum import Enum

from attrs import frozen

from ..errors import check_date, check_text, refuse


class DeclineClass(Enum):
    """Why a charge brought no money, as far as it decides what to do next; `dunning.retries` says what that is."""

    INSUFFICIENT_FUNDS = "insufficient_funds"
    """Trying again later may work."""
    DATA_ERROR = "data_error"
    """Wrong number or expiry: ask the customer, never retry unchanged."""
    ADDRESS = "address"
    """Address verification refused a card that may be good: offer another method."""
    STOLEN = "stolen"
    """Lost, stolen or blocked: never retry."""
    OTHER = "other"
    """Refused without a reason that helps: trying again later may work."""
    UNKNOWN_CODE = "unknown_code"
    """The processor gave a code that nobody has classed yet: a person looks at it."""
    GATEWAY_DOWN = "gateway_down"
    """Never reached the issuer, and that is certain: no refusal, and nothing was charged."""
    NO_ANSWER = "no_answer"
    """Sent, and what came of it is unknown: it may have been charged."""


@frozen(kw_only=True)
class Instrument:
    """A means of payment on file that can be charged without the customer: a card, a mandate.

    `usable_until` is the last day it can be charged on; a card's is the last day of the month printed on it.
    """

    id: str
    label: str
    usable_until: date
    revoked_on: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("instrument.id", self.id),
            check_text("instrument.label", self.label),
            check_date("instrument.usable_until", self.usable_until),
            check_date("instrument.revoked_on", self.revoked_on) if self.revoked_on is not None else None,
        )

    def usable(self, on: date) -> bool:
        """Tell whether it can be charged on a day."""
        return on <= self.usable_until and (self.revoked_on is None or on < self.revoked_on)
